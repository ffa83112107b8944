"""Rules as one typed Python module without dependencies: `check_post(facts)` gives the outcome of every rule."""

from __future__ import annotations

from policykit.export.target import (
    Export,
    InfixNotation,
    fact_bounds,
    fact_words,
    header_lines,
    quoted,
    rule_facts,
    rule_lines,
)
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.contradictions import list_implications
from policykit.rules.ir import HasOp, LoweredRule, Ruleset
from policykit.rules.rails import outcome_tests

_TOP = '''"""What the rules of a policy say of a record: `check_RECORD(facts)` gives the outcome of each.

`allows(record, facts)` says whether a record may go ahead: only where every `must` is known to be kept or not to apply.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

Outcome = Literal["compliant", "breach", "cannot_tell", "not_applicable", "permitted"]


class Rule(NamedTuple):
    """What a rule rests on."""

    record: str
    modality: str
    severity: str
    status: str
    clause: str
    citation: str
    quotes: tuple[str, ...]
    decisions: tuple[str, ...]
    """What the council has yet to decide before the rule can tell."""


class FactError(ValueError):
    """A record that holds a fact or a value that the vocabulary does not know, or that contradicts itself."""


def _yes_no(facts: Mapping[str, object], name: str) -> bool | None:
    value = facts.get(name)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str) and value in ("yes", "no"):
        return value == "yes"
    raise FactError(f"`{name}` is True or False, not {value!r}")


def _word(facts: Mapping[str, object], name: str, words: frozenset[str]) -> str | None:
    value = facts.get(name)
    if value is None or (isinstance(value, str) and value in words):
        return value
    raise FactError(f"`{name}` is one of {', '.join(sorted(words))}, not {value!r}")


def _words(facts: Mapping[str, object], name: str, words: frozenset[str]) -> frozenset[str] | None:
    value = facts.get(name)
    if value is None:
        return None
    if isinstance(value, Collection) and not isinstance(value, str | bytes | Mapping):
        members = frozenset(str(member) for member in value if isinstance(member, str))
        if len(members) == len(frozenset(value)) and members <= words:
            return members
    raise FactError(f"`{name}` is any of {', '.join(sorted(words))}, not {value!r}")


def _number(facts: Mapping[str, object], name: str, low: int, high: int) -> int | None:
    value = facts.get(name)
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and low <= value <= high):
        return value
    raise FactError(f"`{name}` is a whole number from {low} to {high}, not {value!r}")


def _day(facts: Mapping[str, object], name: str, low: int, high: int) -> int | None:
    value = facts.get(name)
    if value is None:
        return None
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and value[4::3] == "--" else value
    except ValueError:
        day = value
    if type(day) is date and low <= day.toordinal() - 719163 <= high:
        return day.toordinal() - 719163
    first, last = date.fromordinal(low + 719163), date.fromordinal(high + 719163)
    raise FactError(f"`{name}` is a day from {first} to {last}, not {value!r}")


def _refuse_unknown(facts: Mapping[str, object], names: frozenset[str]) -> None:
    for name in facts:
        if name not in names:
            raise FactError(f"there is no fact `{name}`; the facts are {', '.join(sorted(names))}")

'''


_ALLOWS = '''

def allows(record: str, facts: Mapping[str, object]) -> bool:
    """Say whether a record may go ahead; False for a kind that no rule reads.

    Raises FactError, which allows nothing, for a fact or a value that the vocabulary does not know, and for facts of
    which one implies that another is not so.
    """
    if record not in CHECKS:
        return False
    outcomes = CHECKS[record](facts)
    binding = [said for rule, said in outcomes.items() if RULES[rule].modality in ("must", "must_not")]
    return all(said in ("compliant", "not_applicable") for said in binding)
'''


