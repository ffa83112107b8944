"""Words that a clerk wrote and YAML leaves out: what stands after ` #` behind a text without quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from policykit.errors import Diagnostic
from policykit.source import codes
from policykit.source.nodes import YamlPlaces, compose_node

_PRINTED = frozenset({"title", "subtitle", "heading", "term", "text", "caption", "columns", "rows"})
"""The keys of a version whose values are printed."""
_BEHIND_WORDS = re.compile(r"^[^#\n]*\S[ \t]+#", re.MULTILINE)
_REMARK = re.compile(r"[ \t]+#[^\n]*")


def find_remarks(places: YamlPlaces) -> Iterator[Diagnostic]:
    """Find every remark behind a printed text that stands without quotation marks, in a file that is sound."""
    if not _BEHIND_WORDS.search(places.text):
        return
    for node in _walk_printed(compose_node(places.text), ""):
        found = _REMARK.match(places.text, node.end_mark.index)
        if found:
            start = node.end_mark.index + found[0].index("#")
            span = places.offset_span(start, found.end())
            yield places.fault(codes.REMARK_IN_TEXT, span, f"`{_short(found[0].strip())}` is no part of the text")


def _walk_printed(node: yaml.Node | None, key: str) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _walk_printed(value, str(name.value))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _walk_printed(value, key)
    elif isinstance(node, yaml.ScalarNode) and not node.style and key in _PRINTED:
        yield node


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
