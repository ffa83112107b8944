"""Ids for sections and clauses that never had any: short words of their headings and texts."""

from __future__ import annotations

import re
import unicodedata

_COMMON = re.compile(
    r"(?:the|an?|of|and|or|to|in|on|for|by|with|at|from|as|is|are|be|this|that|its?|their|our|any|all|will|shall|must|"
    r"should|may|not|no|who|which|has|have|been|was|were|can|do|does|if|into|upon|such|than|then|there|these|those)"
)
_HEADING_WORDS, _CLAUSE_WORDS = 4, 3
_LONGEST = 60


class IdBook:
    """Gives each section and clause of one version an id of its own."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def name_section(self, heading: str) -> str:
        """Give the id of a section: `use-of-accounts`; `opening` for one without a heading."""
        return self._take(make_slug(heading, _HEADING_WORDS) or "opening")

    def name_clause(self, section: str, text: str) -> str:
        """Give the id of a clause: its section's, and the first words that say something."""
        return self._take(f"{section}.{make_slug(text, _CLAUSE_WORDS) or 'clause'}")

    def _take(self, wanted: str) -> str:
        name, count = wanted, 1
        while name in self.taken:
            count += 1
            name = f"{wanted}-{count}"
        self.taken.add(name)
        return name


def make_slug(text: str, most: int) -> str:
    """Give the first `most` words of a text that say something, joined by hyphens, in small letters of ASCII."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    telling = [word for word in words if not _COMMON.fullmatch(word)] or words
    while telling and not telling[0][0].isalpha():
        telling = telling[1:]
    slug = "-".join(telling[:most])
    return slug[:_LONGEST].rstrip("-")
