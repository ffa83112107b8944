"""Many records as JSON: decoded, checked and decided at speed.

What the quick reader refuses is read again by `records.py`, which either accepts it (`yes` for true, derived facts that
are given) or tells what is wrong. The quick reader does not ask for signatures of judgements or whether they fit, works
derived facts out only for rules that read them, and of a key that stands twice it takes the last, as JSON readers do;
for single records, where speed is nothing, use `read_record`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import Annotated, Any, Literal, NamedTuple

from policykit.errors import Code, Diagnostic, Severity
from policykit.model.fact import (
    ChoiceFact,
    DateFact,
    Derivation,
    Fact,
    FactKind,
    FactVocabulary,
    NumberFact,
    RecordType,
    RoleFact,
    SetFact,
    YesNoFact,
)
from policykit.rules.contradictions import Implication, list_implications
from policykit.rules.derive import Nation, can_leave_bounds, derive_fact, is_within
from policykit.rules.findings import Finding, Verdict
from policykit.rules.generate import CompiledRules, facts_as_attributes
from policykit.rules.ir import Ruleset
from policykit.rules.records import read_record

RECORD_JSON = Code(
    "record-json",
    Severity.ERROR,
    "a line is not one JSON object",
    "write one object on each line, with each key once",
    '{"record": "post", "record": "post"}',
    '{"record": "post"}',
)


class CheckedLine(NamedTuple):
    """What the rulesets say of one line: findings, or the diagnostics that kept it from being read."""

    findings: list[Finding]
    diagnostics: tuple[Diagnostic, ...] = ()


class JsonChecker:
    """Decides JSON records by one or several rulesets of one vocabulary; made once, used for many lines."""

    def __init__(self, rulesets: Sequence[Ruleset], vocabulary: FactVocabulary, nation: Nation = "ENG") -> None:
        import msgspec

        self._vocabulary = vocabulary
        self._nation: Nation = nation
        self._malformed = msgspec.MsgspecError
        self._by_type: dict[type, _Kind] = {}
        self._by_name: dict[str, _Kind] = {}
        for name, record_type in vocabulary.records.items():
            kind = _Kind(name, record_type, tuple(vocabulary.roles), CompiledRules(rulesets, name))
            self._by_type[kind.struct] = self._by_name[name] = kind
        union: Any = Literal[None]
        for struct in self._by_type:
            union = union | struct
        self._decode: Callable[[bytes], Any] = msgspec.json.Decoder(union).decode
        self._convert: Callable[[Any, type], Any] = msgspec.convert

    def check(self, line: bytes) -> CheckedLine:
        """Give the findings of every ruleset for one JSON object, in order, or what is wrong with it."""
        try:
            record = self._decode(line)
            kind = self._by_type[type(record)]
        except (self._malformed, KeyError, UnicodeDecodeError, RecursionError):
            return self._check_slowly(line)
        if not kind.is_within_bounds(record) or not self._derive(kind, record):
            return self._check_slowly(line)
        return CheckedLine(kind.compiled.find(record))

    def judge(self, record: Mapping[str, object]) -> tuple[Verdict, ...] | None:
        """Give the verdict of every ruleset that reads this kind of record; None if the quick reader refuses it.

        The quick reader takes no signatures and no derived facts; `read_record` takes those, or says what is wrong.
        """
        if record.get("judged") is not None:
            return None
        try:
            kind = self._by_name[record["record"]]  # type: ignore[index] # what is no name raises
            found = self._convert(record, kind.struct)
        except (self._malformed, KeyError, RecursionError, TypeError, UnicodeError):
            return None
        if not kind.is_within_bounds(found) or not self._derive(kind, found, kind.doubtful):
            return None
        return kind.compiled.evaluate(found, kind.find_unsigned(found), kind.find_doubts(found))

    def _derive(self, kind: _Kind, record: Any, derived: Sequence[tuple[str, Fact, Derivation]] | None = None) -> bool:
        """Work out derived facts, by default those that rules read; False if one is out of bounds."""
        for name, fact, derivation in kind.derived if derived is None else derived:
            facts = {source: getattr(record, source) for source in derivation.of}
            value = derive_fact(derivation, facts, self._nation)
            if value is None:
                continue
            if not is_within(fact, value) or getattr(record, name) not in (None, value):
                return False
            setattr(record, name, value)
        return True

    def _check_slowly(self, line: bytes) -> CheckedLine:
        try:
            data = read_json(line)
        except ValueError as error:
            return CheckedLine([], (RECORD_JSON.at(None, str(error)),))
        record, diagnostics = read_record(data, self._vocabulary, nation=self._nation)
        if record is None:
            return CheckedLine([], diagnostics)
        kind = self._by_name[record.kind]
        return CheckedLine(kind.compiled.find(kind.as_attributes(record.facts)))


class _Kind:
    """One kind of record: the class it decodes to, its bounds, its derived facts and its rules."""

    def __init__(self, name: str, record_type: RecordType, roles: tuple[str, ...], compiled: CompiledRules) -> None:
        self.compiled = compiled
        self.as_attributes = facts_as_attributes(record_type.facts)
        derived = [(n, f, f.derivation) for n, f in record_type.facts.items() if f.derivation is not None]
        read = compiled.facts.intersection(name for name, _, _ in derived)
        self.doubtful = derived if read or any(can_leave_bounds(f, d, record_type.facts) for _, f, d in derived) else []
        """What is worked out where every fault is to be told: nothing, if no rule reads any and all stay in bounds."""
        self.find_unsigned = _compile_unsigned(record_type)
        self.derived = derived if read else []
        self.struct = _make_struct(name, record_type, roles)
        self.is_within_bounds = _compile_bounds(record_type)
        self.find_doubts = _compile_doubts(record_type)


def _make_struct(name: str, record_type: RecordType, roles: tuple[str, ...]) -> type:
    import msgspec

    fields: list[tuple[str, Any, Any]] = [("id", str | int | None, None), ("judged", dict[str, Any] | None, None)]
    # A fact that is only ever derived and is given all the same is a rarity that the quick reader leaves to the other.
    fields += [
        (fact_name, _json_type(fact, roles) | None if fact.is_asked else None, None)
        for fact_name, fact in record_type.facts.items()
    ]
    return msgspec.defstruct(f"_{name}", fields, tag_field="record", tag=name, forbid_unknown_fields=True, gc=False)


def _json_type(fact: Fact, roles: tuple[str, ...]) -> Any:
    import msgspec

    match fact:
        case YesNoFact():
            return bool
        case ChoiceFact(values=words):
            return Literal[words]
        case RoleFact():
            return Literal[roles]
        case SetFact(members=members):
            return frozenset[Literal[members]]  # type: ignore[valid-type]
        case NumberFact(minimum=low, maximum=high):
            return Annotated[int, msgspec.Meta(ge=low, le=high)]
        case DateFact():
            return date


def _compile_unsigned(record_type: RecordType) -> Callable[[Any], tuple[str, ...]]:
    """Give the function that names the judgements that a record without signatures gives."""
    names = [name for name, fact in record_type.facts.items() if fact.kind is FactKind.JUDGEMENT]
    if not names:
        return lambda _: ()
    tests = "".join(f"r.{name} is not None, " for name in names)
    # Fact names are words by their type, so the text holds nothing else.
    are_given: Callable[[Any], tuple[bool, ...]] = eval(f"lambda r: ({tests})")  # noqa: S307
    return lambda record: tuple(compress(names, are_given(record)))


def _compile_doubts(record_type: RecordType) -> Callable[[Any], tuple[str, ...]]:
    """Give the function that tells which judgements of a record do not fit together."""
    told = [each for each in list_implications(record_type.facts) if each.is_view]
    tests = [f"*(({each.message!r},) if {_write_contradiction(each)} else ()), " for each in told]
    # Fact names are words by their type, so the text holds nothing else.
    find: Callable[[Any], tuple[str, ...]] = eval(f"lambda r: ({''.join(tests)})")  # noqa: S307
    return find


def _write_contradiction(each: Implication) -> str:
    implied = f"r.{each.fact} is not None" if each.needs is None else f"r.{each.fact} is {each.needs}"
    return f"{implied} and r.{each.other} is {not each.so}"


def _compile_bounds(record_type: RecordType) -> Callable[[Any], bool]:
    """Give the function that says whether every date of a record lies within its bounds, and no fact rules one out."""
    lines = ["def is_within(r):"]
    names: dict[str, Any] = {}
    for name, fact in record_type.facts.items():
        if isinstance(fact, DateFact) and fact.derivation is None:
            names[f"low_{name}"], names[f"high_{name}"] = fact.earliest, fact.latest
            lines.append(f"    if r.{name} is not None and not low_{name} <= r.{name} <= high_{name}: return False")
    against = [_write_contradiction(each) for each in list_implications(record_type.facts) if not each.is_view]
    lines += [f"    if {test}: return False" for test in against]
    # Fact names are words by their type, so the text holds nothing else.
    exec(compile("\n".join([*lines, "    return True"]), "<generated bounds>", "exec"), names)  # noqa: S102
    is_within_bounds: Callable[[Any], bool] = names["is_within"]
    return is_within_bounds


def read_json(text: bytes) -> Any:
    """Read JSON in which no object has a key twice. Raises ValueError, with a sentence, for what is none."""
    try:
        return json.loads(text, object_pairs_hook=refuse_repeats, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ValueError(str(error) if isinstance(error, _RepeatError) else "this is not a JSON object") from None


class _RepeatError(ValueError):
    """A key that stands twice in one object."""


def refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Give an object of JSON. Raises ValueError where a key appears twice, of which one would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _RepeatError(f"the key `{next(key for key in keys if keys.count(key) > 1)}` appears twice")
    return found


def refuse_constant(name: str) -> Any:
    """Raise ValueError for a word such as `NaN`, which Python reads and JSON does not have."""
    raise ValueError(f"`{name}` is not JSON")
