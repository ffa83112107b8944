"""Topics against councils: what each cell says, what is linked, and that no clause is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policykit.compare.councils.compare import compare_councils
from policykit.compare.councils.matrix import OPPOSITE, Matrix
from policykit.compare.words.diff import WordDiff
from policykit.document.compile import compile_document
from policykit.document.tree import ClauseNode, Document
from policykit.edition.edition import find_edition
from policykit.errors import PolicykitError
from policykit.model.library import Library
from policykit.pipeline.matrix import find_columns, make_matrix
from policykit.render.matrix.words import judge_row, summarise

TOGETHER = """
    scope                     differs    differs
    purpose                   differs    differs
    definitions               differs    differs
    risk-awareness            differs    differs
    roles-ownership           states     silent
    authorised-users          states     silent
    pre-publication-approval  states     silent
    review-version            states     silent
    responsible-use           less       further
    respect                   further    less
    code-of-conduct           silent     states
    personal-responsibility   less       further
    lawful-content            differs    differs
    accuracy                  differs    differs
    confidentiality           further    less
    personal-data             overlaps   overlaps
    council-voice             differs    differs
    criticism                 conflicts  conflicts
    reputation                overlaps   overlaps
    personal-accounts         differs    differs
    branding                  silent     states
    account-security-privacy  differs    differs
    meeting-reporting         states     silent
    sharing-endorsement       states     silent
    third-party-comments      silent     states
    communications-mix        further    less
    pre-election              states     silent
    messaging                 states     silent
    safeguarding              further    less
    ai-permitted              states     silent
    ai-prohibited             states     silent
    ai-governance             states     silent
    compliance-other-policies differs    differs
    enforcement               silent     silent
