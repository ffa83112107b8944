"""Rules as SQL for DuckDB, PostgreSQL, SQLite and Spark: one query per kind of record, one column per rule.

Each query first reads the table's facts, taking a value that the vocabulary does not allow for unknown (null), and
days as whole numbers; see `columns.py` for the table that it expects. Sets are whole numbers or booleans, since the
dialects' arrays differ, and differ most where something is unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from policykit.export.columns import SetColumns, member_column, set_mask
from policykit.export.target import (
    OUTCOMES,
    Export,
    InfixNotation,
    Refusal,
    fact_bounds,
    fact_words,
    header_lines,
    one_line,
    refuse,
    rule_lines,
)
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.contradictions import contradiction_rails, find_deciding
from policykit.rules.ir import Compare, Has, HasOp, In, Is, LoweredRule, Ruleset, complement
from policykit.rules.rails import Both, Either, Formula, allow_rail, outcome_tests

Dialect: TypeAlias = Literal["duckdb", "postgres", "sqlite", "spark"]

RULES_PER_SPARK_QUERY = 7
"""Above this, Spark generates a method too long for the JVM to compile, and runs three times slower."""
LONGEST_POSTGRES_NAME = 63
"""PostgreSQL cuts longer names off without a word."""
_REJECTED = ":rejected"
"""A column that no fact is called by."""
OUTCOME_CODES = {outcome: code for code, outcome in enumerate(OUTCOMES)}
"""Outcomes as small numbers, for bulk work."""


def to_sql(
    ruleset: Ruleset,
    dialect: Dialect = "duckdb",
    *,
    sets: SetColumns = "bitmask",
    codes: bool = False,
) -> Export:
    """Give `RECORD.sql` for each kind of record: from the table `RECORD`, its `id` and the outcome of every rule.

    `RECORD.allowed.sql` decides: `id`, `allowed`, true only where every `must` is known to be kept or not to apply and
    every value that rules read can be read and is not against what another fact implies, and `rejected`, the facts of
    which that is not so. `RECORD.missing.sql` has a row for
    each rule that cannot tell and each unknown fact that it reads: `id`, `rule`, `fact` and `question`.

    Spark is given `RECORD.1.sql`, `RECORD.2.sql` … of at most seven rules each. With `codes`, outcomes are the numbers
    of `OUTCOME_CODES` in place of words, and there are no other files. Raises `PolicykitError` for a name that
    PostgreSQL would cut short.
    """
    refuse(ruleset, f"sql for {dialect}", _refusals(ruleset, dialect, sets))
    files: dict[str, str] = {}
    for record in ruleset.records:
        rules = ruleset.rules_on(record)
        size = RULES_PER_SPARK_QUERY if dialect == "spark" else max(len(rules), 1)
        for start in range(0, len(rules), size):
            name = f"{record}.{start // size + 1}.sql" if dialect == "spark" else f"{record}.sql"
            files[name] = _write_query(ruleset, record, rules[start : start + size], dialect, sets, codes=codes)
        if not codes:
            files[f"{record}.allowed.sql"] = _write_allowed(ruleset, record, dialect, sets)
            files[f"{record}.missing.sql"] = _write_missing(ruleset, record, rules, dialect, sets)
    return Export(f"sql-{dialect}", files)


def _refusals(ruleset: Ruleset, dialect: Dialect, sets: SetColumns) -> list[Refusal]:
    if dialect != "postgres":
        return []
    found = []
    for rule in ruleset.rules:
        names = [rule.id]
        for name in rule.facts:
            fact = ruleset.records[rule.record].facts[name]
            if isinstance(fact, SetFact) and sets == "boolean":
                names += [member_column(name, member) for member in fact.members]
        for name in names:
            if len(name) > LONGEST_POSTGRES_NAME:
                why = f"the column `{name}` is longer than PostgreSQL's {LONGEST_POSTGRES_NAME} characters"
                found.append(Refusal(rule, why, "give it a shorter name, or hold sets as bitmasks"))
                break
    return found


def _write_query(
    ruleset: Ruleset, record: str, rules: Sequence[LoweredRule], dialect: Dialect, sets: SetColumns, *, codes: bool
) -> str:
    notation = _SqlNotation(ruleset, record, dialect)
    shared = _write_shared(rules, notation)
    names = [name for name in notation.facts if any(name in rule.facts for rule in rules)]
    lines = [f"-- {line}" for line in header_lines(ruleset, f"SQL ({dialect})")]
    if dialect == "spark":
        lines.append("-- more rules in one query need: spark.driver.extraJavaOptions=-XX:-DontCompileHugeMethods")
    lines += [*_write_facts(notation, names, sets), "), tests AS (", "  SELECT"]
    lines += [",\n".join(["    *", *shared]), "  FROM facts", ")", "SELECT"]
    outputs = [f"  {notation.quote('id')}"]
    for rule in rules:
        comments = "".join(f"  -- {line}\n" for line in rule_lines(rule))
        outputs.append(f"{comments}  {_write_case(rule, notation, codes=codes)} AS {notation.quote(rule.id)}")
    return "\n".join([*lines, ",\n".join(outputs), "FROM tests"]) + "\n"


def _write_facts(notation: _SqlNotation, names: Sequence[str], sets: SetColumns, more: Sequence[str] = ()) -> list[str]:
    """Write the table `facts`: `id` and the facts of these names, null where they cannot be read."""
    columns = [f"    {notation.read(name, sets)} AS {notation.value(name)}" for name in names]
    lines = ["WITH facts AS (", "  SELECT", ",\n".join([f"    {notation.quote('id')}", *columns, *more])]
    return [*lines, f"  FROM {notation.quote(notation.record)}"]


def _write_allowed(ruleset: Ruleset, record: str, dialect: Dialect, sets: SetColumns) -> str:
    """Write the query that decides. It reads every rule of the record, also one that another query leaves out."""
    notation = _SqlNotation(ruleset, record, dialect)
    rules = ruleset.rules_on(record)
    names = find_deciding(ruleset, record)
    wrong = [
        f"CASE WHEN ({' OR '.join(f'{column} IS NOT NULL' for column in notation.columns(name, sets))}) "
        f"AND {notation.read(name, sets)} IS NULL THEN '{name} ' ELSE '' END"
        for name in names
    ]
    # What does not fit is seen where the facts have been read.
    unfit = [
        f"CASE WHEN {notation.write(formula)} THEN ' {name}' ELSE '' END"
        for name, formula in contradiction_rails(notation.facts, names).items()
    ]
    rejected = "TRIM(" + "\n      || ".join(wrong or ["''"]) + f") AS {notation.quote(_REJECTED)}"
    told = f"TRIM({' || '.join([notation.quote(_REJECTED), *unfit])})"
    kept = notation.write(allow_rail(rules))
    lines = [f"-- {line}" for line in header_lines(ruleset, f"SQL ({dialect})")]
    lines += [*_write_facts(notation, names, sets, [f"    {rejected}"]), ")", "SELECT", f"  {notation.quote('id')},"]
    lines += [f"  ({told} = '' AND {kept}) AS allowed,"]
    return "\n".join([*lines, f"  {told} AS rejected", "FROM facts"]) + "\n"


def _write_missing(
    ruleset: Ruleset, record: str, rules: Sequence[LoweredRule], dialect: Dialect, sets: SetColumns
) -> str:
    notation = _SqlNotation(ruleset, record, dialect)
    names = [name for name in notation.facts if any(name in rule.facts for rule in rules)]
    lines = [f"-- {line}" for line in header_lines(ruleset, f"SQL ({dialect})")]
    lines += [*_write_facts(notation, names, sets), ")"]
    parts = []
    for rule in rules:
        told = " OR ".join(notation.write(formula) for formula, _ in outcome_tests(rule)) or notation.false
        for name in rule.facts:
            question = one_line(notation.facts[name].question).replace("'", "''")
            asked = f"'{rule.id}' AS rule, '{name}' AS fact, '{question}' AS question"
            test = f"{notation.value(name)} IS NULL AND NOT ({told})"
            parts.append(f"SELECT {notation.quote('id')}, {asked}\nFROM facts WHERE {test}")
    nothing = (
        f"SELECT {notation.quote('id')}, '' AS rule, '' AS fact, '' AS question\nFROM facts WHERE {notation.false}"
    )
    return "\n".join([*lines, "\nUNION ALL\n".join(parts or [nothing])]) + "\n"


def _write_shared(rules: Sequence[LoweredRule], notation: _SqlNotation) -> list[str]:
    """Write the tests that are made several times, each as a column: engines would work each out anew."""
    made = Counter(atom for rule in rules for formula, _ in outcome_tests(rule) for atom in _walk_tests(formula))
    written, places = [], Counter[str]()
    for atom, times in made.items():
        if times > 1:
            places[atom.fact] += 1
            name = notation.quote(f"{atom.fact}:{places[atom.fact]}")
            written.append(f"    {notation.write(atom)} AS {name}")
            notation.shared[atom] = name
    return written


def _walk_tests(formula: Formula) -> Iterator[In | Has | Compare]:
    match formula:
        case Both(of) | Either(of):
            for part in of:
                yield from _walk_tests(part)
        case In() | Has() | Compare():
            yield _positive(formula)


def _positive(atom: In | Has | Compare) -> In | Has | Compare:
    """Give the test itself, or its opposite if the test is the negative of the two."""
    if atom.op in ("in", "has_any", "has_all", "lt", "le", "eq"):
        return atom
    opposite = complement(atom)
    assert not isinstance(opposite, Is)
    return opposite


def _write_case(rule: LoweredRule, notation: _SqlNotation, *, codes: bool) -> str:
    def literal(outcome: str) -> str:
        return str(OUTCOME_CODES[outcome]) if codes else f"'{outcome}'"

    tests = [f"    WHEN {notation.write(f)} THEN {literal(outcome)}" for f, outcome in outcome_tests(rule)]
    if not tests:
        return literal("cannot_tell")
    return "\n".join(["CASE", *tests, f"    ELSE {literal('cannot_tell')}", "  END"])


def write_value(name: str, fact: Fact, roles: Sequence[str], dialect: Dialect, sets: SetColumns) -> str:
    """Write the value of a fact's column, or columns, as SQL that gives null for what the vocabulary does not allow."""
    quote = "`" if dialect == "spark" else '"'
    column = f"{quote}{name}{quote}"
    whole = f"typeof({column}) = 'integer' AND " if dialect == "sqlite" else ""
    match fact:
        case YesNoFact():
            return f"CASE WHEN {column} IN (0, 1) THEN {column} END" if dialect == "sqlite" else column
        case NumberFact(minimum=low, maximum=high):
            return f"CASE WHEN {whole}{column} BETWEEN {low} AND {high} THEN {column} END"
        case DateFact():
            low, high = fact_bounds(fact)
            day = _DAY_NUMBERS[dialect].format(column)
            valid = f"{column} = date({column}) AND " if dialect == "sqlite" else ""
            return f"CASE WHEN {valid}{day} BETWEEN {low} AND {high} THEN {day} END"
        case SetFact(members=members) if sets == "boolean":
            booleans = [f"{quote}{member_column(name, member)}{quote}" for member in members]
            known = " AND ".join(f"{b} IS NOT NULL" for b in booleans)
            return f"CASE WHEN {known} THEN {' + '.join(_bits(booleans))} END"
        case SetFact(members=members):
            return f"CASE WHEN {whole}{column} BETWEEN 0 AND {(1 << len(members)) - 1} THEN {column} END"
        case _:
            words = ", ".join(f"'{word}'" for word in fact_words(fact, roles))
            if dialect == "duckdb":  # words as numbers: the whole query takes a third less time
                return f"TRY_CAST({column} AS ENUM ({words}))"
            return f"CASE WHEN {column} IN ({words}) THEN {column} END"


