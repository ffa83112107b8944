"""The state of each version, from the events of the register alone."""

from __future__ import annotations

from typing import Any

import pytest

from policykit.model.register import Register, derive_states

LABELS = ("1", "2")


def event(version: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"version": version, "event": kind, "date": "2024-05-01", **more}


ADOPTED = event("1", "adopted", next_review="2026-05")
STATES: list[tuple[str, list[dict[str, Any]], list[tuple[Any, ...]]]] = [
    # events, then for each version: status, its events, what it replaced, its next review
    ("nothing yet", [], [("draft", [], None, None), ("draft", [], None, None)]),
    (
        "a recommendation is no adoption",
        [event("1", "created"), event("1", "recommended")],
        [("recommended", ["created", "recommended"], None, None), ("draft", [], None, None)],
    ),
    (
        "a seal is no event in the life of a policy",
        [ADOPTED, event("1", "sealed")],
        [("adopted", ["adopted"], None, "2026-05"), ("draft", [], "1", None)],
    ),
    (
        "an adoption supersedes what was in force",
        [ADOPTED, event("2", "adopted")],
        [("superseded", ["adopted"], None, "2026-05"), ("adopted", ["adopted"], "1", None)],
    ),
    (
        "a review that plans no other leaves none",
        [ADOPTED, event("1", "reviewed")],
        [("adopted", ["adopted", "reviewed"], None, None), ("draft", [], "1", None)],
    ),
    (
        "a review plans the next",
        [ADOPTED, event("1", "reviewed", next_review="2028-05")],
        [("adopted", ["adopted", "reviewed"], None, "2028-05"), ("draft", [], "1", None)],
    ),
    (
        "what is withdrawn is not superseded",
        [ADOPTED, event("1", "withdrawn"), event("2", "adopted")],
        [("withdrawn", ["adopted", "withdrawn"], None, "2026-05"), ("adopted", ["adopted"], "1", None)],
    ),
    (
        "what is said of other versions does not count",
        [event("9", "adopted"), ADOPTED],
        [("adopted", ["adopted"], None, "2026-05"), ("draft", [], "1", None)],
    ),
]


@pytest.mark.parametrize(("_", "events", "expected"), STATES, ids=[name for name, _, _ in STATES])
def test_the_state_of_each_version(_: str, events: list[dict[str, Any]], expected: list[tuple[Any, ...]]) -> None:
    states = derive_states(Register.model_validate({"format": 1, "events": events}), LABELS)
    assert [
        (
            state.status,
            [one.event for one in state.events],
            state.previous.version if state.previous else None,
            str(state.next_review) if state.next_review else None,
        )
        for state in states.values()
    ] == expected
    assert [state.in_force for state in states.values()] == [status == "adopted" for status, *_ in expected]
