"""Bulk audit on one machine: every rule on every row of a table of any length, in constant memory, with Polars.

The table is first read for faults alone, and every one is told; only a table without faults is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policykit.errors import Code, Diagnostic, PolicykitError, Severity
from policykit.export.bulk_columns import FactColumn, add_derived, find_needed, plan_columns, unknown_values
from policykit.export.polars_expression import to_polars
from policykit.export.target import OUTCOMES
from policykit.rules.derive import Nation
from policykit.rules.findings import Outcome
from policykit.rules.ir import Ruleset

if TYPE_CHECKING:
    import polars as pl

TABLE_FILE = Code(
    "table-file",
    Severity.ERROR,
    "a table cannot be read",
    "give a file that ends in .parquet, .csv, .jsonl or .ndjson",
    "posts.xlsx",
    "posts.csv",
)
TABLE_VALUE = Code(
    "table-value",
    Severity.ERROR,
    "a column holds values that its fact cannot have",
    "correct the values, or leave out those that are not known",
    "id,account_owner\n1,mine",
    "id,account_owner\n1,personal",
)
TABLE_RECORD = Code(
    "table-record",
    Severity.ERROR,
    "no rule reads the kind of record that a table is said to hold",
    "name one of the kinds of record that the policy has rules for",
    "--record posts",
    "--record post",
)
EXTRA = Code(
    "extra-missing",
    Severity.ERROR,
    "a part of policykit that is installed on request is missing",
    "run the command that the message names",
)
ROWS_AT_ONCE = 200_000
ROW = "__row"
"""The column that counts rows from 1; no fact has such a name."""


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """How many rows were judged, and for each rule how many had each outcome."""

    record: str
    rows: int
    counts: Mapping[str, Mapping[Outcome, int]]


def open_table(path: Path) -> pl.LazyFrame:
    """Give a Parquet, CSV or JSON-lines file as a table that has not been read yet.

    CSV columns stay text, an empty field is unknown. Raises `PolicykitError` if the file cannot be read, or Polars is
    not installed.
    """
    _require_polars()
    import polars as pl

    with _reading(path):
        if not path.is_file():
            raise PolicykitError(TABLE_FILE.at(None, f"there is no file `{path}`"))
        match path.suffix:
            case ".parquet":
                return pl.scan_parquet(path)
            case ".csv":
                return pl.scan_csv(path, infer_schema=False)
            case ".jsonl" | ".ndjson":
                return pl.scan_ndjson(path, infer_schema_length=None)
    raise PolicykitError(TABLE_FILE.at(None, f"`{path}` is not a kind of table that can be audited"))


@dataclass(frozen=True, slots=True)
class TableAudit:
    """A table whose columns have been matched with the facts of one kind of record."""

    ruleset: Ruleset
    record: str
    frame: pl.LazyFrame
    columns: tuple[FactColumn, ...]
    nation: Nation
    warnings: tuple[Diagnostic, ...]

    def find_faults(self) -> tuple[Diagnostic, ...]:
        """Read the whole table once and give every column with values that its fact cannot have."""
        import polars as pl

        facts = self.ruleset.records[self.record].facts
        numbered = self._rows_of_kind()
        tests = {c.fact: (c.is_wrong, c.shown) for c in self.columns}
        frame, given = add_derived(
            numbered.with_columns(c.value.alias(c.fact) for c in self.columns),
            self.ruleset,
            self.record,
            tests,
            find_needed(self.ruleset, self.record, tests),
            self.nation,
        )
        differing = {
            name: (pl.col(f"given {name}").ne(pl.col(name)), pl.col(f"given {name}").cast(pl.String)) for name in given
        }
        with _reading():
            wrong = [*_find_wrong(numbered, tests), *_find_wrong(frame, differing)]
        return tuple(_tell_wrong(value, facts, self.ruleset.roles) for value in wrong)

    def summarise(self, progress: Callable[[int], None] = lambda _: None) -> AuditSummary:
        """Judge every row and count the outcomes; `progress` is told how many rows are done."""
        import polars as pl

        rules = [rule.id for rule in self.ruleset.rules_on(self.record)]
        outcomes = [Outcome(name) for name in OUTCOMES]
        counts = {rule: dict.fromkeys(outcomes, 0) for rule in rules}
        done = 0
        narrow = self._judged().select(pl.col(rule).to_physical() for rule in rules)
        with _reading():
            for batch in narrow.collect_batches(chunk_size=ROWS_AT_ONCE, maintain_order=False, engine="streaming"):
                done += batch.height
                for rule in rules:
                    for code, count in batch[rule].value_counts().iter_rows():
                        counts[rule][outcomes[code]] += count
                progress(done)
        return AuditSummary(self.record, done, counts)

    def breaching_rows(self) -> Iterator[pl.DataFrame]:
        """Give the rows that break a rule, as they were given, before them `row` and `breaches` (rules, by `; `)."""
        import polars as pl

        rules = [rule.id for rule in self.ruleset.rules_on(self.record) if rule.effect != "permit"]
        names = self.frame.collect_schema().names()
        breaches = [pl.when(pl.col(rule) == "breach").then(pl.lit(rule)) for rule in rules]
        given = pl.struct(names).alias("given")
        judged = self._judged(given).with_columns(
            pl.concat_str(breaches, separator="; ", ignore_nulls=True).alias("breaches")
        )
        broken = judged.filter(pl.col("breaches") != "").select(ROW, "breaches", "given")
        with _reading():
            for batch in broken.collect_batches(chunk_size=ROWS_AT_ONCE, engine="streaming"):
                yield batch.select(
                    pl.col(ROW).alias("row"), "breaches", *(pl.col("given").struct.field(n) for n in names)
                )

    def _rows_of_kind(self) -> pl.LazyFrame:
        import polars as pl

        numbered = self.frame.with_row_index(ROW, 1)
        if "record" in self.frame.collect_schema():
            return numbered.filter(pl.col("record") == self.record)
        return numbered

    def _judged(self, *kept: pl.Expr) -> pl.LazyFrame:
        import polars as pl

        needed = find_needed(self.ruleset, self.record)
        columns = [column for column in self.columns if column.fact in needed]
        frame = self._rows_of_kind().select(ROW, *kept, *(column.value.alias(column.fact) for column in columns))
        held = [column.fact for column in columns]
        frame, given = add_derived(frame, self.ruleset, self.record, held, needed, self.nation)
        derived = [pl.coalesce(pl.col(name), pl.col(f"given {name}")).alias(name) for name in given]
        present = set(frame.with_columns(derived).collect_schema().names())
        facts = self.ruleset.records[self.record].facts
        absent = [unknown_values(fact).alias(name) for name, fact in facts.items() if name not in present]
        frame = frame.with_columns(*derived, *absent)
        judged: pl.LazyFrame = _load_judge(self.ruleset, self.record)(frame)
        return judged


def plan_audit(ruleset: Ruleset, record: str, frame: pl.LazyFrame, nation: Nation = "ENG") -> TableAudit:
    """Match the columns of a table with the facts of a kind of record.

    `warnings` of the result name the facts that no column holds. Raises `PolicykitError` for a kind of record that no
    rule reads, and for every column that names no fact or is of a type that cannot hold its fact.
    """
    require_record(ruleset, record)
    with _reading():
        schema = frame.collect_schema()
    columns, warnings = plan_columns(ruleset, record, schema)
    return TableAudit(ruleset, record, frame, columns, nation, warnings)


@dataclass(frozen=True, slots=True)
class _WrongValue:
    """The first value that a fact cannot have, its row, and how many there are."""

    fact: str
    count: int
    row: int
    value: str


def require_record(ruleset: Ruleset, record: str) -> None:
    """Raise `PolicykitError` for a kind of record that no rule reads."""
    if record not in ruleset.records:
        kinds = ", ".join(ruleset.records)
        raise PolicykitError(TABLE_RECORD.at(None, f"no rule is about a `{record}`", hint=f"the kinds are: {kinds}"))


def _find_wrong(frame: pl.LazyFrame, tests: Mapping[str, tuple[pl.Expr, pl.Expr]]) -> Iterator[_WrongValue]:
    """Count what each test (`what is wrong`, `how it is shown`) finds, in one pass that holds no values."""
    import polars as pl

    if not tests:
        return
    counts = [wrong.sum().alias(f"count {name}") for name, (wrong, _) in tests.items()]
    first = [pl.when(wrong).then(pl.col(ROW)).min().alias(f"row {name}") for name, (wrong, _) in tests.items()]
    (found,) = frame.select(*counts, *first).collect(engine="streaming").to_dicts()
    for name, (_, shown) in tests.items():
        if count := found[f"count {name}"]:
            row = found[f"row {name}"]
            value = frame.filter(pl.col(ROW) == row).select(shown.alias(name)).collect(engine="streaming").item()
            yield _WrongValue(name, count, row, str(value))


def _tell_wrong(wrong: _WrongValue, facts: Mapping[str, Any], roles: Sequence[str]) -> Diagnostic:
    value = wrong.value if len(wrong.value) <= 60 else wrong.value[:57] + "…"
    more = f" (and {wrong.count - 1:,} more)" if wrong.count > 1 else ""
    return TABLE_VALUE.at(
        None,
        f"row {wrong.row:,}: `{value}` is not a value of `{wrong.fact}`{more}",
        hint=describe_values(facts[wrong.fact], roles),
    )


def describe_values(fact: Any, roles: Sequence[str]) -> str | None:
    """Say what a fact may hold, None for yes or no."""
    match fact.type:
        case "number":
            return f"whole numbers from {fact.minimum} to {fact.maximum}"
        case "date":
            return f"days from {fact.earliest} to {fact.latest}"
        case "choice":
            return f"one of: {', '.join(fact.values)}"
        case "role":
            return f"one of: {', '.join(roles)}"
        case "set":
            return f"some of: {', '.join(fact.members)}"
    return None


def _load_judge(ruleset: Ruleset, record: str) -> Callable[[pl.LazyFrame], pl.LazyFrame]:
    """Give the function that the Polars export defines: what is audited is what is exported."""
    names: dict[str, Any] = {}
    exec(compile(to_polars(ruleset).text, "<polars export>", "exec"), names)  # noqa: S102
    judge: Callable[[pl.LazyFrame], pl.LazyFrame] = names[f"judge_{record}"]
    return judge


def _require_polars() -> None:
    if find_spec("polars") is None:
        raise PolicykitError(EXTRA.at(None, "an audit needs Polars", hint='pip install "council-policykit[audit]"'))


@contextmanager
def _reading(path: Path | None = None) -> Iterator[None]:
    """Tell what Polars cannot read as a diagnostic."""
    import polars as pl

    try:
        yield
    except (pl.exceptions.PolarsError, OSError) as error:
        first = str(error).partition("\n")[0][:200]
        where = f"`{path}`" if path else "the table"
        raise PolicykitError(TABLE_FILE.at(None, f"{where} cannot be read: {first}")) from None
