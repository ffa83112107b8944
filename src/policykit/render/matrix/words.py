"""A council comparison in plain English: what each state and stance is called, and the summary on one screen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from policykit.compare.councils.matrix import CellState, CouncilClause, CounterpartLink, Matrix, TopicCell, TopicRow

Relation = Literal["nobody", "alone", "unread", "shares", "agrees", "further", "overlaps", "differs", "conflicts"]
"""What the policies say together on a topic."""

STATE_WORDS: dict[CellState, str] = {
    "silent": "Silent",
    "states": "States",
    "shares": "Shares words",
    "agrees": "Agrees",
    "further": "Goes further",
    "less": "Goes less far",
    "overlaps": "Overlaps",
    "differs": "Differs",
    "conflicts": "Conflicts",
}
STATE_SIGNS: dict[CellState, str] = {
    "silent": "–",
    "states": "•",
    "shares": "≈",
    "agrees": "=",
    "further": ">",
    "less": "<",
    "overlaps": "~",
    "differs": "≠",
    "conflicts": "!",
}
STATE_MEANINGS: dict[CellState, str] = {
    "silent": "says nothing on the topic",
    "states": "says something that no clause of the others is linked to under this topic",
    "shares": "has words in common with another; their meaning has not been compared",
    "agrees": "says the same in substance",
    "further": "asks for more, or covers more ground",
    "less": "asks for less, or covers less ground",
    "overlaps": "goes further in one place and less far in another",
    "differs": "says something else",
    "conflicts": "allows what another forbids, or the opposite",
}
RELATION_WORDS: dict[Relation, str] = {
    "nobody": "None says anything",
    "alone": "One alone",
    "unread": "Not compared yet",
    "shares": "They share words",
    "agrees": "They agree",
    "further": "One goes further",
    "overlaps": "They overlap",
    "differs": "They differ",
    "conflicts": "They conflict",
}
_LEADS: dict[Relation, str] = {
    "conflicts": "They conflict on",
    "differs": "They differ on",
    "overlaps": "They overlap, one going further here and the other there, on",
    "further": "Some go further than others on",
    "agrees": "They agree on",
    "shares": "They share words on",
    "unread": "Several cover these; what they say has not been compared:",
    "nobody": "None says anything on",
}
_KIND_OF_COUNCIL = re.compile(r" (?:Town|Parish|Community|City|Village|Neighbourhood|Borough|District|County) Council$")


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the summary: its words, and the topics it is about."""

    relation: Relation
    lead: str
    rows: tuple[TopicRow, ...]


def name_columns(matrix: Matrix) -> tuple[str, ...]:
    """Give a short name for each column: `Congleton`; longer where two would be alike."""
    columns = matrix.columns
    tries = (
        tuple(_KIND_OF_COUNCIL.sub("", column.council) for column in columns),
        tuple(column.council for column in columns),
        tuple(f"{column.council}: {column.title}" for column in columns),
        tuple(column.policy for column in columns),
    )
    return next((names for names in tries if len(set(names)) == len(names)), tries[-1])


def judge_row(row: TopicRow) -> Relation:
    """Give what the policies say together on a topic: the most telling state of its cells."""
    states = {cell.state for cell in row.cells if cell.clauses}
    if len(row.stated_by) < 2:
        return "alone" if row.stated_by else "nobody"
    for state in ("conflicts", "differs", "overlaps"):
        if state in states:
            return state
    if states & {"further", "less"}:
        return "further"
    if "shares" in states:
        return "shares"
    return "agrees" if "agrees" in states else "unread"


def summarise(matrix: Matrix) -> tuple[Point, ...]:
    """Give the summary, what matters most first: conflicts, differences, agreement, who speaks alone, silence."""
    names = name_columns(matrix)
    judged = [(judge_row(row), row) for row in matrix.rows]
    points = []
    for relation, lead in _LEADS.items():
        rows = tuple(row for known, row in judged if known == relation)
        if relation == "further" and len(names) == 2:
            points += _split_further(rows, names)
        elif rows and relation != "nobody":
            points.append(Point(relation, lead, rows))
    for column, name in enumerate(names):
        rows = tuple(row for known, row in judged if known == "alone" and row.stated_by == (column,))
        if rows:
            points.append(Point("alone", f"{name} alone speaks of", rows))
    silent = tuple(row for known, row in judged if known == "nobody")
    return (*points, Point("nobody", _LEADS["nobody"], silent)) if silent else tuple(points)


