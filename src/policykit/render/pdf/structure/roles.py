"""Which element of a page is what in a PDF's structure (ISO 32000-1, 14.8.4), and which are nothing there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
    }
    | {"mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
"""Elements within a line of text; all others stand as blocks."""

ROWS = frozenset({"THead", "TBody", "TFoot"})
"""The parts of a table that hold rows."""

GROUPING = ROWS | {"Document", "Sect", "Art", "Div", "BlockQuote", "L", "LI", "TOC", "TOCI", "Table", "TR"}
"""Roles that hold blocks and never text: text that is there directly gets a paragraph of its own."""

_BLOCKS = {
    "section": "Sect",
    "article": "Art",
    "header": "Sect",
    "footer": "Sect",
    "nav": "Sect",
    "aside": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "figcaption": "P",
    "summary": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "dl": "L",
}

SVG = "{http://www.w3.org/2000/svg}"

NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
}
"""CSS `list-style-type` as a PDF's ListNumbering (ISO 32000-1, table 347)."""


def has_class(element: Element, name: str) -> bool:
    """Say whether `name` is one of the element's classes."""
    return name in element.get("class", "").split()


def is_decoration(element: Element) -> bool:
    """Say whether a screen reader is to pass over the element: hidden from it, or a picture without meaning."""
    if element.get("aria-hidden") == "true" or element.get("role") in {"presentation", "none"}:
        return True
    return element.tag == "img" and "alt" in element.attrib and not element.get("alt", "").strip()


def find_alternative(element: Element) -> str:
    """Give the text that stands for a picture: `alt`, `aria-label` or an SVG's `<title>`; empty when there is none."""
    text = element.get("alt") or element.get("aria-label") or element.findtext(f"{SVG}title") or ""
    return " ".join(text.split())


def name_block(element: Element, *, in_contents: bool) -> str | None:
    """Give the role of a block element; None when it only wraps others (`div`, `main`, `address`)."""
    tag = element.tag
    if tag in {"ul", "ol", "menu"}:
        return "TOC" if in_contents else "L"
    if tag == "p" and has_class(element, "footnote"):
        return "Note"
    return _BLOCKS.get(tag)


def infer_numbering(label: str) -> str:
    """Give the ListNumbering that a label written by hand, such as `(a)` or `11.3`, belongs to."""
    core = label.strip("().[] \u00a0")
    if not core or not core[0].isalnum():
        return "Disc"
    if core[0].isdigit():
        return "Decimal"
    roman = core.lower().strip("ivx") == ""
    case = "Upper" if core.isupper() else "Lower"
    return case + ("Roman" if roman else "Alpha")
