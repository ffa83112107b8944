"""Rules as CEL: two expressions per kind of record, a map from each rule to its outcome, and whether it is allowed.

The expression reads the variable `facts`: a map without the facts that are unknown, sets as lists, days as days since
1 January 1970, as `to_wire` gives them. One expression for all rules, since engines copy the facts for each.
"""

from __future__ import annotations

from collections.abc import Mapping

from policykit.export.adapter import write_adapters
from policykit.export.target import Export, InfixNotation, header_lines, quoted, rule_lines
from policykit.model.fact import DateFact, NumberFact, SetFact, YesNoFact
from policykit.rules.contradictions import contradiction_rails
from policykit.rules.ir import HasOp, LoweredRule, Ruleset
from policykit.rules.rails import allow_rail, outcome_tests


def to_cel(ruleset: Ruleset) -> Export:
    """Give `RECORD.cel`, rule to outcome, and `RECORD.allowed.cel`, a boolean, for each kind of record.

    `RECORD.rejected.cel` lists what is given and cannot be read, or cannot be so beside the rest; `adapter.py` and
    `adapter.mjs` make `facts` of a record as people write it.

    The boolean is true only where every name in `facts` is a fact, every value that is given can be read, none
    contradicts another, and every `must` is known to be kept or not to apply.
    """
    files = {}
    for record in ruleset.records:
        notation = _CelNotation(ruleset, record)
        lines = [f"// {line}" for line in header_lines(ruleset, "CEL")]
        entries = [_write_entry(rule, notation) for rule in ruleset.rules_on(record)]
        files[f"{record}.cel"] = "\n".join([*lines, "{", ",\n".join(entries), "}"]) + "\n"
        tests = [f"facts.all(name, name in {_words(tuple(notation.facts))})"]
        tests += [notation.readable(name) for name in notation.facts]
        against = {name: notation.write(f) for name, f in contradiction_rails(notation.facts).items()}
        tests += [f"!({test})" for test in against.values()]
        tests.append(notation.write(allow_rail(ruleset.rules_on(record))))
        files[f"{record}.allowed.cel"] = "\n".join([*lines, " &&\n".join(tests)]) + "\n"
        files[f"{record}.rejected.cel"] = "\n".join([*lines, _write_rejected(notation, against)]) + "\n"
    return Export("cel", {**files, **write_adapters(ruleset)})


def _write_rejected(notation: _CelNotation, against: Mapping[str, str]) -> str:
    """Write the list of the names in `facts` that are no facts, and of the facts whose value cannot be read or so."""
    parts = [f"facts.filter(name, !(name in {_words(tuple(notation.facts))}))"]
    parts += [f"({notation.readable(name)} ? [] : [{quoted(name)}])" for name in notation.facts]
    parts += [f"({test} ? [{quoted(name)}] : [])" for name, test in against.items()]
    return " +\n".join(parts)


def _write_entry(rule: LoweredRule, notation: _CelNotation) -> str:
    comments = "".join(f"  // {line}\n" for line in rule_lines(rule))
    tests = "".join(f"    {notation.write(f)} ? {quoted(outcome)} :\n" for f, outcome in outcome_tests(rule))
    return f'{comments}  {quoted(rule.id)}:\n{tests}    "cannot_tell"'


class _CelNotation(InfixNotation):
    def value(self, fact: str) -> str:
        return f'facts["{fact}"]'

    def known(self, fact: str) -> str:
        value, present = self.value(fact), f'"{fact}" in facts'
        match self.facts[fact]:
            case YesNoFact():
                return f"({present} && type({value}) == bool)"
            case NumberFact() | DateFact():
                low, high = self.bounds(fact)
                return f"({present} && type({value}) == int && {value} >= {low} && {value} <= {high})"
            case SetFact():
                return f"({present} && type({value}) == list && {value}.all(m, m in {_words(self.words(fact))}))"
            case _:
                return f"({present} && {value} in {_words(self.words(fact))})"

    def readable(self, fact: str) -> str:
        """Write that a fact is absent or null, or has a value that the vocabulary allows."""
        return f'(!("{fact}" in facts) || {self.value(fact)} == null || {self.known(fact)})'

    def is_(self, fact: str, value: bool) -> str:
        return self.value(fact) if value else f"!{self.value(fact)}"

    def in_(self, fact: str, values: tuple[str, ...], *, wanted: bool) -> str:
        test = f"{self.value(fact)} in {_words(values)}"
        return test if wanted else f"!({test})"

    def has(self, op: HasOp, fact: str, values: tuple[str, ...]) -> str:
        tests = [f'"{word}" in {self.value(fact)}' for word in values]
        if op in ("has_any", "has_all"):
            return self.either(tests) if op == "has_any" else self.both(tests)
        negated = [f"!({test})" for test in tests]
        return self.both(negated) if op == "has_none" else self.either(negated)


def _words(words: tuple[str, ...]) -> str:
    return f"[{', '.join(quoted(word) for word in words)}]"
