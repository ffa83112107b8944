"""Akoma Ntoso that others wrote: headings, numbers and depth come from the hierarchy, and no word is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.words import outline

from policykit.errors import PolicykitError
from policykit.intake.imported import import_content
from policykit.intake.readers import read_manuscript

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
WORK = '<FRBRWork><FRBRalias value="Law" name="title"/></FRBRWork>'
META = f'<meta><identification source="#x">{WORK}</identification></meta>'
BYLAW = f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="{NS}"><act name="by-law">{META}
<preface><p><docNumber>No. 5 of 2004</docNumber></p><p><shortTitle>Dog control by-law</shortTitle></p></preface>
<body>
 <part eId="part_1"><num>Part A</num><heading>General</heading>
  <section eId="part_1__sec_1"><num>1.</num><heading>Meaning of words</heading>
   <subsection><num>(1)</num><intro><p>In this by-law, <b>dog</b> means
      <i>any</i> dog<authorialNote marker="1"><p>Or bitch.</p></authorialNote> of:</p></intro>
    <paragraph><num>(a)</num><content><p>a resident;</p></content></paragraph>
    <paragraph><num>(b)</num><content><p>a visitor.</p></content></paragraph>
    <wrapUp><p>Both count.</p></wrapUp>
   </subsection>
   <subsection><num>(2)</num><content><blockList><listIntroduction>Signs are:</listIntroduction>
     <item><num>(i)</num><p>red;</p></item><item><num>(ii)</num><p>blue.</p></item></blockList></content></subsection>
  </section>
 </part>
 <part eId="part_2"><num>Part B</num><heading>Duties</heading>
  <section><num>2.</num><content><p>Keep dogs on a lead<del> always</del>.</p></content></section>
  <section><num>3.</num><heading>Fees</heading><content>
   <table><tr><th><p>Dog</p></th><th><p>Fee</p></th></tr><tr><td><p>Small</p></td><td><p>£5</p></td></tr></table>
  </content></section>
 </part>
</body>
<attachments><attachment><heading>Schedule 1</heading>
 <doc name="schedule">{META}<mainBody><p>Forms.</p></mainBody></doc></attachment></attachments>
</act></akomaNtoso>"""


def test_a_by_law_becomes_a_policy() -> None:
    imported = import_content("dogs.akn", BYLAW.encode())
    assert imported.accounts.holds
    assert imported.version.title == "Dog control by-law"
    assert outline(imported) == EXPECTED
    assert [(left.text, left.reason) for left in imported.left_out] == [("always", "deleted")]
    assert "**dog** means *any* dog" in imported.text


EXPECTED = [
    " No. 5 of 2004",
    "# Part A General",
    "## 1. Meaning of words",
    "(1) In this by-law, dog means any dog¹ of:",
    "  (a) a resident;",
    "  (b) a visitor.",
    "   Both count.",
    "(2) Signs are:",
    "  (i) red;",
    "  (ii) blue.",
    "¹ Or bitch.",
    "# Part B Duties",
    "2. Keep dogs on a lead.",
    "## 3. Fees",
    " Dog | Fee | Small | £5",
    "#  Schedule 1",
    " Forms.",
]


def wrap(body: str) -> bytes:
    return f'<akomaNtoso xmlns="{NS}"><doc name="x">{META}<mainBody>{body}</mainBody></doc></akomaNtoso>'.encode()


TEXT = st.from_regex(r"[A-Za-z]{1,8}", fullmatch=True) | st.sampled_from(["&amp;", "{x}", "*5*", " ", "1.", "(a)"])
TAG = st.sampled_from(
    ["section", "num", "heading", "p", "b", "content", "list", "point", "intro", "table", "tr", "td", "ul", "li", "ref",
     "authorialNote", "quotedStructure", "tblock", "item", "blockList", "foreign", "del", "remark", "crossHeading",
     "toc", "hcontainer", "block", "docTitle", "preface", "meta", "br", "caption"]
)  # fmt: skip


def nest(tag: str, parts: list[str]) -> str:
    return f"<{tag}>{''.join(parts)}</{tag}>"


TREE = st.recursive(TEXT, lambda inner: st.builds(nest, TAG, st.lists(inner, max_size=5)))


@settings(max_examples=40, deadline=None)
@given(st.lists(TREE, max_size=6).map("".join))
def test_no_word_is_lost_however_elements_are_nested(soup: str) -> None:
    assert import_content("law.xml", wrap(f"<p>Leave policy and its words.</p>{soup}")).accounts.holds


BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
DEBATE = wrap("<p>x</p>").replace(b"<doc", b"<debate").replace(b"/doc>", b"/debate>")
OUTSIDE = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (BOMB.encode() + wrap("<p>&b;</p>"), "document-unsafe", "declares a document type"),
        (OUTSIDE.encode() + wrap("<p>&f;</p>"), "document-unsafe", "declares a document type"),
        (b"\n\n<!DOCTYPE akomaNtoso>\n" + wrap("<p>x</p>"), "document-unsafe", "delete line 3"),
        (wrap("<p>&f;</p>"), "document-damaged", "garbled in line 1"),
        (wrap("<p>x</p>")[:-20], "document-damaged", "line 1"),
        (wrap("<div>" * 130 + "x" + "</div>" * 130), "document-unsafe", "more than 120 levels"),
        (b'<?xml version="1.0" encoding="EBCDIC-99"?>' + wrap("<p>x</p>"), "document-damaged", "encoding"),
        (b'<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"/>', "document-kind", "data.akn"),
        (b"<akomaNtoso><act/></akomaNtoso>", "document-kind", "without a namespace"),
        (
            wrap("<p>x</p>").replace(b"<doc", b"<debate").replace(b"/doc>", b"/debate>"),
            "document-kind",
            "is a debate (line 1)",
        ),
        (wrap("<p> </p>"), "document-empty", "no words"),
    ],
)
def test_what_is_no_text_of_rules_or_can_do_harm_is_refused(content: bytes, code: str, words: str) -> None:
    with pytest.raises(PolicykitError) as caught:
        read_manuscript("law.xml", content)
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert words in f"{fault.message} {fault.hint}"


def test_a_file_as_deep_as_may_be_is_read() -> None:
    deep = wrap("<section><num>1</num>" * 110 + "<p>x</p>" + "</section>" * 110)
    assert read_manuscript("deep.akn", deep).paragraphs


def test_spans_that_overlap_are_cut_to_what_is_free() -> None:
    rows = ("<td rowspan='3'><p>a</p></td><td colspan='2'><p>b</p></td>", "<td colspan='3'><p>c</p></td>")
    table = nest("table", [nest("tr", [row]) for row in rows])
    imported = import_content("law.akn", wrap(f"<p>Rules of all kinds.</p>{table}"))
    assert imported.accounts.holds
    (found,) = [clause.table for _, clause in imported.version.walk_clauses() if clause.table is not None]
    assert found.width == 4
