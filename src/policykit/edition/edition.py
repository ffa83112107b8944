"""One version of one policy as it counts: from its frozen copy if it is sealed, else from the files as they are."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from policykit.edition.elsewhere import name_elsewhere
from policykit.edition.numbers import Numbered, number_version
from policykit.model.base import TopicId
from policykit.model.council import Council
from policykit.model.fact import FactVocabulary
from policykit.model.fingerprint import fingerprint
from policykit.model.frozen import Frozen
from policykit.model.library import Library, Policy, Sourced
from policykit.model.markdown import keep_later_marks
from policykit.model.model_clause import ModelClause, clause_words, quotable_words
from policykit.model.picture import PictureFile
from policykit.model.picture_file import read_picture
from policykit.model.policy import Clause, Version
from policykit.model.printed import replace_texts
from policykit.model.register import Register, VersionState, derive_states
from policykit.model.topic import Topic


@dataclass(frozen=True)
class Edition:
    """One version of one policy with all that it is read with; nothing else says what the text of a version is.

    Of a sealed version all of it comes from the frozen copy, so that nothing made from an edition changes when a
    council, a model clause, the vocabulary of facts or the numbering of a newer policykit does.
    """

    policy: Policy
    council: Council
    """The council as it was when the version was sealed; of a draft, as it is."""
    models: Mapping[str, ModelClause]
    """The model clauses that the text may instantiate, by `file/clause`."""
    facts: FactVocabulary | None
    """The vocabulary that the rules are written in; None where the library has none."""
    version: Version
    """The text."""
    topics: Mapping[TopicId, Topic]
    """The topics that the clauses may declare, by id."""
    source: str
    """The version's file as it is published, character for character."""
    seal: str | None = None
    """The SHA-256 of the frozen copy that this comes from; None of a draft."""
    print_as: Mapping[str, str] = field(default_factory=dict)
    """What is printed in place of characters that no font has, by their code points (`U+1F4DE`)."""
    kept_numbers: Mapping[str, Numbered] = field(default_factory=dict)
    """The numbers that the frozen copy holds; none of a draft."""
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    """The pictures that the text shows, by the names of their files."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """What the references to other policies print, by what they name."""
    elsewhere_now: Mapping[str, str] = field(default_factory=dict)
    """What they would print today; the same but for a sealed version."""

    @property
    def label(self) -> str:
        """The version's label: `1`."""
        return self.version.version

    @property
    def name(self) -> str:
        """The full name: `congleton/social-media@1`."""
        return f"{self.policy.name}@{self.label}"

    @cached_property
    def text_sha256(self) -> str:
        """The one fingerprint by which a text is known: in register, documents, verdicts, exports and amendments.

        Of a sealed version it is the seal (what `sha256sum adopted/v1.json` gives), of a draft the SHA-256 of the
        canonical JSON of its text and of the fingerprints of its pictures.
        """
        return self.seal or fingerprint(self.version, {name: each.sha256 for name, each in self.pictures.items()})

    @cached_property
    def states(self) -> tuple[VersionState, ...]:
        """The states of the versions up to this one, as this version sees them: oldest first, itself last."""
        return states_as_seen(self.policy.register.value, self.policy.labels, self.label)

    @property
    def state(self) -> VersionState:
        """The state of this version."""
        return self.states[-1]

    @cached_property
    def numbers(self) -> Mapping[str, Numbered]:
        """The number and citation of every section and clause, by id."""
        return self.kept_numbers or number_version(self.version, self.council.language)

    def citation(self, name: str) -> str:
        """Give how a person cites the section or clause of this id. Raises KeyError where there is none."""
        return self.numbers[name].citation

    def words(self, clause: Clause) -> str:
        """Give the words of a clause as they are written: its own, those of its model filled in, or its cells."""
        return clause_words(clause, self.models)

    def quotable(self, clause: Clause) -> str:
        """Give what may be quoted of a clause: its words, with the term that it defines before them."""
        return quotable_words(clause, self.models)

    def printable(self) -> Edition:
        """Give the edition as documents print it: with the substitutes of `print_as` in its printed texts."""
        if not self.print_as:
            return self
        table = {int(name.removeprefix("U+"), 16): words for name, words in self.print_as.items()}

        def change(text: str) -> str:
            return text.translate(table)

        return replace(
            self,
            version=replace_texts(self.version, change),
            council=replace_texts(self.council, change),
            models={name: replace_texts(model, change) for name, model in self.models.items()},
        )


