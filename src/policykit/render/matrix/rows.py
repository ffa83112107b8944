"""A council comparison as rows of plain cells: what the CSV file and the workbook are filled with."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.compare.councils.matrix import Matrix
from policykit.render.matrix.words import (
    STATE_WORDS,
    index_clauses,
    name_columns,
    tell_link,
    tell_place,
    tell_relation,
)

Cells = tuple[str | int, ...]


def list_topics(matrix: Matrix) -> Iterator[Cells]:
    """Give the topics against the policies: headings, then a row for each topic with the state in words."""
    names = name_columns(matrix)
    yield ("Topic", "Together", *names)
    for row in matrix.rows:
        cells = (
            f"{STATE_WORDS[cell.state]} ({len(cell.clauses)})" if cell.clauses else STATE_WORDS[cell.state]
            for cell in row.cells
        )
        yield (row.title, tell_relation(row, names), *cells)


def list_clauses(matrix: Matrix) -> Iterator[Cells]:
    """Give a row for each clause under each of its topics, one for each silent policy, and those without a topic."""
    yield ("Topic", "Council", "Policy", "Version", "Says", "Clause", "Kind", "Words", "Address", "Joined to another")
    places = index_clauses(matrix)
    alone = set(matrix.alone)

    def describe(title: str, column: int, state: str, address: str) -> Cells:
        own, clause = matrix.columns[column], places[address]
        joined = "no" if address in alone else "yes"
        start = (title, own.council, own.policy, own.version, state)
        return (*start, clause.citation, clause.kind, clause.text, address, joined)

    for row in matrix.rows:
        for column, cell in enumerate(row.cells):
            own = matrix.columns[column]
            if not cell.clauses:
                yield (row.title, own.council, own.policy, own.version, STATE_WORDS["silent"], "", "", "", "", "")
            for address in cell.clauses:
                yield describe(row.title, column, STATE_WORDS[cell.state], address)
    for address in matrix.untagged:
        yield describe("(no topic)", places[address].column, "", address)


def list_links(matrix: Matrix) -> Iterator[Cells]:
    """Give a row for each confirmed link."""
    asked = any(link.by_rules for link in matrix.links)
    yield (
        "On",
        "How they compare",
        "First clause",
        "Second clause",
        "First words",
        "Second words",
        "Note",
        "Confirmed by",
        "On day",
        *(("By the rules",) if asked else ()),
    )
    names, places = name_columns(matrix), index_clauses(matrix)
    for link in matrix.links:
        first, second = places[link.first], places[link.second]
        yield (
            link.on or "",
            tell_link(link, names, (first.column, second.column)),
            tell_place(first, names),
            tell_place(second, names),
            first.text,
            second.text,
            link.note or "",
            link.confirmed_by,
            link.confirmed_on,
            *((link.by_rules or "",) if asked else ()),
        )


def list_families(matrix: Matrix) -> Iterator[Cells]:
    """Give a row for each clause of each family."""
    yield ("Shared words", "Model clause", "Clause", "Likeness in %", "Words")
    names, places = name_columns(matrix), index_clauses(matrix)
    for family in matrix.families:
        for member in family.members:
            clause = places[member.address]
            likeness = int(member.likeness * 100)
            yield (family.text, family.model or "", tell_place(clause, names), likeness, clause.text)
