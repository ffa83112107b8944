"""Rules as a Rego v1 bundle for the Open Policy Agent: module, data, manifest, and tests for `opa test`.

The module reads `input.record`, the kind of record, and the facts beside it as the JSON Schema export describes them,
or in `input.facts` as `to_wire` gives them; query `verdict` (the outcome of every rule), `findings`, `allow`, or
`rejected`: what was given and cannot be read, or cannot be so beside the rest, by name. No test of a rule is negated: a
fact that is unknown is undefined, and a rule body with something undefined in it simply does not hold.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from policykit.export.target import (
    SYMBOLS,
    Export,
    Notation,
    export_header,
    header_lines,
    json_text,
    plus_days,
    quoted,
    rule_facts,
    rule_lines,
    to_wire,
)
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.contradictions import Implication, list_implications
from policykit.rules.evaluate import decide
from policykit.rules.ir import FactPlus, HasOp, Ruleset, Value
from policykit.rules.rails import outcome_tests

WIDEST = 1000
"""Some engines refuse lines of more than 1,024 columns."""

_KEYWORDS = frozenset(
    ["as", "contains", "default", "else", "every", "false", "if", "import", "in", "not", "null", "package", "some"]
) | {"true", "with"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A record that the bundle's own tests decide."""

    name: str
    record: str
    facts: Mapping[str, Value]


def package_path(ruleset: Ruleset) -> tuple[str, ...]:
    """Give the words of the package: `policykit`, the council, the policy."""
    return ("policykit", ruleset.council.replace("-", "_"), ruleset.policy.replace("-", "_"))


def to_rego(ruleset: Ruleset, samples: Sequence[Sample] = ()) -> Export:
    """Give the bundle: `rules.rego`, `data.json`, `.manifest`, `rules_test.rego`.

    The tests expect of each sample what the evaluator says of it, and that a record of which nothing is known is never
    found compliant without cause.
    """
    path = package_path(ruleset)
    about: object = {rule.id: {**rule_facts(rule), "facts": list(rule.facts)} for rule in ruleset.rules}
    questions: object = {
        record: {name: fact.question for name, fact in known.facts.items()} for record, known in ruleset.records.items()
    }
    data: object = {"clauses": about, "questions": questions, "source": export_header(ruleset, "rego")}
    for word in reversed(path):
        data = {word: data}
    manifest = {"revision": f"{ruleset.version} {ruleset.text_sha256}", "roots": ["/".join(path)], "rego_version": 1}
    files = {
        "rules.rego": _write_module(ruleset, path),
        "data.json": json_text(data),
        ".manifest": json_text(manifest),
        "rules_test.rego": _write_tests(ruleset, path, samples),
    }
    return Export("rego", files)


_ENTRY = """about := data.{path}.clauses

# What is asked: the facts under `facts`, or beside `record` as in a line of JSON.
given := input.facts if {{
	is_object(input.facts)
	count(object.remove(input, ["record", "facts", "id", "judged"])) == 0
}} else := object.remove(input, ["record", "id", "judged"])

# What a person should read, with the clause to cite and the facts that are unknown.
findings contains object.union(cited, {{"rule": rule, "outcome": said, "missing": missing[rule]}}) if {{
	some rule, said in verdict
	said in {{"breach", "cannot_tell"}}
	cited := about[rule]
}}

# Of each rule, the facts that it reads and that are unknown, with their questions, where it cannot tell.
missing[rule] := asked if {{
	some rule, said in verdict
	asked := [{{"name": fact, "question": question}} |
		said == "cannot_tell"
		some fact in about[rule].facts
		not fact in known_facts
		question := data.{path}.questions[input.record][fact]
	]
}}

# Facts that are given and cannot be read, and names that are no fact of this kind of record.
rejected contains name if {{
	some name, _ in given
	not data.{path}.questions[input.record][name]
}}

rejected contains name if {{
	some name, value in given
	value != null
	not name in known_facts
}}

# Rules that must be kept, and are broken or need more information.
blocking contains rule if {{
	some rule, said in verdict
	said in {{"breach", "cannot_tell"}}
	about[rule].modality in {{"must", "must_not"}}
}}

default allow := false

allow if {{
	input.record in {records}
	count(rejected) == 0
	count(blocking) == 0
}}
"""


