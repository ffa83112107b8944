"""The examples that the reference gives of faulty records are faulty in that way, and the good ones are not."""

from __future__ import annotations

from functools import cache

import pytest
from tests.conftest import ROOT

from policykit.errors import Code
from policykit.model.fact import FactVocabulary
from policykit.pipeline.check import list_codes
from policykit.rules.records import read_record
from policykit.source.library import load_library
from policykit.source.yaml import read_yaml

RECORDS = [code for code in list_codes() if code.name.startswith("record-") and code.name != "record-json"]


@cache
def read_vocabulary() -> FactVocabulary:
    """Read the facts of the library once."""
    sourced = load_library(ROOT / "policies").facts
    assert sourced is not None
    return sourced.value


def find_codes(text: str) -> set[str]:
    """Give the codes of what is found in one record, written as YAML."""
    data, _, faults = read_yaml("record.yaml", text)
    assert faults == []
    return {diagnostic.code for diagnostic in read_record(data, read_vocabulary())[1]}


@pytest.mark.parametrize("code", RECORDS, ids=lambda code: str(code.name))
def test_the_bad_record_is_bad_and_the_good_one_good(code: Code) -> None:
    assert find_codes(code.bad) == {code.name}
    assert find_codes(code.good) == set()
