"""Small slips in YAML, the first of which is told: what is marked, what is said, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.source.examples import find_all, lay_over

from policykit.source.yaml import read_yaml

SLIPS = [
    ("title: & x", "&", "text that begins with `&` must be in quotation marks", "put it in quotation marks"),
    ("title: &é x", "é", "`&` or `*` begins an anchor or alias", "put text that begins with & or * in quotation marks"),
    (
        "title: *x",
        "*",
        "`*` begins an alias, and nothing has that name",
        "put text that begins with * in quotation marks",
    ),
    ("list: [x, y", "[", "what is opened here with [ is not closed", "close it with ]"),
    ("list: [x}", "[", "the list opened here with [ is not closed", "close it with ]"),
    ("map: {x: 1", "{", "what is opened here with { is not closed", "close it with }"),
    ('title: "x', '"', "the quotation mark opened here is not closed", "close it, or leave quotation marks out"),
]


@pytest.mark.parametrize(("line", "marked", "message", "hint"), SLIPS)
def test_what_is_said_of_a_slip(line: str, marked: str, message: str, hint: str) -> None:
    _, _, (fault, *_) = read_yaml("v1.yaml", f"{line}\nkind: policy\n")
    assert fault.span is not None
    assert (fault.span.line, fault.span.column) == (1, line.index(marked) + 1)
    assert fault.span.end_column == fault.span.column + 1
    assert fault.message == message
    assert fault.hint is not None
    assert fault.hint.split("; ")[0].split(", or on")[0] == hint


@pytest.mark.parametrize(
    ("content", "line", "column", "shown", "hint"),
    [
        (b"format: 1\ntitle: caf\xe9 rules\n", 2, 11, "title: caf\ufffd rules", 'save it as "UTF-8" in your editor'),
        (
            b"\xff\xfef\x00o\x00",
            1,
            1,
            "\ufffd\ufffdf\x00o\x00",
            'the file is UTF-16, as "Unicode" in Notepad; save it as "UTF-8"',
        ),
        ("title: é".encode() + b"\xff", 1, 9, "title: é\ufffd", 'save it as "UTF-8" in your editor'),
    ],
)
def test_where_a_file_stops_being_text(
    tmp_path: Path, content: bytes, line: int, column: int, shown: str, hint: str
) -> None:
    root = tmp_path / "library"
    lay_over(root, "leek/notices/v1.yaml", content)
    fault = find_all(root)[0]
    assert fault.span is not None
    assert (fault.code, fault.hint, fault.line_text) == ("bad-encoding", hint, shown)
    assert (fault.span.line, fault.span.column, fault.span.end_column) == (line, column, column + 1)
