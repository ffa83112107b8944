"""Run every lint over a library, and leave out what the library has switched off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policykit.errors import Code, Diagnostic, Severity
from policykit.lint.ids import ID_LINTS
from policykit.lint.life import LIFE_LINTS
from policykit.lint.names import NAME_LINTS
from policykit.lint.paste import PASTE_LINTS
from policykit.lint.references import REFERENCE_LINTS
from policykit.lint.rules import RULE_LINTS
from policykit.lint.structure import STRUCTURE_LINTS
from policykit.lint.subject import Lint, Subject, Words, list_subjects
from policykit.lint.wording import WORDING_LINTS
from policykit.model.force.kinds import read_primary
from policykit.model.force.languages import say_unexamined
from policykit.model.library import Library, Policy
from policykit.registry import Registry
from policykit.source.codes import UNKNOWN_LINT
from policykit.wording.nearest import hint_nearest
from policykit.wording.numbers import count_noun

NOT_EXAMINED = Code(
    "language-not-examined",
    Severity.NOTE,
    "a part of a text is in a language that some lints do not know, so that they say nothing of it",
    "read that part for what these lints look for",
    "language: cy, on a text that is written in Welsh",
    "language: en-GB, on a text that is written in English",
)


def _require_diagnostics(made: Iterable[object]) -> tuple[Diagnostic, ...]:
    found = []
    for each in made:
        if not isinstance(each, Diagnostic):
            raise TypeError(f"it found {type(each).__name__} instead of a Diagnostic")
        found.append(each)
    return tuple(found)


def _find_unexamined(subject: Subject) -> Iterator[Diagnostic]:
    """Say once for each language of a version which lints do not know it."""
    first: dict[str, Words] = {}
    for words in subject.words:
        first.setdefault(read_primary(words.language), words)
    for language, words in first.items():
        blind = sorted(lint.name for lint in LINTS.values() if language not in (lint.languages or (language,)))
        if blind:
            message = f"{say_unexamined(words.language)}, which {count_noun(len(blind), 'lint')} cannot read"
            hint = f"read it for what these look for: {', '.join(blind)}"
            yield words.fault(NOT_EXAMINED, 0, len(words.text), message, hint)


_LANGUAGE_LINT = Lint(NOT_EXAMINED, _find_unexamined)
LINTS: Registry[Lint] = Registry(
    "lint",
    (
        *(
            *LIFE_LINTS,
            *STRUCTURE_LINTS,
            *WORDING_LINTS,
            *NAME_LINTS,
            *PASTE_LINTS,
            *RULE_LINTS,
            *ID_LINTS,
            *REFERENCE_LINTS,
        ),
        _LANGUAGE_LINT,
    ),
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
        views = {only: replace(subject, only=only) if only else subject for only in {lint.languages for lint in lints}}
        for lint in lints:
            (off if lint.code.name in switched else kept).update(lint.find(views[lint.languages]))
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
