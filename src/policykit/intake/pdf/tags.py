"""The structure that a tagged PDF declares (ISO 32000-1, 14.7 and 14.8), by pypdf: which content is which part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader

_DEEPEST = 120
_MOST = 200_000
"""So many parts a structure may have; one of a 100-page policy has about 5,000."""

Content = tuple[int, int]
"""Marked content: the page, from 1, and its number on the page (MCID)."""


@dataclass(slots=True)
class TagNode:
    """One element of the structure."""

    kind: str
    """Its standard type: `P`, `H2`, `LI`, `TD`."""
    parts: list[TagNode | Content] = field(default_factory=list)
    columns: int = 1
    rows: int = 1

    def walk_contents(self) -> Iterator[Content]:
        """Give all marked content below it, in order."""
        for part in self.parts:
            if isinstance(part, TagNode):
                yield from part.walk_contents()
            else:
                yield part

    def walk_nodes(self) -> Iterator[TagNode]:
        """Give it and all elements below it, in order."""
        yield self
        for part in self.parts:
            if isinstance(part, TagNode):
                yield from part.walk_nodes()


def read_tags(reader: PdfReader) -> TagNode | None:
    """Give the structure of a file; None where it declares none, or one that cannot be followed."""
    from pypdf.errors import PyPdfError

    try:
        root = reader.root_object.get("/StructTreeRoot")
        if root is None:
            return None
        root = root.get_object()
        pages = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages, start=1)}  # type: ignore[union-attr]
        roles = {str(key): str(value) for key, value in (root.get("/RoleMap") or {}).items()}
        top = TagNode("Document")
        _TagReader(pages, roles).fill(top, root.get("/K"), 0, 0)
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return top if any(True for _ in top.walk_contents()) else None


class _TagReader:
    def __init__(self, pages: Mapping[int, int], roles: Mapping[str, str]) -> None:
        self.pages = pages
        self.roles = roles
        self.seen: set[int] = set()
        self.count = 0

    def fill(self, node: TagNode, kids: Any, page: int, depth: int) -> None:
        """Read what is below an element whose content is on `page` unless it says otherwise."""
        if kids is None or depth > _DEEPEST:
            return
        listed = kids.get_object()
        for kid in listed if isinstance(listed, list) else [kids]:
            self.count += 1
            if self.count > _MOST:
                raise ValueError("more parts than any policy has")
            self._read(node, kid, page, depth)

    def _read(self, node: TagNode, kid: Any, page: int, depth: int) -> None:
        own = getattr(kid, "idnum", 0)
        if own and own in self.seen:
            return
        entry = kid.get_object()
        if isinstance(entry, int):
            node.parts.append((page, int(entry)))
            return
        if not isinstance(entry, dict):
            return
        at = entry.get("/Pg") and self.pages.get(getattr(entry.raw_get("/Pg"), "idnum", 0))  # type: ignore[attr-defined]
        here = at or page
        kind = str(entry.get("/Type", ""))
        if kind == "/MCR":
            if "/Stm" not in entry:
                node.parts.append((here, int(entry["/MCID"])))
        elif kind != "/OBJR" and "/S" in entry:
            self.seen.add(own)
            child = TagNode(self._name(str(entry["/S"])))
            child.columns, child.rows = _read_spans(entry.get("/A"))
            node.parts.append(child)
            self.fill(child, entry.raw_get("/K") if "/K" in entry else None, here, depth + 1)  # type: ignore[attr-defined]

    def _name(self, kind: str) -> str:
        for _ in range(8):
            if kind not in self.roles or self.roles[kind] == kind:
                break
            kind = self.roles[kind]
        return kind.lstrip("/")


def _read_spans(attributes: Any) -> tuple[int, int]:
    """Give over how many columns and rows a cell reaches."""
    found = {"/ColSpan": 1, "/RowSpan": 1}
    listed = attributes.get_object() if attributes is not None else []
    for entry in listed if isinstance(listed, list) else [listed]:
        own = entry.get_object()
        if isinstance(own, dict):
            found |= {key: max(1, min(int(own[key]), 100)) for key in found if isinstance(own.get(key), int)}
    return found["/ColSpan"], found["/RowSpan"]
