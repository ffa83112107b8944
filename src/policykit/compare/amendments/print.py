r"""Amendments in plain legislative English, and back: what is printed is what is read.

Quoted words are between “ and ”. Quotation marks inside them stay as they are while they come in pairs; a lone one
is written \“ or \”. A backslash is written \\, a line break \n, and any other character that does not print as
itself \u{2028}, by its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

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
    WordAmendment,
)


def number_sentences(sentences: Iterable[str], start: int = 1) -> str:
    """Give sentences as numbered lines, from `start` on."""
    return "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(sentences, start=start))


def print_amendment(amendment: Amendment) -> str:
    """Give one amendment as a sentence."""
    match amendment:
        case SubstituteWords() | OmitWords() | InsertWords() | SubstituteText():
            return _print_words(amendment)
        case OmitClause(at):
            return f"Omit {at}."
        case InsertClause(after, clause):
            return f"{f'After {after}' if after else 'At the beginning'} insert {_print_clause(clause)}."
        case MoveClause(at, after):
            return f"Move {at} to {f'after {after}' if after else 'the beginning'}."
        case DivideClause(at, text, others):
            parts = "".join(f" and {_print_clause(clause)}" for clause in others)
            return f"Divide {at} into {quote(text)}{parts}."
        case CombineClauses(places, text):
            return f"Combine {' together with '.join(places)} into {quote(text)}."
        case NameClause(at, name):
            return f"Call {at} by {'no name' if name is None else f'the name {quote(name)}'}."
        case PlaceClause(at, path):
            return f"Place {at} {_print_path(path)}."


def _print_words(amendment: WordAmendment) -> str:
    match amendment:
        case SubstituteWords(at, old, new):
            return f"In {at}, for {quote(old)} substitute {quote(new)}."
        case OmitWords(at, old):
            return f"In {at}, omit {quote(old)}."
        case InsertWords(at, ("after" | "before") as where, anchor, new):
            return f"In {at}, {where} {quote(anchor)} insert {quote(new)}."
        case InsertWords(at, where, _, new):
            return f"In {at}, at the {where} insert {quote(new)}."
        case SubstituteText(at, text):
            return f"For the text of {at} substitute {quote(text)}."


def _print_clause(clause: NewClause) -> str:
    named = f", called {quote(clause.id)}" if clause.id is not None else ""
    under = f", {_print_path(clause.path)}" if clause.path is not None else ""
    return f"{clause.name}{named}{under}: {quote(clause.text)}"


def _print_path(path: Iterable[str]) -> str:
    steps = " › ".join(quote(step) for step in path)
    return f"under {steps}" if steps else "at the top level"


def quote(text: str) -> str:
    """Give a text between quotation marks, such that `read_quotation` gives it back to the letter."""
    escaped = re.sub(r"[^\x20-\x7e]", _escape, text.replace("\\", "\\\\"))
    if not _is_balanced(text):
        escaped = escaped.replace("“", "\\“").replace("”", "\\”")
    return f"“{escaped}”"


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character == "\n":
        return "\\n"
    return character if character.isprintable() else f"\\u{{{ord(character):x}}}"


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "“") - (character == "”")
        if depth < 0:
            return False
    return depth == 0


def read_quotation(line: str, start: int) -> tuple[str, int]:
    """Read the quotation that opens at `start`: its text, and the position after its closing mark.

    Raises ValueError with the reason if there is none or it does not close.
    """
    if line[start : start + 1] != "“":
        raise ValueError("expected quoted words, between “ and ”")
    parts: list[str] = []
    depth, at = 1, start + 1
    while at < len(line):
        character = line[at]
        if character == "\\":
            text, at = _read_escape(line, at)
            parts.append(text)
            continue
        depth += (character == "“") - (character == "”")
        at += 1
        if depth == 0:
            return "".join(parts), at
        parts.append(character)
    raise ValueError("these quoted words do not end: a ” is missing")


_ESCAPE = re.compile(r"\\(?:([\\“”])|(n)|u\{([0-9a-f]{1,6})\})")


def _read_escape(line: str, at: int) -> tuple[str, int]:
    found = _ESCAPE.match(line, at)
    if not found or (found[3] and int(found[3], 16) > 0x10FFFF):
        raise ValueError(r"a backslash may only be followed by one of \ “ ” n or u{…} only")
    text = found[1] or ("\n" if found[2] else chr(int(found[3], 16)))
    return text, found.end()


def tell_pictures(annex: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Give a remark for each picture that changes: no sentence can carry one, and a meeting has to look at it."""
    for name, fields in annex.items():
        if "picture" in fields:
            shown = fields["picture"]
            what = f"{shown['file']}, which says “{shown['alt']}”" if shown else "none any more"
            yield f"# The picture of `{name}`, to be looked at: {what} (carried out by the annex)"
