"""The columns of a file as facts: which column holds which fact, and how each type of column is read.

Besides the columns of `columns.py`, texts are read where a file knows nothing else (CSV): `yes`, `no`, `true`, `false`;
whole numbers; days as `2026-05-07`; sets as words between semicolons, `none` for the empty set. Nothing is guessed: a
value that cannot be read is counted and told, never passed over.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policykit.errors import Diagnostic, PolicykitError, with_article
from policykit.export.audit.codes import TABLE_COLUMN, TABLE_MISSING, TABLE_TYPE
from policykit.export.columns import member_column, set_mask
from policykit.export.target import fact_words
from policykit.model.fact import DateFact, Derivation, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.derive import OF_AGE, Nation, derive_fact
from policykit.rules.ir import Ruleset
from policykit.wording.nearest import hint_nearest

if TYPE_CHECKING:
    import polars as pl

META = ("record", "id", "judged")
"""Columns that are not facts; `id` names a row."""
EMPTY_SET = "none"
_WORDS = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class FactColumn:
    """How one fact is read from a table: the value as `columns.py` says, and whether something unreadable was given."""

    fact: str
    value: pl.Expr
    is_wrong: pl.Expr | None
    """None where the type of the column keeps it from being wrong."""
    shown: pl.Expr
    """What was given, as text."""


def plan_columns(
    ruleset: Ruleset, record: str, schema: Mapping[str, pl.DataType], others: Sequence[str] = ()
) -> tuple[tuple[FactColumn, ...], tuple[Diagnostic, ...]]:
    """Give how each fact of a kind of record is read from a table, and warnings of facts that it lacks.

    `others` are columns that hold no facts. Raises `PolicykitError` for every other column that names no fact, or whose
    type cannot hold its fact.
    """
    facts = ruleset.records[record].facts
    errors = find_unknown_columns(ruleset, record, schema, others)
    planned: list[FactColumn] = []
    for name, fact in facts.items():
        try:
            column = _plan_column(name, fact, schema, fact_words(fact, ruleset.roles))
        except TypeError:
            wanted = _WANTED[fact.type]
            errors.append(TABLE_TYPE.at(None, f"column `{name}` holds {schema[name]}, not {wanted}"))
        else:
            planned += [column] if column else []
    if errors:
        raise PolicykitError(*errors)
    return tuple(planned), tuple(find_missing(ruleset, record, {column.fact for column in planned}))


def find_unknown_columns(
    ruleset: Ruleset, record: str, names: Iterable[str], others: Sequence[str] = ()
) -> list[Diagnostic]:
    """Tell every column that names no fact of the record; where `record` is a column, of any kind of record.

    `others` are columns that hold no facts; one that the table lacks is told too.
    """
    names = list(names)
    kinds = ruleset.records if "record" in names else [record]
    allowed = {name for kind in kinds for name in _columns_of(ruleset.records[kind].facts)}
    unknown = [name for name in names if name not in allowed and name not in META and name not in others]
    found = [
        TABLE_COLUMN.at(
            None,
            f"{with_article(record)} has no fact called `{name}`",
            hint=hint_nearest(_as_name(name), {*allowed, *META}, _keep_others(unknown)),
        )
        for name in unknown
    ]
    absent = [name for name in others if name not in names]
    return [
        *found,
        *(TABLE_COLUMN.at(None, f"the table has no column `{n}`", hint=hint_nearest(n, names)) for n in absent),
    ]


def _as_name(heading: str) -> str:
    """Give a heading as facts are named: `Account owner` as `account_owner`."""
    return "_".join(heading.lower().split())


def _keep_others(unknown: Sequence[str]) -> str:
    return f"`id` names a row; say `--other-columns {shlex.quote(','.join(unknown))}` of columns that hold no facts"


def find_needed(ruleset: Ruleset, record: str, held: Iterable[str] = ()) -> set[str]:
    """Give the facts that rules read, those `held`, and all that these are worked out from."""
    needed = {name for rule in ruleset.rules_on(record) for name in rule.facts} | set(held)
    for name, fact in reversed(list(ruleset.records[record].facts.items())):
        if name in needed and fact.derivation:
            needed |= set(fact.derivation.of)
    return needed


def add_derived(
    frame: pl.LazyFrame, ruleset: Ruleset, record: str, held: Iterable[str], needed: set[str], nation: Nation
) -> tuple[pl.LazyFrame, list[str], set[str]]:
    """Add the facts needed that can be worked out from others.

    Gives also the names of those that the table held itself, whose own values then are in columns named `given FACT`,
    and the names of all that it has now.
    """
    known, given = set(held), []
    for name, fact in ruleset.records[record].facts.items():
        if name not in needed or fact.derivation is None or not known.intersection(fact.derivation.of):
            continue
        if name in known:
            frame = frame.rename({name: f"given {name}"})
            given.append(name)
        frame = frame.with_columns(_derive(fact, known, nation).alias(name))
        known.add(name)
    return frame, given, known


def unknown_values(fact: Fact) -> pl.Expr:
    """Give a column in which a fact is unknown."""
    import polars as pl

    kinds = {YesNoFact: pl.Boolean, NumberFact: pl.Int64, SetFact: pl.Int64, DateFact: pl.Date}
    return pl.lit(None, dtype=kinds.get(type(fact), pl.String))


def _columns_of(facts: Mapping[str, Fact]) -> Iterator[str]:
    for name, fact in facts.items():
        yield name
        if isinstance(fact, SetFact):
            yield from (member_column(name, member) for member in fact.members)


def find_missing(ruleset: Ruleset, record: str, held: set[str], *, works_out: bool = True) -> Iterator[Diagnostic]:
    """Tell the facts that rules read and the table lacks; unless they are worked out from others, if that is done."""
    facts = ruleset.records[record].facts
    can_tell = set(held)
    for name, fact in facts.items():
        if works_out and fact.derivation and can_tell.issuperset(fact.derivation.of):
            can_tell.add(name)
    for name in facts:
        rules = [rule.id for rule in ruleset.rules_on(record) if name in rule.facts]
        if rules and name not in can_tell:
            yield TABLE_MISSING.at(
                None, f"no column holds `{name}`, which is read by {', '.join(f'`{rule}`' for rule in rules)}"
            )


_WANTED = {
    "yes_no": "yes or no (a boolean, or the words)",
    "choice": "words (text)",
    "role": "words (text)",
    "set": "a list of words (or a text with semicolons, or a bitmask)",
    "number": "whole numbers",
    "date": "days (a date, or a text such as 2026-05-07)",
}


def _plan_column(name: str, fact: Fact, schema: Mapping[str, pl.DataType], words: tuple[str, ...]) -> FactColumn | None:
    """Give how a fact is read, None if the table lacks it. Raises `TypeError` for a column of another type."""
    import polars as pl

    if isinstance(fact, SetFact) and (member := member_column(name, fact.members[0])) in schema and name not in schema:
        return _plan_members(name, fact, schema, member)
    if name not in schema:
        return None
    column, kind = pl.col(name), schema[name]
    if kind == pl.Null:
        return FactColumn(name, unknown_values(fact), None, pl.lit(None))
    value = _read_values(column, kind, fact, words)
    if value is column:
        return FactColumn(name, value, None, column)
    shown = column.list.join(";") if isinstance(kind, pl.List) else column.cast(pl.String)
    return FactColumn(name, value, column.is_not_null() & value.is_null(), shown)


def _plan_members(name: str, fact: SetFact, schema: Mapping[str, pl.DataType], member: str) -> FactColumn | None:
    import polars as pl

    columns = [member_column(name, m) for m in fact.members]
    if any(schema.get(column) != pl.Boolean for column in columns):
        raise PolicykitError(
            TABLE_TYPE.at(
                None, f"column `{member}` stands for a member of `{name}`, but not all members have a boolean"
            )
        )
    known = pl.all_horizontal(pl.col(column).is_not_null() for column in columns)
    mask = pl.sum_horizontal(pl.col(c).cast(pl.Int64) * (1 << place) for place, c in enumerate(columns))
    some = pl.any_horizontal(pl.col(column).is_not_null() for column in columns)
    return FactColumn(name, pl.when(known).then(mask), some & ~known, pl.lit("known in part"))


def _read_values(column: pl.Expr, kind: pl.DataType, fact: Fact, words: tuple[str, ...]) -> pl.Expr:
    import polars as pl

    is_text = kind == pl.String
    match fact:
        case YesNoFact() if kind == pl.Boolean:
            return column
        case YesNoFact() if is_text:
            return column.str.to_lowercase().replace_strict(_WORDS, default=None, return_dtype=pl.Boolean)
        case NumberFact(minimum=low, maximum=high) if kind.is_integer() or is_text:
            number = column.cast(pl.Int64, strict=False)
            return pl.when(number.is_between(low, high)).then(number)
        case DateFact(earliest=first, latest=last) if kind == pl.Date or is_text:
            day = column
            if is_text:
                day = pl.when(column.str.len_chars() == 10).then(column.str.to_date("%Y-%m-%d", strict=False))
            return pl.when(day.is_between(pl.lit(first), pl.lit(last))).then(day)
        case SetFact() if kind.is_integer():
            return pl.when(column.is_between(0, set_mask(words, words))).then(column.cast(pl.Int64))
        case SetFact() if kind == pl.List(pl.String) or is_text:
            given = column
            if is_text:
                empty = column.str.strip_chars() == EMPTY_SET
                given = pl.when(empty).then(pl.lit([], dtype=pl.List(pl.String)))
                given = given.otherwise(column.str.replace_all(" ", "", literal=True).str.split(";"))
            held = [given.list.contains(word).cast(pl.Int64) for word in words]
            mask = pl.sum_horizontal(h * (1 << place) for place, h in enumerate(held))
            return pl.when(given.list.n_unique() == pl.sum_horizontal(held)).then(mask)
        case _ if words and (is_text or isinstance(kind, pl.Categorical | pl.Enum)) and not isinstance(fact, SetFact):
            text = column.cast(pl.String)
            return pl.when(text.is_in(list(words))).then(text)
    raise TypeError(kind)


def _derive(fact: Fact, known: set[str], nation: Nation) -> pl.Expr:
    """Work a derived fact out, once for each different set of days."""
    import polars as pl

    derivation = fact.derivation
    assert derivation is not None
    sources = [pl.col(f) if f in known else pl.lit(None, dtype=pl.Date).alias(f) for f in derivation.of]
    kind = {YesNoFact: pl.Boolean, NumberFact: pl.Int64, DateFact: pl.Date}[type(fact)]
    if derivation.by == "days_between":
        return (sources[1].cast(pl.Date) - sources[0].cast(pl.Date)).dt.total_days()
    if derivation.by == "under_18":
        return sources[0] < OF_AGE
    found: dict[tuple[Any, ...], Any] = {}

    def work_out(days: pl.Series) -> pl.Series:
        for row in days.unique().to_list():
            key = tuple(row.values())
            if key not in found:
                found[key] = _derive_one(derivation, row, nation)
        return pl.Series(days.name, [found[tuple(row.values())] for row in days.to_list()], dtype=kind)

    return pl.struct(sources).map_batches(work_out, return_dtype=kind, is_elementwise=True)


def _derive_one(derivation: Derivation, days: Mapping[str, Any], nation: Nation) -> Any:
    return derive_fact(derivation, days, nation)
