"""Rules as JSON Logic: for each kind of record, a formula per rule that gives its outcome.

Formulas read the facts of the record by name; unknown facts are absent or null, days count from 1 January 1970. JSON
Logic cannot tell a number from a text that looks like one, nor true from 1 in every engine: check records that others
made by the JSON Schema export first.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from policykit.export.target import (
    SYMBOLS,
    Export,
    Notation,
    export_header,
    json_text,
    outcome_tests,
    rule_facts,
)
from policykit.model.fact import DateFact, NumberFact, SetFact, YesNoFact
from policykit.rules.ir import FactPlus, HasOp, LoweredRule, Ruleset

Logic: TypeAlias = Any
"""A JSON Logic formula: an object with one key, or a constant."""


def to_json_logic(ruleset: Ruleset) -> Export:
    """Give `RECORD.json` for each kind of record: where it comes from, and `rules`, each with its `logic`."""
    files = {}
    for record in ruleset.records:
        notation = _JsonLogicNotation(ruleset, record)
        rules = {r.id: {**rule_facts(r), "logic": _write_rule(r, notation)} for r in ruleset.rules_on(record)}
        files[f"{record}.json"] = json_text({**export_header(ruleset, "jsonlogic"), "record": record, "rules": rules})
    return Export("jsonlogic", files)


def _write_rule(rule: LoweredRule, notation: _JsonLogicNotation) -> Logic:
    steps: list[Logic] = []
    for formula, outcome in outcome_tests(rule):
        steps += [notation.write(formula), outcome]
    return {"if": [*steps, "cannot_tell"]}


def _var(fact: str) -> Logic:
    return {"var": fact}


class _JsonLogicNotation(Notation[Logic]):
    def both(self, parts: list[Logic]) -> Logic:
        return parts[0] if len(parts) == 1 else {"and": parts} if parts else True

    def either(self, parts: list[Logic]) -> Logic:
        return parts[0] if len(parts) == 1 else {"or": parts} if parts else False

    def known(self, fact: str) -> Logic:
        present = {"!==": [_var(fact), None]}
        match self.facts[fact]:
            case YesNoFact():
                return {"in": [_var(fact), [True, False]]}
            case NumberFact() | DateFact():
                low, high = self.bounds(fact)
                return {"and": [present, {"<=": [low, _var(fact), high]}]}
            case SetFact():
                alien = {"!": [{"in": [{"var": ""}, list(self.words(fact))]}]}
                return {"and": [present, {"none": [_var(fact), alien]}]}
            case _:
                return {"in": [_var(fact), list(self.words(fact))]}

    def is_(self, fact: str, value: bool) -> Logic:
        return {"===": [_var(fact), value]}

    def in_(self, fact: str, values: tuple[str, ...], *, wanted: bool) -> Logic:
        test = {"in": [_var(fact), list(values)]}
        return test if wanted else {"!": [test]}

    def has(self, op: HasOp, fact: str, values: tuple[str, ...]) -> Logic:
        tests: list[Logic] = [{"in": [word, _var(fact)]} for word in values]
        test = self.either(tests) if op in ("has_any", "has_none") else self.both(tests)
        return test if op in ("has_any", "has_all") else {"!": [test]}

    def compare(self, op: str, fact: str, right: int) -> Logic:
        return _compare(op, _var(fact), right)

    def compare_facts(self, op: str, fact: str, right: FactPlus) -> Logic:
        moved = {"+": [_var(right.fact), right.plus_days]} if right.plus_days else _var(right.fact)
        return _compare(op, _var(fact), moved)


def _compare(op: str, left: Logic, right: Logic) -> Logic:
    return {SYMBOLS[op]: [left, right]}
