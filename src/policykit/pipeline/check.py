"""`check`: every error and lint of a library, in one run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path, PurePath

from policykit import lint
from policykit.errors import Code, Diagnostic, Severity
from policykit.lint import LintReport
from policykit.model.library import Library
from policykit.pipeline.codes import UNKNOWN_NAME, refuse
from policykit.pipeline.numbers import find_number_faults
from policykit.source.checks import list_inputs
from policykit.source.files import Folder, Root, open_folder
from policykit.source.library import read_library
from policykit.source.reading.collector import pause_collector
from policykit.source.reading.reader import Reader
from policykit.source.reading.selection import list_names
from policykit.source.reading.shelf import Shelf
from policykit.wording.nearest import hint_nearest

CODE_HOMES: tuple[str, ...] = (
    "registry",
    "signature",
    "source.codes",
    "source.register_codes",
    "source.checks.pictures",
    "source.yaml_edit.faults",
    "rules.ruleset",
    "rules.records",
    "rules.decode",
    "analysis.codes",
    "compare.amendments.read",
    "compare.amendments.faults",
    "compare.motions.carry",
    "render.matrix.xlsx",
    "render.pdf.codes",
    "export.target",
    "export.audit.codes",
    "intake.codes",
    "corpus.codes",
    "register.in_force",
    "register.signature",
    "pipeline.codes",
    "pipeline.life_codes",
    "pipeline.compare",
    "pipeline.import_next",
    "pipeline.import_returned",
    "pipeline.amend",
    "pipeline.motion",
    "pipeline.matrix",
    "pipeline.meaning",
    "pipeline.numbers",
    "pipeline.site.codes",
    "pipeline.writing.codes",
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
    questions: tuple[str, ...] = ()
    """What the analysis of the rules leaves to readers to ask."""

    @property
    def passed(self) -> bool:
        """Whether there is no error."""
        return self.summary.errors == 0


def check_library(
    root: Root, today: date, only: tuple[str, ...] = (), shelf: Shelf | None = None, *, analysis: bool = False
) -> CheckReport:
    """Check the library below `root` as on `today`: errors, faults of rules, and lints, all in one run.

    `only` keeps to some of it: names (`crewe`, `crewe/social-media`) or paths; of councils and policies, nothing else
    is read. With a `shelf`, only files that changed since its last use are read, and policies that they concern
    checked. `analysis` adds what is wrong with the rules of each policy together, unless there is an error. Never
    raises for what is in the files; raises PolicykitError (`unknown-name`) for a name that stands for none of them.
    """
    folder = open_folder(root)
    with pause_collector():
        reading = read_library(folder, only=_name_policies(folder, only), shelf=shelf)
        if only and folder.find_kind("") == "folder":
            _refuse_unknown(only, folder)
        library = reading.library
        lints, faults = _find_apart(library, today, shelf or Shelf())
    found = {*reading.diagnostics, *faults, *lints.findings}
    questions: list[str] = []
    if analysis and not any(d.severity is Severity.ERROR for d in found):
        from policykit.pipeline.meaning import find_analysis

        analysed, questions = find_analysis(library)
        found.update(analysed)
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
    return CheckReport(tuple(sorted(wanted, key=Diagnostic.order)), summary, tuple(questions))


def check_to_json(report: CheckReport) -> str:
    """Give a report as JSON, which the schema `check` describes."""
    from policykit.pipeline.results.faults import describe_check
    from policykit.pipeline.results.write import write_result

    return write_result("check", describe_check(report))


def check_to_sarif(report: CheckReport) -> str:
    """Give a report as a SARIF 2.1.0 log."""
    from policykit.export.sarif import diagnostics_to_sarif

    return diagnostics_to_sarif(report.diagnostics, list_codes())


def _find_apart(library: Library, today: date, shelf: Shelf) -> tuple[LintReport, list[Diagnostic]]:
    """Give what the lints find, and the faults of rules, each policy on its own and only where something changed."""
    lints = lint.find_lints(replace(library, policies={}, part_of=library.names), today)
    findings, off, faults = {*lints.findings}, lints.switched_off, list[Diagnostic]()
    for policy in library.policies.values():
        inputs = (today, *list_inputs(library, policy))
        look = partial(_look_at, library.narrow(policy), today)
        report, own_faults = shelf.recall((library.root, policy.name, "lints"), inputs, look)
        findings.update(report.findings)
        off += report.switched_off
        faults += own_faults
    return LintReport(tuple(sorted(findings, key=Diagnostic.order)), off), faults


def _look_at(library: Library, today: date) -> tuple[LintReport, tuple[Diagnostic, ...]]:
    faults = tuple(find_number_faults(library))
    if library.facts is not None or any(policy.frozen for policy in library.policies.values()):
        from policykit.pipeline.rulesets import find_rule_faults  # a library of words alone never loads the rules

        faults = (*find_rule_faults(library), *faults)
    return lint.find_lints(library, today), faults


def list_codes() -> tuple[Code, ...]:
    """Give every code that any part of policykit can report, by name."""
    homes = [import_module(f"policykit.{home}") for home in CODE_HOMES]
    found = {value for home in homes for value in vars(home).values() if isinstance(value, Code)}
    return tuple(sorted(found | {each.code for each in lint.LINTS.values()}, key=lambda code: code.name))


def _name_policies(folder: Folder, only: tuple[str, ...]) -> tuple[str, ...]:
    """Give `only` where it names councils and policies alone; of any other file, it takes the whole library."""
    reader = Reader(folder)
    known = list_names(reader) if only else ()
    councils = {name.partition("/")[0] for name in known}
    wanted = [name.partition("@")[0].strip("/") for name in only]
    return only if all(name in known or name in councils for name in wanted) else ()


def _refuse_unknown(only: tuple[str, ...], folder: Folder) -> None:
    """Raise for the first name under which nothing can be found: a mistyped one must not look like a clean check."""
    reader = Reader(folder)
    prefix = reader.shown("x").removesuffix("x")
    for name in only:
        place = PurePath(name.partition("@")[0]).as_posix()
        if not any(reader.exists(path) for path in (place, place.removeprefix(prefix))) and not Path(name).exists():
            councils = reader.list_folders("")
            near = [*councils, *(path for council in councils for path in reader.list_folders(council))]
            raise refuse(UNKNOWN_NAME, f"there is nothing called `{name}` in `{folder.root}`", hint_nearest(name, near))


def _is_wanted(diagnostic: Diagnostic, only: tuple[str, ...], root: str) -> bool:
    if not only or diagnostic.span is None:
        return True
    file = PurePath(diagnostic.span.file)
    names = [PurePath(name.partition("@")[0]) for name in only]
    return any(file.is_relative_to(name) or file.is_relative_to(PurePath(root) / name) for name in names)
