"""PDF files: lines become paragraphs, tables and columns are read in order, and no word goes missing."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.intake.pages import PageWriter, make_pdf
from tests.intake.words import outline

from policykit.cli import main
from policykit.edition.numbers import number_version
from policykit.errors import PolicykitError
from policykit.intake.emit.texts import read_words
from policykit.intake.imported import Imported, import_content
from policykit.intake.paragraph import split_words
from policykit.intake.readers import read_manuscript
from policykit.model.policy import Version
from policykit.source.library import load_library

LEFT, TOP = 72, 90
SENTENCES = (
    "Every councillor and every member of staff must read this policy before the",
    "first meeting that they attend, and once in each year after that. The Clerk",
    "keeps a list of those who have done so.",
)


def import_pages(*pages: PageWriter) -> Imported:
    return import_content("leave.pdf", make_pdf(pages))


def left_out(imported: Imported, reason: str) -> list[str]:
    return [left.text for left in imported.left_out if left.reason == reason]


@pytest.mark.parametrize("press", ["weasyprint", "typst"])
@pytest.mark.parametrize("council", ["congleton", "crewe"])
def test_a_pdf_that_policykit_made_reads_back_as_the_same_policy(tmp_path: Path, press: str, council: str) -> None:
    library = load_library(ROOT / "policies")
    assert (
        main(
            [
                "build",
                council,
                "--library",
                f"{ROOT}/policies",
                "--out",
                f"{tmp_path}",
                "--format",
                "pdf",
                "--press",
                press,
            ]
        )
        == 0
    )
    (path,) = tmp_path.rglob("*.pdf")
    imported = import_content(path.name, path.read_bytes())
    wanted = library.policies[f"{council}/social-media"].versions[0].value
    assert (imported.version.title, imported.version.subtitle) == (wanted.title, wanted.subtitle)
    given = show_printed(imported.version)
    assert len(given) == len(show_printed(wanted))
    assert [part for part in show_printed(wanted) if part not in given] == [("", "")] * count_adopted(wanted)


def show_printed(version: Version) -> list[tuple[str, str]]:
    numbers = number_version(version)
    parts = [(str(s.id), s.heading or "") for _, s in version.walk_sections() if s.heading]
    parts += [(str(c.id), c.text or "") for _, c in version.walk_clauses()]
    return [(numbers[own].number, read_words(text)) for own, text in parts]


def count_adopted(version: Version) -> int:
    """Count the clauses whose words stand in the library's models, not in the version."""
    return sum(1 for _, clause in version.walk_clauses() if clause.text is None and clause.table is None)


def test_lines_are_joined_and_labels_begin_clauses() -> None:
    page = PageWriter().words(LEFT, TOP, "Leave policy", 18, "bold").words(LEFT, TOP + 40, "1. Purpose", 11, "bold")
    y = page.lines(LEFT, TOP + 62, SENTENCES)
    y = page.lines(LEFT, y + 8, ("1.1 " + SENTENCES[0][:66], SENTENCES[2]))
    page.lines(LEFT, y + 8, ("1.2 The following count as leave:", "(a) a day of rest;", "(b) a day of study."))
    imported = import_pages(page)
    assert imported.version.title == "Leave policy"
    assert outline(imported) == [
        "# 1. Purpose",
        " " + " ".join(SENTENCES),
        f"1.1 {SENTENCES[0][:66]} {SENTENCES[2]}",
        "1.2 The following count as leave:",
        "  (a) a day of rest;",
        "  (b) a day of study.",
    ]


def test_a_hyphen_at_the_end_of_a_line_goes_only_where_the_word_comes_without_it_elsewhere() -> None:
    page = PageWriter().words(LEFT, TOP, "Leave policy", 18, "bold")
    y = page.lines(LEFT, TOP + 40, ("Each councillor must say which committee has recom-", "mended it, and who is co-"))
    page.lines(LEFT, y, ("opted. What is recommended here is no law.",))
    imported = import_pages(page)
    (clause,) = outline(imported)
    assert "has recommended it" in clause
    assert "co-opted" in clause
    assert left_out(imported, "line-end hyphen") == ["-"]


def test_headers_footers_and_page_numbers_are_left_out_and_a_paragraph_goes_on_over_the_page() -> None:
    pages = []
    for number in (1, 2, 3):
        page = PageWriter().words(LEFT, 40, "Anytown Parish Council: Leave policy", 9)
        page.words(280, 800, f"Page {number} of 3", 9)
        page.lines(LEFT, TOP, (f"and goes on here in {'abc'[number - 1]}.",) if number > 1 else ())
        page.lines(LEFT, TOP + 20, (f"On page {'abc'[number - 1]} there is this:", *SENTENCES))
        page.lines(LEFT, 690, (f"The sentence {'abc'[number - 1]} begins at the foot of the page that it stands on",))
        pages.append(page)
    imported = import_pages(*pages)
    assert len(left_out(imported, "header")) == 3
    assert left_out(imported, "page number") == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]
    joined = [line for line in outline(imported) if "stands on and goes on here in" in line]
    assert len(joined) == 2


