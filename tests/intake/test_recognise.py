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
