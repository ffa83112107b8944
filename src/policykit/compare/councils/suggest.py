"""Candidates for links that are not confirmed yet: what to read next, never a finding.

Likeness of words alone finds few counterparts between councils that wrote apart. So a candidate's score is what its
declared topics share with the clause's, plus the cosine of character n-grams weighted by how rare they are (TF-IDF);
a clause from a part given over to one medium, such as messaging or artificial intelligence, is held back from clauses
that are not. The weights were set on the confirmed links of two councils: benchmarks/councils measures them, also with
each clause left out of the setting.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policykit.compare.councils.matrix import CouncilClause

Vector = Mapping[str, float]

LIMIT = 3
"""How many candidates are given."""
_GRAMS = (3, 4, 5)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MEDIA = re.compile(r"\b(?:AI|artificial intelligence|chatbots?|whatsapp|messag(?:e|ing) groups?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much."""

    main: float = 0.30
    """Both clauses have one main topic."""
    shared: float = 0.20
    """They share another topic."""
    kind: float = 0.02
    """They are of one kind."""
    gate: float = 0.60
    """What is left of a score where only one of the two is of a part given over to one medium."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """A clause that may be on the same matter."""

    address: str
    """Its address."""
    score: float
    """How promising it is, from 0; only the order means anything."""
    topics: tuple[str, ...]
    """The topics that both declare."""
    likeness: float
    """How alike the words are, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One clause, and what to read beside it; suggested, not confirmed."""

    address: str
    """The clause."""
    candidates: tuple[Prospect, ...]
    """At most three clauses of the other policy, the most promising first."""


class Matcher:
    """The clauses of two policies, ready to be matched."""

    def __init__(self, clauses: Sequence[CouncilClause]) -> None:
        self._clauses = clauses
        counts = [_count_grams(clause.text) for clause in clauses]
        spread = Counter(gram for count in counts for gram in count)
        rarity = {gram: 1 + math.log(len(clauses) / held) for gram, held in spread.items()}
        self._vectors = {clause.address: _weigh(count, rarity) for clause, count in zip(clauses, counts, strict=True)}
        self._media = {clause.address: _is_of_one_medium(clause) for clause in clauses}

    def rank(self, clause: CouncilClause, others: Iterable[CouncilClause], weights: Weights) -> list[Prospect]:
        """Give the other clauses that share a topic or any words with one, the most promising first."""
        rated = [self._rate(clause, other, weights) for other in others]
        return sorted((each for each in rated if each.score > 0), key=lambda each: (-each.score, each.address))

    def _rate(self, clause: CouncilClause, other: CouncilClause, weights: Weights) -> Prospect:
        likeness = _cosine(self._vectors[clause.address], self._vectors[other.address])
        topics = tuple(topic for topic in clause.topics if topic in other.topics)
        score = likeness
        if clause.topics[:1] == other.topics[:1] and topics:
            score += weights.main
        elif topics:
            score += weights.shared
        score += weights.kind * (clause.kind == other.kind)
        if self._media[clause.address] != self._media[other.address]:
            score *= weights.gate
        return Prospect(other.address, round(score, 4), topics, round(likeness, 4))


def suggest_counterparts(
    clauses: Sequence[CouncilClause], joined: Iterable[frozenset[str]], weights: Weights | None = None
) -> tuple[Suggestion, ...]:
    """Give for each clause that nothing joins to the other policy the three clauses there that are most promising.

    `clauses` are those of two policies (columns 0 and 1), `joined` the pairs of addresses that a confirmed link or
    shared words join already. A clause that has no promising candidate is given without any.
    """
    matcher = Matcher(clauses)
    pairs = set(joined)
    done = {address for pair in pairs for address in pair}
    sides = ([c for c in clauses if c.column == 0], [c for c in clauses if c.column == 1])
    suggestions = []
    for own, others in (sides, sides[::-1]):
        for clause in own:
            if clause.address not in done:
                ranked = matcher.rank(clause, others, weights or Weights())
                suggestions.append(Suggestion(clause.address, tuple(ranked[:LIMIT])))
    return tuple(suggestions)


def _is_of_one_medium(clause: CouncilClause) -> bool:
    """Say whether a clause is about one medium: by its main topic, or by its words."""
    main = clause.topics[0] if clause.topics else ""
    return main.startswith("ai-") or main == "messaging" or bool(_MEDIA.search(clause.text))


def _count_grams(text: str) -> Counter[str]:
    grams: Counter[str] = Counter()
    for word in _WORD.findall(text.casefold().replace("’", "'")):
        padded = f" {word} "
        for size in _GRAMS:
            grams.update(padded[start : start + size] for start in range(len(padded) - size + 1))
    return grams


def _weigh(counts: Mapping[str, int], rarity: Mapping[str, float]) -> Vector:
    raw = {gram: (1 + math.log(count)) * rarity[gram] for gram, count in counts.items()}
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {gram: value / length for gram, value in raw.items()} if length else {}


def _cosine(first: Vector, second: Vector) -> float:
    if len(second) < len(first):
        first, second = second, first
    return sum(value * second[gram] for gram, value in first.items() if gram in second)
