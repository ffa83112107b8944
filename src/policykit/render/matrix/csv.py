"""A council comparison as CSV: one row for each clause under each of its topics."""

from __future__ import annotations

import csv
import io

from policykit.compare.councils.matrix import Matrix
from policykit.render.matrix.rows import list_clauses
from policykit.wording.spreadsheet import guard_formula


def render_matrix_csv(matrix: Matrix) -> str:
    """Give the clauses topic by topic as CSV (RFC 4180), with a byte order mark, by which Excel knows UTF-8.

    A policy that is silent on a topic has a row that says so. Cells that a spreadsheet could take for a formula are
    disarmed.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([guard_formula(cell) for cell in row] for row in list_clauses(matrix))
    return f"\ufeff{out.getvalue()}"
