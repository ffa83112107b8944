"""Web pages: the main part, lists as a browser numbers them, menus left out and listed, no word lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.words import outline

from policykit.errors import PolicykitError
from policykit.intake.imported import import_content
from policykit.intake.readers import read_manuscript

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Leave | Anytown</title><style>p {}</style></head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav>
<main><h1>Leave policy</h1>
<h2>1. Purpose</h2><p>This policy says <b>who</b> may be
   <a href="https://example.org">away</a>.</p>
<ol type="a"><li>Officers:<ul><li>the Clerk;</li><li>others.</li></ul></li><li value="4">Councillors.</li></ol>
<h2>2. Days</h2><table><tr><th>Who</th><th>Days</th><th>From</th></tr>
<tr><td>Clerk</td><td colspan="2">30</td></tr></table>
</main><footer>© Anytown 2024</footer><script>var words;</script></body></html>"""


def test_the_main_part_becomes_the_policy() -> None:
    imported = import_content("leave.html", PAGE.encode())
    assert imported.version.title == "Leave policy"
    assert outline(imported) == [
        "# 1. Purpose",
        " This policy says who may be away.",
        "a. Officers:",
        "  • the Clerk;",
        "  • others.",
        "d. Councillors.",
        "# 2. Days",
        " Who | Days | From | Clerk | 30",
    ]
    assert [(left.text, left.reason) for left in imported.left_out] == [("Home", "menu"), ("© Anytown 2024", "menu")]
    assert "**who** may be [away](https://example.org)" in imported.text


TAG = st.sampled_from(["p", "div", "li", "ul", "b", "h2", "td", "tr", "table", "nav", "br", "main", "span", "header"])
PIECE = st.one_of(
    TAG.map(lambda tag: f"<{tag}>"),
    TAG.map(lambda tag: f"</{tag}>"),
    st.from_regex(r"[A-Za-z]{1,8}", fullmatch=True),
    st.sampled_from(["&amp;", "&lt;b&gt;", "{x}", "*5*", "<!-- no -->", " "]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECE, max_size=25).map("".join))
def test_no_word_is_lost_however_the_page_is_nested(soup: str) -> None:
    imported = import_content("leave.html", f"<body><p>Leave policy and its words.</p>{soup}</body>".encode())
    assert imported.accounts.holds


def test_a_page_that_is_nested_without_bound_is_refused() -> None:
    with pytest.raises(PolicykitError) as caught:
        read_manuscript("deep.html", b"<div>" * 3000 + b"words")
    assert [fault.code for fault in caught.value.diagnostics] == ["document-unsafe"]
