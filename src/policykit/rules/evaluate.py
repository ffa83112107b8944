"""What a ruleset says of a record: the definition that every other engine is tested against.

When a condition holds is defined in `truth.py`; here is what follows for a rule.
"""

from __future__ import annotations

from policykit.model.rule import Modality
from policykit.rules.findings import Finding, Outcome, Verdict, find_conflicts, judge_overall, make_finding
from policykit.rules.ir import LoweredRule, Ruleset
from policykit.rules.questions import find_fewest_questions
from policykit.rules.reasons import find_reasons
from policykit.rules.truth import Facts, compare, holds, truth

__all__ = ["Facts", "compare", "decide", "evaluate_record", "evaluate_rule", "holds", "truth"]


def evaluate_record(ruleset: Ruleset, record: str, facts: Facts) -> Verdict:
    """Decide every rule that reads this kind of record."""
    rules = ruleset.rules_on(record)
    findings = tuple(evaluate_rule(ruleset, rule, facts) for rule in rules)
    return Verdict(judge_overall(findings), findings, find_conflicts(rules, [f.outcome for f in findings]))


def evaluate_rule(ruleset: Ruleset, rule: LoweredRule, facts: Facts) -> Finding:
    """Decide one rule; say which facts made it so, or the fewest questions that settle it if it cannot be told."""
    outcome = decide(rule, facts)
    if outcome is not Outcome.CANNOT_TELL:
        return make_finding(ruleset, rule, outcome, because=find_reasons(ruleset, rule, facts))
    waiting = find_fewest_questions(ruleset, rule, facts)
    return make_finding(ruleset, rule, outcome, _ask_for_sources(ruleset, rule, waiting, facts))


def decide(rule: LoweredRule, facts: Facts) -> Outcome:
    """Give the outcome of one rule: scope and exceptions first, then what the rule asks."""
    applies, bad = truth(rule.applies, facts), truth(rule.bad, facts)
    if applies is False:
        return Outcome.NOT_APPLICABLE
    if rule.modality is Modality.MAY:
        return Outcome.PERMITTED if applies else Outcome.CANNOT_TELL
    if bad is False:
        return Outcome.COMPLIANT
    if applies and bad:
        return Outcome.BREACH
    return Outcome.CANNOT_TELL


def _ask_for_sources(ruleset: Ruleset, rule: LoweredRule, names: frozenset[str], facts: Facts) -> frozenset[str]:
    """Replace each derived fact by the unknown facts that it is worked out from: those a person can tell."""
    vocabulary = ruleset.records[rule.record].facts
    asked: set[str] = set()
    for name in names:
        derivation = vocabulary[name].derivation if name in vocabulary and not vocabulary[name].is_asked else None
        unknown = [source for source in derivation.of if facts.get(source) is None] if derivation else []
        asked |= _ask_for_sources(ruleset, rule, frozenset(unknown), facts) if unknown else {name}
    return frozenset(asked)
