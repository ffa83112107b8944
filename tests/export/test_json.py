"""The IR as JSON keeps to its published schema; the schemas of records accept what the reader accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.export.damage import damage_records
from tests.export.sample import sample_ruleset
from tests.rules.library_rules import NAMES
from tests.rules.library_rules import ruleset as library_ruleset
from tests.rules.random_rules import random_records, random_ruleset, record_to_json

from policykit.export.json_ir import rules_schema, to_json
from policykit.export.json_schema import to_json_schema
from policykit.rules.records import FactValueError, read_value

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["sample", "random", *NAMES])
def test_rules_keep_to_the_schema(name: str) -> None:
    ruleset = {"sample": sample_ruleset, "random": lambda: random_ruleset(3)}.get(name, lambda: library_ruleset(name))()
    data = json.loads(to_json(ruleset).text)
    assert [error.json_path for error in Draft202012Validator(rules_schema()).iter_errors(data)] == []


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("rules", 0, "modality"), "ought"),
        (("rules", 0, "quotes"), []),
        (("rules", 0, "extra"), 1),
        (("rules", 0, "test"), {"op": "in", "fact": "purpose", "values": []}),
        (("rules", 0, "test"), {"op": "is_null", "fact": "purpose"}),
        (("records", "post", "facts", "political", "type"), "maybe"),
        (("text_sha256",), "abc"),
    ],
)
def test_the_schema_refuses(path: tuple[Any, ...], wrong: Any) -> None:
    data = json.loads(to_json(sample_ruleset()).text)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = wrong
    assert list(Draft202012Validator(rules_schema()).iter_errors(data))


@pytest.mark.parametrize("seed", range(3))
def test_records_are_accepted_and_refused_as_by_the_reader(seed: int) -> None:
    ruleset = random_ruleset(seed)
    schema = json.loads(to_json_schema(ruleset).files["thing.schema.json"])
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    records = random_records(ruleset, seed, 40)
    damaged, _ = damage_records(ruleset, "thing", records, seed, types=True)
    refused = 0
    for record in (*records, *damaged):
        data = record_to_json(record)
        wrong = {str(error.path[0]) for error in validator.iter_errors(data)}
        assert wrong == {name for name, value in data.items() if not is_read(ruleset, name, value)}
        refused += bool(wrong)
    assert refused > 20


def is_read(ruleset: Any, name: str, value: Any) -> bool:
    try:
        read_value(ruleset.records["thing"].facts[name], value, ruleset.roles)
    except FactValueError:
        return False
    return True
