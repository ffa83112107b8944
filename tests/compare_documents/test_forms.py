"""Versions that differ in the form of their characters only are the same to whoever compares or amends them."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare_documents.cases import compile_case
from tests.compare_documents.versions import versions

from policykit.compare.amendments.version import (
    apply_amendments,
    parse_amendments,
    print_amendments,
    write_amendments,
)
from policykit.compare.versions.redline import redline
from policykit.errors import PolicykitError
from policykit.model.fingerprint import model_data
from policykit.model.policy import Version
from policykit.model.printed import replace_texts
from policykit.model.text import Marked
from policykit.model.word_tree import walk_inlines

FORMS = {
    "parted": lambda text: unicodedata.normalize("NFD", text),
    "joined": lambda text: unicodedata.normalize("NFC", text),
    "ligatures": lambda text: text.replace("ffi", "ﬃ").replace("fi", "ﬁ"),
    "wide": lambda text: text.replace("B", "Ｂ").replace("1", "１"),
    "no break": lambda text: text.replace(" ", "\u00a0"),
    "dots": lambda text: text.replace("...", "…"),
}
_STRANGE = {"officers": "swyddŵyr ôl", "clerk": "tŷ dŵr", "keeps": "keeps fines, offices..."}


def _dress(version: Version) -> Version:
    def change(text: str) -> str:
        for plain, strange in _STRANGE.items():
            text = text.replace(plain, strange)
        return text

    return replace_texts(version, change)


@settings(max_examples=40, deadline=None)
@given(versions().map(lambda pair: _dress(pair[0])), st.sampled_from(sorted(FORMS)), st.sampled_from(sorted(FORMS)))
def test_a_form_alone_is_no_change(version: Version, first: str, second: str) -> None:
    old, new = (replace_texts(version, FORMS[form]) for form in (first, second))
    case = compile_case(old, new)
    changes = case.changes
    assert changes.count == 0
    marked = redline(case.old, case.new, changes)
    words = [inline for clause in marked.walk_clauses() for inline in walk_inlines(clause.words)]
    assert not any(isinstance(inline, Marked) for inline in words)


@settings(max_examples=40, deadline=None)
@given(versions().map(lambda pair: _dress(pair[0])), st.sampled_from(sorted(FORMS)))
def test_no_order_is_given_for_a_form_and_the_list_gives_the_very_text(version: Version, form: str) -> None:
    new = replace_texts(version, FORMS[form])
    amendments = write_amendments(version, new)
    assert amendments.clauses == ()
    assert amendments.tables == ()
    read = parse_amendments(print_amendments(amendments))
    assert apply_amendments(version, read).data == model_data(new)


def _one(text: str, **more: Any) -> Version:
    clause = {"id": "a.one", "kind": "obligation", "text": text, **more}
    front = {"format": 1, "title": "Polisi", "kind": "policy", "version": "1"}
    return Version.model_validate({**front, "sections": [{"id": "a", "heading": "Tŷ", "clauses": [clause]}]})


def test_a_word_that_changed_is_shown_without_the_forms_beside_it() -> None:
    old, new = _one("Cadwch y dŵr a’r tŷ yn lân."), _one(unicodedata.normalize("NFD", "Cadwch y dŵr a’r tŷ yn dwt."))
    (row,) = compile_case(old, new).changes.changed
    assert [(s.op, s.text.strip()) for s in row.words if s.op != "equal"] == [("delete", "lân"), ("insert", "dwt")]
    (order,) = write_amendments(old, new).clauses
    assert "dŵr" not in repr(order)


def test_an_order_finds_its_words_in_the_form_that_the_text_has() -> None:
    old = _one(unicodedata.normalize("NFD", "Cadwch y dŵr yn lân."))
    amended = apply_amendments(old, parse_amendments("1. In ‘Tŷ’, for “dŵr” substitute “tŷ”.\n"))
    (section,) = amended.data["sections"]
    assert section["clauses"][0]["text"] == unicodedata.normalize("NFD", "Cadwch y ") + "tŷ" + unicodedata.normalize(
        "NFD", " yn lân."
    )


def test_the_annex_cannot_change_words() -> None:
    with pytest.raises(PolicykitError, match="other words than the amendments do"):
        apply_amendments(_one("Cadwch y dŵr."), parse_amendments('ANNEX\na.one, words: "Cadwch y tŷ."\n'))
