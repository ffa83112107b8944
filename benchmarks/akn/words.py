"""The words that an Akoma Ntoso file shows to a reader, without what is in its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_INLINE = frozenset(
    re.findall(
        r"\w+",
        "b i a ref span sup sub fillIn placeholder def ins del docTitle docAuthority docStatus remark br",
    )
)


def shown_words(text: str) -> list[str]:
    """Give the words and numbers of a file, those of footnotes too."""
    return re.findall(r"\w+", "".join(_show(ET.fromstring(text.encode()))))


def _show(element: ET.Element) -> Iterator[str]:
    tag = element.tag.rpartition("}")[2]
    if tag == "meta":
        return
    apart = "" if tag in _INLINE - {"br"} else "\n"
    yield apart
    if tag in ("authorialNote", "noteRef"):
        yield f"\n{element.get('marker')}\n" if tag == "authorialNote" else ""
    yield f"\n{element.get('title')}\n" if element.get("title") else ""
    yield element.text or ""
    for child in element:
        yield from _show(child)
        yield child.tail or ""
    yield apart