def _bits(booleans: Sequence[str]) -> list[str]:
    return [f"CASE WHEN {b} THEN {1 << place} ELSE 0 END" for place, b in enumerate(booleans)]


_DAY_NUMBERS: dict[Dialect, str] = {
    "duckdb": "({} - DATE '1970-01-01')",
    "postgres": "({} - DATE '1970-01-01')",
    "sqlite": "CAST(julianday({}) - 2440587.5 AS INTEGER)",
    "spark": "unix_date({})",
}


class _SqlNotation(InfixNotation):
    conjunction, disjunction, true, false = "AND", "OR", "TRUE", "FALSE"
    symbols = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "=", "ne": "<>"}

    def __init__(self, ruleset: Ruleset, record: str, dialect: Dialect) -> None:
        super().__init__(ruleset, record)
        self.record = record
        self.dialect = dialect
        self.mark = "`" if dialect == "spark" else '"'
        self.shared: dict[Formula, str] = {}
        """Columns that hold what tests gave."""

    def read(self, name: str, sets: SetColumns) -> str:
        """Write the value of a fact as the table has it, null where the vocabulary does not allow it."""
        return write_value(name, self.facts[name], self.roles, self.dialect, sets)

    def columns(self, name: str, sets: SetColumns) -> list[str]:
        """Name the columns of the table that hold a fact."""
        fact = self.facts[name]
        if isinstance(fact, SetFact) and sets == "boolean":
            return [self.quote(member_column(name, member)) for member in fact.members]
        return [self.quote(name)]

    def write(self, formula: Formula) -> str:
        if isinstance(formula, In | Has | Compare) and (name := self.shared.get(_positive(formula))):
            return name if _positive(formula) == formula else f"NOT {name}"
        return super().write(formula)

    def quote(self, name: str) -> str:
        return f"{self.mark}{name}{self.mark}"

    def value(self, fact: str) -> str:
        return self.quote(fact)

    def known(self, fact: str) -> str:
        return f"{self.quote(fact)} IS NOT NULL"

    def is_(self, fact: str, value: bool) -> str:
        return self.quote(fact) if value else f"NOT {self.quote(fact)}"

    def in_(self, fact: str, values: tuple[str, ...], *, wanted: bool) -> str:
        words = ", ".join(f"'{value}'" for value in values)
        return f"{self.quote(fact)} {'IN' if wanted else 'NOT IN'} ({words})"

    def has(self, op: HasOp, fact: str, values: tuple[str, ...]) -> str:
        mask = set_mask(self.words(fact), values)
        right = {"has_any": "<> 0", "has_none": "= 0", "has_all": f"= {mask}", "lacks_any": f"<> {mask}"}[op]
        return f"({self.quote(fact)} & {mask}) {right}"
