"""Whether a file is built as policykit builds it: what stands where it does not put it would be lost in silence."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from policykit.intake.akn.names import AKN, CAPTION, OPENING, PICTURE, TERM
from policykit.intake.akn.words import local

_NS = f"{{{AKN}}}"
_MARKERS = frozenset(("br", "authorialNote", "noteRef", "img"))
_INLINE = frozenset(("b", "i", "span", "fillIn", "sup", "sub", "a", "ref", "placeholder", "def")) | _MARKERS
_SECTION = frozenset(("num", "heading", "paragraph", "section", "subsection", "level", "hcontainer"))
_CLAUSE = frozenset(("num", "content", "intro", "point", "wrapUp"))
_BLOCKS = frozenset(("p", "table"))
_INSIDE: dict[str, frozenset[str]] = {
    "mainBody": _SECTION - {"num", "heading", "paragraph"} | {"p"},
    **dict.fromkeys(("section", "subsection", "level", "hcontainer"), _SECTION),
    **dict.fromkeys(("paragraph", "point"), _CLAUSE),
    **dict.fromkeys(("content", "intro"), _BLOCKS),
    "wrapUp": frozenset(("p",)),
    "table": frozenset(("caption", "tr")),
    "tr": frozenset(("td", "th")),
    **dict.fromkeys(("td", "th"), frozenset(("p", "ul"))),
    "ul": frozenset(("li",)),
    "authorialNote": frozenset(("p",)),
}
_FLOW = frozenset(("p", "heading", "num", "caption", "li")) | _INLINE - _MARKERS
_KINDS = (TERM, "p", "table", PICTURE, CAPTION)
"""What the words of a clause are in, in their order."""
_ALONE = ("num", "heading", "content", "intro", "wrapUp", "caption")
_NAMED = _SECTION - {"num", "heading"} | {"point"}


def find_stray(root: ET.Element) -> str | None:
    """Give the name of an element, or a few words, that policykit does not put where they are; None where all fits."""
    main = root.find(f"{_NS}doc/{_NS}mainBody")
    return "akomaNtoso" if main is None or len(root) != 1 else next(_find_strays(main), None)


def _find_strays(element: ET.Element) -> Iterator[str]:
    tag = local(element)
    allowed = _INSIDE.get(tag, _INLINE)
    names = [local(child) for child in element]
    yield from (name for child, name in zip(element, names, strict=True) if child.tag != f"{_NS}{name}")
    yield from (name for name in names if name not in allowed)
    yield from (name for name in _ALONE if names.count(name) > 1)
    if tag in _NAMED and not (element.get("wId") and element.get("eId")):
        yield tag
    if tag in ("paragraph", "point") and not element.get("class"):
        yield tag
    if tag == "hcontainer" and element.get("name") == OPENING and "heading" in names:
        yield tag
    if tag in ("content", "intro") and not _holds_one_text(element):
        yield tag
    if tag not in _FLOW:
        texts = (element.text, *(child.tail for child in element))
        yield from (text.strip() for text in texts if text and text.strip())
    for child in element:
        yield from _find_strays(child)


def _holds_one_text(element: ET.Element) -> bool:
    """Tell whether there is at most one paragraph of each kind, in the order in which a clause has them."""
    kinds = [name if (name := child.get("class", "")) in _KINDS else local(child) for child in element]
    return kinds == [kind for kind in _KINDS if kind in kinds]