def _write_module(ruleset: Ruleset, path: Sequence[str]) -> str:
    lines = [*_comment(header_lines(ruleset, "Rego")), f"package {'.'.join(path)}", ""]
    lines.append(_ENTRY.format(path=".".join(path), records=_set(tuple(ruleset.records))))
    bodies = _Bodies()
    for record in ruleset.records:
        lines += _write_record(ruleset, record, bodies)
    return "\n".join([*lines, *bodies.written])


def _write_record(ruleset: Ruleset, record: str, bodies: _Bodies) -> list[str]:
    """Write how the facts of one kind of record are read, and a rule for each of its rules."""
    lines: list[str] = []
    notation = _RegoNotation(ruleset, record)
    rules = ruleset.rules_on(record)
    for name, fact in ruleset.records[record].facts.items():
        for reading in notation.read(name, fact):
            lines += [f"known_{record}[{quoted(name)}] := value if {{", *(f"\t{line}" for line in reading), "}", ""]
    lines += ["known_facts contains name if {", f"\tinput.record == {quoted(record)}"]
    lines += [f"\tsome name, _ in known_{record}", "}", ""]
    for each in list_implications(ruleset.records[record].facts):
        if not each.is_view:
            lines += _write_contradiction(record, each, notation)
    for place, rule in enumerate(rules, start=1):
        lines += _comment(rule_lines(rule))
        branches = []
        for formula, outcome in outcome_tests(rule):
            body = "\n".join(bodies.lines_of(notation.write(formula)))
            branches.append(f'"{outcome}" if {{\n{body}\n}}')
        lines += [f"{record}_{place} := " + " else := ".join([*branches, '"cannot_tell"']), ""]
        lines += [f"verdict[{quoted(rule.id)}] := {record}_{place} if input.record == {quoted(record)}", ""]
    return lines


def _write_contradiction(record: str, each: Implication, notation: _RegoNotation) -> list[str]:
    fact, other = notation.value(each.fact), notation.value(each.other)
    implied = f"_ := {fact}" if each.needs is None else f"{fact} == {json.dumps(each.needs)}"
    tests = [f"input.record == {quoted(record)}", implied, f"{other} == {json.dumps(not each.so)}"]
    lines = [f"# {each.fact} implies otherwise.", f"rejected contains {quoted(each.other)} if {{"]
    return [*lines, *(f"\t{test}" for test in tests), "}", ""]


def _write_tests(ruleset: Ruleset, path: Sequence[str], samples: Sequence[Sample]) -> str:
    lines = [*_comment(header_lines(ruleset, "Rego tests of the")), f"package {'.'.join(path)}.tests", ""]
    lines += [f"import data.{'.'.join(path)} as rules", ""]
    unknown = [Sample("nothing is known", record, {}) for record in ruleset.records]
    for index, sample in enumerate([*unknown, *samples], start=1):
        expected = {rule.id: decide(rule, sample.facts).value for rule in ruleset.rules_on(sample.record)}
        given = {"record": sample.record, "facts": to_wire(sample.facts)}
        lines += _comment([f"{sample.record}: {sample.name}"])
        lines += [f"test_{index} if {{", f"\texpected := {_indent_json(expected)}"]
        lines += [f"\trules.verdict == expected with input as {_indent_json(given)}", "}", ""]
    return "\n".join(lines)


def _indent_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1).replace("\n ", "\n\t\t").replace("\n}", "\n\t}")


def _comment(lines: Sequence[str]) -> list[str]:
    return [f"# {part}" for line in lines for part in textwrap.wrap(line, 110)]


def _key(name: str) -> str:
    return f"[{quoted(name)}]" if name in _KEYWORDS else f".{name}"


def _set(words: tuple[str, ...]) -> str:
    return _wrap("{", [quoted(word) for word in words], "}")


def _wrap(start: str, parts: Sequence[str], end: str) -> str:
    flat = f"{start}{', '.join(parts)}{end}"
    if len(flat) <= 80:
        return flat
    return "\n".join([start, *(f"\t\t{part}," for part in parts), f"\t{end}"])


