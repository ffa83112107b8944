"""Rules as Polars expressions: a generated Python module that needs Polars alone.

`judge_post(frame)` adds a column for each rule to a lazy frame of posts, and `allow_post(frame)` the column `allowed`,
for which the frame must also hold the facts that contradict those that rules read;
see `columns.py` for the columns they read.
"""

from __future__ import annotations

from collections.abc import Sequence

from policykit.export.columns import set_mask
from policykit.export.target import (
    SYMBOLS,
    Export,
    Notation,
    fact_bounds,
    fact_words,
    header_lines,
    plus_days,
    quoted,
    rule_lines,
)
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.contradictions import contradiction_rails, find_deciding
from policykit.rules.ir import FactPlus, HasOp, LoweredRule, Ruleset
from policykit.rules.rails import allow_rail, outcome_tests

_TOP = """from __future__ import annotations

import polars as pl

OUTCOMES = pl.Enum(["compliant", "breach", "cannot_tell", "not_applicable", "permitted"])


def _outcome(name: str) -> pl.Expr:
    return pl.lit(name, dtype=OUTCOMES)


def _within(column: pl.Expr, low: int, high: int) -> pl.Expr:
    return pl.when(column.is_between(low, high)).then(column)
"""


def to_polars(ruleset: Ruleset) -> Export:
    """Give the module. To rules, a value that the vocabulary does not allow is unknown; such a row is never allowed."""
    lines = [*(f"# {line}" for line in header_lines(ruleset, "Polars")), _TOP]
    for record in ruleset.records:
        lines += _write_judge(ruleset, record)
    name = f"{ruleset.council}_{ruleset.policy}_polars".replace("-", "_").replace(".", "_")
    return Export("polars", {f"{name}.py": "\n".join(lines) + "\n"})


def _write_judge(ruleset: Ruleset, record: str) -> list[str]:
    rules = ruleset.rules_on(record)
    notation = _PolarsNotation(ruleset, record)
    facts = ruleset.records[record].facts
    read = [name for name in facts if any(name in rule.facts for rule in rules)]
    deciding = find_deciding(ruleset, record)
    lines = ["", f"{record.upper()}_FACTS: list[pl.Expr] = ["]
    lines += [f"    {_read(name, facts[name], ruleset)}.alias({quoted(_column(name))})," for name in read]
    if beside := [name for name in deciding if name not in read]:
        lines += ["]", f"{record.upper()}_BESIDE: list[pl.Expr] = ["]
        lines += [f"    {_read(name, facts[name], ruleset)}.alias({quoted(_column(name))})," for name in beside]
    lines += ["]", f"{record.upper()}_RULES: list[pl.Expr] = ["]
    for rule in rules:
        lines += [f"    # {line}" for line in rule_lines(rule)]
        lines.append(f"    {_write_rule(rule, notation)}.alias({quoted(rule.id)}),")
    lines += ["]", "", "", f"def judge_{record}(frame: pl.LazyFrame) -> pl.LazyFrame:"]
    label = quoted(ruleset.records[record].label)[1:-1]
    lines.append(f'    """Add to the rows about {label} a column for each rule."""')
    lines.append(f"    judged = frame.with_columns({record.upper()}_FACTS).with_columns({record.upper()}_RULES)")
    dropped = ", ".join(quoted(_column(name)) for name in read)
    lines += [f"    return judged.drop([{dropped}])", ""]
    return lines + _write_allow(ruleset, record, deciding, notation, beside=bool(beside))


