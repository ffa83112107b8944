"""What real policies have beside plain clauses, in each medium, and as validators, a browser and Office read it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Literal

import jsonschema
import pytest
from tests.conftest import Golden, Tool
from tests.render.docx_office import Office
from tests.render.docx_reader import Docx, describe_docx
from tests.render.furnished import NAMES, compile_furnished, print_furnished
from tests.render.pdf_outline import describe_structure
from tests.render.pdf_pages import open_pdf
from tests.render.test_presses import list_blocks

from policykit.document.tree import Block
from policykit.model.text import plain_text
from policykit.render.docx.document import render_docx
from policykit.render.html.page import render_html
from policykit.render.json.document import document_schema, render_json
from policykit.render.markdown.document import render_markdown
from policykit.render.pdf.read import read_structure
from policykit.render.text import render_text

Press = Literal["weasyprint", "typst"]
PRESSES: tuple[Press, ...] = ("weasyprint", "typst")


@pytest.mark.parametrize("name", NAMES)
def test_every_medium_shows_it(name: str, golden: Golden) -> None:
    document = compile_furnished(name)
    page = render_html(document, fonts="none")
    golden(Path("furnished") / f"{name}.html", page[page.index("<main") : page.index("</body>")])
    golden(Path("furnished") / f"{name}.txt", render_text(document))
    golden(Path("furnished") / f"{name}.md", render_markdown(document))
    golden(Path("furnished") / f"{name}.docx.txt", describe_docx(render_docx(document)))
    golden(Path("furnished") / f"{name}.tags.txt", describe_structure(print_furnished(name, "weasyprint")))


@pytest.mark.parametrize("name", NAMES)
def test_its_json_is_what_the_schema_says(name: str) -> None:
    jsonschema.validate(json.loads(render_json(compile_furnished(name))), document_schema())


@pytest.mark.parametrize("name", NAMES)
def test_both_presses_say_the_same(name: str) -> None:
    first, second = (list(list_blocks(read_structure(print_furnished(name, press)))) for press in PRESSES)
    assert first == second


@pytest.mark.engine
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_verapdf_finds_no_failure(tool: Tool, tmp_path: Path, profile: str) -> None:
    for name in NAMES:
        for press in PRESSES:
            (tmp_path / f"{name}-{press}.pdf").write_bytes(print_furnished(name, press))
    files = [str(path) for path in sorted(tmp_path.glob("*.pdf"))]
    done = subprocess.run(
        [tool("verapdf"), "-f", profile, "--format", "text", *files], capture_output=True, text=True, timeout=300
    )
    assert [line for line in done.stdout.splitlines() if not line.startswith("PASS")] == []
    assert done.stdout.count("PASS") == len(files)


@pytest.mark.engine
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(tool: Tool, tmp_path: Path, name: str) -> None:
    page = render_html(compile_furnished(name))
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    command = [tool("axe-check"), str(tmp_path / "page.html"), "320x700"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stdout + run.stderr


@pytest.mark.slow
@pytest.mark.engine
def test_libreoffice_reads_every_word(tool: Tool, tmp_path: Path) -> None:
    documents = [compile_furnished(name) for name in NAMES]
    texts = Office(tool("soffice"), tmp_path).read([(render_docx(document), "") for document in documents])
    for document, text in zip(documents, texts, strict=True):
        read = " ".join(text.split())
        for clause in (each for each in document.walk_clauses() if not each.footnote):  # its text has no notes
            parts = re.split(r"[*☐☒\n]|_{3,}", plain_text(clause.words))
            assert [part for part in parts if " ".join(part.split()) not in read] == [], clause.id


# How drafts lie on pages


@pytest.mark.parametrize("press", PRESSES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_a_draft_says_so_once_beside_its_watermark(name: str, press: Press) -> None:
    for page in open_pdf(print_furnished(name, press)).pages:
        assert page.extract_text().count("DRAFT") == 1


@pytest.mark.parametrize("press", PRESSES)
def test_a_short_policy_begins_on_its_first_page(press: Press) -> None:
    assert "told the Clerk." in open_pdf(print_furnished("forms", press)).pages[0].extract_text()


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_does_not_say_again_and_again_what_nobody_knows_yet(name: str) -> None:
    document = compile_furnished(name)
    assert not any(isinstance(part, Block) and part.role == "history" for part in document.cover)
    for text in (
        render_html(document),
        render_text(document),
        render_markdown(document),
        describe_docx(render_docx(document)),
    ):
        assert "not yet known" not in text
    assert '"not_yet_known"' in render_json(document)


def test_word_keeps_what_leads_with_what_it_leads_to_and_fills_in_the_pages() -> None:
    word = Docx(render_docx(compile_furnished("tables")))
    body = word.archive.read("word/document.xml").decode()
    assert body.count('w:fldCharType="begin" w:dirty="true"') == 1
    styles = word.archive.read("word/styles.xml").decode()
    for name in ("Heading1", "Heading2", "Caption", "DefinitionTerm", "TOCHeading", "Title"):
        (style,) = re.findall(rf'<w:style [^>]*w:styleId="{name}">.*?</w:style>', styles)
        assert "<w:keepNext/>" in style
    for row in re.findall(r"<w:tr>.*?</w:tr>", body):
        heads = "<w:tblHeader/>" in row or 'w:gridSpan w:val="3"' in row
        assert heads == all("<w:keepNext/>" in paragraph for paragraph in re.findall(r"<w:p>.*?</w:p>", row))
