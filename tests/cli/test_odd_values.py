"""Odd values at the places of every command end in a message, and leave nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.life.odd_values import BASE, ODD, STAYING, Call, Outcome, Trial, choose_calls, try_calls

from policykit.cli import WRONG_CALL, main
from policykit.cli.commands import COMMANDS


def test_a_share_of_all_calls_is_sound(tmp_path: Path) -> None:
    calls = choose_calls(180, 3)
    wrong: list[str] = []

    def tell(call: Call, outcome: Outcome) -> None:
        wrong.extend(f"{call.words} ({call.value}): {each}" for each in outcome.wrong)

    try_calls(calls, tmp_path, tell)
    assert wrong == []
    assert {call.command for call in calls} == {*BASE} == {*COMMANDS} - STAYING


@pytest.mark.parametrize(
    ("command", "place", "value", "said"),
    [
        ("record", "--note", "an escape sequence", "holds a character that cannot be printed: U+001B"),
        ("record", "--changes", "two dashes", ""),
        ("import", "--version", "no character", "the version holds a character that cannot be printed: U+FFFE"),
        ("history", "--library", "a longer word", "there is no library folder `xxx"),
        ("history", "1", "an escape sequence", "there is no policy `�[31mred�[0m`"),
        ("compare", "--out", "a folder up", "`../..` is a folder, and not the name of a file"),
        ("due", "--months", "a text of 100,000 letters", " … "),
        ("decide", "2", "two dashes", "`--` cannot be read"),
        ("schema", "1", "NUL", "holds U+0000"),
    ],
)
def test_the_message_says_what_is_wrong(command: str, place: str, value: str, said: str, tmp_path: Path) -> None:
    words = next(
        call.words
        for call in choose_calls(100_000, 1)
        if (call.command, call.place, call.value) == (command, place, value)
    )
    outcome = Trial(tmp_path).run(Call(command, place, value, words))
    assert outcome.wrong == ()
    assert said in outcome.said
    assert len(outcome.said) < 1500


def test_a_trial_sees_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trial = Trial(tmp_path)

    def spoil(*_: object) -> int:
        Path("policies/anytown/council.yaml").write_text("id: [", "utf-8")
        return WRONG_CALL

    monkeypatch.setattr("benchmarks.life.odd_values.run_policykit", spoil)
    wrong = trial.run(Call("check", "1", "nothing", ("check",))).wrong
    assert wrong[0] == "said nothing of why it failed"
    assert wrong[1].startswith("refused, and changed a/b/c/anytown/policies/anytown/council.yaml")
    assert any("not whole" in each for each in wrong)
    assert len(ODD) > 60


def test_a_folder_that_holds_the_library_is_pointed_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Trial(tmp_path)
    work = tmp_path / "a/b/c/anytown"
    capsys.readouterr()
    assert main(["history", "anytown/social-media", "--library", str(work)]) == WRONG_CALL
    said = capsys.readouterr().err
    assert "is no library: no folder in it has a council.yaml" in said
    assert f"hint: did you mean --library {work}/policies?" in said
    assert said.count("error[") == 1
