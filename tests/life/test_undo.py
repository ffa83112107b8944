"""The last event is taken back, a wrong one is put right, and nothing is written down twice by mistake."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.life.conftest import Clerk
from tests.life.kill_points import look

from policykit.cli import DONE, WRONG_CALL
from policykit.model.dates import PartialDate
from policykit.model.fingerprint import chain_events
from policykit.model.register import Event, Register, RightValues, correct_event, derive_states
from policykit.model.reigns import list_reigns
from policykit.pipeline import undo
from policykit.pipeline.undo import undo_event
from policykit.register.edit import append_event, parse_register, remove_event
from policykit.register.verify import verify_policy
from policykit.source.library import load_library


def test_an_event_that_is_there_already_is_refused_unless_it_happened_again(clerk: Clerk, adopted: Path) -> None:
    review = ("record", "leek/notices", "reviewed", "--date", "2026-03-02", "--reference", "26/9")
    assert clerk(*review).code == DONE
    said = clerk(*review, "--note", "typed twice", "--by", "AM")
    assert said.code == WRONG_CALL
    assert said.err.startswith(
        "error[recorded-twice]: the register of `leek/notices` holds this `reviewed` of 2026-03-02 already\n"
    )
    assert clerk(*review, "--again").code == DONE
    events = load_library(adopted).policies["leek/notices"].register.value.events
    assert [event.event for event in events[-2:]] == ["reviewed", "reviewed"]


def test_each_step_of_a_life_is_taken_back_to_the_very_bytes(clerk: Clerk, root: Path) -> None:
    steps: tuple[tuple[str, ...], ...] = (
        ("adopt", "leek/notices", "--date", "2024-03-04", "--reference", "24/17"),
        ("record", "leek/notices", "reviewed", "--date", "2025-03-04"),
        ("draft", "leek/notices"),
        ("adopt", "leek/notices", "--date", "2026-11-16", "--reference", "26/1", "--in-force-from", "2027-04"),
        ("record", "leek/notices@2", "corrected", "--of", "adopted", "--reference", "26/2", "--changes", "- a\n- b"),
        ("withdraw", "leek/notices@2", "--date", "2026-11-19"),
    )
    seen = [look(root)]
    for step in steps:
        assert clerk(*step).code == DONE
        seen.append(look(root))
    for step, before in reversed(list(zip(steps, seen, strict=False))):
        there = look(root)
        assert clerk("undo", "leek/notices", "--dry-run").code == DONE
        assert look(root) == there
        assert clerk("undo", "leek/notices").code == DONE
        left = {"leek/notices/v2.yaml": there["leek/notices/v2.yaml"]} if step[0] == "draft" else {}
        assert look(root) == {**before, **left}
        assert verify_policy(root, "leek/notices").intact
        if left:  # the text that was drafted stays: only the event is gone
            (root / "leek/notices/v2.yaml").unlink()


def test_an_adoption_that_is_taken_back_takes_its_copy_along_and_says_what_no_longer_verifies(
    clerk: Clerk, adopted: Path
) -> None:
    said = clerk("undo", "leek/notices")
    assert said.out == "policies/leek/notices/register.yaml\npolicies/leek/notices/adopted/v1.json\n"
    assert said.err == (
        "leek/notices: the event `adopted` of 2024-03-04 of version 1 is taken back\n"
        "policies/leek/notices/adopted/v1.json is deleted\n"
        "a PDF that was published of this adoption no longer verifies\n"
    )


def test_a_crash_before_the_copy_is_deleted_is_completed_by_the_same_call_and_takes_no_second_event(
    clerk: Clerk, adopted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk("draft", "leek/notices")
    clerk("adopt", "leek/notices", "--date", "2026-11-16", "--reference", "26/1")

    def crash(path: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(undo, "_delete", crash)
        with pytest.raises(KeyboardInterrupt):
            undo_event(adopted, "leek/notices")
    assert (adopted / "leek/notices/adopted/v2.json").exists()
    said = clerk("undo", "leek/notices")
    assert said.out == "policies/leek/notices/adopted/v2.json\n"
    policy = load_library(adopted).policies["leek/notices"]
    assert [event.event for event in policy.register.value.events] == ["created", "adopted", "drafted"]


def test_a_seal_that_wrote_over_another_and_a_register_that_was_touched_are_not_taken_back(
    clerk: Clerk, adopted: Path
) -> None:
    path = adopted / "leek/notices/v1.yaml"
    path.write_text(path.read_text("utf-8").replace("is nowhere defined", "is not defined"), "utf-8")
    clerk("record", "leek/notices", "sealed", "--note", "wording of a note")
    assert clerk("undo", "leek/notices").err.startswith(
        "error[nothing-to-undo]: the last event, `sealed` of version `1`"
    )
    register = adopted / "leek/notices/register.yaml"
    register.write_text(register.read_text("utf-8").replace('"24/17"', '"24/71"'), "utf-8")
    assert clerk("undo", "leek/notices").err.startswith("error[not-as-recorded]")


def test_a_wrong_entry_is_put_right_everywhere_and_the_chain_keeps_both(clerk: Clerk, adopted: Path) -> None:
    clerk("record", "leek/notices", "corrected", "--of", "adopted", "--date", "2024-03-11", "--reference", "24/18")
    policy = load_library(adopted).policies["leek/notices"]
    assert [event.event for event in policy.register.value.events] == ["created", "adopted", "corrected"]
    approval = policy.states["1"].approval
    assert approval is not None
    assert (str(approval.date), approval.reference) == ("2024-03-11", "24/18")
    shown = json.loads(clerk("show", "leek/notices", "--as-at", "2024-03-11", "--format", "json").out)
    assert (shown["imprint"]["status_line"], shown["imprint"]["approval_reference"]) == (
        "Adopted 11 March 2024",
        "24/18",
    )
    assert clerk("show", "leek/notices", "--as-at", "2024-03-10").code == WRONG_CALL
    printed = clerk("show", "leek/notices").out
    assert ("24/17" in printed, "Register corrected" in printed) == (False, False)
    told = clerk("history", "leek/notices").out
    assert "Adopted (corrected)" in told
    assert "adopted: date 2024-03-11, not 2024-03-04; reference 24/18, not 24/17" in told
    assert clerk("verify", "leek/notices").code == DONE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "error[which-event]: nothing says which event is to be corrected"),
        (("--of", "withdrawn"), "error[which-event]: the register has no event `withdrawn` of `leek/notices@1`"),
        (("--of", "adopted", "--reference", "24/17"), "error[nothing-to-correct]: event 2, `adopted`, says all of"),
        (("--of", "2", "--date", "2027-01-01"), "error[date-in-future]: `2027-01-01` is still to come"),
        (("--of", "2", "--date", "2023"), "policies/leek/notices/register.yaml:23:13: error[dates-run-backwards]"),
        (("--of", "2", "--reference", ""), "error[bad-value]: `--reference` is empty or too short"),
    ],
)
def test_a_correction_says_what_it_lacks(clerk: Clerk, adopted: Path, words: tuple[str, ...], said: str) -> None:
    before = look(adopted)
    found = clerk("record", "leek/notices@1", "corrected", *words)
    assert (found.code, found.err[: len(said)]) == (WRONG_CALL, said)
    assert look(adopted) == before


def test_a_text_that_counts_from_a_later_day(clerk: Clerk, adopted: Path) -> None:
    """Adopted on 16 November, in force from 1 April: until then version 1 is, whatever is asked."""
    clerk("draft", "leek/notices")
    words = (
        "--date",
        "2026-11-16",
        "--reference",
        "26/80",
        "--in-force-from",
        "2027-04-01",
        "--next-review",
        "2027-10",
    )
    assert clerk("adopt", "leek/notices", *words).code == DONE
    assert clerk("show", "leek/notices", "--as-at", "2027-03-31").err.startswith("leek/notices@1 was in force")
    shown = clerk("show", "leek/notices", "--as-at", "2027-04-01", "--format", "json")
    assert json.loads(shown.out)["imprint"]["status_line"] == "Adopted 16 November 2026, in force from 1 April 2027"
    assert "16 November 2026, in force from 1 April 2027" in clerk("show", "leek/notices", "--as-at", "2027-04-01").out
    assert "leek/notices@1" in clerk("due", today="2027-03-31").out
    assert "leek/notices@2" in clerk("due", today="2027-04-01").out
    assert "`1` of `leek/notices`, planned" in clerk("check", today="2027-03-31").out
    assert "`1` of `leek/notices`, planned" not in clerk("check", today="2027-04-01").out
    assert clerk("history", "leek/notices").out.startswith(
        "leek/notices: 1 adopted; 2 adopted, in force from 2027-04-01\n"
    )
    assert clerk("history", "leek/notices", today="2027-04-01").out.startswith(
        "leek/notices: 1 superseded, 2 adopted\n"
    )
    said = clerk("record", "leek/notices", "withdrawn", "--date", "2026-11-19")
    assert "or of `2`, adopted and still to come into force" in said.err
    clerk("withdraw", "leek/notices@2", "--date", "2026-11-19")
    assert clerk("show", "leek/notices", "--as-at", "2027-04-01").err.startswith("leek/notices@1 was in force")


DAYS = st.dates().map(PartialDate.of) | st.integers(1990, 2060).map(PartialDate)
RIGHT = st.builds(
    RightValues,
    date=st.none() | DAYS,
    reference=st.sampled_from(["1", "2", "26/1"]),
    body=st.none() | st.just("Council"),
    changes=st.none() | st.just("One") | st.just(("One", "Two")),
    next_review=st.none() | DAYS,
)
EVENTS = st.lists(
    st.builds(
        Event,
        version=st.sampled_from(["1", "2"]),
        event=st.sampled_from(["created", "reviewed", "readopted", "withdrawn", "superseded"]),
        date=st.none() | DAYS,
        reference=st.none() | st.sampled_from(["1", "2"]),
    )
    | st.builds(
        Event,
        version=st.sampled_from(["1", "2"]),
        event=st.just("adopted"),
        date=st.none() | DAYS,
        in_force_from=st.none() | DAYS,
        text_sha256=st.none() | st.just("0" * 64),
    )
    | st.builds(
        Event, version=st.sampled_from(["1", "2"]), event=st.just("corrected"), corrects=st.integers(1, 6), right=RIGHT
    ),
    min_size=1,
    max_size=7,
)


@settings(deadline=None)
@given(EVENTS)
def test_whatever_is_recorded_and_taken_back_leaves_the_register_as_it_was(events: list[Event]) -> None:
    """undo(record(x)) = before, byte for byte; the chain holds after each step."""
    text = "# by hand\nformat: 1\nevents: []\n# the end\n"
    texts = [text]
    for event in events:
        texts.append(append_event("r", texts[-1], event).text)
    for number in range(len(events), 0, -1):
        register = parse_register("r", texts[number])
        links = chain_events(register.events)
        assert register.head_sha256 in (None, links[-1])
        assert remove_event("r", texts[number]).text == texts[number - 1]


@settings(deadline=None)
@given(EVENTS)
def test_a_corrected_register_says_what_one_written_rightly_at_once_says(events: list[Event]) -> None:
    written: list[Event] = []
    places: dict[int, int] = {}
    for position, event in enumerate(events):
        if event.event != "corrected":
            places[position] = len(written)
            written.append(event)
        elif event.corrects is not None and event.right is not None and event.corrects - 1 in places:
            at = places[event.corrects - 1]
            if written[at].version == event.version:
                written[at] = correct_event(written[at], event.right)
    corrected, right = Register(format=1, events=tuple(events)), Register(format=1, events=tuple(written))
    assert derive_states(corrected, ("1", "2")) == derive_states(right, ("1", "2"))
    assert list_reigns(corrected) == list_reigns(right)


@settings(deadline=None)
@given(EVENTS, st.dates())
def test_on_no_day_are_two_versions_surely_in_force(events: list[Event], day: date) -> None:
    reigns = list_reigns(Register(format=1, events=tuple(events)))
    assert all(reign.may_cover(day) for reign in reigns if reign.surely_covers(day))
