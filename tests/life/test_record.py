"""Drafting, recording and withdrawing, as a clerk does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.life.conftest import Clerk

from policykit.cli import DONE, NO, WRONG_CALL
from policykit.pipeline.draft import next_label
from policykit.source.library import load_library


def test_a_draft_is_the_text_in_force_with_another_label(clerk: Clerk, adopted: Path) -> None:
    said = clerk("draft", "leek/notices", "--by", "AM")
    assert (said.code, said.out) == (DONE, "policies/leek/notices/v2.yaml\n")
    old = (adopted / "leek/notices/v1.yaml").read_text("utf-8")
    new = (adopted / "leek/notices/v2.yaml").read_text("utf-8")
    assert new == old.replace("# Notices, version 1:", "# Notices, version 2:").replace(
        'version: "1" ', 'version: "2" '
    )
    event = load_library(adopted).policies["leek/notices"].register.value.events[-1]
    assert (event.version, event.event, str(event.date), event.recorded_by) == ("2", "drafted", "2026-11-20", "AM")


def test_a_draft_begins_from_the_adopted_words_even_where_the_file_was_touched(clerk: Clerk, adopted: Path) -> None:
    path = adopted / "leek/notices/v1.yaml"
    path.write_text(path.read_text("utf-8").replace("# The oldest rule of all.", "# (old)"), "utf-8")
    clerk("draft", "leek/notices")
    assert "# The oldest rule of all." in (adopted / "leek/notices/v2.yaml").read_text("utf-8")


def test_a_second_draft_is_refused(clerk: Clerk, adopted: Path) -> None:
    clerk("draft", "leek/notices")
    said = clerk("draft", "leek/notices")
    assert said.code == WRONG_CALL
    assert said.err.startswith(
        "error[draft-exists]: there is a version `2` of `leek/notices`: `policies/leek/notices/v2"
    )


def test_a_draft_of_a_draft_has_to_be_asked_for(clerk: Clerk) -> None:
    said = clerk("draft", "leek/records")
    assert said.err == (
        "error[draft-exists]: version `1` of `leek/records` is a draft, and no version is in force\n"
        "  hint: edit it, or draft another from it: leek/records@1\n"
    )
    assert clerk("draft", "leek/records@1", "--version", "Draft 0.2").out == "policies/leek/records/vDraft-0.2.yaml\n"


def test_the_next_label_follows_a_whole_number_only() -> None:
    assert (next_label("1"), next_label("09")) == ("2", "10")
    for label in ("1.0", "REV 1", "A"):
        with pytest.raises(Exception, match=rf"the label after version `{label}` is for the council to say"):
            next_label(label)


def test_an_event_goes_to_the_version_it_can_happen_to(clerk: Clerk, adopted: Path) -> None:
    clerk("draft", "leek/notices", today="2026-01-05")
    clerk("record", "leek/notices", "recommended", "--date", "2026-02-03", "--committee", "fap")
    clerk("record", "leek/notices", "readopted", "--date", "2026-03-02", "--reference", "26/9", "--next-review", "2027")
    events = load_library(adopted).policies["leek/notices"].register.value.events
    assert [(e.version, e.event) for e in events[-3:]] == [("2", "drafted"), ("2", "recommended"), ("1", "readopted")]
    said = clerk("record", "leek/notices", "reviewed", "--date", "2026-03-02")
    assert said.code == WRONG_CALL
    assert said.err.startswith(
        "error[which-version]: `reviewed` can be meant of version `1`, which is in force, or of `2`"
    )


def test_a_review_without_change_makes_no_version(clerk: Clerk, adopted: Path) -> None:
    said = clerk("record", "leek/notices", "reviewed", "--date", "2026-03-02", "--next-review", "2028-03")
    assert said.code == DONE
    policy = load_library(adopted).policies["leek/notices"]
    assert policy.labels == ("1",)
    assert str(policy.states["1"].next_review) == "2028-03"


def test_an_adoption_is_not_recorded_but_made(clerk: Clerk) -> None:
    assert clerk("record", "leek/records", "adopted", "--date", "2026").err.startswith("error[own-verb]")


def test_an_event_needs_its_date(clerk: Clerk) -> None:
    assert clerk("record", "leek/records", "created").err.startswith(
        "error[needs-date]: the event `created` has no date"
    )


def test_a_withdrawn_policy_is_in_force_no_more(clerk: Clerk, adopted: Path) -> None:
    assert clerk("withdraw", "leek/notices", "--date", "2026-10-05", "--reference", "26/70").code == DONE
    assert load_library(adopted).policies["leek/notices"].states["1"].status == "withdrawn"
    said = clerk("record", "leek/notices", "reviewed", "--date", "2026-10-06")
    assert "error[after-withdrawal]: `reviewed` of version `1`, which was withdrawn before" in said.err


def test_nothing_is_added_to_a_register_that_was_tampered_with(clerk: Clerk, adopted: Path) -> None:
    path = adopted / "leek/notices/register.yaml"
    path.write_text(path.read_text("utf-8").replace('"24/17"', '"24/71"'), "utf-8")
    said = clerk("record", "leek/notices", "reviewed", "--date", "2026-03-02")
    assert said.code == WRONG_CALL
    assert said.err.startswith("error[not-as-recorded]: `leek/notices` is not as it was recorded")


def test_a_correction_made_on_purpose_is_sealed_with_its_reason(clerk: Clerk, adopted: Path) -> None:
    path = adopted / "leek/notices/register.yaml"
    clerk("record", "leek/notices", "reviewed", "--date", "2026-03-02")
    path.write_text(path.read_text("utf-8").replace('"24/17"', '"24/71"'), "utf-8")
    assert clerk("verify").code == NO
    assert clerk("record", "leek/notices", "sealed").err.startswith("error[needs-note]")
    assert clerk("record", "leek/notices", "sealed", "--note", "the minute is 24/71").code == DONE
    assert clerk("verify").code == DONE


def test_an_editors_note_on_an_adopted_text_is_sealed_and_the_words_stay(clerk: Clerk, adopted: Path) -> None:
    path = adopted / "leek/notices/v1.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("is nowhere defined", "is not defined"), "utf-8")
    assert "warning[edits-not-sealed]" in clerk("check").out
    assert clerk("verify").code == NO
    assert clerk("record", "leek/notices", "sealed", "--note", "wording of a note").code == DONE
    assert clerk("verify").code == DONE
    path.write_text(text.replace("one month", "two months"), "utf-8")
    said = clerk("record", "leek/notices", "sealed", "--note", "no harm meant")
    assert said.code == WRONG_CALL
    assert "error[adopted-text-changed]: clause `removal.month` of version `1` was changed" in said.err


def test_a_readopted_text_has_to_be_the_adopted_one(clerk: Clerk, adopted: Path) -> None:
    path = adopted / "leek/notices/v1.yaml"
    path.write_text(path.read_text("utf-8").replace("one month", "two months"), "utf-8")
    said = clerk("record", "leek/notices", "readopted", "--date", "2026-03-02", "--reference", "26/9")
    assert said.code == WRONG_CALL
    assert "error[adopted-text-changed]: clause `removal.month` of version `1` was changed" in said.err


def test_a_draft_that_was_interrupted_is_completed_by_the_same_call(clerk: Clerk, adopted: Path) -> None:
    register = adopted / "leek/notices/register.yaml"
    before = register.read_bytes()
    clerk("draft", "leek/notices")
    after = register.read_bytes()
    register.write_bytes(before)
    assert clerk("draft", "leek/notices").code == DONE
    assert register.read_bytes() == after
