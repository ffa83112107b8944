"""Suggestions for links that nobody has confirmed: the right ones come first, and they stay suggestions."""

from __future__ import annotations

from collections import defaultdict

from policykit.compare.councils.matrix import CouncilClause, Matrix
from policykit.compare.councils.suggest import Matcher, Weights, suggest_counterparts
from policykit.model.library import Library
from policykit.pipeline.suggest import suggest_links


def test_a_confirmed_counterpart_is_among_the_first_three(library: Library, two: Matrix) -> None:
    gold: dict[str, set[str]] = defaultdict(set)
    for link in two.links:
        gold[link.first].add(link.second)
        gold[link.second].add(link.first)
    matcher = Matcher(two.clauses)
    hits = {
        clause.address: any(
            candidate.address in gold[clause.address]
            for candidate in matcher.rank(
                clause, [other for other in two.clauses if other.column != clause.column], Weights()
            )[:3]
        )
        for clause in two.clauses
        if gold[clause.address]
    }
    assert sum(hits.values()) / len(hits) >= 0.95, [address for address, hit in hits.items() if not hit]


def make(address: str, text: str, *topics: str) -> CouncilClause:
    return CouncilClause(address, int(address[0] == "b"), "s.1", "obligation", text, topics)


CLAUSES = (
    make("a#logo", "Never use our badge on your own page.", "branding"),
    make("a#tools", "AI tools must not publish confidential reports.", "ai-prohibited", "confidentiality"),
    make("a#done", "Be kind."),
    make("b#crest", "The crest belongs to the council.", "branding"),
    make("b#secrets", "You must not publish confidential reports.", "confidentiality"),
    make("b#page", "Keep your own page tidy for council work."),
    make("b#done", "Be kind."),
)


def test_topics_come_before_words_and_a_part_on_one_medium_is_held_back() -> None:
    suggestions = suggest_counterparts(CLAUSES, [frozenset(("a#done", "b#done"))])
    first = {each.address: [candidate.address for candidate in each.candidates][:1] for each in suggestions}
    assert first == {
        "a#logo": ["b#crest"],  # not the page, whose words are nearer
        "a#tools": ["b#secrets"],
        "b#crest": ["a#logo"],
        "b#secrets": ["a#tools"],
        "b#page": ["a#logo"],
    }
    held = next(each for each in suggestions if each.address == "a#tools").candidates[0]
    free = suggest_counterparts(CLAUSES, [], Weights(gate=1.0))
    assert held.score < next(each for each in free if each.address == "a#tools").candidates[0].score


def test_only_what_nobody_has_linked_is_suggested(library: Library) -> None:
    (found,) = suggest_links(library, ["congleton", "crewe"])
    assert [each.address for each in found.suggestions] == list(found.matrix.alone)
    assert all(len(each.candidates) <= 3 for each in found.suggestions)


def test_one_name_is_set_against_every_other_policy(library: Library) -> None:
    found = suggest_links(library, ["sandbach"])
    assert [[column.policy for column in each.matrix.columns] for each in found] == [
        ["sandbach/social-media", "congleton/social-media"],
        ["sandbach/social-media", "crewe/social-media"],
    ]
