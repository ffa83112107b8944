"""The published pages hold every word of the seeds, in order; what they hold besides is named here, word for word."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tests.conftest import Tool

from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.model.library import Library
from policykit.render.html.page import render_html
from policykit.render.markdown.document import render_markdown
from policykit.render.pdf.read import read_text
from policykit.render.printing.paper import render_pdf

from .words import SEEDS, WordReport, compare_words, seed_words

BLANKS = {
    "congleton": "— (not applicable) " + "— " * 3 + "— (left blank in the source) " * 2,
    "crewe": "",
}
"""Each blank of the version block and of the version control says why it is blank."""

MARK = {"congleton": "DRAFT: not adopted ", "crewe": ""}
"""A text that is not adopted says so."""

BULLETS = {"congleton": 50, "crewe": 8}
CONTENTS = {"congleton": 11, "crewe": 0}


@pytest.mark.parametrize("council", BLANKS)
def test_the_page_of_html_holds_the_seed(library: Library, council: str) -> None:
    page: Any = html.fromstring(_html(library, council))
    report = _compare(council, " ".join(page.xpath("//body//text()")))
    assert report.missing == (), str(report)
    assert " ".join(report.surplus) == f"Skip to the text {MARK[council]}{BLANKS[council]}".strip()


@pytest.mark.parametrize("council", BLANKS)
def test_what_a_screen_reader_reads_in_the_pdf_holds_the_seed(library: Library, council: str) -> None:
    report = _compare(council, read_text(_pdf(library, council)))
    assert report.missing == (), str(report)
    surplus = Counter(report.surplus)
    page_numbers = sum(count for word, count in surplus.items() if word.isdigit())
    assert surplus.pop("•", 0) == BULLETS[council]
    assert page_numbers == CONTENTS[council]
    words = " ".join(word for word in report.surplus if word != "•" and not word.isdigit())
    assert words == f"{MARK[council]}{BLANKS[council]}".strip()


@pytest.mark.parametrize("council", BLANKS)
def test_what_is_printed_on_paper_holds_the_seed(library: Library, council: str, tmp_path: Path, tool: Tool) -> None:
    (tmp_path / "v1.pdf").write_bytes(_pdf(library, council))
    command = [tool("pdftotext"), "-layout", str(tmp_path / "v1.pdf"), "-"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    # A line may end after a hyphen or a stroke inside a word.
    report = _compare(council, re.sub(r"(?<=[A-Za-z][-/])\n+\s*(?=[a-z])", "", printed))
    assert report.missing == (), str(report)


@pytest.mark.parametrize("council", BLANKS)
def test_the_markdown_holds_the_seed(library: Library, council: str) -> None:
    from markdown_it import MarkdownIt

    document = compile_document(find_edition(library, library.policies[f"{council}/social-media"], "1"))
    page = MarkdownIt("commonmark").enable("table").render(render_markdown(document))
    report = _compare(council, str(html.fromstring(page).xpath("string()")))
    items = [word.text for word in report.missing]  # CommonMark counts them itself
    assert items == [f"{number}." for number in range(1, len(items) + 1)], str(report)
    assert len(items) == {"congleton": 0, "crewe": 8}[council]


def _html(library: Library, council: str) -> str:
    return render_html(compile_document(find_edition(library, library.policies[f"{council}/social-media"], "1")))


def _pdf(library: Library, council: str) -> bytes:
    return render_pdf(compile_document(find_edition(library, library.policies[f"{council}/social-media"], "1")))


def _compare(council: str, text: str) -> WordReport:
    return compare_words(seed_words(SEEDS / f"{council}.txt"), text.split())