def _write_allow(
    ruleset: Ruleset, record: str, read: Sequence[str], notation: _PolarsNotation, *, beside: bool
) -> list[str]:
    tests = [f"(pl.col({quoted(name)}).is_null() | {notation.known(name)})" for name in read]
    # What is unknown contradicts nothing: in Polars a test of it is null.
    against = contradiction_rails(notation.facts, read).values()
    tests += [f"~({notation.write(formula)}).fill_null(value=False)" for formula in against]
    tests.append(notation.write(allow_rail(ruleset.rules_on(record))))
    lines = ["", f"{record.upper()}_ALLOWED: pl.Expr = pl.all_horizontal(", *(f"    {test}," for test in tests), ")"]
    lines += ["", "", f"def allow_{record}(frame: pl.LazyFrame) -> pl.LazyFrame:"]
    lines.append('    """Add the column `allowed`: every `must` is known to be kept, or not to apply."""')
    columns = f"[*{record.upper()}_FACTS, *{record.upper()}_BESIDE]" if beside else f"{record.upper()}_FACTS"
    lines.append(f"    judged = frame.with_columns({columns}).with_columns(allowed={record.upper()}_ALLOWED)")
    dropped = ", ".join(quoted(_column(name)) for name in read)
    return [*lines, f"    return judged.drop([{dropped}])", ""]


def _write_rule(rule: LoweredRule, notation: _PolarsNotation) -> str:
    steps = [
        f"{'' if index else 'pl.'}when({notation.write(f)}).then(_outcome({quoted(outcome)}))"
        for index, (f, outcome) in enumerate(outcome_tests(rule))
    ]
    return ".".join([*steps, 'otherwise(_outcome("cannot_tell"))']) if steps else '_outcome("cannot_tell")'


def _column(fact: str) -> str:
    """Name the column that holds a fact as it was read; no fact or rule has such a name."""
    return f"__{fact}"


def _read(name: str, fact: Fact, ruleset: Ruleset) -> str:
    column = f"pl.col({quoted(name)})"
    match fact:
        case YesNoFact():
            return column
        case NumberFact(minimum=low, maximum=high):
            return f"_within({column}, {low}, {high})"
        case DateFact():
            low, high = fact_bounds(fact)
            return f"_within({column}.cast(pl.Date).cast(pl.Int32), {low}, {high})"
        case SetFact(members=members):
            return f"_within({column}, 0, {(1 << len(members)) - 1})"
        case _:
            words = ", ".join(quoted(word) for word in fact_words(fact, ruleset.roles))
            return f"{column}.cast(pl.Enum([{words}]), strict=False).to_physical()"


class _PolarsNotation(Notation[str]):
    def both(self, parts: list[str]) -> str:
        return _join(parts, " & ", "pl.lit(True)")

    def either(self, parts: list[str]) -> str:
        return _join(parts, " | ", "pl.lit(False)")

    def value(self, fact: str) -> str:
        return f"pl.col({quoted(_column(fact))})"

    def known(self, fact: str) -> str:
        return f"{self.value(fact)}.is_not_null()"

    def is_(self, fact: str, value: bool) -> str:
        return self.value(fact) if value else f"~{self.value(fact)}"

    def in_(self, fact: str, values: tuple[str, ...], *, wanted: bool) -> str:
        places = [self.words(fact).index(value) for value in values]
        test = f"{self.value(fact)}.is_in({places})" if len(places) > 1 else f"({self.value(fact)} == {places[0]})"
        return test if wanted else f"~{test}"

    def has(self, op: HasOp, fact: str, values: tuple[str, ...]) -> str:
        mask = set_mask(self.words(fact), values)
        right = {"has_any": "!= 0", "has_none": "== 0", "has_all": f"== {mask}", "lacks_any": f"!= {mask}"}[op]
        return f"(({self.value(fact)} & {mask}) {right})"

    def compare(self, op: str, fact: str, right: int) -> str:
        return f"({self.value(fact)} {SYMBOLS[op]} {right})"

    def compare_facts(self, op: str, fact: str, right: FactPlus) -> str:
        return f"({self.value(fact)} {SYMBOLS[op]} {self.value(right.fact)}{plus_days(right)})"


def _join(parts: list[str], operator: str, empty: str) -> str:
    if not parts:
        return empty
    return parts[0] if len(parts) == 1 else f"({operator.join(parts)})"
