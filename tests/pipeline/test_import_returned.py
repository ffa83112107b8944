"""Word files that come back from a committee: tracked changes, comments, several councillors over one version."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from tests.conftest import ROOT, Tool
from tests.pipeline.office_edits import Edit, EditingOffice
from tests.pipeline.test_import_next import exported

from policykit.cli import main
from policykit.errors import PolicykitError
from policykit.pipeline.import_next import ImportedNext, import_next
from policykit.pipeline.import_returned import ReturnedFile, TrackedChoice, read_returned
from policykit.source.library import load_library

NAME = "crewe/social-media"
TODAY = date(2026, 3, 2)
PROFILES, STATEMENTS = "responsibilities.profiles", "responsibilities.own-statements"
FIRST = ("should state that the views", "must state that the views")
SECOND = ("Members must make it clear however", "Members should make it clear however")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    return tmp_path / "policies"


def write_tracked(path: Path, author: str, *edits: tuple[str, str], comment: str = "", on: str = "") -> Path:
    """Write the exported file with tracked changes, as Word writes them, and a comment on the paragraph with `on`."""
    path.write_bytes(exported(NAME))
    document = WordFile(path.as_posix())
    for old, new in edits:
        (run,) = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
        before, _, after = run.text.partition(old)
        mark(run, "ins", new, author)
        mark(run, "del", old, author)
        rest = type(run)(clone(run, after), run._parent)
        run.text = before
        element: Any = run._r
        element.getnext().getnext().addnext(rest._r)
    if comment:
        (run,) = [run for paragraph in document.paragraphs for run in paragraph.runs if on in run.text]
        document.add_comment(run, comment, author, "JS")
    document.save(path.as_posix())
    return path


def clone(run: Any, text: str) -> Any:
    element = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    element.append(words)
    return element


def mark(run: Any, kind: str, text: str, author: str) -> None:
    """Put a tracked insertion or deletion right after a run."""
    element = OxmlElement(f"w:{kind}")
    for name, value in (("id", "901"), ("author", author), ("date", "2026-02-11T09:00:00Z")):
        element.set(qn(f"w:{name}"), value)
    inner = clone(run, text)
    if kind == "del":
        inner[0].tag = qn("w:delText")
    element.append(inner)
    run._r.addnext(element)


def bring_back(library: Path, *paths: Path, choice: TrackedChoice | None = None) -> ImportedNext:
    files: list[ReturnedFile] = [
        read_returned(path.as_posix(), path.read_bytes(), choice or TrackedChoice()) for path in paths
    ]
    return import_next(library, NAME, files, TODAY)


def list_changed(found: ImportedNext) -> list[tuple[str, list[str]]]:
    rows = [row for row in found.comparison.changes.rows if row.is_change]
    return [(row.kind, [place.id for place in (row.new or row.old)]) for row in rows]


def test_tracked_changes_are_listed_with_who_made_them_when_and_where(library: Path) -> None:
    found = bring_back(library, write_tracked(library.parent / "a.docx", "J Smith", FIRST, SECOND))
    where = "“Responsibilities of Councillors and Co-opted Members”, item"
    assert tuple(change.line for change in found.tracked) == (
        f"1. J Smith, 2026-02-11: {where} 3: “{FIRST[0]}” became “{FIRST[1]}”",
        f"2. J Smith, 2026-02-11: {where} 4: “{SECOND[0]}” became “{SECOND[1]}”",
    )
    assert list_changed(found) == [("edited", [PROFILES]), ("edited", [STATEMENTS])]


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (TrackedChoice(rejected=frozenset({1})), [STATEMENTS]),
        (TrackedChoice(accepted=frozenset({1})), [PROFILES]),
        (TrackedChoice(accepted=frozenset({1, 2})), [PROFILES, STATEMENTS]),
    ],
)
def test_changes_are_accepted_and_rejected_one_by_one(library: Path, choice: TrackedChoice, kept: list[str]) -> None:
    found = bring_back(library, write_tracked(library.parent / "a.docx", "J Smith", FIRST, SECOND), choice=choice)
    assert [ids for _, ids in list_changed(found)] == [[own] for own in kept]


def test_with_all_rejected_it_is_the_old_text(library: Path) -> None:
    path = write_tracked(library.parent / "a.docx", "J Smith", FIRST, SECOND)
    with pytest.raises(PolicykitError) as caught:
        bring_back(library, path, choice=TrackedChoice(accepted=frozenset()))
    assert [fault.code for fault in caught.value.diagnostics] == ["import-unchanged"]


def test_a_change_that_the_file_does_not_have_is_refused(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_tracked(library.parent / "a.docx", "J Smith", FIRST)
    assert main(["import", f"{path}", NAME, "--library", f"{library}", "--reject", "1,7-8"]) == 2
    assert "no number 7" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["import", f"{path}", NAME, "--library", f"{library}", "--reject", "one"])


def test_a_comment_becomes_a_note_on_its_clause(library: Path) -> None:
    path = write_tracked(
        library.parent / "a.docx", "J Smith", FIRST, comment="Is this too strict?", on="Individual Councillors can"
    )
    bring_back(library, path)
    version = load_library(library).policies[NAME].versions[-1].value
    notes = {str(clause.id): [note.text for note in clause.notes] for _, clause in version.walk_clauses()}
    (text,) = [text for text in notes[STATEMENTS] if "strict" in text]
    assert text.startswith("J Smith, ")
    assert text.endswith(": Is this too strict?")


def test_what_one_councillor_alone_changed_is_taken_from_each(library: Path) -> None:
    found = bring_back(
        library,
        write_tracked(library.parent / "a.docx", "J Smith", FIRST),
        write_tracked(library.parent / "b.docx", "A Jones", SECOND),
        write_tracked(library.parent / "c.docx", "P Khan", FIRST),
    )
    assert list_changed(found) == [("edited", [PROFILES]), ("edited", [STATEMENTS])]
    assert found.conflicts == ()


def test_where_councillors_differ_the_clause_keeps_its_words_and_both_are_shown(library: Path) -> None:
    other = (FIRST[0], "may state that the views")
    found = bring_back(
        library,
        write_tracked(library.parent / "a.docx", "J Smith", FIRST, SECOND),
        write_tracked(library.parent / "b.docx", "A Jones", other),
    )
    (conflict,) = found.conflicts
    assert conflict.id == PROFILES
    assert [(who, "must state" in words, "may state" in words) for who, words in conflict.wanted] == [
        ("J Smith", True, False),
        ("A Jones", False, True),
    ]
    assert list_changed(found) == [("edited", [STATEMENTS])]
    assert any("not settled" in remark and "A Jones wants" in remark for remark in found.remarks)


def test_the_command_merges_files_of_one_policy(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [
        write_tracked(library.parent / "a.docx", "J Smith", FIRST),
        write_tracked(library.parent / "b.docx", "A Jones", SECOND),
    ]
    assert main(["import", *map(str, paths), NAME, "--library", f"{library}", "--today", "2026-03-02"]) == 0
    shown = capsys.readouterr()
    assert "tracked change 1. J Smith" in shown.err
    assert "2 changes" in shown.out


EDITS = (
    Edit("replace", *FIRST),
    Edit("split", "In any biography where"),
    Edit("delete", "Individual Councillors can make their own"),
    Edit("move", "Individual Councillors can make their own"),
)
EXPECTED = {
    "replace": [("edited", [PROFILES])],
    "split": [("split", [PROFILES, "responsibilities.biography-where-councillor"])],
    "delete": [("removed", [STATEMENTS])],
    "move": [("moved", [STATEMENTS])],
}


@pytest.mark.slow
@pytest.mark.engine
def test_through_libreoffice_each_edit_comes_back_as_what_it_was(tool: Tool, tmp_path: Path, library: Path) -> None:
    jobs = [(exported(NAME), tracked, edit) for tracked in (False, True) for edit in EDITS]
    edited = EditingOffice(tool("soffice"), tmp_path).edit(jobs)
    for (_, tracked, edit), content in zip(jobs, edited, strict=True):
        returned = read_returned("edited.docx", content, TrackedChoice())
        found = import_next(library, NAME, [returned], TODAY, dry_run=True)
        assert list_changed(found) == EXPECTED[edit.what], f"{edit.what}, tracked: {tracked}"
        assert len(found.tracked) == tracked
        if tracked:
            rejected = read_returned("edited.docx", content, TrackedChoice(accepted=frozenset()))
            with pytest.raises(PolicykitError) as caught:
                import_next(library, NAME, [rejected], TODAY, dry_run=True)
            assert [fault.code for fault in caught.value.diagnostics] == ["import-unchanged"], edit.what
