"""Tables with merged cells, rows that head others and no headings: laid out, compared, amended, and settled again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.compare_documents.cases import compile_case
from tests.compare_documents.settle import settle_redline

from policykit.compare.amendments.table_amendment import Grid, amend_grid, list_table_amendments
from policykit.compare.amendments.table_text import TableReader, print_table_amendment
from policykit.compare.amendments.version import apply_amendments, write_amendments
from policykit.compare.versions.redline import redline
from policykit.document.tree import TableNode
from policykit.errors import PolicykitError
from policykit.model.policy import Version
from policykit.model.table import Covered, Table
from policykit.model.text import plain_text
from policykit.render.arrange import arrange_rows
from policykit.render.html.page import render_html
from policykit.render.text import render_text

WORDS = st.sampled_from(["Hall", "Room", "£5", "for good", "- one\n- two", "1. first\n2. second", "", "Clerk\\\nRFO"])


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """Give the data of a table whose cells fill the places of a grid, some of them several."""
    width, depth = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    taken: set[tuple[int, int]] = set()
    rows: list[list[Any]] = []
    for at in range(depth):
        rows.append([])
        for column in range(width):
            if (at, column) in taken:
                continue
            free = 1
            while column + free < width and (at, column + free) not in taken:
                free += 1
            columns, down = draw(st.integers(1, free)), draw(st.integers(1, depth - at))
            columns, down = (columns, down) if draw(st.integers(0, 3)) == 0 else (1, 1)
            taken |= {(at + n, column + k) for n in range(down) for k in range(columns)}
            text = draw(WORDS)
            merged = {"text": text, "columns": columns, "rows": down}
            rows[-1].append(merged if columns * down > 1 else text)
    heads = {"columns": [f"Column {k}" for k in range(width)]} if draw(st.booleans()) else {}
    assume(heads or any(rows))
    return {"rows": rows, **heads, "row_headers": draw(st.booleans())}


def make_version(table: dict[str, Any]) -> Version:
    clause = {"id": "a.table", "kind": "statement", "text": "See this table.", "table": table}
    sections = [{"id": "a", "heading": "Rooms", "clauses": [clause]}]
    return Version.model_validate(
        {"format": 1, "title": "Rooms", "kind": "policy", "version": "1", "sections": sections}
    )


def compile_table(table: dict[str, Any]) -> TableNode:
    version = make_version(table)
    (clause,) = compile_case(version, version).new.walk_clauses()
    assert clause.table is not None
    return clause.table


def is_possible(table: dict[str, Any]) -> bool:
    try:
        Table.model_validate(table)
    except ValidationError:
        return False
    return True


@settings(deadline=None, max_examples=150)
@given(tables())
def test_the_cells_of_each_row_fill_the_columns(data: dict[str, Any]) -> None:
    assume(is_possible(data))
    table = compile_table(data)
    left: dict[int, int] = {}
    for at, row in enumerate(arrange_rows(table)):
        assert sum(cell.columns for cell in row) == table.width
        assert sum(cell.columns for cell in row if not cell.rows) == left.get(at, 0)
        for cell in row:
            for below in range(at + 1, at + cell.rows):
                left[below] = left.get(below, 0) + cell.columns


@settings(deadline=None, max_examples=60)
@given(tables())
def test_no_word_of_a_cell_is_lost(data: dict[str, Any]) -> None:
    assume(is_possible(data))
    version = make_version(data)
    document = compile_case(version, version).new
    (clause,) = document.walk_clauses()
    assert clause.table is not None
    text, page = render_text(document, width=200), render_html(document)
    for cell in (cell for row in clause.table.rows for cell in row if not isinstance(cell, Covered)):
        assert isinstance(cell, tuple)
        assert all(line in text for line in plain_text(cell).split("\n"))
        assert all(line.lstrip("•0123456789. ") in page for line in plain_text(cell).split("\n"))


@settings(deadline=None, max_examples=100)
@given(tables(), tables())
def test_orders_make_the_one_table_of_the_other(old: dict[str, Any], new: dict[str, Any]) -> None:
    assume(is_possible(old) and is_possible(new))
    versions = make_version(old), make_version(new)
    made = apply_amendments(versions[0], write_amendments(*versions)).data
    assert Version.model_validate({**made, "sections": made["sections"]}) == versions[1]
    for order in list_table_amendments("section 1", Grid.read(old), Grid.read(new)):
        assert TableReader(print_table_amendment(order)).read() == order


@settings(deadline=None, max_examples=100)
@given(tables(), tables())
def test_a_redline_holds_the_words_of_both_tables(old: dict[str, Any], new: dict[str, Any]) -> None:
    assume(is_possible(old) and is_possible(new))
    case = compile_case(make_version(old), make_version(new))
    marked = redline(case.old, case.new, case.changes)
    for side, document in (("old", case.old), ("new", case.new)):
        settled = settle_redline(marked, side)  # type: ignore[arg-type]
        assert list_words(settled.walk_clauses()) == list_words(document.walk_clauses())


def list_words(clauses: Any) -> list[str]:
    (clause,) = clauses
    cells = [cell for row in (clause.table.columns, *clause.table.rows) for cell in row] if clause.table else []
    return [words for cell in cells if not isinstance(cell, Covered) and (words := plain_text(cell))]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["a"], ["b", "c"]], "row 1 has 1 cells, and the table 2 columns"),
        ([["a", {"text": "b", "rows": 2}], ["c", "d"]], "row 2 has 3 cells, and the table 2 columns"),
        ([[{"text": "b", "columns": 2}], ["c"]], "row 2 has 1 cells, and the table 2 columns"),
        ([["a", {"text": "b", "rows": 3}], ["c"]], "row 1 has a cell over 3 rows, and 2 are left"),
        ([], "the table has neither `columns` nor rows"),
    ],
)
def test_cells_that_do_not_fill_a_table_are_refused(rows: list[Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words.replace("`", ".")):
        Table.model_validate({"rows": rows})


def test_a_part_of_a_table_with_merged_cells_cannot_be_named() -> None:
    table = Grid.read({"rows": [[{"text": "b", "columns": 2}], ["c", "d"]]})
    order = TableReader("In the table of section 1, omit row 1.").read()
    with pytest.raises(PolicykitError, match="has merged cells or no headings"):
        amend_grid(table, order)
