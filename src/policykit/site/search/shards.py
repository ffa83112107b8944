"""Gleanings become the files of the index: small ones, so that a search fetches only what it asks for."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from policykit.site.search.entries import SearchText
from policykit.site.search.glean import BETWEEN, IDEA, SIGNS, Gleaning, cut_books
from policykit.site.sheaf import SiteFile

FOLDER = "search"
"""Where search is, from the root of the site."""
MOST, MOST_OF_IDEA = 2_000, 1_200
"""The most clauses that the list of a word, or of an idea, names; those go first that are least about it."""
SHARD = 16_000
"""The most bytes of a shard before it is parted by a further letter: compressed about a third of it."""
SPELLINGS = 60_000
"""The most bytes of the words for spelling: the most frequent ones are kept."""

_SIGNS = re.compile(r"[^0-9/]+")
_TEXT = re.compile(r"([0-9]+)([^0-9]+)")


def write_index(gleanings: Sequence[Gleaning]) -> Iterator[SiteFile]:
    """Give the files that a question is looked up in; the same input gives the same bytes."""
    lists = _TermLists(gleanings)
    shards = dict(_part_shards({term: lists.write(term) for term in lists.list_terms(ideas=False)}, 2))
    for name, content in shards.items():
        yield SiteFile(f"{FOLDER}/words/{name_shard(name)}.js", _call("shard", name, content))
    ideas = sorted(int(term.removeprefix(IDEA)) for term in lists.list_terms(ideas=True))
    for idea in ideas:
        yield SiteFile(f"{FOLDER}/ideas/{idea}.js", _call("idea", idea, lists.write(f"{IDEA}{idea}")))
    yield SiteFile(f"{FOLDER}/spelling.js", _call("spelling", _gather_spellings(gleanings)))
    yield SiteFile(f"{FOLDER}/contents.js", _call("contents", _describe_contents(gleanings, shards, ideas)))


def write_books(text: SearchText) -> Iterator[SiteFile]:
    """Give the files that the clauses of a text are shown from, beside its page."""
    for number, book in enumerate(cut_books(text.clauses)):
        path = f"{text.address}clauses-{number}.js"
        rows = [[clause.id, clause.citation, clause.heading, clause.words] for clause in book]
        yield SiteFile(path, _call("book", path, rows))


class _TermLists:
    """The list of each term: how many texts on, then what the text adds."""

    def __init__(self, gleanings: Sequence[Gleaning]) -> None:
        self._parts: dict[str, list[str]] = {}
        last: dict[str, int] = {}
        for number, gleaning in enumerate(gleanings):
            for term, own in gleaning.postings.items():
                self._parts.setdefault(term, []).append(f"{number - last.get(term, -1)}{own}")
                last[term] = number

    def list_terms(self, *, ideas: bool) -> list[str]:
        """Give the words, or the ideas, in order."""
        return sorted(term for term in self._parts if term.startswith(IDEA) == ideas)

    def write(self, term: str) -> str | list[int | str]:
        """Give the list of one term. One that is cut has its true length before it."""
        text = "".join(self._parts[term])
        most = MOST_OF_IDEA if term.startswith(IDEA) else MOST
        if len(text) <= 2 * most:
            return text
        size = sum(map(len, _SIGNS.findall(text))) // 2
        return text if size <= most else [size, cut_list(text, most)]


def cut_list(text: str, most: int) -> str:
    """Give a list with the `most` clauses that are most about its term."""
    weights = Counter("".join(part[1::2] for part in _SIGNS.findall(text)))
    room, least = most, len(SIGNS)
    while least and room >= weights[SIGNS[least - 1]]:
        least -= 1
        room -= weights[SIGNS[least]]
    wanted, edge = frozenset(SIGNS[least:]), SIGNS[least - 1] if least else ""
    kept: list[str] = []
    last = number = -1
    for steps, own in _TEXT.findall(text):
        number += int(steps)
        books = []
        for book in own.split(BETWEEN):
            end = 0
            while end < len(book) and (book[end + 1] in wanted or (book[end + 1] == edge and room > 0)):
                room -= book[end + 1] == edge
                end += 2
            books.append(book[:end])
        left = BETWEEN.join(books).rstrip(BETWEEN)
        if left:
            kept.append(f"{number - last}{left}")
            last = number
    return "".join(kept)


def _part_shards(words: Mapping[str, object], letters: int) -> Iterator[tuple[str, dict[str, object]]]:
    """Give the words by their first letters: of a shard that is too large, by one letter more."""
    groups: dict[str, dict[str, object]] = defaultdict(dict)
    for word, content in words.items():
        groups[word[:letters]][word] = content
    for name, content in groups.items():
        own = {word: pairs for word, pairs in content.items() if len(word) <= letters}
        if len(own) == len(content) or len(_print(content)) <= SHARD:
            yield name, content
            continue
        if own:
            yield name, own
        yield from _part_shards({word: pairs for word, pairs in content.items() if word not in own}, letters + 1)


def name_shard(letters: str) -> str:
    """Give the name of a shard's file: on every system the same, whatever letters it is for."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"-{ord(sign):x}-" for sign in f"w{letters}")


def _gather_spellings(gleanings: Sequence[Gleaning]) -> str:
    counts: Counter[str] = Counter()
    for gleaning in gleanings:
        counts.update(gleaning.spelt)
    kept, size = [], 0
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        size += len(word) + 1
        if size > SPELLINGS:
            break
        if len(word) > 3 and not word.isdigit():
            kept.append(word)
    return " ".join(kept)


def _describe_contents(
    gleanings: Sequence[Gleaning], shards: Mapping[str, object], ideas: Sequence[int]
) -> dict[str, object]:
    texts = [gleaning.text for gleaning in gleanings]
    councils = {text.council: text.council_name for text in texts}
    places = {council: place for place, council in enumerate(councils)}
    return {
        "size": sum(gleaning.clauses for gleaning in gleanings),
        "shards": " ".join(sorted(shards)),
        "ideas": ideas,
        "councils": [list(council) for council in councils.items()],
        "texts": [
            [places[text.council], text.title, text.version, text.address, text.standing, text.since] for text in texts
        ],
    }


def _call(name: str, *arguments: object) -> bytes:
    """Give a script that hands data on: a plain script may be read from a folder, which data alone may not."""
    return f"policykitSearch.{name}({','.join(map(_print, arguments))});\n".encode()


def _print(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
