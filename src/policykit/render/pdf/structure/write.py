"""Writes a document's tree into the PDF: StructTreeRoot, ParentTree, IDTree, and the marks in each page's content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policykit.render.pdf.codes import PDF_STRUCTURE, refuse
from policykit.render.pdf.structure.tree import Anchor, MarkedContent, StructureElement

if TYPE_CHECKING:
    from collections.abc import Iterable

_CELL_FACTS = ("Scope", "ColSpan", "RowSpan", "Headers")


class TagWriter:
    """Writes one document's tree with the objects of `pydyf`."""

    def __init__(self, pydyf: Any, pdf: Any) -> None:
        self._pydyf = pydyf
        self._pdf = pdf
        self._pages: tuple[bytes, ...] = pdf.page_references
        self._ids: dict[str, bytes] = {}
        self._parents: list[list[Any]] = [[] for _ in self._pages]
        self._anchors: list[tuple[Any, bytes]] = []

    def mark_pages(
        self,
        tree: StructureElement,
        streams: Iterable[Any],
        artifacts: dict[int, dict[int, str]],
        spaces: dict[bytes, bytes],
    ) -> None:
        """Number the marked content of each page anew, turn what is no content into artifacts, and draw lost spaces.

        `spaces` maps a font's name in the pages to the code of its space, in hexadecimal.
        """
        owners: list[dict[int, tuple[StructureElement, MarkedContent]]] = [{} for _ in self._pages]
        for node in tree.walk():
            for kid in node.kids:
                if isinstance(kid, MarkedContent):
                    owners[kid.page][kid.mcid] = (node, kid)
        for number, stream in enumerate(streams):
            marker = _PageMarker(self._pydyf, owners[number], artifacts.get(number, {}), spaces)
            self._parents[number] = marker.rewrite(stream.stream)
            if marker.owners:
                text = next(iter(marker.owners.values()))[1].text
                message = f"`{text.strip()}` is semi-transparent, so screen readers skip it"
                raise refuse(PDF_STRUCTURE, message, "take `opacity` out of the style sheet")

    def write_tree(self, tree: StructureElement) -> None:
        """Add the tree and its indexes to the PDF; call it after `mark_pages`."""
        pydyf, pdf = self._pydyf, self._pdf
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        pdf.add_object(root)
        pdf.catalog["StructTreeRoot"] = root.reference
        references: dict[StructureElement, Any] = {}
        for node in tree.walk():
            element = references[node] = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}"})
            pdf.add_object(element)
        for node, element in references.items():
            parent = root if node.parent is None else references[node.parent]
            element["P"] = parent.reference
            self._write_facts(node, element)
            self._write_kids(node, element, references)
        root["K"] = pydyf.Array([references[tree].reference])
        root["ParentTree"] = self._write_parents(references)
        root["ParentTreeNextKey"] = len(self._parents) + len(self._anchors)
        if self._ids:
            names = pydyf.Array()
            for name, reference in sorted(self._ids.items()):
                names.extend((pydyf.String(name), reference))
            ids = pydyf.Dictionary({"Names": names})
            pdf.add_object(ids)
            root["IDTree"] = ids.reference
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _write_facts(self, node: StructureElement, element: Any) -> None:
        pydyf, facts = self._pydyf, node.facts
        for name in ("Alt", "Lang", "E"):
            if name in facts:
                element[name] = pydyf.String(facts[name])
        if "ID" in facts:
            element["ID"] = pydyf.String(facts["ID"])
            self._ids[facts["ID"]] = element.reference
        if "ListNumbering" in facts:
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{facts['ListNumbering']}"})
        elif "BBox" in facts:
            element["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(facts["BBox"])})
        elif any(name in facts for name in _CELL_FACTS):
            attributes = element["A"] = pydyf.Dictionary({"O": "/Table"})
            if "Scope" in facts:
                attributes["Scope"] = f"/{facts['Scope']}"
            for name in ("ColSpan", "RowSpan"):
                if name in facts:
                    attributes[name] = facts[name]
            if "Headers" in facts:
                attributes["Headers"] = pydyf.Array(pydyf.String(name) for name in facts["Headers"])

    def _write_kids(self, node: StructureElement, element: Any, references: dict[StructureElement, Any]) -> None:
        pydyf = self._pydyf
        home = next((kid.page for kid in node.kids if isinstance(kid, MarkedContent)), None)
        if home is not None:
            element["Pg"] = self._pages[home]
        kids = element["K"] = pydyf.Array()
        for kid in node.kids:
            if isinstance(kid, StructureElement):
                kids.append(references[kid].reference)
            elif isinstance(kid, Anchor):
                page = self._pages[kid.page]
                kids.append(pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": page}))
                kid.annotation["Contents"] = pydyf.String(_name_link(node))
                kid.annotation["StructParent"] = len(self._parents) + len(self._anchors)
                self._anchors.append((kid.annotation, element.reference))
            elif kid.page == home:
                kids.append(kid.mcid)
            else:
                kids.append(pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[kid.page], "MCID": kid.mcid}))

    def _write_parents(self, references: dict[StructureElement, Any]) -> bytes:
        pydyf = self._pydyf
        numbers = pydyf.Array()
        for page, owners in enumerate(self._parents):
            numbers.extend((page, pydyf.Array(references[node].reference for node in owners)))
        for index, (_, owner) in enumerate(self._anchors, start=len(self._parents)):
            numbers.extend((index, owner))
        tree = pydyf.Dictionary({"Nums": numbers})
        self._pdf.add_object(tree)
        reference: bytes = tree.reference
        return reference


