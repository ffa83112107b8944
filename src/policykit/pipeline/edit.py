"""`edit`: the text of a draft changed clause by clause, from the terminal, with all that the desk can do."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, cast, get_args

from pydantic import ValidationError

from policykit.errors import PolicykitError
from policykit.model.edit import (
    Edit,
    EditField,
    EditFields,
    EditHeading,
    EditSpot,
    EditText,
    InsertItem,
    JoinClauses,
    RelocateItem,
    RemoveItem,
    SplitClause,
    Where,
    field_value,
    item_words,
    read_edits,
)
from policykit.model.policy import Clause, Section
from policykit.model.rule import ReadingStatus
from policykit.pipeline.codes import refuse
from policykit.pipeline.results.editing import EditResult, describe_edit, describe_history, list_items
from policykit.pipeline.results.write import write_result
from policykit.pipeline.writing.agree import plan_reading
from policykit.pipeline.writing.change import change_text, open_text
from policykit.pipeline.writing.codes import NOT_AN_EDIT
from policykit.pipeline.writing.history import take_back
from policykit.pipeline.writing.opened import OpenText
from policykit.source.yaml_edit.lower import find_item

__all__ = [
    "ACTIONS",
    "change_text",
    "describe_edit",
    "describe_history",
    "edit_to_json",
    "list_items",
    "open_text",
    "plan_agreement",
    "plan_edits",
    "take_back",
]

ACTIONS: dict[str, tuple[str, int, int]] = {
    "list": ("", 0, 0),
    "text": ("CLAUSE WORDS", 2, 2),
    "heading": ("SECTION WORDS", 2, 2),
    "field": ("CLAUSE|SECTION|. KEY VALUE", 3, 3),
    "fields": ("CLAUSE JSON", 2, 2),
    "reading": ("RULE draft|reviewed|confirmed|disputed", 2, 2),
    "insert": ("WHERE:CLAUSE|SECTION WORDS", 2, 2),
    "insert-section": ("WHERE:SECTION HEADING", 2, 2),
    "remove": ("CLAUSE|SECTION", 1, 1),
    "move": ("CLAUSE|SECTION WHERE:CLAUSE|SECTION", 2, 2),
    "split": ("CLAUSE WORDS", 2, 2),
    "join": ("CLAUSE CLAUSE", 2, 2),
    "apply": ("FILE", 1, 1),
    "undo": ("[NUMBER]", 0, 1),
    "history": ("[CLAUSE|SECTION]", 0, 1),
}
"""Each action with its arguments, and how few and how many it takes."""


def edit_to_json(result: EditResult) -> str:
    """Give a result as JSON, which the schema `edit` describes."""
    return write_result("edit", result)


def plan_agreement(
    opened: OpenText, words: Sequence[str], now: datetime, by: str | None, minute: str | None, note: str | None
) -> tuple[Edit, ...]:
    """Give the edit that the action `reading` means. Raises PolicykitError as `plan_reading`, and `not-an-edit`."""
    rule, status = words
    if status not in tuple(ReadingStatus):
        message = f"`{status}` is not how far a reading can be agreed"
        raise refuse(NOT_AN_EDIT, message, f"one of: {', '.join(ReadingStatus)}")
    return (plan_reading(opened, rule, ReadingStatus(status), by, now.date(), minute, note),)


def plan_edits(opened: OpenText, action: str, words: Sequence[str], was: str | None = None) -> tuple[Edit, ...]:
    """Give the edits that an action of the command line means, with what is there now as what its author saw.

    `was` is what the author saw, where that is said. Raises PolicykitError: `not-an-edit`, or `edit-impossible` for a
    clause that there is not.
    """
    if action == "apply":
        return _read_file(Path(words[0]))
    return (_PLANS[action](opened, list(words), was),)


def _read_file(path: Path) -> tuple[Edit, ...]:
    try:
        data = json.loads(path.read_text("utf-8-sig"))
        return read_edits(data)
    except OSError as error:
        reason = (error.strerror or "the system gives no access to it").lower()
        raise refuse(NOT_AN_EDIT, f"`{path.as_posix()}` cannot be read: {reason}") from error
    except ValidationError as error:
        faults = [_tell(path, each) for each in error.errors()]
        raise PolicykitError(*(fault for one in faults for fault in one.diagnostics)) from None
    except (ValueError, RecursionError):
        raise refuse(NOT_AN_EDIT, f"`{path.as_posix()}` is not JSON in UTF-8") from None


def _tell(path: Path, error: Any) -> PolicykitError:
    place = ".".join(str(step) for step in error["loc"])
    number = error["loc"][0] + 1 if error["loc"] and isinstance(error["loc"][0], int) else 0
    where = f"edit {number} of `{path.as_posix()}`" if number else f"`{path.as_posix()}`"
    missing = " is missing" if error["type"] == "missing" else " is none that can be"
    field = place.rpartition(".")[2] if number and len(error["loc"]) > 1 else "`do`" if number else "the list"
    return refuse(NOT_AN_EDIT, f"{where}: {field}{missing}")


def _find(opened: OpenText, id: str) -> Clause | Section:
    return find_item(opened.version, id)[1]


def _plan_text(opened: OpenText, words: list[str], was: str | None) -> Edit:
    item = _find(opened, words[0])
    now = item.text if isinstance(item, Clause) else None
    return EditText(id=words[0], was=was if was is not None else now, words=words[1])


def _plan_heading(opened: OpenText, words: list[str], was: str | None) -> Edit:
    item = _find(opened, words[0])
    now = item.heading if isinstance(item, Section) else None
    return EditHeading(id=words[0], was=was if was is not None else now, words=words[1] or None)


def _plan_field(opened: OpenText, words: list[str], was: str | None) -> Edit:
    name = "" if words[0] == "." else words[0]
    item = _find(opened, name) if name else opened.version
    now = field_value(item, words[1])
    seen = now if was is None else _read_value(was)
    return EditField(id=name, key=words[1], was=seen, value=_read_value(words[2]))


def _plan_fields(opened: OpenText, words: list[str], was: str | None) -> Edit:
    item = _find(opened, words[0])
    values, seen = (_read_object(text) for text in (words[1], was or "{}"))
    now = {key: field_value(item, key) for key in values}
    return EditFields(id=words[0], was=now if was is None else seen, values=values)


def _read_object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict) or (text != "{}" and not value):
        message = f"`{text[:60]}` is not a JSON object with a value for each key"
        raise refuse(NOT_AN_EDIT, message, 'write them so: \'{"kind": "definition", "term": "Officer"}\'')
    return value


def _read_value(text: str) -> Any:
    """Read a value as JSON, and anything else as the words themselves."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if not isinstance(value, (int, float)) or isinstance(value, bool) else text


