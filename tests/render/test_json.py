"""JSON: the whole document, as its schema says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import Golden
from tests.render.sample import REDLINE, SAMPLE, deep_document, long_document

from policykit.document.tree import Document
from policykit.render.json.document import document_schema, render_json


def faults(content: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(document_schema()).iter_errors(content)]


@pytest.mark.parametrize(("name", "document"), [("sample", SAMPLE), ("redline", REDLINE)])
def test_file_is_as_reviewed(golden: Golden, name: str, document: Document) -> None:
    golden(Path("golden", f"{name}.json"), render_json(document))


@pytest.mark.parametrize("document", [SAMPLE, REDLINE, long_document(200), deep_document(30)])
def test_file_is_what_the_schema_says(document: Document) -> None:
    assert faults(json.loads(render_json(document))) == []


def test_schema_is_a_schema_and_says_what_things_are() -> None:
    schema = document_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == json.loads(render_json(SAMPLE))["$schema"]
    number = schema["$defs"]["ClauseNode"]["properties"]["number"]
    assert number == {
        "type": "string",
        "description": "The printed number as it is before the words (`11.`, `(a)`), or empty.",
    }


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda d: d.pop("imprint"), "'imprint' is a required property"),
        (lambda d: d.update(extra=1), "Additional properties are not allowed ('extra' was unexpected)"),
        (lambda d: d["imprint"].update(status="done"), "'done' is not one of"),
        (lambda d: d["sections"][1]["clauses"][0].update(number=1), "1 is not of type 'string'"),
        (lambda d: d["sections"][1]["clauses"][0]["words"].pop("text"), "'text' is a required property"),
        (lambda d: d.update(format=2), "1 was expected"),
    ],
)
def test_schema_refuses_another_shape(change: Any, fault: str) -> None:
    content = json.loads(render_json(SAMPLE))
    change(content)
    assert any(fault in message for message in faults(content))


def test_letters_are_themselves_and_lines_end_alike() -> None:
    text = render_json(SAMPLE)
    assert "“groups” are run –" in text
    assert "\\u" not in text
    assert "\r" not in text
    assert text.endswith("}\n")


def test_words_keep_their_emphasis_and_links() -> None:
    content = json.loads(render_json(SAMPLE))
    rich = content["sections"][3]["clauses"][0]["words"]
    assert rich["text"] == "Obtain Consent: ask, and wait\nthen type a*b|`c` or see the guide."
    assert rich["inlines"][0] == {"type": "strong", "children": {"text": "Obtain Consent:"}}
    assert rich["inlines"][7] == {
        "type": "link",
        "href": "https://example.org/?a=1&b=2",
        "children": {"text": "the guide"},
    }
