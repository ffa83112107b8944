"""The last look at a document's tree before it is written: a PDF that would fail a reader is refused.

The rules are those of PDF/UA-1 (ISO 14289-1) and the Matterhorn Protocol 1.1 that concern structure, and a few that
validators let pass though readers suffer: links without words, lists without bodies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykit.render.pdf.codes import PDF_STRUCTURE, refuse
from policykit.render.pdf.structure.roles import GROUPING
from policykit.render.pdf.structure.tree import Anchor, MarkedContent, StructureElement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policykit.errors import PolicykitError

_BLOCKS = {
    "Sect",
    "Art",
    "Div",
    "BlockQuote",
    "P",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "TOC",
    "Table",
    "Figure",
    "Note",
}
_WORDS = {"Link", "Span", "Figure"}
_KIDS: dict[str, set[str]] = {
    "Document": _BLOCKS,
    "Sect": _BLOCKS,
    "Art": _BLOCKS,
    "Div": _BLOCKS,
    "BlockQuote": _BLOCKS,
    "P": _WORDS,
    **{f"H{level}": _WORDS for level in range(1, 7)},
    "L": {"LI", "L"},
    "LI": {"Lbl", "LBody"},
    "Lbl": _WORDS,
    "LBody": _BLOCKS | _WORDS,
    "TOC": {"TOCI", "TOC"},
    "TOCI": {"Lbl", "Reference", "P", "TOC"},
    "Reference": {"Link", "Span"},
    "Link": {"Span", "Figure"},
    "Span": {"Span", "Link", "Figure"},
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "TH": _BLOCKS | _WORDS,
    "TD": _BLOCKS | _WORDS,
    "Caption": _BLOCKS | _WORDS,
    "Figure": set(),
    "Note": {"Lbl"} | _WORDS,
}
"""Which roles may be in which."""

_SOLE = {"LI": ("Lbl", "LBody"), "Table": ("Caption", "THead", "TFoot")}
"""What may be in its parent once only."""


def check_structure(tree: StructureElement) -> None:
    """Refuse a tree that a screen reader could not read rightly.

    Raises:
        PolicykitError: `pdf-structure`, with every fault found.
    """
    faults = [*_check_nodes(tree), *_check_headings(tree)]
    if faults:
        raise _gather(faults)


def _gather(faults: list[str]) -> PolicykitError:
    shown = list(dict.fromkeys(faults))
    extra = f"; and {len(shown) - 5} more" if len(shown) > 5 else ""
    return refuse(PDF_STRUCTURE, "; ".join(shown[:5]) + extra)


def _check_nodes(tree: StructureElement) -> Iterator[str]:
    for node in tree.walk():
        allowed = _KIDS.get(node.role)
        if allowed is None:
            yield f"{_name(node)} has no place in a structure"
            continue
        for kid in node.nodes:
            if kid.role not in allowed:
                yield f"{_name(kid)} is inside {_name(node)}, where it is not allowed"
        for role in _SOLE.get(node.role, ()):
            if sum(kid.role == role for kid in node.nodes) > 1:
                yield f"{_name(node)} has more than one {role}"
        yield from _check_words(node)


def _check_words(node: StructureElement) -> Iterator[str]:
    if node.role == "Figure" and not node.facts.get("Alt"):
        yield f"{_name(node)} has no text alternative (`alt`)"
    elif node.role == "Link":
        if not any(isinstance(kid, Anchor) for kid in node.kids):
            target = node.element.get("href", "") if node.element is not None else ""
            yield f"the link `{node.text}` leads to `{target}`, which is nowhere"
        if not node.text and not any(kid.role == "Figure" for kid in node.walk()):
            yield f"{_name(node)} has no words"
    elif node.role == "LI" and not any(kid.role == "LBody" for kid in node.nodes):
        yield f"{_name(node)} is empty but for its label"
    elif node.role == "Document" and not node.kids:
        yield "the page is empty"
    if node.role in GROUPING and any(isinstance(kid, MarkedContent) for kid in node.kids):
        yield f"{_name(node)} holds text outside a paragraph"


def _check_headings(tree: StructureElement) -> Iterator[str]:
    level = 0
    for node in tree.walk():
        if len(node.role) == 2 and node.role[0] == "H" and node.role[1].isdigit():
            found = int(node.role[1])
            if found > level + 1:
                above = f"level {level}" if level else "no heading above it"
                yield f"the heading `{node.text}` is of level {found}, after {above}"
            level = found


def _name(node: StructureElement) -> str:
    """Give a person's name for a node: its element, its id or its first words."""
    tag = str(node.element.tag).rpartition("}")[2] if node.element is not None else node.role
    name = node.element.get("id") if node.element is not None else None
    words = " ".join(node.text.split()[:6])
    return f"<{tag}>" + (f" `{name}`" if name else f" `{words}`" if words else "")
