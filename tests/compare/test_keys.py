"""What counts as the same text: typography, case, spaces and numbers before the words do not."""

from __future__ import annotations

import pytest

from policykit.compare.alignment.backbone import find_backbone, pair_equal, pair_ids
from policykit.compare.alignment.choice import Candidate, choose
from policykit.compare.alignment.in_place import Stretch, find_gaps, pair_repeats
from policykit.compare.alignment.likeness import UnitSide, make_key, measure_likeness
from policykit.compare.alignment.standing_out import pick_outstanding
from policykit.compare.alignment.units import Alignment, Match, Unit
from policykit.compare.councils.families import Wording, find_families


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Clerk keeps it.", "the clerk keeps it."),
        ("  The\tclerk \n keeps\u00a0it. ", "the clerk keeps it."),
        ("the clerk’s “Red Book” – or ‘Blue’", "the clerk's \"red book\" - or 'blue'"),
        ("«Red», ‟red„ ‚r‛ — − ‐ ‑", '"red", "red" \'r\' - - - -'),
        ("ﬁve ½ STRASSE straße", "five 1⁄2 strasse strasse"),
        # A number, letter or bullet before the words says where a text stands, not what it says.
        ("1. Words", "words"),
        ("12) Words", "words"),
        ("(3) Words", "words"),
        ("a) Words", "words"),
        ("(b) Words", "words"),
        ("(iv) Words", "words"),
        ("xviii. Words", "words"),
        ("2.1 Words", "words"),
        ("2.1. Words", "words"),
        ("10.3.12 Words", "words"),
        ("• Words", "words"),
        ("- Words", "words"),
        ("– Words", "words"),
        ("· Words", "words"),
        # These are words.
        ("1234. Words", "1234. words"),
        ("2026 was a year", "2026 was a year"),
        ("1.Words", "1.words"),
        ("ab) Words", "ab) words"),
        ("-5 degrees", "-5 degrees"),
        # Only the first number goes, and a text that is nothing but a number stays.
        ("1. 2. Words", "2. words"),
        ("1.", "1."),
        ("(a) ", "(a)"),
        ("", ""),
    ],
)
def test_what_a_text_is_compared_by(text: str, key: str) -> None:
    assert make_key(text) == key


def side(*texts: str, vocabulary: dict[str, int] | None = None) -> UnitSide:
    return UnitSide([Unit(None, "", text) for text in texts], {} if vocabulary is None else vocabulary)


def test_words_are_numbers_that_both_sides_share() -> None:
    vocabulary: dict[str, int] = {}
    old = side("The clerk’s book, the clerk's.", "Book!", vocabulary=vocabulary)
    new = side("A book", vocabulary=vocabulary)
    assert (old.words(0), old.words(1), new.words(0)) == ([0, 1, 2, 0, 1], [2], [3, 2])
    assert vocabulary == {"the": 0, "clerk's": 1, "book": 2, "a": 3}
    assert (len(old), len(new)) == (2, 1)


@pytest.mark.parametrize(
    ("old", "new", "likeness"),
    [
        ("Ask the clerk.", "1. ASK the clerk.", 1.0),
        ("abcd efgh", "ijkl mnop", 1 / 18),  # of the characters they share a space: the mean of 1/9 and nothing
        ("ask them", "ask", (6 / 11 + 2 / 3) / 2),
        ("", "", 1.0),
    ],
)
def test_how_alike_two_texts_are(old: str, new: str, likeness: float) -> None:
    vocabulary: dict[str, int] = {}
    one, other = side(old, vocabulary=vocabulary), side(new, vocabulary=vocabulary)
    assert measure_likeness(one, 0, other, 0) == pytest.approx(likeness)
    assert measure_likeness(other, 0, one, 0) == pytest.approx(likeness)


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["a", "b"], ["b", "a"], [(0, 1), (1, 0)]),
        (["a", None, "b"], [None, "c", "b"], [(2, 2)]),
        (["a", "a", "b"], ["a", "b"], [(2, 1)]),  # declared twice, it says nothing
        (["a", "b"], ["a", "b", "a", "a"], [(1, 1)]),
        ([None], [None], []),
    ],
)
def test_pairs_by_declared_id(old: list[str | None], new: list[str | None], pairs: list[tuple[int, int]]) -> None:
    assert pair_ids(old, new) == pairs


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("A B C", "A B C", [(0, 0), (1, 1), (2, 2)]),
        ("A B C", "C X A", [(0, 2), (2, 0)]),
        # What stands twice is paired only beside a pair, or at the edge of the document.
        ("A A", "A A", [(0, 0), (1, 1)]),
        ("A A B", "A B", [(2, 1), (0, 0)]),
        ("X A A", "A A Y", []),
        ("A A X", "Y A A", []),
        ("X A B A", "Y A B A Z", [(2, 2), (3, 3), (1, 1)]),
        ("B A X A", "B A Y A", [(0, 0), (1, 1), (3, 3)]),
        ("X A A", "Y A A", [(2, 2), (1, 1)]),
        ("P A X A", "A P", [(0, 1)]),  # before the first there is nothing, least of all the last
    ],
)
def test_pairs_by_equal_text(old: str, new: str, pairs: list[tuple[int, int]]) -> None:
    one, other = side(*old.split()), side(*new.split())
    partner, taken = [-1] * len(one), [False] * len(other)
    assert pair_equal(one, other, partner, taken) == pairs
    assert {(i, j) for i, j in enumerate(partner) if j >= 0} == set(pairs)
    assert {j for j, used in enumerate(taken) if used} == {j for _, j in pairs}


