"""What becomes of the fields of a clause that is made two, and of two that are made one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from policykit.model.fingerprint import model_data
from policykit.model.policy import Clause, list_note_marks
from policykit.source.yaml_edit.faults import refuse_edit


def divide_fields(clause: Clause, first: str, second: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the fields that change in a clause that keeps the words `first`, and those of the new one with `second`.

    Topics are of both. Notes and rules go where the words are that they quote. A table, a picture, a list and what
    belongs to it come after the words, and go with the second.
    """
    data = cast("dict[str, Any]", model_data(clause))
    own: dict[str, Any] = {"text": first}
    other: dict[str, Any] = {key: data[key] for key in ("topic", "also_topics", "no_rule") if key in data}
    for key in ("table", "picture", "numbering", "closing"):
        if key in data:
            other[key] = data[key]
            own[key] = None
    for key in ("notes", "rules"):
        gone = [each for each in data.get(key, ()) if _is_of_second(each, first, second)]
        if gone:
            other[key] = gone
            own[key] = [each for each in data[key] if each not in gone] or None
    if "rules" in other:
        other.pop("no_rule", None)
    gone_with = {*list_note_marks(second), *(_list_moved_marks(clause))}
    notes = {name: words for name, words in clause.footnotes.items() if name in gone_with}
    if notes:
        other["footnotes"] = notes
        own["footnotes"] = {name: words for name, words in clause.footnotes.items() if name not in notes} or None
    return own, other


def _list_moved_marks(clause: Clause) -> list[str]:
    """Give the names of the footnotes that are called from what goes with the second clause whatever its words are."""
    cells = clause.table.walk_cells() if clause.table else ()
    return [name for text in (*cells, clause.closing or "") for name in list_note_marks(text)]


def _is_of_second(each: dict[str, Any], first: str, second: str) -> bool:
    """Tell whether all that a note or rule quotes is in the second words, and not all of it in the first."""
    quotes: Sequence[str] = [each["quote"]] if each.get("quote") else each.get("rests_on", ())
    return bool(quotes) and not all(map(first.__contains__, quotes)) and all(map(second.__contains__, quotes))


def unite_fields(first: Clause, second: Clause) -> dict[str, Any]:
    """Give the fields that change in a clause to which the one after it is added, words and list apart.

    The first keeps what it is; topics, notes, rules, table and closing words of the second come to it, and the number
    that the second had of its own goes. Raises PolicykitError where one of the two holds what cannot be in the middle.
    """
    _refuse_uniting(first, second)
    one, two = (cast("dict[str, Any]", model_data(clause)) for clause in (first, second))
    fields: dict[str, Any] = {key: two[key] for key in ("table", "picture", "numbering", "closing") if key in two}
    if second.footnotes:
        fields["footnotes"] = {**first.footnotes, **second.footnotes}
    for key in ("notes", "rules"):
        if key in two:
            fields[key] = [*one.get(key, ()), *two[key]]
    topics = [two["topic"]] if "topic" in two else []
    wanted = [*one.get("also_topics", ()), *topics, *two.get("also_topics", ())]
    more = [topic for topic in dict.fromkeys(wanted) if topic != one.get("topic")]
    if "topic" not in one and more:
        fields["topic"], more = more[0], more[1:]
    if more != list(one.get("also_topics", ())):
        fields["also_topics"] = more or None
    if "rules" in fields and "no_rule" in one:
        fields["no_rule"] = None
    elif "no_rule" in two and "no_rule" not in one and "rules" not in one:
        fields["no_rule"] = two["no_rule"]
    return fields


def _refuse_uniting(first: Clause, second: Clause) -> None:
    if first.model is not None or second.model is not None:
        raise refuse_edit("the words of one of the two are those of a model, and cannot be joined")
    if first.table is not None:
        raise refuse_edit("the first of the two ends with a table, after which nothing can be added to it")
    if first.picture is not None:
        raise refuse_edit("the first of the two ends with a picture, after which nothing can be added to it")
    if first.clauses:
        raise refuse_edit("the first of the two ends with a list", "move the words into the list, or before it")
    if set(first.footnotes) & set(second.footnotes):
        raise refuse_edit(
            "both have a footnote of the same name", "write the words of one of the notes elsewhere first"
        )
    if second.term is not None:
        raise refuse_edit("the second of the two defines a term", "take the term away first")
