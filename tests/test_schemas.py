"""The schemas in `schemas/` are those of the model, and an editor that uses them sees what policykit sees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.conftest import ROOT, Golden

from policykit.pipeline.schemas import FILES, NAMES, make_schema, make_schema_text
from policykit.source.yaml import read_yaml


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_on_disk_is_that_of_the_model(name: str, golden: Golden) -> None:
    golden(ROOT / "schemas" / f"{name}.schema.json", make_schema_text(name))


PATTERNS = {
    "council": "*/council.yaml",
    "version": "*/*/v1.yaml",
    "register": "*/*/register.yaml",
    "scenarios": "*/*/*.scenarios.yaml",
    "topics": "topics.yaml",
    "facts": "facts.yaml",
    "models": "models/*.yaml",
    "counterparts": "counterparts.yaml",
}


@pytest.mark.parametrize("name", PATTERNS)
def test_every_file_of_the_library_is_valid_in_an_editor(name: str) -> None:
    files = sorted((ROOT / "policies").glob(PATTERNS[name]))
    assert files, f"no file to try the schema `{name}` on"
    for file in files:
        jsonschema.validate(_read(file), make_schema(name), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("version", "kind", "law"),
        ("version", "version", 1),
        ("version", "topik", "scope"),
        ("council", "jurisdiction", "france"),
        ("register", "format", 2),
        ("topics", "topics", {"id": "scope"}),
    ],
)
def test_an_editor_marks_what_policykit_refuses(name: str, key: str, value: object) -> None:
    file = next((ROOT / "policies").glob(PATTERNS[name]))
    data = {**_read(file), key: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, make_schema(name), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("name", FILES)
def test_an_editor_can_say_what_each_key_means(name: str) -> None:
    schema = make_schema(name)
    objects = [schema, *schema.get("$defs", {}).values()]
    silent = [
        f"{thing.get('title', name)}.{key}"
        for thing in objects
        for key, about in thing.get("properties", {}).items()
        if "description" not in about
    ]
    assert not silent, "keys without a description: " + ", ".join(silent)


def _read(file: Path) -> dict[str, Any]:
    data, _, faults = read_yaml(file.name, file.read_text(encoding="utf-8"))
    assert faults == []
    plain: dict[str, Any] = json.loads(json.dumps(data))
    return plain
