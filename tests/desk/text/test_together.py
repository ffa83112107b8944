"""Two windows, another program, a stop of the desk: nothing is written over, and no word is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
    from tests.desk.browser import OpenDesk
    from tests.desk.text.writer import Writer

TERM, COVERAGE, MALWARE = "introduction.term", "introduction.coverage", "policy-statement.risks.malware"
Open = Callable[..., "Writer"]


def test_a_change_in_another_window_is_shown_and_merged(open_writer: Open) -> None:
    one, other = open_writer(), open_writer()
    one.put_cursor(TERM)
    one.type(" One.")
    one.press("Enter")
    one.type("A new clause.")
    one.wait_saved()
    other.page.bring_to_front()
    other.wait("document.querySelector('.ProseMirror').innerText.includes('A new clause.')")
    other.put_cursor(COVERAGE)
    other.type(" Two.")
    other.wait_saved()
    clauses = one.clauses()
    assert (clauses[TERM] or "").endswith(" One.")
    assert (clauses[COVERAGE] or "").endswith(" Two.")
    assert clauses["introduction.new-clause"] == "A new clause."


def test_the_same_words_in_two_places_are_shown_with_both_texts(open_writer: Open) -> None:
    writer = open_writer()
    writer.put_cursor(MALWARE)
    text = writer.file.read_text("utf-8")
    theirs = "Viruses, written by another program"
    writer.page.route("**/text/news*", lambda route: route.abort())  # so that it does not learn of it before it saves
    writer.file.write_text(
        text.replace("Virus or other malware (malicious software) infection from infected sites", theirs)
    )
    writer.type(" and mine")
    writer.wait("document.querySelector('.note.conflict')")
    assert theirs in writer.notes()[0]
    assert writer.clauses()[MALWARE] == theirs
    assert writer.page.locator(".unsaved").count() == 1
    writer.page.locator("#text-trouble").click()
    assert writer.page.evaluate("() => document.activeElement.closest('.note.conflict') !== null")
    writer.page.locator(".note.conflict button").first.click()
    writer.wait("!document.querySelector('.note.conflict')")
    writer.wait_saved()
    assert (writer.clauses()[MALWARE] or "").endswith("sites and mine")


def test_theirs_can_be_taken(open_writer: Open) -> None:
    writer = open_writer()
    writer.put_cursor(MALWARE)
    text = writer.file.read_text("utf-8")
    writer.page.route("**/text/news*", lambda route: route.abort())
    writer.file.write_text(text.replace("Virus or other malware", "Every virus"))
    writer.type(" and mine")
    writer.wait("document.querySelector('.note.conflict')")
    writer.page.locator(".note.conflict button").nth(1).click()
    writer.wait_saved()
    assert writer.page.locator(f"[id='part-{MALWARE}']").inner_text().startswith("Every virus")
    assert (writer.clauses()[MALWARE] or "").startswith("Every virus")


def test_what_another_program_writes_is_shown(open_writer: Open) -> None:
    writer = open_writer()
    text = writer.file.read_text("utf-8")
    writer.file.write_text(text.replace("Social engineering attacks", "Attacks by talk"), "utf-8")
    writer.wait("document.querySelector('.ProseMirror').innerText.includes('Attacks by talk')")


def test_words_that_cannot_be_saved_are_marked_and_there_again_after_a_reload(open_writer: Open) -> None:
    writer = open_writer()
    before = writer.clauses()
    writer.put_cursor(MALWARE)
    writer.type(" \N{GRINNING FACE} turned")
    writer.wait("document.querySelector('.note.trouble')")
    assert "\N{GRINNING FACE}" in writer.notes()[0]
    assert writer.status == "Saved, but for what is marked"
    assert writer.clauses() == before
    writer.page.on("dialog", lambda dialog: dialog.accept())
    writer.open()
    assert "turned" in writer.page.locator(f"[id='part-{MALWARE}']").inner_text()
    assert "Not saved yet" in writer.notes()[0]
    writer.put_cursor(MALWARE)
    writer.press(*["Backspace"] * 9)
    writer.wait("!document.querySelector('.note.trouble')")
    writer.wait_saved()
    assert writer.clauses() == before


def test_words_stay_in_the_window_when_the_desk_does_not_answer(open_writer: Open) -> None:
    writer = open_writer()
    writer.page.route("**/text?*", lambda route: route.abort())
    writer.put_cursor(MALWARE)
    writer.type(" and more")
    writer.wait("document.getElementById('text-status').className === 'gone'")
    writer.page.unroute("**/text?*")
    writer.wait_saved()
    assert (writer.clauses()[MALWARE] or "").endswith(" and more")


def test_advice_is_of_the_words_that_are_there(open_writer: Open) -> None:
    writer = open_writer()
    writer.wait("document.querySelector('.note.note, .note.warning')")
    writer.put_cursor(MALWARE)
    writer.type(" and/or both")
    writer.wait_saved()
    writer.wait("[...document.querySelectorAll('.note')].some(note => note.dataset.part.endsWith('malware'))")
    writer.press(*["Backspace"] * len(" and/or both"))
    writer.wait_saved()
    writer.wait("![...document.querySelectorAll('.note')].some(note => note.dataset.part.endsWith('malware'))")


def test_no_request_leaves_this_machine(context: BrowserContext, desk: OpenDesk, open_writer: Open) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    writer = open_writer()
    writer.put_cursor(MALWARE)
    writer.paste('<p>See <img src="http://example.org/x.png"> <b>this</b></p>')
    writer.wait_saved()
    assert asked
    assert [url for url in asked if not url.startswith(desk.origin)] == []
