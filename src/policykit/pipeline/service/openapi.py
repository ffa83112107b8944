"""The decision service described as OpenAPI 3.1, made from the vocabulary of what it serves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from policykit.pipeline.results.verdicts import ReportedVerdict
from policykit.pipeline.service.policies import ServedPolicy
from policykit.version import VERSION

_REFUSALS = {
    "400": "The body is not JSON.",
    "408": "The body came too slowly.",
    "413": "The body is larger than the service takes.",
    "415": "The body is not announced as JSON.",
    "422": "The record has a fact that does not exist, or a value that it cannot have.",
    "503": "The decision cannot be written to the log.",
}


def describe_api(served: Iterable[ServedPolicy]) -> dict[str, Any]:
    """Give the OpenAPI document of a service that answers for these policies."""
    paths: dict[str, Any] = {"/health": _describe_health()}
    verdict = TypeAdapter(ReportedVerdict).json_schema(
        mode="serialization", ref_template="#/components/schemas/{model}"
    )
    schemas: dict[str, Any] = {**verdict.pop("$defs"), "Decision": _decision_schema(verdict), "Refusal": _refusal()}
    for policy in served:
        kinds = {}
        for kind, schema in policy.schemas.items():
            kinds[kind] = f"{policy.name.replace('/', '.')}.{kind}"
            own = {key: value for key, value in schema.items() if not key.startswith("$")}
            schemas[kinds[kind]] = {**own, "required": ["record"]}
        paths |= _describe_policy(policy, kinds)
    return {
        "openapi": "3.1.0",
        "info": {"title": "policykit decision service", "version": VERSION, "license": {"name": "MIT"}},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _describe_policy(policy: ServedPolicy, kinds: dict[str, str]) -> dict[str, Any]:
    refs = {kind: f"#/components/schemas/{name}" for kind, name in kinds.items()}
    record = {
        "oneOf": [{"$ref": ref} for ref in refs.values()],
        "discriminator": {"propertyName": "record", "mapping": refs},
    }
    name = f"{policy.name}, version {policy.label}"
    key = policy.name.replace("/", "_").replace("-", "_")
    answer = {"$ref": "#/components/schemas/Decision"}
    either = {"anyOf": [answer, {"$ref": "#/components/schemas/Refusal"}]}
    return {
        f"/{policy.name}/check": _post(
            f"check_{key}", f"Decide one record by {name}", "application/json", record, answer
        ),
        f"/{policy.name}/batch": _post(
            f"batch_{key}",
            f"Decide a list of records by {name}",
            "application/json",
            {"type": "array", "items": record},
            {"type": "array", "items": either},
        ),
        f"/{policy.name}/stream": _post(
            f"stream_{key}",
            f"Decide a stream of records by {name}, a JSON object on each line; an answer a line, in the same order",
            "application/x-ndjson",
            {"type": "string"},
            {"type": "string"},
        ),
    }


def _post(key: str, summary: str, media: str, given: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    responses: dict[str, Any] = {"200": {"description": "Decided.", "content": {media: {"schema": answer}}}}
    for status, what in _REFUSALS.items():
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
        responses[status] = {"description": what, "content": content}
    body = {"required": True, "content": {media: {"schema": given}}}
    return {"post": {"operationId": key, "summary": summary, "requestBody": body, "responses": responses}}


def _describe_health() -> dict[str, Any]:
    policy = {name: {"type": "string"} for name in ("policy", "version", "text_sha256")}
    kinds = {"kinds": {"type": "array", "items": {"type": "string"}}}
    schema = {
        "type": "object",
        "properties": {
            "status": {"enum": ["ok", "outdated"]},
            "detail": {"type": ["string", "null"]},
            "require": {"enum": ["reviewed", "confirmed"]},
            "policies": {"type": "array", "items": {"type": "object", "properties": {**policy, **kinds}}},
        },
        "required": ["status", "require", "policies"],
    }
    content = {"application/json": {"schema": schema}}
    answer = {"200": {"description": "What is served, and whether it is up to date.", "content": content}}
    return {"get": {"operationId": "health", "summary": "Say which texts decide", "responses": answer}}


def _decision_schema(verdict: dict[str, Any]) -> dict[str, Any]:
    head = {name: {"type": "string"} for name in ("decision", "policy", "version", "text_sha256")}
    given = {"record": {"type": "string"}, "id": {"type": ["string", "integer"]}}
    return {
        "type": "object",
        "description": verdict.get("description", ""),
        "properties": {**head, **given, **verdict["properties"]},
        "required": [*head, "record", *verdict["required"]],
    }


def _refusal() -> dict[str, Any]:
    diagnostic = {
        "type": "object",
        "properties": {
            **{name: {"type": "string"} for name in ("code", "severity", "message")},
            "hint": {"type": ["string", "null"]},
        },
        "required": ["code", "message"],
    }
    return {
        "type": "object",
        "description": "Why there is no decision. Nothing is allowed.",
        "properties": {
            "allowed": {"const": False},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "decision": {"type": "string"},
            "diagnostics": {"type": "array", "items": diagnostic},
        },
        "required": ["allowed", "detail"],
    }
