"""What a lint looks at: one version of one policy, with its words and where each of them stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from policykit.edition.edition import Edition, read_edition
from policykit.errors import Code, Diagnostic, Span
from policykit.model.base import Model, Part
from policykit.model.council import Council
from policykit.model.force.kinds import read_primary
from policykit.model.library import Library, Places, Policy, Sourced
from policykit.model.policy import Clause, Path, Section, Version
from policykit.model.printed import walk_texts
from policykit.model.register import Event, VersionState, settle_events

ENGLISH = frozenset({"en"})
"""What most lints of words know."""
WITH_WELSH = frozenset({"en", "cy"})
"""What the lints know that read Welsh as well."""


@dataclass(frozen=True, slots=True)
class Words:
    """One text of a version, as it is written, and where it is."""

    part: Part
    text: str
    path: Path
    places: Places
    clause: Clause | None = None
    language: str = ""
    """Their language (BCP 47); empty for words of no language of their own, such as a number."""

    def span(self, start: int, end: int) -> Span:
        """Give the place of the characters `start` to `end`; for a model's words, of what names them."""
        clause = self.clause
        if self.part != "clause" or clause is None or clause.text is not None or self.path[-1] == "closing":
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

    edition: Edition
    """The version as its file stands, read with what it was sealed with."""
    sourced: Sourced[Version]
    """The same text with its places."""
    council: Sourced[Council]
    """The council of today, with its places: what can still be put right."""
    today: date
    only: frozenset[str] | None = None
    """The languages, without a region, to which the words are kept; None: all."""

    @property
    def policy(self) -> Policy:
        """The policy of which this is a version."""
        return self.edition.policy

    @property
    def version(self) -> Version:
        """The version's text."""
        return self.edition.version

    @cached_property
    def state(self) -> VersionState:
        """The state of this version as of today."""
        return self.policy.states_on(self.today)[self.edition.label]

    @property
    def shown(self) -> str:
        """The version as a message names it."""
        return f"version `{self.version.version}` of `{self.policy.name}`"

    @property
    def language(self) -> str:
        """The language of the version where no part of it says otherwise."""
        return self.version.language or self.edition.council.language

    @cached_property
    def languages(self) -> Mapping[Path, str]:
        """The language of each section and clause, by path."""
        found: dict[Path, str] = {(): self.language}
        parts: list[tuple[Path, Section | Clause]] = [*self.version.walk_sections(), *self.version.walk_clauses()]
        for path, part in sorted(parts, key=_depth):
            found[path] = part.language or found[path[:-2]]
        return found

    def has_language(self, language: str) -> bool:
        """Tell whether words of a language are looked at."""
        return self.only is None or read_primary(language) in self.only

    @cached_property
    def sections(self) -> tuple[tuple[Path, Section], ...]:
        """Every section in the languages that are looked at, with its path."""
        return tuple(pair for pair in self.version.walk_sections() if self.has_language(self.languages[pair[0]]))

    @cached_property
    def clauses(self) -> tuple[tuple[Path, Clause], ...]:
        """Every clause in the languages that are looked at, with its path."""
        return tuple(pair for pair in self.version.walk_clauses() if self.has_language(self.languages[pair[0]]))

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """Every text of the version that is printed: titles, headings, numbers, terms, clauses and tables."""
        return tuple(sorted(filter(self._is_kept, self._walk_version()), key=_page_order))

    def _is_kept(self, words: Words) -> bool:
        return self.has_language(words.language)

    @cached_property
    def printed(self) -> tuple[Words, ...]:
        """Every text that its documents print: those of the version, its editors' notes, the council and the events."""
        own = (words for words in _walk_words(self.version, self.sourced.places) if words.part == "note")
        council = _walk_words(self.council.value, self.council.places)
        register = _walk_words(self.policy.register.value, self.policy.register.places)
        return (*self.words, *own, *council, *register)

    def body(self) -> Iterator[Words]:
        """Give the words of the clauses and cells, without titles, headings and terms."""
        return (words for words in self.words if words.part in ("clause", "cell"))

    @cached_property
    def body_text(self) -> str:
        """All words of the clauses and cells, one text a line."""
        return "\n".join(words.text for words in self.body())

    @cached_property
    def all_lower(self) -> str:
        """All words in small letters, one text a line: to see quickly that something is nowhere."""
        return "\n".join(words.text for words in self.words).lower()

    def _walk_version(self) -> Iterator[Words]:
        places, clauses = self.sourced.places, dict(self.version.walk_clauses())
        for text in walk_texts(self.version):
            path, part = text.path, text.printed.part
            if part == "note":
                continue
            clause = clauses.get(path[: path.index("table")] if "table" in path else path[:-1])
            if part != "value":
                yield Words(part, text.text, path, places, clause, self.languages[_find_part(path)])
        for path, clause in clauses.items():
            if clause.text is None and clause.model is not None:
                language = self.languages[path]
                yield Words("clause", self.edition.words(clause), (*path, "text"), places, clause, language)

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


def _depth(pair: tuple[Path, Section | Clause]) -> int:
    return len(pair[0])


def _find_part(path: Path) -> Path:
    """Give the path of the section or clause that a text is in; empty for the version itself."""
    last = max((at for at, step in enumerate(path) if step in ("sections", "clauses")), default=-2)
    return path[: last + 2]


def _page_order(words: Words) -> tuple[tuple[bool, int], ...]:
    """Give where words are in the document: those of a section, then of its clauses, then of its sub-sections."""
    pairs = zip(words.path, words.path[1:], strict=False)
    order = [(key == "sections", at) for key, at in pairs if key in ("sections", "clauses") and isinstance(at, int)]
    return (*order, (True, 0)) if words.path[-1] == "closing" else tuple(order)  # closing words come after a list


def _walk_words(model: Model, places: Places) -> Iterator[Words]:
    for text in walk_texts(model):
        yield Words(text.printed.part, text.text, text.path, places)


@dataclass(frozen=True, slots=True)
class Lint:
    """One lint: its code, and the function that finds it in a version."""

    code: Code
    find: Callable[[Subject], Iterable[Diagnostic]]
    languages: frozenset[str] | None = None
    """The languages, without a region, whose words it knows; None: it reads no words, or those of any language."""

    @property
    def name(self) -> str:
        """What a library's switches call it: the name of its code."""
        return self.code.name


def list_subjects(library: Library, today: date) -> Iterator[Subject]:
    """Give the versions that matter: of each policy the one in force, and drafts newer than it.

    A policy with a file that cannot be read is left out: what it lacks may be there.
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
                yield Subject(read_edition(library, policy, sourced), sourced, council, today)
