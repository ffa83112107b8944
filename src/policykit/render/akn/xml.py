"""The small change of XML: attributes, words and elements as text, a line for each element that holds others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote
from xml.sax.saxutils import escape

from policykit.wording.printable import replace_unprintable

_LINES = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_IN_ATTRIBUTE = {**_LINES, '"': "&quot;"}
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_ADDRESS = "/#%?:@&=+$,;!*'()~"


def write_text(text: str) -> str:
    """Give words as the content of an element, line ends and all; what XML cannot hold becomes U+FFFD."""
    return escape(replace_unprintable(text), _LINES)


def write_tag(element: str, /, **attributes: str | None) -> str:
    """Give what is between `<` and `>` of an opening tag, without attributes that have no value.

    `class_` stands for `class`, `xml_lang` for `xml:lang`.
    """
    names = ((_name(key), value) for key, value in attributes.items() if value)
    shown = (f'{name}="{escape(replace_unprintable(value), _IN_ATTRIBUTE)}"' for name, value in names)
    return " ".join((element, *shown))


def _name(key: str) -> str:
    for prefix in ("xml", "xmlns"):
        if key.startswith(f"{prefix}_"):
            return key.replace("_", ":", 1)
    return key.rstrip("_")


def write_empty(element: str, /, **attributes: str | None) -> str:
    """Give an element without content."""
    return f"<{write_tag(element, **attributes)}/>"


def write_flow(element: str, content: str, /, **attributes: str | None) -> str:
    """Give an element that holds words, on one line."""
    return f"<{write_tag(element, **attributes)}>{content}</{element}>"


def nest(element: str, lines: Iterable[str], /, **attributes: str | None) -> list[str]:
    """Give the lines of an element that holds elements."""
    inner = [f"  {line}" for line in lines]
    if not inner:
        return [write_empty(element, **attributes)]
    return [f"<{write_tag(element, **attributes)}>", *inner, f"</{element}>"]


def write_address(href: str) -> str:
    """Give an address with all that an URI cannot hold as it does: `%20` for a space."""
    return _STRAY.sub("%25", quote(replace_unprintable(href), safe=_IN_ADDRESS))
