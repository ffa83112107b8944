"""Make pairs of documents whose true alignment is known.

A base document is put together from `base.json` (real clauses, original prose, sentence frames) and then edited by
named operations; the truth is written down while it is made. Everything follows from the seed.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from policykit.compare.alignment.units import Unit

BASE = json.loads((Path(__file__).parent / "base.json").read_text(encoding="utf-8"))
FRAMES: list[str] = BASE["frames"]
SLOTS: dict[str, list[str]] = BASE["slots"]
SENTENCES: list[str] = BASE["congleton"] + BASE["crewe"] + BASE["own"]

Base = Literal["real", "mixed", "boilerplate", "distinct", "markov"]

RATES: dict[str, dict[str, float]] = {
    "light": {"word": 0.04, "modal": 0.01, "negate": 0.005, "number": 0.01, "rewrite": 0.01, "delete": 0.01,
              "insert": 0.01, "move": 0.01, "move-edit": 0.005, "split": 0.005, "merge": 0.005},
    "typical": {"word": 0.08, "modal": 0.025, "negate": 0.015, "number": 0.025, "rewrite": 0.04, "delete": 0.04,
                "insert": 0.04, "move": 0.033, "move-edit": 0.017, "split": 0.02, "merge": 0.02},
    "heavy": {"word": 0.18, "modal": 0.04, "negate": 0.02, "number": 0.03, "rewrite": 0.12, "delete": 0.08,
              "insert": 0.10, "move": 0.06, "move-edit": 0.05, "split": 0.03, "merge": 0.03},
    "edited": {"word": 1.0},
}  # fmt: skip
MODALS = ["must not", "should not", "may not", "must", "should", "may", "will", "shall", "can"]
_MODAL = re.compile(r"\b(" + "|".join(MODALS) + r")\b(?! 20\d\d)")
_NUMBER = re.compile(r"\b\d{1,3}\b")


@dataclass(frozen=True)
class Case:
    """Two documents and what truly happened: pairs (old, new), the hard ones, groups, moves, and named edits."""

    old: list[Unit]
    new: list[Unit]
    pairs: set[tuple[int, int]]
    hard: set[tuple[int, int]]
    groups: set[tuple[tuple[int, ...], tuple[int, ...]]]
    moves: set[tuple[int, int]]
    edits: dict[tuple[int, int], str]


@dataclass
class _Entry:
    text: str
    sources: list[int]
    op: str = ""
    moved: bool = False
    share: int = 0
    """Entries with the same non-zero share are parts of one split."""
    ident: str | None = None
    path: tuple[str, ...] = field(default_factory=tuple)


def make_base(size: int, rng: random.Random, base: Base = "mixed") -> list[str]:
    """Give the texts of a document of `size` clauses."""
    if base == "real":
        return SENTENCES[:size]
    if base == "markov":
        chain = _chain()
        return [_walk(chain, rng) for _ in range(size)]
    if base == "distinct":
        return [_distinct(rng) for _ in range(size)]
    weights = {"mixed": (45, 25, 20, 4, 6), "boilerplate": (15, 10, 60, 10, 5)}[base]
    chain = _chain()
    makers = (lambda: _walk(chain, rng), lambda: _recombine(rng), lambda: _frame(rng),
              lambda: rng.choice(SENTENCES[:40]), lambda: _walk(chain, rng, 6, 9))  # fmt: skip
    return [rng.choices(makers, weights)[0]() for _ in range(size)]


def make_case(
    size: int, seed: int, profile: str = "typical", base: Base = "mixed", *, ids: bool = False, blocks: bool = True
) -> Case:
    """Give a case of `size` old clauses, edited at the rates of `profile`; `ids` declares an id on every clause."""
    rng = random.Random(f"{size}/{seed}/{profile}/{base}")
    old = _make_units(make_base(size, rng, base), ids)
    entries = _edit_all(old, RATES[profile], rng, base)
    if blocks and profile != "edited" and size >= 90:
        for _ in range(max(1, size // 1000)):
            _move_block(entries, rng)
    return _close_case(old, entries, ids)


def shuffle_case(case: Case, seed: int, *, reverse: bool = False) -> Case:
    """Give the case with its new side shuffled or reversed; moves are then not judged."""
    order = list(range(len(case.new)))
    order.reverse() if reverse else random.Random(seed).shuffle(order)
    place = {was: now for now, was in enumerate(order)}
    pairs = {(o, place[n]) for o, n in case.pairs}
    hard = {(o, place[n]) for o, n in case.hard}
    return Case(case.old, [case.new[i] for i in order], pairs, hard, set(), set(), {})


def make_document(size: int, seed: int, base: Base = "mixed") -> list[Unit]:
    """Give one document of `size` clauses without ids; of two seeds the documents are unrelated."""
    return _make_units(make_base(size, random.Random(f"{size}/{seed}/{base}"), base), False)


def make_units(texts: list[str]) -> list[Unit]:
    """Give plain units without ids for texts."""
    return _make_units(texts, False)


def _make_units(texts: list[str], ids: bool) -> list[Unit]:
    units = []
    for i, text in enumerate(texts):
        section, clause = i // 10 + 1, i % 10 + 1
        units.append(
            Unit(f"s{section}.c{clause}" if ids else None, f"{section}.{clause}", text, (f"s{section}",),
                 f"section {section}, clause {clause}")
        )  # fmt: skip
    return units


def _edit_all(old: list[Unit], rates: dict[str, float], rng: random.Random, base: Base) -> list[_Entry]:
    names, weights = list(rates), list(rates.values())
    names.append("keep")
    weights.append(max(0.0, 1 - sum(weights)))
    entries: list[_Entry] = []
    moved: list[_Entry] = []
    i = 0
    while i < len(old):
        op = rng.choices(names, weights)[0]
        unit = old[i]
        entry = _Entry(unit.text, [i], ident=unit.id, path=unit.path)
        if op == "merge" and i + 1 < len(old) and min(_words(unit.text), _words(old[i + 1].text)) >= 5:
            entry = replace(entry, text=_join(unit.text, old[i + 1].text, rng), sources=[i, i + 1], op="merge")
            i += 1
            entries.append(entry)
        elif op == "split" and _words(unit.text) >= 12:
            entries.extend(_split(entry, rng, i + 1))
        elif op == "insert":
            entries.extend([entry, _Entry(_fresh(rng, base), [], "insert", path=unit.path)])
        elif op in ("move", "move-edit"):
            text, done = _edit(unit.text, "word" if op == "move-edit" else "keep", rng)
            moved.append(replace(entry, text=text, op=done, moved=True))
        elif op != "delete":
            text, done = _edit(unit.text, op, rng)
            entries.append(replace(entry, text=text, op=done))
        i += 1
    for entry in moved:
        _place_far(entries, entry, rng)
    return entries


def _place_far(entries: list[_Entry], entry: _Entry, rng: random.Random) -> None:
    """Put a moved entry back at least five entries away from where it was."""
    home = next((k for k, e in enumerate(entries) if e.sources and e.sources[0] > entry.sources[0]), len(entries))
    places = [k for k in (rng.randrange(len(entries) + 1) for _ in range(20)) if abs(k - home) >= 5]
    entries.insert(places[0] if places else 0, entry)


def _move_block(entries: list[_Entry], rng: random.Random) -> None:
    """Move three to five neighbours together to another place."""
    length = rng.randint(3, 5)
    start = rng.randrange(len(entries) - length)
    block = [replace(e, moved=bool(e.sources)) for e in entries[start : start + length]]
    del entries[start : start + length]
    target = (start + rng.randint(len(entries) // 4, len(entries) // 2)) % len(entries)
    entries[target:target] = block


def _close_case(old: list[Unit], entries: list[_Entry], ids: bool) -> Case:
    new: list[Unit] = []
    pairs: set[tuple[int, int]] = set()
    hard: set[tuple[int, int]] = set()
    moves: set[tuple[int, int]] = set()
    edits: dict[tuple[int, int], str] = {}
    parts: dict[int, list[int]] = {}
    groups: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    for j, entry in enumerate(entries):
        ident = entry.ident if entry.sources else (f"new.c{j}" if ids else None)
        section, clause = j // 10 + 1, j % 10 + 1
        new.append(Unit(ident, f"{section}.{clause}", entry.text, entry.path, f"section {section}, clause {clause}"))
        own = {(i, j) for i in entry.sources}
        pairs |= own
        if entry.op or entry.moved:
            hard |= own
        if entry.moved:
            moves |= own
        if len(entry.sources) == 1 and entry.op and not entry.share:
            edits[(entry.sources[0], j)] = entry.op
        if len(entry.sources) > 1:
            groups.add((tuple(entry.sources), (j,)))
        if entry.share:
            parts.setdefault(entry.sources[0], []).append(j)
    groups |= {((i,), tuple(js)) for i, js in parts.items()}
    return Case(old, new, pairs, hard, groups, moves, edits)


def _edit(text: str, op: str, rng: random.Random) -> tuple[str, str]:
    """Edit a text; give it with the name of what was done, for a text without a modal cannot change its modal."""
    if op == "keep":
        return text, ""
    if edited := _edit_force(text, op, rng):
        return edited, op
    words = text.split(" ")
    if op == "rewrite":
        edited = _rewrite(words, rng)
        return edited, "rewrite" if edited != text else ""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
        _edit_word(words, rng)
    edited = " ".join(words)
    return edited, "word" if edited != text else ""


def _edit_force(text: str, op: str, rng: random.Random) -> str:
    """Change a modal, negate, or change a number; give nothing if the text has none."""
    if op == "modal" and (found := _MODAL.search(text)):
        other = rng.choice([m for m in MODALS if m != found[1]])
        return text[: found.start()] + other + text[found.end() :]
    if op == "negate" and (found := re.search(r"\b(must|should|may|will|is|are)\b(?! not)", text)):
        return text[: found.end()] + " not" + text[found.end() :]
    if op == "number" and (found := _NUMBER.search(text)):
        return text[: found.start()] + str(int(found[0]) + rng.randint(1, 9)) + text[found.end() :]
    return ""


def _edit_word(words: list[str], rng: random.Random) -> None:
    """Substitute, insert or delete one word that carries no force, so that the edit stays a matter of wording."""
    plain = [k for k, w in enumerate(words) if w.isalpha() and w.islower() and not is_forceful(w)]
    if not plain:
        words.append(_plain_word(rng))
        return
    k = rng.choice(plain)
    act = rng.random()
    if act < 0.6:
        words[k] = _plain_word(rng)
    elif act < 0.85 or len(words) < 6:
        words.insert(k + 1, _plain_word(rng))
    else:
        del words[k]


def _rewrite(words: list[str], rng: random.Random) -> str:
    """Replace about a third of the words and drop or repeat a phrase."""
    out = [_plain_word(rng) if rng.random() < 0.30 else w for w in words]
    if len(out) > 10:
        cut = rng.randrange(len(out) - 3)
        if rng.random() < 0.5:
            del out[cut : cut + 3]
        else:
            out[cut:cut] = [_plain_word(rng) for _ in range(4)]
    return " ".join(out)


def _split(entry: _Entry, rng: random.Random, share: int) -> list[_Entry]:
    words = entry.text.split(" ")
    count = 3 if len(words) >= 24 and rng.random() < 0.3 else 2
    size = len(words) // count
    cuts = [0, *(size * k + rng.randint(-size // 5, size // 5) for k in range(1, count)), len(words)]
    parts = []
    for k in range(count):
        part = " ".join(words[cuts[k] : cuts[k + 1]]).rstrip(",;. ")
        part = part[:1].upper() + part[1:] + "."
        parts.append(replace(entry, text=part, op="split", share=share, ident=entry.ident if k == 0 else None))
    if rng.random() < 0.3:
        changed = parts[-1].text.split(" ")
        _edit_word(changed, rng)
        parts[-1] = replace(parts[-1], text=" ".join(changed))
    return parts


def _join(first: str, second: str, rng: random.Random) -> str:
    glue = rng.choice((" ", " and ", "; ", " In addition, "))
    if glue in (" and ", "; "):
        return first.rstrip(". ") + glue + second[:1].lower() + second[1:]
    return first + glue + second


def _fresh(rng: random.Random, base: Base) -> str:
    if base == "distinct":
        return _distinct(rng)
    return rng.choice((_recombine, _frame, lambda r: _walk(_chain(), r)))(rng)


def _frame(rng: random.Random) -> str:
    text = rng.choice(FRAMES).format(**{name: rng.choice(values) for name, values in SLOTS.items()})
    return text[:1].upper() + text[1:]


def _recombine(rng: random.Random) -> str:
    first, second = rng.choice(SENTENCES).split(" "), rng.choice(SENTENCES).split(" ")
    text = " ".join(first[: max(4, len(first) // 2)][:18] + second[len(second) // 2 :][-18:])
    return text + (" " + _frame(rng) if rng.random() < 0.3 else "")


def _distinct(rng: random.Random) -> str:
    parts = ["ba", "co", "di", "fu", "ge", "ha", "ki", "lo", "mu", "ne", "pa", "ri", "so", "tu", "ve", "wi"]
    return " ".join("".join(rng.choices(parts, k=rng.randint(2, 4))) for _ in range(rng.randint(8, 24))) + "."


_CHAIN: dict[tuple[str, str], list[str]] = {}


def _chain() -> dict[tuple[str, str], list[str]]:
    if not _CHAIN:
        rng = random.Random(0)
        for sentence in SENTENCES + [_frame(rng) for _ in range(200)]:
            words = sentence.split()
            for k in range(len(words) - 1):
                _CHAIN.setdefault(("", words[k]), []).append(words[k + 1])
                if k:
                    _CHAIN.setdefault((words[k - 1], words[k]), []).append(words[k + 1])
    return _CHAIN


def _walk(chain: dict[tuple[str, str], list[str]], rng: random.Random, low: int = 9, high: int = 36) -> str:
    """Walk the chain of the corpus; one step in three looks back only one word, so that texts differ."""
    words = [rng.choice(SENTENCES).split()[0]]
    for _ in range(rng.randint(low, high)):
        back = "" if len(words) < 2 or rng.random() < 0.35 else words[-2]
        following = chain.get((back, words[-1])) or chain.get(("", words[-1]))
        words.append(rng.choice(following) if following else rng.choice(rng.choice(SENTENCES).split()))
    text = " ".join(words).rstrip(",;:. ")
    return text[:1].upper() + text[1:] + "."


_FORCEFUL_WORDS = (
    "must should may will shall can cannot not never no only unless except without always if before after within at "
    "least most more than all any each every two three four five six seven eight nine ten twelve officer officers "
    "clerk councillor councillors council mayor member members committee chair staff contractor contractors "
    "volunteer volunteers days weeks months years hours working is are be recommended required nor neither none "
    "writing written up to permitted allowed entitled needs need where appropriate possible advised has have"
)
_FORCEFUL = frozenset(_FORCEFUL_WORDS.split())


def is_forceful(word: str) -> bool:
    """Say whether a word may carry force, a number, a time or a bearer."""
    return word.lower() in _FORCEFUL


_PLAIN = sorted({w for s in SENTENCES for w in s.split() if w.isalpha() and w.islower() and not is_forceful(w)})


def _plain_word(rng: random.Random) -> str:
    return rng.choice(_PLAIN)


def _words(text: str) -> int:
    return len(text.split())
