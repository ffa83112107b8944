"""Types of records: type checkers and pydantic refuse what `check` refuses, and what they take, `check` takes alike."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import ValidationError
from tests.conftest import ROOT
from tests.rules.random_rules import random_records, record_to_json

import policykit

LIBRARY = policykit.load_library(ROOT / "policies")
RULES = policykit.load_rules(LIBRARY, "congleton/social-media")


def load_export(target: str) -> ModuleType:
    module = ModuleType(f"exported_{target.replace('-', '_')}")
    sys.modules[module.__name__] = module
    exec(policykit.export_rules(LIBRARY, "congleton/social-media", target).text, module.__dict__)  # noqa: S102
    return module


MODELS = load_export("pydantic")
NAMES = {kind: "".join(word.capitalize() for word in kind.split("_")) for kind in RULES.kinds}


@pytest.mark.parametrize("kind", RULES.kinds)
def test_what_a_model_takes_is_decided_as_the_record_is(kind: str) -> None:
    model, facts = getattr(MODELS, NAMES[kind]), RULES.facts(kind)
    for known in random_records(RULES.ruleset, 3, 30, 0.4, kind):
        given = {name: value for name, value in known.items() if facts[name].derivation is None}
        for record in ({"record": kind, **given}, {"record": kind, **record_to_json(given)}):
            held = model.model_validate(record).model_dump(exclude_none=True)
            try:
                expected = RULES.check(record)
            except policykit.PolicykitError:  # facts that contradict each other, which no type can say
                with pytest.raises(policykit.PolicykitError):
                    RULES.check(held)
            else:
                assert RULES.check(held).findings == expected.findings


@pytest.mark.parametrize(
    "wrong",
    [
        {"plattform": "x"},
        {"account_owner": "mine"},
        {"account_owner": ""},
        {"is_derogatory": 1},
        {"is_derogatory": "maybe"},
        {"published_on": 20909},
        {"published_on": "2026-05-07T10:00"},
        {"published_on": datetime(2026, 5, 7, tzinfo=UTC)},
        {"published_on": date(1999, 12, 31)},
        {"approved_by": ["mayor"]},
        {"days_to_poll": 1.5},
        {"days_to_poll": True},
        {"judged": {"is_derogatory": {"by": ""}}},
        {"record": "message"},
    ],
    ids=repr,
)
def test_a_model_refuses_what_check_refuses(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MODELS.Post.model_validate({"record": "post", **wrong})
    if wrong.get("record") is None:
        with pytest.raises(policykit.PolicykitError):
            RULES.check({"record": "post", **wrong})


PROGRAM = """
from datetime import date
from pathlib import Path

import policykit
from models import Post as PostModel
from records import Post

rules: policykit.PolicyRules = policykit.load_rules(
    policykit.load_library(Path("policies")), "congleton/social-media", on=date(2026, 11, 20), require="confirmed"
)
post: Post = {"record": "post", "account_owner": "council", "published_on": date(2026, 5, 7)}
post["approved_by"] = ["chief_officer"]
verdict: policykit.Verdict = rules.check(post)
held: policykit.Verdict = rules.check(PostModel(account_owner="council").model_dump(exclude_none=True))
allowed: bool = verdict.allowed
for finding in verdict.breaches:
    words: str = finding.explanation
    outcome: policykit.Outcome = finding.outcome
    reasons: list[str] = [reason.said for reason in finding.because]
    questions: list[str] = [missing.question for missing in finding.missing]
kinds: tuple[str, ...] = rules.kinds
question: str = rules.facts("post")["is_derogatory"].question
data: str = verdict.to_json()
"""
WRONG = """
from records import Post

misspelt: Post = {"record": "post", "acount_owner": "council"}
no_word: Post = {"record": "post", "account_owner": "mine"}
no_kind: Post = {"account_owner": "council"}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for target, name in (("pydantic", "models.py"), ("typed-dict", "records.py")):
        text = policykit.export_rules(LIBRARY, "congleton/social-media", target).text
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    return tmp_path


def test_mypy_finds_nothing_in_a_program_and_each_slip_in_another(desk: Path) -> None:
    def run(*files: str) -> str:
        call = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(desk / "cache"), *files]
        return subprocess.run(call, cwd=desk, check=False, capture_output=True, text=True).stdout

    found = run("program.py", "models.py", "records.py", "wrong.py")
    told = [line for line in found.splitlines() if ": error:" in line]
    assert {line.partition(":")[0] for line in told} == {"wrong.py"}, found
    assert {line.split(":")[1] for line in told} == {"4", "5", "6"}, found


def test_pyright_finds_nothing_in_a_program_and_each_slip_in_another(desk: Path) -> None:
    tool = ROOT / ".tools/pyright/node_modules/.bin/pyright"
    if not tool.exists() or shutil.which("node") is None:
        pytest.skip("pyright is not installed (make tools)")
    call = [str(tool), "--pythonpath", sys.executable, "program.py", "wrong.py"]
    found = subprocess.run(call, cwd=desk, check=False, capture_output=True, text=True).stdout
    told = [line for line in found.splitlines() if " - error:" in line]
    assert told, found
    assert all("wrong.py:" in line for line in told), found
    assert {line.split("wrong.py:")[1].split(":")[0] for line in told} == {"4", "5", "6"}, found
