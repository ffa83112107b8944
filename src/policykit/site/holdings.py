"""What the site shows, as plain data: councils, their policies, versions, clauses and events, as on one day.

Nothing here refers to a file, a model or a document, so that it can be kept from one build to the next: pages that are
about many policies are made from this alone. What is about one policy may also have its editions (`OpenPolicy`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from policykit.model.dates import PartialDate

if TYPE_CHECKING:
    from policykit.document.tree import Document
    from policykit.edition.edition import Edition
    from policykit.model.library import Library, Policy

Standing = Literal["in_force", "pending", "superseded", "withdrawn", "draft", "recommended"]
"""What a version is on the day: `pending` is adopted and counts from a later day."""


@dataclass(frozen=True, slots=True)
class HeldClause:
    """One clause of a version, as it is cited, found and quoted."""

    id: str
    citation: str
    """How a person cites it: `s.6, 5th bullet`."""
    words: str
    """Its words without marks; of a table its cells."""
    kind: str
    """`obligation`, `prohibition`, `definition` …"""
    heading: str
    """The heading of the section that it is in, as words."""
    term: str = ""
    """Of a definition, the term that it defines."""
    topics: tuple[str, ...] = ()
    """The ids of its topics, its own first."""
    part_of: str = ""
    """The id of the clause whose list it is in."""
    language: str = ""
    """Its language (BCP 47) where it is not the version's."""


@dataclass(frozen=True, slots=True)
class HeldEvent:
    """One thing that happened to a version, as a reader is shown it."""

    version: str
    kind: str
    """`adopted`, `reviewed` …"""
    date: PartialDate | None
    what: str
    """What happened, in words: `Adopted, with amendments`."""
    by: str
    reference: str
    """The minute."""
    changes: tuple[str, ...] = ()
    number: int = 0
    """Its place in the register, from 1, which never changes."""


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """One version of one policy that the site shows."""

    label: str
    slug: str
    """Its folder: `v1`."""
    title: str
    subtitle: str
    kind: str
    """`policy`, `protocol`, `procedure` or `guidance`."""
    language: str
    """The language of its text (BCP 47)."""
    standing: Standing
    adopted: PartialDate | None
    """When it was adopted first."""
    begins: PartialDate | None
    """Since when it counts, or counted."""
    ends: PartialDate | None
    """When it stopped to count, where that is known."""
    ended_by: str
    """What ended it: the label of the version that took its place, or nothing."""
    reference: str
    """The minute of its adoption."""
    body: str
    """Who adopted it, as printed."""
    next_review: PartialDate | None
    text_sha256: str
    """The fingerprint of its text."""
    parallel: str = ""
    """The version that is this text in another language: `llanfair/cofnodion@1`."""
    legislation: tuple[tuple[str, str], ...] = ()
    """The law that the text refers to: title, and address or nothing."""
    clauses: tuple[HeldClause, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether it was never adopted."""
        return self.standing in ("draft", "recommended")


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row on which the answer to “which version was in force?” is the same."""

    first: date | None
    """The first day; None for the time before anything happened."""
    last: date | None
    """The last day; None where no end is known."""
    versions: tuple[str, ...]
    """The label of the version in force; several where the register does not say which; none where none was."""
    is_sure: bool
    """Whether the dates of the register are exact enough to be sure."""


@dataclass(frozen=True, slots=True)
class HeldPolicy:
    """One policy with the versions that are shown, the oldest first."""

    name: str
    """`congleton/social-media`."""
    council: str
    """The council's id."""
    id: str
    versions: tuple[HeldVersion, ...]
    events: tuple[HeldEvent, ...]
    """What happened to the versions that are shown, in the order of the register."""
    periods: tuple[Period, ...]
    """The days of each version, oldest first, without a gap and without end."""

    @property
    def current(self) -> HeldVersion | None:
        """The version in force on the day."""
        return next((version for version in reversed(self.versions) if version.standing == "in_force"), None)

    @property
    def shown(self) -> HeldVersion:
        """The version that the policy's own page shows: the one in force, else the last adopted, else the newest."""
        adopted = [version for version in self.versions if not version.is_draft]
        begun = [version for version in adopted if version.standing != "pending"]
        return self.current or (begun or adopted or list(self.versions))[-1]

    @property
    def title(self) -> str:
        """The title of the version that is shown."""
        return self.shown.title

    def find(self, label: str) -> HeldVersion | None:
        """Give the version of that label, where the site shows it."""
        return next((version for version in self.versions if version.label == label), None)


@dataclass(frozen=True, slots=True)
class HeldCouncil:
    """One council that has at least one policy on the site."""

    id: str
    name: str
    kind: str
    """`town`, `parish` …"""
    jurisdiction: str
    language: str
    strapline: str
    website: str
    email: str
    accent: str
    """The colour of its headings: `#1d3c5a`."""
    link: str
    """The colour of its links."""
    policies: tuple[HeldPolicy, ...]


@dataclass(frozen=True, slots=True)
class HeldTopic:
    """One topic under which councils are compared."""

    id: str
    title: str
    meaning: str = ""
    """What belongs to it."""


@dataclass(frozen=True, slots=True)
class HeldLink:
    """A confirmed link between two clauses of different councils."""

    clauses: tuple[tuple[str, str], tuple[str, str]]
    """Policy and clause of each: `("congleton/social-media", "messaging.consent")`."""
    stance: str
    """How the first is to the second: `stronger`, `same` …"""
    matter: str
    note: str
    confirmed: str
    """Who confirmed it, and when, in words."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that the site shows."""

    councils: tuple[HeldCouncil, ...]
    """In order of name."""
    topics: tuple[HeldTopic, ...]
    """In the order of topics.yaml."""
    links: tuple[HeldLink, ...]
    today: date
    """The day for which standings are given."""

    def walk_policies(self) -> Iterator[tuple[HeldCouncil, HeldPolicy]]:
        """Give every policy with its council, in order of council and title."""
        for council in self.councils:
            for policy in council.policies:
                yield council, policy

    def find_policy(self, name: str) -> HeldPolicy | None:
        """Give the policy of that name, where the site shows it."""
        return next((policy for _, policy in self.walk_policies() if policy.name == name), None)

    def find_council(self, name: str) -> HeldCouncil | None:
        """Give the council of that id, where the site shows it."""
        return next((council for council in self.councils if council.id == name), None)


@dataclass(frozen=True)
class OpenPolicy:
    """A policy whose texts are at hand: what pages and files about this one policy are made from."""

    held: HeldPolicy
    council: HeldCouncil
    """The council, without policies."""
    library: Library
    policy: Policy
    editions: Mapping[str, Edition]
    """The edition of each version that is shown, by label."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    """The document of each, by label."""