def _name_link(node: StructureElement) -> str:
    """Give what a person would call the link: its title, else its words."""
    element = node.element
    title = (element.get("title") or element.get("aria-label") or "") if element is not None else ""
    pictures = " ".join(kid.facts.get("Alt", "") for kid in node.walk() if kid.role == "Figure")
    return title.strip() or node.text or pictures


class _PageMarker:
    """Goes once over a page's operators. `owners` is emptied of what is found."""

    def __init__(
        self,
        pydyf: Any,
        owners: dict[int, tuple[StructureElement, MarkedContent]],
        artifacts: dict[int, str],
        spaces: dict[bytes, bytes],
    ) -> None:
        self._pydyf = pydyf
        self._artifacts = artifacts
        self._spaces = spaces
        self.owners = owners

    def rewrite(self, items: list[Any]) -> list[StructureElement]:
        """Rewrite a page's operators in place; give the node of each marked stretch, in order of its new number."""
        nodes: list[StructureElement] = []
        font, fonts, shown = b"", [], -1
        run: MarkedContent | None = None
        properties: Any = None
        for index, item in enumerate(items):
            if isinstance(item, bytes):
                if item.endswith(b"] TJ"):
                    shown = index
                elif item.endswith(b" Tf"):
                    font = item[1 : item.index(b" ")]
                elif item == b"q":
                    fonts.append(font)
                elif item == b"Q":
                    font = fonts.pop() if fonts else font
                elif item == b"EMC" and run is not None:
                    if run.space_after:
                        self._add_space(items, shown, font, run, properties)
                    run = None
            elif isinstance(item, dict) and "MCID" in item:
                run, properties, shown = self._mark(items, index, item, nodes), item, -1
        return nodes

    def _mark(
        self, items: list[Any], index: int, properties: Any, nodes: list[StructureElement]
    ) -> MarkedContent | None:
        mcid = properties["MCID"]
        reason = self._artifacts.get(mcid)
        if reason is not None:
            items[index - 1] = "/Artifact"
            properties.clear()
            properties["Type"] = "/Pagination" if reason == "page" else "/Layout"
            return None
        node, run = self.owners.pop(mcid)
        items[index - 1] = f"/{node.role}"
        properties["MCID"] = run.mcid = len(nodes)
        nodes.append(node)
        return run

    def _add_space(self, items: list[Any], shown: int, font: bytes, run: MarkedContent, properties: Any) -> None:
        code = self._spaces.get(font)
        if code is not None and shown >= 0:
            items[shown] = items[shown][:-4] + b"<" + code + b">] TJ"
        else:
            properties["ActualText"] = self._pydyf.String(f"{run.text} ")
