"""Pictures of a page as Typst code: drawings (SVG) as they are, PNG and JPEG within one, so that none is a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

from policykit.render.pdf.codes import PDF_FETCH, PDF_STRUCTURE, refuse
from policykit.render.pdf.structure.roles import SVG, find_alternative, is_decoration
from policykit.render.typst.code import write_call, write_string

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PICTURES = frozenset({"img", "svg", f"{SVG}svg"})
_DATA = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]+")
_WIDTH = re.compile(r"(?:^|;)\s*width:\s*(?P<size>\d+(?:\.\d+)?)mm")
_DOT = 0.75
"""How many points of print the dot of a screen is wide."""


def write_picture(element: Element, name: str = "picture") -> str:
    """Give the code of a picture, set by the function `name` of the layout: in a line, or as a block.

    Raises PolicykitError: `pdf-fetch` for one that is outside the page, `pdf-structure` for one of which nothing is
    said.
    """
    words = "" if is_decoration(element) else find_alternative(element) or _read_labels(element)
    if not words and not is_decoration(element):
        raise refuse(PDF_STRUCTURE, "a picture of the page says nothing to a screen reader")
    drawing = _write_drawing(element) if element.tag == "img" else _copy_drawing(element)
    return write_call(name, write_string(drawing), write_string(words), _measure(element))


def _write_drawing(element: Element) -> str:
    address = element.get("src", "")
    if _DATA.fullmatch(address) is None:
        raise refuse(PDF_FETCH, "a picture of the page is neither PNG nor JPEG within it", PDF_FETCH.remedy)
    size = {name: element.get(name, "") for name in ("width", "height")}
    if not all(value.isdigit() and int(value) for value in size.values()):
        raise refuse(PDF_STRUCTURE, "a picture of the page does not say how wide and high it is")
    measure = " ".join(f'{name}="{value}"' for name, value in size.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {measure} viewBox="0 0 {size["width"]} {size["height"]}">'
        f'<image {measure} preserveAspectRatio="none" href={quoteattr(address)}/></svg>'
    )


def _copy_drawing(element: Element) -> str:
    tail, element.tail = element.tail, None
    for child in element.iter():
        child.tag = str(child.tag).removeprefix(SVG)
    element.set("xmlns", "http://www.w3.org/2000/svg")
    drawing = ET.tostring(element, encoding="unicode")
    element.tail = tail
    return drawing


def _measure(element: Element) -> str:
    """Give how wide a picture is: as its style says, or its dots; a drawing without a size is as wide as its place."""
    styled = _WIDTH.search(element.get("style", ""))
    if styled is not None:
        return f"{styled['size']}mm"
    width = element.get("width", "")
    return f"{int(width) * _DOT}pt" if width.isdigit() else "100%"


def _read_labels(element: Element) -> str:
    """Give the words that an SVG names as its label: its title and description."""
    names = element.get("aria-labelledby", "").split()
    labels = ("".join(child.itertext()) for name in names for child in element.iter() if child.get("id") == name)
    return " ".join(" ".join(labels).split())
