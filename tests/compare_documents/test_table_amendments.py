"""Amendments to tables: what is ordered in plain English, what it makes, and what it refuses."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.compare.amendments.read import read_lines
from policykit.compare.amendments.table_amendment import Grid, TableAmendment, amend_grid, list_table_amendments
from policykit.compare.amendments.table_text import IS_TABLE_AMENDMENT, TableReader, print_table_amendment
from policykit.errors import PolicykitError

FEES = """
    Use       | Hour | Day
    Residents | £10  | £60
    Charities | £5   | £30
    Others    | £20  | £120
"""
"""The hire of the hall, before any amendment."""

CASES = {
    "a fee": (
        """
        Use       | Hour | Day
        Residents | £12  | £60
        Charities | £5   | £30
        Others    | £20  | £120
        """,
        ["In the table of 1.1, in row “Residents”, column “Hour”, for “£10” substitute “£12”."],
    ),
    "a row more, and one less": (
        """
        Use       | Hour | Day
        Schools   | free | free
        Residents | £10  | £60
        Others    | £20  | £120
        """,
        [
            "In the table of 1.1, above all rows insert the row “Schools” | “free” | “free”.",
            "In the table of 1.1, omit row “Charities”.",
        ],
    ),
    "a column more": (
        """
        Use       | Hour | Day  | Weekend
        Residents | £10  | £60  | £100
        Charities | £5   | £30  | £50
        Others    | £20  | £120 | £200
        """,
        ["In the table of 1.1, after column “Day” insert the column “Weekend”: “£100” | “£50” | “£200”."],
    ),
    "a column less": (
        """
        Use       | Day
        Residents | £60
        Charities | £30
        Others    | £120
        """,
        ["In the table of 1.1, omit column “Hour”."],
    ),
    "a heading": (
        """
        Use       | Hour | All day
        Residents | £10  | £60
        Charities | £5   | £30
        Others    | £20  | £120
        """,
        ["In the table of 1.1, for the heading of column “Day” substitute “All day”."],
    ),
    "a row before all, called by another name since": (
        """
        Use        | Hour | Day
        Parishioners | £10  | £60
        Charities  | £5   | £30
        Others     | £20  | £120
        """,
        ["In the table of 1.1, in row “Residents”, column “Use”, for “Residents” substitute “Parishioners”."],
    ),
    "another table altogether": (
        """
        Room | Seats
        Hall | 80
        """,
        ["Put into 1.1 a table headed “Room” | “Seats”, with the rows “Hall” | “80”."],
    ),
    "nothing but headings": (
        """
        Use | Hour | Day
        """,
        [
            "In the table of 1.1, omit row “Residents”.",
            "In the table of 1.1, omit row “Charities”.",
            "In the table of 1.1, omit row “Others”.",
        ],
    ),
    "no table": ("", ["Omit the table of 1.1."]),
}  # fmt: skip


def read_grid(text: str, *, caption: str | None = None, row_headers: bool = False) -> Grid | None:
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in text.split("\n") if line.strip()]
    return Grid(caption, rows[0], tuple(rows[1:]), row_headers) if rows else None


def carry_out(table: Grid | None, amendments: Sequence[TableAmendment]) -> Grid | None:
    for amendment in amendments:
        table = amend_grid(table, amendment)
    return table


@pytest.mark.parametrize("name", CASES)
def test_what_is_ordered(name: str) -> None:
    text, wanted = CASES[name]
    old, new = read_grid(FEES), read_grid(text)
    amendments = list_table_amendments("1.1", old, new)
    assert [print_table_amendment(amendment) for amendment in amendments] == wanted
    assert carry_out(old, amendments) == new
    back = list_table_amendments("1.1", new, old)
    assert carry_out(new, back) == old


def test_captions_and_headings_of_rows() -> None:
    plain = read_grid(FEES)
    named, other = read_grid(FEES, caption="Hire"), read_grid(FEES, caption="Hire of the hall")
    assert say(plain, named) == ["Give the table of 1.1 the caption “Hire”."]
    assert say(named, other) == ["Give the table of 1.1 the caption “Hire of the hall”."]
    assert say(named, plain) == ["Omit the caption of the table of 1.1."]
    headed = read_grid("Use | Hour\n All | £5", caption="Hire", row_headers=True)
    by_rows = "headed “Use” | “Hour” and by the first cell of each row, with the rows “All” | “£5”"
    assert say(None, headed) == [f"Put into 1.1 the table “Hire”, {by_rows}."]
    assert say(None, read_grid("Use | Hour")) == ["Put into 1.1 a table headed “Use” | “Hour”, with no rows."]


def test_rows_and_columns_without_a_name_of_their_own_are_counted() -> None:
    old = read_grid("Day | Day | \n Monday | 9 | 5 \n Monday | 10 | 6 \n | 1 | 2")
    new = read_grid("Day | Day | \n Monday | 9 | 5 \n Monday | 11 | 6 \n | 1 | 3")
    assert say(old, new) == [
        "In the table of 1.1, in row 2, column 2, for “10” substitute “11”.",
        "In the table of 1.1, in row 3, column 3, for “2” substitute “3”.",
    ]


def say(old: Grid | None, new: Grid | None) -> list[str]:
    return [print_table_amendment(amendment) for amendment in list_table_amendments("1.1", old, new)]


CELLS = st.one_of(
    st.sampled_from(["", "a", "b", "£5", "row 1", "“quoted”", "a | b", "lone “", "x; y", "1."]), st.text(max_size=4)
)


@st.composite
def grids(draw: st.DrawFn) -> Grid | None:
    if draw(st.integers(0, 9)) == 0:
        return None
    width = draw(st.integers(1, 4))
    rows = st.lists(st.tuples(*[CELLS] * width), max_size=5).map(tuple)
    caption = draw(st.one_of(st.none(), st.text(min_size=1, max_size=4)))
    return Grid(caption, draw(st.tuples(*[CELLS] * width)), draw(rows), draw(st.booleans()))


@given(grids(), grids())
def test_orders_printed_read_and_carried_out_give_the_new_table(old: Grid | None, new: Grid | None) -> None:
    amendments = list_table_amendments("section 2, 3rd bullet", old, new)
    printed = [print_table_amendment(amendment) for amendment in amendments]
    assert all(IS_TABLE_AMENDMENT.match(line) for line in printed)
    assert read_lines("\n".join(printed), TableReader, "a.txt") == amendments
    assert carry_out(old, amendments) == new
    assert new is None or Grid.read(new.write()) == new
    assert list_table_amendments("x", new, new) == ()


REFUSED = {
    "In the table of 1.1, omit row “Schools”.": "the table of `1.1` has no row `Schools`",
    "In the table of 1.1, omit row 4.": "the table of `1.1` has no row `4`",
    "In the table of 1.1, omit row 0.": "the table of `1.1` has no row `0`",
    "In the table of 1.1, omit column “Week”.": "the table of `1.1` has no column `Week`",
    "In the table of 1.1, in row “Others”, column “Day”, for “£1” substitute “£2”.":
        "the cell of `1.1` holds `£120`, not `£1`",
    "In the table of 1.1, after row 1 insert the row “a” | “b”.": "a row of the table of `1.1` has 3 cells, not 2",
    "In the table of 1.1, after column 1 insert the column “a”: “b”.":
        "a column of the table of `1.1` has 3 cells, not 1",
    "Omit the table of 1.1.\nOmit the caption of the table of 1.1.": "`1.1` has no table",
    "In the table of 1.1, omit column 1.\nIn the table of 1.1, omit column 1.\nIn the table of 1.1, omit column 1.":
        "the table of `1.1` has no other column",
    "Put into 1.1 a table headed “A” | “B”, with the rows “a”.": "row 1 has 1 cells, and the table 2 columns",
    "Put into 1.1 a table headed “A”, with no rows. More": "follows after the amendment's end",
    "In the table of 1.1, burn row 1.": "this amendment is incomplete",
    "In the table of 1.1, omit row first.": "expected quoted words",
    "In the table of , omit row 1.": "expected the place",
    "In the table of 1.1, in row 1, for “a” substitute “b”.": "expected `, column`",
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_does_not_fit_is_refused(text: str, told: str) -> None:
    with pytest.raises(PolicykitError) as refusal:
        carry_out(read_grid(FEES), read_lines(text, TableReader, "a.txt"))
    assert told in refusal.value.diagnostics[0].message


def test_two_rows_of_one_name_are_not_guessed_between() -> None:
    with pytest.raises(PolicykitError, match="has more than one row `a`"):
        carry_out(read_grid("A \n a \n a"), read_lines("In the table of 1.1, omit row “a”.", TableReader, "a.txt"))
