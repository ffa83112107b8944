"""Cases as a clerk or a developer meets them: what the rules say, and whether a person can read it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.rules.library_rules import NAMES, library, ruleset, vocabulary

from policykit.pipeline.decide import load_rules

FOLDER = Path(__file__).with_name("realistic")
CASES: list[dict[str, Any]] = [
    case for file in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]
INTERNAL = re.compile(r"[a-z0-9]_[a-z0-9]|[{}]|\b(?:cannot_tell|yes_no|None|True|False)\b")


def read_as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("case", CASES, ids=[case["told"][:60] for case in CASES])
def test_the_rules_say_what_a_reader_expects(case: dict[str, Any]) -> None:
    verdict = load_rules(library(), case["policy"]).check({k: read_as_json(v) for k, v in case["record"].items()})
    outcomes = {finding.rule: str(finding.outcome) for finding in verdict.findings}
    assert {rule: outcomes.get(rule) for rule in case["findings"]} == case["findings"]
    assert str(verdict.overall) == case["overall"]


@pytest.mark.parametrize("case", CASES, ids=[case["told"][:60] for case in CASES])
def test_every_finding_reads_as_a_sentence_with_the_words_quoted(case: dict[str, Any]) -> None:
    verdict = load_rules(library(), case["policy"]).check({k: read_as_json(v) for k, v in case["record"].items()})
    for finding in verdict.findings:
        assert not INTERNAL.search(finding.explanation), finding.explanation
        assert all(f"“{quote}”" in finding.explanation for quote in finding.quotes)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 20


def test_no_question_or_label_holds_an_internal_word() -> None:
    asked = [fact.question for record in vocabulary().records.values() for fact in record.facts.values()]
    asked += [fact.label for record in vocabulary().records.values() for fact in record.facts.values()]
    asked += [decision.question for name in NAMES for decision in ruleset(name).decisions.values()]
    assert [words for words in asked if INTERNAL.search(words)] == []


def test_crewe_decides_nothing_of_messages_groups_and_artificial_intelligence() -> None:
    kinds = {rule.record for rule in ruleset("crewe/social-media").rules}
    assert kinds == {"post", "account"}
