"""What the comparison core sees of a document: a sequence of units, and the alignment of two such sequences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["same", "edited", "split", "merged"]
"""What became of a unit: its text stands, its text was edited, one became several, several became one."""

Evidence = Literal["id", "exact", "gap", "global", "coverage"]
"""Why two units were paired: a declared id, equal text, alike between two fixed neighbours, alike anywhere in the
document, or several units that together hold the words of one."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One clause or heading, in document order.

    `id` is the declared id or None; `number` the printed number ("10.3", may be empty); `text` the words; `path` the
    ids or headings that lead to the unit, outermost first; `citation` how a reader names the place ("section 10, 3rd
    bullet"). `payload` is the caller's own and takes no part in any comparison.
    """

    id: str | None
    number: str
    text: str
    path: tuple[str, ...] = ()
    citation: str = ""
    payload: object = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Match:
    """Units of the old sequence and units of the new one that hold the same matter.

    `old` and `new` are rising positions: one each for `same` and `edited`, one and several for `split`, several and
    one for `merged`. `score` runs from 0 (no word in common) to 1 (same text). `moved` says that the pair left the
    order that the rest kept.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: Kind
    evidence: Evidence
    score: float
    moved: bool = False

    def reverse(self) -> Match:
        """Give the match as seen from the other side: a split is then a merger."""
        kinds: dict[Kind, Kind] = {"same": "same", "edited": "edited", "split": "merged", "merged": "split"}
        return Match(self.new, self.old, kinds[self.kind], self.evidence, self.score, self.moved)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every unit of two sequences exactly once: in a match, removed (only in the old) or added (only in the new).

    `matches` are in the order of their first old position; `removed` and `added` rise.
    """

    matches: tuple[Match, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]

    def reverse(self) -> Alignment:
        """Give the alignment of the new sequence with the old one."""
        matches = sorted((match.reverse() for match in self.matches), key=lambda match: match.old)
        return Alignment(tuple(matches), self.added, self.removed)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was added, removed, moved, or changed in its words."""
        return not (self.removed or self.added or any(m.moved or m.kind != "same" for m in self.matches))
