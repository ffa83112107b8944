"""A council's own line at the foot of every page, and at the end where a medium has no pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compare_documents.cases import LIBRARY, compile_case
from tests.render.docx_reader import Docx, read_text
from tests.render.furnished import FOLDER, read_version
from tests.render.pdf_pages import FACTS, open_pdf

from policykit.document.compile import compile_document
from policykit.document.tree import Document
from policykit.render.docx.document import render_docx
from policykit.render.html.page import render_html
from policykit.render.json.document import render_json
from policykit.render.markdown.document import render_markdown
from policykit.render.pdf.read import read_text as read_pdf
from policykit.render.printing.press import find_press
from policykit.render.text import render_text

WORDS = "Uncontrolled when printed. Version 1 is on the website of Leek Town Council"


def compile_footed(text: str) -> Document:
    """Compile the policy on tables for a council with its own footer."""
    version = read_version((FOLDER / "tables.yaml").read_text(encoding="utf-8"))
    edition = compile_case(version, version).after
    style = edition.council.house_style.model_copy(update={"page_footer": text})
    return compile_document(replace(edition, council=edition.council.model_copy(update={"house_style": style})))


FOOTED = compile_footed("Uncontrolled when printed. Version {version} is on the website of {council.name}")


@pytest.mark.parametrize("press", ["weasyprint", "typst"])
def test_every_page_bears_the_line_and_a_screen_reader_meets_it_once(press: str) -> None:
    page = render_html(FOOTED, fonts="pdf")
    pdf = find_press(press).render(page, metadata=FACTS)  # type: ignore[arg-type]
    pages = open_pdf(pdf).pages
    assert len(pages) > 1
    assert all(WORDS in " ".join(each.extract_text().split()) for each in pages)
    assert read_pdf(pdf).count(WORDS) == 1


def test_every_medium_has_the_line() -> None:
    page = render_html(FOOTED)
    assert f'<p class="footer">{WORDS}</p>' in page
    assert WORDS in page[page.index("@bottom-left") :][:300]
    assert render_text(FOOTED).endswith(f"{WORDS}\n")
    assert WORDS in render_markdown(FOOTED)
    assert f'"page_footer": "{WORDS}"' in render_json(FOOTED)
    word = Docx(render_docx(FOOTED))
    assert WORDS in read_text(word.parts["word/footer1.xml"])


def test_a_council_without_one_has_none() -> None:
    assert LIBRARY.councils["leek"].value.house_style.page_footer is None  # type: ignore[index]
    plain = compile_footed("")
    assert "data-foot" not in render_html(plain)
    assert "footer" not in [part.role for part in plain.end]