def to_python(ruleset: Ruleset) -> Export:
    """Give the module, for Python 3.11 and later.

    Facts are bools, strings, collections of strings, ints and `datetime.date`s (or their ISO text); one that is absent
    or None is unknown. A fact or value outside the vocabulary, or against what another fact implies, raises the
    module's `FactError`.
    """
    lines = [*(f"# {line}" for line in header_lines(ruleset, "Python")), _TOP]
    lines.append("RULES: Final[Mapping[str, Rule]] = {")
    lines += [f"    {quoted(rule.id)}: {_write_rule_facts(rule)}," for rule in ruleset.rules]
    lines.append("}")
    for record in ruleset.records:
        lines += _write_check(ruleset, record)
    lines += ["", "", "CHECKS: Final = {", *(f"    {quoted(r)}: check_{r}," for r in ruleset.records), "}"]
    lines += [_ALLOWS]
    name = f"{ruleset.council}_{ruleset.policy}_rules".replace("-", "_").replace(".", "_")
    return Export("python", {f"{name}.py": "\n".join(lines)})


def _write_rule_facts(rule: LoweredRule) -> str:
    facts = rule_facts(rule)
    return f"Rule({', '.join(_write_value(value) for value in facts.values())})"


def _write_value(value: str | list[str]) -> str:
    if isinstance(value, str):
        return quoted(value)
    texts = "".join(f"{quoted(text)}, " for text in value)
    return f"({texts.rstrip(' ')})"


def _write_check(ruleset: Ruleset, record: str) -> list[str]:
    facts = ruleset.records[record].facts
    notation = _PythonNotation(ruleset, record)
    names = ", ".join(quoted(name) for name in facts)
    lines = ["", "", f"_FACTS_{record.upper()}: Final = frozenset({{{names}}})", "", ""]
    lines.append(f"def check_{record}(facts: Mapping[str, object]) -> dict[str, Outcome]:")
    lines.append(f'    """Give the outcome of every rule about {quoted(ruleset.records[record].label)[1:-1]}."""')
    lines.append(f"    _refuse_unknown(facts, _FACTS_{record.upper()})")
    lines += [f"    {_variable(name)} = {_read(name, fact, ruleset)}" for name, fact in facts.items()]
    for each in list_implications(facts):
        if not each.is_view:
            lines += [f"    if {notation.write(each.against)}:", f"        raise FactError({quoted(each.message)})"]
    lines.append("    outcomes: dict[str, Outcome] = {}")
    for rule in ruleset.rules_on(record):
        lines += [f"    # {line}" for line in rule_lines(rule)]
        lines.append(f"    outcomes[{quoted(rule.id)}] = (")
        for formula, outcome in outcome_tests(rule):
            lines += [f"        {quoted(outcome)}", f"        if {notation.write(formula)}", "        else"]
        lines += ['        "cannot_tell"', "    )"]
    lines.append("    return outcomes")
    return lines


def _variable(fact: str) -> str:
    return f"v_{fact}"


def _read(name: str, fact: Fact, ruleset: Ruleset) -> str:
    if isinstance(fact, YesNoFact):
        return f"_yes_no(facts, {quoted(name)})"
    if isinstance(fact, NumberFact | DateFact):
        low, high = fact_bounds(fact)
        return f"{'_day' if isinstance(fact, DateFact) else '_number'}(facts, {quoted(name)}, {low}, {high})"
    reader = "_words" if isinstance(fact, SetFact) else "_word"
    return f"{reader}(facts, {quoted(name)}, frozenset({_write_words(fact_words(fact, ruleset.roles))}))"


def _write_words(words: tuple[str, ...]) -> str:
    return f"{{{', '.join(quoted(word) for word in words)}}}"


class _PythonNotation(InfixNotation):
    conjunction, disjunction, true, false = "and", "or", "True", "False"

    def value(self, fact: str) -> str:
        return _variable(fact)

    def known(self, fact: str) -> str:
        return f"{_variable(fact)} is not None"

    def is_(self, fact: str, value: bool) -> str:
        return f"{_variable(fact)} is {value}"

    def in_(self, fact: str, values: tuple[str, ...], *, wanted: bool) -> str:
        return f"{_variable(fact)} {'in' if wanted else 'not in'} {_write_words(values)}"

    def has(self, op: HasOp, fact: str, values: tuple[str, ...]) -> str:
        name, words = _variable(fact), _write_words(values)
        match op:
            case "has_any":
                return f"not {name}.isdisjoint({words})"
            case "has_none":
                return f"{name}.isdisjoint({words})"
            case "has_all":
                return f"{name} >= {words}"
            case "lacks_any":
                return f"not {name} >= {words}"