def test_what_has_its_partner_already_is_not_paired_again() -> None:
    one, other = side("A", "B", "C"), side("A", "B", "C")
    assert pair_equal(one, other, [2, -1, -1], [False, False, True]) == [(1, 1)]


@pytest.mark.parametrize(
    ("rated", "outstanding"),
    [
        ({(0, 0): 0.5}, {(0, 0)}),  # nothing else is like either
        ({(0, 0): 0.3}, {(0, 0)}),
        ({(0, 0): 0.29}, set()),  # further from alike than seven tenths
        ({(0, 0): 0.8, (0, 1): 0.7}, {(0, 0)}),
        ({(0, 0): 0.8, (0, 1): 0.72}, set()),
        ({(0, 0): 0.8, (1, 0): 0.7}, {(0, 0)}),
        ({(0, 0): 0.8, (1, 0): 0.72}, set()),
        ({(0, 0): 0.85, (0, 1): 0.85}, {(0, 0), (0, 1)}),  # so much alike needs no further proof
        ({(0, 0): 0.6, (0, 2): 0.6}, {(0, 0), (0, 2)}),  # the same text in two places is no rival
        ({(0, 0): 0.6, (2, 0): 0.6}, {(0, 0), (2, 0)}),
        ({(0, 0): 0.6, (0, 2): 0.6, (0, 1): 0.5}, set()),
    ],
)
def test_a_pair_stands_out(rated: dict[tuple[int, int], float], outstanding: set[tuple[int, int]]) -> None:
    one, other = side("A", "B", "A"), side("C", "D", "C")
    assert pick_outstanding(rated, one, other) == outstanding


@pytest.mark.parametrize(
    ("within_old", "within_new", "stands_out"),
    [({}, {}, True), ({0: 0.7}, {}, True), ({0: 0.72}, {}, False), ({}, {0: 0.72}, False), ({1: 0.9}, {1: 0.9}, True)],
)
def test_what_its_own_side_holds_may_be_a_rival(
    within_old: dict[int, float], within_new: dict[int, float], stands_out: bool
) -> None:
    found = pick_outstanding({(0, 0): 0.8}, side("A", "B"), side("C", "D"), within_old, within_new)
    assert found == ({(0, 0)} if stands_out else set())


@pytest.mark.parametrize(
    ("pairs", "weights", "kept"),
    [
        ([], [], []),
        ([(0, 0), (1, 1), (2, 2)], [1, 1, 1], [0, 1, 2]),
        ([(0, 1), (1, 0)], [5, 3], [0]),  # of two that changed places the heavier stays
        ([(0, 1), (1, 0)], [3, 5], [1]),
        ([(0, 2), (1, 0), (2, 1)], [3, 2, 2], [1, 2]),  # two together outweigh one
        ([(0, 2), (1, 0), (2, 1)], [5, 2, 2], [0]),
        ([(0, 3), (1, 0), (2, 1), (3, 4)], [1, 1, 1, 1], [1, 2, 3]),
    ],
)
def test_the_heaviest_pairs_that_keep_their_order(
    pairs: list[tuple[int, int]], weights: list[int], kept: list[int]
) -> None:
    assert list(find_backbone(pairs, weights)) == kept


@pytest.mark.parametrize(
    ("backbone", "partner", "taken", "gaps"),
    [
        ([], [-1, -1], [False], [([0, 1], [0])]),
        ([(0, 0)], [0, -1], [True, False], [([1], [1])]),  # after the last
        ([(1, 1)], [-1, 1], [False, True], [([0], [0])]),  # before the first
        ([(0, 0), (2, 2)], [0, -1, 2], [True, False, True], [([1], [1])]),  # between two
        ([(0, 0), (1, 2)], [0, 2], [True, False, True], []),  # nothing free on the old side
        ([(0, 0), (2, 1)], [0, -1, 1], [True, True], []),  # nothing free on the new side
        ([(0, 0), (3, 3)], [0, 9, -1, 3], [True, True, False, True], [([2], [2])]),  # one has its partner elsewhere
        ([(0, 0), (2, 2)], [0, 9, 2], [True, False, True], []),
        ([(0, 0), (2, 2)], [0, -1, 2], [True, True, True], []),
    ],
)
def test_gaps(
    backbone: list[tuple[int, int]],
    partner: list[int],
    taken: list[bool],
    gaps: list[tuple[list[int], list[int]]],
) -> None:
    assert list(find_gaps(backbone, partner, taken)) == [Stretch(old, new) for old, new in gaps]


