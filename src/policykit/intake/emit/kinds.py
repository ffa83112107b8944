"""What each clause does, as a proposal: by the first words that say so, the first rule that fits."""

from __future__ import annotations

import re

from policykit.model.policy import ClauseKind

_RULES: tuple[tuple[str, ClauseKind, bool], ...] = (
    (r"\b(?:means|is defined as|has the meaning|refers to)\b", "definition", True),
    (
        r"\b(?:must|may|shall|should|can|will) (?:not|never)\b|\bcannot\b|\bprohibited\b|\bforbidden\b",
        "prohibition",
        True,
    ),
    (r"\b(?:is|are) not (?:allowed|acceptable|authorised|permitted|to)\b|^(?:do not|never)\b", "prohibition", True),
    (r"\bno (?:\w+ ){1,4}(?:may|shall|should|must|will|can)\b", "prohibition", True),
    (r"\bonly (?:\w+ ){1,6}(?:may|should|can|shall)\b", "prohibition", True),
    (r"\bobjectives? of (?:this|the) policy\b|\b(?:purpose|aim)s? of (?:this|the)\b", "statement", True),
    (r"\b(?:is|are) (?:also )?(?:responsible|accountable)\b", "statement", False),
    (r"\brisks? (?:of|that|to|include|identified)\b|\bmay (?:result in|lead to|cause|expose)\b", "risk", False),
    (r"\bcould (?:result|lead|cause)\b|\bis at risk\b", "risk", False),
    (r"\b(?:must|shall|has to|have to)\b|\b(?:is|are) (?:required|obliged|expected) to\b", "obligation", True),
    (r"\bshould\b|\b(?:is|are) (?:advised|encouraged|recommended)\b|\bit is advisable\b", "recommendation", False),
    (r"\bmay\b|\b(?:is|are) (?:entitled|permitted|allowed) to\b|\bcan be used\b", "permission", False),
    (
        r"\bwill\b|^(?:ensure|keep|make|report|ask|check|use|follow|provide|maintain|complete|inform)\b",
        "obligation",
        False,
    ),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), kind, sure) for pattern, kind, sure in _RULES)


def propose_kind(words: str, lead_in: str) -> tuple[ClauseKind, bool]:
    """Give what a clause does, and whether that is sure: an item of a list takes the force of the words above it."""
    first = re.split(r"(?<=[.;])\s+(?=[A-Z])", words, maxsplit=1)[0]
    for text, certain in ((first, True), (lead_in, False), (words, False)):
        for pattern, kind, sure in _COMPILED:
            if text and pattern.search(text):
                if kind == "definition" and text is lead_in:
                    continue
                return kind, sure and certain
    return "statement", False
