"""Characters that symbol fonts draw, as the characters that they look like; the marks of footnotes."""

from __future__ import annotations

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x73: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x78: "☒",
    0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_SYMBOL = {0xB7: "•", 0xA8: "♦", 0xAE: "→", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0xA2: "′", 0x2D: "−"}
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x54: "☒", 0xA3: "☐", 0x4F: "✗", 0x51: "☒", 0x53: "☒"}
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL, "wingdings 2": _WINGDINGS_2}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
TICKED, UNTICKED = "☑", "☐"
_PRIVATE = range(0xF020, 0xF100)


def read_symbol(font: str, code: str) -> str:
    """Give the character that a symbol of a font looks like: `F0B7` of Symbol is a bullet.

    A code of the private area is read as the font has it; one that is not known stays a bullet.
    """
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if point in _PRIVATE:
        point -= 0xF000
    if table := _FONTS.get(font.lower()):
        return table.get(point, "•" if point > 0x7E or font.lower() != "symbol" else chr(point))
    return chr(point) if 0x20 <= point < 0xD800 else "•"


def raise_number(number: int) -> str:
    """Give a number as a footnote mark: `¹²` for 12."""
    return str(number).translate(_RAISED)
