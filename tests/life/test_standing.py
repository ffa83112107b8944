"""A name without a label means the version in force on the day of the call, in every command, and a remark says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.life.conftest import Clerk

from policykit.cli import DONE, WRONG_CALL
from policykit.pipeline.names import find_version, find_versions
from policykit.pipeline.open import load_library, open_version, open_versions, open_with_drafts

BEFORE, AFTER = "2027-03-31", "2027-04-01"
REMARK = "note: `leek/notices@1` is meant, which is in force; `leek/notices@2` is in force from 1 April 2027\n"


@pytest.fixture
def pending(clerk: Clerk, adopted: Path) -> Path:
    """The library with version 2 of leek/notices adopted on 16 November 2026, in force from 1 April 2027."""
    assert clerk("draft", "leek/notices").code == DONE
    adoption = ("--date", "2026-11-16", "--reference", "26/1", "--in-force-from", "2027-04-01")
    assert clerk("adopt", "leek/notices", *adoption).code == DONE
    return adopted


def test_build_takes_what_is_in_force_that_day(clerk: Clerk, pending: Path) -> None:
    call = ("build", "leek/notices", "--format", "md")
    said = clerk(*call, "--today", BEFORE)
    assert (said.out, said.err) == ("build/leek/notices/v1.md\n", REMARK)
    said = clerk(*call, "--today", AFTER)
    assert (said.out, said.err) == ("build/leek/notices/v2.md\n", "")
    said = clerk("build", "leek/notices@2", "--format", "md", "--today", BEFORE)
    assert (said.out, said.err) == ("build/leek/notices/v2.md\n", "")
    assert clerk("build", "leek", "--format", "md", "--today", BEFORE).err == REMARK


@pytest.mark.parametrize("command", ["export", "decide", "audit", "ask"])
def test_rules_are_those_of_the_text_in_force_that_day(command: str, clerk: Clerk, pending: Path) -> None:
    Path("records.yaml").write_text("[]", "utf-8")
    more = {"export": ("--to", "python"), "decide": ("records.yaml",), "audit": ("x.csv", "--record", "post")}
    call = (command, "leek/notices", *more.get(command, ("post",)))
    assert REMARK in clerk(*call, today=BEFORE).err
    after = clerk(*call, today=AFTER).err
    assert "is in force from" not in after
    assert "leek/notices@1" not in after


@pytest.mark.parametrize(
    "call",
    [
        ("compare", "leek/notices", "leek/notices@2"),
        ("compare", "leek/notices", "leek/records"),
        ("matrix", "leek"),
        ("suggest", "leek"),
        ("amend", "leek/notices", "leek/notices@2"),
        ("test", "leek/notices"),
    ],
)
def test_comparisons_and_tests_say_which_version_is_meant(call: tuple[str, ...], clerk: Clerk, pending: Path) -> None:
    assert clerk(*call, today=BEFORE).err == REMARK
    assert "is in force from" not in clerk(*call, today=AFTER).err
    assert clerk("amend", "leek/notices@1", "leek/notices@2", today=BEFORE).err == ""


def test_every_way_of_opening_means_the_same_version(pending: Path) -> None:
    for day, label in ((date(2027, 3, 31), "1"), (date(2027, 4, 1), "2"), (None, "2")):
        library = load_library(pending, day)
        name = "leek/notices"
        found = [
            find_version(library, name),
            *(each for each in find_versions(library, ()) if each.policy.name == name),
            *find_versions(library, (name,)),
            open_version(pending, name, day)[1],
            *open_versions(pending, (name,), today=day)[1],
            open_with_drafts(pending, (name,), day)[1][0],
        ]
        assert {named.label for named in found} == {label}, day


def test_a_first_text_that_is_still_to_come_is_meant_all_the_same(clerk: Clerk, root: Path) -> None:
    adoption = ("--date", "2026-11-16", "--reference", "26/1", "--in-force-from", "2027-04-01")
    assert clerk("adopt", "leek/notices", *adoption).code == DONE
    said = clerk("build", "leek/notices", "--format", "md", "--today", BEFORE)
    assert said.out == "build/leek/notices/v1.md\n"
    words = "`leek/notices@1` is in force from 1 April 2027, and no version of the policy is before that"
    assert said.err == f"note: {words}\n"


def test_an_old_text_is_not_adopted_again_once_the_next_is_adopted(clerk: Clerk, pending: Path) -> None:
    said = clerk("record", "leek/notices@1", "readopted", "--date", "2026-11-18")
    assert said.code == WRONG_CALL
    words = "version `1` is adopted again after version `2` was adopted, which is in force from 2027-04-01"
    assert words in said.err
    assert (
        "while version `2` is in force"
        in clerk("record", "leek/notices@1", "readopted", "--date", "2027-04-02", today="2027-05-01").err
    )
