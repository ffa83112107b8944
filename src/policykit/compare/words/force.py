"""The force of a change: whether it touched a duty, a negation, a condition, a number, a time or a bearer.

Read from the words alone, and only from words that carry force: a clause that is reworded around the same "must" has
kept its force. What the words of a changed clause mean in full is for people; this says where to look first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel, Opcodes

from policykit.compare.words.languages import require_vocabulary
from policykit.compare.words.proof.plain import is_same_plainly
from policykit.compare.words.vocabulary import MarkerKind, Vocabulary, read_amount
from policykit.errors import with_article
from policykit.model.force.kinds import Force


@dataclass(frozen=True, slots=True)
class Marker:
    """Words of a text that carry force: where they are (characters from 0) and what they come to.

    `plain` is their plain form: lower case, contractions and plurals undone, numbers in figures.
    """

    kind: MarkerKind
    text: str
    plain: str
    start: int
    is_negated: bool = False
    """Of a modal: whether its subject turns it round, as in “Nobody may”."""
    force: Force | None = None
    """What a modal comes to."""
    shown: str = ""
    """The words as a reader is shown them, where they are more than `text`: `Rhaid … beidio`."""

    @property
    def told(self) -> str:
        """The words as a reader is shown them."""
        return self.shown or self.text


@dataclass(frozen=True, slots=True)
class ForceChange:
    """One change of force: `old` words went (empty if none), `new` words came (empty if none), and what that means.

    `line` is a sentence for the reader: “should” became “must”: a recommendation became a duty.
    """

    kind: MarkerKind
    old: str
    new: str
    line: str
    meaning: str
    """What the change comes to: a recommendation became a duty."""

    @property
    def subject(self) -> str:
        """What changed, where its words stand among others that changed too."""
        return _SUBJECTS.get(self.kind, "the force changed")


Swap = tuple[Marker | None, Marker | None]
"""What went and what came in its place."""


def find_markers(text: str, *, bearers: Sequence[str] | None = None, language: str = "en") -> tuple[Marker, ...]:
    """Find the words of a text that carry force, in order.

    `bearers` names who may be bound by the text, in the singular; by default those usual in councils' policies.
    Raises ValueError for a language whose words of force are not known (`find_vocabulary` says which are).
    """
    vocabulary = require_vocabulary(language)
    pattern = _compile(vocabulary.words.language, vocabulary.bearers if bearers is None else tuple(bearers))
    return tuple(_read_marker(found, text, vocabulary) for found in pattern.finditer(text))


def _read_marker(found: re.Match[str], text: str, vocabulary: Vocabulary) -> Marker:
    kind = _kind_of(found)
    plain = vocabulary.read_plain(kind, found[0])
    if kind != "modal":
        return Marker(kind, found[0], plain, found.start())
    negation = vocabulary.find_negation(text[: found.start()], text[found.end() :])
    force = vocabulary.words.forces.get(plain)
    shown = found[0]
    if force in _TURNED and negation:
        force = _TURNED[force]
        plain += vocabulary.turned
        shown += f" … {negation}" if vocabulary.turned else ""
    return Marker(kind, found[0], plain, found.start(), bool(negation), force, shown)


_TURNED: dict[Force, Force] = {
    "duty": "prohibition",
    "permission": "prohibition",
    "recommendation": "recommendation against",
    "commitment": "commitment not to",
}
"""What the force of a modal comes to after a negative subject."""


def compare_force(
    old: str, new: str, *, bearers: Sequence[str] | None = None, language: str = "en"
) -> tuple[ForceChange, ...]:
    """Give the changes of force between two wordings of one clause, in the order of the text.

    Words that carry force are compared as a sequence: what is in the place of something else is a change, and so
    is what came or went; what only stands elsewhere in the clause is none. An empty answer says that the wording
    changed and the force, as far as words show it, did not. Raises ValueError for a language that is not known.
    """
    vocabulary = require_vocabulary(language)
    if old == new:
        return ()
    old, new = unicodedata.normalize("NFC", old), unicodedata.normalize("NFC", new)
    before, after = (find_markers(text, bearers=bearers, language=language) for text in (old, new))
    numbers: dict[tuple[str, str], int] = {}
    first = [numbers.setdefault((m.kind, m.plain), len(numbers)) for m in before]
    second = [numbers.setdefault((m.kind, m.plain), len(numbers)) for m in after]
    pairs: list[Swap] = []
    for gone, come in _merge_hunks(Indel.opcodes(first, second)):
        pairs += _pair_markers([before[k] for k in range(*gone)], [after[k] for k in range(*come)])
    pairs = _cancel(pairs, old, new)
    if len(before) == len(after):
        in_place: list[Swap] = [(b, a) for b, a, x, y in zip(before, after, first, second, strict=True) if x != y]
        if len(in_place) <= len(pairs) and all(_answers(b, a) for b, a in in_place if b and a):
            pairs = in_place
    return tuple(_describe(gone, come) for gone, come in pairs if _counts(gone, come, old, new, vocabulary))


def _merge_hunks(opcodes: Opcodes) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Join neighbouring deletions and insertions: what went and what came at one place."""
    hunks: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for op in opcodes:
        if op.tag == "equal":
            continue
        if hunks and hunks[-1][0][1] == op.src_start and hunks[-1][1][1] == op.dest_start:
            (gone, come) = hunks.pop()
            hunks.append(((gone[0], op.src_end), (come[0], op.dest_end)))
        else:
            hunks.append(((op.src_start, op.src_end), (op.dest_start, op.dest_end)))
    return hunks


