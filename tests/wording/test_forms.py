"""One text in several forms of characters is one text; figures never run into others."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policykit.wording.forms import find_words, fold_form, is_same_form

_LETTERS = "abwyâŵŷẃÅéﬁﬃＡｂ１ǆ한글가 \u00a0’…①ª"
welsh = st.text(_LETTERS, max_size=12)
anything = st.text(max_size=20)
_PLAIN = st.text("abŵŷ ’", max_size=10)


@given(anything, st.sampled_from(["NFC", "NFD"]))
@example("d\u0175r", "NFD")
@example("q\u0307\u0323", "NFC")
def test_canonical_forms_are_equal(text: str, form: str) -> None:
    assert fold_form(unicodedata.normalize(form, text)) == fold_form(text)  # type: ignore[arg-type]


@given(st.text("abŵŷﬁﬃＡｂ：…ǆ\u00a0", max_size=12), st.sampled_from(["NFKC", "NFKD"]))
def test_compatible_forms_are_equal(text: str, form: str) -> None:
    assert is_same_form(unicodedata.normalize(form, text), text)  # type: ignore[arg-type]


@given(anything)
def test_folding_is_settled_at_once(text: str) -> None:
    assert fold_form(fold_form(text)) == fold_form(text)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("dŵr", "dw\u0302r", True),
        ("ﬁve oﬃcers", "five officers", True),
        ("Ｆｅｅ：１２", "Fee:12", True),
        ("10\u00a0km", "10 km", True),
        ("ten m²", "ten m2", True),
        ("Wait…", "Wait...", True),
        ("10²", "102", False),
        ("1½ days", "11⁄2 days", False),
        ("rule ①2", "rule 12", False),
        ("dŵr", "dwr", False),
        ("Tŷ", "tŷ", False),
        ("Council’s", "Council's", False),
        ("a\u00adb", "ab", False),  # nobody sees it, and it is a character all the same
    ],
)
def test_what_is_the_same_form(first: str, second: str, same: bool) -> None:
    assert is_same_form(first, second) is same
    assert is_same_form({"a": [first]}, {"a": [second]}) is same


@given(_PLAIN, _PLAIN.filter(lambda text: text.strip()), _PLAIN, st.sampled_from(["NFC", "NFD", "NFKD"]))
def test_words_are_found_in_any_form(before: str, words: str, after: str, form: str) -> None:
    text = unicodedata.normalize(form, before + words + after)  # type: ignore[arg-type]
    found = {fold_form(text[start:end]) for start, end in find_words(text, words)}
    assert found == {fold_form(words)}


@given(welsh, welsh)
def test_what_is_found_is_the_words(text: str, words: str) -> None:
    for start, end in find_words(text, words):
        assert text[start:end] == words or fold_form(text[start:end]) == fold_form(words)


def test_a_place_parts_no_letter_from_its_accent() -> None:
    assert list(find_words("dw\u0302r", "w")) == []
    assert list(find_words("a ﬁne", "f")) == []
    assert list(find_words("a ﬁne", "fi")) == [(2, 3)]
    assert list(find_words("com\u00admunicate", "communicate")) == [(0, 12)]
    assert list(find_words("1½ days", "½ days")) == [(1, 7)]
    assert list(find_words("anything", "")) == []
