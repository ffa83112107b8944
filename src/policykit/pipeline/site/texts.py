"""The texts of a site, read a batch at a time, so that a library of any size fits into memory."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import date

from policykit.errors import Diagnostic, PolicykitError
from policykit.pipeline.names import Named
from policykit.pipeline.open import refuse_faults
from policykit.pipeline.site.inputs import SiteInputs
from policykit.pipeline.site.kept import KeptPolicy, KeptSite
from policykit.site.hold import hold_links, hold_topics, list_shown, open_policy
from policykit.site.holdings import HeldPolicy, OpenPolicy
from policykit.site.periods import find_horizon
from policykit.source.files import Root
from policykit.source.library import read_library

BATCH = 32
"""How many policies are read at once."""


class SiteTexts:
    """Reads policies of one library; those of the last batch are at hand."""

    def __init__(self, root: Root, today: date, *, with_drafts: bool) -> None:
        self._root = root
        self._today = today
        self._with_drafts = with_drafts
        self._wanted: tuple[str, ...] = ()
        self._open: dict[str, OpenPolicy] = {}

    def renew(self, kept: KeptSite, inputs: SiteInputs, tell: Callable[[int, int], None]) -> None:
        """Read again what changed since it was kept, and forget what is gone.

        Raises PolicykitError with every error of what is shown.
        """
        kept.policies = {name: each for name, each in kept.policies.items() if name in inputs.policies}
        stale = [name for name, digest in inputs.policies.items() if self._is_stale(kept.policies.get(name), digest)]
        faults: list[Diagnostic] = []
        for start in range(0, len(stale), BATCH):
            tell(start, len(stale))
            try:
                self._read(stale[start : start + BATCH], kept, inputs)
            except PolicykitError as error:
                faults += error.diagnostics
        if faults:
            raise PolicykitError(*dict.fromkeys(faults))
        if kept.shared != inputs.shared:
            library = read_library(self._root, only=("-",)).library  # what all share, and no policy
            kept.shared, kept.topics, kept.links = inputs.shared, hold_topics(library), tuple(hold_links(library))

    def _is_stale(self, kept: KeptPolicy | None, inputs: str) -> bool:
        return kept is None or kept.inputs != inputs or not kept.first <= self._today <= kept.last

    def _read(self, names: Sequence[str], kept: KeptSite, inputs: SiteInputs) -> None:
        self._open_batch(names)
        for name in names:
            opened = self._open.get(name)
            if opened is None:
                first, last, held = date.min, date.max, None
            else:
                held = opened.held
                kept.councils[held.council] = opened.council
                first, last = find_horizon(opened.policy.register.value, _list_reviews(held), self._today)
            kept.policies[name] = KeptPolicy(inputs.policies[name], first, last, held)

    def plan(self, names: Sequence[str]) -> None:
        """Say in which order texts will be asked for, so that each batch is read once."""
        self._wanted = tuple(names)

    def open(self, name: str) -> OpenPolicy:
        """Give one policy with its texts. Raises KeyError for one of which nothing is shown."""
        if name not in self._open:
            at = self._wanted.index(name) if name in self._wanted else 0
            self._open_batch(self._wanted[at : at + BATCH] or (name,))
        return self._open[name]

    def _open_batch(self, names: Sequence[str]) -> None:
        self._open = {}
        gc.collect()  # pages leave cycles, which would hold every text that was ever open
        reading = read_library(self._root, only=tuple(names))
        library = reading.library
        lost = [name for name in names if name not in library.policies]
        if lost:
            raise PolicykitError(*reading.errors)
        policies = [library.policies[name] for name in names]
        adopted = [
            Named(each, label) for each in policies for label in list_shown(each, self._today, with_drafts=False)
        ]
        # A slip in a draft that is not shown keeps nothing from being published.
        refuse_faults(reading, policies if self._with_drafts else adopted)
        for name in names:
            opened = open_policy(library, library.policies[name], self._today, with_drafts=self._with_drafts)
            if opened is not None:
                self._open[name] = opened


def _list_reviews(held: HeldPolicy) -> tuple[date, ...]:
    return tuple(version.next_review.last_day for version in held.versions if version.next_review)
