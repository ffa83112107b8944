"""A third council, with what the two real ones do not need: definitions, letters, an appendix, Welsh, a long life."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.conftest import ROOT

from policykit.cli import DONE, main
from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.render.text import render_text
from policykit.source.library import load_library

HOME = ROOT / "examples" / "llanfair"


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HOME)


def test_it_is_sound_and_nobody_touched_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--strict", "--today", "2025-11-20"]) == DONE
    out = capsys.readouterr().out
    assert out.endswith("checked 85 clauses in 5 policies of 1 council: 0 errors, 0 warnings, 3 notes\n")
    assert out.count("note[language-not-examined]: not examined: the text is in cy") == 3
    assert main(["verify"]) == DONE
    assert "llanfair/records: intact (sealed: 1, 2; 7 events)" in capsys.readouterr().out


@pytest.mark.parametrize("version", ["1", "2", "3"])
def test_every_fault_in_its_rules_would_be_noticed(capsys: pytest.CaptureFixture[str], version: str) -> None:
    assert main(["test", "--quick", f"llanfair/records@{version}"]) == DONE
    out = capsys.readouterr().out
    assert "24 of 24 deliberate faults would have been noticed (100.0%)." in out
    assert "UNTRIED" not in out


def test_policies_of_words_alone_have_nothing_to_test(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--quick"]) == DONE
    out = capsys.readouterr().out
    assert "llanfair/cofnodion@1: no rules, nothing to test.\n" in out
    assert "llanfair/records@2: situations tried: 7, rules: 3." in out


def read_text(name: str) -> str:
    library = load_library(Path("policies"))
    policy, _, version = name.partition("@")
    return render_text(compile_document(find_edition(library, library.policies[policy], version or None)))


def test_how_its_clauses_are_cited() -> None:
    text = read_text("llanfair/records@2")
    assert "(c) everything else for as long as the table in Appendix A says." in text
    assert "Appendix A How long records are kept" in text
    assert re.search(r"^Record\n *anything written", text, flags=re.MULTILINE)
    assert "5.2 The Council must review this policy every two years." in text


def test_the_version_in_force_and_the_draft_say_what_they_are() -> None:
    assert "Adopted           8 May 2023" in read_text("llanfair/records")
    assert read_text("llanfair/records@3").startswith("*** DRAFT: not adopted ***")


def test_what_the_draft_would_change(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "llanfair/records@2", "llanfair/records@3"]) == DONE
    out = capsys.readouterr().out
    assert "» 5.1 (moved): Moved from 3.2 to 5.1." in out
    assert "row “Recordings of meetings” added" in out
    assert "Clerk[+, or the" in out


def test_pages_name_their_language(tmp_path: Path) -> None:
    assert main(["build", "--format", "html,md,pdf", "--out", str(tmp_path)]) == DONE
    pages = {path.parent.name: path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")}
    assert '<html lang="cy"' in pages["cofnodion"]
    assert '<html lang="en-GB"' in pages["records"]
    assert "Rhaid i’r Clerc gadw" in pages["cofnodion"]
    assert "Tŷ’r dŵr" in pages["hysbysiadau"]
    assert {path.parent.name for path in tmp_path.rglob("*.pdf")} == {
        *("allotments", "cofnodion", "hysbysiadau", "records", "rhandiroedd"),
    }


@pytest.mark.parametrize("press", ["typst", "weasyprint"])
def test_a_policy_in_two_languages_is_printed_beside_itself(
    tmp_path: Path, press: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip(press)
    formats = "html,md,text,docx,pdf"
    names = ["llanfair/allotments", "llanfair/rhandiroedd"]
    assert main(["build", *names, "--beside", "--format", formats, "--press", press, "--out", str(tmp_path)]) == DONE
    assert len(capsys.readouterr().out.splitlines()) == 10
    english, welsh = (
        (tmp_path / "llanfair" / name / "v1.beside.html").read_text("utf-8") for name in ("allotments", "rhandiroedd")
    )
    for page, own, other in ((english, "en-GB", "cy"), (welsh, "cy", "en-GB")):
        assert f'<html lang="{own}"' in page
        assert re.search(rf'<td lang="{other}">2.2 ', page)
    assert english.index("1.3 A household") < english.index("1.3 Ni chaiff aelwyd")
    pages = (tmp_path / "llanfair" / "rhandiroedd" / "v1.beside.md").read_text("utf-8")
    assert "chwech ar un rhandir. | 2.3 Hens should be kept in a closed run" in pages


def test_each_language_is_also_printed_apart(tmp_path: Path) -> None:
    assert main(["build", "llanfair/rhandiroedd", "--format", "text", "--out", str(tmp_path)]) == DONE
    text = (tmp_path / "llanfair" / "rhandiroedd" / "v1.txt").read_text("utf-8")
    assert "Rhaid i ddeiliad rhandir" in text
    assert "must" not in text
