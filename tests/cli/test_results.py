"""What the verbs give with `--format json` fits the schema that is published for it, and says what the text says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.conftest import ROOT

from policykit.cli import main
from policykit.pipeline.results import RESULTS, result_schema

LIBRARY = ["--library", str(ROOT / "policies")]
RECORDS = """
- {id: page-1, record: account, holder_role: councillor, account_owner: personal, uses_council_logo: yes}
- {record: post, author_role: councillor}
- {record: post, autor_role: councillor}
"""
ROWS = "holder_role,account_owner,uses_council_logo\ncouncillor,personal,true\ncouncillor,council,\n"

CALLS: dict[str, list[str]] = {
    "check": ["check", "--today", "2026-11-20"],
    "decide": ["decide", "crewe/social-media", "records.yaml", "--all"],
    "audit": ["audit", "crewe/social-media", "rows.csv", "--record", "account"],
    "suggest": ["suggest", "crewe", "congleton"],
    "due": ["due", "--today", "2026-11-20", "--months", "60"],
    "verify": ["verify"],
}


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)
    Path("records.yaml").write_text(RECORDS, encoding="utf-8")
    Path("rows.csv").write_text(ROWS, encoding="utf-8")

    def run(verb: str) -> Any:
        main([*CALLS[verb], *LIBRARY, "--format", "json"])
        return json.loads(capsys.readouterr().out)

    return run


def test_each_verb_with_a_schema_is_tried() -> None:
    assert set(CALLS) == set(RESULTS)


@pytest.mark.parametrize("verb", CALLS)
def test_it_fits_its_schema_and_the_schema_is_closed(verb: str, read: Any) -> None:
    if verb == "audit":
        pytest.importorskip("polars")
    data, schema = read(verb), result_schema(verb)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    assert [error.message for error in validator.iter_errors(data)] == []
    assert data["$schema"] == schema["$id"]
    for key in data:  # each key is wanted, and no other is allowed
        assert list(validator.iter_errors({name: value for name, value in data.items() if name != key}))
    assert list(validator.iter_errors({**data, "another": 1}))


def test_a_check_counts_what_it_lists(read: Any) -> None:
    data = read("check")
    found = [each["severity"] for each in data["diagnostics"]]
    assert {f"{each}s": found.count(each) for each in ("error", "warning", "note")} == {
        key: data["summary"][key] for key in ("errors", "warnings", "notes")
    }
    assert data["summary"]["policies"] == 2


def test_a_record_with_an_error_is_left_out(read: Any) -> None:
    assert [(each["id"], each["line"]) for each in read("decide")["records"]] == [("page-1", 2), ("record 2", 3)]
