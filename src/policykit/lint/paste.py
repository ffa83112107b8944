"""Lints of what comes along when words are pasted: invisible characters, numbers and nouns printed twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from policykit.errors import Code, Diagnostic, Severity
from policykit.lint.subject import Lint, Subject
from policykit.model.text import Reference, find_braces

INVISIBLE_CHARACTER = Code(
    "invisible-character",
    Severity.WARNING,
    "an invisible character, such as a soft hyphen from a word processor: it upsets searching and comparing",
    "delete it with the characters beside it, and type them again",
    "com\\u00admunicate (a soft hyphen inside)",
    "communicate",
)
NO_BREAK_SPACE = Code(
    "no-break-space",
    Severity.NOTE,
    "a space that no line may break at, often pasted from a web page: lines break badly around it",
    "type a plain space, unless it is meant, as in 10 km",
    "share\\u00a0posts (a no-break space inside)",
    "share posts",
)
TYPED_NUMBER = Code(
    "typed-number",
    Severity.WARNING,
    "a text begins with a number or bullet of its own, beside the one that is printed before it",
    "delete it: numbers are counted; one that has to differ goes into `number:`",
    "text: (a) an individual",
    "text: an individual",
)
DOUBLED_NOUN = Code(
    "doubled-noun",
    Severity.WARNING,
    "a word before a reference that prints the same word: Appendix Appendix A",
    "delete the word",
    "see Appendix {ref: checklist}",
    "see {ref: checklist}",
)

_SPACE = re.compile(r"[\u00a0\u202f\u2007]+")
_NUMBER = re.compile(
    r"(?:\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)|(?:[a-z]|\d{1,2})\)"  # (a), (iv), (1), a), 1)
    r"|\d{1,2}\.(?!\d)|\d{1,2}(?:\.\d{1,2})+\.?(?=\s+[A-Z“‘]))\s+"  # 1., and 1.2 before a sentence
)
_BULLET = re.compile(r"[•●▪◦‣·]\s+")
_APPENDIX = re.compile(r"(?:appendix|annex|schedule)\s+(?:[A-Z]|\d{1,2})\b", re.IGNORECASE)


def _find_invisible(subject: Subject) -> Iterator[Diagnostic]:
    for words in subject.printed:
        if words.text.isascii():
            continue
        for place, character in enumerate(words.text):
            # Cf: soft hyphens, spaces without width, marks of direction.
            if unicodedata.category(character) == "Cf":
                name = unicodedata.name(character, "a character").lower()
                message = f"there is an invisible character here: {name} (U+{ord(character):04X})"
                yield words.fault(INVISIBLE_CHARACTER, place, place + 1, message)


def _find_spaces(subject: Subject) -> Iterator[Diagnostic]:
    for words in subject.printed:
        found = list(_SPACE.finditer(words.text))
        if found:
            often = f", and {len(found) - 1} more in this {words.part}" if len(found) > 1 else ""
            yield words.fault(NO_BREAK_SPACE, *found[0].span(), f"this space is a no-break space{often}")


def _find_typed_numbers(subject: Subject) -> Iterator[Diagnostic]:
    numbers = subject.edition.numbers
    headed = {(*path, "heading"): section for path, section in subject.sections}
    for words in subject.words:
        section = headed.get(words.path)
        part = section or (words.clause if words.part == "clause" else None)
        if part is None or words.path[-1] == "closing" or (style := numbers[part.id].style) == "none":
            continue
        appendix = section is not None and section.appendix
        pattern = _APPENDIX if appendix else _BULLET if style == "bullet" else _NUMBER
        if found := pattern.match(words.text):
            typed = found[0].strip()
            message = f"`{typed}` is printed beside the number that is counted"
            yield words.fault(TYPED_NUMBER, 0, len(typed), message)


def _find_doubled_nouns(subject: Subject) -> Iterator[Diagnostic]:
    numbers = subject.edition.numbers
    for words in subject.words:
        for start, _, node in find_braces(words.text):
            before = re.search(r"(\w+)\s+$", words.text[:start])
            target = numbers.get(node.target) if isinstance(node, Reference) else None
            if before and target and target.label.lower().startswith(f"{before[1].lower()} "):
                message = f"this prints “{before[1]} {target.label}”"
                yield words.fault(DOUBLED_NOUN, before.start(), before.end(1), message)


PASTE_LINTS: tuple[Lint, ...] = (
    Lint(INVISIBLE_CHARACTER, _find_invisible),
    Lint(NO_BREAK_SPACE, _find_spaces),
    Lint(TYPED_NUMBER, _find_typed_numbers),
    Lint(DOUBLED_NOUN, _find_doubled_nouns),
)
"""The lints of what was pasted."""
