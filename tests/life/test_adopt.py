"""Adopting: what it writes, what it refuses, and that nothing else moves."""

from __future__ import annotations

import json
from pathlib import Path

from tests.life.conftest import LIBRARY, Clerk

from policykit.cli import DONE, WRONG_CALL
from policykit.model.fingerprint import hash_text
from policykit.source.library import load_library

REGISTER = """\
# What happened to the notices policy, oldest first.
format: 1
head_sha256: {head}
events:
  - version: "1"
    event: created
    date: 2024-02   # the clerk's word
    changes: New policy
  - version: "1"
    event: adopted
    date: 2024-03-04
    body: Council
    reference: "24/17"
    next_review: 2026-03
    recorded_by: AM
    text_sha256: {text}
    previous_sha256: {previous}

# The next review is in the diary.
"""


def test_adopting_writes_one_event_and_keeps_every_other_character(adopted: Path) -> None:
    policy = load_library(adopted).policies["leek/notices"]
    event = policy.register.value.events[-1]
    assert (adopted / "leek/notices/register.yaml").read_text("utf-8") == REGISTER.format(
        head=policy.register.value.head_sha256, text=event.text_sha256, previous=event.previous_sha256
    )
    text = adopted / "leek/notices/v1.yaml"
    assert text.read_bytes() == (LIBRARY / "leek/notices/v1.yaml").read_bytes()


def test_the_fingerprint_is_that_of_the_file_beside_the_text(adopted: Path) -> None:
    """`sha256sum adopted/v1.json` gives it: no policykit is needed to check it."""
    copy = (adopted / "leek/notices/adopted/v1.json").read_text("utf-8")
    assert hash_text(copy) == load_library(adopted).policies["leek/notices"].seals["1"]
    assert json.loads(copy)["council"]["officers"][0]["name"] == "Ada Moss"
    assert list(json.loads(copy)["models"]) == ["notices/weather"]


def test_a_dry_run_shows_the_change_and_writes_nothing(clerk: Clerk, adopted: Path) -> None:
    assert clerk("draft", "leek/notices", today="2026-11-02").code == DONE
    path = adopted / "leek/notices/v2.yaml"
    path.write_text(path.read_text("utf-8").replace("one month", "two months"), "utf-8")
    before = {path: path.read_bytes() for path in adopted.rglob("*") if path.is_file()}
    said = clerk("adopt", "leek/notices", "--date", "2026-11-16", "--reference", "26/80", "--dry-run")
    assert said.out.startswith(
        "leek/notices@2 would be adopted.\n"
        "Words that differ from version 1: 1\n"
        "  clause `removal.month` changed\n"
        "    - A notice is taken down after one month.\n"
        "    + A notice is taken down after two months.\n"
    )
    assert '+    reference: "26/80"\n' in said.out
    assert {path: path.read_bytes() for path in adopted.rglob("*") if path.is_file()} == before


def test_one_resolution_adopts_many_policies(clerk: Clerk, root: Path) -> None:
    said = clerk("adopt", "leek/notices", "leek/records", "--date", "2026-11-16", "--reference", "26/81")
    assert said.code == DONE
    library = load_library(root)
    assert {name: policy.states["1"].status for name, policy in library.policies.items()} == {
        "leek/notices": "adopted",
        "leek/records": "adopted",
    }


def test_amendments_made_in_the_meeting_are_told(clerk: Clerk, root: Path) -> None:
    clerk("adopt", "leek/records", "--date", "2026-11-16", "--reference", "1", "--with-amendments")
    assert "Adopted, with amendments  Council  1" in clerk("history", "leek/records").out


def refused(said: tuple[int, str, str], code: str, words: str) -> bool:
    return said[0] == WRONG_CALL and said[2].startswith(f"error[{code}]: {words}")


def test_it_refuses_an_adoption_without_date_or_reference(clerk: Clerk) -> None:
    assert refused(
        clerk("adopt", "leek/notices", "--reference", "1"), "adoption-lacks", "the event `adopted` has no date"
    )
    said = clerk("adopt", "leek/notices", "--date", "2026-11-16")
    assert refused(said, "adoption-lacks", "the adoption has no minute reference")


def test_a_blank_reference_is_taken_with_its_reason(clerk: Clerk, root: Path) -> None:
    blank = "reference=omitted_by_source"
    assert clerk("adopt", "leek/records", "--date", "2019", "--blank", blank).code == DONE
    assert "    blanks: {reference: omitted_by_source}\n" in (root / "leek/records/register.yaml").read_text("utf-8")


