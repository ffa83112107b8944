"""Reading amendments: from lines of legislative English to instructions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from policykit.compare.amend_text import read_quotation
from policykit.compare.instructions import (
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
from policykit.errors import Code, Diagnostic, PolicykitError, Severity, Span

AMENDMENT_UNREADABLE = Code(
    "amendment-unreadable",
    Severity.ERROR,
    "A line of an amendment list is none of the orders that can be carried out.",
    "Write the line in one of the forms that `policykit amend` prints.",
    bad="Change “may” to “must” in section 3.",
    good="In section 3, for “may” substitute “must”.",
)


def parse_instructions(text: str, *, file: str = "<amendments>") -> tuple[Instruction, ...]:
    """Read a list of amendments, one a line; empty lines and lines that begin with # say nothing.

    A number before an order ("3. ") is passed over. Raises PolicykitError with one diagnostic for each line that is
    no order, at its place in `file`.
    """
    instructions: list[Instruction] = []
    faults: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        reader = _Reader(line.rstrip())
        try:
            instructions.append(reader.read())
        except ValueError as fault:
            span = Span(file, number, reader.at + 1, number, max(len(line), reader.at + 1) + 1)
            hint = "see the forms that `policykit amend` prints"
            faults.append(AMENDMENT_UNREADABLE.at(span, str(fault), hint=hint, line_text=line))
    if faults:
        raise PolicykitError(*faults)
    return tuple(instructions)


class _Reader:
    """One line, read from left to right. Every method raises ValueError with the reason at `at`."""

    def __init__(self, line: str) -> None:
        self.line = line
        found = re.match(r"\s*(?:\d+\.\s+)?", line)
        self.at = found.end() if found else 0

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
                instruction = form()
                if self.at != len(self.line):
                    raise ValueError(f"`{self.line[self.at :]}` follows after the order's end")
                return instruction
        raise ValueError(f"an order begins with one of {', '.join(f'`{word.strip()}`' for word in forms)}")

    def _read_words(self) -> Instruction:
        at, verb = self._until(r", (for|omit|after|before|at the beginning insert|at the end insert) (?=“)")
        if verb == "for":
            old = self._quotation()
            self._skip(" substitute ")
            return self._end(SubstituteWords(at, old, self._quotation()))
        if verb == "omit":
            return self._end(OmitWords(at, self._quotation()))
        if verb in ("after", "before"):
            anchor = self._quotation()
            self._skip(" insert ")
            return self._end(InsertWords(at, "after" if verb == "after" else "before", anchor, self._quotation()))
        where: Literal["beginning", "end"] = "end" if verb == "at the end insert" else "beginning"
        return self._end(InsertWords(at, where, "", self._quotation()))

    def _read_text(self) -> Instruction:
        at, _ = self._until(r"( substitute )(?=“)")
        return self._end(SubstituteText(at, self._quotation()))

    def _read_omission(self) -> Instruction:
        at, _ = self._until(r"(\.)$")
        return OmitClause(at)

    def _read_insertion(self) -> Instruction:
        after, _ = self._until(r"( insert )(?=new clause)")
        return self._end(InsertClause(after, self._clause()))

    def _read_beginning(self) -> Instruction:
        self._skip(" insert ")
        return self._end(InsertClause(None, self._clause()))

    def _read_move(self) -> Instruction:
        at, where = self._until(r" to (after |the beginning)")
        if where == "the beginning":
            return self._end(MoveClause(at, None))
        after, _ = self._until(r"(\.)$")
        return MoveClause(at, after)

    def _read_division(self) -> Instruction:
        at, _ = self._until(r"( into )(?=“)")
        text = self._quotation()
        others = []
        while self.line.startswith(" and ", self.at):
            self._skip(" and ")
            others.append(self._clause())
        return self._end(DivideClause(at, text, tuple(others)))

    def _read_combination(self) -> Instruction:
        places, _ = self._until(r"( into )(?=“)")
        return self._end(CombineClauses(tuple(places.split(" together with ")), self._quotation()))

    def _read_name(self) -> Instruction:
        at, name = self._until(r" by (no name(?=\.$)|the name (?=“))")
        return self._end(NameClause(at, None if name == "no name" else self._quotation()))

    def _read_place(self) -> Instruction:
        at, name = self._until(r" (under (?=“)|at the top level(?=\.$))")
        return self._end(PlaceClause(at, () if name == "at the top level" else self._path()))

    def _clause(self) -> NewClause:
        found = re.compile(r"new clause \d+").match(self.line, self.at)
        if not found:
            raise ValueError("expected `new clause` and its number")
        self.at = found.end()
        name: str | None = None
        path: tuple[str, ...] | None = None
        if self.line.startswith(", called ", self.at):
            self._skip(", called ")
            name = self._quotation()
        if self.line.startswith(", under ", self.at):
            self._skip(", under ")
            path = self._path()
        elif self.line.startswith(", at the top level", self.at):
            self._skip(", at the top level")
            path = ()
        self._skip(": ")
        return NewClause(found[0], self._quotation(), name, path)

    def _path(self) -> tuple[str, ...]:
        steps = [self._quotation()]
        while self.line.startswith(" › ", self.at):
            self._skip(" › ")
            steps.append(self._quotation())
        return tuple(steps)

    def _until(self, pattern: str) -> tuple[str, str]:
        """Read the name of a place, up to what `pattern` finds first; give both."""
        found = re.compile(pattern).search(self.line, self.at)
        if not found:
            raise ValueError("this order is not complete")
        if found.start() == self.at:
            raise ValueError("expected the place, such as `section 10, 3rd bullet`")
        name = self.line[self.at : found.start()]
        self.at = found.end()
        return name, found[1]

    def _quotation(self) -> str:
        text, self.at = read_quotation(self.line, self.at)
        return text

    def _skip(self, words: str) -> None:
        if not self.line.startswith(words, self.at):
            raise ValueError(f"expected `{words.strip()}`")
        self.at += len(words)

    def _end(self, instruction: Instruction) -> Instruction:
        self._skip(".")
        return instruction
