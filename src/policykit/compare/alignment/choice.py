"""One choice among all candidates: the best first, and each unit once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policykit.compare.alignment.units import Evidence

IN_PLACE = 0.08
"""How much better a pair from elsewhere must be than a pair in its place."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Units that may hold the same matter, with how well they do (0 to 1)."""

    score: float
    old: tuple[int, ...]
    new: tuple[int, ...]
    evidence: Evidence

    def order(self) -> tuple[float, int, tuple[int, ...], tuple[int, ...]]:
        """Give the key that sorts candidates, the best first; of equals, the pair least displaced."""
        lead = IN_PLACE if self.evidence == "gap" else 0.0
        return (-self.score - lead, abs(self.old[0] - self.new[0]), self.old, self.new)


def choose(candidates: Iterable[Candidate], partner: list[int], taken: list[bool]) -> list[Candidate]:
    """Take candidates from the best down, passing over those of which a unit is no longer free.

    `partner` and `taken` say what is free and are brought up to date.
    """
    chosen = []
    for candidate in sorted(candidates, key=Candidate.order):
        if any(partner[i] >= 0 for i in candidate.old) or any(taken[j] for j in candidate.new):
            continue
        for i in candidate.old:
            partner[i] = candidate.new[0]
        for j in candidate.new:
            taken[j] = True
        chosen.append(candidate)
    return chosen
