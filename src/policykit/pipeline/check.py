"""`check`: every error and lint of a library, in one run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path, PurePath

from policykit import lint
from policykit.errors import Code, Diagnostic, Severity
from policykit.pipeline.codes import UNKNOWN_NAME, refuse
from policykit.pipeline.rulesets import find_rule_faults
from policykit.source.library import read_library
from policykit.wording.nearest import hint_nearest

CODE_HOMES: tuple[str, ...] = (
    "registry",
    "source.codes",
    "source.register_codes",
    "rules.ruleset",
    "rules.records",
    "rules.decode",
    "compare.amendments.read",
    "compare.amendments.faults",
    "render.matrix.xlsx",
    "render.pdf.codes",
    "export.target",
    "export.bulk",
    "export.bulk_columns",
    "intake.codes",
    "register.in_force",
    "pipeline.codes",
    "pipeline.life_codes",
    "pipeline.compare",
    "pipeline.amend",
    "pipeline.matrix",
)
"""The modules that declare codes, beside the lints; a test finds any that is missing here."""


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """How much was found, in how much; `switched_off` counts what `library.yaml` keeps back."""

    errors: int
    warnings: int
    notes: int
    councils: int
    policies: int
    clauses: int
    switched_off: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found, in file order, and what it looked at."""

    diagnostics: tuple[Diagnostic, ...]
    summary: CheckSummary

    @property
    def passed(self) -> bool:
        """Whether there is no error."""
        return self.summary.errors == 0


def check_library(root: str | Path, today: date, only: tuple[str, ...] = ()) -> CheckReport:
    """Check the library below `root` as on `today`: errors, faults of rules, and lints, all in one run.

    `only` keeps to some of it: names (`crewe`, `crewe/social-media`) or paths. Never raises for what is in the files;
    raises PolicykitError (`unknown-name`) for a name that stands for none of them.
    """
    reading = read_library(root)
    if reading.library.councils:
        _refuse_unknown(only, Path(root))
    library = reading.library
    lints = lint.find_lints(library, today)
    found = {*reading.diagnostics, *find_rule_faults(library), *lints.findings}
    wanted = [d for d in found if _is_wanted(d, only, library.root)]
    counts = Counter(diagnostic.severity for diagnostic in wanted)
    summary = CheckSummary(
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
        councils=len(library.councils),
        policies=len(library.policies),
        clauses=sum(1 for p in library.policies.values() for v in p.versions for _ in v.value.walk_clauses()),
        switched_off=lints.switched_off,
    )
    return CheckReport(tuple(sorted(wanted, key=Diagnostic.order)), summary)


def check_to_json(report: CheckReport) -> str:
    """Give a report as JSON, which the schema `check` describes."""
    from policykit.pipeline.results import describe_check, write_result

    return write_result("check", describe_check(report))


def check_to_sarif(report: CheckReport) -> str:
    """Give a report as a SARIF 2.1.0 log."""
    from policykit.export.sarif import diagnostics_to_sarif

    return diagnostics_to_sarif(report.diagnostics, list_codes())


def list_codes() -> tuple[Code, ...]:
    """Give every code that any part of policykit can report, by name."""
    homes = [import_module(f"policykit.{home}") for home in CODE_HOMES]
    found = {value for home in homes for value in vars(home).values() if isinstance(value, Code)}
    return tuple(sorted(found | {each.code for each in lint.LINTS.values()}, key=lambda code: code.name))


def _refuse_unknown(only: tuple[str, ...], root: Path) -> None:
    """Raise for the first name under which nothing can be found: a mistyped one must not look like a clean check."""
    for name in only:
        place = root / name.partition("@")[0]
        if not Path(name).exists() and not place.exists():
            near = [path.relative_to(root).as_posix() for path in sorted(root.glob("*/")) + sorted(root.glob("*/*/"))]
            raise refuse(
                UNKNOWN_NAME, f"there is nothing called `{name}` in `{root.as_posix()}`", hint_nearest(name, near)
            )


def _is_wanted(diagnostic: Diagnostic, only: tuple[str, ...], root: str) -> bool:
    if not only or diagnostic.span is None:
        return True
    file = PurePath(diagnostic.span.file)
    names = [PurePath(name.partition("@")[0]) for name in only]
    return any(file.is_relative_to(name) or file.is_relative_to(PurePath(root) / name) for name in names)
