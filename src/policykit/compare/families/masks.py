"""The council's own names taken out of its words, so that what many councils adopted reads alike.

Only what council.yaml says is taken out: no name is guessed from a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from policykit.model.bodies import BODIES
from policykit.model.council import Council

MASKS = {"council": "⟦council⟧", "place": "⟦place⟧", "contact": "⟦contact⟧"}
"""What a name is replaced by; inside the brackets is a word, so that it counts as one."""


class NameMask:
    """The names of one council, ready to be found in its texts."""

    __slots__ = ("_find", "_hints", "_signs")

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take names with what each is: a key of `MASKS`. A place is found as it is written or in capitals."""
        self._signs: dict[str, str] = {}
        patterns: list[tuple[int, str]] = []
        for name, what in names:
            words = " ".join(unicodedata.normalize("NFC", name).split())
            if not words or words.casefold() in self._signs:
                continue
            self._signs[words.casefold()] = MASKS[what]
            pattern = r"\s+".join(map(re.escape, words.split()))
            loud = r"\s+".join(map(re.escape, words.upper().split()))
            patterns.append((-len(words), f"{pattern}|{loud}" if what == "place" else f"(?i:{pattern})"))
        joined = "|".join(pattern for _, pattern in sorted(patterns))
        self._find = re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else None
        self._hints = tuple(name.split()[0] for name in self._signs)

    def cover(self, text: str) -> str:
        """Give the text with each name replaced by its sign; the longest name that fits counts."""
        if self._find is None:
            return text
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        folded = text.casefold()
        if not any(hint in folded for hint in self._hints):
            return text
        return self._find.sub(lambda found: self._signs[" ".join(found[0].split()).casefold()], text)


NO_MASK = NameMask(())
"""For texts of no council: a model's."""


def mask_council(council: Council) -> NameMask:
    """Give the mask of a council: its name in each language, the place in it, and how it is reached."""
    return NameMask(list_names(council))


def list_names(council: Council) -> Iterator[tuple[str, str]]:
    """Give each name of a council as its file has it, with what it is: a key of `MASKS`.

    The place is what stands before the kind of body: `Crewe` of `Crewe Town Council`, whose kind is `town`.
    """
    yield council.name, "council"
    for words in council.in_languages.values():
        if words.name:
            yield words.name, "council"
    body = f" {BODIES.get(council.kind, '')}".casefold()
    if len(body) > 1 and council.name.casefold().endswith(body):
        yield council.name[: -len(body)], "place"
    for contact in (council.telephone, council.email, council.website):
        if contact:
            yield contact, "contact"
