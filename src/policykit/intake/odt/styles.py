"""The styles of an OpenDocument text: what letters and paragraphs look like, and how lists count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE, OFFICE, TABLE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "style", "office", "table"))
FO = f"{{{_NS}xsl-fo-compatible:1.0}}"
DRAW = f"{{{_NS}drawing:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_DEEPEST = 40
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "pc": 12.0, "px": 0.75}
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}


@dataclass(frozen=True, slots=True)
class OdtLevel:
    """One level of a list."""

    format: str = "decimal"
    before: str = ""
    after: str = ""
    shown: int = 1
    """How many levels its number shows: 2 for `1.1`."""
    start: int = 1


@dataclass(slots=True)
class OdtStyles:
    """The styles of one document, those of its content over those of its templates."""

    nodes: dict[str, Element] = field(default_factory=dict)
    lists: dict[str, Mapping[int, OdtLevel]] = field(default_factory=dict)
    outline: Mapping[int, OdtLevel] = field(default_factory=dict)

    def add(self, root: Element | None) -> None:
        """Take in the styles of one part of the file."""
        for node in () if root is None else root.iter():
            name = node.get(f"{STYLE}name", "")
            if node.tag == f"{STYLE}style":
                self.nodes[name] = node
            elif node.tag == f"{TEXT}list-style":
                self.lists[name] = _read_levels(node)
            elif node.tag == f"{TEXT}outline-style":
                self.outline = _read_levels(node)

    def chain(self, name: str) -> Iterator[Element]:
        """Give a style and those it is based on, the nearest first."""
        for _ in range(_DEEPEST):
            node = self.nodes.get(name)
            if node is None:
                return
            yield node
            name = node.get(f"{STYLE}parent-style-name", "")

    def find(self, name: str, properties: str, key: str) -> str | None:
        """Give a property as the nearest style in the chain says it; None where none does."""
        for node in self.chain(name):
            found = node.find(f"{STYLE}{properties}-properties")
            if found is not None and (value := found.get(key)) is not None:
                return value
        return None

    def find_attribute(self, name: str, key: str) -> str | None:
        """Give an attribute of the nearest style in the chain that has it."""
        return next((node.get(key) for node in self.chain(name) if node.get(key) is not None), None)

    def names(self, name: str) -> list[str]:
        """Give the names of a style and of those it is based on, as people see them, in small letters."""
        shown = (node.get(f"{STYLE}display-name") or node.get(f"{STYLE}name") or "" for node in self.chain(name))
        return [text.replace("_20_", " ").lower() for text in shown]


def _read_levels(node: Element) -> dict[int, OdtLevel]:
    levels: dict[int, OdtLevel] = {}
    for child in node:
        at = child.get(f"{TEXT}level")
        if at is None or not at.isdigit():
            continue
        bullet = child.tag == f"{TEXT}list-level-style-bullet"
        kind = "bullet" if bullet else _FORMATS.get(child.get(f"{STYLE}num-format", ""), "decimal")
        shown = child.get(f"{TEXT}display-levels", "1")
        start = child.get(f"{TEXT}start-value", "1")
        levels[int(at)] = OdtLevel(
            kind,
            child.get(f"{STYLE}num-prefix", ""),
            child.get(f"{STYLE}num-suffix", ""),
            int(shown) if shown.isdigit() else 1,
            int(start) if start.isdigit() else 1,
        )
    return levels


def read_length(text: str | None) -> float:
    """Give a length in points; 0 for what is none."""
    found = re.fullmatch(r"(-?[\d.]+)(pt|in|cm|mm|pc|px)", text or "")
    try:
        return float(found[1]) * _UNITS[found[2]] if found else 0.0
    except ValueError:
        return 0.0
