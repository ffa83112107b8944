"""A file that cannot be read: what was adopted stays in force, and no command pretends that nothing is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.life.conftest import Clerk

from policykit.pipeline.life import render_version
from policykit.source.library import load_library

NAME = "leek/notices"


def spoil(root: Path, label: str = "1") -> None:
    """Misspell a value, as a clerk might."""
    file = root / "leek" / "notices" / f"v{label}.yaml"
    text = file.read_text("utf-8")
    assert "kind: obligation" in text
    file.write_text(text.replace("kind: obligation", "kind: obligatoin", 1), encoding="utf-8")


def lose(root: Path) -> None:
    (root / "leek" / "notices" / "v1.yaml").unlink()


@pytest.mark.parametrize("damage", [spoil, lose])
def test_an_adopted_text_is_due_and_known_all_the_same(adopted: Path, clerk: Clerk, damage: object) -> None:
    library = load_library(adopted)
    Path("v1.pdf").write_bytes(render_version(library, library.policies[NAME], "1", "pdf"))
    due, history = clerk("due", "--months", "40"), clerk("history", NAME)
    shown = clerk("show", NAME, "--as-at", "2026-01-01")
    damage(adopted)  # type: ignore[operator]
    assert "leek/notices@1" in due.out
    assert clerk("due", "--months", "40").out == due.out
    assert clerk("history", NAME).out == history.out
    assert clerk("show", NAME, "--as-at", "2026-01-01").out == shown.out
    assert clerk("verify", "v1.pdf").out.startswith("v1.pdf: intact: version 1 of leek/notices")


def test_what_was_replaced_does_not_come_back_into_force(adopted: Path, clerk: Clerk) -> None:
    assert clerk("draft", NAME).code == 0
    assert clerk("adopt", NAME, "--date", "2026-11-20", "--reference", "26/1", "--next-review", "2028").code == 0
    spoil(adopted, "2")
    assert "  leek/notices@2  " in clerk("due", "--months", "40").out
    assert clerk("history", NAME).out.startswith("leek/notices: 1 superseded, 2 adopted\n")


def test_nothing_is_printed_of_it_before_it_is_mended(adopted: Path, clerk: Clerk) -> None:
    spoil(adopted)
    said = clerk("build", NAME)
    assert (said.code, said.out) == (2, "")
    assert "error[unknown-value]" in said.err
    assert "`obligatoin`" in said.err
    assert clerk("verify").code == 1


def test_a_file_that_is_gone_is_missed(adopted: Path, clerk: Clerk) -> None:
    lose(adopted)
    said = clerk("check")
    assert said.code == 1
    assert (
        "policies/leek/notices/v1.yaml:1:1: error[file-unreadable]: the file of version `1`, which was adopted"
        in said.out
    )
    assert "`source` in `adopted/v1.json` holds it too, character for character" in said.out


COMMANDS = (
    ("adopt", NAME, "--date", "2026-11-20", "--reference", "26/1"),
    ("draft", NAME),
    ("record", NAME, "recommended", "--date", "2026-11-20"),
    ("show", NAME, "--as-at", "2026-11-20"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=[words[0] for words in COMMANDS])
def test_a_draft_with_a_slip_is_not_said_to_be_unknown(root: Path, clerk: Clerk, words: tuple[str, ...]) -> None:
    spoil(root)
    said = clerk(*words)
    assert said.code == 2
    assert "policies/leek/notices/v1.yaml:" in said.err
    assert "`obligatoin`" in said.err


@pytest.mark.parametrize("words", [("history", NAME), ("due",)], ids=["history", "due"])
def test_what_needs_the_head_of_a_draft_only_does_not_mind_a_slip_below(
    root: Path, clerk: Clerk, words: tuple[str, ...]
) -> None:
    before = clerk(*words)
    spoil(root)
    after = clerk(*words)
    assert (after.code, after.out, after.err) == (before.code, before.out, before.err)
    assert after.code == 0


@pytest.mark.parametrize("words", [("history", NAME), ("due",)], ids=["history", "due"])
def test_a_draft_without_a_head_is_not_said_to_be_unknown(root: Path, clerk: Clerk, words: tuple[str, ...]) -> None:
    file = root / "leek" / "notices" / "v1.yaml"
    file.write_text(file.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    said = clerk(*words)
    assert said.code == 2
    assert "`titel`" in said.err


def test_a_name_that_nothing_bears_is_still_unknown(root: Path, clerk: Clerk) -> None:
    spoil(root)
    said = clerk("draft", "leek/notes")
    assert said.code == 2
    assert said.err.startswith("error[unknown-name]: there is no policy `leek/notes`")
