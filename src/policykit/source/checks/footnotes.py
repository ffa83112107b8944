"""Checks of footnotes: each has one mark in the words of its clause, and each mark has its note."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.errors import Diagnostic
from policykit.model.library import Places, Sourced
from policykit.model.policy import Clause, Path, Version
from policykit.model.printed import PrintedText, walk_texts
from policykit.model.text import NOTE_MARK
from policykit.source.codes import FOOTNOTE_MARK
from policykit.wording.nearest import hint_nearest

_BEARERS = frozenset({"text", "closing", "table"})
"""The keys of a clause whose words can have marks."""


def check_footnotes(version: Sourced[Version]) -> Iterator[Diagnostic]:
    """Find marks without a note, notes without a mark, and marks of one note in two places."""
    places = version.places
    clauses = dict(version.value.walk_clauses())
    called: set[tuple[Path, str]] = set()
    mistyped: set[Path] = set()
    for text in walk_texts(version.value) if "[^" in places.text else ():
        if "[^" in text.text and text.printed.reading == "markdown":
            yield from _check_marks(text, clauses, called, mistyped, places)
    for path, clause in clauses.items():
        for name in clause.footnotes:
            if (path, name) not in called and path not in mistyped:  # else its mark may be the mistyped one
                message = f"the footnote `{name}` has no mark in the words of `{clause.id}`"
                hint = f"put [^{name}] where it belongs, or delete the note"
                yield places.fault(FOOTNOTE_MARK, places.key_span((*path, "footnotes", name)), message, hint)


def _check_marks(
    text: PrintedText, clauses: dict[Path, Clause], called: set[tuple[Path, str]], mistyped: set[Path], places: Places
) -> Iterator[Diagnostic]:
    depth = max((k for k, step in enumerate(text.path) if step == "clauses"), default=-2) + 2
    path, key = text.path[:depth], text.path[depth : depth + 1]
    clause = clauses.get(path) if key and key[0] in _BEARERS else None
    for found in NOTE_MARK.finditer(text.text):
        if found.start() and text.text[found.start() - 1] == "\\":
            continue
        name = found[1]
        span = places.inside(text.path, *found.span())
        hint: str | None
        if clause is None:
            message, hint = f"`{found[0]}` is no mark here", "only the words and the table of a clause have footnotes"
        elif name not in clause.footnotes:
            mistyped.add(path)
            message = f"`{clause.id}` has no footnote `{name}`"
            add = f"write its words under `footnotes: {{{name}: …}}` of this clause"
            hint = hint_nearest(name, list(clause.footnotes), add)
        elif (path, name) in called:
            message, hint = f"the footnote `{name}` has two marks", "write a footnote for each, or leave out one mark"
        else:
            called.add((path, name))
            continue
        yield places.fault(FOOTNOTE_MARK, span, message, hint)
