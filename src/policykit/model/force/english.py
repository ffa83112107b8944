"""The modal words of English, and the force that each of them gives a clause."""

from __future__ import annotations

from policykit.model.force.kinds import Force, ForceWords

_MODALS: dict[Force, str] = {
    "prohibition": "must not|must never|shall not|may not|can not|cannot|is not to|are not to|is not permitted|"
    "are not permitted|is not allowed|are not allowed|is prohibited|are prohibited|is forbidden|are forbidden|never",
    "recommendation against": "should not|should never|ought not to|is not recommended|are not recommended",
    "commitment not to": "will not|will never",
    "duty": "must|shall|is required to|are required to|has to|have to|needs to|need to|is to be|are to be",
    "recommendation": "should|ought to|it is recommended|is recommended|are recommended|is encouraged|are encouraged|"
    "is advised|are advised|is strongly recommended|are strongly recommended|is strongly encouraged|"
    "are strongly encouraged|is strongly advised|are strongly advised",
    "permission": "may|can|is permitted|are permitted|is allowed|are allowed|is entitled to|are entitled to|"
    "is at liberty to|are at liberty to",
    "commitment": "will",
}
FORCES: dict[str, Force] = {word: force for force, words in _MODALS.items() for word in words.split("|")}
"""The force that each modal word or phrase gives a clause, by its plain form."""

CONTRACTIONS = {"mustn't": "must not", "shan't": "shall not", "can't": "cannot", "can not": "cannot",
                 "shouldn't": "should not", "won't": "will not"}  # fmt: skip
"""Modal words drawn together, and their plain form."""

ENGLISH = ForceWords("en", FORCES, CONTRACTIONS)
