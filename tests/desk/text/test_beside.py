"""What is beside the words of a clause, written in the page: tables, footnotes, terms and editors' notes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.desk.text.writer import Writer

from policykit.model.policy import Note
from policykit.model.table import MergedCell, Table

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
    from tests.desk.browser import OpenDesk

TERM, COVERAGE = "introduction.term", "introduction.coverage"
FEES = """\
  - id: fees
    heading: Fees
    clauses:
      - id: fees.halls
        kind: statement
        topic: scope
        text: Halls are let for 31^st^ May[^lease], CO~2~ and {blank}, as follows. # kept
        table:
          caption: Halls
          columns: [Hall, Fee]
          rows:
            - [Town Hall, "**£20**"]
            - [{text: Pavilion, rows: 2}, "- £10\\n- £5"]
            - [none]
        footnotes:
          lease: Longer for a *lease*.
      - id: fees.plain
        kind: statement
        topic: scope
        table: {columns: [Day, Hour], rows: [[Monday, "9"]]}
"""


@pytest.fixture
def writer(context: BrowserContext, desk: OpenDesk) -> Writer:
    """The window of a text that has a section with tables and a footnote."""
    file = desk.desk.root / "crewe/social-media/v2.yaml"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n{FEES}", "utf-8")
    return Writer(context, desk)


def read_lines(path: Path) -> list[str]:
    return path.read_text("utf-8").split("\n")


def find_changed(before: list[str], after: list[str]) -> list[str]:
    return [line for line in after if line not in before]


def click_cell(writer: Writer, text: str) -> None:
    writer.page.locator("td, th", has_text=text).first.click()
    writer.press("End")


def test_signs_that_are_no_letters_stay_when_words_change(writer: Writer) -> None:
    before = read_lines(writer.file)
    writer.put_cursor("fees.halls")
    writer.type(" At once.")
    writer.wait_saved()
    clause = writer.clause("fees.halls")
    assert clause.text == "Halls are let for 31^st^ May[^lease], CO~2~ and {blank}, as follows. At once."
    assert len(find_changed(before, read_lines(writer.file))) == 1
    mark = writer.page.locator("[id='part-fees.halls'] .note-mark")
    assert mark.inner_text() == "1"


def test_a_cell_is_changed_and_the_others_stay_as_they_were_typed(writer: Writer) -> None:
    click_cell(writer, "Town Hall")
    writer.type(" A")
    writer.wait_saved()
    table = writer.clause("fees.halls").table
    assert table is not None
    assert table.rows == (("Town Hall A", "**£20**"), (MergedCell(text="Pavilion", rows=2), "- £10\n- £5"), ("none",))
    click_cell(writer, "Town Hall A")
    writer.press("Control+b")
    writer.type(" B")
    writer.wait_saved()
    assert writer.clause("fees.halls").table.rows[0][0] == "Town Hall A **B**"  # type: ignore[union-attr]


def test_rows_and_columns_come_and_go(writer: Writer) -> None:
    click_cell(writer, "Monday")
    writer.press("End", "Enter", "Enter")
    writer.type("Tuesday")
    writer.press("Enter")
    writer.type("10")
    writer.page.get_by_role("button", name="Column to the right").click()
    writer.type("late")
    writer.page.get_by_role("button", name="First column is headings").click()
    writer.wait_saved()
    assert writer.clause("fees.plain").table == Table(
        columns=("Day", "Hour", ""), rows=(("Monday", "9", ""), ("Tuesday", "10", "late")), row_headers=True
    )
    writer.page.get_by_role("button", name="Take column away").click()
    click_cell(writer, "Monday")
    writer.page.get_by_role("button", name="Take row away").click()
    writer.wait_saved()
    table = writer.clause("fees.plain").table
    assert table == Table(columns=("Day", "Hour"), rows=(("Tuesday", "10"),), row_headers=True)


def test_a_table_is_added_and_taken_away_again(writer: Writer) -> None:
    before = writer.file.read_bytes()
    writer.put_cursor(TERM)
    writer.page.get_by_role("button", name="Table", exact=True).click()
    for words in ("Day", "Hour", "Monday"):
        writer.type(words)
        writer.press("Enter")
    writer.type("9")
    writer.wait_saved()
    assert writer.clause(TERM).table == Table(columns=("Day", "Hour"), rows=(("Monday", "9"),))
    writer.page.get_by_role("button", name="Take table away").click()
    writer.wait_saved()
    assert writer.file.read_bytes() == before


def test_keys_never_break_a_table(writer: Writer) -> None:
    before = writer.file.read_bytes()
    click_cell(writer, "Monday")
    writer.press("Home", "Backspace", "End", "Delete")
    writer.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    writer.type("x")
    writer.press("Control+z")
    writer.wait_saved()
    assert writer.file.read_bytes() == before


def test_a_footnote_with_its_mark(writer: Writer) -> None:
    writer.put_cursor(TERM)
    writer.press("Control+Alt+f")
    writer.page.wait_for_timeout(700)
    assert "empty" in writer.status  # nothing is sent before the note has words
    writer.type("For a *year*.")
    writer.wait_saved()
    clause = writer.clause(TERM)
    assert (clause.text or "").endswith("[^1]")
    assert clause.footnotes == {"1": "For a \\*year\\*."}
    writer.wait(f"document.querySelector('[id=\"part-{TERM}\"] .note-mark').textContent === '1'")
    writer.press(*["Backspace"] * 14)
    writer.wait_saved()
    assert writer.clause(TERM).footnotes == {}
    assert "[^" not in (writer.clause(TERM).text or "")


def test_a_divided_clause_keeps_each_footnote_with_its_mark(writer: Writer) -> None:
    writer.put_cursor("fees.halls", "start")
    writer.press(*["ArrowRight"] * 13, "Enter")
    writer.wait_saved()
    parts = list(writer.clauses().items())
    at = next(at for at, (name, _) in enumerate(parts) if name == "fees.halls")
    assert parts[at][1] == "Halls are let"
    second = writer.clause(parts[at + 1][0])
    assert second.footnotes == {"lease": "Longer for a *lease*."}
    assert writer.clause("fees.halls").footnotes == {}
    writer.press("Control+z")
    writer.wait_saved()
    whole = writer.clause("fees.halls")
    assert (whole.text or "").startswith("Halls are let for 31^st^ May[^lease]")
    assert whole.footnotes == {"lease": "Longer for a *lease*."}


def test_a_term_and_notes(writer: Writer) -> None:
    page = writer.page
    writer.put_cursor(COVERAGE)
    writer.press("Control+Alt+d")
    page.select_option("#text-details-kind", "definition")
    page.fill("#text-details-term", "Councillor")
    page.get_by_role("button", name="Add a note").click()
    page.locator("#text-details textarea").last.fill("Read so since 2020.")
    page.get_by_role("button", name="Done").click()
    writer.wait_saved()
    clause = writer.clause(COVERAGE)
    assert (clause.kind, clause.term) == ("definition", "Councillor")
    assert clause.notes[-1] == Note(kind="drafting", text="Read so since 2020.")
    writer.put_cursor(COVERAGE)
    writer.press("Control+z")
    writer.wait_saved()
    assert writer.clause(COVERAGE).term is None


def test_a_table_that_another_changed_is_shown_and_can_be_taken(writer: Writer) -> None:
    click_cell(writer, "Monday")
    writer.page.route("**/text/news*", lambda route: route.abort())
    text = writer.file.read_text("utf-8")
    writer.file.write_text(text.replace('[[Monday, "9"]]', '[[Friday, "9"]]'), "utf-8")
    writer.type(" first")
    writer.wait("document.querySelector('.note.conflict')")
    assert "its table" in writer.notes()[0]
    writer.page.locator(".note.conflict button").nth(1).click()
    writer.wait("document.querySelector('.ProseMirror').innerText.includes('Friday')")
    writer.wait_saved()
    assert writer.clause("fees.plain").table.rows == (("Friday", "9"),)  # type: ignore[union-attr]
