"""A model changes: who gets a proposal, who has drifted, who needs nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT

pytest.importorskip("polars")
pytest.importorskip("duckdb")

from policykit.cli import main

OLD = "You are personally responsible for the content you publish on any form of social media."
NEW = "You answer in person for the content you publish on any form of social media."
OTHER = "Remember that you are personally responsible for the content that you publish on any form of social media."


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Congleton has words of its own, Crewe's sealed text a model without gaps, Sandbach the model's very words."""
    root = tmp_path / "policies"
    shutil.copytree(ROOT / "policies", root)
    shutil.copytree(ROOT / "tests/councils/library", root, dirs_exist_ok=True)
    sandbach = root / "sandbach/social-media/v1.yaml"
    sandbach.write_text(sandbach.read_text("utf-8").replace(OTHER, OLD), "utf-8")
    assert OLD in sandbach.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    main(["corpus", "add", "policies"])
    models = root / "models/social-media.yaml"
    changed = models.read_text("utf-8").replace(OLD, NEW).replace("a structured approach", "a clear approach")
    models.write_text(changed, "utf-8")
    main(["corpus", "add", "policies"])
    capsys.readouterr()
    return root


def test_a_changed_model_asks_each_policy_for_what_it_needs(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "propose", "social-media", "--since", "1", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert {(row["policy"].partition("/")[0], row["model"]): row["outcome"] for row in rows} == {
        ("congleton", "personal-responsibility"): "drifted",
        ("congleton", "structured-approach"): "nothing needed",
        ("crewe", "personal-responsibility"): "drifted",
        ("crewe", "structured-approach"): "proposal",
        ("sandbach", "personal-responsibility"): "proposal",
        ("sandbach", "structured-approach"): "drifted",
    }
    sandbach, crewe = Path("proposals/sandbach-social-media"), Path("proposals/crewe-social-media")
    before = (library / "sandbach/social-media/v1.yaml").read_text("utf-8")
    drafted = (sandbach / "v2.yaml").read_text("utf-8")
    assert drafted.replace(NEW, OLD).replace('version: "2"', 'version: "1"') == before
    assert "after “provides a” insert" not in (crewe / "amendments.txt").read_text("utf-8")
    assert "clear" in (crewe / "amendments.txt").read_text("utf-8")
    assert "clear" in (crewe / "report.html").read_text("utf-8")
    made = main(["amend", "sandbach/social-media@1", "--apply", str(sandbach / "amendments.txt")])
    assert (made, NEW in capsys.readouterr().out) == (0, True)


def test_a_proposal_becomes_a_draft_of_the_library(library: Path) -> None:
    main(["corpus", "propose", "social-media", "--since", "1"])
    shutil.copy("proposals/sandbach-social-media/v2.yaml", library / "sandbach/social-media/v2.yaml")
    assert main(["check", "--today", "2026-11-20"]) == 0


def test_the_version_before_is_asked_for(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "propose", "social-media"]) == 2
    assert "add --since VERSION" in capsys.readouterr().err
