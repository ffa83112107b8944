"""Every word of a Word file, straight from its XML: the second path of the word promise, which knows no paragraphs."""

from __future__ import annotations

from policykit.intake.archive import Archive, scan_xml
from policykit.intake.docx.symbols import TICKED, UNTICKED, raise_number, read_symbol
from policykit.intake.paragraph import split_words

_SPACES = frozenset({"p", "tab", "br", "cr", "tc", "ptab"})
_APART = frozenset({"txbxContent", "del", "moveFrom"})
_TEXTS = frozenset({"t", "delText"})


def list_words(archive: Archive, parts: list[str]) -> tuple[str, ...]:
    """Give the words of these parts of a file, one part after the other."""
    words: list[str] = []
    for part in parts:
        content = archive.read(part)
        if content is not None:
            collector = _Collector(part.endswith(("footnotes.xml", "endnotes.xml")))
            scan_xml(archive.name, part, content, collector.start, collector.end, collector.text)
            words += split_words("".join(collector.pieces))
    return tuple(words)


class _Collector:
    """Gathers words; those in a text box, and deleted ones, come after the paragraph that they are in."""

    def __init__(self, is_notes: bool) -> None:
        self.pieces: list[str] = []
        self.is_notes = is_notes
        self.taken = 0
        """How many open elements are read as text."""
        self.skipped = 0
        """How many open elements are not read: a second form of what was read already, separators of notes."""
        self.outer: list[list[str]] = []
        """What was gathered around the text boxes that are open."""
        self.boxes: list[str] = []
        self.ticked = False
        self.notes: dict[tuple[str, str], int] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.skipped or tag == "Fallback" or self._is_separator(tag, attributes):
            self.skipped += 1
        elif tag in _TEXTS:
            self.taken += 1
        elif tag in _SPACES:
            self.pieces.append(" ")
        elif tag in _APART:
            self.outer.append(self.pieces)
            self.pieces = []
        elif tag == "noBreakHyphen":
            self.pieces.append("\u2011")
        elif tag == "sym":
            self.pieces.append(read_symbol(attributes.get("font", ""), attributes.get("char", "")))
        elif tag in ("footnoteReference", "endnoteReference"):
            key = (tag, attributes.get("id", ""))
            self.pieces.append(raise_number(self.notes.setdefault(key, len(self.notes) + 1)))
        elif tag == "checkBox":
            self.ticked = False
        elif tag == "checked":
            self.ticked = attributes.get("val", "1") not in ("0", "false", "off")

    def _is_separator(self, tag: str, attributes: dict[str, str]) -> bool:
        return self.is_notes and tag in ("footnote", "endnote") and "eparator" in attributes.get("type", "")

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif tag in _TEXTS:
            self.taken -= 1
        elif tag == "checkBox":
            self.pieces.append(TICKED if self.ticked else UNTICKED)
        elif tag in _APART:
            self.boxes.append("".join(self.pieces))
            self.pieces = self.outer.pop()
        elif tag in ("p", "tc"):
            self.pieces.append(" ")
            if not self.outer and self.boxes:
                self.pieces += [" ".join(self.boxes), " "]
                self.boxes = []

    def text(self, words: str) -> None:
        if self.taken and not self.skipped:
            self.pieces.append(words)
