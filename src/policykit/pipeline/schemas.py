"""`schema`: the JSON Schemas of every YAML file, for editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from policykit.model.base import Model
from policykit.model.council import Council
from policykit.model.counterpart import CounterpartFile
from policykit.model.describe import make_model_schema
from policykit.model.fact import FactVocabulary
from policykit.model.model_clause import ModelFile
from policykit.model.policy import Version
from policykit.model.register import Register
from policykit.model.scenario import ScenarioFile
from policykit.model.settings import Settings
from policykit.model.topic import TopicFile
from policykit.pipeline.codes import UNKNOWN_NAME, refuse
from policykit.pipeline.results.write import RESULTS, result_schema
from policykit.pipeline.write import write_file
from policykit.wording.nearest import hint_nearest

FILES: dict[str, tuple[type[Model], str]] = {
    "council": (Council, "council.yaml"),
    "version": (Version, "v1.yaml: one version's whole text"),
    "register": (Register, "register.yaml"),
    "scenarios": (ScenarioFile, "v1.scenarios.yaml"),
    "topics": (TopicFile, "topics.yaml"),
    "facts": (FactVocabulary, "facts.yaml"),
    "models": (ModelFile, "models/*.yaml"),
    "counterparts": (CounterpartFile, "counterparts.yaml"),
    "library": (Settings, "library.yaml"),
}
"""Each kind of YAML file, its model and where it is."""


OUTPUTS: dict[str, tuple[str, str]] = {
    "changes": ("policykit.render.report.json", "changes_schema"),
    "edits": ("policykit.pipeline.results.editing", "edits_schema"),
    "document": ("policykit.render.json.document", "document_schema"),
    "import": ("policykit.render.intake.json", "import_schema"),
    "meaning": ("policykit.render.report.meaning", "meaning_schema"),
    "matrix": ("policykit.render.matrix.json", "matrix_schema"),
    "rules": ("policykit.export.json_ir", "rules_schema"),
    "site-index": ("policykit.site.reuse.write", "index_schema"),
    "site-policy": ("policykit.site.reuse.write", "policy_schema"),
    "site-timeline": ("policykit.site.reuse.write", "timeline_schema"),
    "verdict": ("policykit.pipeline.results.write", "verdict_schema"),
}
"""Each kind of JSON that policykit writes, and the function that gives its schema."""

NAMES: tuple[str, ...] = (*FILES, *OUTPUTS, *RESULTS)
"""Every schema: of files, of documents and reports, and of what verbs give with `--format json`."""


def make_schema(name: str) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of one kind of file or output. Raises KeyError for a name not in NAMES."""
    if name in RESULTS:
        return result_schema(name)
    if name in OUTPUTS:
        module, function = OUTPUTS[name]
        made: dict[str, Any] = getattr(import_module(module), function)()
        return made
    model, where = FILES[name]
    schema = make_model_schema(model)
    schema.pop("title", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://policykit.example/schemas/{name}.schema.json",
        "title": where,
        **schema,
    }


def make_schema_text(name: str) -> str:
    """Give the JSON Schema of one kind of file as the text of `schemas/NAME.schema.json`.

    Raises PolicykitError (`unknown-name`) for a name that is none of NAMES.
    """
    if name not in NAMES:
        hint = hint_nearest(name, NAMES, f"schemas: {', '.join(NAMES)}")
        raise refuse(UNKNOWN_NAME, f"there is no schema `{name}`", hint)
    return json.dumps(make_schema(name), indent=2, ensure_ascii=False) + "\n"


def write_schemas(out: Path) -> Iterator[Path]:
    """Write every schema into `out`, giving each path as it is written."""
    for name in NAMES:
        path = out / f"{name}.schema.json"
        write_file(path, make_schema_text(name))
        yield path
