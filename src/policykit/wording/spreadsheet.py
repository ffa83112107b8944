"""Words in a spreadsheet: none may be taken for a formula."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guard_formula(text: str | int) -> str | int:
    """Give a cell that no spreadsheet takes for a formula: an apostrophe goes before what could start one (OWASP)."""
    return f"'{text}" if isinstance(text, str) and text.lstrip(" ").startswith(_FORMULA) else text
