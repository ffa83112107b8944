"""`audit`: the rules of a policy over a table of any size, in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.errors import Diagnostic, Severity
from policykit.export.audit.frames import read_frame
from policykit.export.audit.spark import audit_with_spark, start_spark
from policykit.export.audit.table_audit import AuditSummary, plan_audit, require_record
from policykit.export.audit.tables import open_table
from policykit.model.library import Library
from policykit.model.rule import RequiredReading
from policykit.pipeline.codes import NOT_WRITABLE, refuse
from policykit.pipeline.names import Named, find_version
from policykit.pipeline.rulesets import make_ruleset, open_edition
from policykit.rules.findings import Outcome
from policykit.rules.from_edition import find_nation
from policykit.rules.ir import Ruleset

__all__ = [
    "Audited",
    "Outcome",
    "audit_file",
    "audit_frame",
    "audit_on_spark",
    "audited_to_json",
]

if TYPE_CHECKING:
    from policykit.export.audit.table_audit import TableAudit


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit showed."""

    ruleset: Ruleset
    summary: AuditSummary
    warnings: tuple[Diagnostic, ...]
    """What is missing in the table, so that some rules cannot be decided."""

    @property
    def broken(self) -> bool:
        """Whether a row breaks a rule that weighs as an error."""
        weights = {rule.id: rule.severity for rule in self.ruleset.rules}
        counts = self.summary.counts
        return any(told[Outcome.BREACH] and weights[rule] is Severity.ERROR for rule, told in counts.items())


def _keep_quiet(_: int) -> None:
    """Say nothing of how far an audit is."""


def audit_file(
    library: Library,
    named: Named | str,
    record: str,
    path: Path,
    *,
    require: RequiredReading = "reviewed",
    breaches: Path | None = None,
    other_columns: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Audited:
    """Judge every row of a Parquet, CSV or JSON-lines file as a record of the kind `record`.

    `named` may be a name, `crewe/social-media@1`. `breaches` is a CSV file to write the rows to that break a rule.
    `other_columns` hold no facts, and are written to it as they are. A breach on a reading that is less agreed than
    `require` weighs as a note. Raises PolicykitError, with no count given and nothing written, for any other column
    that is no fact, a value that a fact cannot have, or an unreadable file.
    """
    edition = open_edition(library, find_version(library, named) if isinstance(named, str) else named)
    ruleset = make_ruleset(edition, require=require)
    audit = plan_audit(ruleset, record, open_table(path), find_nation(edition), other_columns)
    summary = audit.summarise(progress or _keep_quiet)
    if breaches is not None:
        _write_breaches(audit, breaches)
    return Audited(ruleset, summary, audit.warnings)


def audit_frame(
    library: Library,
    named: Named | str,
    record: str,
    frame: object,
    *,
    require: RequiredReading = "reviewed",
    other_columns: Sequence[str] = (),
) -> Audited:
    """Judge every row of a data frame as a record of the kind `record`.

    `frame` is a frame of Polars (lazy too) or pandas, a table of Arrow, or whatever gives an Arrow stream; its columns
    are facts, but for `id` and `other_columns`. A missing value is unknown. Raises PolicykitError, with no count
    given, for any other column, and for a value that a fact cannot have.
    """
    edition = open_edition(library, find_version(library, named) if isinstance(named, str) else named)
    ruleset = make_ruleset(edition, require=require)
    require_record(ruleset, record)
    table = read_frame(frame, ruleset.records[record].facts)
    audit = plan_audit(ruleset, record, table, find_nation(edition), other_columns)
    return Audited(ruleset, audit.summarise(), audit.warnings)


def audit_on_spark(
    library: Library,
    named: Named,
    record: str,
    path: Path,
    *,
    require: RequiredReading = "reviewed",
    other_columns: Sequence[str] = (),
) -> Audited:
    """Count the outcomes of a Parquet table on Spark, for those whose tables one machine cannot hold.

    The table has the columns that the export `sql-spark` names. Raises PolicykitError where Spark is missing, and,
    before anything is judged, for a column that is no fact, a value that a fact cannot have, or an unreadable table.
    """
    ruleset = make_ruleset(open_edition(library, named), require=require)
    summary, warnings = audit_with_spark(start_spark(), ruleset, record, path, other_columns)
    return Audited(ruleset, summary, warnings)


def audited_to_json(audited: Audited) -> str:
    """Give what an audit showed as JSON, which the schema `audit` describes."""
    from policykit.pipeline.results.verdicts import describe_audit
    from policykit.pipeline.results.write import write_result

    return write_result("audit", describe_audit(audited))


def _write_breaches(audit: TableAudit, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for number, rows in enumerate(audit.breaching_rows()):
                flat = rows.with_columns(_join_lists(rows))
                flat.write_csv(file, include_header=number == 0)
    except OSError as error:
        reason = (error.strerror or "the system refuses").lower()
        raise refuse(NOT_WRITABLE, f"`{path.as_posix()}` cannot be written: {reason}") from error


def _join_lists(rows: object) -> list[object]:
    """CSV holds no lists: write them as words with `; ` between."""
    import polars as pl

    assert isinstance(rows, pl.DataFrame)
    lists = [name for name, kind in rows.schema.items() if isinstance(kind, pl.List)]
    return [pl.col(name).cast(pl.List(pl.String)).list.join("; ") for name in lists]
