"""Audit a table of records in SQLite, with the SQL that policykit wrote: `python audit.py QUERY.sql RECORDS.csv`.

Needs nothing but Python: the rules are in the query.
"""
# ruff: noqa: T201

from __future__ import annotations

import csv
import sqlite3
import sys
from pathlib import Path

query, records = Path(sys.argv[1]), Path(sys.argv[2])
database = sqlite3.connect(":memory:")
database.row_factory = sqlite3.Row
database.execute(
    "CREATE TABLE destruction (id TEXT, destroyed_by TEXT, record_kind TEXT, age INTEGER, is_shredded INTEGER)"
)
with records.open(encoding="utf-8", newline="") as file:
    rows = [[cell or None for cell in row] for row in list(csv.reader(file))[1:]]  # an empty cell is not known
database.executemany("INSERT INTO destruction VALUES (?, ?, ?, ?, ?)", rows)
for row in database.execute(query.read_text(encoding="utf-8")):
    outcomes = dict(row)
    record = outcomes.pop("id")
    for rule, outcome in outcomes.items():
        if outcome in ("breach", "cannot_tell"):
            print(f"{record}: {outcome}: {rule}")
