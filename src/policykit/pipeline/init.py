"""`init`: a small complete library of one council, to be changed into the council's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from policykit.model.base import WORD
from policykit.model.bodies import BODIES, NATIONS, is_jurisdiction
from policykit.pipeline.codes import BAD_START, refuse
from policykit.pipeline.schemas import write_schemas
from policykit.pipeline.write import write_file
from policykit.wording.nearest import hint_nearest

KINDS = tuple(BODIES)

EDITOR_PATTERNS: dict[str, list[str]] = {
    "council": ["policies/*/council.yaml"],
    "version": ["policies/*/*/v*.yaml", "!policies/*/*/*.scenarios.yaml"],
    "scenarios": ["policies/*/*/*.scenarios.yaml"],
    "register": ["policies/*/*/register.yaml"],
    "models": ["policies/models/*.yaml"],
    "topics": ["policies/topics.yaml"],
    "facts": ["policies/facts.yaml"],
    "counterparts": ["policies/counterparts.yaml"],
    "library": ["policies/library.yaml"],
}
"""Which files each schema is for, in the words of the editor's setting `yaml.schemas`."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a new library needs to know of its council."""

    council: str
    """The council's id: `anytown`."""
    name: str
    kind: str = "town"
    jurisdiction: str = "england"


def begin_library(folder: Path, name: str | None, kind: str | None, jurisdiction: str) -> Iterator[Path]:
    """Write a new library into `folder`, whose name becomes the council's id; see `init_library`.

    `name` is the council's full name; without one it is made from the folder's. `kind` is read from the name where it
    is not given, and is else a town council. Raises PolicykitError (`bad-start`) for a kind or jurisdiction that does
    not exist, and as `init_library` does.
    """
    kind = kind or next((word for word in reversed((name or "").lower().split()) if word in KINDS), "town")
    if kind not in KINDS:
        raise refuse(BAD_START, f"`{kind}` is not known", hint_nearest(kind, KINDS, f"one of: {', '.join(KINDS)}"))
    if not is_jurisdiction(jurisdiction):
        other = f"one of: {', '.join(NATIONS)}, or a country by its two letters: `ie`, `us-ca`"
        raise refuse(BAD_START, f"`{jurisdiction}` is not known", hint_nearest(jurisdiction, NATIONS, other))
    council = folder.resolve().name.lower()
    shown = name or f"{council.replace('-', ' ').replace('_', ' ').title()} {BODIES[kind].title()}"
    yield from init_library(folder, Start(council, shown, kind, jurisdiction))


def init_library(folder: Path, start: Start) -> Iterator[Path]:
    """Write a new library into `folder`, giving each path as it is written.

    It holds a council file, a policy made of model clauses with rules and scenarios, the shared topics and facts, a
    README, schemas, and the editor's settings. Raises PolicykitError (`bad-start`) where the id is none, or the folder
    holds anything already: nothing is ever written over.
    """
    if not re.match(str(WORD.pattern), start.council):
        raise refuse(
            BAD_START,
            f"`{start.council}` cannot be the id of a council",
            f"use lower-case letters, digits and hyphens: `{_propose(start.council)}`",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refuse(BAD_START, f"`{folder.as_posix()}` is not empty", "name a folder that does not exist yet")
    root = resources.files("policykit").joinpath("starter")
    for parts, source in _walk(root, ()):
        path = folder.joinpath(*(part.replace("COUNCIL", start.council) for part in parts))
        write_file(path, _fill(source.read_text("utf-8"), start))
        yield path
    settings = folder / ".vscode" / "settings.json"
    write_file(settings, _editor_settings())
    yield settings
    yield from write_schemas(folder / "schemas")


def _propose(name: str) -> str:
    proposed = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return proposed if re.match(str(WORD.pattern), proposed) else "anytown"


def _walk(place: Traversable, parts: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Traversable]]:
    for entry in sorted(place.iterdir(), key=lambda item: item.name):
        if entry.is_dir() and not entry.name.startswith("__"):
            yield from _walk(entry, (*parts, entry.name))
        elif entry.name.endswith((".yaml", ".md")):
            yield (*parts, entry.name), entry


def _fill(text: str, start: Start) -> str:
    words = {
        "COUNCIL_NAME": json.dumps(start.name, ensure_ascii=False) if ": COUNCIL_NAME" in text else start.name,
        "COUNCIL_KIND": start.kind,
        "COUNCIL_JURISDICTION": start.jurisdiction,
        "COUNCIL": start.council,
    }
    return re.sub(r"\bCOUNCIL(?:_[A-Z]+)?\b", lambda match: words[match[0]], text)


def _editor_settings() -> str:
    schemas = {f"./schemas/{name}.schema.json": patterns for name, patterns in EDITOR_PATTERNS.items()}
    return json.dumps({"yaml.schemas": schemas, "yaml.yamlVersion": "1.2"}, indent=2) + "\n"
