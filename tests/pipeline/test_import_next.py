"""A file that comes back becomes the next version: clauses keep their ids, and what was known of them."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.pipeline.edits import edit_docx

from policykit.cli import main
from policykit.compare.returned.identity import keep_ids, squeeze
from policykit.document.compile import compile_document
from policykit.document.tree import Document
from policykit.edition.edition import find_edition
from policykit.intake.imported import import_content
from policykit.model.policy import Clause, Version
from policykit.pipeline.check import check_library
from policykit.pipeline.import_next import import_next
from policykit.pipeline.import_policy import import_files
from policykit.pipeline.import_returned import ReturnedFile
from policykit.render.docx.document import render_docx
from policykit.render.docx.runs import name_bookmarks
from policykit.source.library import load_library

NAMES = ("congleton/social-media", "crewe/social-media")
TODAY = date(2026, 3, 2)


@cache
def compiled(name: str) -> Document:
    library = load_library(ROOT / "policies")
    return compile_document(find_edition(library, library.policies[name], "1"))


@cache
def exported(name: str) -> bytes:
    return render_docx(compiled(name))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    return tmp_path / "policies"


def return_file(library: Path, name: str, old: str, new: str, ending: str = "docx") -> Path:
    """Write the exported file with other words into one place of it."""
    from docx import Document as WordFile

    path = library.parent / f"returned.{ending}"
    path.write_bytes(exported(name))
    document = WordFile(path.as_posix())
    (run,) = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text][:1]
    run.text = run.text.replace(old, new, 1)
    document.save(path.as_posix())
    return path


def list_clauses(version: Version) -> dict[str, Clause]:
    return {str(clause.id): clause for _, clause in version.walk_clauses()}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("marked", [True, False], ids=["bookmarks", "words alone"])
def test_with_a_third_of_the_clauses_edited_every_id_is_kept_and_none_is_wrong(name: str, marked: bool) -> None:
    base = compiled(name)
    ids = {bookmark: own for own, bookmark in name_bookmarks(base).items()}
    kept = wanted = 0
    for seed in range(4):
        content, truth = edit_docx(exported(name), ids, seed, 0.3)
        imported = import_content("returned.docx", content)
        found = keep_ids(base, imported, imported.manuscript.bookmarks if marked else {})
        for own, block in imported.emitted.homes.items():
            true = truth.get(squeeze(block.text), "")
            got = found.partners.get(own)
            if true != "":
                assert got in (true, None), f"{block.text[:60]!r} got {got}, and was {true}"
                wanted += true is not None
                kept += true is not None and got == true
    assert wanted > 50
    assert kept >= 0.99 * wanted


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_nobody_changed_is_no_new_version(library: Path, name: str) -> None:
    path = library.parent / "returned.docx"
    path.write_bytes(exported(name))
    (done,) = import_files(library, [path], name, today=TODAY)
    assert [fault.code for fault in done.refused] == ["import-unchanged"]
    assert sorted(path.name for path in (library / name).glob("v*.yaml")) == ["v1.scenarios.yaml", "v1.yaml"]


def test_one_changed_clause_changes_that_clause_alone(library: Path) -> None:
    name = NAMES[1]
    path = return_file(library, name, "should state that the views", "must state that the views")
    (done,) = import_files(library, [path], name, today=TODAY)
    assert not done.refused
    assert done.comparison is not None
    assert [(row.kind, row.new[0].id) for row in done.comparison.changes.rows if row.is_change] == [
        ("edited", "responsibilities.profiles")
    ]
    policy = load_library(library).policies[name]
    first, second = (version.value for version in policy.versions)
    before, after = list_clauses(first), list_clauses(second)
    changed = [own for own in before if before[own] != after.get(own)]
    assert changed == ["responsibilities.profiles"]
    assert after[changed[0]].topic == before[changed[0]].topic
    assert len(after[changed[0]].rules) == len(before[changed[0]].rules) - 1
    assert done.report is not None
    assert any("the words it rests on changed" in remark for remark in done.report.remarks)
    assert check_library(library, TODAY).summary.errors == 0


def test_comments_and_layout_of_the_old_file_are_kept(library: Path) -> None:
    name = NAMES[1]
    path = return_file(library, name, "should state that the views", "must state that the views")
    list(import_files(library, [path], name, today=TODAY))
    old, new = ((library / name / f"v{label}.yaml").read_text("utf-8").splitlines() for label in "12")
    assert [line for line in old if line.startswith("#")] == [line for line in new if line.startswith("#")]
    assert len(set(new) - set(old)) < 40


def test_a_pdf_of_the_next_version_keeps_the_ids_too(library: Path) -> None:
    name = NAMES[1]
    path = return_file(library, name, "should state that the views", "must state that the views")
    list(import_files(library, [path], name, today=TODAY))
    out = library.parent / "out"
    where = ["--library", f"{library}", "--out", f"{out}", "--format", "pdf", "--press", "typst"]
    assert main(["build", f"{name}@2", *where]) == 0
    shutil.rmtree(library)
    shutil.copytree(ROOT / "policies", library)
    (pdf,) = out.rglob("*.pdf")
    imported = import_content(pdf.name, pdf.read_bytes())
    found = import_next(library, name, [ReturnedFile(imported, (), frozenset(), ())], TODAY, dry_run=True)
    assert [(row.kind, row.new[0].id) for row in found.comparison.changes.rows if row.is_change] == [
        ("edited", "responsibilities.profiles")
    ]


def test_the_command_shows_what_changed_at_once(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = NAMES[1]
    path = return_file(library, name, "should state that the views", "must state that the views")
    assert main(["import", f"{path}", name, "--library", f"{library}", "--today", "2026-03-02"]) == 0
    shown = capsys.readouterr()
    assert "v2.yaml" in shown.out
    assert "“should” became “must”" in shown.out
    assert "note: the rule" in shown.err


def test_a_dry_run_writes_nothing(library: Path) -> None:
    name = NAMES[1]
    path = return_file(library, name, "should state that the views", "must state that the views")
    before = {path: path.read_bytes() for path in library.rglob("*.yaml")}
    (done,) = import_files(library, [path], name, today=TODAY, dry_run=True)
    assert done.comparison is not None
    assert {path: path.read_bytes() for path in library.rglob("*.yaml")} == before
