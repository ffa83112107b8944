"""Documents that hold one fault each, laid over a small library that has none."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policykit.errors import Diagnostic
from policykit.lint import find_lints
from policykit.source.codes import UNKNOWN_LINT
from policykit.source.library import read_library

HERE = Path(__file__).parent
BASE = HERE / "base"
_EXPECTED = re.compile(r"^# (?:error|warning|hint): .*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """One document: where it belongs, its text, and the comments at its end that say what is expected."""

    path: Path
    file: str
    text: str
    expected: str

    @classmethod
    def read(cls, path: Path) -> Example:
        whole = path.read_text("utf-8")
        first = re.match(r"# file: (.*)\n", whole)
        expected = "".join(_EXPECTED.findall(whole))
        return cls(path, first[1] if first else "leek/notices/v1.yaml", _EXPECTED.sub("", whole), expected)


def list_examples(folder: str) -> list[Example]:
    return [Example.read(path) for path in sorted((HERE / folder).glob("*.yaml"))]


def lay_over(root: Path, file: str, content: str | bytes) -> Path:
    """Copy the small library to `root`, and put one file in place."""
    shutil.copytree(BASE, root)
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def find_all(root: Path) -> tuple[Diagnostic, ...]:
    """Give what reading finds, and the one error that only the lints can find."""
    reading = read_library(root)
    lints = find_lints(reading.library, date(2026, 11, 20)).findings
    return (*reading.diagnostics, *(d for d in lints if d.code == UNKNOWN_LINT.name))


def show(diagnostics: tuple[Diagnostic, ...], root: Path, file: str) -> str:
    """Show diagnostics as the comments at the end of a document do; the file is named where it is another."""
    lines: list[str] = []
    for d in diagnostics:
        assert d.span is not None
        name = Path(d.span.file).relative_to(root).as_posix()
        place = f"{d.span.line}:{d.span.column}" if name == file else f"{name}:{d.span.line}:{d.span.column}"
        lines.append(f"# {d.severity}: {place} {d.code}: {d.message}\n")
        if d.hint:
            lines.append(f"# hint: {d.hint}\n")
    return "".join(lines)
