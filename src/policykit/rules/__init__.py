"""The meaning of a policy's rules: conditions, rulesets, and what they say of a record.

`check_rules` finds faults, `lower_rules` makes a `Ruleset`, `evaluate_record` decides a record by it.
"""

from __future__ import annotations

from policykit.rules.evaluate import evaluate_record, evaluate_rule
from policykit.rules.findings import Conflict, Finding, Missing, Outcome, Verdict
from policykit.rules.ir import LoweredRule, Ruleset
from policykit.rules.ruleset import ClauseRule, PolicyIdentity, RuleFault, check_rules, lower_rules, to_diagnostic

__all__ = [
    "ClauseRule",
    "Conflict",
    "Finding",
    "LoweredRule",
    "Missing",
    "Outcome",
    "PolicyIdentity",
    "RuleFault",
    "Ruleset",
    "Verdict",
    "check_rules",
    "evaluate_record",
    "evaluate_rule",
    "lower_rules",
    "to_diagnostic",
]
