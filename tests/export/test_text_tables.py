"""Tables as people save them from spreadsheets: any separator and encoding gives the counts of the plain CSV file."""

from __future__ import annotations

import csv
import io
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.export.sample import sample_ruleset

from policykit.errors import PolicykitError
from policykit.export.audit import text_tables
from policykit.export.audit.table_audit import AuditSummary, plan_audit
from policykit.export.audit.tables import open_table
from policykit.rules.findings import Outcome

pl = pytest.importorskip("polars")

HEAD = ["id", "name", "purpose", "admins"]
ROWS = [
    ["a", "Café “one”", "work", "2"],
    ["b", 'says "no", or; yes', "work", "1"],
    ["c", "two\nlines", "", "1"],
    ["d", "", "social", "1"],
    ["e", "5\" screen", "work", "0"],
]  # fmt: skip
NAMES = st.lists(st.text('ab",;\n\r é', max_size=6), min_size=1, max_size=30)
BREACHES = [(3, "b"), (6, "e")]


def write(separator: str, ending: str, rows: list[list[str]], head: list[str] | None = None) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=ending).writerows([head or HEAD, *rows])
    return text.getvalue()


def audit(path: Path, *others: str) -> tuple[AuditSummary, list[tuple[int, str]]]:
    planned = plan_audit(sample_ruleset(), "group", open_table(path), others=others)
    rows = [row for frame in planned.breaching_rows() for row in frame.select("row", "id").iter_rows()]
    return planned.summarise(), rows


def refusal(path: Path, *others: str) -> list[tuple[str, str | None]]:
    with pytest.raises(PolicykitError) as refused:
        audit(path, *others)
    return [(d.message.replace(str(path), path.name), d.hint) for d in refused.value.diagnostics]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize(("separator", "ending"), list(product(",;\t|", ("\n", "\r\n"))))
def test_every_way_to_save_is_read_alike(tmp_path: Path, encoding: str, separator: str, ending: str) -> None:
    plain = tmp_path / "plain.csv"
    plain.write_text(write(",", "\n", ROWS), encoding="utf-8")
    expected, rows = audit(plain, "name")
    assert (expected.rows, rows) == (5, BREACHES)
    for name, start in (("saved.csv", ""), ("Unicode text.TXT", ""), ("excel.csv", f"sep={separator}{ending}")):
        saved = tmp_path / name
        saved.write_bytes((start + write(separator, ending, ROWS)).encode(encoding))
        assert audit(saved, "name") == (expected, BREACHES)


def test_lines_that_end_as_on_an_old_macintosh(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(b"id;purpose;admins\ra;work;2\rb;work;1\r")
    assert audit(path)[1] == [(3, "b")]


@settings(max_examples=60, deadline=None)
@example(names=["a", "b"], separator=",", block=23)  # between the two signs that end the first line
@given(
    st.lists(st.text('ab",;\n\r é', max_size=6), min_size=1, max_size=30), st.sampled_from(",;"), st.integers(20, 90)
)
def test_where_a_block_ends_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], separator: str, block: int
) -> None:
    rows = [[str(n), name, "work", str(n % 3)] for n, name in enumerate(names)]
    path = tmp_path_factory.mktemp("blocks") / "groups.csv"
    path.write_bytes(write(separator, "\r\n", rows).encode())
    whole = audit(path, "name")
    assert whole[0].rows == len(rows)
    assert whole[1] == [(n + 2, str(n)) for n in range(len(rows)) if n % 3 < 2]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_tables, "BLOCK", block)
        assert audit(path, "name") == whole


def test_quotation_marks_within_a_field(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text('id,name,purpose,admins\na,5" screen,work,1\nb,plain,work,3\n')
    assert audit(path, "name")[1] == [(2, "a")]


def test_rows_and_columns_that_nobody_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("id;purpose;admins;;\na;work;1;;\n;;;;\n\nb;work;1;;\n;;;;\n;;;;\n")
    summary, rows = audit(path)
    assert (summary.rows, summary.empty_rows, rows) == (2, 4, [(2, "a"), (5, "b")])
    path.write_text("id;purpose;admins;;\na;work;1;;\nb;work;1;;see minutes\n")
    assert refusal(path) == [
        ("row 3: `see minutes` is in column E, which has no heading", "give the column a heading, or empty it")
    ]


def test_columns_that_hold_no_facts(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("id,name,Purpose,admins,notes\na,A,work,1,x\n")
    others = "`id` names a row; say `--other-columns name,Purpose,notes` of columns that hold no facts"
    assert refusal(path) == [
        ("a group has no fact called `Purpose`", "did you mean `purpose`?"),
        ("a group has no fact called `name`", others),
        ("a group has no fact called `notes`", others),
    ]
    path.write_text("id,row,breaches,purpose,admins\na,A,x,work,1\n")
    planned = plan_audit(sample_ruleset(), "group", open_table(path), others=("row", "breaches"))
    assert pl.concat(planned.breaching_rows()).to_dicts() == [
        {"row": 2, "breaches": "group.admins", "id": "a", "given row": "A", "given breaches": "x", "purpose": "work",
         "admins": "1"}
    ]  # fmt: skip
    assert refusal(path, "row", "breaches", "note")[0][0] == "the table has no column `note`"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,purpose\na,work,see, minutes\n", "row 2 has 4 fields, and there are 2 headings"),
        (b'id,purpose\na,work\nb,"work\n', "the quotation marks in row 3 do not match"),
        (b"id,purpose,id\na,work,b\n", "two columns are called `id`"),
        (b"\n\n", "its first row has no headings"),
        (b"PK\x03\x04\0\0\0\0\x08\0", "it is not text"),
    ],
)
def test_what_is_wrong_with_a_text_is_told_with_its_row(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "groups.csv"
    path.write_bytes(content)
    ((said, hint),) = refusal(path)
    assert said.removeprefix("`groups.csv` cannot be read: ") == message
    assert hint


def test_a_spreadsheet_is_saved_as_csv_first(tmp_path: Path) -> None:
    path = tmp_path / "groups.xlsx"
    path.write_bytes(b"PK")
    ((said, hint),) = refusal(path)
    assert (said, hint) == (
        "`groups.xlsx` is not a kind of table that can be audited",
        "save it as CSV, which Excel and LibreOffice offer",
    )


def test_values_with_capitals_and_blanks_are_refused_with_what_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text("id,purpose,admins\na, Work ,two\n")
    assert refusal(path) == [
        ("row 2: ` Work ` is not a value of `purpose`", "did you mean `work`? one of: work, social"),
        ("row 2: `two` is not a value of `admins`", "whole numbers from 0 to 50"),
    ]


def test_breaches_are_counted_where_everything_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "groups.tsv"
    path.write_text(write("\t", "\n", ROWS))
    counts = audit(path, "name")[0].counts["group.admins"]
    assert (counts[Outcome.BREACH], counts[Outcome.COMPLIANT]) == (2, 1)
