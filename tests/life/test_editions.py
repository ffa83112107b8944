"""What is made from an adopted version stays the same, to the byte, whatever else in the library changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.life.frozen_world import (
    QUICK,
    TODAY,
    adopt,
    adopt_twice,
    change_everything_else,
    list_differences,
    take_everything,
    write_random_library,
)

from policykit.edition import edition as editions
from policykit.edition.edition import find_edition
from policykit.model.dates import PartialDate
from policykit.model.rule import YesNoDecision
from policykit.pipeline.check import check_library
from policykit.pipeline.decide import load_rules
from policykit.pipeline.happening import Happening
from policykit.pipeline.init import Start, init_library
from policykit.pipeline.record import record_event
from policykit.source.library import load_library

SEEDS = range(4)


@pytest.fixture
def anytown(tmp_path: Path) -> Path:
    """The library of `init`, its policy adopted twice."""
    list(init_library(tmp_path, Start("anytown", "Anytown Town Council")))
    adopt_twice(tmp_path / "policies", "anytown/social-media")
    return tmp_path / "policies"


def copy_library(source: Path, folder: Path) -> Path:
    shutil.copytree(source, folder / "policies")
    return folder / "policies"


def seal(root: Path, name: str, note: str = "To keep what its rules are read with.") -> None:
    happening = Happening(event="sealed", date=PartialDate.parse("2026-11-10"), note=note)
    record_event(root, name, happening, TODAY)


def test_all_that_is_made_of_a_new_library_stays(anytown: Path) -> None:
    before = take_everything(anytown, "anytown/social-media", "12", (*QUICK, "pdf"))
    assert len(before) > 60
    change_everything_else(anytown, "anytown/social-media")
    after = take_everything(anytown, "anytown/social-media", "12", (*QUICK, "pdf"))
    assert list_differences(before, after) == []


def test_all_that_is_made_of_congleton_stays(tmp_path: Path) -> None:
    root = copy_library(ROOT / "policies", tmp_path)
    adopt_twice(root, "congleton/social-media")
    before = take_everything(root, "congleton/social-media", "12", QUICK)
    change_everything_else(root, "congleton/social-media")
    assert list_differences(before, take_everything(root, "congleton/social-media", "12", QUICK)) == []


def test_all_that_is_made_of_crewe_stays(tmp_path: Path) -> None:
    root = copy_library(ROOT / "policies", tmp_path)
    assert load_library(root).policies["crewe/social-media"].frozen["1"].facts is not None
    before = take_everything(root, "crewe/social-media", "1", QUICK)
    change_everything_else(root, "crewe/social-media")
    assert list_differences(before, take_everything(root, "crewe/social-media", "1", QUICK)) == []


@pytest.mark.parametrize("policy", ["records", "hysbysiadau", "cofnodion"])
def test_all_that_is_made_of_the_example_council_stays(tmp_path: Path, policy: str) -> None:
    root = copy_library(ROOT / "examples/llanfair/policies", tmp_path)
    name = f"llanfair/{policy}"
    if not any(state.approval for state in load_library(root).policies[name].states.values()):
        adopt(root, f"{name}@1", "2025-11-03", "25/1")
    states = load_library(root).policies[name].states
    labels = [label for label, state in states.items() if state.approval]
    for label in labels:
        seal(root, f"{name}@{label}")
    before = take_everything(root, name, labels, QUICK)
    change_everything_else(root, name)
    assert list_differences(before, take_everything(root, name, labels, QUICK)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_all_that_is_made_of_generated_libraries_stays(tmp_path: Path, seed: int) -> None:
    root, name = write_random_library(tmp_path, seed)
    adopt_twice(root, name)
    before = take_everything(root, name, "12", QUICK)
    change_everything_else(root, name)
    assert list_differences(before, take_everything(root, name, "12", QUICK)) == []


def test_a_newer_policykit_that_numbers_otherwise_changes_nothing(
    anytown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = take_everything(anytown, "anytown/social-media", "12", QUICK)
    monkeypatch.setattr(editions, "number_version", lambda _version: {})
    assert list_differences(before, take_everything(anytown, "anytown/social-media", "12", QUICK)) == []


def test_an_adopted_text_is_known_by_one_fingerprint_everywhere(anytown: Path) -> None:
    name = "anytown/social-media"
    policy = load_library(anytown).policies[name]
    seal_of = policy.seals["2"]
    made = take_everything(anytown, name, "12", ("json", "html"))
    for part in ("build anytown/social-media/v2.json", "export 2 json anytown-social-media.json", "amend 1 2"):
        found = [text for key, text in made.items() if key.startswith(part.rsplit(" ", 1)[0]) and seal_of in str(text)]
        assert found, part
    assert load_rules(load_library(anytown), f"{name}@2").ruleset.text_sha256 == seal_of
    assert seal_of in str(made["decide 2"])
    assert seal_of in str(made["compare 1 2 json"])


def test_an_error_in_the_words_around_an_adopted_text_is_none_of_it(anytown: Path) -> None:
    change_everything_else(anytown, "anytown/social-media")
    report = check_library(anytown, TODAY)
    assert [str(found) for found in report.diagnostics if found.severity == "error"] == []


def test_one_wrong_quotation_is_one_error(anytown: Path) -> None:
    path = anytown / "anytown/social-media/v2.yaml"
    path.write_text(path.read_text("utf-8").replace("rests_on: [Users must", "rests_on: [Users shall"), "utf-8")
    report = check_library(anytown, TODAY)
    assert [found.code for found in report.diagnostics if found.severity == "error"] == ["quote-not-found"]


def test_rules_edited_beside_an_adopted_text_count_when_it_is_sealed_again(anytown: Path) -> None:
    name = "anytown/social-media"
    path = anytown / name / "v2.yaml"
    path.write_text(path.read_text("utf-8").replace("modality: must_not", "modality: should_not"), "utf-8")

    def find_modality() -> str:
        rules = load_rules(load_library(anytown), name).ruleset.rules
        return str(next(rule.modality for rule in rules if rule.id == "using.logo.account"))

    assert find_modality() == "must_not"
    seal(anytown, f"{name}@2")
    assert find_modality() == "should_not"


def test_a_point_settled_after_the_seal_is_warned_of_and_read_when_sealed_again(tmp_path: Path) -> None:
    root = copy_library(ROOT / "policies", tmp_path)
    adopt(root, "congleton/social-media@1", "2026-11-02", "26/1")
    version = load_library(root).policies["congleton/social-media"].versions[0].value
    asked = {name: each for _, c in version.walk_clauses() for rule in c.rules for name, each in rule.decisions.items()}
    name = next(name for name, decision in asked.items() if isinstance(decision, YesNoDecision))
    council = root / "congleton/council.yaml"
    council.write_text(f"{council.read_text('utf-8')}\ndecisions:\n  {name}: {{value: yes, minute: T/1}}\n", "utf-8")
    found = [one for one in check_library(root, TODAY).diagnostics if one.code == "decision-unsealed"]
    assert [one.severity for one in found] == ["warning"]
    seal(root, "congleton/social-media@1")
    assert "decision-unsealed" not in {one.code for one in check_library(root, TODAY).diagnostics}
    assert find_edition(load_library(root), load_library(root).policies["congleton/social-media"]).council.decisions
