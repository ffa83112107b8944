"""Moves in a tree: what is under another heading, or has left the order of its neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from policykit.compare.alignment.backbone import find_backbone
from policykit.compare.alignment.entries import Entry
from policykit.document.tree import ClauseNode, SectionNode


def find_moved(pairs: Mapping[int, int], old: Sequence[Entry], new: Sequence[Entry], moved: set[int]) -> set[int]:
    """Give the old positions of the pairs that moved; what moved along with what it is under did not.

    `pairs` gives the new position of each old one that has a partner, `moved` the old positions that left the order of
    the whole document. A pair whose headings are partners moved if it left the order of its neighbours, of which the
    heaviest set stays; one whose headings have other partners moved, and one that left its section. Where both sections
    are without a partner, or a clause above is, the order of the whole document decides. The other direction
    gives the same pairs.
    """
    if _order(old) <= _order(new):
        return _find_moved(pairs, old, new, moved)
    turned = {j: i for i, j in pairs.items()}
    return {turned[j] for j in _find_moved(turned, new, old, {pairs[i] for i in moved})}


Lead = tuple[Entry | None, Entry | None]
"""The words that an item completed, and those that it now does; None where it stood, or stands, by itself."""


def find_other_leads(
    moved: Iterable[int], pairs: Mapping[int, int], old: Sequence[Entry], new: Sequence[Entry]
) -> dict[int, Lead]:
    """Give the moved items that now complete other words than before, by their old positions.

    “Officers may: share posts” asks something else than “Officers must not: share posts”, although no word of the item
    itself is another.
    """
    found: dict[int, Lead] = {}
    for i in moved:
        before, after = _find_lead(old, i), _find_lead(new, pairs[i])
        if before is None and after is None:
            continue
        if before is None or after is None or pairs.get(before.position) != after.position:
            found[i] = before, after
    return found


def _find_lead(entries: Sequence[Entry], position: int) -> Entry | None:
    """Give the clause that an entry is an item of; None for what stands under a heading."""
    above = entries[position].parent
    return entries[above] if above >= 0 and isinstance(entries[above].node, ClauseNode) else None


def _order(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Give what decides which side is worked on as the old one, so that both directions do the same work."""
    return [(entry.text, entry.node.id) for entry in entries]


def _find_moved(pairs: Mapping[int, int], old: Sequence[Entry], new: Sequence[Entry], moved: set[int]) -> set[int]:
    backwards = {j: i for i, j in pairs.items()} | {-1: -1}
    forwards = {**pairs, -1: -1}
    weights = _weigh_branches(old), _weigh_branches(new)
    found: set[int] = set()
    families: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, j in pairs.items():
        above, below = old[i].parent, new[j].parent
        sections = _find_section(old, i), _find_section(new, j)
        if forwards.get(above) == below:
            families[above].append((i, j))
        elif (above in forwards and below in backwards) or i in moved or _are_apart(*sections, forwards, backwards):
            found.add(i)
    for family in families.values():
        family.sort()
        kept = set(find_backbone(family, [weights[0][i] + weights[1][j] for i, j in family]))
        found |= {i for k, (i, _) in enumerate(family) if k not in kept}
    return found


def _are_apart(before: int, after: int, forwards: Mapping[int, int], backwards: Mapping[int, int]) -> bool:
    """Say whether two sections are no partners, and one of them at least has a partner."""
    return forwards.get(before) != after and (before in forwards or after in backwards)


def _find_section(entries: Sequence[Entry], position: int) -> int:
    """Give the position of the nearest heading above, -1 where there is none."""
    above = entries[position].parent
    while above >= 0 and not isinstance(entries[above].node, SectionNode):
        above = entries[above].parent
    return above


def _weigh_branches(entries: Sequence[Entry]) -> list[int]:
    """Give the letters of each entry and of all that is below it, and one more for each."""
    weights = [len(entry.text) + 1 for entry in entries]
    for entry in reversed(entries):
        if entry.parent >= 0:
            weights[entry.parent] += weights[entry.position]
    return weights
