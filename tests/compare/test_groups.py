"""Splits and mergers: how much of the whole the parts must hold, and how much of their own they may add."""

from __future__ import annotations

import pytest

from policykit.compare.alignment.likeness import UnitSide
from policykit.compare.alignment.splits import find_groups
from policykit.compare.alignment.units import Unit

WHOLE = "one two three four five six seven eight nine ten"


def find(old: list[str], new: list[str], seeds: list[tuple[int, int]], taken: tuple[int, ...] = ()) -> list[str]:
    """Give the groups as `old>new score`; `taken` are new units that are not free."""
    vocabulary: dict[str, int] = {}
    one, other = (UnitSide([Unit(None, "", text) for text in texts], vocabulary) for texts in (old, new))
    groups = find_groups(seeds, one, other, lambda _: True, lambda j: j not in taken)
    assert all(key == (found.old, found.new) and found.evidence == "coverage" for key, found in groups.items())
    return [f"{'+'.join(map(str, a))}>{'+'.join(map(str, b))} {found.score:.2f}" for (a, b), found in groups.items()]


@pytest.mark.parametrize(
    ("parts", "seed", "told"),
    [
        (["one two three four five", "six seven eight nine ten"], 0, ["0>0+1 1.00"]),
        (["one two three four five", "six seven eight nine ten"], 1, ["0>0+1 1.00"]),
        (["one two three", "four five six", "seven eight nine ten"], 1, ["0>0+1+2 1.00"]),
        (["one two three", "four five six", "seven eight nine"], 0, ["0>0+1+2 0.95"]),
        # What stands between the parts and is no part is passed over.
        (["one two three four five", "cakes and ale", "six seven eight nine ten"], 0, ["0>0+2 1.00"]),
        (["one two three four five", "x", "six seven eight nine ten"], 2, ["0>0+2 1.00"]),
        # Fewer than three words are no part.
        (["one two three four five six seven", "eight nine"], 0, []),
        (["one two three four five six seven", "eight nine ten"], 0, ["0>0+1 1.00"]),
        # Together the parts must hold 78 of a hundred words of the whole ...
        (["one two three four", "six seven eight nine"], 0, ["0>0+1 0.89"]),
        (["one two three four", "seven eight nine"], 0, []),
        # ... in order ...
        (["six seven eight nine ten", "one two three four five"], 0, []),
        # ... and at most a quarter of their words may come from elsewhere, of each part two fifths.
        (["one two three four five a b", "six seven eight nine ten c"], 0, ["0>0+1 0.87"]),
        (["one two three four five a b", "six seven eight nine ten c d"], 0, []),
        (["one two three four five", "six seven eight nine ten c d"], 0, ["0>0+1 0.91"]),
        (["one two three four five six seven", "eight nine ten c d"], 0, ["0>0+1 0.91"]),
        (["one two three four five six seven", "eight nine ten c d e"], 0, []),
        # A text that holds nearly the whole is no part of it.
        ([WHOLE, "six seven eight"], 0, []),
    ],
)
def test_when_texts_are_the_parts_of_a_whole(parts: list[str], seed: int, told: list[str]) -> None:
    assert find([WHOLE], parts, [(0, seed)]) == told
    turned = [f"{group.split()[0].split('>')[1]}>0 {group.split()[1]}" for group in told]
    assert find(parts, [WHOLE], [(seed, 0)]) == turned


def test_no_more_than_four_parts() -> None:
    words = [*WHOLE.split(), "eleven", "twelve", "thirteen", "fourteen", "fifteen"]
    whole = " ".join(words)
    three = [" ".join(words[k : k + 3]) for k in range(0, 15, 3)]
    assert find([whole], three, [(0, 0)]) == ["0>0+1+2+3 0.89"]
    four = [*three[:3], " ".join(words[9:])]
    assert find([whole], four, [(0, 3)]) == ["0>0+1+2+3 1.00"]


def test_how_far_apart_parts_may_stand() -> None:
    first, last = "one two three four five", "six seven eight nine ten"
    near, far = ([first, *["cakes and ale"] * between, last] for between in (3, 4))
    assert find([WHOLE], near, [(0, 0)]) == ["0>0+4 1.00"]
    assert find([WHOLE], near, [(0, 4)]) == ["0>0+4 1.00"]
    assert find([WHOLE], far, [(0, 0), (0, 5)]) == []


def test_a_text_that_has_its_partner_is_no_part() -> None:
    parts = ["one two three four five", "six seven eight nine ten"]
    assert find([WHOLE], parts, [(0, 0)], taken=(1,)) == []
    assert find([WHOLE], parts, [(0, 1)], taken=(1,)) == ["0>0+1 1.00"]  # the seed itself need not be free
