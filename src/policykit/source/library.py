"""A folder of YAML files becomes a Library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath

from policykit.errors import Diagnostic, PolicykitError, Severity, Span
from policykit.model.base import WORD, CouncilId, PolicyId, TopicId
from policykit.model.council import Council
from policykit.model.counterpart import CounterpartFile
from policykit.model.fact import FactVocabulary
from policykit.model.frozen import Frozen
from policykit.model.library import Library, Places, Policy, Sourced
from policykit.model.model_clause import ModelClause, ModelFile
from policykit.model.policy import Version
from policykit.model.register import Register
from policykit.model.scenario import ScenarioFile
from policykit.model.settings import Settings
from policykit.model.topic import Topic, TopicFile
from policykit.source import codes
from policykit.source.checks import check_all
from policykit.source.files import Folder, file_label
from policykit.source.frozen import FROZEN_FOLDER, read_frozen
from policykit.source.nodes import YamlPlaces
from policykit.source.validate import M

_WORD = re.compile(str(WORD.pattern))
_VERSION_FILE = re.compile(r"^v(?P<label>[A-Za-z0-9._(),+–-]+?)(?P<scenarios>\.scenarios)?\.yaml$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a library: all that is whole, and everything that is wrong."""

    library: Library
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that keep the library from being used."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)


def load_library(root: str | FilePath) -> Library:
    """Load every file of the library below `root`.

    Raises PolicykitError with every error of all files, in file order, when there is one. Warnings do not
    raise; `read_library` gives them.
    """
    reading = read_library(root)
    if reading.errors:
        raise PolicykitError(*reading.errors)
    return reading.library


def read_library(root: str | FilePath) -> Reading:
    """Read the library below `root` as far as it can be read, with all faults of all files in file order."""
    path = FilePath(root)
    folder = Folder(path)
    if not path.is_dir():
        folder.add(
            codes.FILE_UNREADABLE.at(
                Span(path.as_posix(), 1, 1, 1, 1),
                f"there is no library folder `{path.as_posix()}`",
                hint="name the folder with --library DIR",
            )
        )
        empty = Library(path.as_posix(), {}, {}, {}, {}, None, (), Settings(format=1))
        return Reading(empty, tuple(folder.faults))
    library = _read(folder)
    faults = [*folder.faults, *check_all(library)]
    faults.extend(_unread(folder))
    return Reading(library, tuple(sorted(set(faults), key=Diagnostic.order)))


def _read(folder: Folder) -> Library:
    root = folder.root
    shared: dict[str, Places] = {}
    topics = _read_optional(folder, TopicFile, root / "topics.yaml", shared)
    facts = _read_optional(folder, FactVocabulary, root / "facts.yaml", shared)
    counterparts = _read_optional(folder, CounterpartFile, root / "counterparts.yaml", shared)
    settings = _read_optional(folder, Settings, root / "library.yaml", shared)
    councils: dict[CouncilId, Sourced[Council]] = {}
    policies: dict[str, Policy] = {}
    for place in folder.list_folders(root):
        if place.name == "models":
            continue
        council = _read_council(folder, place)
        if council is not None:
            councils[council.value.id] = council
        for policy in _read_policies(folder, place):
            policies[policy.name] = policy
    models = _read_models(folder, shared)
    return Library(
        root=root.as_posix(),
        councils=councils,
        policies=policies,
        topics=_by_id(topics.value.topics if topics else ()),
        models=models,
        facts=facts,
        counterparts=counterparts.value.counterparts if counterparts else (),
        settings=settings.value if settings else Settings(format=1),
        shared=shared,
        unread=frozenset(folder.unread),
    )


def _read_optional(folder: Folder, kind: type[M], path: FilePath, shared: dict[str, Places]) -> Sourced[M] | None:
    if not path.exists():
        return None
    found = folder.read_file(kind, path)
    if found is not None:
        shared[path.name] = found.places
    return found


def _by_id(topics: Iterable[Topic]) -> dict[TopicId, Topic]:
    return {topic.id: topic for topic in topics}


def _read_models(folder: Folder, shared: dict[str, Places]) -> dict[str, ModelClause]:
    models: dict[str, ModelClause] = {}
    place = folder.root / "models"
    for path in folder.list_files(place) if place.is_dir() else []:
        found = folder.read_file(ModelFile, path)
        if found is not None:
            shared[f"models/{path.name}"] = found.places
            models.update({f"{path.stem}/{clause.id}": clause for clause in found.value.clauses})
    return models


def _read_council(folder: Folder, place: FilePath) -> Sourced[Council] | None:
    path = place / "council.yaml"
    if not path.exists():
        folder.add(
            codes.FILE_UNREADABLE.at(
                Span(folder.shown(path), 1, 1, 1, 1),
                "the council has no council.yaml",
                hint="write who the council is: see the clerk's guide",
            )
        )
        folder.skip(path)
        return None
    council = folder.read_file(Council, path)
    if council is not None and council.value.id != place.name:
        places = council.places
        span = places.span(("id",))
        folder.add(
            codes.FILE_NAME.at(
                span,
                f"the council's id is `{council.value.id}`, and its folder `{place.name}`",
                hint="make them the same",
                line_text=places.line_text(span.line),
            )
        )
        folder.skip(path)
        return None
    return council


