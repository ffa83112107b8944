"""Ids for sections and clauses that never had any: short words of their headings and texts."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.intake.emit.notes import drop_marks
from policykit.wording.slug import make_slug

_HEADING_WORDS, _CLAUSE_WORDS = 4, 3


class IdBook:
    """Gives each section and clause of one version an id of its own, none of those that are `taken` before."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken: set[str] = set(taken)

    def name_section(self, heading: str) -> str:
        """Give the id of a section: `use-of-accounts`; `opening` for one without a heading."""
        return self._take(make_slug(heading, _HEADING_WORDS) or "opening")

    def name_clause(self, section: str, text: str) -> str:
        """Give the id of a clause: its section's, and the first words that say something."""
        words = drop_marks(text)
        return self._take(f"{section}.{make_slug(words, _CLAUSE_WORDS) or 'clause'}")

    def _take(self, wanted: str) -> str:
        name, count = wanted, 1
        while name in self.taken:
            count += 1
            name = f"{wanted}-{count}"
        self.taken.add(name)
        return name
