"""Word files: numbers as Word prints them, headings in every habit, nothing lost, and what can do harm refused."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare_documents.cases import compile_case
from tests.intake.words import import_docx, make_docx, outline

from policykit.errors import PolicykitError
from policykit.intake.imported import import_content
from policykit.intake.readers import read_manuscript
from policykit.model.policy import Version
from policykit.render.docx.document import render_docx


def add_bold(document: Any, text: str) -> Any:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    return paragraph


def write_typed(document: Any) -> None:
    title = add_bold(document, "LEAVE POLICY")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_bold(document, "1.\tPurpose")
    document.add_paragraph("1.1\tThis policy says who may be away, and when.")
    document.add_paragraph("1.2\tIt applies to:")
    document.add_paragraph("(a)\tofficers;")
    document.add_paragraph("(b)\tcouncillors who hold an office.")
    add_bold(document, "2.\tAsking")
    document.add_paragraph("2.1\tAsk the Clerk two weeks before.")


def test_typed_numbers_and_bold_headings() -> None:
    imported = import_docx(write_typed)
    assert imported.version.title == "LEAVE POLICY"
    assert outline(imported) == [
        "# 1. Purpose",
        "1.1 This policy says who may be away, and when.",
        "1.2 It applies to:",
        "  (a) officers;",
        "  (b) councillors who hold an office.",
        "# 2. Asking",
        "2.1 Ask the Clerk two weeks before.",
    ]
    assert imported.version.numbering.sections == "decimal"
    assert imported.version.sections[0].numbering is not None
    assert imported.version.sections[0].numbering.clauses == "legal"


def number(paragraph: Any, num: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    entry = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", num)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), str(value))
        entry.append(child)
    properties.append(entry)


def add_list(document: Any, levels: list[tuple[str, str]]) -> int:
    """Add a list to Word's numbering, and give its number."""
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for at, (kind, text) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(at))
        for tag, value in (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", text)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    root.insert(0, abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    num.append(link)
    root.append(num)
    return 77


def write_numbered(document: Any) -> None:
    document.add_heading("Leave Policy", 0)
    num = add_list(document, [("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("bullet", "·")])
    for level, style, text in (
        (0, "Heading 1", "Purpose"),
        (1, None, "This policy says who may be away."),
        (1, None, "It applies to:"),
        (2, None, "officers; and"),
        (2, None, "councillors, namely:"),
        (3, None, "the Mayor."),
        (0, "Heading 1", "Asking"),
        (1, None, "Ask the Clerk."),
    ):
        number(document.add_paragraph(text, style=style), num, level)


def test_words_own_numbers_are_the_ones_that_word_prints() -> None:
    assert outline(import_docx(write_numbered)) == [
        "# 1 Purpose",
        "1.1 This policy says who may be away.",
        "1.2 It applies to:",
        "  (a) officers; and",
        "  (b) councillors, namely:",
        "    • the Mayor.",
        "# 2 Asking",
        "2.1 Ask the Clerk.",
    ]


def test_a_level_that_names_no_start_begins_at_nought_as_in_word() -> None:
    def write(document: Any) -> None:
        num = add_list(document, [("decimal", "%1."), ("decimal", "%1.%2")])
        for start in list(document.part.numbering_part.element.iter(qn("w:start")))[:2]:
            start.getparent().remove(start)
        document.add_heading("Leave Policy", 0)
        number(document.add_paragraph("Purpose", style="Heading 1"), num, 0)
        number(document.add_paragraph("This policy says who may be away."), num, 1)

    assert outline(import_docx(write)) == ["# 0. Purpose", "0.0 This policy says who may be away."]


def test_a_table_that_only_arranges_numbers_is_taken_apart_and_one_of_data_is_kept() -> None:
    def write(document: Any) -> None:
        document.add_heading("Leave Policy", 0)
        document.add_heading("Days", 1)
        rows = (("1.", "Officers have thirty days of leave."), ("2.", "Councillors may be away for six months."))
        layout = document.add_table(2, 2)
        for at, cells in enumerate(rows):
            for column, text in enumerate(cells):
                layout.cell(at, column).text = text
        document.add_paragraph("The days are these:")
        data = document.add_table(2, 3)
        for at, cells3 in enumerate((("Who", "Days", "From"), ("Clerk", "30", "April"))):
            for column, text in enumerate(cells3):
                data.cell(at, column).text = text

    imported = import_docx(write)
    assert outline(imported)[1:3] == [
        "1. Officers have thirty days of leave.",
        "2. Councillors may be away for six months.",
    ]
    tables = [clause.table for _, clause in imported.version.walk_clauses() if clause.table]
    assert [(table.columns, table.rows) for table in tables] == [(("Who", "Days", "From"), (("Clerk", "30", "April"),))]


def test_version_table_contents_and_letterhead_are_no_clauses() -> None:
    def write(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Anytown Town Council"
        document.add_paragraph("Anytown Town Council")
        document.add_paragraph("Town Hall, High Street, Anytown AN1 1AA")
        document.add_heading("Leave Policy", 0)
        document.add_paragraph("Adopted 13 May 2024, minute 24/56")
        document.add_paragraph("Contents")
        document.add_paragraph("Purpose\t1")
        document.add_paragraph("Asking\t2")
        document.add_heading("Purpose", 1)
        document.add_paragraph("This policy says who may be away, and for how long, and who is to be asked about it.")
        document.add_heading("Asking", 1)
        document.add_paragraph("Ask the Clerk.")
        document.add_paragraph("Next review: May 2026")

    imported = import_docx(write)
    assert [line.strip()[:9] for line in outline(imported)] == ["#  Purpos", "This poli", "#  Asking", "Ask the C"]
    assert [(event.event, str(event.date), event.reference) for event in imported.events] == [
        ("adopted", "2024-05-13", "24/56"),
        ("next_review", "2026-05", ""),
    ]
    assert imported.letterhead.name == "Anytown Town Council"
    assert imported.letterhead.address == ("Town Hall", "High Street", "Anytown AN1 1AA")
    assert {left.reason for left in imported.left_out} == {"header", "contents", "version table", "letterhead"}


def track(paragraph: Any, tag: str, text: str) -> None:
    change = OxmlElement(tag)
    change.set(qn("w:author"), "Cllr Jones")
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText" if tag == "w:del" else "w:t")
    words.text = text
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def test_deletions_are_left_out_and_listed_and_insertions_are_words() -> None:
    def write(document: Any) -> None:
        document.add_heading("Leave Policy", 0)
        paragraph = document.add_paragraph("Ask the Clerk ")
        track(paragraph, "w:del", "one week")
        track(paragraph, "w:ins", "two weeks")
        paragraph.add_run(" before.")

    imported = import_docx(write)
    assert outline(imported)[-1].strip() == "Ask the Clerk two weeks before."
    assert [(left.text, left.reason) for left in imported.left_out] == [("one week", "deleted")]


WORD = st.from_regex(r"[A-Za-z]{1,9}[,;]?", fullmatch=True)
SIGNS = st.sampled_from(
    ["{x}", "*5*", "<a@b.uk>", "[1]", "`q`", "_u_", "a_b", "&amp;", "\\", "£5", "“so”", "#", "-", "1."]
)
TEXT = st.lists(st.one_of(WORD, WORD, SIGNS), min_size=1, max_size=14).map(" ".join)
KIND = st.sampled_from(
    ["plain", "bold", "Heading 1", "Heading 2", "List Bullet", "List Number", "(a) ", "1.1 ", "table"]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(KIND, TEXT), min_size=1, max_size=12))
def test_no_word_is_ever_lost(parts: list[tuple[str, str]]) -> None:
    def write(document: Any) -> None:
        for kind, text in parts:
            if kind == "table":
                document.add_table(1, 3).cell(0, 1).text = text
            elif kind in ("(a) ", "1.1 "):
                document.add_paragraph(kind + text)
            elif kind in ("plain", "bold"):
                document.add_paragraph().add_run(text).bold = kind == "bold"
            else:
                document.add_paragraph(text, style=kind)

    imported = import_docx(write)  # raises where a word is lost, in the blocks or in the version
    assert imported.accounts.holds
    assert imported.accounts.total == imported.accounts.kept + imported.accounts.left_out


def change_part(content: bytes, part: str, change: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


LETTERS = make_docx(write_typed)
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{\\rtf1 words}", "document-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "document-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "document-locked"),
        (make_docx(write_typed)[:4000], "document-damaged"),
        (change_part(LETTERS, "word/document.xml", lambda _: b"<w:document"), "document-damaged"),
        (change_part(LETTERS, "word/document.xml", lambda old: BOMB + old[old.index(b"<w:doc") :]), "document-unsafe"),
        (change_part(LETTERS, "word/document.xml", lambda _: b"<a>" * 5000), "document-unsafe"),
        (change_part(LETTERS, "word/document.xml", lambda _: b" " * 97_000_000), "document-too-large"),
        (make_docx(lambda _: None), "document-empty"),
    ],
    ids=["rtf", "doc", "encrypted", "cut off", "garbled", "entities", "deep", "swelling", "empty"],
)  # fmt: skip
def test_what_is_no_sound_word_file_is_refused_with_a_hint(content: bytes, code: str) -> None:
    with pytest.raises(PolicykitError) as caught:
        import_content("leave.docx", content)
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == [code]
    assert caught.value.diagnostics[0].hint


def test_a_file_of_ten_thousand_paragraphs_is_read() -> None:
    body = b"".join(b"<w:p><w:r><w:t>Clause %d says so.</w:t></w:r></w:p>" % n for n in range(10_000))
    content = change_part(
        make_docx(write_typed),
        "word/document.xml",
        lambda old: old[: old.index(b"<w:body>") + 8] + body + old[old.rindex(b"<w:sectPr") :],
    )
    assert len(read_manuscript("long.docx", content).paragraphs) == 10_000


def test_a_footnote_belongs_to_the_clause_that_has_its_mark() -> None:
    version = read_case_version()
    imported = import_content("leave.docx", render_docx(compile_case(version, version).new))
    clauses = [clause for _, clause in imported.version.walk_clauses()]
    assert [(clause.text, dict(clause.footnotes)) for clause in clauses] == [
        ("Officers must ask[^1] the Clerk first.", {"1": "See the lease of 1962."}),
        ("Nobody is paid twice[^2].", {"2": "Except by *mistake*."}),
    ]
    assert imported.accounts.holds
    assert not [doubt for doubt in imported.doubts if doubt.doubt.code == "footnote"]


def read_case_version() -> Version:
    clauses = [
        {"id": "a.one", "kind": "obligation", "text": "Officers must ask[^lease] the Clerk first.",
         "footnotes": {"lease": "See the lease of 1962."}},
        {"id": "a.two", "kind": "statement", "text": "Nobody is paid twice[^two].",
         "footnotes": {"two": "Except by *mistake*."}},
    ]  # fmt: skip
    sections = [{"id": "a", "heading": "Leave", "clauses": clauses}]
    head = {"format": 1, "title": "Leave policy", "kind": "policy", "version": "1"}
    return Version.model_validate({**head, "numbering": {"sections": "decimal"}, "sections": sections})
