"""Reasons for findings at speed: worked out once for each way in which the tests of a rule come out, and kept.

The plain words of a reason say how a number, a day or a set compares, and not what it is, so that few ways differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from policykit.model.fact import DateFact, Fact, NumberFact, SetFact
from policykit.model.rule import Modality
from policykit.rules.evaluate import evaluate_rule
from policykit.rules.findings import Finding, Outcome, judge_overall
from policykit.rules.ir import Compare, FactPlus, Has, LoweredRule, Ruleset, atom_facts, walk_atoms

_MOST_KEPT = 4096
_SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
_HEAVIEST = (Outcome.BREACH, Outcome.CANNOT_TELL, Outcome.COMPLIANT)
"""What one finding makes of the whole, the first that occurs; none of them: no rule applies."""
_MUSTS = (Modality.MUST, Modality.MUST_NOT)


class KeptReasons:
    """Adds to the findings of compiled rules what made each so."""

    def __init__(self, owned: Sequence[tuple[Ruleset, LoweredRule]], shared: Sequence[Finding]) -> None:
        """Take the rules in their places, and the findings without reasons that every record shares."""
        self._owned = tuple(owned)
        self._shared = tuple(shared)  # kept, so that an identity is never used again
        self._weights = {id(finding): judge_overall([finding]) for finding in self._shared}
        self._keys = [_compile_key(ruleset, rule) for ruleset, rule in self._owned]
        self._kept: list[dict[Any, Finding]] = [{} for _ in self._owned]

    def judge(self, found: Sequence[Finding]) -> Outcome:
        """Add findings up as `judge_overall` does."""
        said = set(map(self._weights.get, map(id, found)))
        if None in said:  # some cannot be told; they are no shared findings
            untold = (finding for finding in found if finding.outcome is Outcome.CANNOT_TELL)
            said.add(Outcome.CANNOT_TELL if any(f.modality in _MUSTS for f in untold) else Outcome.COMPLIANT)
        return next((outcome for outcome in _HEAVIEST if outcome in said), Outcome.NOT_APPLICABLE)

    def add(self, record: Any, start: int, found: Sequence[Finding]) -> tuple[Finding, ...]:
        """Give findings with what made each so; `start` is the place of the first one's rule."""
        told = []
        for place, finding in enumerate(found, start):
            if id(finding) in self._weights:
                key = self._keys[place](record)
                finding = self._kept[place].get(key) or self._explain(place, record, key)
            told.append(finding)
        return tuple(told)

    def _explain(self, place: int, record: Any, key: Any) -> Finding:
        kept = self._kept[place]
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        ruleset, rule = self._owned[place]
        finding = kept[key] = evaluate_rule(ruleset, rule, {name: getattr(record, name) for name in rule.facts})
        return finding


def _compile_key(ruleset: Ruleset, rule: LoweredRule) -> Callable[[Any], Any]:
    """Give the function from a record to all that decides which branch of a rule decided."""
    facts = ruleset.records[rule.record].facts
    parts: dict[str, None] = {}
    for name in rule.facts:
        parts[f"r.{name} is None" if isinstance(facts[name], NumberFact | DateFact | SetFact) else f"r.{name}"] = None
    for atom in (atom for condition in (rule.applies, rule.bad) for atom in walk_atoms(condition)):
        if isinstance(atom, Compare):
            known = " and ".join(f"r.{name} is not None" for name in atom_facts(atom))
            parts[f"{known} and {_write_comparison(atom, facts)}"] = None
        elif isinstance(atom, Has):
            parts[f"r.{atom.fact} is not None and {_write_membership(atom)}"] = None
    # The text is made of checked names and numbers only: fact names are words by their type.
    key: Callable[[Any], Any] = eval(f"lambda r: ({''.join(f'{part}, ' for part in parts)})")  # noqa: S307
    return key


def _write_membership(atom: Has) -> str:
    words = f"{{{', '.join(map(repr, atom.values))}}}"
    if atom.op in ("has_any", "has_none"):
        return f"r.{atom.fact}.isdisjoint({words})"
    return f"r.{atom.fact} >= {words}"


def _write_comparison(atom: Compare, facts: Mapping[str, Fact]) -> str:
    def write_number(name: str) -> str:
        return f"r.{name}.toordinal()" if isinstance(facts[name], DateFact) else f"r.{name}"

    match atom.right:
        case FactPlus(fact, plus_days):
            right = f"{write_number(fact)} + {plus_days}"
        case date():
            right = str(atom.right.toordinal())
        case _:
            right = str(atom.right)
    return f"{write_number(atom.fact)} {_SIGNS[atom.op]} {right}"