def _pair_markers(gone: list[Marker], come: list[Marker]) -> list[Swap]:
    """Set each marker that went against the first of its kind that came in its place."""
    pairs: list[Swap] = []
    left = list(come)
    for marker in gone:
        partner = next((other for other in left if _answers(marker, other)), None)
        if partner:
            left.remove(partner)
        pairs.append((marker, partner))
    return pairs + [(None, marker) for marker in left]


def _answers(old: Marker, new: Marker) -> bool:
    amounts = ("number", "duration", "date")
    forces = ("modal", "negation")
    joins = ("and", "or")
    if old.kind == new.kind == "link":
        return (old.plain in joins) == (new.plain in joins)
    return old.kind == new.kind or (old.kind in amounts and new.kind in amounts) or {old.kind, new.kind} == set(forces)


def _cancel(pairs: list[Swap], old: str, new: str) -> list[Swap]:
    """Drop what went at one place and came at another between the same words: it was moved within the clause."""
    come = [marker for gone, marker in pairs if gone is None and marker]
    moved: list[Marker] = []
    for gone, marker in pairs:
        if gone is None or marker is not None:
            continue
        around = _read_around(old, gone)
        twin = next((m for m in come if m.plain == gone.plain and _read_around(new, m) == around), None)
        if twin:
            come.remove(twin)
            moved += [gone, twin]
    return [(gone, come) for gone, come in pairs if not (gone in moved or come in moved)]


def _read_around(text: str, marker: Marker) -> tuple[list[str], list[str]]:
    """Give the words before and after a marker, without case."""
    before, after = text[: marker.start].casefold().split(), text[marker.start + len(marker.text) :].casefold().split()
    return before[-1:], after[:1]


def _counts(gone: Marker | None, come: Marker | None, old: str, new: str, vocabulary: Vocabulary) -> bool:
    """Say whether a change is one of force.

    One word in place of another always is. A linking word that merely came or went is not; nor is a bearer, unless
    the clause binds or empowers it there: it is before a modal, after "by", or in a list of bearers.
    """
    marker, text = (gone, old) if gone else (come, new)
    if gone and come and (gone.force == come.force if gone.force else is_same_plainly(gone.text, come.text)):
        return False  # still a duty, or a condition, in another word
    if marker is None or (gone and come) or marker.kind not in ("link", "bearer"):
        return True
    if marker.kind == "link":
        return False
    before, after = text[: marker.start], text[marker.start + len(marker.text) :]
    return vocabulary.is_bound(before, after)


def _describe(old: Marker | None, new: Marker | None) -> ForceChange:
    marker = new or old
    assert marker is not None
    meaning = _explain_swap(old, new) if old and new else _explain_one(marker, came=new is not None)
    words = old.told if old else "", new.told if new else ""
    if old and new:
        line = f"“{words[0]}” became “{words[1]}”: {meaning}"
    else:
        line = f"“{marker.told}” was {'added' if new else 'removed'}: {meaning}"
    return ForceChange(marker.kind, *words, line, meaning)


def _explain_swap(old: Marker, new: Marker) -> str:
    forces = old.force, new.force
    if forces[0] and forces[1]:
        return f"{with_article(forces[0])} became {with_article(forces[1])}"
    if "duration" in (old.kind, new.kind) or old.kind == new.kind == "number":
        before, after = read_amount(old.plain), read_amount(new.plain)
        if before and after and before[1] == after[1] and before[0] != after[0]:
            longer = after[0] > before[0]
            return ("a longer time" if longer else "a shorter time") if before[1] else (
                "a larger number" if longer else "a smaller number"
            )  # fmt: skip
    return _SUBJECTS.get(new.kind, "the force changed")


_SUBJECTS: dict[str, str] = {
    "date": "a date changed",
    "duration": "a time changed",
    "number": "a number changed",
    "bearer": "the people or bodies it names changed",
    "condition": "a condition changed",
    "link": "what the clause covers changed",
}
"""What a change of each kind of word is a change of."""


def _explain_one(marker: Marker, *, came: bool) -> str:
    force = marker.force
    if force and marker.kind == "modal":
        ends = {"commitment not to": " do something", "recommendation against": " something"}.get(force, "")
        return f"a new {force}{ends}" if came else f"{with_article(force)}{ends} was removed"
    if marker.kind == "negation":
        return "the sense may have been reversed"
    if marker.kind == "bearer":
        return "someone is newly named" if came else "someone is no longer named"
    names: dict[str, str] = {"condition": "condition", "number": "number", "duration": "time", "date": "date"}
    name = names.get(marker.kind, "binding word")
    return f"a new {name}" if came else f"a {name} was removed"


def _kind_of(found: re.Match[str]) -> MarkerKind:
    return found.lastgroup  # type: ignore[return-value]


@lru_cache(maxsize=32)
def _compile(language: str, bearers: tuple[str, ...]) -> re.Pattern[str]:
    return require_vocabulary(language).compile_markers(bearers)
