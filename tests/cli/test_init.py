"""`policykit init`: a library that is sound from its first minute, and never written over anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import ROOT

from policykit.cli import DONE, WRONG_CALL, main
from policykit.model.council import Council
from policykit.pipeline.schemas import FILES
from policykit.source.library import load_library

STARTER = ROOT / "src" / "policykit" / "starter" / "policies"


def test_a_new_library_checks_tests_and_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "anytown"
    assert main(["init", str(folder)]) == DONE
    monkeypatch.chdir(folder)
    assert main(["check", "--today", "2026-11-20", "--strict"]) == DONE
    assert "0 errors, 0 warnings, 0 notes" in capsys.readouterr().out
    assert main(["test"]) == DONE
    out = capsys.readouterr().out
    assert "(100.0%)" in out
    assert "UNTRIED" not in out
    assert main(["build", "--format", "html,md"]) == DONE
    assert "Anytown Town Council" in (folder / "build/anytown/social-media/v1.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "name", "kind"),
    [
        (["--name", "Cyngor Tref Llanfair: “Yr Wyddfa” & Co."], "Cyngor Tref Llanfair: “Yr Wyddfa” & Co.", "town"),
        (["--kind", "community", "--jurisdiction", "wales"], "Little Whinging Community Council", "community"),
        (["--name", "Little Whinging Parish Council"], "Little Whinging Parish Council", "parish"),
        (["--name", "City of Ely Town Council"], "City of Ely Town Council", "town"),
        (["--name", "Ely Parish Council", "--kind", "city"], "Ely Parish Council", "city"),
        (["--name", "100% {Parish} \\ council"], "100% {Parish} \\ council", "town"),
    ],
)
def test_the_council_is_called_what_it_is_called(tmp_path: Path, arguments: list[str], name: str, kind: str) -> None:
    assert main(["init", str(tmp_path / "little-whinging"), *arguments]) == DONE
    council: Council = load_library(tmp_path / "little-whinging" / "policies").councils["little-whinging"].value  # type: ignore[index]
    assert (council.name, council.kind) == (name, kind)


@pytest.mark.parametrize(
    ("folder", "more", "message"),
    [
        ("full", [], "`full` is not empty"),
        ("Any Town!", [], "`any town!` cannot be the id of a council"),
        ("Any Town!", [], "use lower-case letters, digits and hyphens: `any-town`"),
        ("4 Oaks", [], "use lower-case letters, digits and hyphens: `anytown`"),
        ("new", ["--kind", "toun"], "did you mean `town`?"),
        ("new", ["--jurisdiction", "uk"], "one of: england, wales, scotland, northern-ireland"),
    ],
)
def test_what_cannot_be_begun_is_told_and_nothing_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: str,
    more: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear Sir")
    assert main(["init", folder, *more]) == WRONG_CALL
    assert message in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["full", "letter.txt"]


@pytest.mark.parametrize("name", ["topics.yaml", "facts.yaml", "models/social-media.yaml"])
def test_what_is_shared_is_what_this_repository_shares(name: str) -> None:
    assert (STARTER / name).read_bytes() == (ROOT / "policies" / name).read_bytes()


def test_an_editor_finds_a_schema_for_every_file(tmp_path: Path) -> None:
    folder = tmp_path / "anytown"
    assert main(["init", str(folder)]) == DONE
    schemas = json.loads((folder / ".vscode/settings.json").read_text())["yaml.schemas"]
    assert {Path(name).name for name in schemas} == {f"{name}.schema.json" for name in FILES}
    assert all((folder / name).is_file() for name in schemas)
    covered = {
        path for patterns in schemas.values() for pattern in patterns for path in folder.glob(pattern.lstrip("!"))
    }
    assert covered >= set(folder.joinpath("policies").rglob("*.yaml"))
