"""Values as people type and paste them: each ends in a message, and none in a traceback."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.life.conftest import Clerk
from tests.life.kill_points import look

from policykit.cli import DONE, NO, WRONG_CALL
from policykit.register.verify import verify_policy
from policykit.source.library import load_library

ODD = (
    "",
    "x" * 1001,
    "x" * 25_000,
    "a\nb",
    "a\rb",
    "- a\n- b",
    "\udce9",
    "caf\udce9",
    "\x07",
    "\u200b",
    "Finance Committee",
    "../..",
    "-1",
    "99999999999999999999",
    "9999-12-31",
    "0000",
    "2026-02-30",
    "date=",
    "\N{FIRE}",
    "%s",
    "{council.nme}",
    "x.yaml",
    "/",
)
NEEDED = {
    "adopt": ("leek/notices", "--date=2026-11-16", "--reference=26/1"),
    "record": ("leek/notices", "reviewed", "--date=2026-11-16"),
    "withdraw": ("leek/notices", "--date=2026-11-16"),
    "draft": ("leek/notices@1",),
    "due": (),
    "history": ("leek/notices",),
    "undo": ("leek/notices",),
    "verify": (),
}
OPTIONS = {
    "adopt": (
        "date",
        "reference",
        "body",
        "committee",
        "changes",
        "next-review",
        "note",
        "by",
        "blank",
        "in-force-from",
    ),
    "record": ("date", "reference", "body", "committee", "changes", "next-review", "note", "by", "blank", "of"),
    "withdraw": ("date", "reference", "body", "committee", "changes", "next-review", "note", "by", "blank"),
    "draft": ("version", "date", "by"),
    "due": ("months", "format"),
    "history": ("format",),
    "undo": (),
    "verify": ("head", "format"),
}


@pytest.mark.parametrize("command", NEEDED)
def test_no_odd_value_ends_in_a_traceback_or_leaves_a_library_that_is_not_whole(
    command: str, clerk: Clerk, adopted: Path
) -> None:
    before = look(adopted)
    calls = [(*NEEDED[command], f"--{option}={value}") for option in OPTIONS[command] for value in ODD]
    calls += [(value, *NEEDED[command][1:]) for value in ODD if value and not value.startswith("-")]
    for words in calls:
        try:
            said = clerk(command, *words)
        except SystemExit as end:
            assert end.code == WRONG_CALL  # noqa: PT017 - argparse ends so
            continue
        assert said.code in (DONE, NO, WRONG_CALL), words
        assert "error" in said.err or said.code != WRONG_CALL, words
        if said.code == DONE and look(adopted) != before:
            assert verify_policy(adopted, "leek/notices").intact, words
            load_library(adopted)
        for path in adopted.rglob("*.yaml"):
            if path.relative_to(adopted).as_posix() not in before:
                path.unlink()
        for name, content in before.items():
            (adopted / name).parent.mkdir(exist_ok=True)
            (adopted / name).write_bytes(content)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--reference", ""), "error[bad-value]: `--reference` is empty or too short"),
        (("--by", ""), "error[bad-value]: `--by` is empty or too short"),
        (("--note", "bell \x07"), "error[bad-value]: `--note` holds a character that cannot be printed: U+0007"),
        (("--committee", "fpa"), "error[unknown-committee]: council.yaml has no committee `fpa`\n  hint: did you mean"),
        (("--changes", "x" * 1001), "error[bad-value]: `--changes` is too long"),
        (("--changes", "one\ntwo"), "error[bad-value]: `one two` is not written as `--changes` must be"),
    ],
)
def test_a_value_is_named_as_the_option_that_gives_it(
    clerk: Clerk, adopted: Path, words: tuple[str, ...], said: str
) -> None:
    found = clerk("record", "leek/notices", "reviewed", "--date", "2026-03-02", *words)
    assert (found.code, found.err[: len(said)]) == (WRONG_CALL, said)


def test_a_list_of_changes_is_recorded_and_printed_line_by_line(clerk: Clerk, adopted: Path) -> None:
    review = ("record", "leek/notices", "reviewed", "--date")
    clerk(*review, "2026-03-02", "--changes", "- Clause 1 reworded\n  throughout\n- Clause 2 deleted")
    clerk(*review, "2026-03-03", "--changes", "One", "--changes", "Two")
    events = load_library(adopted).policies["leek/notices"].register.value.events
    assert [event.changes for event in events[-2:]] == [
        ("Clause 1 reworded throughout", "Clause 2 deleted"),
        ("One", "Two"),
    ]
    assert clerk("build", "leek/notices", "--format", "md,text,html,docx").code == DONE
    page = Path("build/leek/notices/v1.html").read_text("utf-8")
    assert "<li>Clause 1 reworded throughout</li><li>Clause 2 deleted</li></ul></td>" in page
    with ZipFile("build/leek/notices/v1.docx") as word:
        body = word.read("word/document.xml").decode()
    item = body[: body.index("Clause 2 deleted")]
    assert "<w:numPr>" in item[item.rindex("<w:p>") :]
    markdown = Path("build/leek/notices/v1.md").read_text("utf-8")
    assert "<ul><li>Clause 1 reworded throughout</li><li>Clause 2 deleted</li></ul> |" in markdown
    text = Path("build/leek/notices/v1.txt").read_text("utf-8").splitlines()
    places = {word: [at for at, line in enumerate(text) if f"• {word}" in line] for word in ("One", "Two")}
    assert (len(places["One"]), places["Two"]) == (1, [places["One"][0] + 1])


def test_the_head_from_the_minutes_is_compared_whole_or_shortened(clerk: Clerk, adopted: Path) -> None:
    head = verify_policy(adopted, "leek/notices").head
    assert head is not None
    assert clerk("verify", "leek/notices", "--head", head.upper()).code == DONE
    assert clerk("verify", "leek/notices", "--head", f"{head[:8]} {head[8:12]}").code == DONE
    said = clerk("verify", "leek/notices", "--head", "0" * 12)
    assert (said.code, said.err) == (NO, "the head of leek/notices is not `000000000000`\n")
    assert clerk("verify", "--head", head).err.startswith("error[which-head]: the head is of one policy, and 2 are")


@pytest.mark.parametrize("label", ["2024 (rev. 2)", "v1.2 \N{EN DASH} June", "1,5+a"])
def test_a_label_as_councils_write_it_lives_a_whole_life(clerk: Clerk, adopted: Path, label: str) -> None:
    assert clerk("draft", "leek/notices", "--version", label).code == DONE
    said = clerk("adopt", f"leek/notices@{label}", "--date", "2026-11-16", "--reference", "26/80")
    assert said.code == DONE, said.err
    assert load_library(adopted).policies["leek/notices"].states[label].in_force
    assert clerk("verify").code == DONE
    assert clerk("build", f"leek/notices@{label}", "--format", "text").code == DONE


def test_bytes_that_are_no_text_are_named_with_the_option_as_it_is_typed(
    clerk: Clerk, adopted: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for words, said in (
        (("record", "leek/notices", "reviewed", "--by", "caf\udce9"), "error: --by: `caf?` holds bytes"),
        (("record", "leek/notices", "reviewed", "--next-review=\udce9"), "argument --next-review: "),
        (("history", "leek/\udce9"), "error: NAME: `leek/?` holds bytes"),
    ):
        with pytest.raises(SystemExit):
            clerk(*words)
        assert said in capfd.readouterr().err
