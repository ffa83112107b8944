"""The three jobs in `examples/`, done as their pages say, each from its first command to its last."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"


def run(*command: str, cwd: Path) -> str:
    """Run a program with our `policykit` and `python` first on the path; give what it prints."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(command, cwd=cwd, env={**os.environ, "PATH": path}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def shown_after(page: Path, command: str) -> str:
    """Give what a page shows under a command, up to the next command or the end of the block."""
    text = page.read_text(encoding="utf-8")
    found = re.search(rf"^\$ {re.escape(command)}\n(.*?)(?=^\$ |^```)", text, flags=re.MULTILINE | re.DOTALL)
    assert found, command
    return found[1]


@pytest.mark.slow
def test_a_clerk_s_years(tmp_path: Path) -> None:
    out = run("bash", str(EXAMPLES / "clerk" / "year.sh"), "anytown", cwd=tmp_path)
    told = [
        "0 errors, 0 warnings, 0 notes",
        "due May 2025 anytown/social-media@1",
        "3.1 (edited): “seven days” became “five days”: a shorter time.",
        "anytown/social-media: 1 superseded, 2 adopted",
        "within seven days",
        "anytown/social-media: intact (sealed: 1, 2; 3 events)",
        "clause `breaches.report` of version `1` was changed after it was adopted",
    ]
    rest = " ".join(out.split())
    for line in told:
        assert line in rest, line
        rest = rest.partition(line)[2]
    made = tmp_path / "anytown" / "build" / "anytown" / "social-media"
    assert sorted(path.name for path in made.iterdir()) == ["v1.html", "v1.pdf", "v2.html", "v2.pdf"]
    assert "Town Hall, High Street" in (made / "v2.html").read_text(encoding="utf-8")


def test_a_developer_checks_records() -> None:
    folder = EXAMPLES / "developer"
    command = "python check_records.py ../llanfair/policies"
    assert run(*command.split(), cwd=folder) == shown_after(folder / "README.md", command)


def test_a_developer_audits_a_table_in_sql(tmp_path: Path) -> None:
    folder = EXAMPLES / "developer"
    export = "policykit export llanfair/records --library ../llanfair/policies --to sql-sqlite --out rules"
    audit = "python audit.py rules/llanfair/records/v2/sql-sqlite/destruction.sql records.csv"
    assert shown_after(folder / "README.md", export) == ""
    rules = str(tmp_path / "rules")
    run(*export.replace("--out rules", f"--out {rules}").split(), cwd=folder)
    found = run(*audit.replace("rules/", f"{rules}/").split(), cwd=folder)
    assert found == shown_after(folder / "README.md", audit)


def test_a_committee_s_papers(tmp_path: Path) -> None:
    run("bash", str(EXAMPLES / "committee" / "papers.sh"), str(ROOT), "papers", cwd=tmp_path)
    page = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "papers").iterdir()}
    assert set(page) == {"changes.html", "redline.html", "amendments.txt", "councils.html"}
    assert "Recordings of meetings" in page["changes.html"]
    assert re.search(r"<ins[^>]*>[^<]*or the Chair if it concerns the Clerk", page["redline.html"])
    assert "Move paragraph 3.2 to the beginning of the new section 5." in page["amendments.txt"]
    assert "Congleton Town Council" in page["councils.html"]
    assert "Crewe Town Council" in page["councils.html"]
    for name, text in page.items():
        assert str(tmp_path) not in text, name
