"""`import`: what is written opens at once; what is refused leaves nothing behind."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from policykit.cli import main
from policykit.edition.numbers import number_version
from policykit.errors import PolicykitError
from policykit.intake.paragraph import Decided
from policykit.pipeline.check import check_library
from policykit.pipeline.import_policy import READING_WORDS, ParagraphReading, import_files, import_policy
from policykit.pipeline.import_report import write_import_report
from policykit.pipeline.schemas import make_schema
from policykit.source.library import load_library

LEAVE = ROOT / "examples" / "clerk" / "leave-policy.docx"


def test_what_is_imported_has_no_errors_and_prints_the_numbers_of_the_file(tmp_path: Path) -> None:
    (done,) = import_files(tmp_path / "new", [LEAVE], "anytown/leave")
    assert not done.refused
    assert check_library(tmp_path / "new", date(2026, 1, 1)).passed
    policy = load_library(tmp_path / "new").policies["anytown/leave"]
    numbers = [found.number for found in number_version(policy.versions[0].value).values()]
    assert " ".join(number or "-" for number in numbers) == "1. 1.1 1.2 (a) (b) (i) (ii) 2. 2.1 2.2 2.3 - 3. 3.1 - 3.2"


def test_dates_are_recorded_only_when_they_are_accepted(tmp_path: Path) -> None:
    list(import_files(tmp_path, [LEAVE], "anytown/leave"))
    list(import_files(tmp_path, [LEAVE], "anytown/dated", accept_dates=True))
    policies = load_library(tmp_path).policies
    assert [event.event for event in policies["anytown/leave"].register.value.events] == ["created"]
    (adopted,) = policies["anytown/dated"].register.value.events
    assert (adopted.event, str(adopted.date), adopted.reference, str(adopted.next_review)) == (
        "adopted",
        "2024-05-13",
        "24/56",
        "2026-05",
    )


def test_a_policy_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    list(import_files(tmp_path, [LEAVE], "anytown/leave"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    (again,) = import_files(tmp_path, [LEAVE], "anytown/leave")
    assert [fault.code for fault in again.refused] == ["draft-exists"]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before


def test_one_bad_file_stops_no_other_and_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 and no more")
    library = tmp_path / "new"
    done = list(import_files(library, [bad, LEAVE, tmp_path / "none.docx"], "anytown", dry_run=True))
    assert [[fault.code for fault in one.refused] for one in done] == [["document-damaged"], [], ["not-writable"]]
    assert done[1].policy == "anytown/leave"
    assert not library.exists()


def test_the_report_is_a_page_and_json_that_its_schema_describes(tmp_path: Path) -> None:
    (done,) = import_files(tmp_path / "new", [LEAVE], "anytown/leave")
    assert done.report is not None
    for name in ("report.html", "report.json"):
        write_import_report(tmp_path / name, [done.report])
    data = json.loads((tmp_path / "report.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(make_schema("import")).validate(data)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "All 234 words of the file are accounted for" in page
    assert "policykit adopt anytown/leave --date 2024-05-13 --reference 24/56" in page


@pytest.mark.parametrize("name", ["Any Town/leave", "anytown/Leave!", ""])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PolicykitError) as caught:
        list(import_files(tmp_path, [LEAVE], name))
    assert [fault.code for fault in caught.value.diagnostics] == ["bad-start"]


def test_the_command_says_what_was_written_and_exits_with_2_when_a_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = (tmp_path / "new").as_posix()
    assert main(["import", LEAVE.as_posix(), "anytown/leave", "--library", library]) == 0
    assert "none lost" in capsys.readouterr().err
    assert main(["import", LEAVE.as_posix(), "anytown/leave", "--library", library]) == 2
    assert main(["import", LEAVE.as_posix(), "anytown/more", "--library", library, "--report", "report.pdf"]) == 2


def test_python_gives_what_was_recognised_and_writes_nothing() -> None:
    imported = import_policy(LEAVE)
    assert imported.accounts.holds
    assert imported.letterhead.email == "clerk@anytown.example"


def test_what_was_imported_is_shown_as_the_draft_that_it_is(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    list(import_files(tmp_path, [LEAVE], "anytown/leave"))
    assert main(["show", "anytown/leave", "--library", tmp_path.as_posix()]) == 0
    shown = capfd.readouterr()
    assert "never adopted" in shown.err
    assert "1.1" in shown.out
    assert "DRAFT" in shown.out


def test_a_file_comes_into_a_library_with_councils_links_and_settings(tmp_path: Path) -> None:
    library = Path(shutil.copytree(ROOT / "policies", tmp_path / "policies"))
    (library / "library.yaml").write_text("format: 1\n", "utf-8")
    (done,) = import_files(library, [LEAVE], "crewe/leave")
    assert not done.refused
    assert "crewe/leave" in load_library(library).policies


PLACES = {"paragraph 8": "clause", "paragraph 14": "heading, level 1", "paragraph 16": "clause"}


@pytest.mark.parametrize("reading", [reading for reading in READING_WORDS if reading != "joined"])
@pytest.mark.parametrize("place", PLACES)
def test_what_a_person_says_of_a_paragraph_counts(tmp_path: Path, place: str, reading: Decided) -> None:
    (done,) = import_files(
        tmp_path, [LEAVE], "anytown/leave", dry_run=True, readings=[ParagraphReading(place, reading)]
    )
    assert done.report is not None, done.refused
    (part,) = [part for part in done.report.parts if part.place == place]
    wanted = {"title": "title", "heading": "heading", "clause": "clause", "item": "clause"}[reading]
    assert part.reading.startswith(wanted)
    assert not any(doubt.code == "heading-or-clause" for doubt in part.doubts)


@given(st.data())
def test_no_decision_loses_a_word(data: st.DataObject) -> None:
    """A law: whatever is said of its paragraphs, every word of the file is in the version or said to be left out."""
    plain = import_policy(LEAVE)
    places = [paragraph.place for paragraph in plain.manuscript.paragraphs if not paragraph.rows]
    said = data.draw(
        st.lists(
            st.builds(ParagraphReading, st.sampled_from(places), st.sampled_from(tuple(READING_WORDS))), max_size=4
        )
    )
    try:
        imported = import_policy(LEAVE, readings=said)
    except PolicykitError as error:
        assert [fault.code for fault in error.diagnostics] == ["unknown-place"]  # noqa: PT017 - nothing precedes the first
        assert said
        return
    assert imported.accounts.holds
    assert imported.accounts.total == plain.accounts.total


def test_a_paragraph_that_is_not_there_is_named(tmp_path: Path) -> None:
    (done,) = import_files(tmp_path, [LEAVE], "anytown/leave", readings=[ParagraphReading("paragraf 8", "heading")])
    (fault,) = done.refused
    assert fault.code == "unknown-place"
    assert fault.hint is not None
    assert "paragraph 8" in fault.hint


@pytest.mark.parametrize("words", ["paragraph 8", "paragraph 8=head", "=heading"])
def test_a_decision_that_is_none_is_refused_at_the_prompt(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", str(LEAVE), "anytown/leave", "--read", words])
    assert "is not PLACE=READING" in capsys.readouterr().err
