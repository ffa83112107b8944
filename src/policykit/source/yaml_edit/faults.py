"""Why an edit is not carried out."""

from __future__ import annotations

from policykit.errors import Code, PolicykitError, Severity

EDIT_IMPOSSIBLE = Code(
    "edit-impossible",
    Severity.ERROR,
    "an edit names something that is not there, or cannot be done to it",
    "look at the text as it is now: policykit edit NAME list",
    "policykit edit crewe/social-media@2 remove no-such-clause",
    "policykit edit crewe/social-media@2 remove general.aims",
)
EDIT_LAYOUT = Code(
    "edit-layout",
    Severity.ERROR,
    "a file is laid out so that a change would touch lines that it does not concern",
    "write each clause as lines of `key: value` after a hyphen of its own, without anchors (`&`, `*`)",
    "clauses: *others",
    "clauses:\n  - id: a\n    kind: statement\n    text: Words.",
)
CODES = (EDIT_IMPOSSIBLE, EDIT_LAYOUT)


class ConflictError(Exception):
    """What an edit touches is not as its author saw it."""

    def __init__(self, id: str, was: object, now: object, key: str | None = None) -> None:
        super().__init__(id, was, now, key)
        self.id = id
        self.was = was
        self.now = now
        """What is there now; None where it is gone."""
        self.key = key
        """The field, where it is not the words."""


def refuse_edit(message: str, hint: str | None = None) -> PolicykitError:
    """Give the exception that says why an edit cannot be."""
    return PolicykitError(EDIT_IMPOSSIBLE.at(None, message, hint=hint or EDIT_IMPOSSIBLE.remedy))
