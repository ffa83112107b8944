"""The council's own names taken out of its words, so that what many councils adopted reads alike.

Only what council.yaml says is taken out: no name is guessed from a text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from policykit.model.bodies import BODIES
from policykit.model.council import Council

MASKS = {"council": "[council]", "place": "[place]", "contact": "[contact]"}
"""What a name is replaced by; inside the brackets is a word, so that it counts as one."""


class NameMask:
    """The names of one council, ready to be found in its texts."""

    __slots__ = ("_hints", "_names")

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take names with what each is: a key of `MASKS`. A place is found as it is written or in capitals."""
        found: dict[str, str] = {}
        for name, what in names:
            words = " ".join(unicodedata.normalize("NFC", name).split())
            if words and words.lower() not in map(str.lower, found):
                found[words] = what
        self._names = [
            (name.lower(), MASKS[what], (name, name.upper()) if what == "place" else ())
            for name, what in sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))
        ]
        self._hints = tuple({name.split()[0].lower() for name in found})

    def cover(self, text: str) -> str:
        """Give the text with each name replaced by its sign, the longest names first.

        Where there is a name, runs of spaces become single ones.
        """
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if not any(map(text.lower().__contains__, self._hints)):
            return text
        text = " ".join(text.split())
        for name, sign, forms in self._names:
            text = _replace_name(text, name, sign, forms)
        return text


def _replace_name(text: str, name: str, sign: str, forms: tuple[str, ...]) -> str:
    """Replace a name where it is whole words, in any case or in one of some forms."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter that has no small form of its length: only as it is written
        lower = text
    kept: list[str] = []
    done, start = 0, lower.find(name)
    while start >= 0:
        end = start + len(name)
        whole = not (start and _is_of_word(text[start - 1])) and not _is_of_word(text[end : end + 1])
        if whole and (not forms or text[start:end] in forms):
            kept += [text[done:start], sign]
            done = end
            start = lower.find(name, end)
        else:
            start = lower.find(name, start + 1)
    return "".join([*kept, text[done:]]) if kept else text


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


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
