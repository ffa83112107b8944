"""Motions: what the paper says makes the new text, and whatever is carried gives a text or says what stops it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare_documents.cases import compile_case
from tests.compare_documents.meeting import Meeting, name_new, read_shape
from tests.compare_documents.revisions import load_revised
from tests.compare_documents.test_laws import MANY
from tests.compare_documents.versions import versions

from policykit.compare.amendments.amendable import Data
from policykit.compare.amendments.version import (
    apply_amendments,
    parse_amendments,
    print_amendments,
    write_amendments,
    write_edition_amendments,
)
from policykit.compare.motions.carry import AMENDMENT_FELL, carry_items
from policykit.compare.motions.items import MotionPlan, plan_motion
from policykit.compare.motions.write import write_motion
from policykit.document.compile import compile_document
from policykit.edition.edition import Edition, find_edition
from policykit.errors import PolicykitError
from policykit.model.policy import Version

Pair = tuple[Version, Version]
laws = settings(max_examples=max(MANY // 2, 20), deadline=None)


def check_paper(old: Edition, new: Edition) -> None:
    before, after = compile_document(old), compile_document(new)
    meeting = Meeting(old, before)
    meeting.carry_out(write_motion(old, new, write_edition_amendments(old, new)), name_new(old, new, after))
    assert meeting.settle() == read_shape(after.sections)


@laws
@given(versions())
def test_a_clerk_who_does_what_the_paper_says_has_the_new_text(pair: Pair) -> None:
    case = compile_case(*pair)
    check_paper(case.before, case.after)


@pytest.mark.parametrize("name", ["congleton/social-media", "crewe/social-media"])
def test_the_papers_of_real_policies_make_their_new_texts(name: str) -> None:
    library = load_revised()
    check_paper(*(find_edition(library, library.policies[name], label) for label in ("1", "2")))


@laws
@given(versions(), st.randoms(use_true_random=False))
def test_whatever_is_carried_gives_a_version_or_says_which_amendment_is_missing(
    pair: Pair, choose: random.Random
) -> None:
    old, new = pair
    plan = plan_motion(old, parse_amendments(print_amendments(write_amendments(old, new))))
    numbers = [item.number for item in plan.items]
    assert Version.model_validate(apply_amendments(old, carry_items(plan, numbers)).data) == new
    carried = [number for number in numbers if choose.random() < 0.6]
    codes, made = carry(old, plan, carried)
    assert codes <= {AMENDMENT_FELL.name}
    if made is not None:
        Version.model_validate(made)


def carry(old: Version, plan: MotionPlan, carried: list[int]) -> tuple[set[str], Data | None]:
    """Give the codes of what stops these amendments, or the version that they make."""
    try:
        return set(), apply_amendments(old, carry_items(plan, carried)).data
    except PolicykitError as error:
        return {fault.code for fault in error.diagnostics}, None
