"""A page of HTML as a tree, without what paper leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

from policykit.render.pdf.codes import PDF_STRUCTURE, refuse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Layout = Literal["document", "report", "matrix"]
"""How pages are laid out: a policy, a report of changes, or a council comparison, which lies on its side."""

_DECLARED = re.compile(r"<![^\[>]*>")
_VOID = re.compile(r"<(br|hr|img|meta|link|col|wbr)\b([^>]*?)/?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML_NAMES = frozenset(["amp", "lt", "gt", "quot", "apos"])
_STYLE = re.compile(r"(<(?:style|script)\b[^>]*>)(.*?)(</(?:style|script)>)", re.DOTALL)
_COLOUR = re.compile(r"--(accent|link):(#[0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of HTML as it was read."""

    title: str
    language: str
    status: str
    """`draft` and `recommended` are marked on each page."""
    facts: dict[str, str]
    """What header and footer are made of: `council`, `title`, `version`, `dated` or `notice`."""
    colours: dict[str, str]
    """`accent` and `link`, as `#rrggbb`."""
    body: Element

    def list_targets(self, layout: Layout) -> frozenset[str]:
        """Give the ids that the links of the page lead to, those that paper prints."""
        return frozenset(_walk_targets(self.body, layout))


def read_page(html: str) -> Page:
    """Give a page as a tree.

    Raises:
        PolicykitError: `pdf-structure` for a page without title or language.
    """
    root = _parse(html)
    head, body = root.find("head"), root.find("body")
    if head is None or body is None:
        raise refuse(PDF_STRUCTURE, "the page has no head or no body")
    title = " ".join((head.findtext("title") or "").split())
    language = (root.get("lang") or "").strip()
    if not title:
        raise refuse(PDF_STRUCTURE, "the page has no `<title>`")
    if not language:
        raise refuse(PDF_STRUCTURE, "the page does not say its language", 'write `<html lang="en-GB">`')
    style = "".join(element.text or "" for element in head.iter("style"))
    facts = {name[5:]: value for name, value in body.attrib.items() if name.startswith("data-")}
    return Page(title, language, root.get("data-status", ""), facts, dict(_COLOUR.findall(style)), body)


def _parse(html: str) -> Element:
    """Give the root of a page as templates write it, which is XML but for what HTML leaves open.

    Twenty times as fast as a parser for the HTML of others, of which no page here is.
    """
    text = _DECLARED.sub("", html)
    text = _VOID.sub(r"<\1\2/>", text)
    text = _ENTITY.sub(_name_character, text)
    text = _STYLE.sub(lambda match: f"{match[1]}<![CDATA[{match[2]}]]>{match[3]}", text)
    try:
        return ET.fromstring(text)  # noqa: S314 - a page of our own, without declarations
    except ET.ParseError as error:
        raise refuse(PDF_STRUCTURE, f"the page is not well-formed: {error}") from error


def _name_character(match: re.Match[str]) -> str:
    """Give the character that a name of HTML stands for; XML's own five names stay."""
    return match[0] if match[1] in _XML_NAMES else unescape(match[0])


def list_classes(element: Element) -> tuple[str, ...]:
    """Give the classes of an element."""
    return tuple(element.get("class", "").split())


def is_left_out(element: Element, above: Element | None, layout: Layout) -> bool:
    """Tell whether paper does without an element: what only a screen needs, and what a page folds away."""
    if element.tag in ("script", "style"):
        return True
    classes = list_classes(element)
    if "cite" in classes or "skip" in classes or element.get("hidden") is not None:
        return True
    if above is None:
        return False
    if above.tag == "details" and "fold" in list_classes(above):
        return element.tag != "summary"
    return layout == "matrix" and above.tag == "header" and element.tag == "nav"


def _walk_targets(element: Element, layout: Layout) -> Iterator[str]:
    for child in walk_children(element, layout):
        if not isinstance(child, str):
            href = child.get("href", "")
            if href.startswith("#"):
                yield href[1:]
            yield from _walk_targets(child, layout)


def walk_children(element: Element, layout: Layout) -> Iterator[Element | str]:
    """Give the words and elements within an element, in order, without what paper leaves out."""
    if element.text:
        yield element.text
    for child in element:
        if not is_left_out(child, element, layout):
            yield child
        if child.tail:
            yield child.tail
