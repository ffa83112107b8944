"""The file as a file: what standards ask, the same bytes everywhere, nothing fetched, and plain words of refusal."""

from __future__ import annotations

import builtins
import hashlib
import os
import random
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import page as page_validation
import pypdf
import pytest
from tests.conftest import Tool
from tests.render.pdf_outline import describe_structure
from tests.render.pdf_pages import AWKWARD, FACTS, SOURCE, open_pdf, read_page, render_body, rendered, renderer

from policykit.errors import PolicykitError
from policykit.render.pdf import engine
from policykit.render.pdf.read import read_attachments, read_facts, read_text
from policykit.render.pdf.renderer import FontSet, PdfAttachment, PdfMetadata, PdfRenderer, html_to_pdf

PAGES = ("congleton", *AWKWARD)
ROOT = Path(__file__).resolve().parents[2]
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SVG = "http://www.w3.org/2000/svg"


# -- standards ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_no_rule_of_pdf_ua_is_broken(name: str) -> None:
    report = page_validation.validate_pdf_bytes(rendered(name), profile=page_validation.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, report.failures[:3]


@pytest.mark.engine
@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_verapdf_finds_no_failure(flavour: str, tool: Tool, tmp_path: Path) -> None:
    for name in (*PAGES, "long"):
        (tmp_path / f"{name}.pdf").write_bytes(rendered(name))
    command = [tool("verapdf"), "-f", flavour, "--format", "text", *map(str, sorted(tmp_path.glob("*.pdf")))]
    verdicts = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    assert [verdict.split()[0] for verdict in verdicts] == ["PASS"] * (len(PAGES) + 1), verdicts


@pytest.mark.slow
def test_a_hundred_pages() -> None:
    pdf = rendered("long")
    lines = read_text(pdf).splitlines()
    assert len(open_pdf(pdf).pages) >= 100
    assert lines.count("160 Matter 160") == 1
    assert describe_structure(pdf).count("\n    L [Disc]") == 160


# -- what the file says of itself --------------------------------------------------------------------------------------


def test_facts_and_source_are_read_back() -> None:
    facts = read_facts(rendered("congleton"))
    assert facts.title == "Social Media Policy – Congleton Town Council"
    assert (facts.language, facts.pages) == ("en-GB", 8)
    assert facts.standards == ("PDF/A-3A", "PDF/UA-1")
    assert facts.policy == {
        "policyId": "congleton/social-media",
        "version": "1",
        "status": "draft",
        "sourceSha256": "5e" * 32,
        "textSha256": "7f" * 32,
    }
    assert read_attachments(rendered("congleton")) == {SOURCE.name: SOURCE.data}


def test_the_source_is_an_associated_file_once() -> None:
    root = open_pdf(rendered("congleton")).trailer["/Root"]
    (specification,) = root["/AF"]
    specification = specification.get_object()
    stream = specification["/EF"]["/F"]
    assert specification["/AFRelationship"] == "/Source"
    assert stream["/Subtype"] == "/application/yaml"
    assert stream["/Params"]["/ModDate"] == "D:19800101000000Z"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - a PDF boolean, not Python's


def test_facts_with_marks_of_xml_come_back_as_they_went() -> None:
    odd = PdfMetadata(policy_id="a/b", version="1 <\"&'> ½", author="A & B <c>", subject="]]>", keywords=("x&y", "z"))
    pdf = renderer().render(read_page("no_sections"), metadata=odd)
    assert read_facts(pdf).policy == {"policyId": "a/b", "version": "1 <\"&'> ½"}


def test_a_dated_text_has_its_own_date_and_never_the_clocks() -> None:
    from datetime import date

    dated = renderer().render(read_page("no_sections"), metadata=PdfMetadata(dated=date(2024, 3, 3)))
    assert open_pdf(dated).metadata["/CreationDate"] == "D:20240303000000Z"
    assert "/CreationDate" not in open_pdf(rendered("no_sections")).metadata


# -- header, footer, draft ---------------------------------------------------------------------------------------------


def test_each_page_of_a_draft_says_so() -> None:
    pages = [page.extract_text() for page in open_pdf(rendered("congleton")).pages]
    for number, text in enumerate(pages, start=1):
        assert text.count("DRAFT: not adopted") == 1, "on top"
        assert f"page {number} of {len(pages)}" in text
        assert number == 1 or ("Congleton Town Council" in text and "Social Media Policy" in text), "running header"
    assert "DRAFT" not in read_text(rendered("congleton"))


def test_an_adopted_version_bears_its_adoption_and_no_mark() -> None:
    (page,) = open_pdf(rendered("no_sections")).pages
    assert "Version 2 · Adopted 3rd March 2024" in " ".join(page.extract_text().split())
    assert "DRAFT" not in page.extract_text()


def test_a_welsh_page_counts_in_welsh() -> None:
    (page,) = open_pdf(rendered("welsh")).pages
    assert "tudalen 1 o 1" in page.extract_text()


# -- the same bytes ----------------------------------------------------------------------------------------------------

RENDER = """
import hashlib, sys
from tests.render.pdf_pages import FACTS, SOURCE, read_page, renderer
for _ in range(2):
    print(hashlib.sha256(renderer().render(read_page("welsh"), metadata=FACTS, attachments=(SOURCE,))).hexdigest())
    print(hashlib.sha256(renderer().render(read_page("congleton"), metadata=FACTS, attachments=(SOURCE,))).hexdigest())
"""


def test_same_bytes_whatever_the_machine(tmp_path: Path) -> None:
    """Other hash seeds, time zones, locales, no fonts of the system, a second time, after another document."""
    (tmp_path / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig/>'
    )
    settings = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"},
        {"PYTHONHASHSEED": "12345", "TZ": "America/New_York", "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
    ]
    here = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    runs = [
        subprocess.run(
            [sys.executable, "-c", RENDER], env=here | setting, cwd=ROOT, capture_output=True, text=True, check=True
        )
        for setting in settings
    ]
    digests = {line for run in runs for line in run.stdout.splitlines()}
    assert digests == {hashlib.sha256(rendered(name)).hexdigest() for name in ("welsh", "congleton")}


# -- nothing fetched ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="picture.png">',
        '<img alt="x" src="//example.org/x.png">',
        '<img alt="x" src="policykit-font:../secret">',
        '<p style="background:url(http://127.0.0.1:9/x.png)">x</p>',
        '<style>@import url("file:///etc/passwd");</style>',
        "<style>@font-face{font-family:x;src:url(file:///etc/passwd)}</style>",
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<object data="http://127.0.0.1:9/x.svg"></object>',
        f'<svg xmlns="{SVG}" width="9" height="9"><title>x</title><image href="file:///etc/passwd" width="9"/></svg>',
    ],
)
def test_a_page_that_reaches_outside_itself_is_refused(body: str) -> None:
    with pytest.raises(PolicykitError, match=r"pdf-fetch.*nothing outside the page is fetched"):
        render_body(f"<h1>A</h1>{body}")


