"""A name that changed throughout: one row for all the places in which nothing but the name is another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policykit.compare.versions.changes import FieldChange, Row, Weight
from policykit.compare.words.diff import Segment
from policykit.compare.words.force import find_markers
from policykit.compare.words.places import find_places
from policykit.compare.words.proof.plain import is_same_plainly

FEWEST = 3
"""In so many clauses a name has to change to be told as changed throughout."""
_LONGEST = 6
"""In words."""
_SHOWN = 12
"""So many places are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Rename:
    """Words that became others wherever they stood."""

    old: str
    new: str

    @property
    def weight(self) -> Weight:
        """Wording only where the two are known to mean the same; else one body may have become another."""
        return "wording" if is_same_plainly(self.old, self.new) else "reach"

    def apply(self, text: str) -> str:
        """Give a text with the new name in place of the old."""
        return _find(self.old).sub(lambda found: _like(found[0], self.new), text)


def find_renames(rows: Iterable[Row], new_text: str) -> tuple[Rename, ...]:
    """Give the names that changed throughout: in three clauses or more, and left nowhere in the new text."""
    rows_of: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    shown: dict[tuple[str, str], tuple[str, str]] = {}
    for number, row in enumerate(rows):
        for old, new in _list_swaps(row.words):
            key = (old.casefold(), new.casefold())
            rows_of[key].add(number)
            shown.setdefault(key, (old, new))
    found = [
        Rename(*shown[key])
        for key, numbers in rows_of.items()
        if len(numbers) >= FEWEST and not _find(key[0]).search(new_text)
    ]
    return tuple(sorted(found, key=lambda rename: (-len(rename.old), rename.old)))


def describe_renames(renames: Sequence[Rename], rows: Sequence[Row]) -> Iterator[FieldChange]:
    """Give one change for each rename, with the places in which it happened."""
    for rename in renames:
        places = [
            row.place.citation
            for row in rows
            if row.old and row.new and any(_find(rename.old).search(place.text) for place in row.old)
        ]
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        line = f"“{rename.old}” became “{rename.new}” throughout, in {len(places)} clauses"
        line += f" ({', '.join(places[:_SHOWN])}{more})"
        if rename.weight != "wording":
            line += ": the same under another name, or another in its place"
        yield FieldChange("words", "text", rename.old, rename.new, rename.weight, line)


def _list_swaps(segments: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    """Give each name that another stands for now, with the words of the name that both share."""
    for place in find_places(segments):
        words = [side.strip(" .,;:()") for side in (place.old, place.new)]
        if all(words) and all(len(side.split()) <= _LONGEST and _is_name(side) for side in words):
            yield words[0], words[1]


def _is_name(words: str) -> bool:
    """Say whether words carry no force but that of naming somebody."""
    return all(marker.kind == "bearer" for marker in find_markers(words)) and not any(map(str.isdigit, words))


def _find(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def _like(old: str, new: str) -> str:
    """Give the new name with a capital letter where the old one had it at the beginning of a sentence."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
