"""Records with values that the vocabulary does not allow, and the same records without those values."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from policykit.export.engines import Records
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.ir import Ruleset, Value


def damage_records(
    ruleset: Ruleset, record: str, records: Records, seed: int, *, types: bool = False, sets: bool = True
) -> tuple[list[dict[str, Any]], list[dict[str, Value]]]:
    """Damage about one fact in five: out of bounds, or unknown words; with `types`, of another type too."""
    source = random.Random(seed)  # noqa: S311
    facts = ruleset.records[record].facts
    damaged: list[dict[str, Any]] = []
    cleaned: list[dict[str, Value]] = []
    for given in records:
        wrong = {
            name: value
            for name in given
            if source.random() < 0.2 and (value := _spoil(source, facts[name], types=types, sets=sets)) is not None
        }
        damaged.append({**given, **wrong})
        cleaned.append(_without(given, wrong))
    return damaged, cleaned


def _without(given: Mapping[str, Value], wrong: Mapping[str, Any]) -> dict[str, Value]:
    return {name: value for name, value in given.items() if name not in wrong}


def _spoil(source: random.Random, fact: Fact, *, types: bool, sets: bool) -> Any:
    match fact:
        case YesNoFact():
            return source.choice(["true", 1, 0, ""]) if types else None
        case NumberFact(minimum=low, maximum=high):
            return source.choice([low - 1, high + 1, *([str(low), low + 0.5, True] if types else [])])
        case DateFact(earliest=first, latest=last):
            wrong = [first - timedelta(days=1), last + timedelta(days=1)]
            return source.choice([*wrong, *([f"{first:%d.%m.%Y}", False] if types else [])])
        case SetFact(members=members):
            alien = source.choice([frozenset({"alien"}), frozenset({"alien", *members})])
            return source.choice([alien, *([members[0], 1] if types else [])]) if sets else None
        case _:
            return source.choice(["alien", "", *([1, True] if types else [])])