def test_equal_texts_within_a_gap_pair_the_first_with_the_first() -> None:
    old, new = side("A", "B", "a", "C"), side("c", "A", "a", "a", "D")
    assert pair_repeats(Stretch([0, 1, 2, 3], [0, 1, 2, 3, 4]), old, new) == [(0, 1), (2, 2), (3, 0)]


def test_an_alignment_seen_from_the_other_side() -> None:
    alignment = Alignment(
        (
            Match((0,), (3,), "same", "exact", 1.0, moved=True),
            Match((1,), (0, 1), "split", "coverage", 0.9),
            Match((2, 3), (2,), "merged", "coverage", 0.8),
        ),
        removed=(4,),
        added=(5,),
    )
    assert alignment.reverse() == Alignment(
        (
            Match((0, 1), (1,), "merged", "coverage", 0.9),
            Match((2,), (2, 3), "split", "coverage", 0.8),
            Match((3,), (0,), "same", "exact", 1.0, moved=True),
        ),
        removed=(5,),
        added=(4,),
    )
    assert alignment.reverse().reverse() == alignment


@pytest.mark.parametrize(
    ("match", "removed", "added", "empty"),
    [
        (Match((0,), (0,), "same", "exact", 1.0), (), (), True),
        (Match((0,), (0,), "same", "exact", 1.0, moved=True), (), (), False),
        (Match((0,), (0,), "edited", "gap", 0.9), (), (), False),
        (Match((0,), (0,), "same", "exact", 1.0), (1,), (), False),
        (Match((0,), (0,), "same", "exact", 1.0), (), (1,), False),
    ],
)
def test_when_nothing_changed(match: Match, removed: tuple[int, ...], added: tuple[int, ...], empty: bool) -> None:
    assert Alignment((match,), removed, added).is_empty is empty


@pytest.mark.parametrize(
    ("candidates", "chosen"),
    [
        ([Candidate(0.6, (0,), (0,), "global"), Candidate(0.7, (0,), (1,), "global")], [1]),
        # A pair in its place is taken before one from elsewhere, unless that is much better.
        ([Candidate(0.60, (0,), (0,), "gap"), Candidate(0.67, (0,), (1,), "global")], [0]),
        ([Candidate(0.60, (0,), (0,), "gap"), Candidate(0.69, (0,), (1,), "global")], [1]),
        ([Candidate(0.60, (0,), (0,), "coverage"), Candidate(0.67, (0,), (1,), "global")], [1]),
        # Of equals, the pair least displaced, then the earlier.
        ([Candidate(0.6, (0,), (2,), "gap"), Candidate(0.6, (1,), (2,), "gap")], [1]),
        ([Candidate(0.6, (1,), (2,), "gap"), Candidate(0.6, (1,), (0,), "gap")], [1]),
        # Each unit once; what is left over is passed over.
        ([Candidate(0.9, (0,), (0, 1), "coverage"), Candidate(0.8, (1,), (1,), "gap")], [0]),
        ([Candidate(0.9, (0, 1), (0,), "coverage"), Candidate(0.8, (1,), (1,), "gap")], [0]),
        ([Candidate(0.6, (0,), (0,), "gap"), Candidate(0.9, (1,), (1,), "gap")], [1, 0]),
    ],
)
def test_the_best_first_and_each_once(candidates: list[Candidate], chosen: list[int]) -> None:
    partner, taken = [-1, -1], [False, False, False]
    assert choose(candidates, partner, taken) == [candidates[k] for k in chosen]
    assert partner == [next((candidates[k].new[0] for k in chosen if i in candidates[k].old), -1) for i in (0, 1)]
    assert taken == [any(j in candidates[k].new for k in chosen) for j in (0, 1, 2)]


LONG = " ".join(f"word{number}" for number in range(40))


@pytest.mark.parametrize(
    ("texts", "families"),
    [
        (["Ask the clerk before you post.", "Ask the clerk before you post."], [[0, 1]]),
        (["Ask the clerk before you post.", "1. ASK the clerk before you post."], [[0, 1]]),
        (["Ask the clerk before you post.", "Ask the clerk before you print."], [[0, 1]]),
        (["Ask the clerk before you post.", "Bring a cake to the fair."], []),
        (["Ask the clerk", "Ask the clerk"], []),  # too short to be anybody's own
        # Some words differ in the midst of many: what both hold is looked for, not what one of them holds alone.
        (
            [LONG, LONG.replace("word3 ", "x ").replace("word11", "y").replace("word20", "z").replace("word30", "w")],
            [[0, 1]],
        ),
        ([LONG, LONG.replace("word1", "x").replace("word2", "y")], []),
    ],
)
def test_clauses_that_policies_share(texts: list[str], families: list[list[int]]) -> None:
    wordings = [Wording(str(column), column, text) for column, text in enumerate(texts)]
    assert [[int(member.address) for member in family.members] for family in find_families(wordings)] == families


def test_clauses_of_one_policy_alone_are_no_family() -> None:
    text = "Ask the clerk before you post."
    assert find_families([Wording("a", 0, text), Wording("b", 0, text)]) == ()
