"""Edits as a page sends them: words as runs, and what was taken away brought back by the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from policykit.errors import PolicykitError
from policykit.model.edit import Edit, EditField, EditFields, EditHeading, EditText, RemoveItem, read_edits
from policykit.model.policy import Clause
from policykit.pipeline.codes import refuse
from policykit.pipeline.writing.change import Changed, EditOutcome, change_text
from policykit.pipeline.writing.codes import NOT_AN_EDIT
from policykit.pipeline.writing.history import find_active, take_back
from policykit.pipeline.writing.inlines import read_runs, write_runs, write_words
from policykit.pipeline.writing.opened import OpenText
from policykit.pipeline.writing.page import describe_page, list_fields, list_numbers
from policykit.source.yaml_edit.lower import find_item

_WORDS = ("words", "first", "second")


def send_edits(opened: OpenText, data: object, now: datetime) -> dict[str, Any]:
    """Carry out what a page sends, and give what it needs to go on.

    `data` holds the `revision` that the page shows, and `edits`. Raises PolicykitError as `change_text` does, and
    `not-an-edit` for anything else.
    """
    if not isinstance(data, dict) or not isinstance(data.get("edits"), list):
        raise refuse(NOT_AN_EDIT, "the page sent something else than edits", "load the page again")
    before = list_numbers(opened)
    known = opened.revision
    restored = [_restore(opened, each, now) for each in data["edits"] if _does(each, "restore")]
    asked, unwritable = _write_words([each for each in data["edits"] if not _does(each, "restore")])
    edits = _read(asked)
    changed = change_text(opened, edits, now) if edits else Changed(opened.revision, (), outside=False)
    behind = changed.outside or data.get("revision") != known
    if opened.numbers is not None and not changed.outside and not restored and all(map(_keeps_numbers, edits)):
        opened.numbers = opened.revision, opened.numbers[1]
    after = list_numbers(opened)
    answer: dict[str, Any] = {
        "revision": opened.revision,
        "restored": restored,
        "outcomes": [*unwritable, *(_describe(opened, outcome) for outcome in changed.outcomes)],
        "outside": behind,
        "numbers": {name: each for name, each in after.items() if before.get(name) != each},
        "gone": [name for name in before if name not in after],
    }
    moved = any(not isinstance(each, (EditText, EditHeading, EditField, EditFields)) for each in edits)
    return {**answer, "page": describe_page(opened)} if behind or moved or restored else answer


def _keeps_numbers(edit: Edit) -> bool:
    """Tell whether an edit leaves every number and citation as it was: of words, only the marks of footnotes count."""
    return isinstance(edit, EditText) and "[^" not in f"{edit.was}{edit.words}"


def _does(each: object, what: str) -> bool:
    return isinstance(each, dict) and each.get("do") == what


def _read(sent: Sequence[Any]) -> tuple[Edit, ...]:
    try:
        return read_edits(list(sent))
    except ValidationError as error:
        raise refuse(NOT_AN_EDIT, "the page sent something else than edits", "load the page again") from error


def _write_words(sent: Sequence[Any]) -> tuple[list[Any], list[dict[str, Any]]]:
    """Give edits with their words as the file has them, and what cannot be written so."""
    written: list[Any] = []
    unwritable: list[dict[str, Any]] = []
    for each in sent:
        try:
            written.append(_with_words(each))
        except PolicykitError as error:
            why = [{"message": fault.message, "hint": fault.hint} for fault in error.diagnostics]
            told = {key: each.get(key) for key in ("do", "id", "token")}
            unwritable.append({**told, "state": "kept", "why": why})
    return written, unwritable


def _with_words(each: Any) -> Any:
    if not isinstance(each, Mapping):
        return each
    written = {key: write_runs(each[key]) for key in _WORDS if isinstance(each.get(key), list)}
    values = {key: write_words(each[key]) for key in ("value", "values") if isinstance(each.get(key), (dict, list))}
    return {**each, **written, **values}


def _describe(opened: OpenText, outcome: EditOutcome) -> dict[str, Any]:
    edit = outcome.edit
    name = getattr(edit, "new", None) or getattr(edit, "id", None)
    why = [{"message": each.message, "hint": each.hint} for each in outcome.why]
    now = outcome.now
    told: dict[str, Any] = {"do": edit.do, "state": outcome.state, "id": name, "why": why}
    told["token"] = getattr(edit, "token", None)
    if outcome.state == "conflict":
        told["now"] = now
        told["runs"] = read_runs(now) if isinstance(now, str) else None
        if isinstance(edit, (EditField, EditFields)) and edit.id and now is not None:
            told["sources"] = {edit.id: _source(opened, edit.id)}
            told["fields"] = _read_fields(opened, edit.id)
    elif outcome.state in ("saved", "unchanged"):
        told["sources"] = {name: _source(opened, name) for name in _touched(edit)}
        if isinstance(edit, (EditField, EditFields)) and edit.id:
            told["fields"] = _read_fields(opened, edit.id)
    return told


def _touched(edit: Edit) -> tuple[str, ...]:
    if isinstance(edit, RemoveItem):
        return ()
    return tuple(name for name in (getattr(edit, "id", None), getattr(edit, "new", None)) if name)


def _read_fields(opened: OpenText, id: str) -> dict[str, Any]:
    item = find_item(opened.version, id)[1]
    return list_fields(item) if isinstance(item, Clause) else {}


def _source(opened: OpenText, id: str) -> str | None:
    """Give the words of a part as its file has them."""
    try:
        item = find_item(opened.version, id)[1]
    except PolicykitError:
        return None
    return item.text if hasattr(item, "text") else item.heading


def _restore(opened: OpenText, each: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Bring back what was taken away, with all that belonged to it."""
    entries = opened.journal.entries
    active = find_active(entries)
    for entry in reversed(entries):
        gone = entry.edit
        if (
            isinstance(gone, RemoveItem)
            and gone.id == each.get("id")
            and entry.state == "saved"
            and active[entry.number]
        ):
            try:
                take_back(opened, now, entry.number)
            except PolicykitError as error:
                return {"id": gone.id, "done": False, "why": error.diagnostics[0].message}
            return {"id": gone.id, "done": True}
    return {"id": each.get("id"), "done": False, "why": "nothing of it is in the journal"}
