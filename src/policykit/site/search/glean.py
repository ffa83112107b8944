"""What a text adds to the index: for each term, which clauses it is in and how much they are about it (BM25F)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policykit.site.search.entries import SearchClause, SearchText
from policykit.site.search.thesaurus import find_ideas
from policykit.site.search.tokens import list_terms, split_words

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-."
"""The digits of weights and of places in a book, from 0 to 63."""
BOOK = 24
"""The most clauses of a book: what is fetched at once to show one of them."""
BOOK_WORDS = 6_000
"""The most characters of a book, but for one whose only clause is longer."""
IDEA = "="
"""What an idea of the thesaurus begins with in the index."""
DEFINITION = "^definition"
"""The term of clauses that say what something is, which `what is …` asks for."""

_SATURATION = 1.6
_LENGTH, _BY_LENGTH = 25, 0.35
"""How long a clause usually is, in words that count, and how much a longer one counts less."""
_FIELDS = {"words": 1.0, "term": 4.0, "heading": 1.4, "topics": 1.2, "lead": 0.4, "meaning": 0.7}
"""How much a word counts in each place, against one in the clause itself."""


@dataclass(frozen=True, slots=True)
class Gleaning:
    """What one text adds to the index; depends on that text alone."""

    text: SearchText
    books: tuple[tuple[SearchClause, ...], ...]
    """Its clauses, a few at a time."""
    postings: Mapping[str, Sequence[tuple[int, str]]]
    """For each term: the books of this text that have it, each with pairs of signs, clause and weight, best first."""
    spelt: Mapping[str, int]
    """The words as they are written (folded), each with how many clauses have it."""


def glean_text(text: SearchText) -> Gleaning:
    """Give what a text adds to the index. The same text gives the same, whatever else is in the site."""
    books = tuple(_cut_books(text.clauses))
    postings: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, book in enumerate(books):
        weights: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, clause in enumerate(book):
            for term, weight in weigh_clause(clause).items():
                weights[term].append((-weight, place))
        for term, pairs in weights.items():
            postings[term].append((number, "".join(SIGNS[place] + SIGNS[-weight] for weight, place in sorted(pairs))))
    return Gleaning(text, books, postings, _count_spellings(text.clauses))


def _cut_books(clauses: Sequence[SearchClause]) -> list[tuple[SearchClause, ...]]:
    books: list[tuple[SearchClause, ...]] = []
    book: list[SearchClause] = []
    size = 0
    for clause in clauses:
        if book and (len(book) == BOOK or size + len(clause.words) > BOOK_WORDS):
            books.append(tuple(book))
            book, size = [], 0
        book.append(clause)
        size += len(clause.words)
    return [*books, tuple(book)] if book else books


def weigh_clause(clause: SearchClause) -> dict[str, int]:
    """Give how much a clause is about each of its terms and ideas, from 1 to 63."""
    counts: dict[str, float] = defaultdict(float)
    for field, factor in _FIELDS.items():
        words = getattr(clause, field)
        if not words:
            continue
        terms = list_terms(words, welsh=clause.welsh)
        if field == "words":
            factor /= 1 - _BY_LENGTH + _BY_LENGTH * len(terms) / _LENGTH
        for term in terms:
            counts[term] += factor
        for idea in () if clause.welsh else find_ideas(terms):
            counts[f"{IDEA}{idea}"] += factor
    if clause.defines:
        counts[DEFINITION] = _SATURATION
    return {term: min(63, max(1, round(63 * count / (_SATURATION + count)))) for term, count in counts.items()}


def _count_spellings(clauses: Sequence[SearchClause]) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for clause in clauses:
        for word in set(split_words(f"{clause.words} {clause.heading}")):
            found[word] += 1
    return found
