"""The stem of an English word, by the rules of M. F. Porter (“An algorithm for suffix stripping”, 1980), as data."""

from __future__ import annotations

import re
from functools import lru_cache

_SECOND = (
    "ational:ate tional:tion enci:ence anci:ance izer:ize abli:able alli:al entli:ent eli:e ousli:ous ization:ize "
    "isation:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble "
    "iser:ize logi:log"
)
_THIRD = "icate:ic ative: alize:al alise:al iciti:ic ical:ic ful: ness:"
_FOURTH = "al ance ence er ic able ible ant ement ment ent sion:s tion:t ou ism ate iti ous ive ize ise"


def _read_rules(rules: str) -> tuple[tuple[str, str], ...]:
    pairs = (rule.partition(":")[::2] for rule in rules.split())
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


STEPS = ((0, _read_rules(_SECOND)), (0, _read_rules(_THIRD)), (1, _read_rules(_FOURTH)))
"""Suffixes with what replaces them, the longest first, and how many syllables must be left more than."""

_SHAPE = re.compile("[^aeiou]+")
_MEASURE = re.compile("[aeiou]+[^aeiou]+")


@lru_cache(maxsize=65536)
def stem_word(word: str) -> str:
    """Give the stem of a folded word; words of other scripts, numbers and short ones are their own."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _strip_plural(word)
    word = _strip_tense(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    for least, rules in STEPS:
        for suffix, new in rules:
            if word.endswith(suffix):
                root = word[: len(word) - len(suffix)]
                if count_syllables(root + new if suffix in ("sion", "tion") else root) > least:
                    word = root + new
                break
    return _strip_end(word)


def _strip_plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _strip_tense(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if count_syllables(word[:-3]) > 0 else word
    ending = "ed" if word.endswith("ed") else "ing" if word.endswith("ing") else ""
    root = word.removesuffix(ending)
    if not ending or not _has_vowel(root):
        return word
    if root.endswith(("at", "bl", "iz", "is")):
        return root + "e"
    if _ends_double(root) and root[-1] not in "lsz":
        return root[:-1]
    return root + "e" if count_syllables(root) == 1 and _ends_short(root) else root


def _strip_end(word: str) -> str:
    if word.endswith("e"):
        left = count_syllables(word[:-1])
        if left > 1 or (left == 1 and not _ends_short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and count_syllables(word[:-1]) > 1 else word


def _mark_vowels(word: str) -> str:
    """Give the word with each `y` after a consonant as a vowel, and each other one as a consonant."""
    marked: list[str] = []
    for letter in word:
        if letter == "y":
            letter = "i" if marked and marked[-1] not in "aeiou" else "j"
        marked.append(letter)
    return "".join(marked)


def count_syllables(word: str) -> int:
    """Give Porter's measure: how often consonants follow vowels."""
    return len(_MEASURE.findall(_mark_vowels(word)))


def _has_vowel(word: str) -> bool:
    return _SHAPE.fullmatch(_mark_vowels(word)) is None and bool(word)


def _ends_double(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _mark_vowels(word)[-1] not in "aeiou"


def _ends_short(word: str) -> bool:
    """Tell whether a word ends as `hop` does: consonant, vowel, consonant other than w, x and y."""
    shape = _mark_vowels(word)[-3:]
    if len(shape) < 3 or word[-1] in "wxy":
        return False
    return shape[0] not in "aeiou" and shape[1] in "aeiou" and shape[2] not in "aeiou"


def give_stem_tables() -> dict[str, object]:
    """Give the rules as the browser's script reads them."""
    return {"steps": [[least, [list(rule) for rule in rules]] for least, rules in STEPS]}
