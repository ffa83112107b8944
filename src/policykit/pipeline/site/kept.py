"""What is kept from one build to the next, in `.policykit/` of the site: what it shows, and what that was read from.

What is kept is never trusted for long: a policy is read again when a byte of its files, the day, or policykit differs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from policykit.site.holdings import HeldCouncil, HeldLink, HeldPolicy, HeldTopic, Holdings
from policykit.site.search.build import glean_policy
from policykit.site.search.glean import Gleaning
from policykit.site.search.tables import write_tables
from policykit.site.sheaf import hash_inputs

_FILE = "holdings.json"


@dataclass(slots=True)
class KeptPolicy:
    """One policy as it was read."""

    inputs: str
    """The hash of the files that it was read from."""
    first: date
    last: date
    """The days for which it holds: on others, something is in force or overdue that was not."""
    held: HeldPolicy | None
    """What is shown; None where nothing is."""
    gleaned: tuple[Gleaning, ...] = ()
    """What it adds to the index of search."""
    gleaned_with: str = ""
    """The hash of what that was made with beside its text; nothing where it was not made yet."""


@dataclass(slots=True)
class KeptSite:
    """All that was read."""

    maker: str = ""
    """The hash of what read it: policykit, and whether drafts are shown."""
    shared: str = ""
    topics: tuple[HeldTopic, ...] = ()
    links: tuple[HeldLink, ...] = ()
    councils: dict[str, HeldCouncil] = field(default_factory=dict)
    policies: dict[str, KeptPolicy] = field(default_factory=dict)


def read_kept(place: Path, maker: str) -> KeptSite:
    """Give what is kept in the folder `place` and was made by the same `maker`, else nothing."""
    try:
        kept = msgspec.json.decode((place / _FILE).read_bytes(), type=KeptSite)
    except (OSError, msgspec.DecodeError):
        return KeptSite(maker)  # nothing is lost: all is read again
    return kept if kept.maker == maker else KeptSite(maker)


def write_kept(place: Path, kept: KeptSite) -> None:
    """Keep it in the folder `place`, where something changed."""
    from policykit.pipeline.write import write_file

    content = msgspec.json.encode(kept, enc_hook=date.isoformat)
    path = place / _FILE
    if not path.is_file() or path.read_bytes() != content:
        write_file(path, content)


def glean_kept(kept: KeptSite, holdings: Holdings) -> list[Gleaning]:
    """Give what every text adds to the index of search; what is known is kept, and what changed is gleaned again."""
    mark = hash_inputs(kept.topics, write_tables().decode())
    topics = {topic.id: topic for topic in kept.topics}
    found: list[Gleaning] = []
    for council, policy in holdings.walk_policies():
        own = kept.policies[policy.name]
        if own.gleaned_with != mark:
            own.gleaned, own.gleaned_with = tuple(glean_policy(council, policy, topics)), mark
        found += own.gleaned
    return found
