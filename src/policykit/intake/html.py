"""Web pages into paragraphs: the main part of the page, its lists with the numbers that a browser shows, its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from policykit.intake.codes import DOCUMENT_UNSAFE, refuse_document
from policykit.intake.decode import decode_text, drop_controls
from policykit.intake.docx.numbers import write_count
from policykit.intake.paragraph import GridCell, LeftOut, Manuscript, Paragraph, Run, split_words

_SILENT = frozenset(("script", "style", "template", "head", "title", "noscript", "svg", "math", "iframe", "select"))
_ASIDE = frozenset(("nav", "aside", "footer", "form", "button", "dialog"))
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead "
        "tr ul caption button dialog option select br",
    )
)
_HEADING = re.compile(r"h[1-6]")
_MENU = re.compile(
    r"\b(?:menu|nav(?:bar|igation)?|breadcrumbs?|cookie\S*|sidebar|skip(?:-link)?|share|social-links)\b", re.IGNORECASE
)
_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEPEST = 200
_ALIGNED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def read_html(name: str, content: bytes) -> Manuscript:
    """Read a web page. Raises PolicykitError as `decode_text` does, and for a nesting without bound."""
    import tinyhtml5

    text = decode_text(name, content)
    kept, left = drop_controls(text, "the page")
    witness = _Witness()
    witness.feed(kept)
    witness.close()
    if witness.deepest > _DEEPEST:
        raise refuse_document(DOCUMENT_UNSAFE, name, f"nests its elements more than {_DEEPEST} levels deep")
    root = tinyhtml5.parse(kept, namespace_html_elements=False)
    body = root.find("body")
    reader = _PageReader(has_main=body is not None and any(body.iter("main")))
    paragraphs = () if body is None else tuple(reader.read(body))
    title = "".join(found.itertext()).strip() if (found := root.find("head/title")) is not None else ""
    words = [*split_words("".join(witness.pieces)), *(word for one in left for word in split_words(one.text))]
    return Manuscript(
        "HTML", paragraphs, (*left, *reader.left_out), tuple(words), title=title, language=root.get("lang", "")
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements around a word say of it."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    href: str = ""
    heading: int | None = None
    centred: bool = False
    depth: int = 0
    key: str = ""


_NOTHING = _Around()


@dataclass(slots=True)
class _PageReader:
    has_main: bool
    left_out: list[LeftOut] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    around: _Around = field(default_factory=_Around)
    label: str = ""
    count: int = 0
    in_main: bool = False

    def read(self, node: Element, around: _Around = _NOTHING) -> Iterator[Paragraph]:
        """Give the paragraphs of an element."""
        yield from self._read_node(node, around)
        yield from self._end(around)

    def _end(self, around: _Around) -> Iterator[Paragraph]:
        """Give the paragraph that was gathered, if it has words."""
        runs, self.runs = _settle_runs(self.runs), []
        text = "".join(run.text for run in runs)
        if not text.strip():
            return
        self.count += 1
        label, self.label = self.label, ""
        letters = sum(map(str.isalnum, text)) or 1
        yield Paragraph(
            text,
            f"paragraph {self.count}",
            label=label,
            level=max(around.depth - 1, 0),
            list_key=around.key if label else "",
            heading=around.heading,
            bold=sum(sum(map(str.isalnum, run.text)) for run in runs if run.bold) >= 0.9 * letters,
            italic=sum(sum(map(str.isalnum, run.text)) for run in runs if run.italic) >= 0.9 * letters,
            underlined=around.underlined,
            centred=around.centred,
            left=24.0 * around.depth,
            runs=tuple(runs) if any(run.bold or run.italic or run.href for run in runs) else (),
        )

    def _read_node(self, node: Element, around: _Around) -> Iterator[Paragraph]:
        self._add(node.text, around)
        for child in node:
            if isinstance(child.tag, str):
                yield from self._read_child(node, child, around)
            self._add(child.tail, around)

    def _read_child(self, node: Element, child: Element, around: _Around) -> Iterator[Paragraph]:
        tag = child.tag
        if tag in _SILENT:
            return
        if tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "table":
            yield from self._end(around)
            yield from self._read_table(child)
        elif self._is_aside(child):
            yield from self._end(around)
            self._leave_out(child)
        elif tag in _BLOCKS:
            yield from self._end(around)
            inside = _look_at(child, around)
            if tag == "li":
                self.label = _label_item(node, child)
                inside = replace(inside, depth=around.depth + 1, key=around.key or f"list {self.count}")
            was, self.in_main = self.in_main, self.in_main or tag in ("main", "header")
            yield from self._read_node(child, inside)
            yield from self._end(inside)
            self.in_main = was
        else:
            yield from self._read_node(child, _look_at(child, around))

    def _is_aside(self, node: Element) -> bool:
        """Tell whether an element is no part of the text: a menu, or what is outside the main part of the page."""
        names = f"{node.get('class', '')} {node.get('id', '')}"
        if node.tag in _ASIDE or node.get("role") in ("navigation", "search", "banner", "contentinfo"):
            return node.tag != "form" or not any(node.iter("p"))
        if node.tag in ("div", "ul", "header", "section") and _MENU.search(names):
            return True
        holds_main = node.tag == "main" or any(node.iter("main"))
        cover = node.tag == "header" and "cover" in names
        return self.has_main and not self.in_main and not holds_main and not cover

    def _leave_out(self, node: Element) -> None:
        inner = _PageReader(has_main=False)
        inner.in_main = True
        clone = Element("div")
        clone.text = node.text
        clone.extend(list(node))
        texts = [
            "\n".join(cell.typed_text for row in paragraph.rows for cell in row) or paragraph.text
            for paragraph in inner.read_all(clone)
        ]
        if texts:
            self.left_out.append(LeftOut("\n".join(texts), "menu", f"beside paragraph {self.count}"))

    def read_all(self, node: Element) -> Iterator[Paragraph]:
        """Give the paragraphs of an element, menus and all."""
        for child in node.iter():
            if child.tag in _ASIDE or child.tag == "header":
                child.tag = "div"
            child.attrib.pop("class", None)
            child.attrib.pop("role", None)
            child.attrib.pop("id", None)
        yield from self.read(node)

    def _add(self, text: str | None, around: _Around) -> None:
        if text:
            self.runs.append(Run(text, around.bold, around.italic, around.href))

    def _read_table(self, table: Element) -> Iterator[Paragraph]:
        for caption in table.iter("caption"):
            yield from (replace(found, style="caption") for found in self.read(caption))
        for holder in table.iter():
            if holder.tag in _HOLDERS:
                for stray in holder.iterfind("{*}*"):  # not its comments
                    if stray.tag not in _PARTS_OF_TABLES:  # the parser leaves some of them where the page has them
                        yield from self._read_child(holder, stray, _NOTHING)
                        yield from self._end(_NOTHING)
        rows = []
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            rows.append(tuple(self._read_cell(cell) for cell in cells))
        if any(cell.text.strip() for row in rows for cell in row):
            self.count += 1
            yield Paragraph("", f"table {self.count}", rows=tuple(row for row in rows if row))

    def _read_cell(self, cell: Element) -> GridCell:
        inner = _PageReader(has_main=False, count=self.count)
        paragraphs = tuple(inner.read(cell))
        self.left_out += inner.left_out
        spans = [int(span) if (span := cell.get(key, "1")).isdigit() else 1 for key in ("colspan", "rowspan")]
        return GridCell(paragraphs, min(max(spans[0], 1), 20), min(max(spans[1], 1), 2000), cell.tag == "th")


_HOLDERS = frozenset(("table", "thead", "tbody", "tfoot", "tr"))
_PARTS_OF_TABLES = _HOLDERS | {"caption", "colgroup", "col", "td", "th"}


def _look_at(node: Element, around: _Around) -> _Around:
    style = node.get("style", "")
    href = node.get("href", "") if node.tag == "a" else around.href
    return replace(
        around,
        bold=around.bold or node.tag in ("b", "strong", "th") or bool(_WEIGHT.search(style)),
        italic=around.italic or node.tag in ("i", "em"),
        underlined=around.underlined or node.tag == "u",
        href="" if href.startswith("#") else href,
        heading=int(node.tag[1]) if _HEADING.fullmatch(node.tag) else around.heading,
        centred=around.centred or node.tag == "center" or node.get("align") == "center" or bool(_ALIGNED.search(style)),
    )


def _label_item(parent: Element, item: Element) -> str:
    """Give the number that a browser shows before a list item."""
    if parent.tag != "ol":
        return "•"
    items = [child for child in parent if child.tag == "li"]
    start = parent.get("start", "")
    number = int(start) - 1 if re.fullmatch(r"-?\d{1,6}", start) else 0
    for child in items:
        value = child.get("value", "")
        number = int(value) if re.fullmatch(r"-?\d{1,6}", value) else number + 1
        if child is item:
            break
    return f"{write_count(_TYPES.get(item.get('type') or parent.get('type') or '1', 'decimal'), number)}."


def _settle_runs(runs: list[Run]) -> list[Run]:
    """Give runs with single spaces, as a browser shows them, and none at the ends."""
    found: list[Run] = []
    last = " "
    for run in runs:
        text = run.text if run.text == "\n" else re.sub(r"[ \t\r\n\f]+", " ", run.text)
        if last in (" ", "\n"):
            text = text if text == "\n" else text.lstrip(" ")
        if text:
            found.append(replace(run, text=text))
            last = text[-1]
    while found and not found[-1].text.strip():
        found.pop()
    while found and not found[0].text.strip():
        found.pop(0)
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
        found[0] = replace(found[0], text=found[0].text.lstrip())
    return found


class _Witness(HTMLParser):
    """Gathers every word of a page by Python's own parser: the second path of the word promise."""

    _VOID = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta source track wbr"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent: list[str] = []
        self.depth = self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the base class calls it
        if tag not in self._VOID:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)
        if tag in _SILENT:
            self.silent.append(tag)
        if tag in _BLOCKS:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(self.depth - 1, 0)
        if tag in self.silent:
            del self.silent[self.silent.index(tag) :]
        if tag in _BLOCKS:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)
