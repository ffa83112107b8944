"""What a lint looks at: one version of one policy, with its words and where each of them stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from policykit.errors import Code, Diagnostic, Span
from policykit.model.council import Council
from policykit.model.library import Library, Places, Policy, Sourced
from policykit.model.policy import Clause, Path, Section, Version
from policykit.model.register import Event, VersionState, settle_events
from policykit.source.checks.versions import clause_words

Part = Literal["title", "subtitle", "heading", "term", "clause", "cell"]

BINDING_KINDS = frozenset({"obligation", "prohibition", "permission", "recommendation"})
"""The kinds of clause that ask something of somebody or allow it."""


@dataclass(frozen=True, slots=True)
class Words:
    """One text of a version, as it is written, and where it stands."""

    part: Part
    text: str
    path: Path
    places: Places
    clause: Clause | None = None

    def span(self, start: int, end: int) -> Span:
        """Give the place of the characters `start` to `end`; for a model's words, of what names them."""
        clause = self.clause
        if self.part != "clause" or clause is None or clause.text is not None:
            return self.places.inside(self.path, start, end)
        for name, value in clause.with_.items():
            if self.text[start:end] in value:
                return self.places.span((*self.path[:-1], "with", name))
        return self.places.span((*self.path[:-1], "model"))

    def fault(self, code: Code, start: int, end: int, message: str, hint: str | None = None) -> Diagnostic:
        """Give the diagnostic of the characters `start` to `end`."""
        return self.places.fault(code, self.span(start, end), message, hint or code.remedy)


@dataclass(frozen=True)
class Subject:
    """One version that matters: the one in force, or a draft newer than it."""

    library: Library
    policy: Policy
    sourced: Sourced[Version]
    council: Sourced[Council]
    state: VersionState
    today: date

    @property
    def version(self) -> Version:
        """The version's text."""
        return self.sourced.value

    @property
    def shown(self) -> str:
        """The version as a message names it."""
        return f"version `{self.version.version}` of `{self.policy.name}`"

    @cached_property
    def sections(self) -> tuple[tuple[Path, Section], ...]:
        """Every section, with its path."""
        return tuple(self.version.walk_sections())

    @cached_property
    def clauses(self) -> tuple[tuple[Path, Clause], ...]:
        """Every clause, with its path."""
        return tuple(self.version.walk_clauses())

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """Every text that is voted on: titles, headings, terms, clauses and the cells of tables."""
        return tuple(self._walk_words())

    def body(self) -> Iterator[Words]:
        """Give the words of the clauses and cells, without titles, headings and terms."""
        return (words for words in self.words if words.part in ("clause", "cell"))

    @cached_property
    def body_text(self) -> str:
        """All words of the clauses and cells, one text a line."""
        return "\n".join(words.text for words in self.body())

    @cached_property
    def all_lower(self) -> str:
        """All words in small letters, one text a line: to see quickly that something stands nowhere."""
        return "\n".join(words.text for words in self.words).lower()

    def _walk_words(self) -> Iterator[Words]:
        places = self.sourced.places
        yield Words("title", self.version.title, ("title",), places)
        if self.version.subtitle:
            yield Words("subtitle", self.version.subtitle, ("subtitle",), places)
        by_section: dict[Path, list[tuple[Path, Clause]]] = {}
        for path, clause in self.clauses:
            by_section.setdefault(path[: path.index("clauses")], []).append((path, clause))
        for path, section in self.sections:
            if section.heading:
                yield Words("heading", section.heading, (*path, "heading"), places)
            for below, clause in by_section.get(path, ()):
                yield from self._clause_words(below, clause)

    def _clause_words(self, path: Path, clause: Clause) -> Iterator[Words]:
        places = self.sourced.places
        if clause.term:
            yield Words("term", clause.term, (*path, "term"), places, clause)
        if clause.text is not None or clause.model is not None:
            yield Words("clause", clause_words(clause, self.library), (*path, "text"), places, clause)
        if clause.table is not None:
            for row, cells in enumerate(clause.table.rows):
                for column, cell in enumerate(cells):
                    yield Words("cell", cell, (*path, "table", "rows", row, column), places, clause)

    def events(self) -> Iterator[tuple[Path, Event]]:
        """Give the events of this version, each with its path in register.yaml."""
        for position, event in settle_events(self.policy.register.value):
            if event.version == self.version.version:
                yield ("events", position), event

    def event_fault(self, code: Code, path: Path, message: str, hint: str | None = None) -> Diagnostic:
        """Give the diagnostic of a value in register.yaml."""
        places = self.policy.register.places
        if len(path) == 3 and isinstance(path[1], int):
            path = self.policy.register.value.find_value(path[1], str(path[2]))
        return places.fault(code, places.span(path), message, hint or code.remedy)

    def fault(self, code: Code, path: Path, message: str, hint: str | None = None) -> Diagnostic:
        """Give the diagnostic of a value in the version's file."""
        places = self.sourced.places
        return places.fault(code, places.span(path), message, hint or code.remedy)


@dataclass(frozen=True, slots=True)
class Lint:
    """One lint: its code, and the function that finds it in a version."""

    code: Code
    find: Callable[[Subject], Iterable[Diagnostic]]

    @property
    def name(self) -> str:
        """What a library's switches call it: the name of its code."""
        return self.code.name


def list_subjects(library: Library, today: date) -> Iterator[Subject]:
    """Give the versions that matter: of each policy the one in force, and drafts newer than it.

    A policy with a file that cannot be read is left out: what it lacks may stand there.
    """
    for policy in library.policies.values():
        council = library.councils.get(policy.council)
        if council is None or library.has_unread(policy.name):
            continue
        states = policy.states_on(today)
        newest = max(
            (n for n, label in enumerate(policy.labels) if states[label].in_force),
            default=-1,
        )
        for position, sourced in enumerate(policy.versions):
            state = states[sourced.value.version]
            if position >= newest and state.status in ("adopted", "draft", "recommended"):
                yield Subject(library, policy, sourced, council, state, today)
