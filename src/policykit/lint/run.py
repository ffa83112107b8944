"""Run every lint over a library, and leave out what the library has switched off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policykit.errors import Diagnostic
from policykit.lint.ids import ID_LINTS
from policykit.lint.life import LIFE_LINTS
from policykit.lint.names import NAME_LINTS
from policykit.lint.paste import PASTE_LINTS
from policykit.lint.rules import RULE_LINTS
from policykit.lint.structure import STRUCTURE_LINTS
from policykit.lint.subject import Lint, list_subjects
from policykit.lint.wording import WORDING_LINTS
from policykit.model.library import Library, Policy
from policykit.registry import Registry
from policykit.source.codes import UNKNOWN_LINT
from policykit.wording.nearest import hint_nearest


def _require_diagnostics(made: Iterable[object]) -> tuple[Diagnostic, ...]:
    found = []
    for each in made:
        if not isinstance(each, Diagnostic):
            raise TypeError(f"it found {type(each).__name__} instead of a Diagnostic")
        found.append(each)
    return tuple(found)


LINTS: Registry[Lint] = Registry(
    "lint",
    (*LIFE_LINTS, *STRUCTURE_LINTS, *WORDING_LINTS, *NAME_LINTS, *PASTE_LINTS, *RULE_LINTS, *ID_LINTS),
    kind=Lint,
    unknown=UNKNOWN_LINT,
    gives=_require_diagnostics,
    group="policykit.lints",
    function="find",
)
"""Every lint by the name of its code."""


@dataclass(frozen=True, slots=True)
class LintReport:
    """What the lints found, in file order, and how many findings the library has switched off."""

    findings: tuple[Diagnostic, ...]
    switched_off: int


def find_lints(library: Library, today: date) -> LintReport:
    """Run every lint over the versions that matter: those in force, and drafts newer than them.

    `today` decides what is overdue. A switch in library.yaml for a lint that does not exist is an error among the
    findings.
    """
    lints = tuple(LINTS.values())
    kept = set(_check_switches(library, [lint.name for lint in lints]))
    off: set[Diagnostic] = set()
    for subject in list_subjects(library, today):
        switched = _switched_codes(library, subject.policy)
        for lint in lints:
            (off if lint.code.name in switched else kept).update(lint.find(subject))
    return LintReport(tuple(sorted(kept, key=Diagnostic.order)), len(off - kept))


def lint_library(library: Library, today: date) -> Iterator[Diagnostic]:
    """Give what the lints find in a library, in file order, without what it has switched off."""
    yield from find_lints(library, today).findings


def _switched_codes(library: Library, policy: Policy) -> set[str]:
    names = (None, policy.council, policy.name)
    return {switch.code for switch in library.settings.lints_off if switch.policy in names}


def _check_switches(library: Library, known: Sequence[str]) -> Iterator[Diagnostic]:
    for position, switch in enumerate(library.settings.lints_off):
        if switch.code not in known:
            places = library.shared["library.yaml"]
            yield places.fault(
                UNKNOWN_LINT,
                places.span(("lints_off", position, "code")),
                f"there is no lint `{switch.code}`",
                hint_nearest(switch.code, known, "the reference lists the lints"),
            )
