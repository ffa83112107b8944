"""What is wrong with a text, as far as it is in the way of writing it: its errors, within its library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from policykit.errors import Diagnostic, Severity
from policykit.model.library import Library, Policy, Sourced
from policykit.pipeline.numbers import AMBIGUOUS_REFERENCE, REPEATED_NUMBER, find_number_faults
from policykit.pipeline.rulesets import find_rule_faults
from policykit.source.checks import POLICY_CHECKS
from policykit.source.codes import QUOTE_NOT_FOUND
from policykit.source.nodes import YamlPlaces
from policykit.source.yaml_edit.apply import LaidText

WAITING = frozenset({QUOTE_NOT_FOUND.name, REPEATED_NUMBER.name, AMBIGUOUS_REFERENCE.name})
"""Errors that keep no words from being saved: of numbers and quotes around them, which are put right afterwards."""
ErrorCount = Counter[tuple[str, str]]
"""Errors by code and message: where they are changes with every line."""


def find_errors(
    library: Library, policy: Policy, laid: LaidText, *, thoroughly: bool, rules: bool = False
) -> tuple[Diagnostic, ...]:
    """Give the errors of a text of a policy.

    `thoroughly` adds those of its numbers, which words alone cannot change, and `rules` those of its rules.
    """
    library = replace(library.narrow(_only(with_text(policy, laid), laid.version.version)), shared={})
    found = [fault for check in POLICY_CHECKS for fault in check(library)]
    if thoroughly:
        found += find_number_faults(library)
    if rules:
        found += find_rule_faults(library)
    return tuple(sorted({each for each in found if each.severity is Severity.ERROR}, key=Diagnostic.order))


def _only(policy: Policy, label: str) -> Policy:
    """Give the policy with this one version, of which alone something is asked."""
    events = policy.register.value.model_copy(
        update={"events": tuple(each for each in policy.register.value.events if each.version == label)}
    )
    register = Sourced(events, policy.register.places)
    own = {key: value for key, value in policy.scenarios.items() if key == label}
    return replace(policy, versions=(policy.version(label),), register=register, scenarios=own, unread=(), frozen={})


def count_errors(found: Sequence[Diagnostic]) -> ErrorCount:
    """Count errors by what they say."""
    return Counter((each.code, each.message) for each in found)


def find_new(found: Sequence[Diagnostic], before: ErrorCount) -> tuple[Diagnostic, ...]:
    """Give the errors that were not there before."""
    counted = count_errors(found)
    return tuple(each for each in found if counted[each.code, each.message] > before[each.code, each.message])


def with_text(policy: Policy, laid: LaidText) -> Policy:
    """Give the policy with another text of the version that it holds."""
    sourced = Sourced(laid.version, YamlPlaces(laid.file, laid.text))
    label = laid.version.version
    return replace(policy, versions=tuple(sourced if v.value.version == label else v for v in policy.versions))
