"""Which unit of the old document became which of the new: the stages in their order.

1. declared ids pair, but for those that have moved to other words (`slid`); 2. equal texts that are unique pair, and
equal neighbours of pairs; 3. the heaviest rising set of these pairs is the backbone; 4. in the gaps of the backbone,
units that are alike may pair, repeated texts in their order; 5. units that are left may pair anywhere, found by their
rare words; 6. several neighbours may together be one unit; 7. one choice is made among all these, the best first; 8.
what was paired far from its place is let go, and the gaps around the pairs so made are searched again; 9. what is
left of one id pairs after all; 10. pairs off the heaviest rising set of all moved.

Work: O(n log n), plus at most 10,000 comparisons a gap, plus 14 rare features of at most 64 places a free unit.
"""

from __future__ import annotations

from collections.abc import Sequence

from policykit.compare.alignment.backbone import Pair, find_backbone, pair_equal, pair_ids
from policykit.compare.alignment.choice import Candidate, choose
from policykit.compare.alignment.far_away import rate_far
from policykit.compare.alignment.in_place import Stretch, find_gaps, pair_repeats, rate_gap
from policykit.compare.alignment.likeness import UnitSide, measure_likeness
from policykit.compare.alignment.moves import mark_moves, weigh
from policykit.compare.alignment.slid import find_slid
from policykit.compare.alignment.splits import find_groups
from policykit.compare.alignment.standing_out import PLAIN
from policykit.compare.alignment.units import Alignment, Evidence, Kind, Match, Unit

_SURE = 0.80
"""A pair in place that is this much alike is not looked for elsewhere."""
_RENAMED = 0.95
"""How much alike two units that declare different ids must be to be one whose place and id both changed."""


def align_units(old: Sequence[Unit], new: Sequence[Unit], *, use_ids: bool = True) -> Alignment:
    """Align two documents, each given as its units in order.

    With `use_ids`, units that declare the same id are the same unit whatever their text (the score then says how
    little of it is left), unless the id has moved to other words and its own words are elsewhere; without, the
    texts alone decide. Every unit of both sides is in exactly one match, or removed, or added. `align_units(new,
    old)` is the exact reverse of `align_units(old, new)`, and the answer depends on nothing but the arguments.
    """
    if _order(old, use_ids) <= _order(new, use_ids):
        return _Aligner(old, new, use_ids=use_ids).align()
    return _Aligner(new, old, use_ids=use_ids).align().reverse()


def _order(units: Sequence[Unit], use_ids: bool) -> list[tuple[str, str]]:
    """Give what decides which side is worked on as the old one, so that both directions do the same work."""
    return [(unit.text, (unit.id or "") if use_ids else "") for unit in units]


