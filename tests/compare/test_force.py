"""Which changes of wording are changes of force, and what is said of them."""

from __future__ import annotations

import pytest

from policykit.compare.words.force import compare_force, find_markers

NORMATIVE = [
    ("You should ask.", "You must ask.", "modal: “should” became “must”: a recommendation became a duty"),
    ("You must share it.", "You must not share it.", "modal: “must” became “must not”: a duty became a prohibition"),
    ("You may film.", "You cannot film.", "modal: “may” became “cannot”: a permission became a prohibition"),
    (
        "Nobody may film.",
        "Nobody should film.",
        "modal: “may” became “should”: a prohibition became a recommendation against",
    ),
    (
        "Ask first. No child may be shown.",
        "Ask first. No child will be shown.",
        "modal: “may” became “will”: a prohibition became a commitment not to",
    ),
    (
        "With no consent given, officers may film.",
        "With no consent given, officers should film.",
        "modal: “may” became “should”: a permission became a recommendation",
    ),
    ("Do not share it.", "Share it.", "negation: “not” was removed: the sense may have been reversed"),
    ("Officers may post.", "Only officers may post.", "condition: “Only” was added: a new condition"),
    ("Seen before release.", "Seen after release.", "condition: “before” became “after”: a condition changed"),
    ("Reply within 5 days.", "Reply within ten days.", "duration: “5 days” became “ten days”: a longer time"),
    ("Reply in 2 weeks.", "Reply in 10 days.", "duration: “2 weeks” became “10 days”: a shorter time"),
    ("In 5 working days.", "In 5 days.", "duration: “5 working days” became “5 days”: a time changed"),
    ("Up to £5,000.", "Up to £6,500.", "number: “£5,000” became “£6,500”: a larger number"),
    ("By 1 May 2022.", "By 1 June 2022.", "date: “1 May 2022” became “1 June 2022”: a date changed"),
    ("The Clerk signs.", "The Mayor signs.", "bearer: “Clerk” became “Mayor”: the people or bodies it names changed"),
    ("The Clerk must sign.", "The Clerk and Mayor must sign.", "bearer: “Mayor” was added: someone is newly named"),
    ("Seen by the Clerk.", "Seen.", "bearer: “Clerk” was removed: someone is no longer named"),
    ("Check and sign.", "Check or sign.", "link: “and” became “or”: what the clause covers changed"),
]

WORDING = [
    ("You must reply.", "You shall reply."),
    ("Seen prior to release.", "Seen before release."),
    ("You must reply quickly.", "You must answer fast."),
    ("You can't film.", "You cannot film."),
    ("Reply within two weeks.", "Reply within 2 weeks."),
    ("An officer must sign.", "Officers must sign."),
    ("You must sign. Read it first.", "Read it first. You must sign."),
    ("It is reviewed in May.", "It is reviewed in may."),
    ("The Council's page.", "The page."),
    ("Tell them.", "Tell residents."),
    ("Photographs and films.", "Photographs some films."),
    ("Photographs, films.", "Photographs and films."),
]


@pytest.mark.parametrize(("old", "new", "told"), NORMATIVE)
def test_a_change_of_force_is_told(old: str, new: str, told: str) -> None:
    assert [f"{change.kind}: {change.line}" for change in compare_force(old, new)] == [told]


@pytest.mark.parametrize(("old", "new"), WORDING)
def test_a_change_of_wording_is_none(old: str, new: str) -> None:
    assert compare_force(old, new) == ()


def test_forces_that_change_places_are_two_changes() -> None:
    changes = compare_force("Officers must sign; guests may sign.", "Officers may sign; guests must sign.")
    assert [(change.old, change.new) for change in changes] == [("must", "may"), ("may", "must")]


def test_a_policy_may_name_its_own_bearers() -> None:
    assert [marker.text for marker in find_markers("The Ranger signs.", bearers=("ranger",))] == ["Ranger"]
    assert compare_force("The Ranger signs.", "The Warden signs.", bearers=("ranger", "warden"))[0].kind == "bearer"
    assert compare_force("The Ranger signs.", "The Warden signs.") == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "It will not be shown.",
            "It is shown.",
            "“will not” was removed: a commitment not to do something was removed",
        ),
        ("It is shown.", "It should not be shown.", "“should not” was added: a new recommendation against something"),
        ("It must be shown.", "It is shown.", "“must” was removed: a duty was removed"),
    ],
)
def test_what_came_or_went_is_named_in_whole_words(old: str, new: str, told: str) -> None:
    assert told in [change.line for change in compare_force(old, new)]
