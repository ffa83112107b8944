"""Fast evaluation: one Python function per ruleset and kind of record, written out from the rails and compiled.

It says exactly what `evaluate.py` says; tests hold the two equal. Findings that carry nothing of the record are made
once and shared; for the others the plain evaluator works out what is missing, and the answer is kept.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from policykit.model.fact import ChoiceFact, DateFact, NumberFact, RoleFact, SetFact, YesNoFact
from policykit.rules.evaluate import evaluate_rule
from policykit.rules.findings import Conflict, Finding, Outcome, Verdict, find_conflicts, later_verdict, make_finding
from policykit.rules.ir import (
    All,
    Compare,
    Condition,
    FactPlus,
    Has,
    In,
    Is,
    LoweredRule,
    Not,
    Open,
    Ruleset,
    Value,
    atom_facts,
    walk_atoms,
)
from policykit.rules.kept_reasons import KeptReasons
from policykit.rules.questions import find_searched
from policykit.rules.rails import Both, Either, Formula, Known, definitely_false, definitely_true

Decide: TypeAlias = Callable[[Any], list[Finding]]
"""Takes an object with one attribute per fact (None: unknown), and gives a finding per rule."""
Explain: TypeAlias = Callable[[int, Any, Any], Finding]
"""Takes the place of a rule, a record and the key of what the rule asks of it; gives the finding, and keeps it."""

_SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "=="}
_MOST_KEPT = 4096
"""How many answers on missing facts are kept per rule before all are forgotten, so that memory stays bounded."""


class CompiledRules:
    """The rules of one or several rulesets on one kind of record, ready to decide many records."""

    def __init__(self, rulesets: Sequence[Ruleset], kind: str) -> None:
        """Compile the rules on records of `kind`. The rulesets share one vocabulary."""
        self.kind = kind
        self.rulesets = tuple(ruleset for ruleset in rulesets if kind in ruleset.records)
        self.source = write_function(self.rulesets, kind)
        """The text of the generated function, for those who want to see it."""
        own = [ruleset.rules_on(kind) for ruleset in self.rulesets]
        self._rules = [(rules, [place for place, rule in enumerate(rules) if rule.stands_against]) for rules in own]
        self._owned = [(ruleset, rule) for ruleset in self.rulesets for rule in ruleset.rules_on(kind)]
        self.facts = frozenset(name for _, rule in self._owned for name in rule.facts)
        """Every fact that some rule reads."""
        self._asked = [_facts_asked(ruleset, rule) for ruleset, rule in self._owned]
        self._kept: list[dict[Any, Finding]] = [{} for _ in self._owned]
        self.find, self.shared = _compile(self.source, self._owned, self._kept, self._explain)
        """Gives the finding of every rule; a record has one attribute for each fact of its kind, None for unknown."""
        self._reasons = KeptReasons(self._owned, self.shared)

    def _explain(self, place: int, record: Any, key: Any) -> Finding:
        """Let the plain evaluator say what is missing, and keep the answer."""
        kept = self._kept[place]
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        ruleset, rule = self._owned[place]
        facts = {name: getattr(record, name) for name in self._asked[place]}
        finding = kept[key] = evaluate_rule(ruleset, rule, facts)
        return finding

    def evaluate(
        self, record: Any, unsigned: tuple[str, ...] = (), warnings: tuple[str, ...] = ()
    ) -> tuple[Verdict, ...]:
        """Give the whole verdict of each ruleset, as `evaluate_record` does; reasons are worked out when looked at."""
        found, start, verdicts = self.find(record), 0, []
        for rules, permissions in self._rules:
            own = found[start : start + len(rules)]
            conflicts: tuple[Conflict, ...] = ()
            if permissions and any(own[place].outcome is Outcome.PERMITTED for place in permissions):
                conflicts = find_conflicts(rules, [finding.outcome for finding in own])
            make = partial(self._reasons.add, record, start, own)
            verdicts.append(later_verdict(self._reasons.judge(own), make, conflicts, unsigned, warnings))
            start += len(rules)
        return tuple(verdicts)


def write_function(rulesets: Sequence[Ruleset], kind: str) -> str:
    """Give the source of the function that decides the rules on one kind of record.

    Every rule starts as not applicable; rules of one scope are under one test of it.
    """
    owned = [(ruleset, rule) for ruleset in rulesets for rule in ruleset.rules_on(kind)]
    rules = [rule for _, rule in owned]
    rails = [_split_rails(rule) for rule in rules]
    writer = _RuleWriter(rulesets, kind, rails)
    compared = {name for rule in rules for atom in _walk_tests(rule) for name in _compared_in(atom)}
    tree = _Group()
    for place, ((ruleset, rule), rail) in enumerate(zip(owned, rails, strict=True)):
        first, rest = writer.split_case(rail.case_false)
        under = tree.under(writer.write(rail.scope_false)).under(first).under(rest)
        under.lines.append(f"# {rule.id}")
        key = _write_key(writer, ruleset, rule, _facts_asked(ruleset, rule))
        untold = f"G{place}(q := {key}) or u({place}, r, q)"
        under.lines.append(f"o[{place}] = {_write_verdict(writer, place, rule, rail, untold)}")
    read = sorted({name for rule in rules for name in rule.facts})
    body = [f"    {name} = r.{name}" for name in read]
    body.append(f"    k = {' and '.join(f'{name} is not None' for name in read) or 'True'}")
    body += [f"    n_{name} = X if {name} is None else {writer.write_number(name)}" for name in sorted(compared)]
    body += [f"    {local} = {text}" for text, local in (*writer.moved.items(), *writer.shared.items())]
    body += [f"    {line}" for line in tree.write()]
    constants = [f"{name} = frozenset({_write_words(words)})" for words, name in writer.constants.items()]
    return "\n".join([*constants, "def decide(r):", "    o = N[:]", *body, "    return o", ""])


def _write_verdict(writer: _RuleWriter, place: int, rule: LoweredRule, rail: _SplitRails, untold: str) -> str:
    """Write what a rule says where it is not known to be inapplicable; `untold` gives the finding if it cannot be told.

    Where every fact is known, `k`, what is not false is true, unless the council has something to decide.
    """
    applies = (rail.scope_true, rail.case_true)
    is_open = any(isinstance(atom, Open) for part in (rule.applies, rule.bad) for atom in walk_atoms(part))
    known = "" if is_open else "k or "
    if rule.effect == "permit":
        return f"P{place} if {known}{writer.write(Both(applies))} else {untold}"
    breach = known + writer.write(Both((*applies, rail.bad_true)))
    return f"C{place} if {writer.write(rail.bad_false)} else B{place} if {breach} else {untold}"


@dataclass(slots=True)
class _Group:
    """Lines, and groups of lines under the tests that keep rules from applying: each test is made once for all."""

    lines: list[str] = field(default_factory=list)
    groups: dict[str, _Group] = field(default_factory=dict)

    def under(self, hindrance: str) -> _Group:
        """Give the group of what is under the test that something is not so."""
        return self if hindrance == "False" else self.groups.setdefault(hindrance, _Group())

    def write(self) -> Iterator[str]:
        """Give the lines of this group and all below."""
        yield from self.lines
        for hindrance, group in self.groups.items():
            yield f"if not {hindrance}:"
            yield from (f"    {line}" for line in group.write())


@dataclass(frozen=True, slots=True)
class _SplitRails:
    """The rails of a rule with its scope apart from the rest of what makes it apply."""

    scope_true: Formula
    scope_false: Formula
    case_true: Formula
    case_false: Formula
    bad_true: Formula
    bad_false: Formula


def _split_rails(rule: LoweredRule) -> _SplitRails:
    parts = (rule.when, Not(rule.unless))
    case = All((*parts, rule.test) if rule.effect == "permit" else parts)
    return _SplitRails(
        definitely_true(rule.scope),
        definitely_false(rule.scope),
        definitely_true(case),
        definitely_false(case),
        definitely_true(rule.bad),
        definitely_false(rule.bad),
    )


def _compile(
    source: str, owned: Sequence[tuple[Ruleset, LoweredRule]], kept: Sequence[dict[Any, Finding]], explain: Explain
) -> tuple[Decide, tuple[Finding, ...]]:
    letters = {
        "C": Outcome.COMPLIANT,
        "B": Outcome.BREACH,
        "P": Outcome.PERMITTED,
    }
    names: dict[str, Any] = {
        f"{letter}{place}": make_finding(ruleset, rule, outcome)
        for place, (ruleset, rule) in enumerate(owned)
        for letter, outcome in letters.items()
    }
    names |= {f"G{place}": of_rule.get for place, of_rule in enumerate(kept)}
    names["u"] = explain
    names["X"] = math.nan  # less than, equal to and more than nothing, as the unknown is
    names["N"] = [make_finding(ruleset, rule, Outcome.NOT_APPLICABLE) for ruleset, rule in owned]
    # The text is made of checked names and numbers only: fact names are words by their type, values are repr()s.
    exec(compile(source, "<generated rules>", "exec"), names)  # noqa: S102
    decide: Decide = names["decide"]
    return decide, (*(each for each in names.values() if isinstance(each, Finding)), *names["N"])


def _write_key(writer: _RuleWriter, ruleset: Ruleset, rule: LoweredRule, asked: Sequence[str]) -> str:
    """Write the tuple of all that decides what a rule still asks for.

    That is whether facts are known and what the tests of them say, not what they are: in a stream of different records
    few such keys differ. Of facts that others are derived from, it is whether they are known.
    """
    vocabulary = ruleset.records[rule.record].facts
    parts: dict[str, None] = {}
    searched = find_searched(rule)  # the questions about these depend on the values themselves
    atoms = list(_walk_tests(rule))
    for name in asked:
        fact = vocabulary[name]
        plain = isinstance(fact, YesNoFact) or (name in searched and isinstance(fact, NumberFact | DateFact))
        if name in searched and isinstance(fact, SetFact):
            # Of a set, the words that tests name.
            tested = {word for atom in atoms if isinstance(atom, Has) and atom.fact == name for word in atom.values}
            words = writer.constants.setdefault(tuple(sorted(tested)), f"S{len(writer.constants)}")
            parts[f"r.{name} and r.{name} & {words}"] = None
        else:
            parts[f"r.{name}" if plain and name in rule.facts else f"r.{name} is None"] = None
    for atom in atoms:
        if isinstance(atom, Compare | Has | In):
            parts[writer.write(atom)] = None
    # Facts that some rule reads are local variables of the function; what they are derived from may not be.
    local = {f"r.{name}": name for name in rule.facts}
    written = (" ".join(local.get(word, word) for word in part.split(" ")) for part in parts)
    return f"({''.join(f'{part}, ' for part in written)})"


def _walk_tests(rule: LoweredRule) -> Iterator[Condition]:
    """Give every test that a rule makes."""
    for condition in (rule.applies, rule.bad):
        yield from walk_atoms(condition)


def _facts_asked(ruleset: Ruleset, rule: LoweredRule) -> tuple[str, ...]:
    """Give the facts that decide what a rule still asks for: those it reads and all that they are derived from."""
    vocabulary = ruleset.records[rule.record].facts
    asked = list(rule.facts)
    for name in asked:  # grows on the way: what a fact is derived from may be derived itself
        derivation = vocabulary[name].derivation
        asked += [source for source in (derivation.of if derivation else ()) if source not in asked]
    return tuple(asked)


def _atoms_of(rail: _SplitRails) -> Iterator[Formula]:
    for formula in (rail.scope_true, rail.scope_false, rail.case_true, rail.case_false, rail.bad_true, rail.bad_false):
        yield from _walk(formula)


def _compared_in(atom: Formula | Condition) -> tuple[str, ...]:
    """Give the numbers and dates that an atom compares."""
    return atom_facts(atom) if isinstance(atom, Compare) else ()


def _walk(formula: Formula) -> Iterator[Formula]:
    if isinstance(formula, Both | Either):
        for part in formula.of:
            yield from _walk(part)
    else:
        yield formula


class _RuleWriter:
    """Writes formulas as Python; atoms that several rules test are computed once, in `shared`."""

    def __init__(self, rulesets: Sequence[Ruleset], kind: str, rails: Sequence[_SplitRails]) -> None:
        self.facts = rulesets[0].records[kind].facts if rulesets else {}
        self.roles = rulesets[0].roles if rulesets else ()
        self.shared: dict[str, str] = {}
        self.constants: dict[tuple[str, ...], str] = {}
        self.moved: dict[str, str] = {}
        counted = Counter(
            self.write_atom(atom) for rail in rails for atom in _atoms_of(rail) if not isinstance(atom, Known)
        )
        frequent = [text for text, count in counted.items() if count > 3]
        self.shared = {text: f"t{number}" for number, text in enumerate(frequent)}
        self.hindrances = Counter(text for rail in rails for text in self.write_hindrances(rail.case_false))

    def write(self, formula: Formula) -> str:
        match formula:
            case Both(of):
                parts = [self.write(part) for part in of if not self.is_implied(part, of)]
                return _join(" and ", parts) if parts else "True"
            case Either(of):
                return _join(" or ", [self.write(part) for part in of]) if of else "False"
            case Known(fact):
                return f"{fact} is not None"
            case _:
                text = self.write_atom(formula)
                return self.shared.get(text, text)

    def write_hindrances(self, case_false: Formula) -> list[str]:
        """Write each of what keeps a rule from applying."""
        return [self.write(part) for part in (case_false.of if isinstance(case_false, Either) else (case_false,))]

    def split_case(self, case_false: Formula) -> tuple[str, str]:
        """Write what keeps a rule from applying in two: what keeps most other rules too, and the rest."""
        parts = self.write_hindrances(case_false)
        first = max(parts, key=lambda part: self.hindrances[part], default="False")
        rest = [part for part in parts if part != first]
        return first, _join(" or ", rest) if rest else "False"

    def is_implied(self, part: Formula, beside: tuple[Formula, ...]) -> bool:
        """Tell whether a guard says nothing that an atom beside it does not: as written here, each is false of None."""
        return isinstance(part, Known) and any(
            isinstance(atom, Is | In | Has | Compare) and part.fact in atom_facts(atom) for atom in beside
        )

    def write_atom(self, atom: Formula) -> str:
        match atom:
            case Is(fact, value):
                return f"{fact} is {value}"
            case In(op, fact, values):
                allowed = self.allowed_values(fact)
                wanted = values if op == "in" else tuple(word for word in allowed if word not in values)
                return f"{fact} == {wanted[0]!r}" if len(wanted) == 1 else f"{fact} in {_write_words(wanted)}"
            case Has(op, fact, values):
                words = self.constants.setdefault(values, f"S{len(self.constants)}")
                test = {
                    "has_any": f"not {fact}.isdisjoint({words})",
                    "has_none": f"{fact}.isdisjoint({words})",
                    "has_all": f"{fact} >= {words}",
                    "lacks_any": f"not {fact} >= {words}",
                }[op]
                return f"({fact} is not None and {test})"
            case Compare("ne", fact, right):
                left, text = f"n_{fact}", self.write_right(right)
                return f"({left} < {text} or {left} > {text})"  # nothing is unequal to the unknown, but `!=` is
            case Compare(op, fact, right):
                return f"n_{fact} {_SIGNS[op]} {self.write_right(right)}"
        raise TypeError(atom)

    def write_right(self, right: FactPlus | int | date) -> str:
        match right:
            case FactPlus(fact, 0):
                return f"n_{fact}"
            case FactPlus(fact, plus_days):
                return self.moved.setdefault(f"n_{fact} + {plus_days}", f"m{len(self.moved)}")
            case date():
                return str(right.toordinal())
            case _:
                return str(right)

    def write_number(self, fact: str) -> str:
        """Write a number, or a date as the number of its day."""
        return f"{fact}.toordinal()" if isinstance(self.facts[fact], DateFact) else fact

    def allowed_values(self, name: str) -> tuple[str, ...]:
        fact = self.facts[name]
        if isinstance(fact, RoleFact):
            return self.roles
        assert isinstance(fact, ChoiceFact)
        return fact.values


def _join(word: str, parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({word.join(parts)})"


def _write_words(words: tuple[str, ...]) -> str:
    return "{" + ", ".join(map(repr, words)) + "}" if words else "()"


def facts_as_attributes(facts_of_kind: Iterable[str]) -> Callable[[Mapping[str, Value | None]], Any]:
    """Give a function that turns a mapping of facts into the object with attributes that `CompiledRules` reads."""
    from types import SimpleNamespace

    unknown: dict[str, None] = dict.fromkeys(facts_of_kind)

    def make(facts: Mapping[str, Value | None]) -> Any:
        return SimpleNamespace(**{**unknown, **facts})

    return make
