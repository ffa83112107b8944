"""Sheets of small cases, each with the answer that a clerk gets: see `tests/source/sheets/`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT, Golden
from tests.source.sheets import Answer, answer_adopted, answer_library, answer_model, answer_sheet, answer_yaml

from policykit.source.yaml_slips import find_slip

HERE = Path(__file__).parent / "sheets"
WHOLE = sorted([*(ROOT / "policies").rglob("*.yaml"), *(Path(__file__).parent / "good").glob("*.yaml")])


def compare(name: str, answer: Answer, golden: Golden) -> None:
    sheet = (HERE / name).read_text("utf-8")
    golden(HERE / name, answer_sheet(sheet, answer))


@pytest.mark.parametrize("name", ["scalars.txt", "yaml.txt"])
def test_what_is_read_of_yaml(name: str, golden: Golden) -> None:
    compare(name, answer_yaml, golden)


@pytest.mark.parametrize("name", ["values.txt", "histories.txt"])
def test_what_is_said_of_keys_and_values(name: str, golden: Golden) -> None:
    compare(name, answer_model, golden)


def test_what_is_said_of_a_library(golden: Golden, tmp_path: Path) -> None:
    compare("library.txt", answer_library(tmp_path / "library"), golden)


def test_what_is_said_of_a_text_that_is_not_as_adopted(golden: Golden, tmp_path: Path) -> None:
    compare("adopted.txt", answer_adopted(tmp_path / "library"), golden)


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_in_a_whole_file_no_slip_is_seen(file: Path) -> None:
    assert find_slip(file.read_text("utf-8")) is None
