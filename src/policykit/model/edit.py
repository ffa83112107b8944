"""Edits of a draft's text as data: what a page or a command asks for, and what the journal keeps.

Each names what it touches by id, and says what its author saw there (`was`), so that nothing that somebody else wrote
meanwhile is written over. Words are inline CommonMark, as in a clause's `text`. The id of the document itself is the
empty text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, JsonValue, StringConstraints, TypeAdapter

from policykit.model.base import DOTTED, Model
from policykit.model.policy import Clause, ClauseKind, Section, Version
from policykit.model.rule import Reading, ReadingStatus

ItemId = Annotated[str, StringConstraints(max_length=200)]
"""The id of a section or clause; the empty text for the document."""
NewId = Annotated[str, DOTTED]
Where = Literal["after", "before", "first", "last"]
"""Beside another of its kind, or the first or last in what it belongs to."""


class EditSpot(Model):
    """A place for a clause or section: `after` or `before` another, or the `first` or `last` in one."""

    unprinted = "an edit; no document has it"

    where: Where
    """On which side, or at which end."""
    id: ItemId
    """Of what. With `first` and `last`, the empty text means the document, which sections are in."""


class EditText(Model):
    """Give a clause other words."""

    unprinted = "an edit; what it writes is checked as part of the version"

    do: Literal["text"] = "text"
    id: ItemId
    """The clause."""
    was: str | None = None
    """Its words before; null for a clause without `text`."""
    words: str
    """Its words from now on."""


class EditHeading(Model):
    """Give a section another heading, or none."""

    unprinted = "an edit; what it writes is checked as part of the version"

    do: Literal["heading"] = "heading"
    id: ItemId
    """The section."""
    was: str | None = None
    """Its heading before; null for one without."""
    words: str | None
    """Its heading from now on; null takes it away."""


class EditField(Model):
    """Give any other field of a clause, a section or the document another value, or take it away."""

    unprinted = "an edit; what it writes is checked as part of the version"

    do: Literal["field"] = "field"
    id: ItemId
    """The clause or section; the empty text for the document."""
    key: str
    """The key in the YAML: `kind`, `topic`, `notes`, `title` …; not `id`, and not what holds clauses or sections."""
    was: JsonValue = None
    """The value before; null for none."""
    value: JsonValue
    """The value from now on; null takes the key away."""


class EditFields(Model):
    """Give several fields of a clause other values at once: words with a footnote, a kind with its term."""

    unprinted = "an edit; what it writes is checked as part of the version"

    do: Literal["fields"] = "fields"
    id: ItemId
    """The clause."""
    was: dict[str, JsonValue]
    """The value of each field before, null for none; those that are left out had none."""
    values: Annotated[dict[str, JsonValue], Field(min_length=1)]
    """The values from now on, by the key in the YAML, `text` too; null takes a key away."""


class EditReading(Model):
    """Say how far the reading of a clause by one of its rules is agreed."""

    unprinted = "an edit; what it writes is checked as part of the version"

    do: Literal["reading"] = "reading"
    id: ItemId
    """The clause."""
    rule: str
    """The id of the rule."""
    was: ReadingStatus = Field(strict=False)
    """How far it was agreed before."""
    reading: Reading
    """Who reads it so, when, and how far that is agreed from now on."""


class InsertItem(Model):
    """Add a clause, or a section."""

    unprinted = "an edit; what it writes is checked as part of the version"

    do: Literal["insert"] = "insert"
    spot: EditSpot
    """Where."""
    part: Literal["clause", "section"] = "clause"
    """What it is."""
    words: str
    """The words of the clause, or the heading of the section."""
    kind: ClauseKind | None = None
    """What the clause does; null leaves it to be read from the words."""
    id: NewId | None = None
    """Its id; null has one made from the words."""
    token: str | None = None
    """A name by which later edits of the same list mean it, while its id is not known."""


class RemoveItem(Model):
    """Take a clause or a section away, with all that is in it."""

    unprinted = "an edit; no document has it"

    do: Literal["remove"] = "remove"
    id: ItemId
    """Which."""
    was: str
    """Its words before and those of all that is in it, as `item_words` gives them."""


class RelocateItem(Model):
    """Put a clause or a section elsewhere, with all that is in it."""

    unprinted = "an edit; no document has it"

    do: Literal["move"] = "move"
    id: ItemId
    """Which."""
    spot: EditSpot
    """Where to."""


class SplitClause(Model):
    """Make two clauses of one; a list in it, and its table, go with the second."""

    unprinted = "an edit; what it writes is checked as part of the version"

    do: Literal["split"] = "split"
    id: ItemId
    """The clause."""
    was: str
    """Its words before."""
    first: str
    """The words that stay."""
    second: str
    """The words of the new clause."""
    kind: ClauseKind | None = None
    """What the new clause does; null for the kind of the first, or where that is a definition, what the words say."""
    new: NewId | None = None
    """The id of the new clause; null has one made from its words."""
    token: str | None = None
    """A name by which later edits of the same list mean the new clause, while its id is not known."""


class JoinClauses(Model):
    """Make one clause of two that follow each other; what is in the second goes with it."""

    unprinted = "an edit; what it writes is checked as part of the version"

    do: Literal["join"] = "join"
    id: ItemId
    """The first, which keeps its id."""
    other: ItemId
    """The second, which goes."""
    was: str
    """The words of the first before."""
    was_other: str
    """The words of the second before."""
    words: str
    """The words of the one clause."""


Edit: TypeAlias = Annotated[
    EditText
    | EditHeading
    | EditField
    | EditFields
    | EditReading
    | InsertItem
    | RemoveItem
    | RelocateItem
    | SplitClause
    | JoinClauses,
    Field(discriminator="do"),
]
"""One edit. In JSON its kind is under `do`."""


def read_edits(data: object) -> tuple[Edit, ...]:
    """Give edits from plain data: a list of objects. Raises pydantic.ValidationError for what is none."""
    return _make_adapter().validate_python(data)


@cache
def _make_adapter() -> TypeAdapter[tuple[Edit, ...]]:
    return TypeAdapter(Annotated[tuple[Edit, ...], Field(strict=False)])


def write_edit(edit: Edit) -> dict[str, Any]:
    """Give an edit as plain data, which `read_edits` reads."""
    return edit.model_dump(mode="json")


def item_words(item: Clause | Section) -> str:
    """Give the words of a clause or section and of all in it, a line each: what `RemoveItem.was` holds."""
    return "\n".join(_list_words(item))


def _list_words(item: Clause | Section) -> Iterator[str]:
    yield (item.heading if isinstance(item, Section) else item.text) or ""
    for clause in item.clauses:
        yield from _list_words(clause)
    for section in item.sections if isinstance(item, Section) else ():
        yield from _list_words(section)


def name_tokens(edit: Edit, names: Mapping[str, str]) -> Edit:
    """Give an edit with the ids that `names` has for the tokens in it."""
    changes: dict[str, Any] = {}
    for key in ("id", "other"):
        if getattr(edit, key, None) in names:
            changes[key] = names[getattr(edit, key)]
    spot = getattr(edit, "spot", None)
    if spot is not None and spot.id in names:
        changes["spot"] = EditSpot(where=spot.where, id=names[spot.id])
    return edit.model_copy(update=changes) if changes else edit


def list_ids(version: Version) -> Iterator[str]:
    """Give the id of every section and clause, in document order."""
    for section in version.sections:
        yield from _list_below(section)


def _list_below(item: Clause | Section) -> Iterator[str]:
    yield item.id
    for clause in item.clauses:
        yield from _list_below(clause)
    for section in item.sections if isinstance(item, Section) else ():
        yield from _list_below(section)


def field_value(item: Clause | Section | Version | Mapping[str, Any], key: str) -> JsonValue:
    """Give the value of one field as plain data, null for one left out; as `EditField.was` compares it."""
    if not isinstance(item, Mapping):
        name = next((name for name, info in type(item).model_fields.items() if key in (name, info.alias)), None)
        data = item.model_dump(mode="json", by_alias=True, exclude_defaults=True, include={name} if name else set())
        return data.get(key)
    value = item.get(key)
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
