"""The standalone Python module: typed, without dependencies, and deaf to no mistake in a record."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.export.sample import sample_ruleset
from tests.rules.library_rules import NAMES
from tests.rules.library_rules import ruleset as library_ruleset

from policykit.export.engines import load_module
from policykit.export.python_module import to_python

POST = {
    "author_role": "officer",
    "political": True,
    "approved_by": ["mayor"],
    "published_on": "2026-04-01",
    "poll_on": date(2026, 5, 7),
}


def test_it_decides_and_cites() -> None:
    module = load_module(to_python(sample_ruleset()))
    assert module.check_post(POST) == {
        "election.no-politics": "breach",
        "approval": "breach",
        "mayor": "not_applicable",
    }
    assert module.RULES["election.no-politics"]._asdict() == {
        "record": "post",
        "modality": "must_not",
        "severity": "error",
        "status": "confirmed",
        "clause": "election.no-politics",
        "citation": "clause 9.1",
        "quotes": ("No political posts",),
        "decisions": (),
    }


@pytest.mark.parametrize(
    ("fact", "value", "message"),
    [
        ("politics", True, "there is no fact `politics`; the facts are approved_by, author_role"),
        ("political", "true", "`political` is True or False, not 'true'"),
        ("political", 1, "`political` is True or False, not 1"),
        ("author_role", "mayor", "`author_role` is one of chief_officer, councillor, officer, not 'mayor'"),
        ("author_role", ["officer"], "`author_role` is one of chief_officer, councillor, officer, not ['officer']"),
        ("approved_by", "mayor", "`approved_by` is any of chief_officer, communications_manager, mayor, not 'mayor'"),
        (
            "approved_by",
            ["Mayor"],
            "`approved_by` is any of chief_officer, communications_manager, mayor, not ['Mayor']",
        ),
        ("approved_by", [1], "`approved_by` is any of chief_officer, communications_manager, mayor, not [1]"),
        ("published_on", "1 April", "`published_on` is a day from 2026-01-01 to 2026-12-31, not '1 April'"),
        ("published_on", "2026-W19-4", "`published_on` is a day from 2026-01-01 to 2026-12-31, not '2026-W19-4'"),
        ("published_on", date(2027, 1, 1), "`published_on` is a day from 2026-01-01 to 2026-12-31, not datetime.date"),
    ],
)
def test_a_wrong_fact_is_refused(fact: str, value: Any, message: str) -> None:
    module = load_module(to_python(sample_ruleset()))
    with pytest.raises(module.FactError) as refused:
        module.check_post({**POST, fact: value})
    assert str(refused.value).startswith(message)


@pytest.mark.slow
def test_it_is_typed_and_needs_nothing(tmp_path: Path) -> None:
    module = tmp_path / "council_rules.py"
    module.write_text(to_python(library_ruleset(NAMES[0])).text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(module)]
    checked = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert checked.stdout == "Success: no issues found in 1 source file\n"
    alone = subprocess.run([sys.executable, "-I", "-S", str(module)], capture_output=True, text=True)
    assert (alone.returncode, alone.stderr) == (0, "")
