"""Characters that a clerk typed into a printed text and YAML keeps to itself: remarks, anchors, escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from policykit.errors import Diagnostic
from policykit.model.base import Model
from policykit.model.library import Places
from policykit.model.policy import Path
from policykit.model.printed import walk_texts
from policykit.source import codes
from policykit.source.nodes import recall_node

_BEHIND_WORDS = re.compile(r"\S[ \t]+#")
_BELOW_WORDS = re.compile(r"^( *)(?:- +)*[^\n#]*[^\s:|>#-][ \t]*\n\1 +#", re.MULTILINE)
_ANCHOR = re.compile(r"(?:[:\-]|^)[ \t]+&\S", re.MULTILINE)
_ESCAPE = re.compile(r"\\[ /_NLPnrt]")
_REMARK = re.compile(r"[ \t]+(#[^\n]*)")
_REMARK_BELOW = re.compile(r"[ \t]*\n( +)(#[^\n]*)")
_REMARK_BEFORE = re.compile(r"[^#\n]*[:-][ \t]+(#[^\n]*)\n")
_LAST_COMMA = re.compile(r"[ \t]*(,)\s*[}\]]")
"""A comma at the end of what stands in braces or brackets, which YAML takes for its own."""
_LOST_ESCAPES = re.compile(r"(?<!\\)(?:\\\\)*(\\[ /_]|(?<=[\w:])\\n(?=[a-z]))")
"""Between double quotation marks: `\\/`, `\\_`, a backslash before a blank, a folder `C:\\new` read as a new line."""


def find_swallowed(model: Model, places: Places) -> Iterator[Diagnostic]:
    """Find what YAML leaves out of the printed texts of a file that was read into `model`."""
    source = places.text
    if not _may_swallow(source):
        return
    root = recall_node(source)
    for text in walk_texts(model):
        found = _find_node(root, text.path)
        if found is None:  # a default, which is not in the file
            continue
        node, above, column = found
        for start, end in sorted({*_find_remarks(node, above, column, source)}):
            message = f"`{_short(source[start:end])}` is no part of the text, and would not be printed"
            yield places.fault(codes.REMARK_IN_TEXT, places.offset_span(start, end), message)
        for start, end, hint in _find_marks(node, source):
            message = f"`{_short(source[start:end])}` would not be printed as it is typed"
            yield places.fault(codes.LOST_CHARACTERS, places.offset_span(start, end), message, hint)


def _may_swallow(source: str) -> bool:
    """Look quickly, before the tree of a file is made again, for anything in which characters may be swallowed."""
    return (
        ("#" in source and bool(_BEHIND_WORDS.search(source) or _BELOW_WORDS.search(source)))
        or ("&" in source and _ANCHOR.search(source) is not None)
        or ("\\" in source and _ESCAPE.search(source) is not None)
        or _LAST_COMMA.search(source) is not None
    )


def _find_node(root: yaml.Node | None, path: Path) -> tuple[yaml.ScalarNode, int, int] | None:
    """Give the node at a path, where what leads to it ends in the file, and the column of its key or hyphen."""
    node, above, column = root, 0, 0
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if getattr(pair[0], "value", None) == step), None)
            if pair is None:
                return None
            above, column, node = pair[0].end_mark.index, pair[0].start_mark.column, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            before = node.value[step - 1].end_mark if step else node.start_mark
            above, column, node = before.index, node.start_mark.column, node.value[step]
        else:
            return None
    return (node, above, column) if isinstance(node, yaml.ScalarNode) else None


def _find_remarks(node: yaml.ScalarNode, above: int, column: int, source: str) -> Iterator[tuple[int, int]]:
    start, end = node.start_mark.index, node.end_mark.index
    if above < start and (found := _REMARK_BEFORE.match(source, above, start)):
        yield found.span(1)
    if node.style in ("|", ">"):
        if found := re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)").match(source, start):
            yield found.span(1)
        return
    if found := _REMARK.match(source, end):
        yield found.span(1)
    elif not node.style and (found := _REMARK_BELOW.match(source, end)) and len(found[1]) > column:
        yield found.span(2)


def _find_marks(node: yaml.ScalarNode, source: str) -> Iterator[tuple[int, int, str]]:
    start, end = node.start_mark.index, node.end_mark.index
    if source[start : start + 1] == "&":
        name = source[start:end].split(maxsplit=1)[0]
        if not re.search(rf"(?<!\w)\*{re.escape(name[1:])}(?!\w)", source):
            yield start, start + len(name), "put the whole text between straight quotation marks"
    if not node.style and (found := _LAST_COMMA.match(source, end)):
        yield *found.span(1), "put the text in quotation marks, or leave the comma out"
    if node.style == '"':
        for found in _LOST_ESCAPES.finditer(source, start + 1, end - 1):
            hint = f"between double quotation marks, write `\\{found[1]}`; or delete the backslash"
            yield *found.span(1), hint


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
