"""Markdown: the numbers that a reader sees, tables, and no word lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.intake.words import outline

from policykit.intake.imported import import_content

POLICY = """---
author: The Clerk
---
# Leave policy

## 1 Purpose

This policy says **who** may be [away](https://example.org).

1. Officers of the Council:
   - the Clerk;
   - others.
2. Councillors.

## 2 Days

| Who | Days |
|---|---|
| Clerk | 30 |
"""


def test_headings_lists_and_tables() -> None:
    imported = import_content("leave.md", POLICY.encode())
    assert imported.version.title == "Leave policy"
    assert outline(imported) == [
        "# 1 Purpose",
        " This policy says who may be away.",
        "1. Officers of the Council:",
        "  • the Clerk;",
        "  • others.",
        "2. Councillors.",
        "# 2 Days",
        " Who | Days | Clerk | 30",
    ]
    assert "**who** may be [away](https://example.org)" in imported.text
    assert [left.reason for left in imported.left_out] == ["hidden"]


LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), max_size=30), max_size=12)


@given(LINES)
def test_no_word_is_lost_whatever_is_written(lines: list[str]) -> None:
    content = "\n".join(["Leave policy and the words below it.", *lines])
    assert import_content("leave.md", content.encode()).accounts.holds
