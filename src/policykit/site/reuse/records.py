"""The shapes of `index.json`, `policy.json` and `timeline.json`. Dates are as exact as they are known: `2022-01`."""

from __future__ import annotations

from dataclasses import dataclass

from policykit.site.holdings import Standing


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """A policy in a list: of its versions the one that its page shows."""

    policy: str
    """Its name: `crewe/social-media`."""
    title: str
    version: str
    """The label of the version."""
    standing: Standing
    in_force_from: str | None
    next_review: str | None
    page: str
    data: str
    """The address of its `policy.json`."""


@dataclass(frozen=True, slots=True)
class ListedCouncil:
    """A council with its policies."""

    id: str
    name: str
    kind: str
    """`town`, `parish` …"""
    jurisdiction: str
    """Whose law applies: `england`, `wales` …"""
    language: str
    """The language of its documents (BCP 47)."""
    website: str | None
    page: str
    feed: str
    """The address of its feed of what happened (Atom)."""
    reviews: str
    """The address of its calendar of planned reviews (iCalendar)."""
    policies: tuple[ListedVersion, ...]


@dataclass(frozen=True, slots=True)
class SiteIndex:
    """What a site has: councils with their policies. Addresses are whole, or relative to this file."""

    title: str
    page: str
    councils: tuple[ListedCouncil, ...]


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a version."""

    format: str
    """`pdf`, `docx` …; of rules the language that they are in: `rego`, `sql` …"""
    media_type: str
    address: str


@dataclass(frozen=True, slots=True)
class PublishedClause:
    """A clause, with the address at which it can be cited for good."""

    id: str
    citation: str
    """How a person cites it: `s.6, 5th bullet`."""
    heading: str
    kind: str
    """`obligation`, `prohibition`, `definition` …"""
    topics: tuple[str, ...]
    """The ids of its topics, its own first."""
    term: str | None
    """The term that it defines."""
    part_of: str | None
    """The id of the clause whose list it is in."""
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """One version of a policy."""

    label: str
    title: str
    subtitle: str | None
    kind: str
    """`policy`, `protocol`, `procedure` or `guidance`."""
    language: str
    standing: Standing
    adopted: str | None
    in_force_from: str | None
    ended: str | None
    replaced_by: str | None
    """The label of the version that took its place."""
    body: str | None
    """Who adopted it."""
    reference: str | None
    """The minute of its adoption."""
    next_review: str | None
    text_sha256: str
    """The fingerprint of its text, which its documents bear."""
    page: str
    files: tuple[PublishedFile, ...]
    rules: tuple[PublishedFile, ...]
    """Its rules for programs; of an adopted version with rules only."""
    rules_refused: tuple[str, ...]
    """Each language in which its rules cannot be said, with the reason."""


@dataclass(frozen=True, slots=True)
class PolicyData:
    """One policy: its versions, the oldest first, and the clauses of the one that its page shows."""

    policy: str
    council: str
    """The council's id."""
    council_name: str
    title: str
    page: str
    timeline: str
    """The address of its `timeline.json`."""
    in_force: str | None
    """The label of the version in force."""
    versions: tuple[PublishedVersion, ...]
    shown: str
    """The label of the version whose clauses follow: the one in force, else the last adopted, else the newest."""
    clauses: tuple[PublishedClause, ...]


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """One thing that happened to a version."""

    id: str
    """A name that stays, which the feeds bear too."""
    version: str
    event: str
    """`adopted`, `reviewed` …"""
    date: str | None
    what: str
    """The same in words."""
    by: str | None
    reference: str | None
    """The minute."""
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishedPeriod:
    """Days in a row on which the same version was in force."""

    first: str | None
    """The first day; null for the time before anything happened."""
    last: str | None
    """The last day; null where no end is known."""
    versions: tuple[str, ...]
    """The version in force; several where the register does not say which; none where none was."""
    sure: bool
    """Whether the register's dates are exact enough to be sure."""


@dataclass(frozen=True, slots=True)
class PolicyTimeline:
    """The life of a policy: what happened, in the order of its register, and what was in force on which days."""

    policy: str
    page: str
    events: tuple[PublishedEvent, ...]
    periods: tuple[PublishedPeriod, ...]
