"""Council against council: clauses meet by the topics they declare and by the links that people have confirmed.

Two councils are not two versions. Nothing is paired because its words look alike, except what is nearly verbatim or
made from one model clause (`families`); what only seems to match is for `suggest`, and is no part of a matrix.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policykit.compare.alignment.entries import list_entries, make_units
from policykit.compare.councils.families import NamedModel, Wording, find_families, follow_models
from policykit.compare.councils.matrix import (
    BINDING,
    OPPOSITE,
    CellState,
    Column,
    CouncilClause,
    CounterpartLink,
    Family,
    Matrix,
    TopicCell,
    TopicRow,
)
from policykit.compare.families.masks import NO_MASK, mask_council
from policykit.compare.families.signature import hide_names
from policykit.document.tree import ClauseNode, Document
from policykit.edition.edition import Edition
from policykit.model.base import TopicId
from policykit.model.counterpart import Counterpart, Stance
from policykit.model.library import Library
from policykit.model.markdown import parse_text
from policykit.model.parameters import text_parameters
from policykit.model.policy import Clause
from policykit.model.text import Inline, NoteMark, Parameter, Reference, Text, plain_text
from policykit.model.topic import Topic
from policykit.model.word_tree import replace_leaves

_MORE: frozenset[Stance] = frozenset({"stronger", "broader"})
_LESS: frozenset[Stance] = frozenset({"weaker", "narrower"})


def compare_councils(library: Library, documents: Sequence[Document]) -> Matrix:
    """Set policies of one library side by side, topic by topic.

    `documents` are compiled from policies of the library, each policy at most once; they become the columns in that
    order. Every clause of every document is in the cell of each topic it declares, or in `untagged`.
    """
    topics = _find_topics(library, documents)
    clauses = list_council_clauses(topics, documents)
    places = {clause.address: clause for clause in clauses}
    links = tuple(_read_link(link) for link in library.counterparts if all(end in places for end in link.clauses))
    families = _find_families(documents, clauses)
    joined = {end for link in links for end in (link.first, link.second)} | {
        member.address for family in families if _spans(family, places) for member in family.members
    }
    return Matrix(
        columns=tuple(_make_column(document) for document in documents),
        rows=_make_rows(topics, len(documents), clauses, links, families),
        clauses=clauses,
        untagged=tuple(clause.address for clause in clauses if not clause.topics),
        links=links,
        families=families,
        alone=tuple(clause.address for clause in clauses if clause.address not in joined),
    )


def _find_topics(library: Library, documents: Sequence[Document]) -> dict[TopicId, Topic]:
    """Give the topics of the library, and after them those dropped since that a sealed text still declares.

    A topic is called as in the texts that declare it, where those agree: as it was sealed, whatever it is called today.
    """
    known = dict(library.topics)
    declared: dict[TopicId, list[Topic]] = defaultdict(list)
    for document in documents:
        topics = document.edition.topics if document.edition else {}
        for clause in document.walk_clauses():
            for name in filter(None, (clause.topic, *clause.also_topics)):
                if TopicId(name) in topics:
                    declared[TopicId(name)].append(topics[TopicId(name)])
    for name, said in declared.items():
        if all(topic == said[0] for topic in said):
            known[name] = said[0]
        else:
            known.setdefault(name, said[0])
    return known


def list_council_clauses(topics: Mapping[TopicId, Topic], documents: Sequence[Document]) -> tuple[CouncilClause, ...]:
    """Give every clause of the documents, one document after the other."""
    return tuple(
        clause for column, document in enumerate(documents) for clause in _list_clauses(topics, column, document)
    )


def _list_clauses(known: Mapping[TopicId, Topic], column: int, document: Document) -> Iterator[CouncilClause]:
    entries = list_entries(document)
    for entry, unit in zip(entries, make_units(entries), strict=True):
        node = entry.node
        if isinstance(node, ClauseNode):
            declared = dict.fromkeys(filter(None, (node.topic, *node.also_topics)))
            topics = tuple(topic for topic in declared if TopicId(topic) in known)
            address = f"{document.imprint.policy}#{node.id}"
            yield CouncilClause(address, column, node.citation, node.kind, unit.text, topics)


def _make_column(document: Document) -> Column:
    imprint = document.imprint
    return Column(
        imprint.policy, imprint.version, imprint.council, imprint.title, imprint.status_line, imprint.applies_to
    )


def _read_link(link: Counterpart) -> CounterpartLink:
    first, second = link.clauses
    return CounterpartLink(
        first, second, link.stance, link.matter, link.note, link.confirmed_by, str(link.confirmed_on)
    )


def _find_families(documents: Sequence[Document], clauses: Sequence[CouncilClause]) -> tuple[Family, ...]:
    masks = [mask_council(each.edition.council) if each.edition else NO_MASK for each in documents]
    wordings = [
        Wording(clause.address, clause.column, clause.text, hide_names(clause.text, masks[clause.column]))
        for clause in clauses
    ]
    models: dict[str, NamedModel] = {}
    filled: dict[str, str] = {}
    for document in documents:
        for address, model, text in _read_models(document.edition) if document.edition else ():
            models[address], filled[address] = model, text
    by_model = follow_models(wordings, models, filled)
    by_words = [family for family in find_families(wordings) if not _is_one_model(family, models)]
    return (*by_model, *by_words)


def _is_one_model(family: Family, models: Mapping[str, NamedModel]) -> bool:
    """Say whether all members are made from one model clause, whose family shows them already."""
    return len({models.get(member.address, NamedModel(member.address, "")) for member in family.members}) == 1


def _read_models(edition: Edition) -> Iterator[tuple[str, NamedModel, str]]:
    """Give each clause made from a model clause: its address, the model, and the model's words with its values."""
    values = text_parameters(edition.council, edition.version)
    for _, clause in edition.version.walk_clauses():
        if clause.model is not None:
            text = edition.models[clause.model].text
            yield f"{edition.policy.name}#{clause.id}", NamedModel(clause.model, text), _fill(text, values, clause)


