"""An editor that writes the same words with other characters breaks no seal, and the sealed bytes stay."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from tests.life.conftest import Clerk

from policykit.cli import DONE, NO

TEXT, COPY = "leek/notices/v1.yaml", "leek/notices/adopted/v1.json"
ADOPT = ("adopt", "leek/notices", "--date", "2024-03-04", "--reference", "24/17", "--next-review", "2028-05")


@pytest.fixture(params=["NFC", "NFD", "NFKC"])
def sealed(request: pytest.FixtureRequest, clerk: Clerk, root: Path) -> Path:
    """The library with an adopted text of one form, whose file an editor then saved in another."""
    path = root / TEXT
    words = path.read_text("utf-8").replace("one month", "one môn\u00adth of ﬁne tŷ’s")
    form: Literal["NFC", "NFD"] = "NFD" if request.param != "NFD" else "NFC"
    path.write_text(unicodedata.normalize(form, words), "utf-8")
    assert clerk(*ADOPT).code == DONE
    path.write_text(unicodedata.normalize(request.param, path.read_text("utf-8")), "utf-8")
    return root


def test_the_text_is_intact_and_the_form_is_named(sealed: Path, clerk: Clerk) -> None:
    said = clerk("verify", "leek/notices")
    assert said.code == DONE
    assert "leek/notices: intact" in said.out
    assert "note[characters-in-another-form]" in said.out + said.err
    checked = clerk("check", "leek/notices")
    assert "note[characters-in-another-form]" in checked.out
    assert "adopted-text-changed" not in checked.out


def test_the_sealed_bytes_stay(sealed: Path, clerk: Clerk) -> None:
    before = (sealed / COPY).read_bytes()
    shown = clerk("show", "leek/notices").out
    clerk("check", "leek/notices")
    assert (sealed / COPY).read_bytes() == before
    word = next(word for word in shown.split() if word.startswith("m") and "th" in word)
    assert word.encode() in before


def test_a_word_that_changed_is_still_found(sealed: Path, clerk: Clerk) -> None:
    path = sealed / TEXT
    path.write_text(path.read_text("utf-8").replace("ne tŷ", "ne ty").replace("ne ty\u0302", "ne ty"), "utf-8")
    said = clerk("verify", "leek/notices")
    assert said.code == NO
    assert "adopted-text-changed" in said.out + said.err


def test_a_quotation_is_of_words_and_not_of_bytes(clerk: Clerk, root: Path) -> None:
    path = root / TEXT
    words = path.read_text("utf-8").replace("one month", unicodedata.normalize("NFD", "one fine tŷ"), 1)
    note = "notes: [{kind: drafting, text: A slip., quote: ‘ﬁne tŷ’}]".replace("‘", "'").replace("’", "'")
    words = words.replace("id: removal.month", f"id: removal.month\n        {note}", 1)
    path.write_text(words, "utf-8")
    said = clerk("check", "leek/notices").out
    assert "quote-not-found" not in said
    assert "0 errors" in said
    path.write_text(words.replace("ﬁne tŷ", "ﬁne ty"), "utf-8")
    assert "error[quote-not-found]" in clerk("check", "leek/notices").out
