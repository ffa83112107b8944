"""What every model class shares: frozen, closed to unknown keys, strict about types; and the types of ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, NewType, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

T = TypeVar("T")


class Model(BaseModel):
    """The base of all that a YAML file can hold: immutable, no unknown keys, no silent conversions.

    A class is built when it is first used: most are only ever used as a part of another, which builds them anyway.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    unprinted: ClassVar[str | None] = None
    """For a class whose texts no document prints: why."""


OLD_KEYS = {"date": "on", "matter": "on", "if_yes": "yes", "if_no": "no"}
"""Keys, and what they were called once: readers of YAML 1.1 take `on`, `yes` and `no` for true and false."""


def rename_keys(data: object, *names: str) -> object:
    """Give the data of a mapping with the old name of each of these keys as it is called now, unless it has both."""
    renamed = {OLD_KEYS[name]: name for name in names}
    if not isinstance(data, dict) or not any(old in data and new not in data for old, new in renamed.items()):
        return data
    return {(renamed[key] if key in renamed and renamed[key] not in data else key): data[key] for key in data}


def allow_keys(*names: str) -> Callable[[dict[str, Any]], None]:
    """Give what adds the old names of these keys to the schema of a class: what was sealed with them stays as it is."""

    def add(schema: dict[str, Any]) -> None:
        properties, required = schema["properties"], schema.get("required", [])
        for old, new in ((OLD_KEYS[name], name) for name in names):
            properties[old] = {**properties[new], "deprecated": True, "description": f"`{new}` in older files."}
            if new in required:
                required.remove(new)
                schema.setdefault("allOf", []).append({"anyOf": [{"required": [new]}, {"required": [old]}]})

    return add


Part = Literal[
    "title",
    "subtitle",
    "heading",
    "number",
    "term",
    "clause",
    "footnote",
    "value",
    "caption",
    "alt",
    "column",
    "cell",
    "note",
    "line",
    "event",
]
"""What a printed text is: a part of the version, a `line` of the council's own, or of an `event` of the register."""

TextReading = Literal["markdown", "title", "plain", "template"]
"""How the characters of a printed text are read.

`markdown`: inline CommonMark, references and parameters. `title`: printed on the cover as Markdown and at the head of
each page as it is typed, so that it may hold nothing that the two read differently. `plain`: printed as it is typed.
`template`: printed as it is typed, with values for the parameters in braces.
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """Marks a field of text that a document prints."""

    part: Part
    reading: TextReading
    rank: int = 0
    """Where it is printed among the texts of its class: those of a lower rank before the others."""


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """Marks a field of text that no document prints, and says why."""

    reason: str


Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list in YAML, a tuple in Python."""

CouncilId = NewType("CouncilId", str)
PolicyId = NewType("PolicyId", str)
SectionId = NewType("SectionId", str)
ClauseId = NewType("ClauseId", str)
TopicId = NewType("TopicId", str)
ModelId = NewType("ModelId", str)
RuleId = NewType("RuleId", str)

_WORD = r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
WORD = StringConstraints(pattern=rf"^{_WORD}$", max_length=80)
"""One readable word: lower-case letters, digits, hyphens or underscores, starting with a letter."""
DOTTED = StringConstraints(pattern=rf"^{_WORD}(?:\.[a-z0-9]+(?:[-_][a-z0-9]+)*)*$", max_length=160)
"""Words joined by full stops: `messaging.consent`."""

CouncilIdField = Annotated[CouncilId, WORD]
PolicyIdField = Annotated[PolicyId, WORD]
SectionIdField = Annotated[SectionId, DOTTED]
ClauseIdField = Annotated[ClauseId, DOTTED]
TopicIdField = Annotated[TopicId, WORD]
ModelIdField = Annotated[ModelId, WORD]
RuleIdField = Annotated[RuleId, DOTTED]

Line = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^[^\n]*$")]
"""A short text on one line."""

Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""A paragraph of text."""
