"""How far a reading is agreed: with a name, by right, and only in its own lines."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.conftest import ROOT

from policykit.cli import main
from policykit.errors import PolicykitError
from policykit.model.rule import Reading, ReadingStatus
from policykit.pipeline.draft import draft_version
from policykit.pipeline.writing.agree import plan_reading
from policykit.pipeline.writing.change import change_text, open_text
from policykit.pipeline.writing.opened import OpenText

NAME, RULE = "crewe/social-media", "policy-statement.sensible-use.harm"
TODAY = date(2026, 11, 20)
NOW = datetime.fromisoformat("2026-11-20T10:00:00+00:00")


@pytest.fixture
def opened(tmp_path: Path) -> OpenText:
    root = Path(shutil.copytree(ROOT / "policies", tmp_path / "policies"))
    draft_version(root, NAME, TODAY)
    return open_text(root, NAME, NOW)


def read(opened: OpenText) -> Reading:
    return next(rule.reading for _, clause in opened.version.walk_clauses() for rule in clause.rules if rule.id == RULE)


def test_a_confirmed_reading_says_who_confirmed_it_and_by_what_right(opened: OpenText) -> None:
    before = Path(opened.laid.file).read_text("utf-8").split("\n")
    edit = plan_reading(opened, RULE, ReadingStatus.CONFIRMED, "A. Clerk", TODAY, "Town Clerk, TC/26/043")
    (outcome,) = change_text(opened, [edit], NOW, "A. Clerk").outcomes
    assert outcome.state == "saved"
    assert read(opened) == Reading(
        by="two editors of policykit",
        date=TODAY,
        status=ReadingStatus.CONFIRMED,
        authority="A. Clerk, Town Clerk, TC/26/043",
    )
    after = Path(opened.laid.file).read_text("utf-8").split("\n")
    assert len([line for line in after if line not in before]) == 1
    assert opened.journal.entries[-1].by == "A. Clerk"


def test_a_second_reader_is_named_after_the_first(opened: OpenText) -> None:
    first = plan_reading(opened, RULE, ReadingStatus.DRAFT, "A. Clerk", TODAY)
    change_text(opened, [first], NOW)
    change_text(opened, [plan_reading(opened, RULE, ReadingStatus.REVIEWED, "B. Deputy", TODAY)], NOW)
    assert read(opened).by == "A. Clerk and B. Deputy"


@pytest.mark.parametrize(
    ("status", "by", "minute"),
    [
        (ReadingStatus.CONFIRMED, "A. Clerk", None),
        (ReadingStatus.CONFIRMED, None, "TC/26/043"),
        (ReadingStatus.REVIEWED, "two editors of policykit", None),
        (ReadingStatus.DISPUTED, "A. Clerk", None),
    ],
)
def test_what_is_missing_is_asked_for(
    opened: OpenText, status: ReadingStatus, by: str | None, minute: str | None
) -> None:
    with pytest.raises(PolicykitError) as caught:
        plan_reading(opened, RULE, status, by, TODAY, minute)
    assert [fault.code for fault in caught.value.diagnostics] == ["reading-lacks"]


def test_what_somebody_else_said_meanwhile_is_not_written_over(opened: OpenText) -> None:
    late = plan_reading(opened, RULE, ReadingStatus.DRAFT, "B. Deputy", TODAY)
    change_text(opened, [plan_reading(opened, RULE, ReadingStatus.CONFIRMED, "A", TODAY, "TC/1")], NOW)
    (outcome,) = change_text(opened, [late], NOW).outcomes
    assert (outcome.state, outcome.now) == ("conflict", "confirmed")


def test_the_terminal_does_the_same(opened: OpenText, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(opened.root)
    given = ["edit", NAME, "reading", RULE, "confirmed", "--by", "A. Clerk", "--library", root]
    assert main(given) == 2
    assert "by what right" in capsys.readouterr().err
    assert main([*given, "--minute", "TC/26/043"]) == 0
    assert main(["edit", NAME, "reading", RULE, "sure", "--by", "A", "--library", root]) == 2
