"""Writing in the page: what keys do to the text is what its file says, and nothing else of the file changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desk.text.writer import Writer

TERM, COVERAGE, RISKS = "introduction.term", "introduction.coverage", "policy-statement.risks"
MALWARE, DISCLOSURE = f"{RISKS}.malware", f"{RISKS}.disclosure"

Open = Callable[..., "Writer"]


@pytest.fixture
def writer(open_writer: Open) -> Writer:
    return open_writer()


def changed_lines(writer: Writer) -> list[str]:
    old = (writer.file.parent / "v1.yaml").read_text("utf-8").replace('version: "1"', 'version: "2"')
    before = old.replace("version 1", "version 2").split("\n")
    return [line for line in writer.file.read_text("utf-8").split("\n") if line not in before]


def test_words_are_saved_without_asking(writer: Writer) -> None:
    before = writer.clauses()
    writer.put_cursor(MALWARE)
    writer.type(" and # *stars*, {braces} & <b>")
    writer.wait_saved()
    assert writer.status == "Saved"
    words = f"{before[MALWARE]} and # \\*stars\\*, \\{{braces}} & \\<b>"
    assert writer.clauses() == {**before, MALWARE: words}
    assert " ".join(line.strip() for line in changed_lines(writer)) == words


def test_a_heading_and_the_title(writer: Writer) -> None:
    writer.put_cursor("policy-statement")
    writer.type(" and aims")
    writer.page.locator(".ProseMirror h1").click()
    writer.press("End")
    writer.type(" of the Council")
    writer.wait_saved()
    version = writer.version()
    assert (version.title, version.sections[1].heading) == (
        "Social Media Policy of the Council",
        "Policy Statement and aims",
    )
    writer.page.locator(".ProseMirror h1").click()
    writer.press("End")
    writer.type(" of Crewe")
    writer.wait_saved()
    assert writer.version().title == "Social Media Policy of the Council of Crewe"


def test_enter_makes_a_clause_and_its_words_name_it(writer: Writer) -> None:
    before = list(writer.clauses())
    writer.put_cursor(TERM)
    writer.press("Enter")
    writer.type("Photographs must be kept.")
    writer.press("Enter")
    writer.type("They may be shown.")
    writer.wait_saved()
    at = before.index(TERM) + 1
    new = ["introduction.photographs-kept", "introduction.they-shown"]
    assert list(writer.clauses()) == [*before[:at], *new, *before[at:]]
    assert (writer.clause(new[0]).kind, writer.clause(new[1]).kind) == ("obligation", "permission")


def test_enter_inside_words_divides_them_and_backspace_joins_them(writer: Writer) -> None:
    before = writer.clauses()
    words = before[COVERAGE] or ""
    writer.put_cursor(COVERAGE, "start")
    for _ in range(len("For the purposes of this Protocol, ")):
        writer.press("ArrowRight")
    writer.press("Enter")
    writer.wait_saved()
    (new,) = [name for name in writer.clauses() if name not in before]
    assert writer.clauses()[COVERAGE] == "For the purposes of this Protocol,"
    assert f"For the purposes of this Protocol, {writer.clauses()[new]}" == words
    notes = writer.clause(new).notes
    assert all(note.quote and note.quote in (writer.clauses()[new] or "") for note in notes)
    writer.press("Backspace")
    writer.wait_saved()
    assert writer.clauses() == before


def test_a_list_is_made_and_left_by_keys(writer: Writer) -> None:
    writer.put_cursor(TERM)
    writer.press("Enter")
    writer.type("in the market;")
    writer.press("Alt+Shift+ArrowRight", "Enter")
    writer.type("in the park.")
    writer.wait_saved()
    items = writer.clause(TERM).clauses
    assert [item.text for item in items] == ["in the market;", "in the park."]
    writer.press("Alt+Shift+ArrowUp")
    writer.wait_saved()
    assert [item.text for item in writer.clause(TERM).clauses] == ["in the park.", "in the market;"]
    writer.press("Alt+Shift+ArrowLeft")
    writer.wait_saved()
    assert not writer.clause(TERM).clauses
    assert [item.text for item in writer.clause(items[1].id).clauses] == ["in the market;"]


def test_an_item_of_a_list_keeps_what_is_beside_its_words_when_it_moves(writer: Writer) -> None:
    was = writer.clause(DISCLOSURE)
    writer.put_cursor(DISCLOSURE)
    writer.press("Alt+Shift+ArrowUp")
    writer.wait_saved()
    ids = [item.id for item in writer.clause(RISKS).clauses]
    assert ids[:2] == [DISCLOSURE, MALWARE]
    assert writer.clause(DISCLOSURE) == was


def test_bold_italic_and_a_reference_that_shows_the_number(writer: Writer) -> None:
    writer.put_cursor(MALWARE)
    writer.press("Enter", "Control+b")
    writer.type("Never")
    writer.press("Control+b")
    writer.type(" in ")
    writer.press("Control+i")
    writer.type("any")
    writer.press("Control+i")
    writer.type(" way, see ")
    writer.press("Control+k")
    writer.page.locator("#text-references-search").fill("disclosure")
    writer.page.locator("#text-references li:not([hidden]) button").first.click()
    writer.type(".")
    writer.wait_saved()
    (new,) = [name for name in writer.clauses() if name.startswith("policy-statement.never")]
    assert writer.clauses()[new] == f"**Never** in *any* way, see {{ref: {DISCLOSURE}}}."
    writer.wait(
        f"document.querySelector('.chip').title === document.getElementById('part-{DISCLOSURE}').dataset.citation"
    )
    before = writer.page.locator(".chip").inner_text()
    writer.put_cursor(MALWARE, "start")
    writer.press("Alt+Shift+ArrowDown", "Alt+Shift+ArrowDown", "Alt+Shift+ArrowDown")
    writer.wait_saved()
    writer.wait(f"document.querySelector('.chip').innerText !== {before!r}")


def test_a_new_section(writer: Writer) -> None:
    writer.put_cursor(TERM)
    writer.page.locator("[data-tool=section]").click()
    writer.type("Use of photographs")
    writer.press("ArrowDown")
    writer.type("Photographs must be kept.")
    writer.wait_saved()
    section = writer.version().sections[1]
    assert (section.id, section.heading) == ("use-photographs", "Use of photographs")
    assert [clause.text for clause in section.clauses] == ["Photographs must be kept."]


def test_what_is_taken_away_comes_back_whole_with_undo(writer: Writer) -> None:
    clause = next(
        clause for _, clause in writer.version().walk_clauses() if clause.rules and not clause.clauses and clause.text
    )
    before = writer.file.read_bytes()
    writer.put_cursor(clause.id, "start")
    writer.press("Shift+End", *["Shift+ArrowDown"] * 12)
    writer.page.evaluate(
        """id => {
          const line = document.getElementById('part-' + id)
          const range = document.createRange()
          range.selectNodeContents(line)
          getSelection().removeAllRanges()
          getSelection().addRange(range)
        }""",
        clause.id,
    )
    writer.press("Delete", "Backspace")
    writer.wait_saved()
    assert clause.id not in writer.clauses()
    writer.press("Control+z", "Control+z")
    writer.wait_saved()
    writer.wait("document.getElementById('text-status').className === 'saved'")
    assert writer.clause(clause.id) == clause
    assert writer.file.read_bytes() == before


def test_words_from_word_are_clauses_without_its_styles_and_typed_numbers(writer: Writer) -> None:
    html = """<html xmlns:w="x"><head><style>p {color: red}</style></head><body><!--StartFragment-->
    <p class=MsoListParagraph style='mso-list:l0 level1'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>
    <b>Never</b> post&nbsp;a <span style='font-weight:bold;color:red'>name</span>.<o:p></o:p></p>
    <p class=MsoNormal>2. Ask <a href="javascript:alert(1)">first</a><img src="http://example.org/x.png">.</p>
    <!--EndFragment--></body></html>"""
    before = list(writer.clauses())
    writer.put_cursor(MALWARE)
    writer.press("Enter")
    writer.paste(html, "1. Never post a name.\n2. Ask first.")
    writer.wait_saved()
    new = [text for name, text in writer.clauses().items() if name not in before]
    assert new == ["**Never** post a **name**.", "Ask first."]


def test_plain_text_is_a_clause_a_line(writer: Writer) -> None:
    before = list(writer.clauses())
    writer.put_cursor(MALWARE)
    writer.press("Enter")
    writer.paste(text="One rule.\n\nAnother *rule*.")
    writer.wait_saved()
    new = [text for name, text in writer.clauses().items() if name not in before]
    assert new == ["One rule.", "Another \\*rule\\*."]


def test_an_adopted_text_is_read_only_and_offers_the_next_version(open_writer: Open) -> None:
    writer = open_writer(version="1")
    page: Any = writer.page
    assert page.locator(".ProseMirror").get_attribute("contenteditable") == "false"
    assert page.locator("#text-tools").count() == 0
    assert page.locator("form[action$=begin] button").is_visible()
