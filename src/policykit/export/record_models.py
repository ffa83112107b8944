"""The records that rules read as types of Python: a pydantic model, or a TypedDict, for each kind of record.

A type checker then finds a misspelt fact or a wrong word where a program is written, and pydantic where a record comes
in. Both are given to `PolicyRules.check`: a TypedDict as it is, a model as `model.model_dump(exclude_none=True)`.
"""

from __future__ import annotations

from policykit.export.target import Export, fact_words, header_lines, one_line, quoted
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.ir import RecordFacts, Ruleset

_PYDANTIC = '''"""The records that the rules of a policy read, as models of pydantic.

A fact that is left out, or None, is not known. `model.model_dump(exclude_none=True)` is what `rules.check` takes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _read_day(value: object) -> date:
    """Read a day, as a date or as 2026-05-07; a moment of a day is refused, and no number is taken for one."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and date.fromisoformat(value).isoformat() == value:
        return date.fromisoformat(value)
    raise ValueError("write the day as in 2026-05-07")


_Day = Annotated[date, BeforeValidator(_read_day)]


class _Signature(BaseModel):
    """Who made a judgement, and on which day."""

    model_config = ConfigDict(extra="forbid")

    by: Annotated[str, Field(min_length=1)]
    on: _Day
'''
_TYPED_DICT = '''"""The records that the rules of a policy read, as TypedDicts: what `rules.check` takes.

A fact that is left out, or None, is not known. A day is a `date` or written 2026-05-07.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal, TypedDict


class _Signature(TypedDict):
    """Who made a judgement, and on which day."""

    by: str
    on: date | str


class _Described(TypedDict, total=False):
    id: str | int | None
    judged: dict[str, _Signature]
'''


def to_pydantic(ruleset: Ruleset) -> Export:
    """Give one module with a model of pydantic for each kind of record, closed, with the bounds of each fact."""
    lines = [*_comment(ruleset, "pydantic models of the records of the"), _PYDANTIC]
    for name, record in ruleset.records.items():
        lines += ["", *_cite(ruleset, name), f"class {_class_name(name)}(BaseModel):", f"    {_docstring(record)}", ""]
        lines += [
            '    model_config = ConfigDict(extra="forbid")',
            "",
            f"    record: Literal[{quoted(name)}] = {quoted(name)}",
        ]
        lines += ["    id: str | int | None = None", "    judged: dict[str, _Signature] | None = None"]
        for fact_name, fact in record.facts.items():
            lines += [f"    {fact_name}: {_pydantic_type(fact, ruleset)} | None = None", f"    {_question(fact)}"]
        lines.append("")
    return Export("pydantic", {f"{_module_name(ruleset)}_models.py": "\n".join(lines)})


def to_typed_dict(ruleset: Ruleset) -> Export:
    """Give one module with a TypedDict for each kind of record."""
    lines = [*_comment(ruleset, "TypedDicts of the records of the"), _TYPED_DICT]
    for name, record in ruleset.records.items():
        kind, facts = _class_name(name), f"_{_class_name(name)}Facts"
        lines += ["", *_cite(ruleset, name), f"class {facts}(_Described, total=False):"]
        for fact_name, fact in record.facts.items():
            lines += [f"    {fact_name}: {_plain_type(fact, ruleset)} | None", f"    {_question(fact)}"]
        lines += [
            "",
            "",
            f"class {kind}({facts}):",
            f"    {_docstring(record)}",
            "",
            f"    record: Literal[{quoted(name)}]",
            "",
        ]
    return Export("typed-dict", {f"{_module_name(ruleset)}_records.py": "\n".join(lines)})


def _pydantic_type(fact: Fact, ruleset: Ruleset) -> str:
    match fact:
        case NumberFact(minimum=low, maximum=high):
            return f"Annotated[int, Field(strict=True, ge={low}, le={high})]"
        case DateFact(earliest=first, latest=last):
            ends = [f"date({day.year}, {day.month}, {day.day})" for day in (first, last)]
            return f"Annotated[_Day, Field(ge={ends[0]}, le={ends[1]})]"
        case YesNoFact():
            return "Annotated[bool, Field(strict=True)]"
        case SetFact(members=members):
            return f"frozenset[{_literal(members)}]"
    return _literal(fact_words(fact, ruleset.roles))


def _plain_type(fact: Fact, ruleset: Ruleset) -> str:
    match fact:
        case NumberFact():
            return "int"
        case DateFact():
            return "date | str"
        case YesNoFact():
            return 'bool | Literal["yes", "no"]'
        case SetFact(members=members):
            return f"Collection[{_literal(members)}]"
    return _literal(fact_words(fact, ruleset.roles))


def _literal(words: tuple[str, ...]) -> str:
    return f"Literal[{', '.join(map(quoted, words))}]"


def _comment(ruleset: Ruleset, what: str) -> list[str]:
    return [f"# {line}" for line in header_lines(ruleset, what)]


def _cite(ruleset: Ruleset, record: str) -> list[str]:
    """Name the rules that read a kind of record, each with its clause, as comments."""
    cited = [f"# {rule.id}: {one_line(rule.citation)} ({rule.clause})" for rule in ruleset.rules_on(record)]
    return ["# Read by these rules:", *cited]


def _docstring(record: RecordFacts) -> str:
    label = one_line(record.label)
    return quoted(f"{label[:1].upper()}{label[1:]}.")


def _question(fact: Fact) -> str:
    return quoted(fact.question)


def _class_name(record: str) -> str:
    return "".join(word.capitalize() for word in record.split("_"))


def _module_name(ruleset: Ruleset) -> str:
    return f"{ruleset.council}_{ruleset.policy}".replace("-", "_").replace(".", "_")
