"""The head of a version's text, for what asks for titles only: the rest of the file is not read into a model."""

from __future__ import annotations

import re
from typing import Annotated

import yaml
from pydantic import ConfigDict, ValidationError

from policykit.model.base import WORD, CouncilId, Line, Model, PolicyId
from policykit.model.library import Policy, Sourced
from policykit.model.policy import Label, Version
from policykit.source.files import file_label
from policykit.source.nodes import STR, Loader, YamlPlaces
from policykit.source.reading.policies import VERSION_FILE, WORD_SHAPE, name_of, read_register, sort_versions
from policykit.source.reading.policies import read_policy as read_whole
from policykit.source.reading.reader import Reader

_ESCAPED_KEY = re.compile(r'"[^"\n]*\\[^"\n]*"\s*:')


class _Head(Model):
    model_config = ConfigDict(extra="ignore")

    title: Line
    version: Label
    committee: Annotated[str, WORD] | None = None


def find_head(text: str) -> Version | None:
    """Give title, label and committee of the version in a text, with no sections; None where they cannot be read.

    Reads as far as these keys go: to the last of those that occur in the text at all, wherever they stand.
    """
    wanted = {key for key in _Head.model_fields if key in text or _ESCAPED_KEY.search(text)}
    try:
        head = _Head.model_validate(_read_words(text, wanted))
    except (yaml.YAMLError, ValidationError):
        return None
    return Version.model_construct(
        {"title", "version", "committee"},
        format=1,
        title=head.title,
        kind="policy",
        version=head.version,
        committee=head.committee,
        sections=(),
    )


def _read_words(text: str, wanted: set[str]) -> dict[str, str]:
    """Give the values of those keys of the outermost mapping that are text; raises yaml.YAMLError on the way there."""
    found: dict[str, str] = {}
    loader = Loader(text)
    depth, key = 0, None
    while wanted - set(found) and (event := loader.get_event()) is not None:  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif depth == 1 and key is None and isinstance(event, yaml.ScalarEvent):
            key = event.value
            continue
        elif depth == 1 and key in wanted:
            if not isinstance(event, yaml.ScalarEvent) or event.tag is not None or not _is_words(loader, event):
                raise yaml.YAMLError(f"{key} is not plain text")
            found.setdefault(str(key), event.value)
        elif isinstance(event, yaml.CollectionStartEvent):
            if depth == 0 and not isinstance(event, yaml.MappingStartEvent):
                break
            depth += 1
        if depth == 1:
            key = None
        if depth == 0 and isinstance(event, yaml.DocumentEndEvent):
            break
    return found


def _is_words(loader: Loader, event: yaml.ScalarEvent) -> bool:
    return loader.resolve(yaml.ScalarNode, event.value, event.implicit) == STR


def read_policy_head(reader: Reader, place: str) -> Policy | None:
    """Read the register of the policy at `place` and the heads of its versions, each without its sections.

    Where a head cannot be read, the policy is read whole, so that its faults are noted.
    """
    council, _, name = place.partition("/")
    versions: list[Sourced[Version]] = []
    for path in reader.list_files(place) if WORD_SHAPE.match(name) else ():
        match = VERSION_FILE.match(name_of(path))
        if match is None or match["scenarios"]:
            continue
        text = reader.read_text(path)
        head = find_head(text) if text is not None else None
        if text is None or head is None or file_label(head.version) != match["label"]:
            return read_whole(reader, place)
        versions.append(Sourced(head, YamlPlaces(reader.shown(path), text)))
    register = read_register(reader, f"{place}/register.yaml")
    there = {version.value.version for version in versions}
    if not versions or set(register.value.seals) - there:  # a file is gone, and its frozen copy tells the title
        return read_whole(reader, place)
    return Policy(CouncilId(council), PolicyId(name), sort_versions(versions, register.value), register, {})
