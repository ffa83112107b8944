"""Two lists of texts in one reading: the rows of a table, or the names of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.compare.alignment.align import align_units
from policykit.compare.alignment.units import Unit

Merged = tuple[tuple[int | None, int | None], ...]


def merge_texts(old: Sequence[str], new: Sequence[str]) -> Merged:
    """Align two lists of texts and give both in one reading; what moved counts as removed and added."""
    if list(old) == list(new):
        return tuple((k, k) for k in range(len(old)))
    units = [[Unit(None, "", text) for text in side] for side in (old, new)]
    alignment = align_units(*units)
    kept = {m.new[0]: m.old[0] for m in alignment.matches if len(m.old) == len(m.new) == 1 and not m.moved}
    merged: list[tuple[int | None, int | None]] = []
    at = 0
    for j in range(len(new)):
        if j in kept:
            merged += [(i, None) for i in range(at, kept[j])]
            at = kept[j] + 1
        merged.append((kept.get(j), j))
    return (*merged, *((i, None) for i in range(at, len(old))))