def test_a_line_of_text_that_happens_to_come_twice_is_no_footer() -> None:
    pages = []
    for number in (1, 2):
        page = PageWriter().words(LEFT, TOP, f"Chapter {number} has a name", 14, "bold")
        y = page.lines(LEFT, 700, ("The report names what was asked:",))
        page.lines(LEFT, y + 10, (f"(a) the day on which it was asked {number * 4000};",))
        pages.append(page)
    imported = import_pages(*pages)
    assert sum("the day on which" in line for line in outline(imported)) == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    first = (
        "Members of the public may",
        "attend each meeting of the",
        "Council, and may speak for",
        "three minutes before it",
    )
    second = (
        "The Chair may ask a person",
        "who disturbs the meeting",
        "to leave it. Nobody may film",
        "a child without the consent",
    )
    page = PageWriter().words(LEFT, TOP, "Meetings policy", 18, "bold")
    page.lines(LEFT, TOP + 40, (*first, *first[:3], "begins in good time."))
    page.lines(320, TOP + 40, (*second, *second[:3], "of a parent."))
    imported = import_pages(page)
    words = " ".join(outline(imported))
    assert words.index("three minutes before it") < words.index("The Chair may ask")
    assert "each meeting of the Council" in words


def test_a_ruled_table_keeps_its_cells_and_goes_on_over_the_page() -> None:
    pages = []
    for number in (1, 2):
        page = PageWriter()
        top = TOP
        if number == 1:
            page.words(LEFT, TOP, "Hire policy", 18, "bold").lines(LEFT, TOP + 40, SENTENCES)
            top = 650
        page.grid((LEFT, 250, 400), (top, top + 20, top + 60))
        page.words(LEFT + 5, top + 14, "Room", 11, "bold").words(255, top + 14, "Charge", 11, "bold")
        page.words(LEFT + 5, top + 34, f"Hall {number}, with the").words(LEFT + 5, top + 48, "kitchen")
        page.words(255, top + 34, f"£{number}0 an hour")
        pages.append(page)
    imported = import_pages(*pages)
    (table,) = [block for block in imported.blocks if block.rows]
    assert [[cell.text.replace("\n", " ") for cell in row] for row in table.rows] == [
        ["Room", "Charge"],
        ["Hall 1, with the kitchen", "£10 an hour"],
        ["Hall 2, with the kitchen", "£20 an hour"],
    ]
    assert left_out(imported, "repeated") == ["Room\nCharge"]


def test_an_underlined_line_is_told_from_a_plain_one() -> None:
    page = PageWriter().words(LEFT, TOP, "Leave policy", 18, "bold").words(LEFT, TOP + 40, "Purpose")
    page.rule(LEFT, TOP + 42, LEFT + 42, TOP + 42)
    page.lines(LEFT, TOP + 60, SENTENCES)
    manuscript = read_manuscript("leave.pdf", make_pdf([page]))
    assert [paragraph.underlined for paragraph in manuscript.paragraphs] == [False, True, False]


def test_letters_drawn_twice_to_look_bold_are_words_once() -> None:
    twice = PageWriter().words(LEFT, TOP, "Leave policy", 18).words(LEFT + 0.4, TOP, "Leave policy", 18)
    twice.lines(LEFT, TOP + 40, SENTENCES)
    imported = import_pages(twice)
    assert imported.version.title == "Leave policy"
    assert "second reading has besides" in imported.manuscript.warnings[0]


def encrypt(content: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt("secret")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


WORDS = make_pdf([PageWriter().words(LEFT, TOP, "Leave policy")])


def write_page(*lines: str) -> bytes:
    page = PageWriter()
    page.lines(LEFT, TOP, lines)
    return make_pdf([page])


DAMAGED_WORDS = (
    "The informaton of the commi[ee is kept by the ofcers.",
    "Protecton of it is the functon of the Clerk.",
)


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (b"words", "document-kind", "no PDF"),
        (WORDS[:200], "document-damaged", "cut off"),
        (encrypt(WORDS), "document-locked", "password"),
        (make_pdf([PageWriter()]), "document-empty", "no words"),
        (write_page(*DAMAGED_WORDS), "document-damaged", "letters"),
    ],
    ids=["another kind", "cut off", "password", "no words", "letters went missing"],
)
def test_a_pdf_whose_words_cannot_be_had_is_refused_with_what_to_do(content: bytes, code: str, told: str) -> None:
    with pytest.raises(PolicykitError) as caught:
        import_content("leave.pdf", content)
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert told in fault.message
    assert fault.hint


WORDS_OF_LINES = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzABC (),.;:'1234567890-", min_size=1, max_size=60), min_size=1, max_size=12
)


@settings(max_examples=60)
@given(WORDS_OF_LINES, st.lists(st.sampled_from([72, 90, 108, 300]), min_size=12, max_size=12))
def test_no_word_is_lost_wherever_lines_stand(texts: list[str], places: list[int]) -> None:
    if not any(character.isalnum() for text in texts for character in text):
        return
    page = PageWriter()
    for at, text in enumerate(texts):
        page.words(places[at], TOP + 16 * at, text)
    manuscript = read_manuscript("leave.pdf", make_pdf([page]))
    given = [paragraph.text for paragraph in manuscript.paragraphs] + [left.text for left in manuscript.left_out]
    wanted = sorted("".join(split_words(" ".join(texts))))
    assert sorted("".join(split_words(" ".join(given)))) == wanted


def test_bare_letters_apart_from_their_words_begin_clauses_and_go_on_after_a_list_inside_them() -> None:
    page = PageWriter().words(LEFT, TOP, "Standing orders", 18, "bold")
    y = TOP + 40.0
    labels = [*"abcdefg", "i", "ii", "iii", *"hijklmnop"]
    for at, label in enumerate(labels):
        inner = 24 if 7 <= at <= 9 else 0
        page.words(LEFT + inner, y, label).words(
            LEFT + inner + 24, y, f"The Council decides on matter {at} of the day,"
        )
        y += 14
        page.words(LEFT + inner + 24, y, "as its standing orders for the year ask of it.")
        y += 14
    imported = import_pages(page)
    assert [block.label for block in imported.blocks if block.kind == "clause"] == labels
