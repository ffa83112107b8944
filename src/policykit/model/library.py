"""A library of policies, loaded and ready: what `load_library` gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from policykit.errors import Code, Diagnostic, Span
from policykit.model.base import CouncilId, PolicyId, TopicId
from policykit.model.council import Council
from policykit.model.counterpart import Counterpart
from policykit.model.fact import FactVocabulary
from policykit.model.frozen import Frozen
from policykit.model.model_clause import ModelClause
from policykit.model.picture import PictureFault, PictureFile
from policykit.model.policy import Path, Version
from policykit.model.register import Register, VersionState, derive_states
from policykit.model.reigns import derive_states_on
from policykit.model.scenario import ScenarioFile
from policykit.model.settings import Settings
from policykit.model.topic import Topic

T = TypeVar("T")


class Places(Protocol):
    """Where the values of one file are in it."""

    @property
    def file(self) -> str:
        """The file's name as messages show it."""

    @property
    def text(self) -> str:
        """The whole text of the file."""

    def span(self, path: Path) -> Span:
        """Give the place of the value at `path`, or of the nearest value above it that exists."""

    def key_span(self, path: Path) -> Span:
        """Give the place of the key that leads to `path`."""

    def inside(self, path: Path, start: int, end: int) -> Span:
        """Give the place of the characters `start` to `end` of the text at `path`."""

    def offset_span(self, start: int, end: int) -> Span:
        """Give the place of the characters `start` to `end` of the whole text."""

    def line_text(self, line: int) -> str:
        """Give one line of the file, without its end."""

    def fault(self, code: Code, span: Span, message: str, hint: str | None = None) -> Diagnostic:
        """Give a diagnostic at `span` with its line of source."""


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A value and the file it came from."""

    value: T
    places: Places = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy of one council: its versions, oldest first, and its register."""

    council: CouncilId
    id: PolicyId
    versions: tuple[Sourced[Version], ...]
    register: Sourced[Register]
    scenarios: Mapping[str, Sourced[ScenarioFile]]
    """The scenario file of each version that has one, by version label."""
    unread: tuple[str, ...] = ()
    """The names of version files that could not be read, without `v` and suffix."""
    frozen: Mapping[str, Frozen] = field(default_factory=dict)
    """The frozen copy of each sealed version, by label: what its documents are made from."""
    pictures: Mapping[str, PictureFile | PictureFault] = field(default_factory=dict)
    """The files of the pictures that the texts name, by their names, as far as they are there."""

    @property
    def name(self) -> str:
        """The policy's name on the command line: `congleton/social-media`."""
        return f"{self.council}/{self.id}"

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the versions, oldest first."""
        return tuple(version.value.version for version in self.versions)

    @property
    def states(self) -> dict[str, VersionState]:
        """The state of each version, derived from the register."""
        return derive_states(self.register.value, self.labels)

    def states_on(self, day: date) -> dict[str, VersionState]:
        """Give the state of each version on `day`: an adopted text that counts from a later one is pending."""
        return derive_states_on(self.register.value, self.labels, day)

    @property
    def seals(self) -> dict[str, str]:
        """The fingerprint of the frozen copy of each sealed version."""
        return self.register.value.seals

    def version(self, label: str) -> Sourced[Version]:
        """Give one version; raises KeyError when the policy has none of that label."""
        for version in self.versions:
            if version.value.version == label:
                return version
        raise KeyError(label)

    def source_text(self, label: str) -> str:
        """Give the file of one version as it is published: of a sealed version, as it was sealed."""
        frozen = self.frozen.get(label)
        return frozen.source if frozen else self.version(label).places.text

    def current(self, day: date | None = None) -> Sourced[Version]:
        """Give the version in force on `day`, else the one that is to be in force next, else the newest.

        Without a day the events alone say what is in force: an adopted text that counts from a later day is.
        """
        if day is not None:
            now = next((label for label, state in self.states_on(day).items() if state.in_force), None)
            if now is not None:
                return self.version(now)
        states = self.states
        for version in reversed(self.versions):
            if states[version.value.version].in_force:
                return version
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Library:
    """All policies of all councils below one folder, with what they share."""

    root: str
    councils: Mapping[CouncilId, Sourced[Council]]
    policies: Mapping[str, Policy]
    """The policies by name (`congleton/social-media`), in order of name."""
    topics: Mapping[TopicId, Topic]
    models: Mapping[str, ModelClause]
    """The model clauses by `file/clause`."""
    facts: Sourced[FactVocabulary] | None
    counterparts: tuple[Counterpart, ...]
    settings: Settings
    shared: Mapping[str, Places] = field(compare=False, repr=False, default_factory=dict)
    """The files that belong to no council, by name, for the place of a fault in them."""
    unread: frozenset[str] = frozenset()
    """The files that are there and could not be read, by their path below the root."""
    part_of: tuple[str, ...] | None = None
    """Where only a part was read: the name of every policy of the whole library. None: all was read."""
    referred: Mapping[str, Policy] = field(default_factory=dict)
    """Where only a part was read: the policies that its texts refer to; nothing else is said of them."""
    today: date | None = None
    """The day for which a policy's name means its version in force. None: as the events alone say."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name of every policy of the library, also of those that were not read because only a part was."""
        return tuple(self.policies) if self.part_of is None else self.part_of

    def narrow(self, policy: Policy) -> Library:
        """Give the same library with this one policy only; the others can be referred to."""
        others = {**self.referred, **self.policies}
        return replace(self, policies={policy.name: policy}, part_of=self.names, referred=others)

    def find(self, name: str) -> Policy | None:
        """Give the policy of this name, also one that is only referred to."""
        return self.policies.get(name) or self.referred.get(name)

    def has_unread(self, name: str) -> bool:
        """Tell whether a file, or one of a council or policy by that name, is there and could not be read."""
        return any(path == name or path.startswith(f"{name}/") for path in self.unread)

    def models_of(self, policy: Policy, label: str) -> Mapping[str, ModelClause]:
        """Give the model clauses that a version's text is read with: as sealed, where it was."""
        frozen = policy.frozen.get(label)
        return {**self.models, **frozen.models} if frozen else self.models

    def council_of(self, policy: Policy) -> Council:
        """Give the council whose policy this is."""
        return self.councils[policy.council].value
