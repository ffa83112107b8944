"""Histories that cannot have been are found at their place; those that can are let pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policykit.model.register import Register
from policykit.source.checks.histories import find_impossible
from policykit.source.nodes import YamlPlaces
from policykit.source.yaml import read_yaml

CASES = yaml.load((Path(__file__).parent / "cases/histories.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506


def find(events: list[dict[str, Any]]) -> list[str]:
    lines = ["format: 1", "events:", *(f"  - {write(event)}" for event in events)]
    text = "\n".join(lines)
    data, _, faults = read_yaml("register.yaml", text)
    assert not faults
    register = Register.model_validate(data)
    found = find_impossible(register, YamlPlaces("register.yaml", text))
    return [f"{fault.span.line - 2} {fault.code} {fault.message}" for fault in found if fault.span]


def write(event: dict[str, Any]) -> str:
    pairs = (
        f"{key}: {write(value)}"
        if isinstance(value, dict)
        else f'{key}: "{value}"'
        if key == "version"
        else f"{key}: {value}"
        for key, value in event.items()
    )
    return f"{{{', '.join(pairs)}}}"


@pytest.mark.parametrize("case", CASES["possible"], ids=lambda case: case["name"])
def test_what_can_have_been_is_let_pass(case: dict[str, Any]) -> None:
    assert find(case["events"]) == []


@pytest.mark.parametrize("case", CASES["impossible"], ids=lambda case: case["name"])
def test_what_cannot_have_been_is_told_at_its_event(case: dict[str, Any]) -> None:
    found = find(case["events"])
    assert len(found) == len(case["finds"])
    for told, wanted in zip(found, case["finds"], strict=True):
        assert told.startswith(wanted)
