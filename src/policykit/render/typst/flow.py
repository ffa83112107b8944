"""The blocks of a page as Typst code: headings, paragraphs, lists, tables, boxes, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from policykit.render.pdf.codes import PDF_STRUCTURE, refuse
from policykit.render.pdf.structure.roles import SVG, is_decoration
from policykit.render.typst.code import join_code, wrap_language, write_call, write_string, write_strings
from policykit.render.typst.pictures import write_picture
from policykit.render.typst.reading import Layout, Page, list_classes, walk_children
from policykit.render.typst.tables import find_heads, write_table
from policykit.render.typst.tree import SpokenLink, TableHeads
from policykit.render.typst.words import LineWriter, is_inline

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BOXES = frozenset(
    ["section", "article", "header", "main", "footer", "nav", "address", "div", "aside", "details", "figure"]
)
"""Elements that hold blocks; the layout may give some of their classes a frame."""
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_DEEPEST = 60
"""How deep elements may lie in each other; Typst's own bound on calls lies above it."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The code of a page, and what its structure tree is to say, in the order of the page."""

    code: str
    tables: tuple[TableHeads, ...]
    links: tuple[SpokenLink, ...]


def write_body(page: Page, layout: Layout) -> Flow:
    """Give the code that sets everything within `<body>`."""
    writer = _FlowWriter(layout, page.list_targets(layout))
    code = "{\n" + "\n".join(writer.write_flow(page.body, depth=0)) + "\n}"
    return Flow(code, tuple(writer.tables), tuple(writer.links))


