"""Pictures in the life of a text: frozen with it, printed as adopted, and never read from outside the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.life.conftest import Clerk

from policykit.cli import DONE
from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.source.library import load_library

SHOWN = Path(__file__).parent.parent / "render" / "furnished" / "pictures"
CLAUSE = """\
      - id: kept.plan
        kind: statement
        text: "The boards are here:"
        picture: {file: plan.png, alt: One board at each gate.}
"""


@pytest.fixture
def pictured(root: Path) -> Path:
    """The library whose notices show a picture."""
    path = root / "leek/notices/v1.yaml"
    text = path.read_text("utf-8")
    place = text.index("      - id: ")
    path.write_text(text[:place] + CLAUSE + text[place:], "utf-8")
    (root / "leek/notices/pictures").mkdir()
    (root / "leek/notices/pictures/plan.png").write_bytes((SHOWN / "plan.png").read_bytes())
    return root


def adopt(clerk: Clerk) -> None:
    said = clerk("adopt", "leek/notices", "--date", "2024-03-04", "--reference", "24/17")
    assert said.code == DONE, said.err


def test_a_picture_is_frozen_and_the_file_is_needed_no_more(clerk: Clerk, pictured: Path) -> None:
    adopt(clerk)
    copy = json.loads((pictured / "leek/notices/adopted/v1.json").read_text("utf-8"))
    assert list(copy["pictures"]) == ["plan.png"]
    (pictured / "leek/notices/pictures/plan.png").unlink()
    assert clerk("check", "leek/notices").code == DONE
    assert clerk("verify", "leek/notices").code == DONE
    library = load_library(pictured)
    document = compile_document(find_edition(library, library.policies["leek/notices"]))
    (shown,) = (picture for clause in document.walk_clauses() for picture in clause.pictures)
    assert (shown.width, shown.height, shown.alt) == (900, 560, "One board at each gate.")


def test_another_file_of_the_same_name_is_another_text_and_a_change(clerk: Clerk, pictured: Path) -> None:
    library = load_library(pictured)
    before = find_edition(library, library.policies["leek/notices"]).text_sha256
    adopt(clerk)
    assert clerk("draft", "leek/notices").code == DONE
    target = pictured / "leek/notices/pictures/plan.png"
    target.write_bytes((SHOWN / "other.png").read_bytes())
    library = load_library(pictured)
    policy = library.policies["leek/notices"]
    sealed = find_edition(library, policy, "1")
    assert find_edition(library, policy, "2").text_sha256 not in (before, sealed.text_sha256)
    assert sealed.pictures["plan.png"].width == 900
    said = clerk("adopt", "leek/notices", "--date", "2026-01-05", "--reference", "26/1", "--dry-run")
    assert "picture `plan.png`" in said.out
    report = clerk("compare", "leek/notices@1", "leek/notices@2", "--format", "text")
    assert "another picture: look at both" in report.out.casefold()
    motion = clerk("amend", "leek/notices@1", "leek/notices@2")
    assert "substitute the picture plan.png, which says “One board at each gate.”" in " ".join(motion.out.split())


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("plan.png", None, "there is no picture `pictures/plan.png` beside this file"),
        ("plan.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a drawing (SVG), which Word cannot show"),
        ("plan.png", b"\x89PNG\r\n\x1a\n", "damaged or not complete"),
        ("plan.png", b"x" * (2 * 1024 * 1024 + 1), "2.1 MB, more than the 2 MB"),
        ("../v1.yaml", None, "is not written as `file` must be"),
        ("/etc/passwd", None, "is not written as `file` must be"),
        ("plan.svg", None, "is not written as `file` must be"),
    ],
)
def test_what_cannot_be_shown_is_refused(
    clerk: Clerk, pictured: Path, file: str, content: bytes | None, message: str
) -> None:
    target = pictured / "leek/notices/pictures/plan.png"
    target.unlink()
    if content is not None:
        target.write_bytes(content)
    text = pictured / "leek/notices/v1.yaml"
    text.write_text(text.read_text("utf-8").replace("plan.png", file), "utf-8")
    said = clerk("check", "leek/notices")
    assert said.code != DONE
    assert message in said.out
    assert "hint:" in said.out


def test_a_link_out_of_the_library_is_not_followed(clerk: Clerk, pictured: Path, tmp_path: Path) -> None:
    target = pictured / "leek/notices/pictures/plan.png"
    outside = tmp_path / "secret.png"
    target.rename(outside)
    target.symlink_to(outside)
    assert "outside the library" in clerk("check", "leek/notices").out


@pytest.mark.parametrize("words", ["Picture", "plan", "plan.png", "A photo."])
def test_words_that_say_nothing_are_pointed_out(clerk: Clerk, pictured: Path, words: str) -> None:
    text = pictured / "leek/notices/v1.yaml"
    text.write_text(text.read_text("utf-8").replace("One board at each gate.", words), "utf-8")
    assert "picture-words" in clerk("check", "leek/notices").out


def test_an_amendment_names_the_picture_that_a_meeting_has_to_look_at(clerk: Clerk, pictured: Path) -> None:
    adopt(clerk)
    assert clerk("draft", "leek/notices").code == DONE
    text = pictured / "leek/notices/v2.yaml"
    text.write_text(text.read_text("utf-8").replace("One board at each gate.", "Two boards at each gate."), "utf-8")
    said = " ".join(clerk("amend", "leek/notices@1", "leek/notices@2").out.split())
    assert "substitute the picture plan.png, which says “Two boards at each gate.”" in said
    assert "1. " in said
    listed = clerk("amend", "leek/notices@1", "leek/notices@2", "--format", "list").out
    assert "# The picture of `kept.plan`, to be looked at: plan.png, which says “Two boards at each gate.”" in listed
