"""Cedar, CEL and JSON Logic take a record as people write it, by the adapter of the export, and name what is wrong."""

from __future__ import annotations

import json
import re
import subprocess
import types
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.export.deciding import (
    Asked,
    ask_corrupted,
    ask_right,
    decide_cedar,
    decide_cel,
    decide_json_logic,
)
from tests.rules.library_rules import NAMES
from tests.rules.library_rules import settled_ruleset as library_ruleset
from tests.rules.random_rules import random_implications, random_ruleset

from policykit.export.cedar import to_cedar
from policykit.export.cel import to_cel
from policykit.export.json_logic import to_json_logic
from policykit.rules.ir import Ruleset

pytestmark = pytest.mark.engine
Decide = Callable[[Ruleset, str, list[Mapping[str, Any]]], list[bool]]
DECIDERS: dict[str, tuple[str, Decide]] = {
    "cedarpy": ("cedar", decide_cedar),
    "cel": ("cel", decide_cel),
    "json_logic": ("jsonlogic", decide_json_logic),
}


def questions(count: int) -> list[tuple[Ruleset, str, list[Asked]]]:
    """Ask of drawn rules whose facts imply others, and of a council's."""
    drawn = random_implications(random_ruleset(3, rules=4), 3)
    rulesets = [(drawn, "thing"), (library_ruleset(NAMES[0]), "post")]
    return [(r, k, [*ask_right(r, k, 1, count), *ask_corrupted(r, k, 2, count)]) for r, k in rulesets]


def load_adapter(ruleset: Ruleset) -> Any:
    module = types.ModuleType("adapter")
    exec(to_cel(ruleset).files["adapter.py"], module.__dict__)  # noqa: S102
    return module


def adapt(module: Any, record: str, asked: Asked) -> tuple[dict[str, Any], list[str]]:
    """Give the facts as the engine is given them, or what is rejected."""
    try:
        return module.adapt({"record": record, "id": "1", **asked.written})[1], []
    except module.RejectedError as error:
        return {}, error.rejected


def test_every_export_brings_the_same_adapters() -> None:
    ruleset = random_ruleset(3, rules=4)
    first, *others = [to(ruleset).files for to in (to_cedar, to_cel, to_json_logic)]
    for name in ("adapter.py", "adapter.mjs"):
        assert [files[name] for files in others] == [first[name]] * 2


@pytest.mark.parametrize("module", DECIDERS)
def test_a_record_as_the_schema_describes_it_is_decided_right(module: str) -> None:
    pytest.importorskip(module)
    _, decide = DECIDERS[module]
    for ruleset, record, asked in questions(80):
        adapter = load_adapter(ruleset)
        adapted = [adapt(adapter, record, one) for one in asked]
        answers = decide(ruleset, record, [facts for facts, _ in adapted])
        allowed = [said and not rejected for said, (_, rejected) in zip(answers, adapted, strict=True)]
        assert allowed == [one.expected for one in asked]
        assert {bool(rejected) for _, rejected in adapted} == {True, False}


def test_javascript_adapts_alike(tool: Callable[[str], str], tmp_path: Path) -> None:
    script = """
import { readFileSync } from "node:fs";
import { adapt } from "./adapter.mjs";
const records = JSON.parse(readFileSync("records.json", "utf8"));
console.log(JSON.stringify(records.map((record) => {
  try { return [adapt(record).facts, []]; } catch (error) { return [{}, error.rejected]; }
})));
"""
    (tmp_path / "ask.mjs").write_text(script, encoding="utf-8")
    for ruleset, record, asked in questions(200):
        adapter = load_adapter(ruleset)
        (tmp_path / "adapter.mjs").write_text(to_json_logic(ruleset).files["adapter.mjs"], encoding="utf-8")
        given = [{"record": record, "id": "1", **one.written} for one in asked]
        (tmp_path / "records.json").write_text(json.dumps(given), encoding="utf-8")
        done = subprocess.run([tool("node"), "ask.mjs"], cwd=tmp_path, capture_output=True, text=True)
        assert done.stderr == ""
        assert [tuple(one) for one in json.loads(done.stdout)] == [adapt(adapter, record, one) for one in asked]


def test_a_kind_that_is_unknown_is_rejected() -> None:
    adapter = load_adapter(random_ruleset(3, rules=4))
    for record in ({}, {"record": None}, {"record": ["thing"]}, {"record": "nothing"}):
        with pytest.raises(adapter.RejectedError) as refused:
            adapter.adapt(record)
        assert refused.value.rejected == ["record"]


def test_cel_names_what_it_rejects() -> None:
    cel = pytest.importorskip("cel")
    for ruleset, record, asked in questions(60):
        adapter, program = load_adapter(ruleset), cel.compile(to_cel(ruleset).files[f"{record}.rejected.cel"])
        found = [sorted(program.execute({"facts": one.wire})) for one in asked]
        assert found == [adapt(adapter, record, one)[1] for one in asked]


def test_json_logic_names_the_facts_that_it_rejects() -> None:
    json_logic = pytest.importorskip("json_logic")
    for ruleset, record, asked in questions(60):
        adapter = load_adapter(ruleset)
        logic = json.loads(to_json_logic(ruleset).files[f"{record}.json"])["rejected"]
        known = ruleset.records[record].facts
        found = [sorted(json_logic.jsonLogic(logic, one.wire)) for one in asked]
        assert found == [[name for name in adapt(adapter, record, one)[1] if name in known] for one in asked]


def test_cedar_names_the_facts_that_it_rejects() -> None:
    cedarpy = pytest.importorskip("cedarpy")
    for ruleset, record, asked in questions(40):
        adapter, known = load_adapter(ruleset), ruleset.records[record].facts
        policies = cedarpy.PolicySet.from_str(to_cedar(ruleset).files["verdicts.cedar"])
        ids = re.findall(r'^@id\("(.*)"\)$', to_cedar(ruleset).files["verdicts.cedar"], re.MULTILINE)
        named = {f"policy{place}": name for place, name in enumerate(ids)}
        for one in asked:
            request = {
                "principal": 'Policykit::Person::"anyone"',
                "action": f'Policykit::Action::"check_{record}"',
                "resource": f'Policykit::Record::"{record}"',
                "context": {name: value for name, value in one.wire.items() if value is not None},
            }
            answer = cedarpy.is_authorized(request, policies, [])
            if answer.decision == cedarpy.Decision.NoDecision:  # a fraction, which Cedar has no type for
                continue
            told = [named[reason] for reason in answer.diagnostics.reasons]
            failed = [named[policy] for policy in named if any(f"`{policy}`" in e for e in answer.diagnostics.errors)]
            told += [name for name in failed if not name.endswith(":contradicts")]  # beside what cannot be read
            rejected = sorted({name.split(":")[2] for name in told if ":rejected:" in name})
            assert rejected == [name for name in adapt(adapter, record, one)[1] if name in known]
