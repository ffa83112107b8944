"""What users install is under licences that an MIT-licensed program may ask them to take."""

from __future__ import annotations

from importlib.metadata import PathDistribution
from pathlib import Path

import pytest
from scripts import licences
from tests.conftest import ROOT


def test_the_page_is_current() -> None:
    assert (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8") == licences.write_page()


def test_every_font_has_its_licence_beside_it() -> None:
    fonts = ROOT / "src" / "policykit" / "fonts"
    assert {path.name for path in fonts.glob("*.txt")} == {file for _, file in licences.BUNDLED.values()} | {
        "coverage.txt"
    }


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("License-Expression: MIT OR Apache-2.0", "MIT OR Apache-2.0"),
        ("Classifier: License :: OSI Approved :: BSD License", "BSD"),
        ("License: Apache 2.0", "Apache-2.0"),
        ("License: Copyright (c) 2025 by somebody, and then the whole text", ""),
        (
            "Classifier: License :: OSI Approved :: GNU Affero General Public License v3",
            "GNU Affero General Public License v3",
        ),
    ],
)
def test_how_a_licence_is_read(tmp_path: Path, metadata: str, licence: str) -> None:
    (tmp_path / "METADATA").write_text(f"Metadata-Version: 2.1\nName: sample\n{metadata}\n", encoding="utf-8")
    assert licences.read_licence(PathDistribution(tmp_path)) == licence


@pytest.mark.parametrize(
    ("licence", "said"),
    [
        ("AGPL-3.0-only", "is under `AGPL-3.0-only`"),
        ("GNU General Public License v3", "is under"),
        ("", "does not say"),
    ],
)
def test_what_is_refused(monkeypatch: pytest.MonkeyPatch, licence: str, said: str) -> None:
    monkeypatch.setattr(licences, "read_licence", lambda _: licence)
    with pytest.raises(licences.LicenceError, match=f"`jinja2` {said}"):
        licences.find_licence("jinja2")


def test_a_page_that_is_not_current_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(licences, "PAGE", tmp_path / "THIRD_PARTY.md")
    assert licences.main(["--check"]) == 1
    assert "run `python scripts/licences.py`" in capsys.readouterr().out
    assert licences.main([]) == 0
    assert licences.main(["--check"]) == 0