def _fill(text: str, values: Mapping[str, str | None], clause: Clause) -> str:
    def change(leaf: Reference | Parameter | NoteMark) -> Inline:
        value = {**values, **clause.with_}.get(leaf.name) if isinstance(leaf, Parameter) else None
        return leaf if value is None else Text(value)

    return plain_text(replace_leaves(parse_text(text).inlines, change))


def _spans(family: Family, places: Mapping[str, CouncilClause]) -> bool:
    return len({places[member.address].column for member in family.members}) > 1


def _make_rows(
    topics: Mapping[TopicId, Topic],
    width: int,
    clauses: Sequence[CouncilClause],
    links: Sequence[CounterpartLink],
    families: Sequence[Family],
) -> tuple[TopicRow, ...]:
    held: dict[str, list[CouncilClause]] = defaultdict(list)
    for clause in clauses:
        for topic in clause.topics:
            held[topic].append(clause)
    ends: dict[str, list[int]] = defaultdict(list)
    for position, link in enumerate(links):
        for end in dict.fromkeys((link.first, link.second)):
            ends[end].append(position)
    kin: dict[str, list[Family]] = defaultdict(list)
    for family in families:
        for member in family.members:
            kin[member.address].append(family)
    return tuple(
        _make_row(topic.id, topic.title, topic.meaning, held[topic.id], width, links, ends, kin)
        for topic in topics.values()
    )


def _make_row(
    topic: str,
    title: str,
    meaning: str,
    clauses: Sequence[CouncilClause],
    width: int,
    links: Sequence[CounterpartLink],
    ends: Mapping[str, list[int]],
    kin: Mapping[str, list[Family]],
) -> TopicRow:
    column_of = {clause.address: clause.column for clause in clauses}
    within: set[int] = set()
    beyond: set[int] = set()
    for clause in clauses:
        for position in ends.get(clause.address, ()):
            if links[position].first in column_of and links[position].second in column_of:
                within.add(position)
            elif clause.topics[0] == topic:
                beyond.add(position)
    stances: list[set[Stance | None]] = [set() for _ in range(width)]
    for position in within:
        link = links[position]
        stances[column_of[link.first]].add(link.stance)
        stances[column_of[link.second]].add(OPPOSITE[link.stance])
    linked = {end for position in within for end in (links[position].first, links[position].second)}
    for clause in clauses:
        if clause.address not in linked:
            stances[clause.column] |= _stances_of_kin(clause, column_of, kin.get(clause.address, ()))
    cells: list[list[CouncilClause]] = [[] for _ in range(width)]
    for clause in clauses:
        cells[clause.column].append(clause)
    return TopicRow(
        topic,
        title,
        meaning,
        tuple(_make_cell(cell, known) for cell, known in zip(cells, stances, strict=True)),
        tuple(sorted(within)),
        tuple(sorted(beyond)),
    )


def _stances_of_kin(
    clause: CouncilClause, column_of: Mapping[str, int], families: Iterable[Family]
) -> set[Stance | None]:
    """Give what shared words alone say: `same` where they are the same, None where they are only alike."""
    found: set[Stance | None] = set()
    for family in families:
        likeness = {member.address: member.likeness for member in family.members}
        for address, own in likeness.items():
            if column_of.get(address, clause.column) != clause.column:
                found.add("same" if own == likeness[clause.address] == 1 else None)
    return found


def _make_cell(clauses: Sequence[CouncilClause], stances: set[Stance | None]) -> TopicCell:
    addresses = tuple(clause.address for clause in clauses)
    binding = sum(clause.kind in BINDING for clause in clauses)
    return TopicCell(_judge_cell(stances) if clauses else "silent", addresses, binding)


def _judge_cell(stances: set[Stance | None]) -> CellState:
    """Give the most telling of the stances of a cell's clauses."""
    if not stances:
        return "states"
    if "conflicts" in stances:
        return "conflicts"
    if "differs" in stances:
        return "differs"
    more, less = bool(stances & _MORE), bool(stances & _LESS)
    if more or less:
        return "overlaps" if more and less else "further" if more else "less"
    return "shares" if None in stances else "agrees"
