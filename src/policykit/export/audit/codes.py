"""What can be wrong with a table that is audited."""

from __future__ import annotations

from policykit.errors import Code, Severity

TABLE_FILE = Code(
    "table-file",
    Severity.ERROR,
    "a table cannot be read",
    "give a file that ends in .parquet, .csv, .tsv, .txt, .jsonl or .ndjson; a spreadsheet is saved as CSV first",
    "posts.xlsx",
    "posts.csv",
)
TABLE_VALUE = Code(
    "table-value",
    Severity.ERROR,
    "a column holds values that its fact cannot have",
    "correct the values; leave what is not known empty",
    "id,account_owner\n1,mine",
    "id,account_owner\n1,personal",
)
TABLE_RECORD = Code(
    "table-record",
    Severity.ERROR,
    "no rule reads the kind of record that a table is said to hold",
    "name one of the kinds of record that the policy has rules for",
    "--record posts",
    "--record post",
)
TABLE_COLUMN = Code(
    "table-column",
    Severity.ERROR,
    "a table has a column that names no fact of its records",
    "rename the column to the fact that it holds, leave it out, or name it with `--other-columns` if it holds no fact",
    "id,owner\n1,personal",
    "id,account_owner\n1,personal",
)
TABLE_MISSING = Code(
    "table-missing",
    Severity.WARNING,
    "a table lacks a fact that rules read, so these rules may be unable to tell for every row",
    "add a column for the fact, if it is known",
    "id,account_owner\n1,personal",
    "id,account_owner,uses_council_logo\n1,personal,no",
)
TABLE_TYPE = Code(
    "table-type",
    Severity.ERROR,
    "a column is of a type that cannot hold its fact",
    "write the column with the type that the fact asks for",
    "id,published_on\n1,yesterday",
    "id,published_on\n1,2026-11-19",
)
EXTRA = Code(
    "extra-missing",
    Severity.ERROR,
    "a part of policykit that is installed on request is missing",
    "run the command that the message names",
)
