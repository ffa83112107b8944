"""The tree of a PDF's structure: elements, the marked content in them, and the clickable areas of links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element


@dataclass(slots=True, eq=False)
class MarkedContent:
    """One marked stretch of a page: `mcid` is its number there. `space_after`: a space follows that is not drawn.

    `generated`: the words come from the style sheet, such as a page number, and not from the page.
    """

    page: int
    mcid: int
    text: str = ""
    space_after: bool = False
    generated: bool = False


@dataclass(slots=True, eq=False)
class Anchor:
    """A link's clickable area on a page; `annotation` is WeasyPrint's dictionary of it."""

    page: int
    annotation: Any


@dataclass(slots=True, eq=False)
class StructureElement:
    """One structure element. `kids` are in reading order; `facts` holds Alt, Lang, E, Scope and the like."""

    role: str
    parent: StructureElement | None
    element: Element | None = None
    kids: list[StructureElement | MarkedContent | Anchor] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def nodes(self) -> list[StructureElement]:
        """The kids that are elements themselves."""
        return [kid for kid in self.kids if isinstance(kid, StructureElement)]

    def walk(self) -> Iterator[StructureElement]:
        """Give this node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, StructureElement):
                yield from kid.walk()

    @property
    def text(self) -> str:
        """The words of the node and all below it, with single spaces, without what the style sheet added."""
        parts: list[str] = []
        for kid in self.kids:
            if isinstance(kid, MarkedContent) and not kid.generated:
                parts.append(kid.text + (" " if kid.space_after else ""))
            elif isinstance(kid, StructureElement):
                parts.append(kid.text + ("" if kid.role in {"Link", "Span", "Reference"} else " "))
        return " ".join("".join(parts).split())