class _FlowWriter:
    """Writes blocks, and notes tables and links on the way."""

    def __init__(self, layout: Layout, targets: frozenset[str]) -> None:
        self._layout = layout
        self._targets = targets
        self.tables: list[TableHeads] = []
        self.links: list[SpokenLink] = []
        self._makers: dict[str, Callable[[Element, int], Iterator[str]]] = {
            "p": self._write_paragraph,
            "figcaption": self._write_paragraph,
            "summary": self._write_paragraph,
            "pre": self._write_paragraph,
            "ul": self._write_list,
            "ol": self._write_list,
            "dl": self._write_definitions,
            "table": self._write_table,
            "blockquote": self._write_box,
            f"{SVG}svg": self._write_picture,
            "svg": self._write_picture,
            "img": self._write_picture,
        }

    def write_flow(self, element: Element, depth: int) -> Iterator[str]:
        """Give the blocks within an element; words that are among them become paragraphs."""
        if depth > _DEEPEST:
            raise refuse(PDF_STRUCTURE, "the elements of the page are nested too deeply")
        for inline, run in groupby(walk_children(element, self._layout), key=is_inline):
            if inline:
                words = self._line(run)
                if words:
                    yield write_call("paragraph", "()", body=words)
                continue
            for node in run:
                assert not isinstance(node, str)
                yield from self._write_block(node, depth + 1)

    def write_item(self, element: Element, depth: int) -> str:
        """Give what a list item or cell holds: its words as they stand, and the blocks among them."""
        parts: list[str] = []
        nodes = list(walk_children(element, self._layout))
        for inline, run in groupby(nodes, key=is_inline):
            if inline:
                words = self._line(run)
                if words:
                    parts.append(words if not parts else write_call("paragraph", "()", body=words))
                continue
            for node in run:
                assert not isinstance(node, str)
                parts += self._write_block(node, depth + 1)
        own = element.get("lang") if element.tag in ("li", "dt", "dd", "td", "th") else None
        return wrap_language(own, join_code(parts))

    def write_line(self, element: Element) -> str:
        """Give the words of an element that holds nothing but words."""
        return self._line(walk_children(element, self._layout)) or "[]"

    def _line(self, nodes: Iterable[Element | str]) -> str:
        return LineWriter(self._layout, self._targets, self.links).write(nodes)

    def _write_block(self, element: Element, depth: int) -> Iterator[str]:
        for code in self._write_unspoken(element, depth):
            yield wrap_language(element.get("lang"), code)

    def _write_unspoken(self, element: Element, depth: int) -> Iterator[str]:
        tag = str(element.tag)
        if tag in _HEADINGS:
            yield from self._write_heading(element)
        elif tag in _BOXES:
            yield from self._write_box(element, depth)
        elif tag in self._makers:
            yield from self._makers[tag](element, depth)
        else:
            raise refuse(PDF_STRUCTURE, f"the page has an element that Typst cannot set: `{tag[:40]}`")

    def _write_box(self, element: Element, depth: int) -> Iterator[str]:
        classes = list_classes(element)
        if "contents" in classes:
            yield from self._write_contents(element)
            return
        target = element.get("id")
        if target and target in self._targets and not self._has_heading(element):
            yield write_call("anchor", write_string(target))
        blocks = list(self.write_flow(element, depth))
        if blocks:
            named = (str(element.tag), *classes, *([target] if target and target.startswith("_") else []))
            yield write_call("box-of", write_strings(named), body=join_code(blocks))

    def _has_heading(self, element: Element) -> bool:
        """Tell whether a section begins with a heading that bears its id."""
        return any(child.get("data-of") == element.get("id") for child in element if child.tag in _HEADINGS)

    def _write_heading(self, element: Element) -> Iterator[str]:
        words = self.write_line(element)
        if words == "[]":
            return
        level = str(element.tag)[1]
        own, section = element.get("id", ""), element.get("data-of", "")
        if own in self._targets and section:
            yield write_call("anchor", write_string(own))
        target = section or (own if own in self._targets else "")
        classes = write_strings(list_classes(element))
        yield write_call("title-of", level, classes, write_string(target), body=words)

    def _write_paragraph(self, element: Element, depth: int) -> Iterator[str]:
        del depth
        words = self._line(walk_children(element, self._layout))
        if not words:
            return
        target = element.get("id", "")
        if target in self._targets:
            yield write_call("anchor", write_string(target))
        classes = list_classes(element)
        named = write_strings(classes if element.tag == "p" else (str(element.tag), *classes))
        yield write_call("lead" if element.get("data-lead") else "paragraph", named, body=words)

    def _write_list(self, element: Element, depth: int) -> Iterator[str]:
        classes = list_classes(element)
        labels, items = [], []
        for child in element:
            if child.tag != "li":
                raise refuse(PDF_STRUCTURE, f"a list of the page holds `{str(child.tag)[:40]}` beside its items")
            label = _take_number(child) if "numbers" in classes else None
            labels.append(label or "")
            body = self.write_item(child, depth)
            target = child.get("id", "")
            if target in self._targets:
                body = join_code([write_call("anchor", write_string(target)), body])
            named = list_classes(child)
            shown = tuple(name for name in named if name not in ("clause", "changed"))
            items.append(write_call("item-of", write_strings(shown), body=body) if shown else body)
        counted = element.tag == "ol" and not classes
        if counted:
            labels = [f"{position}." for position in range(1, len(items) + 1)]
        numbered = counted or "numbers" in classes
        kind = "numbered" if numbered else "bulleted" if "bullets" in classes or not classes else "unmarked"
        if items:
            listed = "(" + "".join(f"{item}," for item in items) + ")"
            extra = [write_strings(labels)] if kind == "numbered" else []
            yield write_call(kind, write_strings(classes), *extra, listed)

    def _write_definitions(self, element: Element, depth: int) -> Iterator[str]:
        pairs: list[str] = []
        entries = list(_unwrap(element))
        terms: list[str] = []
        for child in entries:
            if child.tag == "dt":
                anchor = child.get("id", "")
                words = self.write_line(child)
                if anchor in self._targets:
                    words = join_code([write_call("anchor", write_string(anchor)), words])
                terms.append(words)
            elif child.tag == "dd":
                term = "[]" if not terms else terms[0] if len(terms) == 1 else join_code(_with_breaks(terms))
                pairs.append(f"({term},{self.write_item(child, depth)})")
                terms = []
        if pairs:
            yield write_call("definitions", write_strings(list_classes(element)), f"({','.join(pairs)},)")

    def _write_table(self, element: Element, depth: int) -> Iterator[str]:
        self.tables.append(find_heads(element))
        yield write_table(element, lambda cell: self.write_item(cell, depth), self._layout)

    def _write_picture(self, element: Element, depth: int) -> Iterator[str]:
        del depth
        if not is_decoration(element):
            yield write_picture(element, "picture-block")

    def _write_contents(self, element: Element) -> Iterator[str]:
        heading = next(child for child in element if child.tag in _HEADINGS)
        for code in self._write_heading(heading):
            yield wrap_language(heading.get("lang"), code)
        links = [link for link in element.iter("a") if link.get("href", "").startswith("#")]
        lines = []
        for link in links:
            number = next((span for span in link if "number" in list_classes(span)), None)
            title = next((span for span in link if "title" in list_classes(span)), link)
            shown = "".join(number.itertext()).strip() if number is not None else ""
            self.links.append(SpokenLink(" ".join("".join(link.itertext()).split())))
            words = wrap_language(title.get("lang"), self.write_line(title))
            lines.append(f"({write_string(link.get('href', '')[1:])}:({write_string(shown)},{words}))")
        joined = "+".join(lines) or "(:)"
        yield write_call("contents", joined)


