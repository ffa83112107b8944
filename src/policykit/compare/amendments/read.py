"""Reading amendments: from lines of legislative English to instructions."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, Literal, TypeVar

from policykit.compare.amendments.faults import ListLine, Order
from policykit.compare.amendments.orders import (
    CombineClauses,
    DivideClause,
    InsertClause,
    InsertWords,
    Instruction,
    MoveClause,
    NameClause,
    NewClause,
    OmitClause,
    OmitWords,
    PlaceClause,
    SubstituteText,
    SubstituteWords,
)
from policykit.compare.amendments.print import read_quotation
from policykit.errors import Code, Diagnostic, PolicykitError, Severity, Span

_Order = TypeVar("_Order", bound=Order)
AMENDMENT_UNREADABLE = Code(
    "amendment-unreadable",
    Severity.ERROR,
    "a line of an amendment list is none of the orders that can be carried out",
    "write the line in one of the forms that `policykit amend` prints",
    bad="Change “may” to “must” in section 3.",
    good="In section 3, for “may” substitute “must”.",
)


def parse_instructions(text: str, *, file: str = "<amendments>") -> tuple[Instruction, ...]:
    """Read a list of amendments, one a line; empty lines and lines that begin with # say nothing.

    A number before an order ("3. ") is passed over. Raises PolicykitError with one diagnostic for each line that is
    no order, at its place in `file`.
    """
    return read_lines(text, _OrderReader, file)


class LineReader(ABC, Generic[_Order]):
    """One line, read from left to right. Every method raises ValueError with the reason at `at`."""

    def __init__(self, line: str) -> None:
        self.line = line
        found = re.match(r"\s*(?:\d+\.\s+)?", line)
        self.start = self.at = found.end() if found else 0

    @abstractmethod
    def read(self) -> _Order:
        """Give the order that the line holds."""

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
        """Pass over words that have to stand here."""
        if not self.takes(words):
            raise ValueError(f"expected `{words.strip()}`")

    def takes(self, words: str) -> bool:
        """Pass over words if they stand here, and say whether they do."""
        if not self.line.startswith(words, self.at):
            return False
        self.at += len(words)
        return True


def read_lines(text: str, make: Callable[[str], LineReader[_Order]], file: str) -> tuple[_Order, ...]:
    """Read every line that is not empty and no remark, each order with its line.

    Raises PolicykitError with each line that cannot be read.
    """
    orders: list[_Order] = []
    faults: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        reader = make(line.rstrip())
        try:
            order = reader.read()
            source = ListLine(Span(file, number, reader.start + 1, number, len(reader.line) + 1), line)
            orders.append(replace(order, source=source))
            if reader.at != len(reader.line):
                raise ValueError(f"`{reader.line[reader.at :]}` follows after the order's end")
        except ValueError as fault:
            span = Span(file, number, reader.at + 1, number, max(len(line), reader.at + 1) + 1)
            hint = "see the forms that `policykit amend` prints"
            faults.append(AMENDMENT_UNREADABLE.at(span, str(fault), hint=hint, line_text=line))
    if faults:
        raise PolicykitError(*faults)
    return tuple(orders)


class _OrderReader(LineReader[Instruction]):
    def read(self) -> Instruction:
        forms: dict[str, Callable[[], Instruction]] = {
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
        raise ValueError(f"an order begins with one of {', '.join(f'`{word.strip()}`' for word in forms)}")

    def _read_words(self) -> Instruction:
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

    def _read_text(self) -> Instruction:
        at, _ = self.until(r"( substitute )(?=“)")
        return self._end(SubstituteText(at, self.quotation()))

    def _read_omission(self) -> Instruction:
        at, _ = self.until(r"(\.)$")
        return OmitClause(at)

    def _read_insertion(self) -> Instruction:
        after, _ = self.until(r"( insert )(?=new clause)")
        return self._end(InsertClause(after, self._clause()))

    def _read_beginning(self) -> Instruction:
        self.skip(" insert ")
        return self._end(InsertClause(None, self._clause()))

    def _read_move(self) -> Instruction:
        at, where = self.until(r" to (after |the beginning)")
        if where == "the beginning":
            return self._end(MoveClause(at, None))
        after, _ = self.until(r"(\.)$")
        return MoveClause(at, after)

    def _read_division(self) -> Instruction:
        at, _ = self.until(r"( into )(?=“)")
        text = self.quotation()
        others = []
        while self.line.startswith(" and ", self.at):
            self.skip(" and ")
            others.append(self._clause())
        return self._end(DivideClause(at, text, tuple(others)))

    def _read_combination(self) -> Instruction:
        places, _ = self.until(r"( into )(?=“)")
        return self._end(CombineClauses(tuple(places.split(" together with ")), self.quotation()))

    def _read_name(self) -> Instruction:
        at, name = self.until(r" by (no name(?=\.$)|the name (?=“))")
        return self._end(NameClause(at, None if name == "no name" else self.quotation()))

    def _read_place(self) -> Instruction:
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

    def _end(self, instruction: Instruction) -> Instruction:
        self.skip(".")
        return instruction
