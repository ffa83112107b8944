"""One policy in Welsh and in English, with a picture, a form, a footnote: in every format, as validators read it."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from tests.conftest import ROOT, Tool
from tests.render.docx_office import Office
from tests.render.pdf_pages import FACTS

from policykit.document.compile import compile_document
from policykit.document.parallel import join_documents
from policykit.document.tree import Document
from policykit.edition.edition import find_edition
from policykit.model.settings import PressName
from policykit.render.docx.document import render_docx
from policykit.render.html.page import render_html
from policykit.render.pdf.read import read_text
from policykit.render.printing.press import find_press
from policykit.source.library import load_library

PRESSES: tuple[PressName, ...] = ("weasyprint", "typst")
NAMES = ("allotments", "rhandiroedd", "beside")


@cache
def compile_all() -> dict[str, Document]:
    library = load_library(ROOT / "examples" / "llanfair" / "policies")
    made = {
        name: compile_document(find_edition(library, library.policies[f"llanfair/{name}"], "1"))
        for name in ("allotments", "rhandiroedd")
    }
    return {**made, "beside": join_documents(made["rhandiroedd"], made["allotments"])}


@cache
def print_pdf(name: str, press: PressName) -> bytes:
    return find_press(press).render(render_html(compile_all()[name], fonts="pdf"), metadata=FACTS)


@pytest.mark.engine
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_verapdf_finds_no_failure(tool: Tool, tmp_path: Path, profile: str) -> None:
    for name in NAMES:
        for press in PRESSES:
            (tmp_path / f"{name}-{press}.pdf").write_bytes(print_pdf(name, press))
    files = [str(path) for path in sorted(tmp_path.glob("*.pdf"))]
    command = [tool("verapdf"), "-f", profile, "--format", "text", *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert [line for line in done.stdout.splitlines() if not line.startswith("PASS")] == []
    assert done.stdout.count("PASS") == len(files)


@pytest.mark.engine
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(tool: Tool, tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text(render_html(compile_all()[name]), encoding="utf-8")
    command = [tool("axe-check"), str(tmp_path / "page.html"), "320x700"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stdout + run.stderr


@pytest.mark.slow
@pytest.mark.engine
def test_word_counts_as_the_pdf_does(tool: Tool, tmp_path: Path) -> None:
    documents = [compile_all()[name] for name in ("allotments", "rhandiroedd")]
    texts = Office(tool("soffice"), tmp_path).read([(render_docx(document), "") for document in documents])
    for document, text, name in zip(documents, texts, ("allotments", "rhandiroedd"), strict=True):
        pages = [read_text(print_pdf(name, press)) for press in PRESSES]
        for clause in document.walk_clauses():
            number = clause.number
            if number and not clause.footnote:
                first = next(iter(re.findall(r"\w+", getattr(clause.words[0], "text", "")))) if clause.words else ""
                shape = rf"{re.escape(number)}\s+{re.escape(first)}"
                assert re.search(shape, text), f"{clause.id} in Word"
                assert all(re.search(shape, page) for page in pages), f"{clause.id} in the PDF"


def test_each_says_what_the_other_says() -> None:
    english, welsh = (compile_all()[name] for name in ("allotments", "rhandiroedd"))
    for document in (english, welsh):
        shown = [picture for clause in document.walk_clauses() for picture in clause.pictures]
        assert [(picture.file, bool(picture.alt)) for picture in shown] == [("plan.png", True)]
    assert [clause.id for clause in english.walk_clauses()] == [clause.id for clause in welsh.walk_clauses()]
    assert "Hysbysiadau · Notices, s.1" in render_html(english)
