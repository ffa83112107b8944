"""Rules as JSON Logic: for each kind of record, a formula per rule that gives its outcome.

Formulas read the facts of the record by name, as `to_wire` gives them; unknown facts are absent or null, days count
from 1 January 1970. A value of another type is unknown to the rules, and never allowed. JSON Logic cannot list the
names of a record, so a misspelt fact is no fact to it: check records that others made by the JSON Schema export first.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from policykit.export.adapter import write_adapters
from policykit.export.target import (
    SYMBOLS,
    Export,
    Notation,
    export_header,
    json_text,
    rule_facts,
)
from policykit.model.fact import DateFact, NumberFact, SetFact, YesNoFact
from policykit.rules.contradictions import contradiction_rails
from policykit.rules.ir import FactPlus, HasOp, LoweredRule, Ruleset
from policykit.rules.rails import allow_rail, outcome_tests

Logic: TypeAlias = Any
"""A JSON Logic formula: an object with one key, or a constant."""


def to_json_logic(ruleset: Ruleset) -> Export:
    """Give `RECORD.json` for each kind of record: where it comes from, `allowed`, and `rules`, each with its `logic`.

    `allowed` gives true only where every value that is given can be read, none contradicts another, and every `must` is
    known to be kept or not to apply; `rejected` gives the facts that are given and cannot be read, or against what
    another implies. `adapter.py` and `adapter.mjs` make the data of a record as people write it, and reject misspelt
    facts too.
    """
    files = {}
    for record in ruleset.records:
        notation = _JsonLogicNotation(ruleset, record)
        rules = {r.id: {**rule_facts(r), "logic": _write_rule(r, notation)} for r in ruleset.rules_on(record)}
        readable = {n: {"or": [_is_same(_var(n), None), notation.known(n)]} for n in notation.facts}
        against = {name: notation.write(f) for name, f in contradiction_rails(notation.facts).items()}
        told: list[Logic] = [{"if": [test, [], [name]]} for name, test in readable.items()]
        told += [{"if": [test, [name], []]} for name, test in against.items()]
        rejected = {"merge": told}
        fits: list[Logic] = [{"!": [test]} for test in against.values()]
        allowed = {"and": [*readable.values(), *fits, notation.write(allow_rail(ruleset.rules_on(record)))]}
        head = export_header(ruleset, "jsonlogic")
        files[f"{record}.json"] = json_text(
            {**head, "record": record, "allowed": allowed, "rejected": rejected, "rules": rules}
        )
    return Export("jsonlogic", {**files, **write_adapters(ruleset)})


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
        value = _var(fact)
        match self.facts[fact]:
            case YesNoFact():
                return {"or": [_is_same(value, True), _is_same(value, False)]}
            case NumberFact() | DateFact():
                low, high = self.bounds(fact)
                differs = [_differs(value, other) for other in _NO_NUMBERS]
                differs.append(_differs(value, {"cat": [value]}))  # `cat` gives nothing but a text as it was
                whole = _is_same({"%": [value, 1]}, 0)
                return {"and": [*differs, {"<=": [low, value, high]}, _is_number(value), whole]}
            case SetFact():
                alien = {"!": [{"in": [{"var": ""}, list(self.words(fact))]}]}
                empty = [{"!": [value]}, {"in": [{"cat": [value]}, ["", "[]"]]}, *(_differs(value, o) for o in _EMPTY)]
                is_list = {"or": [{"some": [value, True]}, {"and": empty}]}
                return {"and": [is_list, {"none": [value, alien]}]}
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


_EMPTY: tuple[Logic, ...] = (None, "", 0, False)
"""What is as false as an empty list."""
_NO_NUMBERS: tuple[Logic, ...] = (None, True, False)
"""What converts to a number and is none."""


def _is_same(left: Logic, right: Logic) -> Logic:
    return {"===": [left, right]}


def _differs(left: Logic, right: Logic) -> Logic:
    return {"!==": [left, right]}


def _is_number(value: Logic) -> Logic:
    """Give the test that a value is the number that it converts to, and not a list of one number."""
    return _is_same(value, {"+": [value]})


def _compare(op: str, left: Logic, right: Logic) -> Logic:
    return {SYMBOLS[op]: [left, right]}