def test_a_link_to_a_file_attaches_nothing() -> None:
    with pytest.raises(PolicykitError, match="leads to `file:///etc/passwd`"):
        render_body('<h1>A</h1><p><a rel="attachment" href="file:///etc/passwd">x</a></p>')


# -- refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<h1>A</h1><h3>B</h3><p>x</p>", "the heading `B` is of level 3, after level 1"),
        ("<h2>B</h2><p>x</p>", "the heading `B` is of level 2, after no heading above it"),
        ('<h1>A</h1><p><a href="#gone">there</a></p>', "the link `there` leads to `#gone`, which is nowhere"),
        ('<h1>A</h1><p><img src="data:image/png;base64,' + DOT + '"></p>', "no text alternative"),
        ("<h1>A</h1><table><tr><td>1<tr><td>1<td>2</table>", "rows of table 1, `1 1 2`, have 1 to 2 cells"),
        ('<h1>A</h1><table><tr><td colspan="99999999">1</table>', "a cell has `colspan=99999999`, and 200 is the most"),
        ('<h1>A</h1><p style="opacity:.5">faint</p>', "`faint` is semi-transparent"),
        ('<h1>A</h1><p><img alt="x" src="data:image/png;base64,iVBORw0KGgo="></p>', "is damaged and cannot be drawn"),
        ("", "the page is empty"),
        ("<h1>A</h1>" + "<div>" * 600 + "x" + "</div>" * 600, "are nested too deeply"),
    ],
)  # fmt: skip
def test_a_page_that_no_reader_could_read_is_refused(body: str, message: str) -> None:
    with pytest.raises(PolicykitError, match=f"pdf-structure.*{message}"):
        render_body(body)


