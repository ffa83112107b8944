"""Where one word ends and the next begins, in text that layout has cut into lines.

Layout drops the space at the end of a line. A reader that strings the pieces together would then say `theCouncil`, and
one that puts a space at each line end would tear `WhatsApp/Messaging`. The HTML knows: this asks it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from policykit.render.pdf.structure.tree import MarkedContent, StructureElement

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_CUT = "\0"
"""Stands in an element's own text where a child stands; neither letter nor space."""


@dataclass(slots=True)
class _Source:
    text: str
    position: int = 0


@dataclass(slots=True)
class _Last:
    run: MarkedContent
    tag: str
    line: int
    space: bool | None


class WordJoiner:
    """Follows the runs of each block and says which of them a space follows that layout did not draw."""

    def __init__(self) -> None:
        self._sources: dict[Element, _Source] = {}
        self._last: dict[StructureElement, _Last] = {}
        self._latest: _Last | None = None

    def skip(self) -> None:
        """Note that a blank is here which layout leaves undrawn."""
        if self._latest is not None:
            self._latest.space = True

    def join(self, block: StructureElement, run: MarkedContent, box: Any, line: int) -> None:
        """Take the next `run` of `block`, drawn for text box `box` on `line`; settles what follows the one before."""
        pseudo = "::" in box.element_tag
        before: bool | None
        after: bool | None
        if pseudo:
            before = after = not box.element_tag.startswith("q::")
        else:
            before, after = self._follow(box.element, box.text)
        last = self._last.get(block)
        if last is not None and not last.run.text.endswith(" ") and not run.text.startswith(" "):
            known = last.space if before is None else before or last.space
            if pseudo and box.element_tag == last.tag:
                known = None
            last.run.space_after = line != last.line if known is None else known
        self._latest = self._last[block] = _Last(run, box.element_tag, line, after)

    def _follow(self, element: Element, text: str) -> tuple[bool | None, bool | None]:
        """Find `text` next in the element's own text; say whether blanks are before and after it (None: unknown)."""
        source = self._sources.get(element)
        if source is None:
            source = self._sources[element] = _Source(_own_text(element))
        start = position = source.position
        while position < len(source.text) and source.text[position] in " \0":
            position += 1
        wanted = text.strip(" ")
        if not source.text.startswith(wanted, position):
            return None, None
        end = position + len(wanted)
        after = source.text[end : end + 1] == " "
        source.position = end + after  # that blank is settled; what comes next must not count it again
        return " " in source.text[start:position], after


def _own_text(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append(" " if child.tag == "br" else _CUT)
        parts.append(child.tail or "")
    return _BLANKS.sub(" ", "".join(parts)).replace("\u00ad", "")
