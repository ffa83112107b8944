"""What is said of two tables, for a reader who has neither before them."""

from __future__ import annotations

from typing import Any

import pytest

from policykit.compare.alignment.texts import merge_texts
from policykit.compare.versions.tables import compare_tables
from policykit.document.tree import TableNode
from policykit.model.text import Emphasis, Text

NOTICE = "Days|School|Hall\nMay|ten|four\nJune|six|two"


def table(drawn: str | None, **more: Any) -> TableNode | None:
    """Make a table of lines, the first of which are the headings of the columns."""
    if drawn is None:
        return None
    head, *rows = (tuple((Text(cell),) if cell else () for cell in line.split("|")) for line in drawn.splitlines())
    return TableNode(head, tuple(rows), **more)


def say(old: str | None, new: str | None) -> str | None:
    change = compare_tables(table(old), table(new))
    return change.line if change else None


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (NOTICE, None),
        (None, "a table was removed: 2 rows in 3 columns"),
        (f"{NOTICE}\nJuly|one|none", "in the table: row “July” added"),
        ("Days|School|Hall\nJune|six|two", "in the table: row “May” removed"),
        (f"{NOTICE}\nJuly|a|b\nAugust|c|d", "in the table: rows “July”, “August” added"),
        (f"{NOTICE}\nJuly|a|b\nAugust|c|d\nMarch|e|f", "in the table: rows “July”, “August”, “March” added"),
        (f"{NOTICE}\nJuly|a|b\nAugust|c|d\nMarch|e|f\nApril|g|h", "in the table: 4 rows added"),
        (f"{NOTICE}\n|a|b", "in the table: 1 row added"),  # it has no name
        ("Days|School|Hall|Inn\nMay|ten|four|x\nJune|six|two|y", "in the table: column “Inn” added"),
        ("Days|School\nMay|ten\nJune|six", "in the table: column “Hall” removed"),
    ],
)
def test_what_came_and_went(new: str | None, said: str | None) -> None:
    assert say(NOTICE, new) == said


def test_a_table_that_is_new() -> None:
    assert say(None, "Days\nMay") == "a table was added: 1 row in 1 column"


@pytest.mark.parametrize("changed", range(1, 6))
def test_up_to_three_cells_are_told_one_by_one(changed: int) -> None:
    rows = [f"long enough a name {k}|and words that stay, then {k}" for k in range(6)]
    new = [row.replace("then", "last") if k < changed else row for k, row in enumerate(rows)]
    said = say("\n".join(["Name|Words", *rows]), "\n".join(["Name|Words", *new]))
    assert said is not None
    assert said.startswith("in the table: ")
    if changed > 3:
        assert said == f"in the table: {changed} cells changed"
    else:
        assert said.count(" became ") == changed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({}, {"caption": "Notice"}, "in the table: the caption changed from “” to “Notice”"),
        ({"caption": "Notice"}, {"caption": "Notices"}, "in the table: the caption changed from “Notice” to “Notices”"),
        ({"caption": "Notice"}, {}, "in the table: the caption changed from “Notice” to “”"),
        ({}, {"row_headers": True}, "in the table: the first cell of each row is now its heading"),
        ({"row_headers": True}, {}, "in the table: the first cell of each row is no longer its heading"),
    ],
)
def test_what_is_said_beside_the_cells(old: dict[str, Any], new: dict[str, Any], said: str) -> None:
    change = compare_tables(table(NOTICE, **old), table(NOTICE, **new))
    assert change is not None
    assert change.line == said


def test_a_mark_on_the_same_words() -> None:
    plain = TableNode(((Text("Days"),),), ())
    marked = TableNode(((Emphasis((Text("Days"),)),),), ())
    change = compare_tables(plain, marked)
    assert change is not None
    assert change.line == "in the table: emphasis or links changed"


@pytest.mark.parametrize(
    ("old", "new", "merged"),
    [
        ("A B", "A B", [(0, 0), (1, 1)]),
        ("A B", "A", [(0, 0), (1, None)]),
        ("A", "A B", [(0, 0), (None, 1)]),
        ("A B C", "A C", [(0, 0), (1, None), (2, 1)]),
        ("A C", "A B C", [(0, 0), (None, 1), (1, 2)]),
        ("A", "B", [(None, 0), (0, None)]),
        ("A B", "B A", [(None, 0), (0, 1), (1, None)]),  # what moved came and went
    ],
)
def test_two_lists_in_one_reading(old: str, new: str, merged: list[tuple[int | None, int | None]]) -> None:
    assert list(merge_texts(old.split(), new.split())) == merged