def test_a_page_without_title_or_language_is_refused() -> None:
    with pytest.raises(PolicykitError, match="no `<title>`"):
        render_body("<h1>A</h1>", head="")
    with pytest.raises(PolicykitError, match="does not say its language"):
        render_body("<h1>A</h1>", html="")


def test_a_character_in_no_font_is_named() -> None:
    with pytest.raises(PolicykitError, match=r"pdf-glyph.*the fonts have no `漢` \(U\+6F22\), `🔒` \(U\+1F512\)"):
        render_body("<h1>A</h1><p>🔒 and 漢</p>")


def test_a_font_of_the_system_does_not_slip_in() -> None:
    with pytest.raises(PolicykitError, match="pdf-glyph"):
        render_body('<h1>A</h1><p style="font-family: monospace">x</p>')


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ModuleNotFoundError("weasyprint"), "weasyprint is not installed"),
        (OSError("cannot load library 'libpango-1.0-0'"), "the system libraries that lay out PDF pages"),
    ],
)
def test_a_machine_without_the_engine_is_told_what_to_do(
    error: Exception, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_import(name: str, *rest: Any) -> object:
        if name.startswith("weasyprint"):
            raise error
        return importing(name, *rest)

    importing = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", refuse_import)
    engine._load_engine.cache_clear()
    with pytest.raises(PolicykitError, match=message) as raised:
        PdfRenderer(FontSet(()))
    engine._load_engine.cache_clear()
    assert "install" in (raised.value.diagnostics[0].hint or "")


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("linux", "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("linux", "sudo dnf install pango harfbuzz"),
        ("darwin", "brew install pango"),
        ("win32", "pacman -S mingw-w64-ucrt-x86_64-pango"),
        ("freebsd14", "brew install pango"),
    ],
)
def test_each_platform_has_its_command(platform: str, command: str) -> None:
    assert command in engine.install_command(platform)


# -- reading -----------------------------------------------------------------------------------------------------------


def test_what_is_no_pdf_is_refused() -> None:
    for data in (
        b"",
        b"PK\x03\x04",
        b"%PDF-1.7\n",
        b"%PDF-1.7\nxref\n0 0\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF",
    ):
        with pytest.raises(PolicykitError, match="pdf-read"):
            read_facts(data)


def test_a_damaged_pdf_never_ends_in_a_traceback() -> None:
    whole, chance = rendered("no_sections"), random.Random(7)  # noqa: S311 - a seed, not a secret
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(9, len(damaged))] = chance.randrange(256)
        if chance.random() < 0.3:
            del damaged[chance.randrange(9, len(damaged)) :]
        for read in (read_facts, read_attachments, read_text):
            with suppress(PolicykitError):  # any other exception fails the test
                read(bytes(damaged))


def test_a_pdf_without_tags_has_no_words_and_no_facts() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    out = BytesIO()
    writer.write(out)
    assert read_text(out.getvalue()) == ""
    assert read_facts(out.getvalue()).standards == ()


def test_one_call_gives_what_the_renderer_gives() -> None:
    assert html_to_pdf(read_page("welsh"), metadata=FACTS, attachments=(SOURCE,)) == rendered("welsh")


def test_two_attachments_are_listed_by_name() -> None:
    files = (PdfAttachment("b.json", b"{}", "application/json", relationship="Data"), PdfAttachment("a.yaml", b"x"))
    pdf = renderer().render(read_page("no_sections"), metadata=FACTS, attachments=files)
    assert list(read_attachments(pdf).items()) == [("a.yaml", b"x"), ("b.json", b"{}")]
