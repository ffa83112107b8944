"""Documents of many councils, made up so that it is known which clause was made from which.

The generator is ours, and its figures are of it alone. Sixty model documents of fifty clauses; a council adapts one of
them: leaves clauses out, puts its own name in, changes some words (the share is drawn evenly from 0 to 12 %), rewrites
a few (12 to 50 %), runs two together, and adds clauses of its own, of which a few are taken over by neighbours. The
words follow sentences of two real policies, with other nouns and verbs put in by rank (the n-th is drawn 1/n as often),
so that all texts share their small words. Everything follows from the seed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

BASE = json.loads((Path(__file__).parent.parent / "compare" / "base.json").read_text(encoding="utf-8"))
SENTENCES: list[str] = [text for key in ("congleton", "crewe", "own") for text in BASE[key]]
MODELS, CLAUSES = 60, 50
CHANGED = 0.12
"""The share of words up to which two texts count as one clause, still."""
TOPICS = tuple(f"topic-{number}" for number in range(30))
COUNTIES = ("Cheshire", "Cornwall", "Devon", "Durham", "Essex", "Kent", "Norfolk", "Powys", "Suffolk", "Surrey")
NAME = "{council}"


@dataclass(frozen=True, slots=True)
class MadeClause:
    """A clause, and what it truly is."""

    text: str
    topic: str
    label: str
    """The text that it was made from; clauses of one label are of one family."""
    changed: float
    """Which share of the words was changed."""


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A council's policy."""

    council: str
    name: str
    county: str
    policy: str
    clauses: tuple[MadeClause, ...]


def make_documents(count: int, seed: int = 1, *, start: int = 0, clauses: int = CLAUSES) -> Iterator[MadeDocument]:
    """Give documents `start` to `start + count`; each is the same however many are asked for."""
    models = make_models()
    weights = list(accumulate(1 / (rank + 2) for rank in range(MODELS)))
    for number in range(start, start + count):
        chance = random.Random(f"{seed}/{number}")
        model = chance.choices(range(MODELS), cum_weights=weights)[0]
        name = f"{_place(number)} {chance.choice(('Town', 'Parish', 'Parish', 'Community'))} Council"
        held = tuple(_adapt(models[model], model, number, name, chance, clauses))
        yield MadeDocument(f"c{number}", name, COUNTIES[number % len(COUNTIES)], f"policy-{model}", held)


@cache
def make_models() -> tuple[tuple[str, ...], ...]:
    """Give the texts of the model documents, with `{council}` where a council puts its name."""
    chance = random.Random("models")
    return tuple(tuple(_write(chance) for _ in range(CLAUSES)) for _ in range(MODELS))


def change_words(text: str, share: float, chance: random.Random) -> tuple[str, float]:
    """Give a text with about this share of its words changed, and the true share."""
    words = text.split(" ")
    edits = round(share * len(words))
    for _ in range(edits):
        at = chance.randrange(len(words))
        kind = chance.random()
        if kind < 0.6:
            words[at] = chance.choice(_vocabulary())
        elif kind < 0.8:
            words.insert(at, chance.choice(_vocabulary()))
        elif len(words) > 5:
            del words[at]
    return " ".join(words), edits / max(1, len(text.split(" ")))


def _adapt(
    texts: tuple[str, ...], model: int, number: int, name: str, chance: random.Random, clauses: int
) -> Iterator[MadeClause]:
    made = 0
    for at in chance.sample(range(CLAUSES), CLAUSES):
        if made >= clauses * 0.6:
            break
        label, text, share = f"m{model}.{at}", texts[at], 0.0
        fate = chance.random()
        if fate > 0.95:
            text, share = change_words(text, chance.uniform(CHANGED, 0.5), chance)
        elif fate > 0.92:
            label, text = f"merged{number}.{at}", f"{text} {texts[(at + 1) % CLAUSES]}"
        elif fate > 0.55:
            text, share = change_words(text, chance.uniform(0, CHANGED), chance)
        made += 1
        yield MadeClause(text.replace(NAME, name), TOPICS[at % len(TOPICS)], label, share)
    while made < clauses:
        own, label = chance, f"own{number}.{made}"
        if chance.random() < 0.15:  # taken over from a neighbour
            shared = (number // 50, chance.randrange(100))
            own, label = random.Random(f"shared/{shared}"), f"shared{shared}"
        made += 1
        yield MadeClause(_write(own).replace(NAME, name), TOPICS[made % len(TOPICS)], label, 0.0)


_WORDS = (
    "a an the and or of to in on at by for from with without as is are be been it its this that these those they their "
    "must should may will shall can not no any all each every other such which who when where before after"
)
_SMALL = frozenset(_WORDS.split())
_PARTS = "ac ber con der el fer gen in lo ment nor per re sta tion ver"
_FIRST = "Ash Beck Clay Dun Elm Fern Grim Hart Ing Kirk Lang Mel Nor Oak"
_LAST = "bourne by combe don field ford ham ley mere ness stead thorpe ton"


@cache
def _vocabulary() -> list[str]:
    chance = random.Random("words")
    known = sorted({word.strip(".,;:()").lower() for text in SENTENCES for word in text.split()} - _SMALL)
    parts = (
        "ac",
        "ber",
        "con",
        "der",
        "el",
        "fer",
        "gen",
        "in",
        "lo",
        "ment",
        "nor",
        "per",
        "re",
        "sta",
        "tion",
        "ver",
    )
    made = {"".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(4000)}
    words = [word for word in known if len(word) > 3] + sorted(made)
    chance.shuffle(words)
    return words


@cache
def _ranks() -> list[float]:
    return list(accumulate(1 / (rank + 5) for rank in range(len(_vocabulary()))))


def _write(chance: random.Random) -> str:
    """Write one to three sentences of real build with other words; half of them name the council."""
    sentences = chance.choices(SENTENCES, k=chance.choices((1, 2, 3), (5, 3, 2))[0])
    words = " ".join(sentence.rstrip(".") + "." for sentence in sentences).split(" ")
    nouns = chance.choices(_vocabulary(), cum_weights=_ranks(), k=len(words))
    text = [
        noun if len(word) > 3 and word.lower() not in _SMALL and chance.random() < 0.75 else word
        for word, noun in zip(words, nouns, strict=True)
    ]
    while len(text) < 8:
        text.append(chance.choices(_vocabulary(), cum_weights=_ranks())[0])
    if chance.random() < 0.5:
        text.insert(chance.randrange(len(text)), NAME)
    return " ".join(text)


def _place(number: int) -> str:
    first, last = _FIRST.split(), _LAST.split()
    name = first[number % 14] + last[number // 14 % 13]
    if number < 182:
        return name
    return f"{name}-on-{first[number // 182 % 14]}{last[number // 2548 % 13]}{number // 33124 or ''}"
