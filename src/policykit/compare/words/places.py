"""Every place in which the words of a clause changed, named in one line, with what it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policykit.compare.words.diff import Segment
from policykit.compare.words.force import ForceChange

LONGEST_QUOTE = 12
"""As many words of one side are quoted whole; of more, the first and the last ones."""
LONGEST_LINE = 40
"""In words. Places beyond it are counted."""
_JOINS = frozenset((",", ";", "and"))
_HEAD, _TAIL = 7, 4


@dataclass(frozen=True, slots=True)
class ChangedPlace:
    """Words that went (empty if none) and words that came (empty if none) at one place."""

    old: str
    new: str

    @property
    def only_joins(self) -> bool:
        """Whether one sign or word that joins a list stands for another."""
        return bool(self.old and self.new) and _JOINS.issuperset((*self.old.split(), *self.new.split()))

    @property
    def line(self) -> str:
        """What happened, with the words: “published” became “published or shared”."""
        old, new = _shorten(self.old), _shorten(self.new)
        if old and new:
            return f"“{old}” became “{new}”"
        return f"“{new}” was added" if new else f"“{old}” was removed"


def find_places(segments: Sequence[Segment]) -> tuple[ChangedPlace, ...]:
    """Give the places at which words went or came, in order; what stands between two of them is equal on both sides.

    A number is given with the word that it counts.
    """
    places: list[ChangedPlace] = []
    for number, segment in enumerate(segments):
        before = segments[number - 1] if number else None
        words = " ".join(segment.text.split())
        if segment.op == "delete":
            places.append(ChangedPlace(words, ""))
        elif segment.op == "insert" and before is not None and before.op == "delete":
            around = [segments[k].text if 0 <= k < len(segments) else "" for k in (number - 2, number + 1)]
            places[-1] = ChangedPlace(*complete_names(places[-1].old, words, *around))
        elif segment.op == "insert":
            places.append(ChangedPlace("", words))
        elif places and before is not None and (counted := _COUNTED.match(words)):
            places[-1] = ChangedPlace(*(_add_counted(side, counted[0]) for side in (places[-1].old, places[-1].new)))
    return tuple(place for place in places if place.old or place.new)


def complete_names(old: str, new: str, before: str, after: str) -> tuple[str, str]:
    """Give two names that differ in part with the part that they share, from the words before and after them.

    Of “the Complaints Policy” that became “the Grievance Policy” only one word changed; both names are told whole.
    """
    if not (_NAME.match(old) and _NAME.match(new)):
        return old, new
    lead, trail = _take_last(before), [] if old[-1] in ".,;:)" else _take_first(after)
    return " ".join((*lead, old, *trail)), " ".join((*lead, new, *trail))


_NAME = re.compile(r"(?:[^\W\d_a-z][\w’'-]*)")


def _take_first(text: str) -> list[str]:
    names: list[str] = []
    for word in text.split():
        bare = word.rstrip(".,;:)")
        if not _NAME.fullmatch(bare):
            break
        names.append(bare)
        if word != bare:
            break
    return names


def _take_last(text: str) -> list[str]:
    words = text.split()
    names: list[str] = []
    for place in range(len(words) - 1, 0, -1):  # the first word of a text has a capital letter anyway
        if not _NAME.fullmatch(words[place].lstrip("(")) or words[place - 1][-1] in ".!?:":
            break
        names.insert(0, words[place].lstrip("("))
    return names


_COUNTED = re.compile(r"[^\W\d_]+")
_ENDS_IN_NUMBER = re.compile(r"\d$")


def _add_counted(words: str, counted: str) -> str:
    return f"{words} {counted}" if _ENDS_IN_NUMBER.search(words) else words


def name_places(segments: Sequence[Segment], force: Sequence[ForceChange] = ()) -> str:
    """Name every place, each with what the change of force in it comes to; the last ones are counted where many are.

    A word of force that parts of two places make up comes after, in its own sentence. Where more changed, commas and
    “and” that only join what is listed are left out.
    """
    left = list(force)
    told: list[str] = []
    places = find_places(segments)
    telling = [place for place in places if not place.only_joins]
    for place in telling or places:
        whole = [change for change in left if place.old in change.old and place.new in change.new]
        if whole and (place.old or place.new):
            left.remove(whole[0])  # its words are more than those that changed: “six years”, not “six”
            told.append(whole[0].line)
            continue
        meanings = list(dict.fromkeys(_take_meanings(place, left)))
        told.append(f"{place.line}: {', '.join(meanings)}" if meanings else place.line)
    kept: list[str] = []
    for line in told:
        if kept and sum(len(part.split()) for part in (*kept, line)) > LONGEST_LINE:
            break
        kept.append(line)
    rest = len(told) - len(kept)
    if rest:
        kept.append(f"and {rest} more {'change' if rest == 1 else 'changes'}")
    apart = [change.line for change in left if not kept or change.kind in ("modal", "negation")]
    return "; ".join((*kept, *apart))


def _take_meanings(place: ChangedPlace, left: list[ForceChange]) -> Iterator[str]:
    """Give what the changes of force in a place come to, and take them from those that are left to tell."""
    for change in list(left):
        if change.old not in place.old or change.new not in place.new:
            continue
        left.remove(change)
        yield (
            change.meaning
            if bool(change.old) == bool(place.old) and bool(change.new) == bool(place.new)
            else (change.subject)
        )


def _shorten(words: str) -> str:
    parts = words.split()
    if len(parts) <= LONGEST_QUOTE:
        return words
    return " ".join((*parts[:_HEAD], "…", *parts[-_TAIL:]))
