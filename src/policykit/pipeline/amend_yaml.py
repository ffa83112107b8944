"""An amended version as YAML: the old file with its comments and layout, and only what was amended written anew."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from policykit.compare.amendments.amendable import Data
from policykit.compare.amendments.version import Amended
from policykit.model.fingerprint import model_data
from policykit.model.policy import Version

if TYPE_CHECKING:
    from ruamel.yaml import YAML

_BRANCHES = ("clauses", "sections")
_WIDTH = 110


def write_yaml(text: str, old: Version, amended: Amended) -> str:
    """Give the file of an amended version, from the `text` of the old one.

    What is as it was keeps its comments, its quotation marks and its lines as far as ruamel.yaml keeps them.
    """
    yaml = _load_yaml()
    yaml.width = max(_WIDTH, *(len(line) for line in text.splitlines()))  # so that no line is broken anew
    file = yaml.load(text)
    data = cast(Data, model_data(old))
    before = {node["id"]: node for node in _walk(data)}
    nodes = {node["id"]: node for node in _walk(file)}
    _update(file, data, amended.data)
    file["sections"] = _grow(amended.data["sections"], nodes, before, amended.origins)
    stream = io.StringIO()
    yaml.dump(file, stream)
    return stream.getvalue()


def write_plain_yaml(data: Data) -> str:
    """Give the file of a version that has no old file to keep."""
    stream = io.StringIO()
    _load_yaml().dump(data, stream)
    return stream.getvalue()


def _load_yaml() -> YAML:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = _WIDTH
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _walk(node: Any) -> list[Any]:
    found: list[Any] = []
    for branch in _BRANCHES:
        for child in node.get(branch) or ():
            found += [child, *_walk(child)]
    return found


def _grow(
    wanted: Sequence[Data], nodes: Mapping[str, Any], before: Mapping[str, Data], origins: Mapping[str, str]
) -> list[Any]:
    """Give the nodes of one list, each the old one brought up to date where there is one."""
    grown = []
    for data in wanted:
        origin = origins.get(data["id"], "")
        node: Any = nodes.get(origin, {})
        _update(node, before.get(origin, {}), data)
        for branch in _BRANCHES:
            node.pop(branch, None)
            if branch in data:
                node[branch] = _grow(data[branch], nodes, before, origins)
        grown.append(node)
    return grown


def _update(node: Any, old: Data, new: Data) -> None:
    """Bring the fields of a node up to date, touching only those that differ."""
    for key in old:
        if key not in new and key not in _BRANCHES:
            del node[key]
    for key, value in new.items():
        if key not in _BRANCHES and (key not in old or old[key] != value):
            node[key] = value
