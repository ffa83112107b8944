"""Bulk audit on one machine with Polars: every rule on every row of a table of any length, in constant memory.

One pass counts outcomes and faults together, part by part. Of a table with a fault no count is given: a second pass
says where each fault is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policykit.errors import Diagnostic, PolicykitError
from policykit.export.audit.codes import TABLE_RECORD, TABLE_VALUE
from policykit.export.audit.columns import FactColumn, add_derived, find_needed, plan_columns, unknown_values
from policykit.export.audit.tables import ROW, RecordTable, open_frame, reading
from policykit.export.polars_expression import to_polars
from policykit.export.sql import OUTCOME_CODES
from policykit.export.target import fact_words
from policykit.model.fact import Fact
from policykit.rules.contradictions import list_contradictions
from policykit.rules.derive import Nation
from policykit.rules.findings import Outcome
from policykit.rules.ir import Ruleset
from policykit.rules.rails import outcome_tests
from policykit.rules.records import RECORD_CONTRADICTION
from policykit.wording.nearest import find_nearest

if TYPE_CHECKING:
    import polars as pl

ROWS_COUNTED = 1_000_000
"""Rows of a part that is counted: enough for two cores to have work, few enough to fit anywhere."""
ROWS_WRITTEN = 200_000
"""Rows of a part of which whole rows are given, all their columns in memory."""


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """How many rows were judged, and for each rule how many had each outcome."""

    record: str
    rows: int
    counts: Mapping[str, Mapping[Outcome, int]]
    empty_rows: int = 0
    """Rows of a text that hold nothing, and are not among `rows`."""


@dataclass(frozen=True, slots=True)
class TableAudit:
    """A table whose columns have been matched with the facts of one kind of record."""

    ruleset: Ruleset
    record: str
    table: RecordTable
    columns: tuple[FactColumn, ...]
    nation: Nation
    warnings: tuple[Diagnostic, ...]
    judge: Callable[[pl.LazyFrame], pl.LazyFrame]

    def summarise(self, progress: Callable[[int], None] = lambda _: None) -> AuditSummary:
        """Judge every row and count the outcomes; `progress` is told how many rows are done.

        Raises `PolicykitError` for every column with values that its fact cannot have: then nothing counts.
        """
        import polars as pl

        rules = self.ruleset.rules_on(self.record)
        said = [(rule.id, Outcome(outcome)) for rule in rules for _, outcome in outcome_tests(rule)]
        counts = {rule.id: dict.fromkeys(Outcome, 0) for rule in rules}
        faults: dict[str, int] = {}
        done = empty = 0
        with reading():
            for part in self.table.read_parts(ROWS_COUNTED):
                frame, tests = self._with_facts(part.frame)
                sums = [(pl.col(rule).to_physical() == OUTCOME_CODES[outcome]).sum() for rule, outcome in said]
                sums += [pl.col(f"wrong {name}").sum() for name in tests]
                query = self.judge(frame).select(pl.len().alias("rows"), *(s.alias(str(n)) for n, s in enumerate(sums)))
                rows, *numbers = query.collect(engine="streaming").row(0)
                done, empty = done + rows, empty + part.empty
                for (rule, outcome), number in zip(said, numbers, strict=False):
                    counts[rule][outcome] += number
                for name, number in zip(tests, numbers[len(said) :], strict=True):
                    faults[name] = faults.get(name, 0) + number
                progress(done)
        if any(faults.values()):
            raise PolicykitError(*self._find_faults({name: count for name, count in faults.items() if count}))
        for told in counts.values():
            told[Outcome.CANNOT_TELL] = done - sum(told.values())
        return AuditSummary(self.record, done, counts, empty)

    def breaching_rows(self) -> Iterator[pl.DataFrame]:
        """Give the rows that break a rule, as they were given, before them `row` and `breaches` (rules, by `; `)."""
        import polars as pl

        rules = [rule.id for rule in self.ruleset.rules_on(self.record) if rule.effect != "permit"]
        names = [name for name in self.table.schema if name not in self.table.unnamed]
        breaches = [pl.when(pl.col(rule) == "breach").then(pl.lit(rule)) for rule in rules]
        given = [pl.col("given").struct.field(n).alias(n if n not in _ADDED else f"given {n}") for n in names]
        with reading():
            for part in self.table.read_parts(ROWS_WRITTEN):
                frame, _ = self._with_facts(part.frame.with_columns(pl.struct(names).alias("given")), "given")
                judged = self.judge(frame).with_columns(
                    pl.concat_str(breaches, separator="; ", ignore_nulls=True).alias("breaches")
                )
                broken = judged.filter(pl.col("breaches") != "")
                yield broken.select(pl.col(ROW).alias("row"), "breaches", *given).collect(engine="streaming")

    def _with_facts(self, part: pl.LazyFrame, *kept: str) -> tuple[pl.LazyFrame, tuple[str, ...]]:
        """Give a part with a column for each fact, and the names of those whose values may be wrong.

        For each of these, `wrong NAME` says whether it is, and `shown NAME` is what was given. So too for each pair of
        facts that may contradict each other.
        """
        import polars as pl

        facts = self.ruleset.records[self.record].facts
        held = [column.fact for column in self.columns]
        needed = find_needed(self.ruleset, self.record, held)
        tests = {c.fact: (c.is_wrong, c.shown) for c in self.columns if c.is_wrong is not None}
        tests |= {name: (pl.col(name).is_not_null(), pl.col(name)) for name in self.table.unnamed}
        if "record" in self.table.schema:
            part = part.filter(pl.col("record") == self.record)
        frame = part.select(
            ROW,
            *kept,
            *(column.value.alias(column.fact) for column in self.columns),
            *(wrong.alias(f"wrong {name}") for name, (wrong, _) in tests.items()),
            *(shown.cast(pl.String).alias(f"shown {name}") for name, (_, shown) in tests.items()),
        )
        frame, given, known = add_derived(frame, self.ruleset, self.record, held, needed, self.nation)
        for name in given:
            own, wrong, shown = pl.col(f"given {name}"), f"wrong {name}", f"shown {name}"
            differs = own.ne(pl.col(name)).fill_null(value=False)
            before = (pl.col(wrong), pl.col(shown)) if name in tests else (pl.lit(value=False), pl.lit(None))
            tests[name] = (before[0] | differs, pl.coalesce(before[1], own.cast(pl.String)))
            frame = frame.with_columns(tests[name][0].alias(wrong), tests[name][1].alias(shown))
        for name, each in list_contradictions(facts, known).items():
            implied = pl.col(each.fact).is_not_null() if each.needs is None else pl.col(each.fact) == each.needs
            against = (implied & (pl.col(each.other) != each.so)).fill_null(value=False)
            tests[name] = (against, pl.lit(None))
            frame = frame.with_columns(against.alias(f"wrong {name}"), pl.lit("").alias(f"shown {name}"))
        derived = [pl.coalesce(pl.col(name), pl.col(f"given {name}")).alias(name) for name in given]
        absent = [unknown_values(fact).alias(name) for name, fact in facts.items() if name not in known]
        return frame.with_columns(*derived, *absent), tuple(tests)

    def _find_faults(self, counts: Mapping[str, int]) -> Iterator[Diagnostic]:
        """Read the table again as far as the first fault of each column, and tell them."""
        import polars as pl

        first: dict[str, tuple[int, str]] = {}
        for part in self.table.read_parts(ROWS_COUNTED):
            frame, _ = self._with_facts(part.frame)
            for name in [name for name in counts if name not in first]:
                wrong = frame.filter(pl.col(f"wrong {name}")).select(ROW, f"shown {name}")
                found = wrong.head(1).collect(engine="streaming")
                first |= {name: found.row(0)} if found.height else {}
            if len(first) == len(counts):
                break
        for name, count in counts.items():
            yield self._tell_wrong(name, count, *first[name])

    def _tell_wrong(self, name: str, count: int, row: int, shown: str) -> Diagnostic:
        value = shown if len(shown) <= 60 else shown[:57] + "…"
        more = f" (and {count - 1:,} more)" if count > 1 else ""
        if name in self.table.unnamed:
            what = f"row {row:,}: `{value}` is in {name.strip('()')}, which has no heading{more}"
            return TABLE_VALUE.at(None, what, hint="give the column a heading, or empty it")
        facts = self.ruleset.records[self.record].facts
        if each := list_contradictions(facts, facts).get(name):
            return TABLE_VALUE.at(None, f"row {row:,}: {each.message}{more}", hint=RECORD_CONTRADICTION.remedy)
        fact = facts[name]
        hint = hint_values(fact, self.ruleset.roles, shown)
        return TABLE_VALUE.at(None, f"row {row:,}: `{value}` is not a value of `{name}`{more}", hint=hint)


_ADDED = ("row", "breaches")


def plan_audit(
    ruleset: Ruleset, record: str, table: RecordTable | pl.LazyFrame, nation: Nation = "ENG", others: Sequence[str] = ()
) -> TableAudit:
    """Match the columns of a table with the facts of a kind of record.

    `others` names columns that hold no facts. `warnings` of the result name the facts that no column holds. Raises
    `PolicykitError` for a kind of record that no rule reads, and for every other column that names no fact or is of a
    type that cannot hold its fact.
    """
    require_record(ruleset, record)
    table = table if isinstance(table, RecordTable) else open_frame(table)
    others = (*others, *table.unnamed)
    columns, warnings = plan_columns(ruleset, record, table.schema, others)
    return TableAudit(ruleset, record, table, columns, nation, warnings, _load_judge(ruleset, record))


def require_record(ruleset: Ruleset, record: str) -> None:
    """Raise `PolicykitError` for a kind of record that no rule reads."""
    if record not in ruleset.records:
        kinds = ", ".join(ruleset.records)
        raise PolicykitError(TABLE_RECORD.at(None, f"no rule is about a `{record}`", hint=f"the kinds are: {kinds}"))


def hint_values(fact: Fact, roles: Sequence[str], given: str = "") -> str:
    """Say what a fact may hold, and of a word that is given which is meant by it."""
    words = fact_words(fact, roles)
    nearest = [find_nearest(word.strip().lower(), words) for word in given.split(";")] if words else []
    meant = f"did you mean `{'; '.join(map(str, nearest))}`? " if nearest and all(nearest) else ""
    match fact.type:
        case "number":
            return f"whole numbers from {fact.minimum} to {fact.maximum}"
        case "date":
            return f"days from {fact.earliest} to {fact.latest}, written as these"
        case "yes_no":
            return "yes or no"
        case "set":
            return f"{meant}some of: {', '.join(words)}"
    return f"{meant}one of: {', '.join(words)}"


def _load_judge(ruleset: Ruleset, record: str) -> Callable[[pl.LazyFrame], pl.LazyFrame]:
    """Give the function that the Polars export defines: what is audited is what is exported."""
    names: dict[str, Any] = {}
    exec(compile(to_polars(ruleset).text, "<polars export>", "exec"), names)  # noqa: S102
    judge: Callable[[pl.LazyFrame], pl.LazyFrame] = names[f"judge_{record}"]
    return judge
