"""References to clauses of another policy: printed with its title, checked, and frozen as they were adopted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.life.conftest import Clerk

from policykit.cli import DONE
from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.model.text import Link, Text
from policykit.render.html.page import render_html
from policykit.source.library import load_library, read_library

NOTICES, RECORDS = "leek/notices", "leek/records"


def write(root: Path, policy: str, words: str, label: str = "1") -> None:
    """Put a clause of these words before all others of a text."""
    path = root / policy / f"v{label}.yaml"
    text = path.read_text("utf-8")
    place = text.index("    clauses:\n") + len("    clauses:\n")
    new = f"      - id: new.first\n        kind: statement\n        text: {words}\n"
    path.write_text(text[:place] + new + text[place:], "utf-8")


@pytest.fixture
def referring(root: Path) -> Path:
    """The library whose notices refer to a clause of the records."""
    library = load_library(root)
    target = next(clause.id for _, clause in library.policies[RECORDS].versions[0].value.walk_clauses())
    write(root, NOTICES, f'"Subject to {{ref: records/{target}}}."')
    return root


def shown(root: Path, label: str = "1") -> str:
    """Give what the reference of the notices prints."""
    library = load_library(root)
    document = compile_document(find_edition(library, library.policies[NOTICES], label))
    clause = next(clause for clause in document.walk_clauses() if clause.id == "new.first")
    (link,) = (inline for inline in clause.words if isinstance(inline, Link))
    (words,) = link.children
    assert isinstance(words, Text)
    assert words.text in render_html(document)
    assert "elsewhere:" not in render_html(document)
    return words.text


def test_it_prints_the_title_and_the_number_there(referring: Path) -> None:
    title = load_library(referring).policies[RECORDS].versions[0].value.title
    assert shown(referring).startswith(f"{title}, ")


def test_one_policy_alone_is_read_with_what_it_refers_to(referring: Path, clerk: Clerk) -> None:
    alone = read_library(referring, only=(NOTICES,)).library
    assert list(alone.policies) == [NOTICES]
    assert clerk("check", NOTICES).code == DONE
    assert clerk("build", NOTICES, "--format", "text").code == DONE
    assert shown(referring) in Path("build/leek/notices/v1.txt").read_text("utf-8").replace("\n    ", " ")


def test_a_draft_follows_and_an_adopted_text_keeps_what_it_said(referring: Path, clerk: Clerk) -> None:
    before = shown(referring)
    assert clerk("adopt", NOTICES, "--date", "2024-03-04", "--reference", "24/17").code == DONE
    assert clerk("draft", NOTICES).code == DONE
    write(referring, RECORDS, "Something new.")
    assert shown(referring, "1") == before
    assert shown(referring, "2") != before
    said = clerk("check", NOTICES).out
    assert "moved-reference" in said
    assert f"adopted as “{before}”, which is “{shown(referring, '2')}” now" in said
    assert clerk("verify", NOTICES).code == DONE


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("record/x", "the council has no policy `record`"),
        ("records/nothing.here", "has no clause or section `nothing.here`"),
    ],
)
def test_what_leads_nowhere_is_refused_at_its_place(root: Path, clerk: Clerk, target: str, words: str) -> None:
    write(root, NOTICES, f'"See {{ref: {target}}}."')
    for said in (clerk("check"), clerk("check", NOTICES)):
        assert said.code != DONE
        assert words in said.out
        assert "dangling-reference" in said.out


def test_two_policies_may_refer_to_each_other(referring: Path, clerk: Clerk) -> None:
    write(referring, RECORDS, '"See {ref: notices/new.first}."')
    assert clerk("check").code == DONE
    assert ", " in shown(referring)


def test_the_number_of_a_reference_is_no_change_of_words(referring: Path, clerk: Clerk) -> None:
    assert clerk("adopt", NOTICES, "--date", "2024-03-04", "--reference", "24/17").code == DONE
    assert clerk("draft", NOTICES).code == DONE
    write(referring, RECORDS, "Something new.")
    said = clerk("compare", f"{NOTICES}@1", f"{NOTICES}@2", "--format", "text").out
    assert "larger number" not in said
    assert "no change; 1 only renumbered" in said
