"""Texts that may be written in two forms are found in every field that readers see."""

from __future__ import annotations

import re

from hypothesis import given
from tests.compare_documents.cases import compile_case
from tests.compare_documents.test_laws import laws
from tests.compare_documents.versions import versions

from policykit.compare.words.forms import _find_unplain, _walk_strings
from policykit.model.policy import Version
from policykit.model.printed import replace_texts

_WORD = re.compile(r"\w+")


@laws
@given(versions())
def test_no_text_with_strange_letters_is_passed_over(pair: tuple[Version, Version]) -> None:
    strange = replace_texts(pair[0], lambda text: f"{text} café")
    case = compile_case(strange, strange)
    for value in (case.old, strange):
        every = {word for text in _walk_strings(value) for word in _WORD.findall(text) if not word.isascii()}
        assert {word for text in _find_unplain([value]) for word in _WORD.findall(text)} >= every
