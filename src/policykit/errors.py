"""Places, diagnostics and the one exception: what can be said of a fault, and where it lies.

Standard library only; every floor above speaks of faults in these words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic weighs; only an error stops a build or an adoption."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file. Lines and columns count from 1, in characters; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of diagnostic. Names are stable: scripts and a library's switches rely on them.

    `meaning` says in one sentence what is wrong; `remedy` what to do about it. `bad` and `good` are the short
    examples that the reference prints and a test checks.
    """

    name: str
    severity: Severity
    meaning: str
    remedy: str
    bad: str = ""
    good: str = ""

    def at(
        self, span: Span | None, message: str, *, hint: str | None = None, line_text: str | None = None
    ) -> Diagnostic:
        """Give the diagnostic of this kind that says `message` of the place `span`."""
        return Diagnostic(self.name, self.severity, message, span, hint, line_text)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: what is wrong (`message`), where (`span`), and what to do (`hint`).

    Messages are lower case without a full stop, with the reader's own words in backticks. `line_text` is the
    line of source that `span` starts on, for the caret.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str | None = None
    line_text: str | None = field(default=None, compare=False)

    def order(self) -> tuple[str, int, int, str, str]:
        """Give the key that sorts diagnostics into file order."""
        if self.span is None:
            return ("", 0, 0, self.code, self.message)
        return (self.span.file, self.span.line, self.span.column, self.code, self.message)


class PolicykitError(Exception):
    """A call that cannot be carried out, with every diagnostic that says why.

    Raised for what a user can cause. `diagnostics` holds at least one, in file order.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(sorted(diagnostics, key=Diagnostic.order))
        super().__init__("; ".join(_headline(d) for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[PolicykitError], tuple[Diagnostic, ...]]:
        return type(self), self.diagnostics  # so that another process can hand it over


def _headline(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.span}: " if diagnostic.span else ""
    return f"{place}{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"


def with_article(word: str) -> str:
    """Give a word with the article that English puts before it: `a post`, `an account`."""
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"
