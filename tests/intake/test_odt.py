"""OpenDocument texts: numbers by their lists, headings, tables, footnotes, deletions; no word lost."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.words import outline

from policykit.errors import PolicykitError
from policykit.intake.imported import import_content

SHORT = {"office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing"}
NAMES = (
    "".join(f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for short, long in SHORT.items())
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
STYLES = """<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="U" style:family="text"><style:text-properties style:text-underline-style="solid"
 fo:font-size="14pt"/></style:style>
<style:style style:name="PB" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
<text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
</text:list-style></office:automatic-styles>"""


def make_odt(body: str, manifest: str = "") -> bytes:
    content = f"<office:document-content{NAMES}>{STYLES}<office:body><office:text>{body}</office:text></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", f"{content}</office:document-content>")
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


LEAVE = """<text:tracked-changes><text:changed-region><text:deletion><text:p>one week</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Leave policy</text:h>
<text:list text:style-name="L" xml:id="l1"><text:list-item><text:h text:outline-level="2">Purpose</text:h><text:list>
<text:list-item>
<text:p>It says who may be<text:s/><text:span text:style-name="B">away</text:span>.</text:p></text:list-item>
<text:list-item><text:p>It applies to:</text:p><text:list>
<text:list-item><text:p>officers;<text:note><text:note-citation>1</text:note-citation><text:note-body>
<text:p>And the Clerk.</text:p></text:note-body></text:note></text:p></text:list-item>
<text:list-item><text:p>councillors.</text:p></text:list-item>
</text:list></text:list-item></text:list></text:list-item>
</text:list><text:list text:style-name="L" text:continue-list="l1"><text:list-item>
<text:h text:outline-level="2">Days</text:h>
</text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Who</text:p></table:table-cell><table:table-cell>
<text:p>Days</text:p></table:table-cell><table:table-cell><text:p>From</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>Clerk</text:p></table:table-cell><table:table-cell><text:p>30</text:p>
</table:table-cell><table:table-cell><text:p>April</text:p></table:table-cell></table:table-row></table:table>"""


def test_lists_headings_notes_and_tables() -> None:
    imported = import_content("leave.odt", make_odt(LEAVE))
    assert imported.version.title == "Leave policy"
    assert outline(imported) == [
        "# 1. Purpose",
        "1.1 It says who may be away.",
        "1.2 It applies to:",
        "  (a) officers;¹",
        "  (b) councillors.",
        "¹ And the Clerk.",
        "# 2. Days",
        " Who | Days | From | Clerk | 30 | April",
    ]
    assert [(left.text, left.reason) for left in imported.left_out] == [("one week", "deleted")]


@given(st.lists(st.text("abAB1. {*-", min_size=1, max_size=20), min_size=1, max_size=6))
def test_no_word_is_lost(texts: list[str]) -> None:
    body = "<text:p>Leave and its words.</text:p>" + "".join(f"<text:p>{text}</text:p>" for text in texts)
    assert import_content("leave.odt", make_odt(body)).accounts.holds


def test_a_locked_file_is_refused() -> None:
    with pytest.raises(PolicykitError) as caught:
        import_content("leave.odt", make_odt(LEAVE, "<manifest:encryption-data/>"))
    assert [fault.code for fault in caught.value.diagnostics] == ["document-locked"]


def test_letters_look_as_the_innermost_style_says_and_else_as_those_around_it() -> None:
    heading = '<text:p text:style-name="PB"><text:span text:style-name="U">Purpose</text:span></text:p>'
    purpose, plain = import_content("leave.odt", make_odt(f"{heading}<text:p>It is.</text:p>")).manuscript.paragraphs
    assert (purpose.bold, purpose.underlined, purpose.size) == (True, True, 14.0)
    assert (plain.bold, plain.underlined) == (False, False)


def test_the_underline_of_a_link_makes_no_heading() -> None:
    link = '<text:a xlink:href="https://a.example"><text:span text:style-name="U">Our form</text:span></text:a>'
    imported = import_content("leave.odt", make_odt(f"<text:p>Leave.</text:p><text:p>{link}</text:p>"))
    assert not imported.manuscript.paragraphs[1].underlined


@pytest.mark.parametrize("shape", ["custom-shape", "rect", "g", "frame"])
@pytest.mark.parametrize("inside", [True, False])
def test_words_on_shapes_are_kept_wherever_the_shape_is(shape: str, inside: bool) -> None:
    words = "<text:p>Clerk</text:p>"
    if shape == "frame":
        words = f"<draw:text-box>{words}</draw:text-box>"
    elif shape == "g":
        words = f"<draw:custom-shape>{words}</draw:custom-shape>"
    drawn = f"<draw:{shape}>{words}</draw:{shape}>"
    body = f"<text:p>Leave policy{drawn}</text:p>" if inside else f"<text:p>Leave policy</text:p>{drawn}"
    imported = import_content("leave.odt", make_odt(f"{body}<text:p>Ask the chair first.</text:p>"))
    assert [text.text for text in imported.manuscript.paragraphs if text.beside] == ["Clerk"]
    assert imported.accounts.holds
