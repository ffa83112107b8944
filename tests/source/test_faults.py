"""Five hundred faults made by machine in the real policies: each is found, at the line and column where it lies."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from tests.source.faults import Fault, make_faults
from tests.source.plain import assert_plain

from policykit.errors import Diagnostic, Severity
from policykit.lint import find_lints
from policykit.source.library import read_library

POLICIES = Path(__file__).parent.parent.parent / "policies"
COUNT = 504
SEED = 20261120


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("faults") / "policies"
    shutil.copytree(POLICIES, root)
    return root


@contextmanager
def written(root: Path, fault: Fault) -> Iterator[None]:
    path = root / fault.file
    before = path.read_bytes() if path.exists() else None
    path.write_text(fault.text, "utf-8", newline="\n")
    yield
    if before is None:
        path.unlink()
    else:
        path.write_bytes(before)


def find_errors(root: Path) -> list[Diagnostic]:
    reading = read_library(root)
    found = list(reading.diagnostics)
    if reading.library.settings.lints_off:  # only the lints know which of them there are
        found += find_lints(reading.library, date(2026, 11, 20)).findings
    return sorted((d for d in found if d.severity is Severity.ERROR), key=Diagnostic.order)


@pytest.mark.slow
def test_faults_are_found_where_they_lie(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table: dict[str, Counter[str]] = defaultdict(Counter)
    missed: list[str] = []
    for fault in make_faults(library, COUNT, SEED):
        with written(library, fault):
            errors = find_errors(library)
        for error in errors:
            assert_plain(error)
        places = [d.span for d in errors if d.code in fault.codes and d.span and d.span.file.endswith(fault.file)]
        row = table[fault.kind]
        row["made"] += 1
        row["line"] += any(span.line == fault.line for span in places[:1])
        row["column"] += any((span.line, span.column) == (fault.line, fault.column) for span in places[:1])
        row["alone"] += len(errors) == 1
        if not places or (places[0].line, places[0].column) != (fault.line, fault.column):
            missed.append(f"{fault.kind}: {fault.file}:{fault.line}:{fault.column}, found {places[:3]}")
    with capsys.disabled():
        print(f"\n{'fault':<32}{'made':>6}{'line':>6}{'column':>8}{'alone':>7}")  # noqa: T201
        for kind, row in [*table.items(), ("all", sum(table.values(), Counter()))]:
            print(f"{kind:<32}{row['made']:>6}{row['line']:>6}{row['column']:>8}{row['alone']:>7}")  # noqa: T201
    total = sum(table.values(), Counter())
    assert len(table) >= 14
    assert total["made"] >= 500
    assert total["line"] / total["made"] >= 0.99, missed
    assert total["column"] / total["made"] >= 0.95, missed


def test_all_faults_of_a_library_in_one_run(library: Path) -> None:
    """Faults in six files at once, each found in the same run, in file order."""
    faults: dict[str, Fault] = {}
    for fault in make_faults(library, COUNT, SEED + 1):
        faults.setdefault(fault.file, fault)
    faults.pop("library.yaml")
    assert len(faults) >= 6
    before = {name: (library / name).read_bytes() for name in faults}
    for name, fault in faults.items():
        (library / name).write_text(fault.text, "utf-8", newline="\n")
    errors = find_errors(library)
    for name, content in before.items():
        (library / name).write_bytes(content)
    places = [(d.span.file, d.span.line, d.span.column) for d in errors if d.span]
    assert places == sorted(places)
    for name, fault in faults.items():
        own = [d for d in errors if d.span and d.span.file.endswith(name)]
        # A slip against another file, such as a topic, is not spoken of while that file cannot be read.
        if fault.kind not in ("unknown topic", "unknown model", "dangling reference"):
            assert own, fault.kind
