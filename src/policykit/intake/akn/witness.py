"""Every word of an Akoma Ntoso file, event by event: the second path of the word promise."""

from __future__ import annotations

from dataclasses import dataclass, field

from policykit.intake.akn.kinds import INLINE, show_marker
from policykit.intake.archive import scan_xml
from policykit.intake.paragraph import split_words

_OUTSIDE = "outside"
"""What stands on the path for an element whose words are no words of the text."""


def list_words(name: str, content: bytes) -> list[str]:
    """Give the words of a file, those of notes after the others. Raises PolicykitError as `scan_xml` does."""
    witness = _AknWords()
    scan_xml(name, "", content, witness.start, witness.end, witness.hear)
    return [word for text in (witness.text, witness.notes) for word in split_words("".join(text))]


@dataclass(slots=True)
class _AknWords:
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        outside = tag == "del" or (tag == "remark" and attributes.get("status") == "editorial")
        self.path.append(_OUTSIDE if outside else tag)
        if outside:
            self.notes.append(" ")
        if tag in ("authorialNote", "noteRef"):
            self._mark(tag, attributes.get("marker", ""))
        elif tag not in INLINE:
            self._hear(" ")

    def end(self, tag: str) -> None:
        if self.path[-1] == _OUTSIDE:
            self.notes.append(" ")
        if tag not in INLINE and tag != "noteRef" and tag != "authorialNote":
            self._hear(" ")
        self.path.pop()

    def hear(self, text: str) -> None:
        if "meta" not in self.path or "note" in self.path:
            self._hear(text)

    def _mark(self, tag: str, marker: str) -> None:
        shown = show_marker(marker)
        outer = self.path[:-1]
        (self.notes if "authorialNote" in outer or _OUTSIDE in outer else self.text).append(shown)
        if tag == "authorialNote":
            self.notes.append(" ")

    def _hear(self, text: str) -> None:
        apart = "authorialNote" in self.path or _OUTSIDE in self.path
        (self.notes if apart else self.text).append(text)
