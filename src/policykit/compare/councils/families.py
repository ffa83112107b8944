"""Who shares this clause: clauses of several policies in almost the same words, or made from one model clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policykit.compare.alignment.likeness import UnitSide, make_key, measure_likeness
from policykit.compare.alignment.units import Unit
from policykit.compare.councils.matrix import Family, Member
from policykit.compare.families.leaders import choose_leaders, place_text
from policykit.compare.families.signature import sign_key


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one clause of one policy."""

    address: str
    column: int
    text: str
    key: str = ""
    """What it is known by: its normal form, with the council's names covered; empty, that of the text as it is."""


@dataclass(frozen=True, order=True, slots=True)
class NamedModel:
    """A model clause as an edition has it: one that was changed since an adoption is two."""

    name: str
    """`file/clause`."""
    text: str


def find_families(wordings: Sequence[Wording]) -> tuple[Family, ...]:
    """Give the groups of clauses of two or more policies that are nearly verbatim, in order of their first clause.

    Which those are, `compare.families` says: each group is measured by the text that most policies hold, and every
    member is at least `NEAR` to that text itself, not only to a neighbour.
    """
    held: dict[str, list[int]] = defaultdict(list)
    for position, wording in enumerate(wordings):
        held[wording.key or make_key(wording.text)].append(position)
    spreads = {key: len({wordings[position].column for position in positions}) for key, positions in held.items()}
    signed = [signature for signature in map(sign_key, held) if signature.probes]
    signed.sort(key=lambda each: place_text(spreads[each.key], each.fingerprint))
    chosen = choose_leaders(
        [each.fingerprint for each in signed], [each.probes for each in signed], [each.key for each in signed]
    )
    groups: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for signature, (leader, likeness) in zip(signed, chosen, strict=True):
        groups[leader] += [(position, likeness) for position in held[signature.key]]
    families = []
    for leader, members in groups.items():
        if len({wordings[position].column for position, _ in members}) > 1:
            text = wordings[held[signed[leader].key][0]].text
            families.append(_make_family(text, None, [(wordings[at], likeness) for at, likeness in sorted(members)]))
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


def _make_family(text: str, model: str | None, members: Sequence[tuple[Wording, float]]) -> Family:
    return Family(
        text,
        model,
        tuple(Member(wording.address, round(likeness, 4), (text, wording.text)) for wording, likeness in members),
    )


def _measure(text: str, wording: Wording) -> Member:
    side = UnitSide([Unit(None, "", text), Unit(None, "", wording.text)], {})
    return Member(wording.address, round(measure_likeness(side, 0, side, 1), 4), (text, wording.text))
