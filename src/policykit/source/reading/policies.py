"""One policy's folder becomes a Policy: its versions, its register, and the frozen copies of what was adopted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from policykit.model.base import WORD, CouncilId, PolicyId
from policykit.model.frozen import Frozen
from policykit.model.library import Policy, Sourced
from policykit.model.picture import PICTURE_FOLDER, PictureFault, PictureFile
from policykit.model.picture_file import read_picture
from policykit.model.policy import Version
from policykit.model.register import Register
from policykit.model.scenario import ScenarioFile
from policykit.source import codes
from policykit.source.files import file_label
from policykit.source.frozen import FROZEN_FOLDER, read_frozen
from policykit.source.nodes import YamlPlaces
from policykit.source.reading.reader import Reader
from policykit.source.reading.shelf import FileContent

WORD_SHAPE = re.compile(str(WORD.pattern))
VERSION_FILE = re.compile(r"^v(?P<label>[A-Za-z0-9._(),+–-]+?)(?P<scenarios>\.scenarios)?\.yaml$")


def name_of(path: str) -> str:
    """Give the last part of a path."""
    return path.rpartition("/")[2]


def read_policy(reader: Reader, place: str) -> Policy | None:
    """Read the policy in the folder at `place` (`leek/notices`); None, with the faults noted, where there is none."""
    council, _, name = place.partition("/")
    if not WORD_SHAPE.match(name):
        hint = "use lower-case letters, digits and hyphens: `social-media`"
        reader.add(codes.FILE_NAME.at(reader.start(place), f"`{name}` cannot be the id of a policy", hint=hint))
        reader.skip(place)
        return None
    versions, scenarios, unread = _read_versions(reader, place)
    register = read_register(reader, f"{place}/register.yaml")
    frozen = read_frozen(reader, place, register.value)
    versions += _stand_in(reader, place, versions, frozen)
    if versions:
        ordered = sort_versions(versions, register.value)
        labels = [version.value.version for version in ordered]
        by_label = {label: scenarios[stem] for label in labels if (stem := file_label(label)) in scenarios}
        pictures = dict(_read_pictures(reader, place, ordered))
        return Policy(CouncilId(council), PolicyId(name), ordered, register, by_label, unread, frozen, pictures)
    if not unread:
        reader.skip(place)
        hint = _hint_version(reader, place)
        reader.add(codes.FILE_UNREADABLE.at(reader.start(place), "the policy has no version", hint=hint))
    return None


def _hint_version(reader: Reader, place: str) -> str:
    others = [name for path in reader.list_files(place, "") if (name := name_of(path)) != "register.yaml"]
    meant = next((name for name in others if name.endswith((".yaml", ".yml", ".txt", ".yaml.bak"))), None)
    return f"rename `{meant}` to `v1.yaml`, if it holds the text" if meant else "write its text into `v1.yaml`"


def _read_versions(
    reader: Reader, place: str
) -> tuple[list[Sourced[Version]], dict[str, Sourced[ScenarioFile]], tuple[str, ...]]:
    versions: dict[str, Sourced[Version]] = {}
    scenarios: dict[str, Sourced[ScenarioFile]] = {}
    unread: list[str] = []
    for path in reader.list_files(place):
        match = VERSION_FILE.match(name_of(path))
        if match is None:
            continue
        if match["scenarios"]:
            if (scenario := reader.read_file(ScenarioFile, path)) is not None:
                scenarios[match["label"]] = scenario
            continue
        version = reader.read_file(Version, path)
        if version is not None and _named_right(reader, version, match["label"]):
            versions[version.value.version] = version
        else:
            reader.skip(path)
            unread += [match["label"], *([version.value.version] if version is not None else [])]
    return list(versions.values()), scenarios, tuple(unread)


def _read_pictures(
    reader: Reader, place: str, versions: Sequence[Sourced[Version]]
) -> Iterator[tuple[str, PictureFile | PictureFault]]:
    """Give the file of each picture that a text names; of one that cannot be opened, the reason is noted."""
    for name in dict.fromkeys(picture.file for version in versions for _, picture in version.value.walk_pictures()):
        path = f"{place}/{PICTURE_FOLDER}/{name}"
        if reader.folder.find_kind(path) == "file":
            found = reader.load(
                path, PictureFile.__name__, lambda data: FileContent(None, read_picture(data), ())
            ).value
            if found is not None:
                yield name, cast("PictureFile | PictureFault", found)


def _stand_in(
    reader: Reader, place: str, versions: Sequence[Sourced[Version]], frozen: Mapping[str, Frozen]
) -> Iterator[Sourced[Version]]:
    """Give the frozen text of each sealed version whose file is gone or cannot be read.

    What was adopted stays in force: without it, an older version would seem to be.
    """
    read = {version.value.version for version in versions}
    for label, copy in frozen.items():
        path = f"{place}/v{file_label(label)}.yaml"
        if label in read or copy.version.version != label:
            continue
        if not reader.exists(path):
            name = f"{FROZEN_FOLDER}/v{file_label(label)}.json"
            hint = f"put it back from your backup; `source` in `{name}` holds it too, character for character"
            message = f"the file of version `{label}`, which was adopted, is missing"
            reader.add(codes.FILE_UNREADABLE.at(reader.start(path), message, hint=hint))
        yield Sourced(copy.version, YamlPlaces(reader.shown(path), copy.source))


def _named_right(reader: Reader, version: Sourced[Version], name: str) -> bool:
    expected = file_label(version.value.version)
    if expected == name:
        return True
    span = version.places.span(("version",))
    reader.add(
        codes.FILE_NAME.at(
            span,
            f"this is version `{version.value.version}`, and its file is named `v{name}.yaml`",
            hint=f"correct the label, or rename the file to `v{expected}.yaml` if there is no such file yet",
            line_text=version.places.line_text(span.line),
        )
    )
    return False


def read_register(reader: Reader, path: str) -> Sourced[Register]:
    """Read the events; an empty register where they cannot be read, so that the texts are checked all the same."""
    if reader.exists(path):
        found = reader.read_file(Register, path)
        return found or Sourced(Register(format=1), YamlPlaces(reader.shown(path), ""))
    reader.skip(path)
    hint = "write `format: 1` and `events: []`, or use `policykit record`"
    reader.add(codes.FILE_UNREADABLE.at(reader.start(path), "the policy has no register.yaml", hint=hint))
    return Sourced(Register(format=1), YamlPlaces(reader.shown(path), ""))


def sort_versions(versions: Sequence[Sourced[Version]], register: Register) -> tuple[Sourced[Version], ...]:
    """Give the oldest first: as the register first names them, then those it does not name, by label."""
    first = {event.version: position for position, event in reversed(list(enumerate(register.events)))}
    last = len(register.events)

    def age(version: Sourced[Version]) -> tuple[int, list[tuple[int, str]]]:
        label = version.value.version
        parts = re.findall(r"\d+|\D+", label)
        return first.get(label, last), [(int(part), "") if part.isdigit() else (-1, part) for part in parts]

    return tuple(sorted(versions, key=age))
