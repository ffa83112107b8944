"""Small libraries on disk, made from what a case says of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from policykit.model.dates import PartialDate
from policykit.pipeline.adopt import adopt_versions
from policykit.pipeline.happening import Happening

COUNCIL = {"format": 1, "id": "leek", "name": "Leek Town Council", "kind": "town", "jurisdiction": "england"}
TOPICS = {
    "format": 1,
    "topics": [{"id": "enforcement", "title": "Enforcement", "meaning": "what follows from a breach"}],
}
ADOPTED = [{"version": "1", "event": "adopted", "date": "2025-02-25", "reference": "12/25", "next_review": "2027-02"}]


def write_library(root: Path, case: dict[str, Any]) -> Path:
    """Write a library with one policy: version 1, which a case describes, and any other that its events name."""
    place = root / "leek" / "notices"
    place.mkdir(parents=True)
    events = case.get("events", ADOPTED)
    write(root / "topics.yaml", TOPICS)
    write(root / "leek" / "council.yaml", COUNCIL | case.get("council", {}))
    write(place / "register.yaml", {"format": 1, "events": events})
    if "before" in case:  # the sections of version 1; the case describes the draft after it
        write(place / "v2.yaml", describe_version(case) | {"version": "2"})
        case = case | {"sections": case["before"]}
    for label in {"1", *(event["version"] for event in events)}:
        write(place / f"v{label}.yaml", describe_version(case) | {"version": label})
    if "settings" in case:
        write(root / "library.yaml", {"format": 1} | case["settings"])
    if "beside" in case:
        _write_beside(root, case)
    return root


def _write_beside(root: Path, case: dict[str, Any]) -> None:
    """Write a policy `records` that the case refers to, adopt the notices, and put `beside_now` in its place."""
    place = root / "leek" / "records"
    place.mkdir()
    write(place / "register.yaml", {"format": 1, "events": []})
    write(place / "v1.yaml", describe_version({"sections": case["beside"]}) | {"title": "Records"})
    happening = Happening("adopted", date=PartialDate.parse("2026-01-05"), reference="26/1")
    adopt_versions(root, ("leek/notices",), happening, date(2026, 2, 1))
    write(place / "v1.yaml", describe_version({"sections": case["beside_now"]}) | {"title": "Records"})


def describe_version(case: dict[str, Any]) -> dict[str, Any]:
    texts = case.get("text", "Words.")
    clauses = [
        {"id": f"a.{chr(97 + number)}", "kind": "obligation", "text": text}
        for number, text in enumerate([texts] if isinstance(texts, str) else texts)
    ]
    version = {
        "format": 1,
        "title": "Notices",
        "kind": "policy",
        "version": "1",
        "owner": "Clerk",
        "sections": case.get("sections", [{"id": "a", "clauses": clauses}]),
    }
    if "rule" in case:
        version["sections"][0]["clauses"][0]["rules"] = [describe_rule(case)]
    version |= case.get("version", {})
    return {key: value for key, value in version.items() if value is not None}


def describe_rule(case: dict[str, Any]) -> dict[str, Any]:
    """Give the rule of a case: of its modality, on the whole text unless the case says on what."""
    given: dict[str, Any] = case["rule"]
    modality = given["modality"]
    effect = "permit" if modality == "may" else "forbid" if modality.endswith("not") else "require"
    reading = {"by": "Clerk", "date": "2026-11-01", "status": "draft"}
    rule = {"id": "r", "record": "post", effect: "signed", "rests_on": [case["text"]], "reading": reading}
    return rule | given


def write(path: Path, data: object) -> None:
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6, default_flow_style=None)
    path.write_text(text, encoding="utf-8")


class _Dumper(yaml.SafeDumper):
    """Writes text that looks like a number in double quotation marks, as a clerk would."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = '"' if text.replace(".", "").isdigit() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _write_text)


class _Loader(yaml.SafeLoader):
    """Reads the cases: dates stay text, as in a library."""


_Loader.yaml_implicit_resolvers = _Dumper.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_cases(folder: Path) -> list[tuple[str, str, dict[str, Any]]]:
    """Give every case of every file: the lint's code, what is shown, the case."""
    cases: list[tuple[str, str, dict[str, Any]]] = []
    for path in sorted(folder.glob("*.yaml")):
        for code, listed in yaml.load(path.read_text("utf-8"), _Loader).items():  # noqa: S506 (a safe loader)
            cases.extend((code, case.get("bad") or case["good"], case) for case in listed)
    return cases