def _read_policies(folder: Folder, place: FilePath) -> Iterable[Policy]:
    for path in folder.list_folders(place):
        if not _WORD.match(path.name):
            folder.add(
                codes.FILE_NAME.at(
                    Span(folder.shown(path), 1, 1, 1, 1),
                    f"`{path.name}` cannot be the id of a policy",
                    hint="use lower-case letters, digits and hyphens: `social-media`",
                )
            )
            folder.skip(path)
            continue
        versions, scenarios, unread = _read_versions(folder, path)
        register = _read_register(folder, path / "register.yaml")
        frozen = read_frozen(folder, path, register.value)
        versions += _stand_in(folder, path, versions, frozen)
        if versions:
            ordered = _in_order(versions, register.value)
            labels = [version.value.version for version in ordered]
            by_label = {label: scenarios[name] for label in labels if (name := file_label(label)) in scenarios}
            yield Policy(CouncilId(place.name), PolicyId(path.name), ordered, register, by_label, unread, frozen)
        elif not unread:
            folder.skip(path)
            folder.add(
                codes.FILE_UNREADABLE.at(
                    Span(folder.shown(path), 1, 1, 1, 1),
                    "the policy has no version",
                    hint=_hint_version(folder, path),
                )
            )


def _hint_version(folder: Folder, place: FilePath) -> str:
    others = [path.name for path in folder.list_files(place, "") if path.name != "register.yaml"]
    meant = next((name for name in others if name.endswith((".yaml", ".yml", ".txt", ".yaml.bak"))), None)
    return f"rename `{meant}` to `v1.yaml`, if it holds the text" if meant else "write its text into `v1.yaml`"


def _read_versions(
    folder: Folder, place: FilePath
) -> tuple[list[Sourced[Version]], dict[str, Sourced[ScenarioFile]], tuple[str, ...]]:
    versions: dict[str, Sourced[Version]] = {}
    scenarios: dict[str, Sourced[ScenarioFile]] = {}
    unread: list[str] = []
    for path in folder.list_files(place):
        match = _VERSION_FILE.match(path.name)
        if match is None:
            continue
        if match["scenarios"]:
            if (scenario := folder.read_file(ScenarioFile, path)) is not None:
                scenarios[match["label"]] = scenario
            continue
        version = folder.read_file(Version, path)
        if version is not None and _named_right(folder, version, match["label"]):
            versions[version.value.version] = version
        else:
            folder.skip(path)
            unread += [match["label"], *([version.value.version] if version is not None else [])]
    return list(versions.values()), scenarios, tuple(unread)


def _stand_in(
    folder: Folder, place: FilePath, versions: list[Sourced[Version]], frozen: Mapping[str, Frozen]
) -> Iterator[Sourced[Version]]:
    """Give the frozen text of each sealed version whose file is gone or cannot be read.

    What was adopted stays in force: without it, an older version would seem to be.
    """
    read = {version.value.version for version in versions}
    for label, copy in frozen.items():
        path = place / f"v{file_label(label)}.yaml"
        if label in read or copy.version.version != label:
            continue
        if not path.exists():
            name = f"{FROZEN_FOLDER}/v{file_label(label)}.json"
            hint = f"put it back from your backup; `source` in `{name}` holds it too, character for character"
            message = f"the file of version `{label}`, which was adopted, is missing"
            folder.add(codes.FILE_UNREADABLE.at(Span(folder.shown(path), 1, 1, 1, 1), message, hint=hint))
        yield Sourced(copy.version, YamlPlaces(folder.shown(path), copy.source))


def _named_right(folder: Folder, version: Sourced[Version], name: str) -> bool:
    expected = file_label(version.value.version)
    if expected == name:
        return True
    span = version.places.span(("version",))
    folder.add(
        codes.FILE_NAME.at(
            span,
            f"this is version `{version.value.version}`, and its file is named `v{name}.yaml`",
            hint=f"correct the label, or rename the file to `v{expected}.yaml` if there is no such file yet",
            line_text=version.places.line_text(span.line),
        )
    )
    return False


def _read_register(folder: Folder, path: FilePath) -> Sourced[Register]:
    """Read the events; an empty register where they cannot be read, so that the texts are checked all the same."""
    if path.exists():
        found = folder.read_file(Register, path)
        return found or Sourced(Register(format=1), YamlPlaces(folder.shown(path), ""))
    folder.skip(path)
    folder.add(
        codes.FILE_UNREADABLE.at(
            Span(folder.shown(path), 1, 1, 1, 1),
            "the policy has no register.yaml",
            hint="write `format: 1` and `events: []`, or use `policykit record`",
        )
    )
    return Sourced(Register(format=1), YamlPlaces(folder.shown(path), ""))


def _in_order(versions: list[Sourced[Version]], register: Register) -> tuple[Sourced[Version], ...]:
    """Oldest first: as the register first names them, then those it does not name, by label."""
    first = {event.version: position for position, event in reversed(list(enumerate(register.events)))}
    last = len(register.events)

    def age(version: Sourced[Version]) -> tuple[int, list[tuple[int, str]]]:
        label = version.value.version
        parts = re.findall(r"\d+|\D+", label)
        return first.get(label, last), [(int(part), "") if part.isdigit() else (-1, part) for part in parts]

    return tuple(sorted(versions, key=age))


def _unread(folder: Folder) -> Iterable[Diagnostic]:
    for path in folder.find_unread():
        parts = path.relative_to(folder.root).parts
        if FROZEN_FOLDER in parts or path.suffix not in (".yaml", ".yml"):
            continue
        yield codes.UNEXPECTED_FILE.at(
            Span(folder.shown(path), 1, 1, 1, 1),
            f"`{path.name}` is not part of the library and is not read",
            hint="a version is `v1.yaml`, its scenarios `v1.scenarios.yaml`; the rest is named in the guide",
        )
