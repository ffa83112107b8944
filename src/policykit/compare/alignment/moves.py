"""Moves: the matches that left the order which the heaviest set of matches kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policykit.compare.alignment.backbone import find_backbone
from policykit.compare.alignment.likeness import UnitSide
from policykit.compare.alignment.units import Match


def mark_moves(matches: Sequence[Match], old: UnitSide) -> tuple[Match, ...]:
    """Give the matches, in old order, with those marked that moved.

    The weight of a match is the length of its old text: of two units that changed places the shorter one moved.
    """
    ordered = sorted(matches, key=lambda match: match.old)
    pairs = [(match.old[0], match.new[0]) for match in ordered]
    kept = set(find_backbone(pairs, [weigh(old, match.old) for match in ordered]))
    return tuple(match if k in kept else replace(match, moved=True) for k, match in enumerate(ordered))


def weigh(side: UnitSide, units: Sequence[int]) -> int:
    """Give the weight of units in the backbone."""
    return sum(len(side.keys[i]) + 1 for i in units)
