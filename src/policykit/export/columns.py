"""Records as the columns of a table: what SQL and Polars read.

| fact | column |
|---|---|
| yes/no | boolean (SQLite: 0 or 1) |
| choice, role | text |
| set | whole number: the sum of 2^i for its members, i the place in the vocabulary; or a boolean `fact__member` each |
| number | whole number |
| date | date (SQLite: ISO text) |

An unknown fact is null. `id` names the record. Neither `id` nor a double underscore can be in the name of a fact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from policykit.model.fact import Fact, SetFact
from policykit.rules.ir import Value

SetColumns: TypeAlias = Literal["bitmask", "boolean"]
"""How a table holds sets."""


def member_column(fact: str, member: str) -> str:
    """Name the boolean column of one member of a set."""
    return f"{fact}__{member}"


def set_mask(members: Sequence[str], values: Sequence[str] | frozenset[str]) -> int:
    """Give the bitmask of some of the members of a set. Raises `ValueError` for what is not a member."""
    return sum(1 << members.index(value) for value in frozenset(values))


def to_row(
    facts: Mapping[str, Fact], record: Mapping[str, Value | None], sets: SetColumns = "bitmask"
) -> dict[str, Any]:
    """Give a record as one row of a table: a value, or None, for each column, in the order of the vocabulary."""
    row: dict[str, Any] = {}
    for name, fact in facts.items():
        value = record.get(name)
        if not isinstance(fact, SetFact):
            row[name] = value
        elif sets == "bitmask":
            row[name] = set_mask(fact.members, value) if isinstance(value, frozenset) else None
        else:
            for member in fact.members:
                row[member_column(name, member)] = member in value if isinstance(value, frozenset) else None
    return row
