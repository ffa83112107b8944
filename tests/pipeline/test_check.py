"""`check` of a part of a library: what is named must be there."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import ROOT

from policykit.errors import PolicykitError
from policykit.pipeline.check import check_library

TODAY = date(2026, 11, 20)
LIBRARY = ROOT / "policies"


COUNCIL = "policies/crewe/council.yaml"
POLICY = ("policies/crewe/social-media/register.yaml", "policies/crewe/social-media/v1.yaml")


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("crewe", {COUNCIL, *POLICY}),
        ("crewe/social-media", set(POLICY)),
        ("crewe/social-media@1", set(POLICY)),
        ("crewe/council.yaml", {COUNCIL}),
        ("policies/crewe/social-media/v1.yaml", {POLICY[1]}),
    ],
)
def test_a_name_keeps_to_its_part(name: str, files: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of the library has something to say, and only what is named is listened to."""
    shutil.copytree(LIBRARY, tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    council = tmp_path / COUNCIL
    council.write_text(council.read_text("utf-8") + "strapline: Town… XX\n", "utf-8")
    whole = {d.span.file for d in check_library("policies", TODAY).diagnostics if d.span}
    found = {d.span.file for d in check_library("policies", TODAY, (name,)).diagnostics if d.span}
    assert found == files < whole


def test_a_mistyped_name_does_not_look_like_a_clean_check() -> None:
    with pytest.raises(PolicykitError) as caught:
        check_library(LIBRARY, TODAY, ("crew",))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "unknown-name"
    assert "`crew`" in diagnostic.message
    assert diagnostic.hint is not None
    assert "did you mean `crewe`?" in diagnostic.hint
