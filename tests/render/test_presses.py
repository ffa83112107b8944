"""Two presses, one page: what a reader meets in the PDF is the same whichever of them made it.

WeasyPrint is what pages are judged by. Left out of account: the page numbers that a contents prints, groups that only
hold others together (Sect, Div, TBody, BlockQuote), and marks within a line (Span, Strong, Lbl).
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

import pytest
from tests.compare_documents.test_report import NAMES, compare
from tests.conftest import ROOT, Tool
from tests.render.pdf_outline import describe_structure
from tests.render.pdf_pages import AWKWARD, FACTS, SOURCE, read_page, rendered, renderer

from policykit.compare.councils.compare import compare_councils
from policykit.compare.councils.matrix import Matrix
from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.errors import PolicykitError
from policykit.render.html.page import render_html
from policykit.render.matrix.page import render_matrix
from policykit.render.pdf.facts import PdfMetadata
from policykit.render.pdf.read import Element, read_attachments, read_facts, read_structure, read_text
from policykit.render.report.page import render_report
from policykit.render.typst.reading import Layout
from policykit.source.library import load_library

typst = pytest.importorskip("typst", reason='needs Typst: pip install "council-policykit[typst]"')

GROUPS = {"Document", "Sect", "Div", "Art", "TBody", "THead", "BlockQuote"}
WITHIN = {"Span", "Strong", "Em", "Link", "Reference", "Lbl"}


@cache
def press() -> object:
    from policykit.render.typst.press import TypstPress

    return TypstPress()


def set_page(html: str, layout: Layout = "document", facts: PdfMetadata = FACTS) -> bytes:
    made: bytes = press().render(html, metadata=facts, attachments=(SOURCE,), layout=layout)  # type: ignore[attr-defined]
    return made


def list_blocks(element: Element, above: str = "") -> Iterator[tuple[str, str]]:
    """Give each block with its own words, in reading order."""
    own: list[str] = []
    blocks: list[Iterator[tuple[str, str]]] = []
    pending: list[Element | str] = list(element.kids)
    while pending:
        kid = pending.pop(0)
        if isinstance(kid, str):
            own.append(kid)
        elif kid.role in WITHIN or (kid.role == "P" and element.role in ("LBody", "TD", "TH") and not blocks):
            pending[:0] = [*kid.kids, " "]
        else:
            blocks.append(list_blocks(kid, element.role))
    words = "".join("".join(own).split())
    if element.role == "TOCI":
        words = re.sub(r"\d+$", "", words)
    if element.role not in GROUPS or words:
        yield ("P" if element.role in GROUPS else element.role, words)
    for block in blocks:
        yield from block


def list_words(pdf: bytes) -> list[str]:
    """Give the words of each block in reading order, without spaces, bullets and what a picture draws."""
    kept = (words.replace("•", "") for role, words in list_blocks(read_structure(pdf)) if role != "Figure")
    return [words for words in kept if words]


def words_of(pdf: bytes) -> str:
    """Give the words in reading order."""
    return "".join(list_words(pdf))


@cache
def councils() -> Matrix:
    library = load_library(ROOT / "policies")
    return compare_councils(
        library, [compile_document(find_edition(library, policy)) for policy in library.policies.values()]
    )


def blocks_of(pdf: bytes) -> list[tuple[str, str]]:
    return [(role, words) for role, words in list_blocks(read_structure(pdf)) if words or role in ("Table", "L", "TOC")]


# What a reader meets


@pytest.mark.parametrize("name", NAMES)
def test_a_redline_reads_alike(name: str) -> None:
    from policykit.compare.versions.redline import redline

    changes, old, new = compare(name)
    page = render_html(redline(old, new, changes), fonts="pdf")
    assert blocks_of(set_page(page)) == blocks_of(renderer().render(page, metadata=FACTS))


_OTHERWISE = ("inline_mix", "long_words", "definitions")
"""Pages that read alike but for what no page of ours has: emphasis in a heading, soft hyphens, two meanings."""


@pytest.mark.parametrize("name", [name for name in AWKWARD if name not in _OTHERWISE])
def test_an_awkward_page_reads_alike(name: str) -> None:
    assert blocks_of(set_page(read_page(name))) == blocks_of(rendered(name))


def test_a_policy_says_what_it_is_and_carries_its_source() -> None:
    pdf = set_page(read_page("congleton"))
    facts, of_other = read_facts(pdf), read_facts(rendered("congleton"))
    assert facts.policy == of_other.policy == FACTS.list_facts()
    assert (facts.title, facts.language, facts.standards) == (of_other.title, of_other.language, of_other.standards)
    assert facts.standards == ("PDF/A-3A", "PDF/UA-1")
    assert read_attachments(pdf) == {SOURCE.name: SOURCE.data}


def test_a_table_has_heads_of_rows_and_columns_and_a_link_says_its_words() -> None:
    lines = describe_structure(set_page(read_page("congleton"))).splitlines()
    heads = [line.strip() for line in lines if line.strip().startswith("TH ")]
    assert heads
    assert all("Row" in head or "Column" in head for head in heads)
    links = [line for line in lines if "Link [to mailto:" in line]
    assert links
    assert all("said as info@congleton-tc.gov.uk" in line for line in links)


def test_the_pages_of_the_contents_are_those_of_the_headings() -> None:
    from io import BytesIO

    import pypdf

    pdf = set_page(read_page("congleton"))
    reader = pypdf.PdfReader(BytesIO(pdf))
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    contents = [
        line for line in read_text(pdf).splitlines() if re.search(r"\d+$", line) and re.match(r"\d+\.? \D", line)
    ]
    assert len(contents) > 5
    for line in contents:
        words, _, page = line.rpartition(" ")
        assert words.rpartition(" ")[2] in texts[int(page) - 1]


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_verapdf_finds_no_failure(tool: Tool, tmp_path: Path, profile: str) -> None:
    verapdf = tool("verapdf")
    pages: list[tuple[str, str, Layout]] = [(name, read_page(name), "document") for name in ("congleton", *AWKWARD)]
    pages += [(f"report-{name[:4]}", render_report(*compare(name), fonts="pdf"), "report") for name in NAMES]
    pages.append(("matrix", render_matrix(councils(), fonts="pdf"), "matrix"))
    for name, page, layout in pages:
        (tmp_path / f"{name}.pdf").write_bytes(set_page(page, layout))
    files = [str(path) for path in sorted(tmp_path.glob("*.pdf"))]
    done = subprocess.run([verapdf, "-f", profile, "--format", "text", *files], capture_output=True, text=True)
    assert [line for line in done.stdout.splitlines() if not line.startswith("PASS")] == []
    assert done.stdout.count("PASS") == len(pages)


@pytest.mark.parametrize("name", NAMES)
def test_a_report_says_the_same_words(name: str) -> None:
    page = render_report(*compare(name), fonts="pdf")
    assert words_of(set_page(page, "report")) == words_of(renderer().render(page, metadata=FACTS))


def test_a_council_comparison_says_the_same_words() -> None:
    """Block by block, whatever the order: WeasyPrint reads two columns that a page break cuts the other way round."""
    page = render_matrix(councils(), fonts="pdf")
    ours, other = (list_words(pdf) for pdf in (set_page(page, "matrix"), renderer().render(page, metadata=FACTS)))
    assert sorted(ours) == sorted(other)


# No text becomes code

_PIECES = [
    '#read("/etc/passwd")',
    '#import "x.typ": *',
    '#include "a"',
    "#{panic()}",
    "$x^2$",
    "*b*",
    "_e_",
    "`raw`",
    "```typ #1```",
    "<label>",
    "@ref",
    "= Heading",
    "- item",
    "+ item",
    "/ term: x",
    "\\u{41}",
    "\\",
    '"',
    "//",
    "/*",
    "*/",
    "~",
    "--",
    "---",
    "...",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    ";",
    "#let x = 1",
    "#show: it => none",
    "#set page(width: 1pt)",
    "'",
    "#sys.inputs",
    "\u202eabc\u202c",
    "ﬁ",
    "—",
    "x" * 300,
    "http://a.example/#?&=%20",
    "\x1b",
    '#pdf.attach("/etc/hostname")',
    '#plugin("a")',
    '#eval("1")',
    'bytes(read("/etc/passwd"))',
    '#image("/etc/passwd")',
    "%",
    "\xa0",
    "&lt;b&gt;",
]


def test_hostile_texts_are_printed_as_written_or_refused() -> None:
    chance = random.Random(2026)  # noqa: S311 - a generator of examples
    printed = refused = 0
    codes: set[str] = set()
    for _ in range(500):
        text = "".join(chance.choice(_PIECES) for _ in range(chance.randint(1, 4)))
        page = read_page("no_sections").replace("Dogs are welcome on the green.", escape(f"Begin {text} end."))
        try:
            said = read_text(set_page(page))
        except PolicykitError as error:
            codes.add(error.diagnostics[0].code)
            refused += 1
            continue
        printed += 1
        expected = "".join(f"Begin {text} end.".split())
        assert expected in "".join(said.split()), text
    assert codes == {"pdf-glyph", "pdf-structure"}
    assert printed > 300
    assert refused > 20


def test_the_program_reads_no_file_but_its_faces(tmp_path: Path) -> None:
    code = (
        "import sys; seen=[]\n"
        "from tests.render.pdf_pages import read_page, FACTS\n"
        "from policykit.render.typst.press import TypstPress\n"
        "sys.stdout.buffer.write(TypstPress().render(read_page('welsh'), metadata=FACTS))\n"
    )
    trace = tmp_path / "trace"
    if shutil.which("strace") is None:
        pytest.skip("needs strace: apt-get install strace")
    command = ["strace", "-f", "-e", "trace=openat,open,connect", "-o", str(trace), sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, cwd=ROOT)
    assert done.stdout.startswith(b"%PDF")
    lines = trace.read_text(errors="replace").splitlines()
    start = max(index for index, line in enumerate(lines) if "fonts/" in line and ".ttf" in line)
    opened = [
        line for line in lines[start + 1 :] if "O_RDONLY" in line and "= -1" not in line and "site-packages" not in line
    ]
    assert [line for line in opened if ("/etc/" in line and "localtime" not in line) or ".typ" in line] == []
    assert not any("connect(" in line and "AF_INET" in line for line in lines)


# The same bytes, whoever asks


def test_the_same_page_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import sys, hashlib\n"
        "from tests.render.pdf_pages import read_page, FACTS, SOURCE\n"
        "from policykit.render.typst.press import TypstPress\n"
        "press = TypstPress()\n"
        "made = {press.render(read_page('congleton'), metadata=FACTS, attachments=(SOURCE,)) for _ in range(5)}\n"
        "print(len(made), hashlib.sha256(made.pop()).hexdigest())\n"
    )
    said = set()
    for seed, zone, locale in (("0", "UTC", "C"), ("1", "Asia/Tokyo", "C.UTF-8"), ("77", "America/Lima", "POSIX")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=env, check=True
        )
        said.add(done.stdout)
    assert len(said) == 1
    assert said.pop().startswith("1 ")


def test_two_threads_get_what_each_asked_for() -> None:
    pages = [read_page(name) for name in ("welsh", "definitions", "no_sections", "spans")] * 4
    alone = [set_page(page) for page in pages]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(set_page, pages)) == alone


def test_a_dated_text_bears_its_day_and_an_undated_one_none() -> None:
    dated = set_page(read_page("welsh"), facts=replace(FACTS, dated=date(2026, 3, 2)))
    assert b"/CreationDate(D:20260302000000Z)" in dated
    assert b"/CreationDate" not in set_page(read_page("welsh")).split(b"EmbeddedFile")[0][-400:]
    assert b"xmp:CreateDate" not in set_page(read_page("welsh"))


# What cannot be set is refused


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("<p>Closed 🔒</p>", "pdf-glyph", "U+1F512"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>1</td></tr></table>", "pdf-structure", "differ in length"),
        ('<table><tr><td colspan="999">1</td></tr></table>', "pdf-structure", "200 is the most"),
        ("<form><input></form>", "pdf-structure", "well-formed"),
        ("<marquee>x</marquee>", "pdf-structure", "marquee"),
        ("<p><video>x</video></p>", "pdf-structure", "video"),
        ("<ul><p>x</p></ul>", "pdf-structure", "beside its items"),
        ("<div>" * 100 + "x" + "</div>" * 100, "pdf-structure", "nested too deeply"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>', "pdf-structure", "picture"),
    ],
)
def test_what_cannot_be_set_is_refused(body: str, code: str, words: str) -> None:
    page = f'<html lang="en-GB"><head><title>A page</title></head><body>{body}</body></html>'
    with pytest.raises(PolicykitError) as caught:
        set_page(page)
    assert caught.value.diagnostics[0].code == code
    assert words in caught.value.diagnostics[0].message


@pytest.mark.parametrize(("page", "words"), [
    ('<html lang="en"><head></head><body></body></html>', "title"),
    ("<html><head><title>x</title></head><body></body></html>", "language"),
    ("plain", "well-formed"),
])  # fmt: skip
def test_a_page_needs_title_and_language(page: str, words: str) -> None:
    with pytest.raises(PolicykitError, match=words):
        set_page(page)


# Signed


def test_a_signed_file_is_intact_and_keeps_its_standards(tool: Tool, tmp_path: Path) -> None:
    pytest.importorskip("pyhanko", reason='needs pyHanko: pip install "council-policykit[sign]"')
    from tests.render.test_pdf_sign import MOMENT, SECRET, make_key

    from policykit.render.pdf.sign import sign_pdf, verify_signature

    unsigned = set_page(read_page("no_sections"))
    signed = sign_pdf(unsigned, make_key()[0], SECRET, signed_at=MOMENT)
    report = verify_signature(signed, roots=(make_key()[1],))
    assert report is not None
    assert (report.intact, report.covers_file, report.trusted) == (True, True, True)
    assert signed.startswith(unsigned)
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    for profile in ("ua1", "3a"):
        command = [tool("verapdf"), "-f", profile, "--format", "text", str(path)]
        assert subprocess.run(command, capture_output=True, text=True).stdout.startswith("PASS")
