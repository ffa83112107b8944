"""What a text adds to the index: for each term, which clauses it is in and how much they are about it (BM25F)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from policykit.site.search.entries import SearchClause, SearchText
from policykit.site.search.thesaurus import find_ideas
from policykit.site.search.tokens import list_terms, split_words, stem_words

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-."
"""The digits of weights and of places in a book, from 0 to 63."""
BOOK = 24
"""The most clauses of a book: what is fetched at once to show one of them."""
BOOK_WORDS = 6_000
"""The most characters of a book, but for one whose only clause is longer."""
BETWEEN = "/"
"""What is between the books of a text in a list."""
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
    """What one text adds to the index; depends on that text alone, and can be kept from one build to the next."""

    text: SearchText
    """The text, without its clauses."""
    clauses: int
    postings: dict[str, str]
    """For each term: the clauses that have it, book after book with `/` between them; of each clause its place in the
    book and how much it is about the term, as two signs, those that are most about it first."""
    spelt: dict[str, int]
    """The words as they are written (folded), each with how many clauses have it."""


def glean_text(text: SearchText) -> Gleaning:
    """Give what a text adds to the index. The same text gives the same, whatever else is in the site."""
    postings: dict[str, str] = {}
    spelt: dict[str, int] = defaultdict(int)
    for number, book in enumerate(cut_books(text.clauses)):
        weights: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, clause in enumerate(book):
            words = split_words(clause.words)
            for word in sorted({*words, *_read_words(clause.heading)}):  # in an order that no hash changes
                spelt[word] += 1
            for term, weight in weigh_clause(clause, words).items():
                weights[term].append((-weight, place))
        for term, pairs in weights.items():
            pairs.sort()
            before = postings.get(term, "")
            gap = BETWEEN * (number - before.count(BETWEEN))
            postings[term] = before + gap + "".join([SIGNS[place] + SIGNS[-weight] for weight, place in pairs])
    return Gleaning(replace(text, clauses=()), len(text.clauses), postings, dict(spelt))


def cut_books(clauses: Sequence[SearchClause]) -> list[tuple[SearchClause, ...]]:
    """Give the clauses of a text in books: what is fetched at once to show one of them."""
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


def weigh_clause(clause: SearchClause, words: list[str]) -> dict[str, int]:
    """Give how much a clause, whose words are parted already, is about each of its terms and ideas, from 1 to 63."""
    counts: dict[str, float] = defaultdict(float)
    for field, factor in _FIELDS.items():
        if field == "words":
            terms = stem_words(words, welsh=clause.welsh)
            ideas = [] if clause.welsh else find_ideas(terms)
            factor /= 1 - _BY_LENGTH + _BY_LENGTH * len(terms) / _LENGTH
        else:
            terms, ideas = _read_around(getattr(clause, field), clause.welsh)
        for term in terms:
            counts[term] += factor
        for idea in ideas:
            counts[f"{IDEA}{idea}"] += factor
    if clause.defines:
        counts[DEFINITION] = _SATURATION
    return {term: max(1, round(63 * count / (_SATURATION + count))) for term, count in counts.items()}


@lru_cache(maxsize=8192)
def _read_around(text: str, welsh: bool) -> tuple[list[str], list[int]]:
    """Give the terms and ideas of words that many clauses have around them."""
    terms = list_terms(text, welsh=welsh)
    return terms, [] if welsh else find_ideas(terms)


@lru_cache(maxsize=8192)
def _read_words(text: str) -> frozenset[str]:
    return frozenset(split_words(text))
