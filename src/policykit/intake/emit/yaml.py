"""Plain data as YAML that a clerk can read: long texts on lines of their own, all else as short as it can be."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

_PLAIN = re.compile(r"[A-Za-z(£“‘][A-Za-z0-9_@ ,;.’‘“”()/£%&+=?!–—é-]*")
_WORDS = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n", "~"])
_FOLDABLE = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff](?:[^\n\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*[^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff])?"
)
_WIDTH = 116
_INLINE = frozenset({"numbering", "blanks"})


def write_yaml(data: Mapping[str, object], remarks: Sequence[str] = ()) -> str:
    """Give data as YAML 1.2, with remarks at its head. Holds mappings, lists, texts, numbers and booleans."""
    lines = [f"# {remark}" for remark in remarks]
    return "\n".join([*lines, *_write_mapping(data, 0)]) + "\n"


def _write_mapping(data: Mapping[str, object], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, value in data.items():
        if isinstance(value, Mapping) and key in _INLINE:
            inner = ", ".join(f"{name}: {_write_scalar(item)}" for name, item in value.items())
            yield f"{pad}{key}: {{{inner}}}"
        elif isinstance(value, Mapping):
            yield f"{pad}{key}:"
            yield from _write_mapping(value, indent + 2)
        elif isinstance(value, str):
            yield from _write_text(f"{pad}{key}:", value, indent)
        elif isinstance(value, Sequence):
            yield from _write_list(key, value, indent)
        else:
            yield f"{pad}{key}: {_write_scalar(value)}"


def _write_list(key: str, values: Sequence[object], indent: int) -> Iterator[str]:
    pad = " " * indent
    if not values:
        yield f"{pad}{key}: []"
        return
    yield f"{pad}{key}:"
    for value in values:
        if isinstance(value, Mapping):
            lines = list(_write_mapping(value, indent + 4))
            yield f"{pad}  - {lines[0].lstrip()}"
            yield from lines[1:]
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield f"{pad}  - [{', '.join(_write_cell(item) for item in value)}]"
        else:
            yield f"{pad}  - {_write_scalar(value)}"


def _write_cell(item: object) -> str:
    if isinstance(item, Mapping):
        parts = (f"{name}: {_quote(part) if isinstance(part, str) else part}" for name, part in item.items())
        return f"{{{', '.join(parts)}}}"
    return _quote(str(item))


def _write_text(start: str, value: str, indent: int) -> Iterator[str]:
    short = f"{start} {_write_scalar(value)}"
    if len(short) <= _WIDTH + 4 or not _FOLDABLE.fullmatch(value) or "  " in value:
        yield short
        return
    yield f"{start} >-"
    yield from textwrap.wrap(
        value,
        max(_WIDTH - indent, 50),
        initial_indent=" " * (indent + 2),
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _write_scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    plain = bool(_PLAIN.fullmatch(text)) and text == text.strip() and text.lower() not in _WORDS
    return text if plain else _quote(text)


def _quote(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda match: f"\\u{ord(match[0]):04x}", quoted)
