"""What `suggest` found, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from policykit.pipeline.suggest import Suggested


@dataclass(frozen=True, slots=True)
class SuggestedClause:
    """A clause to read beside another: `score` orders the candidates, `likeness` is that of the words, 0 to 1."""

    clause: str
    score: float
    topics: tuple[str, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class ClauseSuggestion:
    """A clause without a confirmed counterpart, and what to read beside it."""

    clause: str
    state: Literal["suggested"]
    candidates: tuple[SuggestedClause, ...]


@dataclass(frozen=True, slots=True)
class SuggestResult:
    """What `policykit suggest` found; nothing of it is confirmed."""

    suggestions: tuple[ClauseSuggestion, ...]


def describe_suggestions(found: Iterable[Suggested]) -> SuggestResult:
    """Give the result of looking for counterparts."""
    return SuggestResult(
        tuple(
            ClauseSuggestion(
                clause=suggestion.address,
                state="suggested",
                candidates=tuple(
                    SuggestedClause(each.address, each.score, each.topics, each.likeness)
                    for each in suggestion.candidates
                ),
            )
            for one in found
            for suggestion in one.suggestions
        )
    )
