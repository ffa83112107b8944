"""Where the parts of a YAML text truly end: libyaml's marks of a block end only at the next token, past comments."""

from __future__ import annotations

import re

import yaml

_BLANK_OR_COMMENT = re.compile(r"([ \t]*)(#[^\n]*)?(?:\n|\Z)")
_HEADER = re.compile(r"[|>][-+0-9]*")


class LayoutError(Exception):
    """The text is laid out so that it cannot be edited without touching more than what is meant."""


def find_end(text: str, node: yaml.Node, column: int) -> int:
    """Give where the content of a node ends: before a remark behind it and the end of its last line.

    `column` is that of the key or hyphen that the node belongs to.
    """
    while isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and node.value and not node.flow_style:
        if isinstance(node, yaml.MappingNode):
            column, node = node.value[-1][0].start_mark.column, node.value[-1][1]
        else:
            node = node.value[-1]
            column = find_hyphen(text, node)[1]
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return _find_block_end(text, node, column)
    return int(node.end_mark.index)


def _find_block_end(text: str, node: yaml.ScalarNode, column: int) -> int:
    """Give the end of the last line of a folded or literal text."""
    start = node.start_mark.index
    header = _HEADER.match(text, start)
    assert header is not None, "a block begins with | or >"
    digit = re.search(r"[0-9]", header[0])
    indent = column + int(digit[0]) if digit else None
    end = line_end(text, start)
    last = header.end() if text[header.end() : end].strip() == "" else end
    place = end + 1
    while place < len(text):
        stop = line_end(text, place)
        line = text[place:stop]
        if line.strip(" "):
            own = len(line) - len(line.lstrip(" "))
            indent = own if indent is None else indent
            if own < indent or own <= column:
                break
            last = stop
        elif "+" in header[0]:
            last = stop
        place = stop + 1
    return last


def find_hyphen(text: str, node: yaml.Node) -> tuple[int, int]:
    """Give where the hyphen of a list's item is, and its column. Raises LayoutError unless it begins its line."""
    at = text.rfind("-", 0, node.start_mark.index)
    start = text.rfind("\n", 0, at) + 1
    between = text[at + 1 : node.start_mark.index]
    if at < 0 or text[start:at].strip(" ") or not _is_bare(between):
        raise LayoutError
    return at, at - start


def _is_bare(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))


def line_start(text: str, place: int) -> int:
    """Give where the line of a place begins."""
    return text.rfind("\n", 0, place) + 1


def line_end(text: str, place: int) -> int:
    """Give where the line of a place ends: before its line feed, or at the end of the text."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def pass_comments(text: str, place: int, column: int) -> int:
    """Give the start of the line after those comments, from the line start `place`, indented further than `column`."""
    after = place
    while place < len(text):
        found = _BLANK_OR_COMMENT.match(text, place)
        if found is None or (found[2] and len(found[1]) <= column):
            break
        place = found.end()
        if found[2]:
            after = place
    return after


def find_item_end(text: str, node: yaml.Node, column: int) -> int:
    """Give the start of the line after an item, its hyphen in `column`, and after comments indented as part of it."""
    end = line_end(text, find_end(text, node, column))
    return pass_comments(text, min(end + 1, len(text)), column)
