"""The words of a seed (a policy as its council published it), and how the words of a document compare with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Indel

SEEDS = Path(__file__).parent / "seeds"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Something printed in a seed that is not one of its words, and why it is left out."""

    name: str
    pattern: re.Pattern[str]
    reason: str


EXCLUSIONS = (
    Exclusion(
        "page number", re.compile(r"(?<=[^\s\d])\t\d+$"), "the contents of another layout have other page numbers"
    ),
    Exclusion("leader dots", re.compile(r"\.{4,}"), "dots that lead to the page number are drawn, not written"),
    Exclusion("bullet", re.compile(r"^ *[-•] "), "a list item is marked by the renderer"),
    Exclusion("website residue", re.compile(r"^footer logo$"), "the website's name for a picture"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a seed: what stands between two spaces."""

    text: str
    line: int
    """The line of the seed, from 1."""


@dataclass(frozen=True, slots=True)
class WordReport:
    """What two rows of words have in common, in order."""

    missing: tuple[Word, ...]
    """Words expected and not found where they belong."""
    surplus: tuple[str, ...]
    """Words found that nobody expected there."""
    coverage: float
    """The share of the expected words that was found, in order: 0 to 1."""

    def __str__(self) -> str:
        """Name every missing and surplus word."""
        missing = ", ".join(f"{word.text} (line {word.line})" for word in self.missing)
        return (
            f"coverage {self.coverage:.2%}; missing: {missing or 'none'}; surplus: {' '.join(self.surplus) or 'none'}"
        )


def seed_words(path: Path) -> list[Word]:
    """Give the words of a seed in order, without what EXCLUSIONS names."""
    words: list[Word] = []
    for line, text in _read_lines(path):
        for exclusion in EXCLUSIONS:
            text = exclusion.pattern.sub("", text)
        words.extend(Word(word, line) for word in text.split())
    return words


def count_exclusions(path: Path) -> dict[str, int]:
    """Count how often each exclusion takes something out of a seed."""
    counts: Counter[str] = Counter()
    for _, text in _read_lines(path):
        for exclusion in EXCLUSIONS:
            text, found = exclusion.pattern.subn("", text)
            counts[exclusion.name] += found
    return {name: count for name, count in counts.items() if count}


def compare_words(expected: Sequence[Word], got: Sequence[str]) -> WordReport:
    """Compare two rows of words by their longest common part in order, exactly, to the last quotation mark."""
    missing: list[Word] = []
    surplus: list[str] = []
    for step in Indel.opcodes([word.text for word in expected], list(got)):
        if step.tag in ("delete", "replace"):
            missing.extend(expected[step.src_start : step.src_end])
        if step.tag in ("insert", "replace"):
            surplus.extend(got[step.dest_start : step.dest_end])
    coverage = 1 - len(missing) / len(expected) if expected else 1.0
    return WordReport(tuple(missing), tuple(surplus), coverage)


def _read_lines(path: Path) -> Iterator[tuple[int, str]]:
    return enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
