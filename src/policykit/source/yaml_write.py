"""Plain data as YAML that a clerk can read: long texts on lines of their own, all else as short as it can be."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_PLAIN = re.compile(r"[A-Za-z(£“‘][A-Za-z0-9_@ ,;.’‘“”()/£%&+=?!–—é-]*")
_PLAIN_IN_FLOW = re.compile(r"[A-Za-z(£“‘][A-Za-z0-9_@ ;.’‘“”()/£%&+=!–—é-]*")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_WORDS = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n", "~"])
_FOLDABLE = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff](?:[^\n\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*[^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff])?"
)
_BLANKS = re.compile(r"\s\s")
"""Blanks that a fold would join: a hard one beside another, too."""
_WIDTH = 116
_INLINE = frozenset({"numbering", "blanks"})


def write_yaml(data: Mapping[str, object], remarks: Sequence[str] = ()) -> str:
    """Give data as YAML 1.2, with remarks at its head. Holds mappings, lists, texts, numbers and booleans."""
    lines = [f"# {remark}" for remark in remarks]
    return "\n".join([*lines, *YamlStyle().write_mapping(data, 0)]) + "\n"


@dataclass(frozen=True, slots=True)
class YamlStyle:
    """How data is laid out as block YAML."""

    folds: bool = True
    """Whether long texts are folded over several lines; else each is on one line, in quotation marks."""
    width: int | None = None
    """The last column of a folded text; None for 116, or the 50 characters that it has at least."""

    def write_mapping(self, data: Mapping[str, object], indent: int) -> Iterator[str]:
        """Give the lines of a mapping, its keys in column `indent` (from 0)."""
        for key, value in data.items():
            yield from self.write_pair(_write_key(key), value, indent)

    def write_pair(self, key: str, value: object, indent: int) -> Iterator[str]:
        """Give the lines of a key, as it is typed, and its value."""
        pad = " " * indent
        if isinstance(value, Mapping) and (key in _INLINE or not value):
            yield f"{pad}{key}: {write_flow(value)}"
        elif isinstance(value, Mapping):
            yield f"{pad}{key}:"
            yield from self.write_mapping(value, indent + 2)
        elif isinstance(value, str):
            yield from self._write_text(f"{pad}{key}:", value, indent)
        elif isinstance(value, Sequence):
            yield from self._write_list(key, value, indent)
        else:
            yield f"{pad}{key}: {_write_scalar(value)}"

    def write_item(self, data: Mapping[str, object], hyphen: int, column: int) -> Iterator[str]:
        """Give the lines of a mapping in a list, the hyphen in column `hyphen` and the keys in `column`."""
        lines = list(self.write_mapping(data, column))
        yield " " * hyphen + "-" + lines[0][hyphen + 1 :]
        yield from lines[1:]

    def _write_list(self, key: str, values: Sequence[object], indent: int) -> Iterator[str]:
        pad = " " * indent
        if not values:
            yield f"{pad}{key}: []"
            return
        yield f"{pad}{key}:"
        for value in values:
            if isinstance(value, Mapping) and value:
                yield from self.write_item(value, indent + 2, indent + 4)
            elif isinstance(value, Sequence) and not isinstance(value, str):
                yield f"{pad}  - {write_flow(value, quoted=True)}"
            else:
                yield f"{pad}  - {_write_scalar(value) if not isinstance(value, Mapping) else '{}'}"

    def _write_text(self, start: str, value: str, indent: int) -> Iterator[str]:
        short = f"{start} {_write_scalar(value)}"
        fits = len(short) <= _WIDTH + 4
        if fits or not self.folds or not _FOLDABLE.fullmatch(value) or _BLANKS.search(value):
            yield short
            return
        yield f"{start} >-"
        yield from textwrap.wrap(
            value,
            self.width or max(_WIDTH - indent, 50),
            initial_indent=" " * (indent + 2),
            subsequent_indent=" " * (indent + 2),
            break_long_words=False,
            break_on_hyphens=False,
        )


def write_flow(value: object, *, quoted: bool = False) -> str:
    """Give data on one line, mappings in braces and lists in brackets; `quoted` puts every text in quotation marks."""
    if isinstance(value, Mapping):
        parts = (f"{_write_key(key)}: {write_flow(item, quoted=quoted)}" for key, item in value.items())
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(write_flow(item, quoted=quoted) for item in value)}]"
    if isinstance(value, str):
        plain = bool(_PLAIN_IN_FLOW.fullmatch(value)) and value == value.strip() and value.lower() not in _WORDS
        return value if plain and not quoted else _quote(value)
    return _write_scalar(value)


def _write_key(key: str) -> str:
    return key if _KEY.fullmatch(key) and key.lower() not in _WORDS else _quote(key)


def _write_scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value)
    plain = bool(_PLAIN.fullmatch(text)) and text == text.strip() and text.lower() not in _WORDS
    return text if plain else _quote(text)


def _quote(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda match: f"\\u{ord(match[0]):04x}", quoted)
