"""Families after a change: only what the change can reach is decided anew, and the result is that of a whole run.

A text's choice depends on the first `ASKED` leaders before it under each of its probes. So it is decided anew if it is
new or its place changed, or if such a leader came, left or was passed; in the order of the texts, since a choice
depends on earlier ones only. What is decided anew without need comes out as before.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from policykit.compare.families.leaders import ASKED, Likeness, place_text

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Order = tuple[int, int]

NEVER = -1
"""In place of a position: no text, or none yet."""


@dataclass(slots=True)
class FamilyState:
    """Whom each text follows, by position; changed by `renew_families`."""

    keys: Whole
    """The fingerprints."""
    probes: Whole
    """A row of probes for each text, with -1 where there are fewer."""
    before: Whole
    """By how many policies each text was held when the families were last decided; 0 for a new one."""
    after: Whole
    """By how many it is held now; 0 for one that is held no more."""
    leader: Whole
    """The position of whom each follows: its own for a leader, `NEVER` for a new text."""
    likeness: npt.NDArray[np.float64]
    """How alike each is to whom it follows."""


def renew_families(state: FamilyState, words: Sequence[str]) -> int:
    """Decide anew what a change can reach, and give how many texts that were. `words` gives the words of a position."""
    renewal = _Renewal(state, words)
    renewal.begin()
    return renewal.run()


class _Renewal:
    def __init__(self, state: FamilyState, words: Sequence[str]) -> None:
        import numpy as np

        self.state = state
        self.likeness = Likeness(words, _Numbers(state.keys))
        flat = state.probes.ravel()
        self._sorted = np.argsort(flat)
        self._values = flat[self._sorted]
        own = np.arange(len(state.keys))
        self._led = (state.leader == own) & (state.before > 0)
        self._leads = self._led & (state.after > 0)
        self._boards: dict[int, list[tuple[Order, int]]] = {}
        self._heap: list[tuple[Order, int]] = []
        self._queued: set[int] = set()

    def begin(self) -> None:
        """Queue what has changed itself, and what saw a leader that is gone or comes later now."""
        import numpy as np

        state = self.state
        for text in np.flatnonzero(state.before != state.after).tolist():
            after = int(state.after[text])
            if after:
                self._queue([text])
            if not self._led[text]:
                continue
            old = self._place(text, int(state.before[text]))
            new = self._place(text, after) if after else None
            if new is None or new > old:
                for probe in self._probes(text):
                    if self._rank_before(probe, old) < ASKED:
                        self._queue(self._between(probe, old, new))

    def run(self) -> int:
        """Decide in order, and queue what each change reaches."""
        count = 0
        while self._heap:
            order, text = heappop(self._heap)
            self._decide(text, order)
            count += 1
        return count

    def _decide(self, text: int, order: Order) -> None:
        state, probes = self.state, self._probes(text)
        asked: set[int] = set()
        ranks: dict[int, int] = {}
        for probe in probes:
            board = self._board(probe)
            ranks[probe] = bisect_left(board, (order, NEVER))
            asked.update(leader for _, leader in board[: min(ASKED, ranks[probe])])
        chosen, alike = self.likeness.find_nearest(text, list(asked)) if asked else (text, 1.0)
        state.leader[text], state.likeness[text] = chosen, alike
        leads, led = chosen == text, bool(self._led[text])
        if leads != self._leads[text]:
            self._leads[text] = leads
            for probe in probes:
                board = self._board(probe)
                if (order, text) in board[ranks[probe] : ranks[probe] + 1]:
                    if not leads:
                        del board[ranks[probe]]
                elif leads:
                    insort(board, (order, text))
        old = self._place(text, int(state.before[text])) if led else None
        if leads == led and (old is None or old == order):
            return
        for probe in probes:
            seen = old is not None and self._rank_before(probe, old) < ASKED
            sees = leads and ranks[probe] < ASKED
            if seen and sees:
                assert old is not None
                self._queue(self._between(probe, order, old))
            elif seen:
                assert old is not None
                self._queue(self._between(probe, max(order, old), None))
            elif sees:
                self._queue(self._between(probe, order, None))

    def _queue(self, texts: Iterable[int]) -> None:
        for text in texts:
            if text not in self._queued:
                self._queued.add(text)
                heappush(self._heap, (self._place(text, int(self.state.after[text])), text))

    def _place(self, text: int, spread: int) -> Order:
        return place_text(spread, int(self.state.keys[text]))

    def _probes(self, text: int) -> list[int]:
        return [probe for probe in self.state.probes[text].tolist() if probe >= 0]

    def _mates(self, probe: int) -> Whole:
        """Give the texts of a probe."""
        import numpy as np

        start, end = np.searchsorted(self._values, [probe, probe + 1])
        mates: Whole = self._sorted[start:end] // self.state.probes.shape[1]
        return mates

    def _between(self, probe: int, first: Order, last: Order | None) -> list[int]:
        """Give the texts of a probe that are held now and come after one place and before another, or after all."""
        mates = self._mates(probe)
        spread, key = self.state.after[mates], self.state.keys[mates]
        wanted = (spread > 0) & _comes_after(spread, key, first)
        if last is not None:
            wanted &= ~_comes_after(spread, key, (last[0], last[1] - 1))
        found: list[int] = mates[wanted].tolist()
        return found

    def _rank_before(self, probe: int, order: Order) -> int:
        """Give how many leaders came before a place, under a probe, when the families were last decided."""
        mates = self._mates(probe)
        mates = mates[self._led[mates]]
        before = ~_comes_after(self.state.before[mates], self.state.keys[mates], (order[0], order[1] - 1))
        return int(before.sum())

    def _board(self, probe: int) -> list[tuple[Order, int]]:
        board = self._boards.get(probe)
        if board is None:
            import numpy as np

            mates = self._mates(probe)
            leaders = mates[self._leads[mates]]
            spread, key = -self.state.after[leaders], self.state.keys[leaders]
            sorting = np.lexsort((key, spread))
            orders = zip(spread[sorting].tolist(), key[sorting].tolist(), strict=True)
            board = list(zip(orders, leaders[sorting].tolist(), strict=True))
            self._boards[probe] = board
        return board


def _comes_after(spread: Whole, key: Whole, order: Order) -> npt.NDArray[np.bool_]:
    """Tell which texts come after a place."""
    after: npt.NDArray[np.bool_] = (-spread > order[0]) | ((-spread == order[0]) & (key > order[1]))
    return after


class _Numbers(Sequence[int]):
    """Numbers of an array as Python's own."""

    def __init__(self, numbers: Whole) -> None:
        self._numbers = numbers

    def __getitem__(self, at: int) -> int:  # type: ignore[override]
        return int(self._numbers[at])

    def __len__(self) -> int:
        return len(self._numbers)
