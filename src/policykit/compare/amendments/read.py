"""Reading amendments: from lines of legislative English to amendments."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, Literal, TypeVar

from policykit.compare.amendments.amendment import (
    Amendment,
    CombineClauses,
    DivideClause,
    InsertClause,
    InsertWords,
    MoveClause,
    NameClause,
    NewClause,
    OmitClause,
    OmitWords,
    PlaceClause,
    SubstituteText,
    SubstituteWords,
)
from policykit.compare.amendments.faults import ListedAmendment, ListLine
from policykit.compare.amendments.print import read_quotation
from policykit.errors import Code, Diagnostic, PolicykitError, Severity, Span

_Amendment = TypeVar("_Amendment", bound=ListedAmendment)
AMENDMENT_UNREADABLE = Code(
    "amendment-unreadable",
    Severity.ERROR,
    "a line of an amendment list is no amendment that can be carried out",
    "write the line in one of the forms that `policykit amend` prints",
    bad="Change “may” to “must” in section 3.",
    good="In section 3, for “may” substitute “must”.",
)


def parse_unit_amendments(text: str, *, file: str = "<amendments>") -> tuple[Amendment, ...]:
    """Read a list of amendments, one a line; empty lines and lines that begin with # say nothing.

    A number before an amendment ("3. ") is passed over. Raises PolicykitError with one diagnostic for each line that is
    no amendment, at its place in `file`.
    """
    return read_lines(text, _AmendmentReader, file)


class LineReader(ABC, Generic[_Amendment]):
    """One line, read from left to right. Every method raises ValueError with the reason at `at`."""

    def __init__(self, line: str) -> None:
        self.line = line
        found = re.match(r"\s*(?:\d+\.\s+)?", line)
        self.start = self.at = found.end() if found else 0

    @abstractmethod
    def read(self) -> _Amendment:
        """Give the amendment that the line holds."""

    def until(self, pattern: str) -> tuple[str, str]:
        """Read the name of a place, up to what `pattern` finds first; give both."""
        found = re.compile(pattern).search(self.line, self.at)
        if not found:
            raise ValueError("this amendment is incomplete")
        if found.start() == self.at:
            raise ValueError("expected the place, such as `section 10, 3rd bullet`")
        name = self.line[self.at : found.start()]
        self.at = found.end()
        return name, found[1]

    def quotation(self) -> str:
        """Read quoted words."""
        text, self.at = read_quotation(self.line, self.at)
        return text

    def skip(self, words: str) -> None:
        """Pass over words that have to be here."""
        if not self.takes(words):
            raise ValueError(f"expected `{words.strip()}`")

    def takes(self, words: str) -> bool:
        """Pass over words if they are here, and say whether they are."""
        if not self.line.startswith(words, self.at):
            return False
        self.at += len(words)
        return True


def read_lines(text: str, make: Callable[[str], LineReader[_Amendment]], file: str) -> tuple[_Amendment, ...]:
    """Read every line that is not empty and no remark, each amendment with its line.

    Raises PolicykitError with each line that cannot be read.
    """
    amendments: list[_Amendment] = []
    faults: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        reader = make(line.rstrip())
        try:
            amendment = reader.read()
            source = ListLine(Span(file, number, reader.start + 1, number, len(reader.line) + 1), line)
            amendments.append(replace(amendment, source=source))
            if reader.at != len(reader.line):
                raise ValueError(f"`{reader.line[reader.at :]}` follows after the amendment's end")
        except ValueError as fault:
            span = Span(file, number, reader.at + 1, number, max(len(line), reader.at + 1) + 1)
            hint = "see the forms that `policykit amend` prints"
            faults.append(AMENDMENT_UNREADABLE.at(span, str(fault), hint=hint, line_text=line))
    if faults:
        raise PolicykitError(*faults)
    return tuple(amendments)


class _AmendmentReader(LineReader[Amendment]):
    def read(self) -> Amendment:
        forms: dict[str, Callable[[], Amendment]] = {
            "In ": self._read_words,
            "For the text of ": self._read_text,
            "Omit ": self._read_omission,
            "After ": self._read_insertion,
            "At the beginning": self._read_beginning,
            "Move ": self._read_move,
            "Divide ": self._read_division,
            "Combine ": self._read_combination,
            "Call ": self._read_name,
            "Place ": self._read_place,
        }
        for opening, form in forms.items():
            if self.line.startswith(opening, self.at):
                self.at += len(opening)
                return form()
        raise ValueError(f"an amendment begins with one of {', '.join(f'`{word.strip()}`' for word in forms)}")

    def _read_words(self) -> Amendment:
        at, verb = self.until(r", (for|omit|after|before|at the beginning insert|at the end insert) (?=“)")
        if verb == "for":
            old = self.quotation()
            self.skip(" substitute ")
            return self._end(SubstituteWords(at, old, self.quotation()))
        if verb == "omit":
            return self._end(OmitWords(at, self.quotation()))
        if verb in ("after", "before"):
            anchor = self.quotation()
            self.skip(" insert ")
            return self._end(InsertWords(at, "after" if verb == "after" else "before", anchor, self.quotation()))
        where: Literal["beginning", "end"] = "end" if verb == "at the end insert" else "beginning"
        return self._end(InsertWords(at, where, "", self.quotation()))

    def _read_text(self) -> Amendment:
        at, _ = self.until(r"( substitute )(?=“)")
        return self._end(SubstituteText(at, self.quotation()))

    def _read_omission(self) -> Amendment:
        at, _ = self.until(r"(\.)$")
        return OmitClause(at)

    def _read_insertion(self) -> Amendment:
        after, _ = self.until(r"( insert )(?=new clause)")
        return self._end(InsertClause(after, self._clause()))

    def _read_beginning(self) -> Amendment:
        self.skip(" insert ")
        return self._end(InsertClause(None, self._clause()))

    def _read_move(self) -> Amendment:
        at, where = self.until(r" to (after |the beginning)")
        if where == "the beginning":
            return self._end(MoveClause(at, None))
        after, _ = self.until(r"(\.)$")
        return MoveClause(at, after)

    def _read_division(self) -> Amendment:
        at, _ = self.until(r"( into )(?=“)")
        text = self.quotation()
        others = []
        while self.line.startswith(" and ", self.at):
            self.skip(" and ")
            others.append(self._clause())
        return self._end(DivideClause(at, text, tuple(others)))

    def _read_combination(self) -> Amendment:
        places, _ = self.until(r"( into )(?=“)")
        return self._end(CombineClauses(tuple(places.split(" together with ")), self.quotation()))

    def _read_name(self) -> Amendment:
        at, name = self.until(r" by (no name(?=\.$)|the name (?=“))")
        return self._end(NameClause(at, None if name == "no name" else self.quotation()))

    def _read_place(self) -> Amendment:
        at, name = self.until(r" (under (?=“)|at the top level(?=\.$))")
        return self._end(PlaceClause(at, () if name == "at the top level" else self._path()))

    def _clause(self) -> NewClause:
        found = re.compile(r"new clause \d+").match(self.line, self.at)
        if not found:
            raise ValueError("expected `new clause` and its number")
        self.at = found.end()
        name: str | None = None
        path: tuple[str, ...] | None = None
        if self.line.startswith(", called ", self.at):
            self.skip(", called ")
            name = self.quotation()
        if self.line.startswith(", under ", self.at):
            self.skip(", under ")
            path = self._path()
        elif self.line.startswith(", at the top level", self.at):
            self.skip(", at the top level")
            path = ()
        self.skip(": ")
        return NewClause(found[0], self.quotation(), name, path)

    def _path(self) -> tuple[str, ...]:
        steps = [self.quotation()]
        while self.line.startswith(" › ", self.at):
            self.skip(" › ")
            steps.append(self.quotation())
        return tuple(steps)

    def _end(self, amendment: Amendment) -> Amendment:
        self.skip(".")
        return amendment
