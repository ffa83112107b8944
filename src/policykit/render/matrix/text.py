"""A council comparison as plain text, for a terminal."""

from __future__ import annotations

from textwrap import wrap

from policykit.compare.councils.matrix import Matrix
from policykit.render.matrix.words import (
    STATE_WORDS,
    count_clauses,
    count_topics,
    index_clauses,
    name_columns,
    summarise,
    tell_link,
    tell_place,
    tell_scope,
)

_WIDTH = 100
_TOPIC = 30


def render_matrix_text(matrix: Matrix) -> str:
    """Give the summary, the table of topics, and every confirmed link, in lines of at most 100 characters.

    With many policies the table is given in blocks of as many as fit.
    """
    names = name_columns(matrix)
    lines = [" | ".join(names) if len(names) < 5 else f"{len(names)} policies", ""]
    lines += _write(count_topics(matrix)) + _write(count_clauses(matrix)) + _write(tell_scope(matrix)) + [""]
    for point in summarise(matrix):
        lines += _write(f"{point.lead.rstrip(':')}: {', '.join(row.title for row in point.rows)}.", "  ")
    width = max(16, *(min(len(name), 24) + 2 for name in names))
    each = max(1, (_WIDTH - _TOPIC) // width)
    for start in range(0, len(names), each):
        lines += ["", *_write_table(matrix, names, start, min(start + each, len(names)), width)]
    if matrix.links:
        lines += ["", "Confirmed links"]
    places = index_clauses(matrix)
    for link in matrix.links:
        first, second = places[link.first], places[link.second]
        words = tell_link(link, names, (first.column, second.column))
        on = f"On {link.on}: " if link.on else ""
        where = f"{tell_place(first, names)} – {tell_place(second, names)}"
        rules = f" [{link.by_rules}]" if link.by_rules else ""
        lines += _write(f"{on}{words}. ({where}) {link.note or ''}".rstrip() + rules, "    ")
    if matrix.untagged:
        lines += ["", "Without a topic"]
        lines += [f"  {tell_place(places[address], names)}" for address in matrix.untagged]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _write(text: str, indent: str = "") -> list[str]:
    return wrap(text, _WIDTH, subsequent_indent=indent)


def _write_table(matrix: Matrix, names: tuple[str, ...], start: int, end: int, width: int) -> list[str]:
    lines = ["Topic".ljust(_TOPIC) + "".join(name[: width - 2].ljust(width) for name in names[start:end])]
    for row in matrix.rows:
        cells = [
            f"{STATE_WORDS[cell.state]} {len(cell.clauses) or ''}".strip().ljust(width) for cell in row.cells[start:end]
        ]
        lines.append(row.title[: _TOPIC - 1].ljust(_TOPIC) + "".join(cells))
    return lines
