"""Each case is a folder: two version files, and what is said of them."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from tests.compare_documents.cases import CASES, load_case
from tests.conftest import Golden

from policykit.compare.amendments.version import print_amendments, write_amendments
from policykit.compare.versions.compare import compare_versions
from policykit.compare.versions.redline import redline
from policykit.render.html.page import render_html
from policykit.render.json.document import render_json
from policykit.render.markdown.document import render_markdown
from policykit.render.report.json import changes_schema, changes_to_json
from policykit.render.report.text import render_report_markdown, render_report_text
from policykit.render.text import render_text

NAMES = sorted(path.name for path in CASES.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_what_a_report_says(name: str, golden: Golden) -> None:
    golden(CASES / name / "report.txt", render_report_text(load_case(name).changes))


@pytest.mark.parametrize("name", NAMES)
def test_what_a_redline_shows(name: str, golden: Golden) -> None:
    case = load_case(name)
    marked = redline(case.old, case.new, case.changes)
    golden(CASES / name / "redline.txt", render_text(marked))
    for render in (render_html, render_markdown, render_json):
        assert str(marked.summary) in render(marked)


@pytest.mark.parametrize("name", NAMES)
def test_what_amendments_say(name: str, golden: Golden) -> None:
    case = load_case(name)
    amendments = write_amendments(case.before.version, case.after.version)
    golden(CASES / name / "amendments.txt", print_amendments(amendments))


@pytest.mark.parametrize("name", NAMES)
def test_what_machines_read(name: str, golden: Golden) -> None:
    changes = load_case(name).changes
    text = changes_to_json(changes)
    Draft202012Validator(changes_schema()).validate(json.loads(text))
    if name in ("one-move-one-word", "table"):
        golden(CASES / name / "changes.json", text)


def test_one_move_and_one_inserted_word_are_two_changes() -> None:
    changes = load_case("one-move-one-word").changes
    assert [(row.kind, row.place.id) for row in changes.changed] == [
        ("moved", "boards.keys"),
        ("edited", "web.photographs"),
    ]
    assert changes.count == 2


def test_a_section_that_moves_with_all_it_holds_is_one_change() -> None:
    changes = load_case("section-moved").changes
    assert [(row.kind, row.place.id) for row in changes.changed] == [("moved", "web")]


def test_a_number_that_a_reference_prints_is_no_change_of_words() -> None:
    changes = load_case("section-moved").changes
    (row,) = [row for row in changes.rows if row.place.id == "boards.posters"]
    assert (row.kind, row.old[0].text[-9:], row.new[0].text[-9:]) == ("renumbered", "1.3 says.", "2.3 says.")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_differs_from_itself(name: str) -> None:
    case = load_case(name)
    assert compare_versions(case.before, case.before).is_empty
    assert "no change" in render_report_text(compare_versions(case.after, case.after))
    assert "no change" in render_report_markdown(compare_versions(case.after, case.after))
