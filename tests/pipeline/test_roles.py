"""Whom a rule binds, if it names nobody: those of its section, else those of the policy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT

from policykit.errors import PolicykitError
from policykit.pipeline.decide import load_rules
from policykit.pipeline.rulesets import find_rule_faults
from policykit.source.library import load_library

VERSION = """
format: 1
title: Notices Policy
kind: policy
version: "1"
applies_to: [officer, councillor]
sections:
  - id: a
    heading: For all
    clauses:
      - {id: a.sign, kind: obligation, text: Sign it., rules: [RULE-a]}
  - id: b
    heading: For officers
    applies_to: [officer]
    clauses:
      - {id: b.sign, kind: obligation, text: Sign it., rules: [RULE-b]}
    sections:
      - id: b.inner
        heading: For officers too
        clauses:
          - {id: b.inner.sign, kind: obligation, text: Sign it., rules: [RULE-inner]}
      - id: b.guests
        heading: For volunteers
        applies_to: [volunteer]
        clauses:
          - {id: b.guests.sign, kind: obligation, text: Sign it., rules: [RULE-guests]}
"""
FACTS = """
format: 1
roles:
  officer: {label: officer}
  councillor: {label: councillor}
  volunteer: {label: volunteer}
records:
  notice:
    label: a notice
    actor: by
    facts:
      by: {label: who hung it up, question: Who?, kind: circumstance, type: role}
      signed: {label: signed, question: Is it signed?, kind: circumstance, type: yes_no}
"""
BINDS = {
    "officer": {"a": "breach", "b": "breach", "inner": "breach", "guests": "not_applicable"},
    "councillor": {"a": "breach", "b": "not_applicable", "inner": "not_applicable", "guests": "not_applicable"},
    "volunteer": {"a": "not_applicable", "b": "not_applicable", "inner": "not_applicable", "guests": "breach"},
}


def write_library(root: Path, bearer: str = "") -> Path:
    """Lay the version over the small library of the source's tests; `bearer` is for the rule in section b."""
    shutil.copytree(ROOT / "tests" / "source" / "base", root)
    text = VERSION
    for name in ("a", "b", "inner", "guests"):
        more = f", bearer: [{bearer}]" if bearer and name == "b" else ""
        reading = "reading: {by: Clerk, on: 2026-11-01, status: draft}"
        rule = f"{{id: {name}, modality: must, record: notice, require: signed, rests_on: [Sign it.], {reading}{more}}}"
        text = text.replace(f"RULE-{name}]", f"{rule}]")
    (root / "facts.yaml").write_text(FACTS.lstrip(), "utf-8")
    (root / "leek/notices/v1.yaml").write_text(text.lstrip(), "utf-8")
    return root


@pytest.mark.parametrize("role", BINDS)
def test_whom_a_rule_without_a_bearer_binds(tmp_path: Path, role: str) -> None:
    rules = load_rules(load_library(write_library(tmp_path / "library")), "leek/notices")
    verdict = rules.check({"record": "notice", "by": role, "signed": False})
    assert {finding.rule: str(finding.outcome) for finding in verdict.findings} == BINDS[role]


def test_a_bearer_has_to_be_one_of_the_section(tmp_path: Path) -> None:
    library = load_library(write_library(tmp_path / "library", bearer="councillor"))
    (fault,) = find_rule_faults(library)
    assert fault.message == "rule `b`: the section does not apply to the role `councillor`"
    assert fault.span is not None
    with pytest.raises(PolicykitError):
        load_rules(library, "leek/notices").check({"record": "notice"})