def find_edition(library: Library, policy: Policy, label: str | None = None) -> Edition:
    """Give one version of a policy as it counts: that of `label`, else the current one (`Policy.current`).

    The library must be free of errors (`load_library` sees to that). Raises KeyError when the policy has no version of
    that label.
    """
    sourced = policy.version(label) if label is not None else policy.current(library.today)
    label = sourced.value.version
    frozen = policy.frozen.get(label)
    live = _open_files(library, policy, sourced)
    return live if frozen is None else _freeze(live, frozen, policy.seals[label])


def read_edition(library: Library, policy: Policy, sourced: Sourced[Version]) -> Edition:
    """Give a version as its file stands: what sealing it now would make it.

    Of a sealed version whose file was edited since, the models and the council are those of the frozen copy, and the
    text, the facts and what the council has settled are those of today. The council's file must be readable.
    """
    live = _open_files(library, policy, sourced)
    frozen = policy.frozen.get(sourced.value.version)
    if frozen is None:
        return live
    as_sealed = _freeze(live, frozen, policy.seals[sourced.value.version])
    if frozen.version == sourced.value:
        return as_sealed
    council = as_sealed.council.model_copy(update={"decisions": live.council.decisions})
    models = {**library.models, **frozen.models}
    return replace(live, council=council, models=models, topics={**(frozen.topics or {}), **library.topics})


def _open_files(library: Library, policy: Policy, sourced: Sourced[Version]) -> Edition:
    elsewhere = name_elsewhere(library, policy, sourced)
    return Edition(
        policy,
        library.council_of(policy),
        library.models,
        library.facts.value if library.facts else None,
        sourced.value,
        library.topics,
        sourced.places.text,
        pictures=_find_pictures(policy, sourced.value),
        elsewhere=elsewhere,
        elsewhere_now=elsewhere,
    )


def _find_pictures(policy: Policy, version: Version) -> dict[str, PictureFile]:
    found = {picture.file: policy.pictures.get(picture.file) for _, picture in version.walk_pictures()}
    return {name: each for name, each in found.items() if isinstance(each, PictureFile)}


def _freeze(live: Edition, frozen: Frozen, seal: str) -> Edition:
    """Give the edition with everything that the frozen copy keeps in place of what counts today."""
    return replace(
        live,
        council=_keep_committees(frozen.council, live.council),
        models=frozen.models,
        facts=frozen.facts or live.facts,
        topics={**live.topics, **(frozen.topics or {})},
        version=_keep_marks(frozen),
        source=frozen.source,
        seal=seal,
        print_as=frozen.print_as,
        kept_numbers={
            name: Numbered(number.number, number.style, number.citation, number.label)
            for name, number in frozen.numbers.items()
        },
        pictures=dict(_thaw_pictures(frozen)),
        elsewhere=frozen.elsewhere or {},
    )


def _keep_marks(frozen: Frozen) -> Version:
    """Give the text, with what only looks like a mark escaped where it was adopted before that mark was known."""
    if frozen.marks is not None or keep_later_marks(frozen.source) == frozen.source:
        return frozen.version
    return replace_texts(frozen.version, keep_later_marks, "markdown")


def _thaw_pictures(frozen: Frozen) -> Iterator[tuple[str, PictureFile]]:
    for name, content in (frozen.pictures or {}).items():
        read = read_picture(base64.b64decode(content))
        assert isinstance(read, PictureFile), "what was sealed could be printed"
        yield name, read


def states_as_seen(register: Register, labels: tuple[str, ...], label: str) -> tuple[VersionState, ...]:
    """Give the states of the versions up to `label`, from the events up to a later version's adoption.

    What happens afterwards is no part of this version's document, so that an old version always renders alike.
    """
    upto = labels[: labels.index(label) + 1]
    seen: list[object] = []
    adopted = False
    for event in register.settled:
        adopted = adopted or (event.version == label and event.event == "adopted")
        if adopted and event.version not in upto and event.event == "adopted":
            break
        if event.version in upto and not (event.version == label and event.event == "superseded"):
            seen.append(event)
    states = derive_states(register.model_copy(update={"events": tuple(seen)}), upto)
    return tuple(states[name] for name in upto)


def _keep_committees(frozen: Council, current: Council) -> Council:
    """Give the council as it was, with the committees that came later: they may review what was adopted before them."""
    known = {committee.id for committee in frozen.committees}
    later = tuple(committee for committee in current.committees if committee.id not in known)
    return frozen.model_copy(update={"committees": (*frozen.committees, *later)}) if later else frozen
