"""The Word documents of the real policies hold every word of their seeds, in order, to two readers that know nothing of
ours: python-docx for the words, LibreOffice for the words with the numbers that it counts itself."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from tests.conftest import Tool
from tests.policies.words import SEEDS, compare_words, seed_words
from tests.render.docx_office import Office
from tests.render.docx_reader import Docx

from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.model.library import Library
from policykit.render.docx.document import render_docx
from policykit.source.library import load_library

POLICIES = Path(__file__).parents[2] / "policies"
COUNCILS = ("congleton", "crewe")

SURPLUS = {
    "congleton": "DRAFT: not adopted — (not applicable) " + "— " * 3 + "— (left blank in the source) " * 2,
    "crewe": "",
}
"""What the document says besides: that it is a draft, and why each blank is blank."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(POLICIES)


def render(library: Library, council: str) -> bytes:
    return render_docx(compile_document(find_edition(library, library.policies[f"{council}/social-media"], "1")))


@pytest.mark.parametrize("council", COUNCILS)
def test_counted_as_word_counts_it_holds_the_seed(library: Library, council: str) -> None:
    text = re.sub("^[•–] ", "", Docx(render(library, council)).text(), flags=re.MULTILINE)
    report = compare_words(seed_words(SEEDS / f"{council}.txt"), text.split())
    assert report.missing == (), str(report)
    assert " ".join(report.surplus) == SURPLUS[council].strip()


@pytest.mark.slow
@pytest.mark.engine
def test_read_by_libreoffice_it_holds_the_seed(library: Library, tool: Tool, tmp_path: Path) -> None:
    texts = Office(tool("soffice"), tmp_path).read([(render(library, council), "") for council in COUNCILS])
    for council, text in zip(COUNCILS, texts, strict=True):
        plain = re.sub("^ *• ", "", text, flags=re.MULTILINE)
        report = compare_words(seed_words(SEEDS / f"{council}.txt"), plain.split())
        assert report.missing == (), str(report)
        assert " ".join(report.surplus) == SURPLUS[council].strip()


@pytest.mark.parametrize("council", COUNCILS)
def test_read_by_python_docx_it_holds_the_seed_but_for_numbers_and_contents(library: Library, council: str) -> None:
    docx = pytest.importorskip("docx")
    data = render(library, council)
    found = []
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        paragraphs = [block] if hasattr(block, "runs") else [p for c in block._cells for p in c.paragraphs]
        found += [word for paragraph in paragraphs for word in paragraph.text.split()]
    missing = Counter(word.text for word in compare_words(seed_words(SEEDS / f"{council}.txt"), found).missing)
    # It counts no lists, and passes over the contents, which stand in a frame of their own.
    lines = Docx(data).lines()
    unread = Counter(line.number for line in lines if line.number not in ("", "•"))
    unread += Counter(word for line in lines if line.style.startswith("TOC") for word in line.text.split())
    assert missing == unread
