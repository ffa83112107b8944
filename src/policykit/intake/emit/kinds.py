"""What each clause does, as a proposal: by the first words that say so, the first rule that fits."""

from __future__ import annotations

import re

from policykit.model.force.kinds import Force, read_primary
from policykit.model.force.languages import find_force_words
from policykit.model.force.welsh import WELSH
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


_OF_FORCE: dict[Force, ClauseKind] = {
    "duty": "obligation",
    "prohibition": "prohibition",
    "recommendation": "recommendation",
    "recommendation against": "recommendation",
    "permission": "permission",
    "commitment": "obligation",
    "commitment not to": "prohibition",
}
_UNSURE: tuple[Force, ...] = ("permission", "commitment", "commitment not to")
_WELSH_DEFINES = re.compile(r"\b(?:ystyr|golyga|mae i .{1,60} yr ystyr)\b", re.IGNORECASE)
_WELSH_REFRAINS = re.compile(r"\brhaid\b[^.;:]*?\b[bp]eidio\b", re.IGNORECASE)
_WELSH_MODAL = re.compile(
    rf"(?<![\w'-])(?:{'|'.join(map(re.escape, sorted(WELSH.every, key=len, reverse=True)))})(?![\w-])", re.IGNORECASE
)


def propose_kind(words: str, lead_in: str, language: str = "en") -> tuple[ClauseKind, bool]:
    """Give what a clause does, and whether that is sure: an item of a list takes the force of the words above it.

    In a language whose words of force are not known (see `find_force_words`), every clause is a statement, unsurely.
    """
    if find_force_words(language) is None:
        return "statement", False
    if read_primary(language) == "cy":
        return _propose_welsh(words, lead_in)
    first = re.split(r"(?<=[.;])\s+(?=[A-Z])", words, maxsplit=1)[0]
    for text, certain in ((first, True), (lead_in, False), (words, False)):
        for pattern, kind, sure in _COMPILED:
            if text and pattern.search(text):
                if kind == "definition" and text is lead_in:
                    continue
                return kind, sure and certain
    return "statement", False


def _propose_welsh(words: str, lead_in: str) -> tuple[ClauseKind, bool]:
    for text, certain in ((words, True), (lead_in, False)):
        plain = text.replace("’", "'")
        if certain and _WELSH_DEFINES.search(plain):
            return "definition", True
        if _WELSH_REFRAINS.search(plain):
            return "prohibition", certain
        if found := _WELSH_MODAL.search(plain):
            force = WELSH.every[found[0].lower()]
            return _OF_FORCE[force], certain and force not in _UNSURE
    return "statement", False
