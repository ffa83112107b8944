"""Gleanings become the files of the index: small ones, so that a search fetches only what it asks for."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policykit.site.search.glean import IDEA, SIGNS, Gleaning
from policykit.site.sheaf import SiteFile

FOLDER = "search"
"""Where search is, from the root of the site."""
MOST = 3_000
"""The most clauses that the list of one term names; of those beyond it the ones that are least about the term go."""
SHARD = 36_000
"""The most bytes of a shard before it is parted by a further letter: compressed about a third of it."""
SPELLINGS = 60_000
"""The most bytes of the words for spelling: the most frequent ones are kept."""

_Lists = dict[str, list[tuple[int, str]]]


def write_index(gleanings: Sequence[Gleaning]) -> Iterator[SiteFile]:
    """Give all files of the index; the same input gives the same bytes."""
    starts = _number_books(gleanings)
    lists = _merge_lists(gleanings, starts)
    words = {term: _write_list(pairs) for term, pairs in sorted(lists.items()) if not term.startswith(IDEA)}
    shards = dict(_part_shards(words, 2))
    for name, content in shards.items():
        yield SiteFile(f"{FOLDER}/words/{name_shard(name)}.js", _call("shard", name, content))
    for term, pairs in sorted(lists.items()):
        if term.startswith(IDEA):
            yield SiteFile(
                f"{FOLDER}/ideas/{term.removeprefix(IDEA)}.js",
                _call("idea", int(term.removeprefix(IDEA)), _write_list(pairs)),
            )
    for gleaning, start in zip(gleanings, starts, strict=True):
        for number, book in enumerate(gleaning.books):
            rows = [[clause.id, clause.citation, clause.heading, clause.words] for clause in book]
            yield SiteFile(f"{FOLDER}/clauses/{start + number}.js", _call("book", start + number, rows))
    yield SiteFile(f"{FOLDER}/spelling.js", _call("spelling", _gather_spellings(gleanings)))
    yield SiteFile(f"{FOLDER}/contents.js", _call("contents", _describe_contents(gleanings, starts, shards, lists)))


def _number_books(gleanings: Iterable[Gleaning]) -> list[int]:
    starts, number = [], 0
    for gleaning in gleanings:
        starts.append(number)
        number += len(gleaning.books)
    return starts


def _merge_lists(gleanings: Sequence[Gleaning], starts: Sequence[int]) -> _Lists:
    lists: _Lists = defaultdict(list)
    for gleaning, start in zip(gleanings, starts, strict=True):
        for term, books in gleaning.postings.items():
            lists[term] += [(start + book, pairs) for book, pairs in books]
    return lists


def _write_list(books: Sequence[tuple[int, str]]) -> str | list[int | str]:
    """Give the list of one term: how many books on, then pairs of signs. A cut list has its true length before it."""
    size = sum(len(pairs) for _, pairs in books) // 2
    kept = books if size <= MOST else _cut_list(books)
    parts, last = [], -1
    for book, pairs in kept:
        parts.append(f"{book - last}{pairs}")
        last = book
    return "".join(parts) if size <= MOST else [size, "".join(parts)]


def _cut_list(books: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    weights = Counter("".join(pairs[1::2] for _, pairs in books))
    room, least = MOST, ""
    for sign in reversed(SIGNS):
        room -= weights[sign]
        if room < 0:
            break
        least = sign
    wanted = frozenset(SIGNS[SIGNS.index(least) :]) if least else frozenset()
    spare = MOST - sum(weights[sign] for sign in wanted)
    edge = SIGNS[SIGNS.index(least) - 1] if least else SIGNS[-1]
    kept = []
    for book, pairs in books:
        end = 0
        while end < len(pairs) and (pairs[end + 1] in wanted or (pairs[end + 1] == edge and spare > 0)):
            spare -= pairs[end + 1] == edge
            end += 2
        if end:
            kept.append((book, pairs[:end]))
    return kept


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
    gleanings: Sequence[Gleaning], starts: Sequence[int], shards: Mapping[str, object], lists: _Lists
) -> dict[str, object]:
    councils = dict.fromkeys((gleaning.text.council, gleaning.text.council_name) for gleaning in gleanings)
    places = {council: place for place, council in enumerate(councils)}
    return {
        "size": sum(len(gleaning.text.clauses) for gleaning in gleanings),
        "shards": " ".join(sorted(shards)),
        "ideas": sorted(int(term.removeprefix(IDEA)) for term in lists if term.startswith(IDEA)),
        "councils": [list(council) for council in councils],
        "texts": [
            [
                start,
                places[gleaning.text.council, gleaning.text.council_name],
                gleaning.text.title,
                gleaning.text.version,
                gleaning.text.address,
                gleaning.text.standing,
                gleaning.text.since,
            ]
            for gleaning, start in zip(gleanings, starts, strict=True)
            if gleaning.books
        ],
    }


def _call(name: str, *arguments: object) -> bytes:
    """Give a script that hands data on: a plain script may be read from a folder, which data alone may not."""
    return f"policykitSearch.{name}({','.join(map(_print, arguments))});\n".encode()


def _print(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
