"""Rules as Cedar policies with their schema.

Requests have the action `Policykit::Action::"check_RECORD"`; their context holds the known facts as `to_wire` gives
them: leave unknown facts out, since Cedar fails on null. A policy that fails is skipped, so Cedar would let a breach
pass: every fact is tested for presence before it is read, and the strict validator proves it.
"""

from __future__ import annotations

from policykit.errors import Severity
from policykit.export.target import (
    Export,
    InfixNotation,
    header_lines,
    one_line,
    outcome_tests,
    quoted,
)
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.model.rule import Modality
from policykit.rules.ir import HasOp, LoweredRule, Ruleset
from policykit.rules.rails import rule_rails

ACTION = 'Policykit::Action::"check_{}"'


def to_cedar(ruleset: Ruleset, *, fail_closed: bool = False) -> Export:
    """Give `policies.cedar`, which decides, `verdicts.cedar`, which reports, and `schema.cedarschema`.

    `policies.cedar` permits all that breaks no confirmed `must`; with `fail_closed`, it permits only what is known to
    keep to each `must`. Of `verdicts.cedar`, the reasons of one answer are the verdict: the `@id` of each is
    `RULE:OUTCOME`, and a rule without a reason cannot tell.
    """
    head = "".join(f"// {line}\n" for line in header_lines(ruleset, "Cedar"))
    deciding, reporting = [], []
    for record in ruleset.records:
        notation = _CedarNotation(ruleset, record)
        permit = f"permit (\n  principal,\n  action == {ACTION.format(record)},\n  resource\n);"
        deciding.append(f'@id("permit:{record}")\n{permit}\n')
        for rule in ruleset.rules_on(record):
            deciding += _write_deciding(ruleset, rule, notation, fail_closed=fail_closed)
            reporting += _write_reporting(ruleset, rule, notation)
    files = {
        "policies.cedar": "\n".join([head, *deciding]),
        "verdicts.cedar": "\n".join([head, *reporting]),
        "schema.cedarschema": head + _write_schema(ruleset),
    }
    return Export("cedar", files)


def _write_deciding(ruleset: Ruleset, rule: LoweredRule, notation: _CedarNotation, *, fail_closed: bool) -> list[str]:
    if rule.modality not in (Modality.MUST, Modality.MUST_NOT):
        return []
    if fail_closed:
        rails = rule_rails(rule)
        safe = notation.either([notation.write(rails.applies_false), notation.write(rails.bad_false)])
        return [_write_policy(ruleset, rule, f"{rule.id}:not_known_to_comply", f"unless {{ {safe} }}")]
    if rule.severity is not Severity.ERROR:
        return []
    return [
        _write_policy(ruleset, rule, f"{rule.id}:{outcome}", f"when {{ {notation.write(formula)} }}")
        for formula, outcome in outcome_tests(rule)
        if outcome == "breach"
    ]


def _write_reporting(ruleset: Ruleset, rule: LoweredRule, notation: _CedarNotation) -> list[str]:
    written, earlier = [], ""
    for formula, outcome in outcome_tests(rule):
        condition = notation.write(formula)
        written.append(_write_policy(ruleset, rule, f"{rule.id}:{outcome}", f"when {{ {condition} }}{earlier}"))
        if outcome == "not_applicable":
            earlier = f"\nunless {{ {condition} }}"
    return written


def _write_policy(ruleset: Ruleset, rule: LoweredRule, name: str, conditions: str) -> str:
    notes = {
        "id": name,
        "policy": f"{ruleset.council}/{ruleset.policy} version {ruleset.version}",
        "clause": rule.clause,
        "citation": rule.citation,
        "quote": " … ".join(rule.quotes),
        "text_sha256": ruleset.text_sha256,
    }
    annotations = "".join(f"@{key}({quoted(one_line(value))})\n" for key, value in notes.items())
    scope = f"forbid (\n  principal,\n  action == {ACTION.format(rule.record)},\n  resource\n)"
    return f"{annotations}{scope}\n{conditions};\n"


def _write_schema(ruleset: Ruleset) -> str:
    lines = ["namespace Policykit {", "  entity Person;", "  entity Record;"]
    for record, facts in ruleset.records.items():
        lines += [f'  action "check_{record}" appliesTo {{', "    principal: [Person],", "    resource: [Record],"]
        lines += ["    context: {"]
        lines += [f"      {quoted(name)}?: {_type_of(fact)}," for name, fact in facts.facts.items()]
        lines += ["    },", "  };"]
    return "\n".join([*lines, "}"]) + "\n"


def _type_of(fact: Fact) -> str:
    match fact:
        case YesNoFact():
            return "Bool"
        case NumberFact() | DateFact():
            return "Long"
        case SetFact():
            return "Set<String>"
    return "String"


class _CedarNotation(InfixNotation):
    def value(self, fact: str) -> str:
        return f"context[{quoted(fact)}]"

    def known(self, fact: str) -> str:
        present, value = f"context has {quoted(fact)}", self.value(fact)
        match self.facts[fact]:
            case YesNoFact():
                return present
            case NumberFact() | DateFact():
                low, high = self.bounds(fact)
                return f"({present} && {value} >= {low} && {value} <= {high})"
            case SetFact():
                return f"({present} && {_words(self.words(fact))}.containsAll({value}))"
            case _:
                return f"({present} && {_words(self.words(fact))}.contains({value}))"

    def is_(self, fact: str, value: bool) -> str:
        return self.value(fact) if value else f"!{self.value(fact)}"

    def in_(self, fact: str, values: tuple[str, ...], *, wanted: bool) -> str:
        return f"{'' if wanted else '!'}{_words(values)}.contains({self.value(fact)})"

    def has(self, op: HasOp, fact: str, values: tuple[str, ...]) -> str:
        method = "containsAny" if op in ("has_any", "has_none") else "containsAll"
        return f"{'' if op in ('has_any', 'has_all') else '!'}{self.value(fact)}.{method}({_words(values)})"


def _words(words: tuple[str, ...]) -> str:
    return f"[{', '.join(quoted(word) for word in words)}]"