_Tree: TypeAlias = "tuple[str, list[_Tree]] | str"
"""A line, or (`both` | `either`, parts)."""


class _Bodies:
    """Turns formulas into rule bodies; alternatives inside a body become rules of their own, in `written`."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.count = 0

    def lines_of(self, tree: _Tree) -> list[str]:
        return self.parts_of(tree) or ["\ttrue"]

    def parts_of(self, tree: _Tree) -> list[str]:
        if isinstance(tree, str):
            return [f"\t{tree}"]
        kind, parts = tree
        if kind == "both":
            return [line for part in parts for line in self.parts_of(part)]
        self.count += 1
        name = f"either_{self.count}"
        for part in [part for part in parts if part != "false"] or ["false"]:
            body = self.lines_of(part)
            self.written += [f"{name} if {{", *body, "}", ""]
        return [f"\t{name}"]


class _RegoNotation(Notation[_Tree]):
    def __init__(self, ruleset: Ruleset, record: str) -> None:
        super().__init__(ruleset, record)
        self.record = record

    def read(self, name: str, fact: Fact) -> list[list[str]]:
        """Write each way in which a fact is read, undefined if the vocabulary does not allow its value."""
        given = f"given{_key(name)}"
        match fact:
            case YesNoFact():
                written = f'value := {{"yes": true, "no": false}}[{given}]'
                return [[f"value := {given}", "is_boolean(value)"], [f"is_string({given})", written]]
            case NumberFact():
                return [self.read_number(name, given)]
            case DateFact():
                low, high = self.bounds(name)
                iso = [
                    f"is_string({given})",
                    f"regex.match(`^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$`, {given})",
                    f'value := time.parse_ns("2006-01-02", {given}) / 86400000000000',
                    f"value >= {low}",
                    f"value <= {high}",
                ]
                return [self.read_number(name, given), iso]
            case SetFact():
                allowed = f"count(value - {_set(self.words(name))}) == 0"
                return [[f"is_array({given})", f"value := {{member | some member in {given}}}", allowed]]
            case _:
                return [[f"value := {given}", "is_string(value)", f"value in {_set(self.words(name))}"]]

    def read_number(self, name: str, given: str) -> list[str]:
        """Write how a whole number is read, a day as days since 1970."""
        low, high = self.bounds(name)
        tests = ["is_number(value)", f"value >= {low}", f"value <= {high}", "value == round(value)"]
        return [f"value := {given}", *tests]

    def value(self, fact: str) -> str:
        return f"known_{self.record}{_key(fact)}"

    def both(self, parts: list[_Tree]) -> _Tree:
        return ("both", parts)

    def either(self, parts: list[_Tree]) -> _Tree:
        return ("either", parts)

    def known(self, fact: str) -> _Tree:  # noqa: ARG002
        # Reading the fact is the guard: an unknown fact is undefined, and with it the body that reads it.
        return ("both", [])

    def is_(self, fact: str, value: bool) -> _Tree:
        return f"{self.value(fact)} == {'true' if value else 'false'}"

    def in_(self, fact: str, values: tuple[str, ...], *, wanted: bool) -> _Tree:
        chosen = values if wanted else tuple(word for word in self.words(fact) if word not in values)
        return f"{self.value(fact)} in {_set(chosen)}" if chosen else "false"

    def has(self, op: HasOp, fact: str, values: tuple[str, ...]) -> _Tree:
        symbol = ">" if op in ("has_any", "lacks_any") else "=="
        if op in ("has_any", "has_none"):
            return f"count({self.value(fact)} & {_set(values)}) {symbol} 0"
        return f"count({_set(values)} - {self.value(fact)}) {symbol} 0"

    def compare(self, op: str, fact: str, right: int) -> _Tree:
        return f"{self.value(fact)} {SYMBOLS[op]} {right}"

    def compare_facts(self, op: str, fact: str, right: FactPlus) -> _Tree:
        return f"{self.value(fact)} {SYMBOLS[op]} {self.value(right.fact)}{plus_days(right)}"
