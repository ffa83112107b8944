"""The hooks and the workflow do what they say: each command runs as it is written there, and refuses what is wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from tests.conftest import ROOT

from policykit.cli import main

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
WORKFLOW = yaml.safe_load((ROOT / "examples/ci/policies.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["check"]["steps"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_lets_sound_policies_pass_and_stops_a_change_that_is_wrong(
    hook: dict[str, Any], desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *arguments = hook["entry"].split()
    assert name == "policykit"
    assert main(arguments) == 0
    text = desk / "policies/crewe/social-media/v1.yaml"
    text.write_text(text.read_text(encoding="utf-8").replace("Users must ensure", "Users may ensure"), encoding="utf-8")
    assert main(arguments) == 1
    capsys.readouterr()


def test_the_workflow_uploads_what_check_writes(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [step["run"] for step in STEPS if "run" in step]
    (check,) = (run for run in runs if " > " in run)
    command, _, file = check.partition(" > ")
    assert STEPS[-1]["with"]["sarif_file"] == file
    assert STEPS[-1]["if"] == "always()"
    assert main(command.split()[1:]) == 0
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    schema = ROOT / ".tools/sarif-schema-2.1.0.json"
    if schema.exists():
        jsonschema.validate(log, json.loads(schema.read_text(encoding="utf-8")))
    for run in runs:
        if run.startswith("policykit verify"):
            assert main(run.split()[1:]) == 0


def test_pre_commit_runs_the_hooks(desk: Path) -> None:
    for command in (["git", "init", "-q"], ["git", "add", "-A"]):
        subprocess.run(command, check=True, capture_output=True)
    local = [{**hook, "language": "system", "entry": f"{sys.executable} -m {hook['entry']}"} for hook in HOOKS]
    (desk / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": local}]}))
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
