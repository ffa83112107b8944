"""`import` of a file of policykit's own: the same policy in another library, with what that library knows."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from tests.akn.files import LIBRARIES, compile_all
from tests.render.furnished import FOLDER as FURNISHED
from tests.render.furnished import compile_furnished

from policykit.cli import main
from policykit.document.compile import compile_document
from policykit.document.tree import Document
from policykit.edition.edition import find_edition
from policykit.model.text import plain_text
from policykit.pipeline.check import check_library
from policykit.pipeline.import_policy import import_files
from policykit.render.akn.document import render_akn
from policykit.source.library import load_library

NAME = "llanfair/records@2"


def write_file(folder: Path, name: str = NAME) -> Path:
    path = folder / "published.akn.xml"
    path.write_text(render_akn(compile_all()[name]), encoding="utf-8")
    return path


def list_words(document: Document) -> list[str]:
    return [f"{clause.number} {clause.term or ''} {plain_text(clause.words)}" for clause in document.walk_clauses()]


def test_in_an_empty_library_every_word_and_number_is_the_same(tmp_path: Path) -> None:
    (done,) = import_files(tmp_path / "new", [write_file(tmp_path)], "anytown/records", accept_dates=True)
    assert done.refused == ()
    assert done.report is not None
    assert any("`records/review`" in remark for remark in done.report.remarks)
    assert check_library(tmp_path / "new", date(2026, 1, 1)).passed
    library = load_library(tmp_path / "new")
    policy = library.policies["anytown/records"]
    document = compile_document(find_edition(library, policy))
    assert document.imprint.version == "2"
    assert list_words(document) == list_words(compile_all()[NAME])
    events = [(event.event, str(event.date)) for event in policy.register.value.events]
    assert events == [(event.event, str(event.date)) for event in compile_all()[NAME].imprint.life]


def test_pictures_come_along(tmp_path: Path) -> None:
    path = tmp_path / "boards.akn.xml"
    path.write_text(render_akn(compile_furnished("pictures")), encoding="utf-8")
    (done,) = import_files(tmp_path / "new", [path], "anytown/boards")
    assert done.refused == ()
    made = sorted((tmp_path / "new" / "anytown" / "boards" / "pictures").iterdir())
    old = FURNISHED / "pictures"
    assert made
    assert all(one.read_bytes() == (old / one.name).read_bytes() for one in made)
    assert check_library(tmp_path / "new", date(2026, 1, 1)).passed


def test_in_a_library_that_knows_all_of_it_every_field_is_the_same(tmp_path: Path) -> None:
    library = tmp_path / "policies"
    shutil.copytree(LIBRARIES[1], library)
    (done,) = import_files(library, [write_file(tmp_path)], "llanfair/records-again")
    assert done.refused == ()
    policies = load_library(library).policies
    made, old = policies["llanfair/records-again"].version("2"), policies["llanfair/records"].version("2")
    assert made.value == old.value


def test_back_in_its_own_policy_nothing_has_changed(tmp_path: Path) -> None:
    library = tmp_path / "policies"
    shutil.copytree(LIBRARIES[1], library)
    path = write_file(tmp_path, "llanfair/records@3")
    (done,) = import_files(library, [path], "llanfair/records", today=date(2026, 1, 1), dry_run=True)
    assert [fault.code for fault in done.refused] == ["import-unchanged"]


def test_back_in_its_own_policy_a_changed_word_is_the_only_change(tmp_path: Path) -> None:
    library = tmp_path / "policies"
    shutil.copytree(LIBRARIES[1], library)
    path = write_file(tmp_path, "llanfair/records@3")
    path.write_text(path.read_text("utf-8").replace("<p>letters for seven years", "<p>letters for nine years"), "utf-8")
    (done,) = import_files(library, [path], "llanfair/records", label="4", today=date(2026, 1, 1), dry_run=True)
    assert done.comparison is not None
    changed = [
        row.new[0].id for row in done.comparison.changes.rows if row.kind != "unchanged" and row.part == "clause"
    ]
    assert changed == ["keeping.letters"]


def test_both_ways_from_the_command_line(tmp_path: Path) -> None:
    library, out = str(LIBRARIES[0]), tmp_path / "build"
    assert main(["build", "crewe/social-media", "--format", "akn", "--library", library, "--out", str(out)]) == 0
    path = out / "crewe" / "social-media" / "v1.akn.xml"
    assert main(["import", str(path), "crewe/social-media", "--library", str(tmp_path / "new")]) == 0
    assert (tmp_path / "new" / "crewe" / "social-media" / "v1.yaml").is_file()
