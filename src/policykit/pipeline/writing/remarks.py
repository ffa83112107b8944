"""What `check` says of one text, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policykit.errors import Diagnostic, Severity
from policykit.pipeline.check import check_library
from policykit.pipeline.writing.opened import find_revision
from policykit.source.library import read_library
from policykit.source.reading.shelf import Shelf
from policykit.source.yaml_edit.stretches import ItemLines, measure_text


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a check says of a section or clause; of none, where it is of the document."""

    id: str | None
    severity: Severity
    code: str
    message: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class FoundRemarks:
    """What a check says of a text, and of which revision of it."""

    revision: str
    remarks: tuple[Remark, ...]


def find_remarks(root: Path, policy: str, label: str, today: date, shelf: Shelf) -> FoundRemarks:
    """Check a policy, and give what is said of one version, in its order.

    Raises PolicykitError where there is no such version any more.
    """
    report = check_library(root, today, (policy,), shelf)
    version = read_library(root, only=(policy,), shelf=shelf).library.policies[policy].version(label)
    text = version.places.text
    lines = measure_text(text)
    owners = _list_owners(list(_list_starts(version.value, lines)), text.count("\n") + 1)
    found = [
        _make_remark(each, owners)
        for each in report.diagnostics
        if each.span is not None and each.span.file == version.places.file
    ]
    return FoundRemarks(find_revision(text), tuple(found))


def _make_remark(each: Diagnostic, owners: list[str | None]) -> Remark:
    """Give a diagnostic as the remark on the innermost part that its line is in."""
    assert each.span is not None, "only such are asked"
    line = each.span.line - 1
    return Remark(owners[line] if line < len(owners) else None, each.severity, each.code, each.message, each.hint)


def _list_owners(starts: list[tuple[int, tuple[int, str]]], count: int) -> list[str | None]:
    """Give for each line of a text the innermost section or clause that it is in; what is inside comes after."""
    owners: list[str | None] = [None] * (count + 1)
    for start, (end, name) in starts:
        owners[start:end] = [name] * (end - start)
    return owners


def _list_starts(version: object, lines: ItemLines, above: int = 0) -> Iterator[tuple[int, tuple[int, str]]]:
    """Give the first line of each section and clause, with the line after its last and its id."""
    for key, items in lines.below.items():
        for item, own in zip(getattr(version, key), items, strict=True):
            first = above + own.start
            yield first, (first + own.length, item.id)
            yield from _list_starts(item, own, first)
