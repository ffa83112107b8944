"""What a PDF says to a reader who cannot see it: one tree of elements, in reading order, whatever the pages do.

The tree follows the HTML, not the boxes of the layout: a paragraph that runs over a page break has boxes on two pages
and one element, and so stays one node. Headers and footers, repeated table heads and decoration are left out of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policykit.render.pdf.structure import roles
from policykit.render.pdf.structure.tree import Anchor, MarkedContent, StructureElement
from policykit.render.pdf.structure.words import WordJoiner

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class StructureBuilder:
    """Grows the tree of one document, page by page, and notes which marked stretches are no part of it."""

    def __init__(self, root: Element) -> None:
        self.document = StructureElement("Document", None)
        self.artifacts: dict[int, dict[int, str]] = {}
        """For each page (from 0): the numbers of marked stretches to pass over, and why: `page` or `layout`."""
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._nodes: dict[tuple[Element, str], StructureElement] = {}
        self._loose: dict[Element, StructureElement] = {}
        self._heads: dict[Element, int] = {}
        self._line = 0
        self._page = 0
        self._page_height = 0.0
        self._marks: dict[Any, dict[str, Any]] = {}
        self._joiner = WordJoiner()

    def add_page(self, number: int, page_box: Any, marks: dict[Any, dict[str, Any]]) -> None:
        """Add what page `number` (from 0) shows; `marks` maps each drawn box to its marked content, and is emptied."""
        self._page, self._marks = number, marks
        self._page_height = page_box.margin_height()
        self.artifacts[number] = {}
        for child in page_box.children:
            self._visit(child, None)

    def finish(self) -> StructureElement:
        """Give the tree without elements that nothing is in."""
        _prune(self.document)
        return self.document

    # -- boxes ------------------------------------------------------------------------------------------------------

    def _visit(self, box: Any, artifact: str | None) -> None:
        box = getattr(box, "_box", box)  # an absolutely placed box hides behind a placeholder
        kind = type(box).__name__
        if kind == "MarginBox":
            artifact = "page"
        elif artifact is None and box.element is not None:
            artifact = self._find_artifact(box)
        if kind == "TextBox":
            self._add_text(box, artifact)
            return
        if hasattr(box, "replacement"):
            self._add_figure(box, artifact)
            return
        if kind == "LineBox":
            self._line += 1
        elif artifact is None and box.element is not None:
            self._enter(box)
        for child in box.children:
            self._visit(child, artifact)

    def _find_artifact(self, box: Any) -> str | None:
        if "::" not in box.element_tag and roles.is_decoration(box.element):
            return "layout"
        if box.style["position"] == "fixed":
            return "page"
        if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
            first = self._heads.setdefault(box.element, self._page)
            if first != self._page:
                return "page"
        return None

    def _enter(self, box: Any) -> None:
        if box.element_tag.endswith("::marker"):
            return
        node = self._node_of(box.element)
        if node.role == "LI" and node.parent is not None and "::" not in box.element_tag:
            style = box.style["list_style_type"]
            node.parent.facts.setdefault("style", style if isinstance(style, str) else "none")
        if node.role == "Link" and box.link_annotation:
            node.kids.append(Anchor(self._page, box.link_annotation))
            box.link_annotation = None

    def _take_mark(self, box: Any, artifact: str | None) -> int | None:
        mcid: int = self._marks.pop(box)["mcid"]
        if artifact is not None:
            self.artifacts[self._page][mcid] = artifact
            return None
        return mcid

    def _add_text(self, box: Any, artifact: str | None) -> None:
        blank = not box.text.strip()  # nothing is drawn for it; the joiner has a space drawn where one is due
        mcid = self._take_mark(box, artifact or ("layout" if blank else None))
        if blank and artifact is None:
            self._joiner.skip()
        if mcid is None:
            return
        node = self._text_node(box)
        block = node
        while block.role in {"Link", "Reference", "Span"} and block.parent is not None:
            block = block.parent
        run = MarkedContent(self._page, mcid, box.text, generated="::" in box.element_tag)
        node.kids.append(run)
        self._joiner.join(block, run, box, self._line)

    def _add_figure(self, box: Any, artifact: str | None) -> None:
        text = roles.find_alternative(box.element)
        if artifact is None and not text and box.element.tag != "img":
            artifact = "layout"
        mcid = self._take_mark(box, artifact)
        if mcid is None:
            return
        key = (box.element, "figure")
        figure = self._nodes.get(key)
        if figure is None:
            alone = getattr(self._parents.get(box.element), "tag", "") == "figure"  # not in a line of words
            parent = self._block_parent(box.element) if alone else self._inline_parent(box.element)
            figure = self._nodes[key] = self._append(parent, "Figure", box.element)
            figure.facts["Alt"] = text
            x, y = box.content_box_x() * 0.75, (self._page_height - box.content_box_y()) * 0.75
            figure.facts["BBox"] = (x, y - box.height * 0.75, x + box.width * 0.75, y)
        figure.kids.append(MarkedContent(self._page, mcid))

    # -- elements ---------------------------------------------------------------------------------------------------

    def _append(self, parent: StructureElement, role: str, element: Element | None) -> StructureElement:
        node = StructureElement(role, parent, element)
        parent.kids.append(node)
        return node

    def _text_node(self, box: Any) -> StructureElement:
        element = box.element
        if box.element_tag.endswith("::marker"):
            return self._part(self._node_of(element), element, "Lbl")
        if roles.has_class(element, "number"):
            parent = self._parents.get(element)
            if parent is not None and self._node_of(parent).role == "Note":
                return self._part(self._node_of(parent), parent, "Lbl")
            if parent is not None and parent.tag == "li" and next(iter(parent), None) is element:
                item = self._node_of(parent)
                if item.role == "LI":
                    return self._part(item, parent, "Lbl")
        return self._hold_text(self._node_of(element), element)

    def _hold_text(self, node: StructureElement, element: Element) -> StructureElement:
        """Give where text of `element` goes: `node`, or a paragraph of its own where `node` may not hold text."""
        if node.role == "LI":
            return self._part(node, element if node.element is None else node.element, "LBody")
        if node.role not in roles.GROUPING:
            return node
        block = element
        while block.tag in roles.INLINE and block in self._parents:
            block = self._parents[block]
        loose = self._loose.get(block)
        if loose is None or node.kids[-1] is not loose:
            loose = self._loose[block] = self._append(node, "P", None)
        return loose

    def _part(self, item: StructureElement, element: Element, role: str) -> StructureElement:
        """Give the label or body of a list item, made when first needed."""
        part = self._nodes.get((element, role))
        if part is None:
            part = self._nodes[element, role] = self._append(item, role, None)
        return part

    def _inline_parent(self, element: Element) -> StructureElement:
        parent = self._parents[element]
        return self._hold_text(self._node_of(parent), parent)

    def _block_parent(self, element: Element) -> StructureElement:
        parent = self._parents.get(element)
        if parent is None:
            return self.document
        node = self._node_of(parent)
        if node.role == "LI":
            return self._part(node, parent if node.element is None else node.element, "LBody")
        return node

    def _node_of(self, element: Element) -> StructureElement:
        """Give the node that stands for `element`, or the nearest around it that does."""
        node = self._nodes.get((element, ""))
        if node is None:
            node = self._nodes[element, ""] = self._make_node(element)
        return node

    def _make_node(self, element: Element) -> StructureElement:
        tag = element.tag
        if tag in {"html", "body"} or element not in self._parents:
            return self.document
        if tag in roles.INLINE:
            return self._make_inline(element)
        if tag in {"li", "dt", "dd"}:
            return self._make_item(element)
        parent = self._block_parent(element)
        role = roles.name_block(element, in_contents=self._in_contents(element))
        if role is None:
            return parent
        node = self._append(parent, role, element)
        if language := element.get("lang"):
            node.facts["Lang"] = language
        if role == "Note":
            node.facts["ID"] = element.get("id", "")
        return node

    def _make_inline(self, element: Element) -> StructureElement:
        if element.tag == "a" and element.get("href"):
            parent = self._inline_parent(element)
            if parent.role == "P" and parent.element is None and self._in_contents(element):
                parent.role = "Reference"
            node = self._append(parent, "Link", element)
        elif element.get("lang") or (element.tag == "abbr" and element.get("title")) or element.get("role") == "img":
            node = self._append(self._inline_parent(element), "Span", element)
            if element.get("role") == "img":
                node.facts["Alt"] = element.get("aria-label", "")
            if element.tag == "abbr" and (title := element.get("title")):
                node.facts["E"] = title
        else:
            return self._node_of(self._parents[element])
        if language := element.get("lang"):
            node.facts["Lang"] = language
        return node

    def _make_item(self, element: Element) -> StructureElement:
        node = self._place_item(element)
        if (language := element.get("lang")) and node.element is element:
            node.facts["Lang"] = language
        return node

    def _place_item(self, element: Element) -> StructureElement:
        around = self._node_of(self._parents[element])
        if element.tag == "li":
            role = {"L": "LI", "TOC": "TOCI"}.get(around.role)
            return self._append(around, role, element) if role else around
        items = around.nodes
        if element.tag == "dt" or not items:
            items.append(self._append(around, "LI", None))
        part = "Lbl" if element.tag == "dt" else "LBody"
        found = next((node for node in items[-1].nodes if node.role == part), None)
        return self._append(found, "Div", element) if found else self._append(items[-1], part, element)

    def _in_contents(self, element: Element) -> bool:
        above: Element | None = element
        while above is not None:
            if above.tag == "nav" and roles.has_class(above, "contents"):
                return True
            above = self._parents.get(above)
        return False


def _prune(node: StructureElement) -> None:
    for kid in node.nodes:
        _prune(kid)
    node.kids = [
        kid for kid in node.kids if not isinstance(kid, StructureElement) or kid.kids or kid.role in {"TH", "TD"}
    ]
    if node.role == "Table":  # a foot is laid out before the rows that follow it
        node.kids.sort(key=lambda kid: isinstance(kid, StructureElement) and kid.role == "TFoot")
    if node.role == "L":
        node.facts["ListNumbering"] = _find_numbering(node)


def _find_numbering(node: StructureElement) -> str:
    style = node.facts.pop("style", "none")
    if style in roles.NUMBERING and (node.element is None or node.element.tag != "dl"):
        return roles.NUMBERING[style]
    for item in node.nodes:
        for part in item.nodes:
            if part.role == "Lbl" and node.element is not None and node.element.tag != "dl":
                return roles.infer_numbering(part.text)
    return "None"
