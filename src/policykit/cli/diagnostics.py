"""Diagnostics as text for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policykit.errors import Diagnostic, Severity, Span
from policykit.wording.printable import replace_obeyed
from policykit.wording.shorten import shorten_values

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_WIDTH = 118


def write_text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Give each diagnostic with its line of source, a caret under the place, and what to do."""
    return "\n".join(_write_one(diagnostic, colour) for diagnostic in diagnostics)


def show_message(message: str) -> str:
    """Give a message as a terminal can show it, whatever values it quotes: no sign obeyed, and none of great length."""
    return replace_obeyed(shorten_values(message))


def _write_one(diagnostic: Diagnostic, colour: bool) -> str:
    def paint(code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    place = replace_obeyed(f"{_shorten_place(diagnostic.span)}: ") if diagnostic.span else ""
    head = paint(_COLOURS[diagnostic.severity], f"{diagnostic.severity}[{diagnostic.code}]")
    lines = [f"{place}{head}: {show_message(diagnostic.message)}"]
    if diagnostic.span and diagnostic.line_text:
        source, indent, width = _window(diagnostic)
        number = str(diagnostic.span.line)
        lines.append(f"  {number} | {source}")
        lines.append(f"  {' ' * len(number)} | {' ' * indent}{paint(_COLOURS[diagnostic.severity], '^' * width)}")
    if diagnostic.hint:
        lines.append(f"  {paint('1', 'hint')}: {show_message(diagnostic.hint)}")
    return "\n".join(lines) + "\n"


def _shorten_place(span: Span) -> str:
    file = span.file if len(span.file) <= 400 else f"{span.file[:200]} … {span.file[-100:]}"
    return str(replace(span, file=file))


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
