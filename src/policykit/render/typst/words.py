"""Words within a line of a page as Typst code, white space folded as a browser folds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from policykit.render.pdf.codes import PDF_STRUCTURE, refuse
from policykit.render.pdf.structure.roles import INLINE, find_alternative
from policykit.render.typst.code import join_code, wrap_language, write_call, write_string, write_strings
from policykit.render.typst.pictures import PICTURES, write_picture
from policykit.render.typst.reading import Layout, list_classes, walk_children
from policykit.render.typst.tree import SpokenLink

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SPACE = re.compile("[ \t\n\r\f]+")
_FUNCTIONS = {
    "strong": "bold",
    "b": "bold",
    "em": "stressed",
    "i": "stressed",
    "small": "small",
    "code": "code",
    "q": "quoted",
    "ins": "inserted",
    "del": "deleted",
    "sup": "raised",
    "sub": "lowered",
    "abbr": "plain",
    "span": "plain",
    "time": "plain",
    "cite": "stressed",
}
"""The function of the layout that sets each element of a line."""


class LineWriter:
    """Writes the words of one block; spaces at its ends and beside other spaces are dropped.

    `spoken` is given the words of each link, in order.
    """

    def __init__(self, layout: Layout, targets: frozenset[str], spoken: list[SpokenLink]) -> None:
        self._layout = layout
        self._targets = targets
        self._spoken = spoken
        self._begun = False
        self._space = False

    def write(self, nodes: Iterable[Element | str]) -> str:
        """Give the code of a run of words and elements; empty where there is nothing to print."""
        parts: list[str] = []
        for node in nodes:
            if isinstance(node, str):
                self._write_text(node, parts)
            else:
                self._write_element(node, parts)
        return join_code(parts) if parts else ""

    def _write_text(self, text: str, parts: list[str]) -> None:
        folded = _SPACE.sub(" ", text.replace("\xad", ""))  # no word is broken, and no face has a soft hyphen
        words = folded.strip(" ")
        if folded.startswith(" "):
            self._space = True
        if not words:
            return
        lead = " " if self._space and self._begun else ""
        parts.append(write_string(lead + words))
        self._begun, self._space = True, folded.endswith(" ")

    def _write_element(self, element: Element, parts: list[str]) -> None:
        if self._space and self._begun:
            parts.append('" "')
        self._space = False
        if element.tag == "br":
            parts.append('" ";linebreak()')  # the space is for whoever copies the words or hears them read
            self._begun = False
            return
        if element.tag in PICTURES:
            parts.append(write_call("box", body=write_picture(element)))
            self._begun = True
            return
        body = self.write(walk_children(element, self._layout))
        if body:
            # Typst gives a heading the language of its first words: those of its number would be taken for it.
            language = None if "number" in list_classes(element) else element.get("lang")
            parts.append(wrap_language(language, self._wrap(element, body)))

    def _wrap(self, element: Element, body: str) -> str:
        if element.tag == "a":
            return self._wrap_link(element, body)
        name = _FUNCTIONS.get(str(element.tag))
        if name is None:
            raise refuse(PDF_STRUCTURE, f"the page has an element that Typst cannot set: `{element.tag}`")
        if element.get("aria-hidden") == "true":
            name = "unread"
        classes = list_classes(element)
        return write_call(name, *([write_strings(classes)] if classes else ["()"]), body=body)

    def _wrap_link(self, element: Element, body: str) -> str:
        href = element.get("href", "")
        inside = href.startswith("#")
        if not href or (inside and href[1:] not in self._targets):
            return body
        words = (find_alternative(each) if each.tag in PICTURES else each.text or "" for each in element.iter())
        spoken = element.get("aria-label") or "".join(element.itertext()) or " ".join(words)
        self._spoken.append(SpokenLink(" ".join(spoken.split()), element.get("role", "")))
        target = f"label({write_string(href[1:])})" if inside else write_string(href)
        code = write_call("link", target, body=body)
        own = element.get("id", "")
        return join_code([write_call("anchor", write_string(own)), code]) if own in self._targets else code


def is_inline(node: Element | str) -> bool:
    """Tell whether a node stands within a line."""
    return isinstance(node, str) or (node.tag in INLINE and node.tag != "img")
