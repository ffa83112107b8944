"""What lines of real files are taken for: labels of every habit, contents, and lines that only look like headings."""

from __future__ import annotations

from typing import Any

import pytest
from tests.intake.words import import_docx, outline

SENTENCE = "The Council keeps the list for seven years and shows it to anyone who asks."


def write_lines(*lines: str, bold: tuple[str, ...] = ()) -> list[str]:
    """Give the outline of a Word file with these lines."""

    def write(document: Any) -> None:
        document.add_paragraph().add_run("Hire policy").bold = True
        for line in lines:
            document.add_paragraph().add_run(line).bold = line in bold

    return [" ".join(line.split()) for line in outline(import_docx(write))]


@pytest.mark.parametrize(
    "line",
    [
        "Signed ______________ Dated 14th July 2020",
        "Name of hirer ………………………………",
        "SL4 6NG",
        "Windsor SL4 6LT",
        "14 July 2020",
        "Email: clerk@anytown.example",
        "https://www.anytown.example/forms",
        "Review date: 01.01.24",
    ],
)
def test_a_line_to_be_filled_in_or_an_address_is_no_heading_however_bold(line: str) -> None:
    headings = ("Purpose", "Hirers")
    found = write_lines("Purpose", SENTENCE, "Hirers", SENTENCE, line, SENTENCE, bold=(*headings, line))
    assert [one for one in found if one.startswith("#")] == ["# Purpose", "# Hirers"]


@pytest.mark.parametrize(
    ("heading", "inner"),
    [
        ("Article II Meetings", "Section 2.1 Notice"),
        ("Article II Meetings", "Section 1: Notice"),
        ("Part Two: Meetings", "Section 2.1 Notice"),
        ("Section 2 – Meetings", "Subsection 2.1 Notice"),
    ],
)
def test_counted_words_head_sections_in_one_another(heading: str, inner: str) -> None:
    found = write_lines(heading, inner, SENTENCE)
    assert [line.split()[0] for line in found] == ["#", "##", "The"]


def test_a_first_part_on_the_line_of_its_clause_is_followed_by_the_second() -> None:
    found = write_lines("6.-(1) You must not:", "(a) bully anyone;", "(b) harm the Council;", f"(2) {SENTENCE}")
    assert found[0].startswith("6.-(1) You")
    assert found[3].startswith("(2) The")


@pytest.mark.parametrize("time", ["1.00pm – 2.00pm", "12.30 pm – 2.30pm (Friday)", "9.30am – noon"])
def test_a_time_is_no_label(time: str) -> None:
    assert write_lines("Opening hours", time, SENTENCE)[1].strip() == time


def test_a_list_of_numbers_in_the_text_is_no_list_of_contents() -> None:
    rooms = ("Main Hall for dancing\t235", "Main Hall with tables\t150", "Main Hall for standing\t300", "Loft\t60")
    found = write_lines("Purpose", SENTENCE, *rooms, SENTENCE)
    assert len([line for line in found if line.strip()[:4] in ("Main", "Loft")]) == 4


def test_a_list_that_comes_again_is_no_list_of_contents() -> None:
    list_ = ("If the complaint is about:", "• the Chair or", "• the whole governing body or", "• most of it")
    found = write_lines("Stage 1", SENTENCE, *list_, SENTENCE, "Stage 2", SENTENCE, *list_, SENTENCE)
    assert sum("the whole governing body" in line for line in found) == 2


def test_contents_end_where_their_first_entry_comes_again() -> None:
    entries = ("Introduction", "Part One: Missing children", "Part Two: What to do where a child is not collected")
    found = write_lines("Contents", *entries, "Introduction", SENTENCE, "MISSING CHILDREN", SENTENCE)
    assert sum("Introduction" in line for line in found) == 1
    assert not any("Part One" in line for line in found)


def test_a_count_of_its_own_letters_labels_the_words_below_it() -> None:
    lines = [line for number in range(1, 5) for line in (f"SC{number}:", f"{SENTENCE[:-1]}, time {number}.")]
    assert write_lines(*lines) == [f"SC{number}: {SENTENCE[:-1]}, time {number}." for number in range(1, 5)]
    assert "A4 paper is used." in write_lines("Rooms", "M1 2WD is where we meet.", "A4 paper is used.")


