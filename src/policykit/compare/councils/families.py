"""Who shares this clause: clauses of several policies in almost the same words, or made from one model clause."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policykit.compare.alignment.likeness import UnitSide, measure_likeness
from policykit.compare.alignment.units import Unit
from policykit.compare.councils.matrix import Family, Member
from policykit.compare.words.diff import Segment, diff_words
from policykit.compare.words.forms import match_forms
from policykit.wording.forms import is_same_form

NEAR = 0.80
"""From here on (0 to 1) two texts are nearly verbatim."""
_WORDS = 5
"""A shorter text belongs to no one: "Translating content" may be written twice."""
_PROBES = 8
"""How many of a text's rarest pairs of words are looked up."""
_TRIALS = 16
"""How many texts that share some of them are compared, those that share most first."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one clause of one policy."""

    address: str
    column: int
    text: str


@dataclass(frozen=True, order=True, slots=True)
class NamedModel:
    """A model clause as an edition has it: one that was changed since an adoption is two."""

    name: str
    """`file/clause`."""
    text: str


def find_families(wordings: Sequence[Wording]) -> tuple[Family, ...]:
    """Give the groups of clauses of two or more policies that are nearly verbatim, in order of their first clause.

    Each group is measured by the text that most policies hold; every member is at least `NEAR` to that text itself,
    not only to a neighbour. Work: linear in the clauses, with at most 16 comparisons for each different text.
    """
    side = UnitSide([Unit(None, "", wording.text) for wording in wordings], {})
    by_key: dict[str, list[int]] = defaultdict(list)
    for position in range(len(wordings)):
        if len(side.words(position)) >= _WORDS:
            by_key[side.keys[position]].append(position)
    groups = _group_texts(side, _order_by_spread(by_key, wordings), by_key)
    families = [
        _make_family(wordings[leader].text, None, [(wordings[member], likeness) for member, likeness in members])
        for leader, members in groups
        if len({wordings[member].column for member, _ in members}) > 1
    ]
    order = {wording.address: position for position, wording in enumerate(wordings)}
    return tuple(sorted(families, key=lambda family: order[family.members[0].address]))


def follow_models(
    wordings: Sequence[Wording], models: Mapping[str, NamedModel], filled: Mapping[str, str]
) -> tuple[Family, ...]:
    """Give a family for each model clause in use, and how each clause made from it drifted.

    `models` gives the model of a clause by address, and `filled` the model's words with the values that the clause
    gives to its parameters.
    """
    users: dict[NamedModel, list[Wording]] = defaultdict(list)
    for wording in wordings:
        if wording.address in models:
            users[models[wording.address]].append(wording)
    return tuple(
        Family(
            model.text,
            model.name,
            tuple(_measure(filled[wording.address], wording) for wording in members),
        )
        for model, members in sorted(users.items())
    )


def _order_by_spread(by_key: Mapping[str, list[int]], wordings: Sequence[Wording]) -> list[int]:
    """Give one clause of each different text, those of most policies first."""
    firsts = sorted(by_key.values(), key=lambda at: (-len({wordings[position].column for position in at}), at[0]))
    return [at[0] for at in firsts]


def _group_texts(
    side: UnitSide, firsts: Sequence[int], by_key: Mapping[str, list[int]]
) -> list[tuple[int, list[tuple[int, float]]]]:
    """Give each leading text's position with the positions that belong to it, and how alike they are."""
    pairs = {first: set(zip(side.words(first), side.words(first)[1:], strict=False)) for first in firsts}
    spread = Counter(pair for own in pairs.values() for pair in own)
    holders: dict[tuple[int, int], list[int]] = defaultdict(list)
    groups: dict[int, list[tuple[int, float]]] = {}
    for first in firsts:
        known = sorted((pair for pair in pairs[first] if spread[pair] > 1), key=lambda pair: (spread[pair], pair))
        shared = Counter(leader for pair in known[:_PROBES] for leader in holders[pair])
        trials = sorted(shared, key=lambda leader: (-shared[leader], leader))[:_TRIALS]
        rated = [(measure_likeness(side, leader, side, first), -leader) for leader in trials]
        likeness, leader = max(rated, default=(0.0, 0))
        if likeness >= NEAR:
            groups[-leader] += [(position, likeness) for position in by_key[side.keys[first]]]
            continue
        groups[first] = [(position, 1.0) for position in by_key[side.keys[first]]]
        for pair in pairs[first]:
            holders[pair].append(first)
    return [(leader, sorted(members)) for leader, members in groups.items()]


def _make_family(text: str, model: str | None, members: Sequence[tuple[Wording, float]]) -> Family:
    return Family(
        text,
        model,
        tuple(Member(wording.address, round(likeness, 4), _drift(text, wording.text)) for wording, likeness in members),
    )


def _measure(text: str, wording: Wording) -> Member:
    side = UnitSide([Unit(None, "", text), Unit(None, "", wording.text)], {})
    return Member(wording.address, round(measure_likeness(side, 0, side, 1), 4), _drift(text, wording.text))


def _drift(text: str, own: str) -> tuple[Segment, ...]:
    if is_same_form(text, own):
        return ()
    respell = match_forms(text, own)
    return diff_words(respell(text), respell(own)).segments if respell else diff_words(text, own).segments
