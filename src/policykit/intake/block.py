"""One piece of a file on its way through the recogniser: what it was taken for so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from policykit.intake.paragraph import Doubt, GridCell, Paragraph, Run, split_words

BlockKind = Literal["title", "subtitle", "heading", "clause", "table", "footnote", "letterhead", "version", "contents"]
"""What a block can be. The last three are not part of the text that is voted on."""

Style = Literal["decimal", "path", "alpha", "roman", "bullet", "word", "mark"]
"""How a label counts: 1, 1.1, a, i; not at all; with a word before it (`Part 2`); by a footnote's mark."""


@dataclass(frozen=True, slots=True)
class LabelReading:
    """One way to read a label."""

    style: Style
    value: int
    path: tuple[int, ...] = ()
    """The numbers of a decimal label: (1, 2) for `1.2`."""
    dress: str = "#"
    """What stands around the count: `(#)`, `#.`; in capitals `#^`."""

    @property
    def key(self) -> tuple[str, str, int]:
        """What labels of one list have in common."""
        return self.style, self.dress, len(self.path)


@dataclass(slots=True)
class FileBlock:
    """One paragraph or table, and what it is taken for."""

    source: Paragraph
    text: str
    runs: tuple[Run, ...] = ()
    label: str = ""
    typed: str = ""
    """The label as it is typed in the file's own words; empty for one that the format counts."""
    readings: tuple[LabelReading, ...] = ()
    """The ways to read the label, the likeliest first; empty without one."""
    kind: BlockKind = "clause"
    level: int = 0
    """The level of a heading from 1, or the depth of a clause in its section from 1."""
    appendix: bool = False
    kind_is_sure: bool = True
    """Whether what the clause does was read from words that say so."""
    term: str = ""
    """The term that a definition defines."""
    caption: str = ""
    """The words over a table."""
    rows: tuple[tuple[GridCell, ...], ...] = ()
    doubts: list[Doubt] = field(default_factory=list)
    children: list[FileBlock] = field(default_factory=list)
    """The clauses nested in this one, or all that is under this heading."""

    @property
    def words(self) -> list[str]:
        """The words of the file that this block holds, by the word promise."""
        own = split_words(f"{self.typed} {self.term} {self.caption} {self.text}")
        return own + [word for row in self.rows for cell in row for word in split_words(cell.typed_text)]

    @property
    def length(self) -> int:
        """How many words it has, as a person counts them."""
        return len(self.text.split())

    def doubt(self, code: str, chosen: str, other: str, remedy: str, margin: float = 0.0) -> None:
        """Note what a person should look at."""
        self.doubts.append(Doubt(code, chosen, other, remedy, margin))
