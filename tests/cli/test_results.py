"""What the verbs give with `--format json` fits the schema that is published for it, and says what the text says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.conftest import ROOT

from policykit.cli import main
from policykit.pipeline.results.write import RESULTS, result_schema

LIBRARY = ["--library", str(ROOT / "policies")]
EXAMPLE = str(ROOT / "examples/llanfair/policies")
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
    "test": ["test", "--quick"],
    "amend": [
        "amend",
        "llanfair/records@1",
        "llanfair/records@2",
        "--library",
        str(ROOT / "examples/llanfair/policies"),
    ],
    "history": ["history", "crewe/social-media", "--today", "2026-11-20"],
    "edit": ["edit", "crewe/social-media", "history"],
    "due": ["due", "--today", "2026-11-20", "--months", "60"],
    "verify": ["verify"],
    "corpus": ["corpus", "families"],
}


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)
    Path("records.yaml").write_text(RECORDS, encoding="utf-8")
    Path("rows.csv").write_text(ROWS, encoding="utf-8")

    def run(verb: str) -> Any:
        library = [] if "--library" in CALLS[verb] else LIBRARY
        if verb == "corpus":
            pytest.importorskip("duckdb")
            main(["corpus", "add", LIBRARY[1]])
            library = []
            capsys.readouterr()
        main([*CALLS[verb], *library, "--format", "json"])
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


def test_each_amendment_says_the_same_as_words_and_as_data(read: Any, capsys: pytest.CaptureFixture[str]) -> None:
    data = read("amend")
    main([*CALLS["amend"], "--format", "list"])
    printed = capsys.readouterr().out.splitlines()
    assert [f"{each['number']}. {each['sentence']}" for each in data["amendments"]] == [
        line for line in printed if line[:1].isdigit()
    ]
    assert {
        f"{each['clause']}, {each['field']}: {json.dumps(each['value'], ensure_ascii=False)}" for each in data["annex"]
    } == {line for line in printed[printed.index("ANNEX") + 1 :] if line and not line.startswith("#")}


def test_a_history_has_the_lines_that_are_shown_and_the_events_as_written_down(read: Any) -> None:
    data = read("history")
    assert [line["version"] for line in data["lines"]] == [event["version"] for event in data["events"]]
    assert [version["in_force"] for version in data["versions"]] == [True]
    assert data["in_force"][0]["begins"] == data["versions"][0]["in_force_from"]


def test_scenarios_give_counts_and_what_no_scenario_noticed(read: Any) -> None:
    for tested in read("test")["versions"]:
        assert (tested["passed"], tested["has_rules"], tested["engines"]) == (True, True, [])
        assert min(tested["cases"], tested["rules"], tested["mutants"]) > 0
