"""PDF lines in the habits of real files: which go on with a paragraph, which are on every page, which cells are one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.pages import PageWriter, make_pdf
from tests.intake.words import outline

from policykit.intake.imported import Imported, import_content
from policykit.intake.paragraph import Paragraph
from policykit.intake.pdf.glyphs import DrawnBox
from policykit.intake.pdf.grids import PdfGrid
from policykit.intake.pdf.hyphens import LineJoiner
from policykit.intake.pdf.lines import PdfWord, make_words
from policykit.intake.pdf.tables import make_table
from policykit.intake.readers import read_manuscript

LEFT, TOP = 72, 90
FULL = "Every councillor and every member of staff must read this policy before the"


def import_pages(*pages: PageWriter) -> Imported:
    return import_content("leave.pdf", make_pdf(pages))


def read_pages(*pages: PageWriter) -> list[Paragraph]:
    return list(read_manuscript("leave.pdf", make_pdf(pages)).paragraphs)


def test_a_list_keeps_its_depth_on_a_page_that_holds_nothing_else() -> None:
    first = PageWriter().words(LEFT, TOP, "Leave policy", 18, "bold")
    y = first.lines(LEFT, TOP + 40, (FULL, "meeting. Whoever is away must say:"))
    first.lines(
        LEFT + 18, y + 4, [f"({letter}) the {number} day;" for letter, number in zip("abcd", "1234", strict=True)]
    )
    second = PageWriter()
    second.lines(LEFT + 18, TOP, [f"({letter}) the other day;" for letter in "efghijklmn"])
    depths = {len(line) - len(line.lstrip()) for line in outline(import_pages(first, second)) if "day;" in line}
    assert depths == {2}


@pytest.mark.parametrize("before_words", [12, 30])
def test_what_is_at_the_foot_of_every_page_is_left_out_however_near_the_text_it_is(before_words: int) -> None:
    pages = []
    for number in range(4):
        page = PageWriter()
        y = page.lines(LEFT, 640, [f"{FULL[:50]} {letter} of {'abcd'[number]}," for letter in "xyz"])
        page.lines(LEFT, y + before_words - 14, ("Anytown Parish Council", "1 High Street, Anytown"))
        pages.append(page)
    left = [left.text for left in import_pages(*pages).left_out if left.reason == "footer"]
    assert left.count("Anytown Parish Council") == 4


def test_words_stand_below_their_label_wherever_its_tab_is() -> None:
    page = PageWriter().words(LEFT, TOP, "Leave policy", 18, "bold")
    y = page.lines(LEFT, TOP + 40, (FULL, "first meeting:"))
    for number in (1, 2):
        page.words(
            LEFT + 23, y, f"{number}. The Clerk organises a full inquiry (if appropriate, and if nobody asks for"
        )
        page.words(LEFT + 45, y + 14, "another). This is then reported.")
        y += 28
    assert [text.text for text in read_pages(page)][-2:] == [
        f"{number}. The Clerk organises a full inquiry (if appropriate, and if nobody asks for another). This is then "
        "reported."
        for number in (1, 2)
    ]


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("(ii)any person who employs you", True),
        ("(bb)in all other cases", True),
        ("-Ask the Clerk first", True),
        ("(3) but not more than seven of them", False),
        ("so. You may also ask the Clerk.", False),
        ("(residential dwellings) are counted too", False),
        ("1.00pm and half past two, but no later", False),
    ],
)
def test_a_line_begins_a_paragraph_only_with_a_label(line: str, begins: bool) -> None:
    page = PageWriter().words(LEFT, TOP, "Leave policy", 18, "bold")
    page.lines(
        LEFT, TOP + 40, (FULL, FULL, "meeting that they attend, and so must every member of each committee, with", line)
    )
    found = [text.text for text in read_pages(page)][1:]
    assert (len(found) == 2) is begins


def test_a_raised_ending_belongs_to_its_number() -> None:
    page = (
        PageWriter().words(LEFT, TOP, "Dated 14").words(LEFT + 44, TOP - 4, "th", 8).words(LEFT + 56, TOP, "July 2020")
    )
    page.lines(LEFT, TOP + 20, (FULL, "first meeting."))
    assert read_pages(page)[0].text == "Dated 14th July 2020"


def test_a_heading_in_the_middle_goes_on_below_a_line_that_fills_the_page() -> None:
    page = PageWriter().words(LEFT, TOP, "Leave policy", 18, "bold")
    page.lines(LEFT, TOP + 40, (FULL, FULL, "first meeting."))
    page.words(LEFT + 2, TOP + 110, "WHAT IS TO BE DONE WHERE A CHILD IS FOUND ALONE", 13, "bold")
    page.words(LEFT + 128, TOP + 126, "IN THE BUILDING", 13, "bold")
    page.lines(LEFT, TOP + 156, (FULL, FULL, "second meeting."))
    assert "WHAT IS TO BE DONE WHERE A CHILD IS FOUND ALONE IN THE BUILDING" in [text.text for text in read_pages(page)]


CELLS = st.integers(1, 4)


@settings(max_examples=60, deadline=None)
@given(CELLS, CELLS, st.data())
def test_the_cells_of_a_table_fill_every_row_whichever_lines_are_drawn(
    height: int, width: int, data: st.DataObject
) -> None:
    columns = [float(50 * at) for at in range(width + 1)]
    rows = [float(30 * at) for at in range(height + 1)]
    drawn = st.booleans()
    rules = [DrawnBox(x, y, x, y + 30) for x in columns for y in rows[:-1] if data.draw(drawn)]
    rules += [DrawnBox(x, y, x + 50, y) for x in columns[:-1] for y in rows if data.draw(drawn)]
    filled = [(x, y) for x in columns[:-1] for y in rows[:-1] if data.draw(drawn)]
    table = make_table(PdfGrid(columns, rows, rules), [make_word(x + 5, y + 20) for x, y in filled], 1, LineJoiner(()))
    below: dict[int, int] = {}
    for at, row in enumerate(table.rows):
        assert below.pop(at, 0) + sum(cell.columns for cell in row) == width
        for cell in row:
            for further in range(at + 1, at + cell.rows):
                below[further] = below.get(further, 0) + cell.columns
    assert not below
    assert sum(cell.text.count("x") for row in table.rows for cell in row) == len(filled)


def make_word(left: float, base: float) -> PdfWord:
    from policykit.intake.pdf.glyphs import PdfGlyph

    return make_words([PdfGlyph("x", left, left + 5, base, 10, False, False, -1, False, 0, 0, False)])[0]


def test_a_sentence_that_ends_at_the_edge_may_end_its_paragraph() -> None:
    page = PageWriter().words(LEFT, TOP, "Leave policy", 18, "bold")
    first = "Every councillor and every member of staff must read this policy before then."
    page.lines(LEFT, TOP + 40, (FULL, FULL, "first meeting.", "", first, "It is on the website of the Council."))
    (found,) = [text for text in read_pages(page) if text.text.startswith(first)]
    assert [doubt.code for doubt in found.doubts] == ["one-or-two"]


def test_bullets_set_in_further_are_inside_the_item_before_them_and_say_so() -> None:
    page = PageWriter().words(LEFT, TOP, "Leave policy", 18, "bold")
    y = page.lines(LEFT, TOP + 40, (FULL, "first meeting, and must say:"))
    y = page.lines(LEFT + 10, y, ("- when they are away;", "- where they are;"))
    page.lines(LEFT + 34, y, ("- the town;", "- the street."))
    imported = import_pages(page)
    depths = [(len(line) - len(line.lstrip())) // 2 for line in outline(imported)][1:]
    assert depths == [1, 1, 2, 2]
    assert [(found.words, found.doubt.code) for found in imported.doubts] == [("the town;", "nested-or-beside")]
