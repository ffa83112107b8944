"""A few telling words of a text as one word for an id: `use-of-accounts`."""

from __future__ import annotations

import re
import unicodedata

_COMMON = re.compile(
    r"(?:the|an?|of|and|or|to|in|on|for|by|with|at|from|as|is|are|be|this|that|its?|their|our|any|all|will|shall|must|"
    r"should|may|not|no|who|which|has|have|been|was|were|can|do|does|if|into|upon|such|than|then|there|these|those)"
)
_LONGEST = 60


def make_slug(text: str, most: int) -> str:
    """Give the first `most` words of a text that say something, joined by hyphens, in small letters of ASCII."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    telling = [word for word in words if not _COMMON.fullmatch(word)] or words
    while telling and not telling[0][0].isalpha():
        telling = telling[1:]
    slug = "-".join(telling[:most])
    return slug[:_LONGEST].rstrip("-")
