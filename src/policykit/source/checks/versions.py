"""Checks of a version's structure: ids, topics, models, committees and quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.errors import Diagnostic
from policykit.model.base import TopicId
from policykit.model.frozen import Frozen
from policykit.model.library import Library, Places, Policy, Sourced
from policykit.model.model_clause import ModelClause, clause_words, quotable_words
from policykit.model.policy import Clause, Note, Path, Version, closing_id, footnote_id
from policykit.source import codes
from policykit.source.checks.footnotes import check_footnotes
from policykit.wording.forms import find_words
from policykit.wording.nearest import hint_nearest


def check_versions(library: Library) -> Iterator[Diagnostic]:
    """Find ids, topics, models, committees and quotes that do not fit.

    A sealed version is held to what was sealed with it: what is renamed or dropped since is no fault of its file.
    """
    for policy in library.policies.values():
        for version in policy.versions:
            yield from _check_ids(version)
            models = library.models_of(policy, version.value.version)
            frozen = policy.frozen.get(version.value.version)
            yield from _check_topics(version, library, frozen)
            yield from _check_roles(version, library, frozen)
            yield from _check_models(version, library, models)
            yield from _check_committee(version, policy, library, frozen)
            yield from _check_quotes(version, models)
            if frozen is None or frozen.version != version.value:
                yield from check_footnotes(version)


def _check_ids(version: Sourced[Version]) -> Iterator[Diagnostic]:
    named: dict[str, list[Path]] = {}
    for path, section in version.value.walk_sections():
        named.setdefault(section.id, []).append(path)
    for path, clause in version.value.walk_clauses():
        named.setdefault(clause.id, []).append(path)
        if clause.closing is not None:
            named.setdefault(closing_id(clause.id), []).append((*path, "closing"))
        for name in clause.footnotes:
            named.setdefault(footnote_id(clause.id, name), []).append((*path, "footnotes", name))
    places = version.places
    for name, paths in named.items():
        if len(paths) == 1:
            continue
        first, *others = sorted(
            places.span(path if "footnotes" in path[-2:-1] or path[-1] == "closing" else (*path, "id"))
            for path in paths
        )
        for span in others:
            message = f"the id `{name}` is taken: line {first.line} has it"
            yield places.fault(codes.DUPLICATE_ID, span, message, "give this one a name of its own")


def _check_topics(version: Sourced[Version], library: Library, frozen: Frozen | None) -> Iterator[Diagnostic]:
    if library.has_unread("topics.yaml"):
        return
    sealed = _list_topics(frozen.version) if frozen else ()
    known = [*library.topics, *(topic for topic in sealed if topic not in library.topics)]
    for path, clause in version.value.walk_clauses():
        topics: list[tuple[Path, TopicId]] = [((*path, "topic"), clause.topic)] if clause.topic else []
        topics += [((*path, "also_topics", position), topic) for position, topic in enumerate(clause.also_topics)]
        for place, topic in topics:
            if topic not in known:
                add = f"choose one of topics.yaml, or add it there: `- {{id: {topic}, title: …, meaning: …}}`"
                yield version.places.fault(
                    codes.UNKNOWN_TOPIC,
                    version.places.span(place),
                    f"there is no topic `{topic}`",
                    hint_nearest(topic, known, add),
                )


def _list_topics(version: Version) -> Iterator[TopicId]:
    for _, clause in version.walk_clauses():
        yield from filter(None, (clause.topic, *clause.also_topics))


def _check_roles(version: Sourced[Version], library: Library, frozen: Frozen | None) -> Iterator[Diagnostic]:
    if library.facts is None:
        return
    sealed = _list_roles(frozen.version) if frozen else ()
    known = list(dict.fromkeys([*library.facts.value.roles, *(role for _, role in sealed)]))
    for place, role in _list_roles(version.value):
        if role not in known:
            yield version.places.fault(
                codes.UNKNOWN_ROLE,
                version.places.span(place),
                f"there is no role `{role}`",
                hint_nearest(role, known, f"roles of facts.yaml: {', '.join(known)}"),
            )


def _list_roles(version: Version) -> Iterator[tuple[Path, str]]:
    for position, role in enumerate(version.applies_to):
        yield ("applies_to", position), role
    for path, section in version.walk_sections():
        for position, role in enumerate(section.applies_to):
            yield (*path, "applies_to", position), role


def _check_models(
    version: Sourced[Version], library: Library, models: Mapping[str, ModelClause]
) -> Iterator[Diagnostic]:
    places = version.places
    for path, clause in version.value.walk_clauses():
        if clause.model is None:
            continue
        model = models.get(clause.model)
        if model is None and library.has_unread(f"models/{clause.model.partition('/')[0]}.yaml"):
            continue
        if model is None:
            yield places.fault(
                codes.UNKNOWN_MODEL,
                places.span((*path, "model")),
                f"there is no model clause `{clause.model}`",
                hint_nearest(clause.model, library.models, "models/ holds the model clauses"),
            )
            continue
        yield from _check_with(clause, model, path, places)


def _check_with(clause: Clause, model: ModelClause, path: Path, places: Places) -> Iterator[Diagnostic]:
    for name in sorted(set(model.parameters) - set(clause.with_)):
        yield places.fault(
            codes.MODEL_VALUES,
            places.span((*path, "model")),
            f"`{clause.model}` needs a value for `{name}`",
            f"add it under `with:`: {model.parameters[name].label}",
        )
    for name, value in clause.with_.items():
        here = (*path, "with", name)
        if name not in model.parameters:
            yield places.fault(
                codes.MODEL_VALUES,
                places.key_span(here),
                f"`{clause.model}` has no parameter `{name}`",
                hint_nearest(name, model.parameters, "delete it"),
            )
        elif model.parameters[name].values and value not in model.parameters[name].values:
            allowed = ", ".join(model.parameters[name].values)
            yield places.fault(
                codes.MODEL_VALUES, places.span(here), f"`{name}` cannot be `{value}`", f"one of: {allowed}"
            )


def _check_committee(
    version: Sourced[Version], policy: Policy, library: Library, frozen: Frozen | None
) -> Iterator[Diagnostic]:
    council = library.councils.get(policy.council)
    if council is None or version.value.committee is None:
        return
    known = [committee.id for committee in council.value.committees]
    known += [committee.id for committee in frozen.council.committees] if frozen else []
    if version.value.committee not in known:
        yield version.places.fault(
            codes.UNKNOWN_COMMITTEE,
            version.places.span(("committee",)),
            f"council.yaml has no committee `{version.value.committee}`",
            hint_nearest(version.value.committee, known, "add it under `committees:`"),
        )


def _check_quotes(version: Sourced[Version], models: Mapping[str, ModelClause]) -> Iterator[Diagnostic]:
    """Hold every quotation to the words that it is of; nothing else checks one."""
    for path, section in version.value.walk_sections():
        words = " ".join([section.heading or "", *(clause_words(clause, models) for clause in section.clauses)])
        yield from _check_notes(section.notes, path, words, version.places)
    for path, clause in version.value.walk_clauses():
        words = quotable_words(clause, models)
        # A page sets the term on a line of its own, without the colon that a finding quotes it with.
        shown = f"{words}\n{clause.term} {clause_words(clause, models)}" if clause.term else words
        yield from _check_notes(clause.notes, path, shown, version.places)
        for position, rule in enumerate(clause.rules):
            for index, quote in enumerate(rule.rests_on):
                yield from _check_quote(quote, words, (*path, "rules", position, "rests_on", index), version.places)


def _check_notes(notes: tuple[Note, ...], path: Path, words: str, places: Places) -> Iterator[Diagnostic]:
    for position, note in enumerate(notes):
        if note.quote is not None:
            yield from _check_quote(note.quote, words, (*path, "notes", position, "quote"), places)


def _check_quote(quote: str, words: str, path: Path, places: Places) -> Iterator[Diagnostic]:
    if next(find_words(" ".join(words.split()), " ".join(quote.split())), None) is None:
        yield places.fault(
            codes.QUOTE_NOT_FOUND,
            places.span(path),
            f"the words `{quote[:60]}` are not in this text",
            "copy them exactly, with the same quotation marks",
        )