"""
"""What Congleton and Crewe say on each topic."""


def test_what_congleton_and_crewe_say_on_each_topic(two: Matrix) -> None:
    assert [[row.topic, *(cell.state for cell in row.cells)] for row in two.rows] == [
        line.split() for line in TOGETHER.strip().splitlines()
    ]


def test_the_summary_names_the_conflict_first_and_then_who_speaks_alone(two: Matrix) -> None:
    points = [(point.lead, [row.topic for row in point.rows]) for point in summarise(two)]
    assert points[0] == ("They conflict on", ["criticism"])
    assert points[-2:] == [
        ("Crewe alone speaks of", ["code-of-conduct", "branding", "third-party-comments"]),
        ("None says anything on", ["enforcement"]),
    ]
    assert sorted(topic for _, topics in points for topic in topics) == sorted(row.topic for row in two.rows)


def lose_nothing(matrix: Matrix, documents: list[Document]) -> None:
    """Every clause is in the cell of each of its topics, or untagged, and nowhere else."""
    given = [(f"{each.imprint.policy}#{clause.id}", clause) for each in documents for clause in each.walk_clauses()]
    assert [clause.address for clause in matrix.clauses] == [address for address, _ in given]
    held = {(row.topic, address) for row in matrix.rows for cell in row.cells for address in cell.clauses}
    topics = {row.topic for row in matrix.rows}
    declared = {
        (topic, address)
        for address, clause in given
        for topic in (clause.topic, *clause.also_topics)
        if topic in topics
    }
    assert held == declared
    assert set(matrix.untagged) == {address for address, _ in given} - {address for _, address in held}


def test_no_clause_is_lost(library: Library, three: Matrix) -> None:
    lose_nothing(three, [compile_document(find_edition(library, policy)) for policy in library.policies.values()])
    assert three.untagged == ("sandbach/social-media#conduct.formula",)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_clause_is_lost_whatever_the_topics(data: st.DataObject, library: Library) -> None:
    documents = [compile_document(find_edition(library, policy)) for policy in library.policies.values()]
    topics = st.sampled_from([None, "no-such-topic", *library.topics])

    def shuffle(clause: ClauseNode) -> ClauseNode:
        also = tuple(filter(None, data.draw(st.lists(topics, max_size=2))))
        inner = tuple(map(shuffle, clause.clauses))
        return replace(clause, topic=data.draw(topics), also_topics=also, clauses=inner)

    crewe = documents[1]
    sections = tuple(replace(each, clauses=tuple(map(shuffle, each.clauses))) for each in crewe.sections)
    documents[1] = replace(crewe, sections=sections)
    lose_nothing(compare_councils(library, documents), documents)


def test_the_order_of_the_councils_turns_every_statement_round(library: Library, two: Matrix) -> None:
    turned = make_matrix(library, find_columns(library, ["crewe", "congleton"]))
    assert [row.cells[::-1] for row in turned.rows] == [row.cells for row in two.rows]
    assert turned.links == two.links
    assert {OPPOSITE[OPPOSITE[link.stance]] == link.stance for link in two.links} == {True}


def test_a_third_council_meets_by_topic_words_and_model_and_nobody_says_what_it_means(three: Matrix) -> None:
    states = {row.topic: row.cells[2].state for row in three.rows if row.cells[2].clauses}
    assert states == {
        "purpose": "shares",
        "responsible-use": "shares",
        "personal-responsibility": "shares",
        "criticism": "states",
        "reputation": "states",
        "branding": "shares",
        "meeting-reporting": "shares",
        "enforcement": "states",
    }
    assert {row.topic: judge_row(row) for row in three.rows}["branding"] == "shares"
    assert not [link for link in three.links if "sandbach" in link.first + link.second]


FAMILIES = {
    "social-media/personal-responsibility": ["congleton own-content 0.93", "crewe own-content 0.41"],
    "social-media/sensible-use": [
        "congleton sensible-use 0.94",
        "crewe sensible-use 0.94",
        "sandbach sensible-use 1.0",
    ],
    "social-media/structured-approach": ["congleton approach 1.0", "crewe approach 1.0", "sandbach approach 0.91"],
    "Remember that you are": ["congleton own-content 0.97", "sandbach own-content 1.0"],
    "Officers and Councillors should": ["congleton closed-meetings 1.0", "sandbach closed-meetings 0.97"],
    "Do not use the": ["crewe logo 1.0", "sandbach logo 1.0"],
}
"""Who shares the words of each clause, and how alike: models first, then what the words alone show."""


def test_who_shares_a_clause_and_who_drifted_from_it(three: Matrix) -> None:
    found = {}
    for family in three.families:
        members = [
            f"{member.address.partition('/')[0]} {member.address.rpartition('.')[2]} {round(member.likeness, 2)}"
            for member in family.members
        ]
        found[family.model or next(name for name in FAMILIES if family.text.startswith(name))] = members
    assert {name: members for name, members in found.items() if name in FAMILIES} == FAMILIES


def test_drift_leads_from_the_words_of_the_family_to_a_councils_own(three: Matrix) -> None:
    texts = {clause.address: clause.text for clause in three.clauses}
    for family in three.families:
        for member in family.members:
            if member.drift:
                assert WordDiff(member.drift).new == texts[member.address]
            else:
                assert family.model or family.text == texts[member.address]


def test_what_is_only_alike_joins_nothing(two: Matrix) -> None:
    # Bullets of one policy in like words are no family, nor are clauses of two councils that are 0.68 alike.
    assert [family.model for family in two.families if family.model is None] == []


def test_a_clause_stands_alone_when_no_link_and_no_words_join_it(two: Matrix, three: Matrix) -> None:
    linked = {end for link in two.links for end in (link.first, link.second)}
    assert set(two.alone) == {clause.address for clause in two.clauses} - linked
    assert "congleton/social-media#responsibilities.closed-meetings" in two.alone
    assert "congleton/social-media#responsibilities.closed-meetings" not in three.alone


@pytest.mark.parametrize(
    ("names", "code", "message"),
    [
        (
            ["congleton"],
            "too-few-policies",
            "`congleton/social-media` was the only one named, and a comparison needs two or more",
        ),
        (["congleton", "cre"], "unknown-name", "there is no policy `cre` in"),
    ],
)
def test_what_cannot_be_compared_is_told(library: Library, names: list[str], code: str, message: str) -> None:
    with pytest.raises(PolicykitError) as raised:
        find_columns(library, names)
    assert [diagnostic.code for diagnostic in raised.value.diagnostics] == [code]
    assert raised.value.diagnostics[0].message.startswith(message)
