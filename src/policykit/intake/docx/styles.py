"""Word's styles: what a paragraph or a run looks like, inherited from style to style."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from policykit.intake.docx.names import TWIPS, W, find_val, read_number, read_toggle, val

_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc( ?[1-9]| heading)|contents?( heading| [1-9])")
_TOGGLES = ("b", "i", "caps", "smallCaps", "vanish")
_DEEPEST = 40
"""A chain of styles is followed so far; a longer one runs in a circle."""


@dataclass(frozen=True, slots=True)
class Dress:
    """How letters look."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    capitals: bool = False
    hidden: bool = False
    size: float = 11.0


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph looks, and where it is in lists and headings."""

    style: str = ""
    """The name of its style in lower case."""
    heading: int | None = None
    contents: bool = False
    number: str | None = None
    """Its list; `0` for none."""
    level: int | None = None
    centred: bool = False
    left: float | None = None
    first: float | None = None
    before: float = 0.0


class Styles:
    """The styles of one document."""

    def __init__(self, root: Element | None) -> None:
        self.nodes: dict[str, Element] = {}
        self.default = ""
        self.base = Dress()
        self.language = ""
        self.shapes: dict[str, Shape] = {}
        if root is None:
            return
        for node in root.findall(f"{W}style"):
            key = node.get(f"{W}styleId", "")
            self.nodes[key] = node
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true"):
                self.default = key
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self.base = self._dress_over(replace(Dress(), size=10.0), defaults)
            lang = defaults.find(f"{W}lang")
            self.language = "" if lang is None else val(lang)

    def chain(self, key: str) -> list[Element]:
        """Give a style and those it is based on, the farthest first."""
        found: list[Element] = []
        while key in self.nodes and len(found) < _DEEPEST:
            found.append(self.nodes[key])
            key = find_val(self.nodes[key], "basedOn")
        return found[::-1]

    def shape_paragraph(self, properties: Element | None) -> Shape:
        """Give the shape of a paragraph: its style's, and what it says itself."""
        key = find_val(properties, "pStyle") or self.default
        if key not in self.shapes:
            shape = Shape()
            for node in self.chain(key):
                shape = _shape_over(shape, node.find(f"{W}pPr"))
                shape = _name_over(shape, find_val(node, "name"))
            self.shapes[key] = shape
        return _shape_over(self.shapes[key], properties)

    def dress_paragraph(self, properties: Element | None) -> Dress:
        """Give how the letters of a paragraph look, before what a run says of itself."""
        dress = self.base
        for node in self.chain(find_val(properties, "pStyle") or self.default):
            dress = self._dress_over(dress, node.find(f"{W}rPr"))
        return dress

    def dress_run(self, dress: Dress, properties: Element | None) -> Dress:
        """Give how the letters of a run look; a character style turns round what the paragraph's style says."""
        if properties is None:
            return dress
        own = Dress(size=0.0)
        for node in self.chain(find_val(properties, "rStyle")):
            own = self._dress_over(own, node.find(f"{W}rPr"))
        turned = Dress(
            dress.bold != own.bold,
            dress.italic != own.italic,
            dress.underlined or own.underlined,
            dress.capitals != own.capitals,
            dress.hidden != own.hidden,
            own.size or dress.size,
        )
        return self._dress_over(turned, properties)

    def _dress_over(self, dress: Dress, node: Element | None) -> Dress:
        if node is None or not len(node):
            return dress
        bold, italic, caps, small, hidden = (read_toggle(node, name) for name in _TOGGLES)
        shown = [on for on in (caps, small) if on is not None]
        underline = node.find(f"{W}u")
        size = read_number(find_val(node, "sz"))
        return Dress(
            dress.bold if bold is None else bold,
            dress.italic if italic is None else italic,
            dress.underlined if underline is None else val(underline, "single") != "none",
            any(shown) if shown else dress.capitals,
            dress.hidden if hidden is None else hidden,
            dress.size if size is None else size / 2,
        )


def _name_over(shape: Shape, name: str) -> Shape:
    lower = name.lower().strip()
    heading = shape.heading
    if found := _HEADING.fullmatch(lower):
        heading = int(found[1])
    elif lower == "title":
        heading = 0
    contents = bool(_CONTENTS.fullmatch(lower))
    return replace(shape, style=lower, heading=None if contents else heading, contents=contents)


def _shape_over(shape: Shape, node: Element | None) -> Shape:
    if node is None:
        return shape
    changes: dict[str, object] = {}
    outline = read_number(find_val(node, "outlineLvl"))
    if outline is not None:
        changes["heading"] = outline + 1 if 0 <= outline <= 8 else None
    numbering = node.find(f"{W}numPr")
    if numbering is not None:
        if number := find_val(numbering, "numId"):
            changes["number"] = number
        level = read_number(find_val(numbering, "ilvl"))
        changes["level"] = level if level is not None else shape.level
    if align := find_val(node, "jc"):
        changes["centred"] = align == "center"
    if (indent := node.find(f"{W}ind")) is not None:
        changes |= _read_indent(indent)
    if (spacing := node.find(f"{W}spacing")) is not None:
        before = read_number(spacing.get(f"{W}before"))
        changes["before"] = shape.before if before is None else before / TWIPS
    return replace(shape, **changes) if changes else shape  # type: ignore[arg-type]


def _read_indent(indent: Element) -> dict[str, float]:
    found: dict[str, float] = {}
    left = read_number(indent.get(f"{W}left") or indent.get(f"{W}start"))
    if left is not None:
        found["left"] = left / TWIPS
    hanging, first = read_number(indent.get(f"{W}hanging")), read_number(indent.get(f"{W}firstLine"))
    if hanging is not None:
        found["first"] = -hanging / TWIPS
    elif first is not None:
        found["first"] = first / TWIPS
    return found
