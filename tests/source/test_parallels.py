"""A text in two languages: what one of them lacks, has elsewhere or says otherwise is found, from either side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policykit.errors import Diagnostic
from policykit.source.library import read_library

COUNCIL = {"format": 1, "id": "leek", "name": "Leek", "kind": "town", "jurisdiction": "wales", "language": "en-GB"}


def clause(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": "obligation", "text": f"Words of {name}.", **more}


def find(tmp_path: Path, english: list[dict[str, Any]], welsh: list[dict[str, Any]], **more: Any) -> list[Diagnostic]:
    """Check a policy in English that names its Welsh text."""
    (tmp_path / "leek").mkdir()
    (tmp_path / "leek" / "council.yaml").write_text(yaml.safe_dump(COUNCIL), "utf-8")
    for name, clauses, own in (("plots", english, {"parallel": "rhandir@1", **more}), ("rhandir", welsh, {})):
        place = tmp_path / "leek" / name
        place.mkdir()
        language = "en-GB" if name == "plots" else "cy"
        version = {"format": 1, "title": "T", "kind": "policy", "version": "1", "language": language, **own}
        version["sections"] = [{"id": "a", "clauses": clauses}]
        (place / "v1.yaml").write_text(yaml.safe_dump(version, sort_keys=False), "utf-8")
        (place / "register.yaml").write_text("format: 1\nevents: []\n", "utf-8")
    return [found for found in read_library(tmp_path).diagnostics if "parallel" in found.code]


def test_the_same_clauses_are_sound(tmp_path: Path) -> None:
    both = [clause("a.one"), clause("a.two", clauses=[clause("a.two.x")])]
    assert find(tmp_path, both, both) == []


@pytest.mark.parametrize("side", [0, 1])
def test_a_clause_in_one_language_only(tmp_path: Path, side: int) -> None:
    texts = [[clause("a.one"), clause("a.two")], [clause("a.one")]]
    (found,) = find(tmp_path, texts[side], texts[1 - side])
    assert found.code == "parallel-gap"
    assert "a.two" in found.message


@pytest.mark.parametrize(
    ("welsh", "message"),
    [
        ([clause("a.two"), clause("a.one")], "at another place"),
        ([clause("a.one", kind="permission"), clause("a.two")], "of kind `obligation` here"),
        ([clause("a.one", table={"columns": ["x"], "rows": [["y"]]}), clause("a.two")], "with a table of 1 rows"),
    ],
)
def test_what_differs(tmp_path: Path, welsh: list[dict[str, Any]], message: str) -> None:
    found = find(tmp_path, [clause("a.one"), clause("a.two")], welsh)
    assert [each.code for each in found] == ["parallel-differs"]
    assert message in found[0].message


@pytest.mark.parametrize(
    ("named", "code", "hint"),
    [
        ("rhandri@1", "unknown-parallel", "did you mean `rhandir`?"),
        ("rhandir@2", "unknown-parallel", "its versions: 1"),
        ("plots@1", "parallel-language", "set `language:` of each"),
    ],
)
def test_what_cannot_be_the_same_text(tmp_path: Path, named: str, code: str, hint: str) -> None:
    (found,) = find(tmp_path, [clause("a.one")], [clause("a.one")], parallel=named)
    assert (found.code, found.hint) == (code, hint)
