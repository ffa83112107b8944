"""Changes of the words of one paragraph as a meeting reads them: quotations of whole words, without stray spaces.

What is inserted after or before words is parted from them by a space, but for a sign that keeps to the word before it.
With words that are omitted goes one space beside them. Where that would not give the new words to the letter, words are
quoted and others put for them; and where that would not either, the whole text is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from policykit.compare.amendments.amendment import (
    InsertWords,
    OmitWords,
    SubstituteText,
    SubstituteWords,
    WordAmendment,
)
from policykit.compare.amendments.write import amend_words
from policykit.compare.motions.throughout import Change, find_core

CLOSE = ",.;:)!?’”%"
"""Signs that keep to the word before them."""
_SHORT = 3
"""A quotation of so few characters is hard to find on paper."""


def tell_changes(old: str, new: str, without: Sequence[Change] = ()) -> tuple[str, ...] | None:
    """Give the changes that make one text of another, each as `for “a” substitute “b”`.

    Changes in `without` are told elsewhere. None where the whole text is better given anew.
    """
    told: list[str] = []
    amendments = amend_words("", old, new)
    for amendment, following in zip_longest(amendments, amendments[1:]):
        if isinstance(amendment, SubstituteWords) and find_core(amendment.old, amendment.new) in without:
            continue
        words = _tell(old, amendment, following)
        if words is None or "\n" in words or not _pairs(words):
            return None
        told.append(words)
    return tuple(told)


def _tell(text: str, amendment: WordAmendment, following: WordAmendment | None) -> str | None:
    match amendment:
        case SubstituteText():
            return None
        case SubstituteWords(_, old, new):
            return _tell_substitution(text, old, new, following)
        case OmitWords(_, old):
            return _tell_omission(text, old)
        case InsertWords(_, where, anchor, new):
            return _tell_insertion(where, anchor, new)


def _tell_substitution(text: str, old: str, new: str, following: WordAmendment | None) -> str | None:
    lead = len(old) - len(old.lstrip())
    if old[:lead] == new[:lead]:
        old, new = old[lead:], new[lead:]
    tail = len(old.rstrip())
    if old[tail:] and new.endswith(old[tail:]):
        new = new[: len(new) - len(old[tail:])]
        old = old[:tail]
    if old != old.strip() or new != new.strip() or not old or text.count(old) != 1:
        return None
    if old[0] in CLOSE:
        before = text[: text.index(old)].rpartition(" ")[2]
        old, new = (f"{before}{old}", f"{before}{new}") if before and "“" not in before else (old, new)
    elif len(old) <= _SHORT:
        old, new = _add_word(text, old, new, following)
    return f"for “{old}” substitute “{new}”" if new else f"omit “{old}”"


def _add_word(text: str, old: str, new: str, following: WordAmendment | None) -> tuple[str, str]:
    """Give a short quotation with the word after it, where no other change touches that."""
    end = text.index(old) + len(old)
    limit = _start(text, following)
    rest = text[end:limit]
    word = rest.split(" ")[1] if rest.startswith(" ") and rest.count(" ") > 1 else ""
    word = word.rstrip(CLOSE)
    if not word or "“" in word or not text[end:].startswith(f" {word}"):
        return old, new
    return f"{old} {word}", f"{new} {word}"


def _start(text: str, amendment: WordAmendment | None) -> int:
    match amendment:
        case SubstituteWords(_, old) | OmitWords(_, old):
            return text.index(old) if old in text else 0
        case InsertWords(_, _, anchor) if anchor:
            return text.index(anchor) if anchor in text else 0
    return len(text)


def _tell_omission(text: str, old: str) -> str | None:
    words = old.strip()
    if not words or text.count(words) != 1 or text.count(old) != 1:
        return None
    if omit(text, words) == text.replace(old, "", 1):
        return f"omit “{words}”"
    return None


def omit(text: str, words: str) -> str:
    """Give a text without words that are in it once, and without one space beside them."""
    before, _, after = text.partition(words)
    if before.endswith(" ") and (not after or after[0] in f" {CLOSE}"):
        before = before[:-1]
    elif not before and after.startswith(" "):
        after = after[1:]
    return before + after


def _tell_insertion(where: str, anchor: str, new: str) -> str | None:
    words = new.strip()
    if not words:
        return None
    after = ("" if words[0] in CLOSE else " ") + words
    before = words + " "
    if where == "after":
        if anchor != anchor.strip():
            return None
        return f"after “{anchor}” insert “{words}”" if new == after else f"for “{anchor}” substitute “{anchor}{new}”"
    if where == "before":
        if anchor != anchor.strip() or new != new.lstrip():
            return None
        return f"before “{anchor}” insert “{words}”" if new == before else f"for “{anchor}” substitute “{new}{anchor}”"
    if where == "beginning":
        return f"at the beginning insert “{words}”" if new == before else None
    return f"at the end insert “{words}”" if new == after else None


def _pairs(words: str) -> bool:
    """Say whether the quotation marks within come in pairs, so that a reader sees where a quotation ends."""
    return all(depth >= 0 for depth in _depths(words)) and words.count("“") == words.count("”")


def _depths(words: str) -> Iterator[int]:
    depth = 0
    for character in words:
        depth += (character == "“") - (character == "”")
        yield depth