class _Aligner:
    """One alignment in the making: what is paired so far."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit], *, use_ids: bool) -> None:
        vocabulary: dict[str, int] = {}
        self.units = (old, new)
        self.old, self.new = UnitSide(old, vocabulary), UnitSide(new, vocabulary)
        self.partner = [-1] * len(old)
        self.taken = [False] * len(new)
        self.pairs: dict[Pair, Evidence] = {}
        self.groups: list[Candidate] = []
        self.ids = [[unit.id if use_ids else None for unit in side] for side in self.units]
        paired = pair_ids(*self.ids)
        self.slid = find_slid(paired, self.old, self.new)
        self._join([pair for pair in paired if pair not in self.slid], "id")

    def align(self) -> Alignment:
        self._widen_ids()
        for pair in pair_equal(self.old, self.new, self.partner, self.taken):
            self.pairs[pair] = "exact"
        self._search_gaps(far=True)
        self._search_gaps(far=False)
        self._pair_left_repeats()
        self._join([(i, j) for i, j in sorted(self.slid) if self._is_free_old(i) and self._is_free_new(j)], "id")
        matches = [self._match((i,), (j,), evidence) for (i, j), evidence in self.pairs.items()]
        matches += [self._match(group.old, group.new, "coverage", group.score) for group in self.groups]
        removed = tuple(i for i, j in enumerate(self.partner) if j < 0)
        added = tuple(j for j, used in enumerate(self.taken) if not used)
        return Alignment(mark_moves(matches, self.old), removed, added)

    def _join(self, pairs: Sequence[Pair], evidence: Evidence) -> None:
        for i, j in pairs:
            self.partner[i], self.taken[j] = j, True
            self.pairs[i, j] = evidence

    def _widen_ids(self) -> None:
        """Make a group of a pair by id whose other half is beside it under a new id or none."""
        seeds = [(i, j) for i, j in self.pairs if self.old.keys[i] != self.new.keys[j]]
        groups = find_groups(seeds, self.old, self.new, self._is_free_old, self._is_free_new)
        for group in sorted(groups.values(), key=Candidate.order):
            fresh_old = [i for i in group.old if self._is_free_old(i)]
            fresh_new = [j for j in group.new if self._is_free_new(j)]
            if len(fresh_old) + len(fresh_new) != len(group.old) + len(group.new) - 2:
                continue
            seed = next((i, j) for i in group.old for j in group.new if (i, j) in self.pairs)
            del self.pairs[seed]
            self._accept([group])

    def _search_gaps(self, *, far: bool) -> None:
        """Pair what is free in the gaps and, if `far`, anywhere."""
        backbone = self._find_backbone()
        candidates = self._loosen(set(backbone))
        seeds: list[Pair] = []
        for gap in find_gaps(backbone, self.partner, self.taken):
            repeats = pair_repeats(gap, self.old, self.new)
            self._join(repeats, "exact")
            gap.old[:] = [i for i in gap.old if self._is_free_old(i)]
            gap.new[:] = [j for j in gap.new if self._is_free_new(j)]
            if gap.old and gap.new:
                rated, grown = rate_gap(gap, self.old, self.new)
                candidates += rated
                seeds += grown
        if far:
            rated, grown = self._rate_far(candidates)
            candidates += rated
            seeds += grown
        candidates = [candidate for candidate in candidates if self._may_pair(candidate)]
        candidates += find_groups(
            dict.fromkeys(seeds), self.old, self.new, self._is_free_old, self._is_free_new
        ).values()
        self._accept(choose(candidates, self.partner, self.taken))

    def _loosen(self, backbone: set[Pair]) -> list[Candidate]:
        """Undo the pairs that were found far from their place, and give them as candidates.

        They were made before the backbone was known that they now leave, and a pair in place may answer better.
        """
        loose = [pair for pair, evidence in self.pairs.items() if evidence == "global" and pair not in backbone]
        for i, j in loose:
            self.partner[i], self.taken[j] = -1, False
            del self.pairs[i, j]
        return [Candidate(measure_likeness(self.old, i, self.new, j), (i,), (j,), "global") for i, j in loose]

    def _may_pair(self, candidate: Candidate) -> bool:
        """Say whether a pair is possible: two ids that differ part all texts but those that are plainly one."""
        if not self._differ_in_id(candidate.old[0], candidate.new[0]):
            return True
        return candidate.score >= (PLAIN if candidate.evidence == "gap" else _RENAMED)

    def _differ_in_id(self, i: int, j: int) -> bool:
        """Say whether two units that no id has paired declare an id each."""
        return self.ids[0][i] is not None and self.ids[1][j] is not None

    def _pair_left_repeats(self) -> None:
        """Pair equal texts that are left, wherever they stand, the first with the first."""
        free_old = [i for i in range(len(self.old)) if self._is_free_old(i)]
        free_new = [j for j in range(len(self.new)) if self._is_free_new(j)]
        repeats = pair_repeats(Stretch(free_old, free_new), self.old, self.new)
        self._join([(i, j) for i, j in repeats if not self._differ_in_id(i, j)], "exact")

    def _rate_far(self, near: Sequence[Candidate]) -> tuple[list[Candidate], list[Pair]]:
        sure = [candidate for candidate in near if candidate.score >= _SURE]
        settled_old = {candidate.old[0] for candidate in sure}
        settled_new = {candidate.new[0] for candidate in sure}
        free_old = [i for i in range(len(self.old)) if self._is_free_old(i) and i not in settled_old]
        free_new = [j for j in range(len(self.new)) if self._is_free_new(j) and j not in settled_new]
        return rate_far(self.old, self.new, free_old, free_new)

    def _accept(self, chosen: Sequence[Candidate]) -> None:
        for candidate in chosen:
            for i in candidate.old:
                self.partner[i] = candidate.new[0]
            for j in candidate.new:
                self.taken[j] = True
            if len(candidate.old) == len(candidate.new) == 1:
                self.pairs[candidate.old[0], candidate.new[0]] = candidate.evidence
            else:
                self.groups.append(candidate)

    def _find_backbone(self) -> list[Pair]:
        pairs = sorted([*self.pairs, *((group.old[0], group.new[0]) for group in self.groups)])
        return [pairs[k] for k in find_backbone(pairs, [weigh(self.old, (i,)) for i, _ in pairs])]

    def _match(self, old: tuple[int, ...], new: tuple[int, ...], evidence: Evidence, score: float = 0.0) -> Match:
        if len(old) == len(new) == 1:
            score = measure_likeness(self.old, old[0], self.new, new[0])
            if evidence != "id" and self.old.keys[old[0]] == self.new.keys[new[0]]:
                evidence = "exact"
            same = self.units[0][old[0]].text == self.units[1][new[0]].text
            kind: Kind = "same" if same else "edited"
        else:
            kind = "split" if len(new) > 1 else "merged"
        return Match(old, new, kind, evidence, round(score, 4))

    def _is_free_old(self, index: int) -> bool:
        return self.partner[index] < 0

    def _is_free_new(self, index: int) -> bool:
        return not self.taken[index]
