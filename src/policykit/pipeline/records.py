"""Files of records: JSON, JSON lines or YAML, each record with the place of its values."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from policykit.errors import Diagnostic, Span
from policykit.model.policy import Path
from policykit.pipeline.codes import BAD_RECORDS, refuse
from policykit.rules.decode import RECORD_JSON, refuse_constant, refuse_repeats
from policykit.source.nodes import YamlPlaces
from policykit.source.yaml import read_yaml

MAX_BYTES = 64 * 1024 * 1024
"""More belongs to `policykit audit`, which reads files of any size in constant memory."""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as plain data, not yet checked."""

    data: Any
    file: str
    line: int
    locate: Callable[[Path, bool], Span | None]
    """Gives the place of the value at a path, or with True that of its key."""
    show_line: Callable[[int], str]


def read_record_file(name: str) -> tuple[list[RawRecord], list[Diagnostic]]:
    """Give the records in a file, or in standard input for `-`, and what is wrong with the file.

    A file ending in `.jsonl` or `.ndjson` has a record on each line; any other is JSON or YAML: one record, or a list.
    Standard input that is several JSON objects, one a line, is read as such. Raises PolicykitError (`bad-records`)
    for a file that cannot be read at all.
    """
    text = _read_text(name)
    lines = [line for line in text.splitlines() if line.strip()]
    if name.endswith((".jsonl", ".ndjson")) or (
        len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines)
    ):
        return _read_lines(name, text)
    data, places, faults = read_yaml(name, text)
    if data is None:
        return [], faults
    if isinstance(data, tuple):
        return [_placed(item, places, (index,)) for index, item in enumerate(data)], faults
    return [_placed(data, places, ())], faults


def _read_text(name: str) -> str:
    try:
        content = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else _read_bytes(FilePath(name))
        if len(content) > MAX_BYTES:
            raise refuse(BAD_RECORDS, f"`{name}` is larger than 64 MB", "use `policykit audit` for files of that size")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse(BAD_RECORDS, f"`{name}` is not UTF-8 text", "save it as UTF-8") from None
    except OSError as error:
        reason = (error.strerror or "the system gives no access").lower()
        raise refuse(BAD_RECORDS, f"`{name}` cannot be read: {reason}", "check the name of the file") from None


def _read_bytes(path: FilePath) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _placed(data: Any, places: YamlPlaces, path: Path) -> RawRecord:
    return RawRecord(data, places.file, places.span(path).line, _locate_in_file(places, path), places.line_text)


def _read_lines(name: str, text: str) -> tuple[list[RawRecord], list[Diagnostic]]:
    records: list[RawRecord] = []
    faults: list[Diagnostic] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line, object_pairs_hook=refuse_repeats, parse_constant=refuse_constant)
        except (ValueError, RecursionError) as error:
            column = error.colno if isinstance(error, json.JSONDecodeError) else 1
            span = Span(name, number, column, number, column + 1)
            faults.append(
                RECORD_JSON.at(span, "this line is not one JSON object", hint=RECORD_JSON.remedy, line_text=line)
            )
            continue
        records.append(RawRecord(data, name, number, _locate_in_line(name, number, line), _show_always(line)))
    return records, faults


def _locate_in_file(places: YamlPlaces, start: Path) -> Callable[[Path, bool], Span | None]:
    def locate(path: Path, key: bool) -> Span:
        return places.key_span((*start, *path)) if key else places.span((*start, *path))

    return locate


def _locate_in_line(name: str, number: int, line: str) -> Callable[[Path, bool], Span | None]:
    def locate(path: Path, key: bool) -> Span | None:
        places = YamlPlaces(name, line)
        try:
            span = places.key_span(path) if key else places.span(path)
        except Exception:  # noqa: BLE001 - JSON that is not YAML: the line alone is the place
            return Span(name, number, 1, number, len(line) + 1)
        return replace(span, line=number, end_line=number)

    return locate


def _show_always(line: str) -> Callable[[int], str]:
    return lambda _: line
