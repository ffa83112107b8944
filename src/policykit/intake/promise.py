"""The word promise: every word of the file is in the written version, or in the list of what was left out.

The words of the file come by a path of their own (`Manuscript.words`), which knows nothing of paragraphs. Where a word
is missing, or there is one too many, nothing is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policykit.intake.codes import WORDS_LOST, refuse_document
from policykit.intake.docx.symbols import raise_number
from policykit.intake.emit.texts import read_words, show_printable
from policykit.intake.paragraph import split_words
from policykit.intake.recognise.run import Recognised
from policykit.model.policy import Clause, Version

_NOTE = re.compile(r"\[\^(\d+)\]")
_OWN = ("title", "subtitle", "heading", "clause", "table", "footnote")


@dataclass(frozen=True, slots=True)
class Accounts:
    """Where the words of a file went."""

    total: int
    kept: int
    left_out: int
    missing: tuple[str, ...] = ()
    """Words of the file that are nowhere."""
    added: tuple[str, ...] = ()
    """Words that the file does not have."""
    moved: tuple[str, ...] = ()
    """Words of clauses that are in another order than in the file."""

    @property
    def holds(self) -> bool:
        """Whether every word is accounted for."""
        return not (self.missing or self.added or self.moved)


def count_words(recognised: Recognised) -> Accounts:
    """Set the words of the file against those of the blocks and of what was left out."""
    wanted = Counter(recognised.manuscript.words)
    kept = [word for block in recognised.blocks if block.kind in _OWN for word in block.words]
    left = [word for part in recognised.left_out for word in split_words(part.text)]
    given = Counter(kept) + Counter(left)
    missing, added = wanted - given, given - wanted
    if _count_letters(missing) == _count_letters(added):
        missing, added = Counter(), Counter()  # hidden letters within a word: all are there, in other groups
    moved = (
        () if missing or added or not recognised.manuscript.ordered else tuple(_find_moved(recognised, given - wanted))
    )
    return Accounts(
        sum(wanted.values()), len(kept), len(left), tuple(missing.elements()), tuple(added.elements()), moved
    )


def _count_letters(words: Counter[str]) -> Counter[str]:
    """Give how often each letter is in these words; `ﬁ` is f and i, a raised 1 is a 1."""
    return Counter(unicodedata.normalize("NFKC", "".join(words.elements())))


def _find_moved(recognised: Recognised, regrouped: Counter[str]) -> Iterator[str]:
    """Give the words of clauses that do not follow on one another as in the file; notes and boxes have no order."""
    text = [
        block
        for block in recognised.blocks
        if block.kind in _OWN and block.kind != "footnote" and block.source.role == "body" and not block.source.beside
    ]
    words = recognised.manuscript.words
    at = 0
    for block in text:
        for word in block.words:
            found = at
            while found < len(words) and words[found] != word:
                found += 1
            if found == len(words):
                if word not in regrouped:
                    yield word
            else:
                at = found + 1


def keep_promise(name: str, recognised: Recognised, version: Version) -> Accounts:
    """Check that no word of the file `name` was lost, neither on the way to the blocks nor into the version.

    Raises PolicykitError (`words-lost`) with the words.
    """
    accounts = count_words(recognised)
    for found, what in (
        (accounts.missing, "went missing"),
        (accounts.added, "came in that the file does not have"),
        (accounts.moved, "changed their order"),
    ):
        if found:
            raise _refuse(name, found, what)
    wanted = Counter("".join(_list_expected(recognised)))
    given = Counter("".join(_list_given(version, titled=recognised.title is not None)))
    if wanted != given:
        lost, come = wanted - given, given - wanted
        raise _refuse(name, tuple((lost or come).elements()), "went missing in the version" if lost else "came in")
    return accounts


def _refuse(name: str, words: Iterable[str], what: str) -> Exception:
    some = list(dict.fromkeys(words))
    shown = ", ".join(f"`{word}`" for word in some[:8])
    more = f" and {len(some) - 8} more" if len(some) > 8 else ""
    return refuse_document(WORDS_LOST, name, f"was not imported: of its words, {shown}{more} {what}")


def _list_expected(recognised: Recognised) -> Iterator[str]:
    for block in recognised.blocks:
        if block.kind in _OWN:
            yield "".join(show_printable(f"{block.term}{block.caption}{block.text}").split())
            yield from ("".join(show_printable(cell.text).split()) for row in block.rows for cell in row)


def _list_given(version: Version, *, titled: bool) -> Iterator[str]:
    yield read_words(version.title) if titled else ""
    yield read_words(version.subtitle or "")
    for _, section in version.walk_sections():
        yield read_words(section.heading or "")
    for _, clause in version.walk_clauses():
        yield from _list_clause(clause)


def _list_clause(clause: Clause) -> Iterator[str]:
    yield read_words(clause.term or "")
    yield _read_marked(clause.text or "")
    yield from (read_words(note) for note in clause.footnotes.values())
    if clause.table is not None:
        cells = [
            clause.table.caption or "",
            *clause.table.columns,
            *clause.table.walk_cells(),
        ]
        yield from (_read_marked(cell) for cell in cells)


def _read_marked(text: str) -> str:
    """Give the words of a text with the number of each footnote, raised as the file has it."""
    return read_words(_NOTE.sub(lambda found: raise_number(int(found[1])), text))
