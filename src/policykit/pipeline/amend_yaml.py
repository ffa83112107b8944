"""An amended version as YAML: the old file with its comments and layout, and only what was amended written anew."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policykit.compare.amend_version import Amended, Data

if TYPE_CHECKING:
    from ruamel.yaml import YAML

_BRANCHES = ("clauses", "sections")
_WIDTH = 110


def write_yaml(text: str, amended: Amended) -> str:
    """Give the file of an amended version, from the `text` of the old one.

    What is as it was keeps its comments, its quotation marks and its lines as far as ruamel.yaml keeps them.
    """
    yaml = _load_yaml()
    old = yaml.load(text)
    nodes = {node["id"]: node for node in _walk(old)}
    _update(old, {key: value for key, value in amended.data.items() if key not in _BRANCHES})
    old["sections"] = _grow(amended.data["sections"], nodes, amended.origins)
    stream = io.StringIO()
    yaml.dump(old, stream)
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


def _grow(wanted: Sequence[Data], nodes: Mapping[str, Any], origins: Mapping[str, str]) -> list[Any]:
    """Give the nodes of one list, each the old one brought up to date where there is one."""
    grown = []
    for data in wanted:
        node = nodes.get(origins.get(data["id"], ""))
        fields = {key: value for key, value in data.items() if key not in _BRANCHES}
        if node is None:
            node = fields
        else:
            _update(node, fields)
        for branch in _BRANCHES:
            node.pop(branch, None)
            if branch in data:
                node[branch] = _grow(data[branch], nodes, origins)
        grown.append(node)
    return grown


def _update(node: Any, fields: Data) -> None:
    """Bring the fields of a node up to date, touching only those that differ."""
    for key in [key for key in node if key not in fields and key not in _BRANCHES]:
        del node[key]
    for key, value in fields.items():
        if key not in node or _plain(node[key]) != _plain(value):
            node[key] = value


def _plain(value: Any) -> Any:
    """Give a value as plain data, so that a folded text and the same words on one line are equal."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    return str(value)