def _plan_insert(_: OpenText, words: list[str], _was: str | None) -> Edit:
    return InsertItem(spot=_read_spot(words[0]), words=words[1])


def _plan_insert_section(_: OpenText, words: list[str], _was: str | None) -> Edit:
    return InsertItem(spot=_read_spot(words[0]), part="section", words=words[1])


def _plan_remove(opened: OpenText, words: list[str], was: str | None) -> Edit:
    return RemoveItem(id=words[0], was=was if was is not None else item_words(_find(opened, words[0])))


def _plan_move(_: OpenText, words: list[str], _was: str | None) -> Edit:
    return RelocateItem(id=words[0], spot=_read_spot(words[1]))


def _plan_split(opened: OpenText, words: list[str], _was: str | None) -> Edit:
    item = _find(opened, words[0])
    text = (item.text if isinstance(item, Clause) else None) or ""
    first, found, rest = text.partition(words[1])
    if not found or not first.strip():
        message = f"`{words[0]}` does not go on with `{words[1]}`"
        raise refuse(NOT_AN_EDIT, message, "give the words with which the second clause is to begin")
    return SplitClause(id=words[0], was=text, first=first.rstrip(), second=(found + rest).lstrip())


def _plan_join(opened: OpenText, words: list[str], _was: str | None) -> Edit:
    items = [_find(opened, name) for name in words]
    texts = [(item.text if isinstance(item, Clause) else None) or "" for item in items]
    joined = " ".join(text for text in texts if text)
    return JoinClauses(id=words[0], other=words[1], was=texts[0], was_other=texts[1], words=joined)


def _read_spot(text: str) -> EditSpot:
    where, _, name = text.partition(":")
    if where not in get_args(Where) or (not name and where in ("after", "before")):
        message = f"`{text}` is no place for a clause or section"
        raise refuse(
            NOT_AN_EDIT, message, "write after:ID, before:ID, first:ID or last:ID; first: alone is the document"
        )
    return EditSpot(where=cast("Where", where), id=name)


_PLANS: dict[str, Callable[[OpenText, list[str], str | None], Edit]] = {
    "text": _plan_text,
    "heading": _plan_heading,
    "field": _plan_field,
    "fields": _plan_fields,
    "insert": _plan_insert,
    "insert-section": _plan_insert_section,
    "remove": _plan_remove,
    "move": _plan_move,
    "split": _plan_split,
    "join": _plan_join,
}
