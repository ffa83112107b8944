"""The list from A to Z: councils, policies, topics and defined terms, for those who look without searching."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from policykit.site.addresses import policy_address, topic_address
from policykit.site.holdings import Holdings

OTHER = "0–9"
"""The heading of what begins with no letter."""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One line of the list: a name, what it is, and where it leads."""

    name: str
    what: str
    """`council`, `policy`, `topic` or `term`."""
    places: tuple[tuple[str, str], ...]
    """Each address with its words; the words are empty where there is one place only."""


def list_letters(holdings: Holdings) -> list[tuple[str, list[LetterLine]]]:
    """Give the lines by their first letters, in the order of the alphabet."""
    groups: dict[str, list[LetterLine]] = defaultdict(list)
    for line in _list_lines(holdings):
        groups[find_letter(line.name)].append(line)
    ordered = sorted(groups.items(), key=lambda item: (item[0] == OTHER, item[0]))
    return [(letter, sorted(lines, key=lambda line: (_fold(line.name), line.what))) for letter, lines in ordered]


def find_letter(name: str) -> str:
    """Give the letter under which a name is listed, without its accent."""
    first = next((sign for sign in _fold(name) if sign.isalnum()), "")
    return first.upper() if first.isalpha() else OTHER


def _fold(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))


def _list_lines(holdings: Holdings) -> Iterator[LetterLine]:
    used = {
        topic for _, policy in holdings.walk_policies() for clause in policy.shown.clauses for topic in clause.topics
    }
    for topic in holdings.topics:
        if topic.id in used:
            yield LetterLine(topic.title, "topic", ((topic_address(topic.id), ""),))
    for council in holdings.councils:
        yield LetterLine(council.name, "council", ((f"{council.id}/", ""),))
    titles: dict[str, list[tuple[str, str]]] = defaultdict(list)
    terms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for council, policy in holdings.walk_policies():
        titles[policy.title].append((policy_address(policy), council.name))
        for clause in policy.shown.clauses:
            if clause.term:
                words = f"{council.name}, {policy.title}"
                terms[clause.term].append((f"{policy_address(policy)}#{clause.id}", words))
    yield from (LetterLine(name, "policy", tuple(places)) for name, places in titles.items())
    yield from (LetterLine(name, "term", tuple(places)) for name, places in terms.items())
