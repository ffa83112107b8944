"""Keys that readers of YAML 1.1 take for true or false: none is left, and the old ones are still read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.conftest import ROOT

from policykit.model.base import Model
from policykit.model.counterpart import Counterpart
from policykit.model.fact import YesNoWords
from policykit.model.rule import Reading, SettledDecision

BOOLEANS = frozenset({"on", "off", "yes", "no", "y", "n", "true", "false"})
INPUTS = ("council", "counterparts", "facts", "library", "models", "register", "scenarios", "topics", "version")


def walk_keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        known = schema.get("properties", {})
        yield from (key for key, value in known.items() if not (isinstance(value, dict) and value.get("deprecated")))
        for inner in schema.values():
            yield from walk_keys(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from walk_keys(inner)


@pytest.mark.parametrize("name", INPUTS)
def test_no_key_of_a_file_is_a_boolean_to_others(name: str) -> None:
    keys = set(walk_keys(json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))))
    assert keys
    assert {key for key in keys if key.lower() in BOOLEANS} == set()


LINK = {"clauses": ["a/b#c", "d/e#f"], "stance": "same", "confirmed_by": "Clerk", "confirmed_on": "2026-01-02"}


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (Counterpart, {**LINK, "on": "fees"}, {**LINK, "matter": "fees"}),
        (Reading, *({"by": "Clerk", key: "2026-01-02", "status": "draft"} for key in ("on", "date"))),
        (SettledDecision, *({"value": 3, "minute": "1/26", key: "2026-01-02"} for key in ("on", "date"))),
        (YesNoWords, {"yes": "is", "no": "is not"}, {"if_yes": "is", "if_no": "is not"}),
    ],
)
def test_the_old_keys_are_read_as_the_new_ones(kind: type[Model], old: dict[str, Any], new: dict[str, Any]) -> None:
    assert kind.model_validate(old) == kind.model_validate(new)
    with pytest.raises(ValueError, match="extra_forbidden"):
        kind.model_validate({**new, **old})
