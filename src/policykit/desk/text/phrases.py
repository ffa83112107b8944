"""The words that the script of the page says, in the language of the furniture."""

from __future__ import annotations

from typing import Any

from policykit.desk.phrases import Tongue, find_phrase

_WORDS = {
    "document": "the document",
    "error": "To be put right",
    "warning": "Advice",
    "note": "Note",
    "unsaved": "Not saved yet",
    "conflict": "Changed in two places",
    "other": "Meanwhile these words were written elsewhere:",
    "gone": "Meanwhile it was taken away elsewhere.",
    "caption": "What the table shows (may be left empty)",
    "beside": "its table, footnotes, notes, or what it does",
    "mine": "Write mine",
    "theirs": "Take theirs",
}
CLAUSE_KINDS: dict[str, str] = {
    "statement": "It says how things are",
    "definition": "It says what a word means",
    "risk": "It names a risk",
    "obligation": "It asks for something (must)",
    "prohibition": "It forbids something (must not)",
    "permission": "It allows something (may)",
    "recommendation": "It advises something (should)",
}
"""What a clause may do, by its kind."""
NOTE_KINDS: dict[str, str] = {
    "drafting": "A slip in the words",
    "interpretation": "How the words are read",
    "source": "Where the words come from",
}
"""What a note may be about, by its kind."""

_STATUS = {
    "saved": "Saved",
    "saving": "Saving…",
    "writing": "Not saved yet",
    "kept": "Saved, but for what is marked",
    "blank": "Saved, but for what is empty: write in it, or take it away",
    "refused": "Not saved:",
    "gone": "Not saved: the desk does not answer. Your words stay in this window.",
}


def list_phrases(tongue: Tongue) -> dict[str, Any]:
    """Give every phrase of the script by its name."""
    return {
        **{name: find_phrase(tongue, words)[0] for name, words in _WORDS.items()},
        "status": {name: find_phrase(tongue, words)[0] for name, words in _STATUS.items()},
    }