def test_it_refuses_a_day_to_come(clerk: Clerk) -> None:
    said = clerk("adopt", "leek/notices", "--date", "2026-11-21", "--reference", "1")
    assert refused(said, "date-in-future", "`2026-11-21` is still to come")


def test_it_refuses_a_text_with_errors_and_writes_nothing(clerk: Clerk, root: Path) -> None:
    path = root / "leek/notices/v1.yaml"
    path.write_text(path.read_text("utf-8").replace("{ref: boards.consent}", "{ref: boards.assent}"), "utf-8")
    said = clerk("adopt", "leek/records", "leek/notices", "--date", "2026-11-16", "--reference", "1")
    assert said.code == WRONG_CALL
    assert "no clause or section has the id `boards.assent`" in said.err
    assert not list(root.rglob("adopted"))


def test_errors_of_another_council_are_no_obstacle(clerk: Clerk, root: Path) -> None:
    (root / "stone").mkdir()
    (root / "stone/council.yaml").write_text("name: [", "utf-8")
    assert clerk("adopt", "leek/records", "--date", "2026-11-16", "--reference", "1").code == DONE


def test_it_refuses_what_is_adopted_already(clerk: Clerk, adopted: Path) -> None:
    said = clerk("adopt", "leek/notices", "--date", "2026-11-16", "--reference", "26/80")
    assert refused(said, "already-adopted", "`leek/notices@1` was adopted on 2024-03-04, minute 24/17")
    again = clerk("adopt", "leek/notices", "--date", "2024-03-04", "--reference", "24/17")
    assert refused(again, "already-adopted", "`leek/notices@1` was adopted on 2024-03-04, minute 24/17")


def test_a_committee_that_does_not_exist_is_refused_at_its_place(clerk: Clerk, root: Path) -> None:
    said = clerk("adopt", "leek/records", "--date", "2026-11-16", "--reference", "1", "--committee", "fab")
    assert said.code == WRONG_CALL
    assert "error[unknown-committee]: council.yaml has no committee `fab`" in said.err
    assert "did you mean `fap`?" in said.err
    assert (root / "leek/records/register.yaml").read_bytes() == (LIBRARY / "leek/records/register.yaml").read_bytes()


def test_an_adoption_before_the_draft_is_refused(clerk: Clerk) -> None:
    said = clerk("adopt", "leek/notices", "--date", "2024-01-08", "--reference", "1")
    assert said.code == WRONG_CALL
    assert "error[dates-run-backwards]: `2024-01-08` lies before `2024-02`" in said.err


def test_what_was_voted_on_before_its_file_was_begun_is_adopted_on_the_day_of_the_vote(
    clerk: Clerk, adopted: Path
) -> None:
    clerk("draft", "leek/notices", today="2025-01-07")
    vote = ("adopt", "leek/notices", "--date", "2025-01-06", "--reference", "25/1")
    assert clerk(*vote, today="2025-01-07").code == DONE
    assert load_library(adopted).policies["leek/notices"].states["2"].in_force


def test_a_draft_bears_the_day_that_the_clerk_gives(clerk: Clerk, adopted: Path) -> None:
    assert clerk("draft", "leek/notices", "--date", "2025-01", today="2025-03-07").code == DONE
    events = load_library(adopted).policies["leek/notices"].register.value.events
    assert (events[-1].event, str(events[-1].date)) == ("drafted", "2025-01")
    assert clerk("draft", "leek/notices", "--version", "3", "--date", "2027", today="2025-03-07").code == WRONG_CALL


def test_an_old_text_that_is_adopted_anew_keeps_its_frozen_copy(clerk: Clerk, adopted: Path) -> None:
    copy = adopted / "leek/notices/adopted/v1.json"
    before = copy.read_bytes()
    clerk("draft", "leek/notices", today="2025-01-06")
    assert clerk("adopt", "leek/notices", "--date", "2025-02-03", "--reference", "25/9").code == DONE
    council = adopted / "leek/council.yaml"
    council.write_text(council.read_text("utf-8").replace("Ada Moss", "Ben Rudyard"), "utf-8")
    older = ("adopt", "leek/notices@1", "--date", "2026-02-02", "--reference", "26/7")
    said = clerk(*older)
    assert refused(
        said, "already-adopted", "`leek/notices@1` was adopted on 2024-03-04, minute 24/17, and has been replaced since"
    )
    assert "if the council did adopt the older text once more, add --again" in said.err
    assert clerk(*older, "--again").code == DONE
    assert copy.read_bytes() == before
    assert {label: state.status for label, state in load_library(adopted).policies["leek/notices"].states.items()} == {
        "1": "adopted",
        "2": "superseded",
    }
    assert clerk("verify").code == DONE