def mark_targets(page: Page, layout: Layout) -> None:
    """Give each heading the id of its section, and say of each paragraph whether what follows belongs to it.

    A heading is what a line of the contents leads to; a paragraph before a list or table keeps to its page.
    """
    _mark_cover(page)
    for listed in page.body.iterfind(".//details[@class='follows']//li"):
        last = listed[-1] if len(listed) else None
        if last is None:
            listed.text = f"{listed.text or ''}."
        else:
            last.tail = f"{last.tail or ''}."
    for element in page.body.iter():
        children = [child for child in walk_children(element, layout) if not isinstance(child, str)]
        if element.tag == "section" and element.get("id") and children and children[0].tag in _HEADINGS:
            children[0].set("data-of", element.get("id", ""))
        for child, following in pairwise(children):
            if child.tag == "p" and (
                following.tag in ("ul", "ol", "table") or {"scroll", "picture"} & {*list_classes(following)}
            ):
                child.set("data-lead", "1")


def _mark_cover(page: Page) -> None:
    """Say which tables are those of a version, where the history begins a page, and which lines stay together."""
    for cover in page.body.iterfind("header"):
        for section in cover.iterfind("section"):
            if "apart" in list_classes(section):
                section.set("class", f"{section.get('class')} first-history")
    for section in page.body.iter("section"):
        if "version-block" in list_classes(section):
            for table in section.iter("table"):
                table.set("class", f"{table.get('class', '')} version-table")
    for first, second in pairwise(page.body.iter("p")):
        if "version" in list_classes(first) and "version" in list_classes(second):
            first.set("class", f"{first.get('class')} followed")
            second.set("class", f"{second.get('class')} again")


def _take_number(item: Element) -> str | None:
    """Take the printed number out of a list item, where it is first, and give it."""
    first = next(iter(item), None)
    if first is None or "number" not in list_classes(first) or (item.text or "").strip():
        return None
    item.text = first.tail
    item.remove(first)
    return " ".join("".join(first.itertext()).split())


def _unwrap(element: Element) -> Iterator[Element]:
    """Give the entries of a list of definitions, those within a `div` too."""
    for child in element:
        if child.tag == "div":
            yield from child
        else:
            yield child


def _with_breaks(terms: list[str]) -> Iterator[str]:
    for position, term in enumerate(terms):
        if position:
            yield "linebreak()"
        yield term
