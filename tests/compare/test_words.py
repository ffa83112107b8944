"""Word marks as a reader sees them: [-deleted-] and {+inserted+}."""

from __future__ import annotations

import pytest

from policykit.compare.words.diff import diff_words

CASES = {
    "one word": ("You should ask first.", "You must ask first.", "You[- should-]{+ must+} ask first."),
    "inserted": ("You must share it.", "You must not share it.", "You must{+ not+} share it."),
    "omitted": ("Reply promptly to all.", "Reply to all.", "Reply[- promptly-] to all."),
    "comma": ("Officers and councillors", "Officers, and councillors", "Officers{+,+} and councillors"),
    "sum of money": ("up to £1,500 a year", "up to £1,600 a year", "up to[- £1,500-]{+ £1,600+} a year"),
    "small islands join": (
        "Ask the clerk and the mayor today.",
        "Tell the chair and the deputy today.",
        "[-Ask the clerk and the mayor-]{+Tell the chair and the deputy+} today.",
    ),
    "large islands stay": (
        "Ask the clerk before you publish any photograph today.",
        "Tell the clerk before you publish any photograph tomorrow.",
        "[-Ask-]{+Tell+} the clerk before you publish any photograph[- today-]{+ tomorrow+}.",
    ),
    "whole sentences": (
        "It applies. It ends.",
        "It applies. It binds all. It ends.",
        "It applies.{+ It binds all.+} It ends.",
    ),
    "words that share letters": ("a bx", "ax b", "[-a bx-]{+ax b+}"),
    "line break": ("one\ntwo", "one two", "one[-\ntwo-]{+ two+}"),
    "from nothing": ("", "New.", "{+New.+}"),
}


@pytest.mark.parametrize(("old", "new", "marked"), CASES.values(), ids=CASES)
def test_marks(old: str, new: str, marked: str) -> None:
    brackets = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    segments = diff_words(old, new).segments
    assert "".join(brackets[segment.op].format(segment.text) for segment in segments) == marked


def test_texts_with_little_in_common_stand_apart() -> None:
    assert diff_words("Bring a cake to the fair.", "No dogs are allowed indoors.").stands_apart
    assert not diff_words("Bring a cake to the fair.", "Bring a cake to the spring fair.").stands_apart
    assert diff_words("Same.", "Same.").changed_share == 0