def _split_further(rows: Sequence[TopicRow], names: Sequence[str]) -> list[Point]:
    """Give for each of two councils the topics on which it goes further."""
    chosen = [tuple(row for row in rows if row.cells[column].state == "further") for column in (0, 1)]
    leads = (f"{names[0]} goes further than {names[1]} on", f"{names[1]} goes further than {names[0]} on")
    return [Point("further", lead, own) for lead, own in zip(leads, chosen, strict=True) if own]


def tell_relation(row: TopicRow, names: Sequence[str]) -> str:
    """Give what the policies say together on a topic, in words: `They differ`, `Congleton alone`."""
    relation = judge_row(row)
    return f"{names[row.stated_by[0]]} alone" if relation == "alone" else RELATION_WORDS[relation]


def count_topics(matrix: Matrix) -> str:
    """Give how many topics several, one and none of the policies speak of, as a sentence."""
    counts = Counter(min(len(row.stated_by), 2) for row in matrix.rows)
    several = "both councils speak" if len(matrix.columns) == 2 else "two or more councils speak"
    nobody = f", and none of {counts[0]}" if counts[0] else ""
    return f"Of {len(matrix.rows)} topics, {several} of {counts[2]}, one alone of {counts[1]}{nobody}."


def count_clauses(matrix: Matrix) -> str:
    """Give how many clauses there are, how many meet another council's, and how many stand alone, as a sentence."""
    parts = []
    alone = set(matrix.alone)
    for column, name in enumerate(name_columns(matrix)):
        own = [clause for clause in matrix.clauses if clause.column == column]
        met = sum(clause.address not in alone for clause in own)
        parts.append(f"{met} of {name}’s {tell_count(len(own), 'clause')}")
    if len(parts) > 4:
        met = len(matrix.clauses) - len(alone)
        return f"{met} of {len(matrix.clauses)} clauses meet a clause of another council on the same matter."
    return f"{' and '.join((', '.join(parts[:-1]), parts[-1]))} meet a clause of another council on the same matter."


def tell_scope(matrix: Matrix) -> str:
    """Give who is bound by each policy and who by all, as sentences; nothing where a policy does not say."""
    if not all(column.applies_to for column in matrix.columns) or len(matrix.columns) > 4:
        return ""
    names = name_columns(matrix)
    bound = "; ".join(
        f"{name} binds {join_words([tell_role(role) for role in column.applies_to])}"
        for name, column in zip(names, matrix.columns, strict=True)
    )
    common = [
        role for role in matrix.columns[0].applies_to if all(role in column.applies_to for column in matrix.columns)
    ]
    if all(set(column.applies_to) == set(common) for column in matrix.columns):
        return f"Who is bound: {bound}."
    shared = (
        f"Only {join_words([tell_role(role) for role in common])} are bound by all"
        if common
        else "No one is bound by all"
    )
    return (
        f"Who is bound: {bound}. {shared}." if len(matrix.columns) > 2 else f"Who is bound: {bound}. {shared[:-3]}both."
    )


def tell_role(role: str) -> str:
    """Give a role in words, as many: `co-opted members`."""
    return f"{role.replace('co_opted', 'co-opted').replace('_', ' ')}s"


def tell_link(link: CounterpartLink, names: Sequence[str], columns: tuple[int, int]) -> str:
    """Give what a link says of its two clauses: `Congleton asks for more`."""
    first, second = (names[column] for column in columns)
    return {
        "same": "In substance they say the same",
        "stronger": f"{first} asks for more",
        "weaker": f"{second} asks for more",
        "broader": f"{first} covers more ground",
        "narrower": f"{second} covers more ground",
        "differs": "They differ",
        "conflicts": "They conflict: what one allows, the other forbids",
    }[link.stance]


def tell_cell(cell: TopicCell) -> str:
    """Give how much is in a cell: `3 clauses, 1 binding`."""
    if not cell.clauses:
        return ""
    return f"{tell_count(len(cell.clauses), 'clause')}, {cell.binding or 'none'} binding"


def tell_place(clause: CouncilClause, names: Sequence[str]) -> str:
    """Give where a clause stands: `Congleton, s.6, 5th bullet`."""
    return f"{names[clause.column]}, {clause.citation}"


def tell_count(count: int, thing: str) -> str:
    """Give a number and its noun: `1 clause`, `3 clauses`."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def join_words(words: Sequence[str]) -> str:
    """Give a list as one reads it out: `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def index_clauses(matrix: Matrix) -> dict[str, CouncilClause]:
    """Give every clause by its address."""
    return {clause.address: clause for clause in matrix.clauses}
