"""Rules as Cedar policies with their schema.

Requests have the action `Policykit::Action::"check_RECORD"`; their context holds the known facts as `to_wire` gives
them: leave unknown facts out, since Cedar fails on null. A policy that fails is skipped, so a `forbid` alone would let
a breach pass: the permit itself asks that every fact that is given can be read, and fails with what it reads.
"""

from __future__ import annotations

from collections.abc import Sequence

from policykit.errors import Severity
from policykit.export.adapter import write_adapters
from policykit.export.target import (
    Export,
    InfixNotation,
    header_lines,
    one_line,
    quoted,
)
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.model.rule import Modality
from policykit.rules.contradictions import contradiction_rails
from policykit.rules.ir import HasOp, LoweredRule, Ruleset
from policykit.rules.rails import allow_rail, outcome_tests

ACTION = 'Policykit::Action::"check_{}"'


OPEN_WARNING = (
    "FAIL OPEN: this file permits whatever is not proven to be a breach of a confirmed reading: a record",
    "without facts, facts that are mistyped or misspelt, and what cannot be decided. `policies.cedar`, which",
    "`--to cedar` writes, permits only what is known to comply.",
)


def to_cedar(ruleset: Ruleset) -> Export:
    """Give `policies.cedar`, which decides, `verdicts.cedar`, which reports, and `schema.cedarschema`.

    `policies.cedar` permits only where every fact that is given can be read, none contradicts another, and every `must`
    is known to be kept or not to apply. Cedar cannot list the names in a context: to refuse a misspelt fact, give the
    engine the schema. Of `verdicts.cedar`, the reasons of one answer are the verdict: the `@id` of each is
    `RULE:OUTCOME`, a rule without such a reason cannot tell, and `RULE:missing:FACT` names, with its `@question`, an
    unknown fact that it reads. A fact that is given and cannot be read is named by `RECORD:rejected:FACT`, among the
    reasons, or the errors where its type is another, and by `RECORD:rejected:FACT:contradicts` where another fact
    implies otherwise. `adapter.py` and `adapter.mjs` make the context of a record as people write it, and see misspelt
    facts too.
    """
    head = _write_head(header_lines(ruleset, "Cedar"))
    deciding, reporting = [], []
    for record in ruleset.records:
        notation = _CedarNotation(ruleset, record)
        against = {name: notation.write(f) for name, f in contradiction_rails(notation.facts).items()}
        tests = [*map(notation.readable, notation.facts), *(f"!({test})" for test in against.values())]
        permitted = " &&\n  ".join(tests)
        deciding.append(_write_permit(record, f"\nwhen {{\n  {permitted}\n}}"))
        for rule in ruleset.rules_on(record):
            if rule.modality in (Modality.MUST, Modality.MUST_NOT):
                safe = notation.write(allow_rail([rule]))
                deciding.append(_write_policy(ruleset, rule, f"{rule.id}:not_known_to_comply", f"unless {{ {safe} }}"))
            reporting += _write_reporting(ruleset, rule, notation)
            reporting += _write_missing(ruleset, rule, notation)
        reporting += [_write_rejecting(record, n, f"unless {{ {notation.readable(n)} }}") for n in notation.facts]
        reporting += [_write_rejecting(record, f"{n}:contradicts", f"when {{ {t} }}") for n, t in against.items()]
    files = {
        "policies.cedar": "\n".join([head, *deciding]),
        "verdicts.cedar": "\n".join([head, *reporting]),
        "schema.cedarschema": head + _write_schema(ruleset),
        **write_adapters(ruleset),
    }
    return Export("cedar", files)


