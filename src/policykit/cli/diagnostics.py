"""Diagnostics as text for people, as JSON for scripts, and as SARIF 2.1.0 for code-scanning tools."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from policykit.errors import Code, Diagnostic, Severity

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_WIDTH = 118


def write_text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Give each diagnostic with its line of source, a caret under the place, and what to do."""
    return "\n".join(_write_one(diagnostic, colour) for diagnostic in diagnostics)


def _write_one(diagnostic: Diagnostic, colour: bool) -> str:
    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    place = f"{diagnostic.span}: " if diagnostic.span else ""
    head = paint(_COLOURS[diagnostic.severity], f"{diagnostic.severity}[{diagnostic.code}]")
    lines = [f"{place}{head}: {diagnostic.message}"]
    if diagnostic.span and diagnostic.line_text:
        source, indent, width = _window(diagnostic)
        number = str(diagnostic.span.line)
        lines.append(f"  {number} | {source}")
        lines.append(f"  {' ' * len(number)} | {' ' * indent}{paint(_COLOURS[diagnostic.severity], '^' * width)}")
    if diagnostic.hint:
        lines.append(f"  {paint('1', 'hint')}: {diagnostic.hint}")
    return "\n".join(lines) + "\n"


def _window(diagnostic: Diagnostic) -> tuple[str, int, int]:
    """Give the part of a long line around the place, where the caret starts in it, and how wide it is."""
    span = diagnostic.span
    assert span is not None
    line = _printable((diagnostic.line_text or "").expandtabs(1))
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    first = 0 if len(line) <= _WIDTH else max(0, min(start - 30, len(line) - _WIDTH))
    shown = line[first : first + _WIDTH]
    width = max(1, min(end, first + len(shown)) - start)
    return shown, start - first, width


def _printable(text: str) -> str:
    """Keep control characters of a hostile file from reaching the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def write_json(diagnostics: Iterable[Diagnostic], summary: Mapping[str, Any]) -> str:
    """Give the diagnostics and the summary as one JSON object."""
    rows = [
        {
            "code": d.code,
            "severity": str(d.severity),
            "message": d.message,
            "hint": d.hint,
            "file": d.span.file if d.span else None,
            "line": d.span.line if d.span else None,
            "column": d.span.column if d.span else None,
            "end_line": d.span.end_line if d.span else None,
            "end_column": d.span.end_column if d.span else None,
        }
        for d in diagnostics
    ]
    return json.dumps({"summary": dict(summary), "diagnostics": rows}, indent=2, ensure_ascii=False) + "\n"


def write_sarif(diagnostics: Iterable[Diagnostic], codes: Iterable[Code], version: str) -> str:
    """Give the diagnostics as a SARIF 2.1.0 log, each code a rule of the tool `policykit`."""
    rules = {code.name: code for code in codes}
    found = list(diagnostics)
    used = sorted({d.code for d in found})
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "policykit",
                        "version": version,
                        "rules": [_sarif_rule(name, rules.get(name)) for name in used],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(d, used) for d in found],
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _sarif_rule(name: str, code: Code | None) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": name}
    if code is not None:
        rule["shortDescription"] = {"text": code.meaning}
        rule["help"] = {"text": code.remedy}
        rule["defaultConfiguration"] = {"level": str(code.severity)}
    return rule


def _sarif_result(diagnostic: Diagnostic, used: list[str]) -> dict[str, Any]:
    text = diagnostic.message + (f" ({diagnostic.hint})" if diagnostic.hint else "")
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": used.index(diagnostic.code),
        "level": str(diagnostic.severity),
        "message": {"text": text},
    }
    if span := diagnostic.span:
        result["locations"] = [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(PurePosixPath(span.file).as_posix())},
                    "region": {
                        "startLine": span.line,
                        "startColumn": span.column,
                        "endLine": span.end_line,
                        "endColumn": max(span.end_column, span.column),
                    },
                }
            }
        ]
    return result
