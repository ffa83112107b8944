"""The names of Word's XML (ECMA-376, transitional)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TWIPS = 20.0
"""Twentieths of a point in a point."""

_OFF = ("0", "false", "off", "none")


def val(element: Element | None, default: str = "") -> str:
    """Give the `w:val` of an element."""
    return default if element is None else element.get(f"{W}val", default)


def find_val(parent: Element | None, name: str, default: str = "") -> str:
    """Give the `w:val` of the child `name`."""
    return default if parent is None else val(parent.find(f"{W}{name}"), default)


def read_toggle(parent: Element | None, name: str) -> bool | None:
    """Tell whether a property such as `w:b` is switched on or off; None where nothing is said."""
    found = None if parent is None else parent.find(f"{W}{name}")
    return None if found is None else val(found, "1") not in _OFF


def read_number(text: str | None) -> int | None:
    """Read a whole number; None for what is none (Word itself writes `-0` and `12.0` at times)."""
    try:
        return int(float(text)) if text else None
    except (ValueError, OverflowError):
        return None