def to_open_cedar(ruleset: Ruleset) -> Export:
    """Give `policies.open.cedar`, which permits all that is not proven to break a confirmed `must`, and the schema."""
    head = _write_head([*OPEN_WARNING, *header_lines(ruleset, "Cedar")])
    deciding = []
    for record in ruleset.records:
        notation = _CedarNotation(ruleset, record)
        deciding.append(_write_permit(record, ""))
        for rule in ruleset.rules_on(record):
            if rule.modality in (Modality.MUST, Modality.MUST_NOT) and rule.severity is Severity.ERROR:
                deciding += [
                    _write_policy(ruleset, rule, f"{rule.id}:{outcome}", f"when {{ {notation.write(formula)} }}")
                    for formula, outcome in outcome_tests(rule)
                    if outcome == "breach"
                ]
    files = {"policies.open.cedar": "\n".join([head, *deciding]), "schema.cedarschema": head + _write_schema(ruleset)}
    return Export("cedar-open", {**files, **write_adapters(ruleset)})


def _write_head(lines: Sequence[str]) -> str:
    return "".join(f"// {line}\n" for line in lines)


def _write_permit(record: str, conditions: str) -> str:
    scope = f"permit (\n  principal,\n  action == {ACTION.format(record)},\n  resource\n)"
    return f'@id("permit:{record}")\n{scope}{conditions};\n'


def _write_rejecting(record: str, name: str, condition: str) -> str:
    """Write a policy that is a reason, or fails, where a fact is given and cannot be read, or not beside another."""
    scope = f"forbid (\n  principal,\n  action == {ACTION.format(record)},\n  resource\n)"
    return f"@id({quoted(f'{record}:rejected:{name}')})\n{scope}\n{condition};\n"


def _write_missing(ruleset: Ruleset, rule: LoweredRule, notation: _CedarNotation) -> list[str]:
    """Write a policy for each fact that a rule reads: a reason where it is unknown and the rule cannot tell."""
    told = "".join(f"\nunless {{ {notation.write(formula)} }}" for formula, _ in outcome_tests(rule))
    return [
        _write_policy(
            ruleset,
            rule,
            f"{rule.id}:missing:{name}",
            f"unless {{ {notation.known(name)} }}{told}",
            question=notation.facts[name].question,
        )
        for name in rule.facts
    ]


def _write_reporting(ruleset: Ruleset, rule: LoweredRule, notation: _CedarNotation) -> list[str]:
    written, earlier = [], ""
    for formula, outcome in outcome_tests(rule):
        condition = notation.write(formula)
        written.append(_write_policy(ruleset, rule, f"{rule.id}:{outcome}", f"when {{ {condition} }}{earlier}"))
        if outcome == "not_applicable":
            earlier = f"\nunless {{ {condition} }}"
    return written


def _write_policy(ruleset: Ruleset, rule: LoweredRule, name: str, conditions: str, **more: str) -> str:
    notes = {
        "id": name,
        "policy": f"{ruleset.council}/{ruleset.policy} version {ruleset.version}",
        "clause": rule.clause,
        "citation": rule.citation,
        "quote": " … ".join(rule.quotes),
        "text_sha256": ruleset.text_sha256,
        **more,
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

    def readable(self, fact: str) -> str:
        """Write that a fact is absent, or has a value that the vocabulary allows; what is of another type fails."""
        present, value = f"context has {quoted(fact)}", self.value(fact)
        is_yes_no = f"({present} && ({value} == true || {value} == false))"
        return f"(!({present}) || {is_yes_no if isinstance(self.facts[fact], YesNoFact) else self.known(fact)})"

    def is_(self, fact: str, value: bool) -> str:
        return self.value(fact) if value else f"!{self.value(fact)}"

    def in_(self, fact: str, values: tuple[str, ...], *, wanted: bool) -> str:
        return f"{'' if wanted else '!'}{_words(values)}.contains({self.value(fact)})"

    def has(self, op: HasOp, fact: str, values: tuple[str, ...]) -> str:
        method = "containsAny" if op in ("has_any", "has_none") else "containsAll"
        return f"{'' if op in ('has_any', 'has_all') else '!'}{self.value(fact)}.{method}({_words(values)})"


def _words(words: tuple[str, ...]) -> str:
    return f"[{', '.join(quoted(word) for word in words)}]"
