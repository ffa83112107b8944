"""Freezing: an adopted text with all that is needed to print the same words again."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.edition.elsewhere import name_elsewhere
from policykit.edition.numbers import number_version
from policykit.model.base import TopicId
from policykit.model.council import Council
from policykit.model.fact import FactVocabulary
from policykit.model.frozen import Frozen, FrozenNumber
from policykit.model.library import Library, Policy
from policykit.model.picture import PictureFile
from policykit.model.policy import Version
from policykit.model.topic import Topic
from policykit.version import VERSION


def freeze_version(library: Library, policy: Policy, label: str) -> Frozen:
    """Give the frozen copy of one version as it is now, with the council's data and the model clauses it uses.

    The facts are kept whole, since a record is read by all that its kind may hold; of the topics, those it declares.

    The library must be free of errors. Raises KeyError when the policy has no version of that label.
    """
    sourced = policy.version(label)
    version = sourced.value
    models = {clause.model for _, clause in version.walk_clauses() if clause.model is not None}
    numbers = {
        name: FrozenNumber(number=n.number, style=n.style, citation=n.citation, label=n.label)
        for name, n in number_version(version).items()
    }
    return Frozen(
        format=1,
        made_with=f"policykit {VERSION}",
        policy=policy.name,
        version=version,
        council=library.council_of(policy),
        models={name: library.models[name] for name in sorted(models)},
        numbers=numbers,
        print_as={},
        source=sourced.places.text,
        facts=_keep_facts(library, version),
        topics=_keep_topics(library, version),
        marks=2,
        pictures=_keep_pictures(policy, version),
        elsewhere=name_elsewhere(library, policy, sourced) or None,
    )


def freeze_edits(library: Library, policy: Policy, frozen: Frozen, print_as: Mapping[str, str]) -> Frozen:
    """Give the frozen copy with the editors' fields as the version's file now has them; its words must be the same.

    With the rules come what they are read with: the vocabulary of facts, and what the council has settled since.
    `print_as` says what is printed in place of characters that no font has, beside what the copy says already.
    """
    sourced = policy.version(frozen.version.version)
    return frozen.model_copy(
        update={
            "made_with": f"policykit {VERSION}",
            "version": sourced.value,
            "source": sourced.places.text,
            "print_as": {**frozen.print_as, **print_as},
            "council": take_decisions(frozen, library.council_of(policy)),
            "facts": _keep_facts(library, sourced.value),
            "topics": _keep_topics(library, sourced.value),
        }
    )


def _keep_pictures(policy: Policy, version: Version) -> dict[str, str] | None:
    """Give the pictures of a text; None for one without, so that its copy reads as those made before there were any."""
    named = sorted({picture.file for _, picture in version.walk_pictures()})
    files = {name: policy.pictures[name] for name in named}
    return {name: each.content for name, each in files.items() if isinstance(each, PictureFile)} or None


def take_decisions(frozen: Frozen, current: Council) -> Council:
    """Give the council as it was, with what it has settled since, but for what the adopted words print."""
    printed = frozen.model_dump_json(include={"version", "models", "council"})
    kept = {name: settled for name, settled in frozen.council.decisions.items() if f"decisions.{name}}}" in printed}
    return frozen.council.model_copy(update={"decisions": {**current.decisions, **kept}})


def _keep_facts(library: Library, version: Version) -> FactVocabulary | None:
    has_rules = any(clause.rules for _, clause in version.walk_clauses())
    return library.facts.value if library.facts is not None and has_rules else None


def _keep_topics(library: Library, version: Version) -> dict[TopicId, Topic]:
    named = {topic for _, clause in version.walk_clauses() for topic in (clause.topic, *clause.also_topics) if topic}
    return {name: topic for name, topic in library.topics.items() if name in named}
