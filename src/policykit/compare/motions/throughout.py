"""One name for another throughout a text: one amendment instead of one for each paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from policykit.compare.alignment.units import Unit
from policykit.compare.amendments.amendment import Amendment, OmitClause, SubstituteWords
from policykit.compare.words.diff import split_tokens

FEWEST = 3
"""In so many paragraphs one change of words is one matter."""
Change = tuple[str, str]
"""Words, and those that are put for them."""


def find_throughout(
    units: Sequence[Unit], places: Sequence[str], amendments: Sequence[Amendment]
) -> Mapping[str, tuple[int, ...]]:
    """Give the changes of words that are made wherever the words are, with the positions of their amendments.

    A change counts only if no paragraph that stays keeps the words, so that “in each place” says what is done.
    """
    found: dict[Change, list[int]] = defaultdict(list)
    for at, amendment in enumerate(amendments):
        if isinstance(amendment, SubstituteWords):
            found[find_core(amendment.old, amendment.new)].append(at)
    gone = {amendment.at for amendment in amendments if isinstance(amendment, OmitClause)}
    texts = {place: unit.text for place, unit in zip(places, units, strict=True) if place not in gone}
    chosen: dict[str, tuple[int, ...]] = {}
    for (old, new), positions in found.items():
        if not (old and new) or len({_place(amendments[at]) for at in positions}) < FEWEST:
            continue
        counts: dict[str, int] = defaultdict(int)
        for at in positions:
            counts[_place(amendments[at])] += 1
        if all(count_words(text, old) == counts.get(place, 0) for place, text in texts.items()):
            chosen[f"{old}\n{new}"] = tuple(positions)
    return chosen


def read_change(key: str) -> Change | None:
    """Give the words that an item changes throughout, from its key; None for any other item."""
    old, found, new = key.partition("\n")
    return (old, new) if found else None


def find_core(old: str, new: str) -> Change:
    """Give what differs between two quotations, in whole words, without what was quoted to make the place certain."""
    before, after = split_tokens(old), split_tokens(new)
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    cut = [tokens[start : len(tokens) - end] for tokens in (before, after)]
    return "".join(cut[0]).strip(), "".join(cut[1]).strip()


def count_words(text: str, words: str) -> int:
    """Count where words are in a text as words, and not as part of longer ones."""
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _place(amendment: Amendment) -> str:
    return str(amendment.at) if isinstance(amendment, SubstituteWords) else ""
