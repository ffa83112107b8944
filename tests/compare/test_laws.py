"""What holds for every pair of versions, however odd."""

from __future__ import annotations

import subprocess
import sys
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.amendments import print_amendments
from tests.compare.versions import texts, versions

from policykit.compare.alignment.align import align_units
from policykit.compare.alignment.units import Unit
from policykit.compare.amendments.apply import amend_text, amend_units
from policykit.compare.amendments.print import quote, read_quotation
from policykit.compare.amendments.read import parse_unit_amendments
from policykit.compare.amendments.write import amend_words, write_unit_amendments
from policykit.compare.words.diff import diff_words, split_tokens

Versions = tuple[list[Unit], list[Unit]]
ROOT = Path(__file__).parents[2]


def what_counts(units: list[Unit] | tuple[Unit, ...]) -> list[tuple[str | None, str, tuple[str, ...]]]:
    """Numbers and citations follow from the place of a unit; an amendment says the rest."""
    return [(unit.id, unit.text, unit.path) for unit in units]


@settings(deadline=None)
@given(versions(), st.booleans())
def test_every_unit_is_in_one_place(pair: Versions, use_ids: bool) -> None:
    old, new = pair
    alignment = align_units(old, new, use_ids=use_ids)
    assert sorted([*alignment.removed, *(i for m in alignment.matches for i in m.old)]) == list(range(len(old)))
    assert sorted([*alignment.added, *(j for m in alignment.matches for j in m.new)]) == list(range(len(new)))
    kept = [match.new[0] for match in alignment.matches if not match.moved]
    assert kept == sorted(kept)


@settings(deadline=None)
@given(versions())
def test_no_text_is_removed_here_and_added_there(pair: Versions) -> None:
    old, new = pair
    alignment = align_units(old, new, use_ids=False)
    assert {old[i].text for i in alignment.removed}.isdisjoint(new[j].text for j in alignment.added)


@settings(deadline=None)
@given(versions(), st.booleans())
def test_the_other_direction_is_the_mirror_image(pair: Versions, use_ids: bool) -> None:
    old, new = pair
    there, back = align_units(old, new, use_ids=use_ids), align_units(new, old, use_ids=use_ids)
    assert back == there.reverse()
    assert there.reverse().reverse() == there


@settings(deadline=None)
@given(versions(), st.booleans())
def test_nothing_differs_from_itself(pair: Versions, use_ids: bool) -> None:
    old, _ = pair
    alignment = align_units(old, old, use_ids=use_ids)
    assert alignment.is_empty
    assert [match.old for match in alignment.matches] == [match.new for match in alignment.matches]
    assert write_unit_amendments(old, old, alignment) == ()


@settings(max_examples=400, deadline=None)
@given(versions(), st.booleans())
def test_amendments_printed_read_and_carried_out_give_the_new_version(pair: Versions, use_ids: bool) -> None:
    old, new = pair
    alignment = align_units(old, new, use_ids=use_ids)
    for before, after, view in ((old, new, alignment), (new, old, alignment.reverse())):
        amendments = write_unit_amendments(before, after, view)
        printed = print_amendments(amendments)
        assert len(printed.splitlines()) == len(amendments)
        assert parse_unit_amendments(printed) == amendments
        assert what_counts(amend_units(before, parse_unit_amendments(printed))) == what_counts(after)


repetitive = st.lists(st.sampled_from(("the", "clerk", "must", "sign,")), min_size=14, max_size=30)


@settings(max_examples=1000, deadline=None)
@given(
    repetitive,
    st.lists(st.tuples(st.integers(0, 29), st.sampled_from(("", "the", "mayor", "must not"))), min_size=3, max_size=5),
)
def test_orders_on_words_that_repeat_are_certain(words: list[str], edits: list[tuple[int, str]]) -> None:
    edited = list(words)
    for place, word in edits:
        edited[place % len(words)] = word
    old, new = " ".join(words), " ".join(edited)
    assert amend_text(old, amend_words("clause 1", old, new)) == new


@settings(deadline=None)
@given(texts, texts)
def test_word_marks_rebuild_both_texts(old: str, new: str) -> None:
    diff = diff_words(old, new)
    assert (diff.old, diff.new) == (old, new)
    assert diff_words(new, old) == diff.reverse()
    assert all(segment.text for segment in diff.segments)
    assert all(first.op != second.op for first, second in zip(diff.segments, diff.segments[1:], strict=False))
    assert 0 <= diff.changed_share <= 1
    assert (diff.changed_share == 0) == (old == new)


@settings(deadline=None)
@given(texts, texts)
def test_word_marks_cut_no_word(old: str, new: str) -> None:
    diff = diff_words(old, new)
    for text, absent in ((old, "insert"), (new, "delete")):
        ends = set(accumulate(map(len, split_tokens(text)), initial=0))
        marks = (len(segment.text) for segment in diff.segments if segment.op != absent)
        assert ends.issuperset(accumulate(marks))


@settings(deadline=None)
@given(st.text())
def test_a_quotation_is_read_as_it_was_written(text: str) -> None:
    quoted = quote(text)
    assert quoted.isprintable()
    assert read_quotation(quoted, 0) == (text, len(quoted))


_DIGEST = """
import hashlib
from benchmarks.compare.generate import make_case
from policykit.compare.alignment.align import align_units
from policykit.compare.amendments.write import write_unit_amendments
from tests.compare.amendments import print_amendments
for ids in (False, True):
    case = make_case(120, 7, "heavy", ids=ids)
    alignment = align_units(case.old, case.new)
    printed = print_amendments(write_unit_amendments(case.old, case.new, alignment))
    print(hashlib.sha256(repr(alignment).encode() + printed.encode()).hexdigest())
"""


def test_the_answer_is_the_same_under_any_hash_seed() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", _DIGEST],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(digests) == 1


@pytest.mark.parametrize("ids", [False, True])
def test_generated_revisions_are_amended_exactly(ids: bool) -> None:
    from benchmarks.compare.generate import make_case

    for seed in range(60):
        case = make_case(30, seed, "heavy", ids=ids)
        amendments = write_unit_amendments(case.old, case.new, align_units(case.old, case.new))
        amended = amend_units(case.old, parse_unit_amendments(print_amendments(amendments)))
        assert what_counts(amended) == what_counts(case.new)