def test_a_bullet_alone_on_its_line_belongs_to_the_words_below_it() -> None:
    assert write_lines("We may keep:", "• names;", "•", "addresses.") == ["We may keep:", "• names;", "• addresses."]


def test_two_bare_letters_are_labels_where_tabs_set_them_apart() -> None:
    found = write_lines("8 Votes", f"a\t{SENTENCE}", f"b\t{SENTENCE[:-1]}, twice.", "9 Ends", SENTENCE)
    assert [line[:2] for line in found[1:3]] == ["a ", "b "]


def test_a_short_line_between_two_clauses_of_its_count_is_a_clause() -> None:
    lines = (f"1. {SENTENCE}", "2. Voters", f"a. {SENTENCE}", f"b. {SENTENCE[:-1]}, once.", f"3. {SENTENCE}")
    found = write_lines("Article I Members", *lines, bold=("2. Voters",))
    assert found[2] == "2. Voters"


@pytest.mark.parametrize("line", ["TO BE REVIEWED BY: Finance Committee", "Status: final", "September 2018"])
def test_a_line_beside_those_that_tell_of_versions_is_one_of_them(line: str) -> None:
    assert not any(line in one for one in write_lines("Adopted: 4 May 2018", line, "1. Purpose", SENTENCE))


LISTS = {
    "an item goes on below an unnumbered paragraph": (
        ("The clerk shall:", "(a) ask;", SENTENCE, "(b) answer;", "(c) file."),
        (0, 1, 2, 1, 1),
    ),
    "a lead-in of its own begins the rest of the list": (
        ("The clerk shall:", "(a) ask;", "After the meeting, the clerk shall:", "(b) answer;", "(c) file."),
        (0, 1, 0, 1, 1),
    ),
    "items without signs": (
        ("No motion is moved except:", "to amend one;", "to end the meeting.", SENTENCE),
        (0, 1, 1, 0),
    ),
    "signs that begin with the second item": (
        ("o. Nobody speaks twice except:", "to amend one;", "i. to end the meeting;", "ii. to move on.", "p. It ends."),
        (0, 1, 1, 1, 0),
    ),
    "a new count below words that lead in": (
        ("1. The list shows:", "a. who;", "b. what, including:", "1. the day;", "2. the hour.", "2. It ends."),
        (0, 1, 1, 2, 2, 0),
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_nested_as_they_read(name: str) -> None:
    lines, depths = LISTS[name]

    def write(document: Any) -> None:
        for line in ("Hire policy", *lines):
            document.add_paragraph(line)

    found = outline(import_docx(write))
    assert [(len(line) - len(line.lstrip())) // 2 for line in found] == list(depths)


def list_doubts(*lines: str, bold: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Give the words and the code of each doubt of a Word file with these lines."""

    def write(document: Any) -> None:
        for line in ("Hire policy", *lines):
            document.add_paragraph().add_run(line).bold = line in bold

    return [(found.words, found.doubt.code) for found in import_docx(write).doubts]


def test_a_paragraph_that_begins_in_the_middle_of_a_sentence_is_doubtful() -> None:
    cut = ("1. The hall is kept by the Clerk or a", "delegate.", f"2. {SENTENCE}")
    assert list_doubts(*cut) == [("delegate.", "goes-on")]
    assert not list_doubts("The hall is kept by:", "the Clerk or", "a delegate.", SENTENCE)


def test_a_short_plain_line_between_sentences_may_be_a_heading() -> None:
    assert ("Who may hire", "heading-or-clause") in list_doubts(SENTENCE, "Who may hire", SENTENCE, SENTENCE)


def test_nobody_is_asked_of_headings_that_all_look_alike() -> None:
    headings = ("Hirers", "Charges", "Keys", "Insurance", "Noise")
    lines = [line for heading in headings for line in (heading, SENTENCE)]
    assert list_doubts(*lines, bold=headings) == []
