"""What a comparison of meaning says is said in sentences, each once, and in no word of the files."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import date
from itertools import groupby
from pathlib import Path

import pypdf
import pytest
from tests.conftest import ROOT

from policykit.cli import main
from policykit.pipeline.meaning import compare_meaning
from policykit.pipeline.open import load_library
from policykit.render.report.meaning import render_meaning_text


def test_the_real_policies_are_compared_in_plain_sentences() -> None:
    library = load_library(ROOT / "policies", date(2026, 11, 20))
    text = render_meaning_text(compare_meaning(library, "congleton/social-media", "crewe/social-media"))
    assert library.facts is not None
    names = {name for record in library.facts.value.records.values() for name in record.facts if "_" in name}
    assert not re.search(r"_|\b(?:true|false|none|null)\b", text)
    assert not [name for name in names if name in text]
    lines = text.split("\n")
    for heading, run in groupby(lines, key=lambda line: line.startswith("    ")):
        items = re.split(r"^    - ", "\n".join(run), flags=re.MULTILINE)[1:] if heading else []
        assert len(items) == len(set(items))


@pytest.mark.parametrize("form", ["html", "md", "docx", "pdf"])
def test_the_paper_says_every_sentence_of_the_text(
    form: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    call = ["compare", "congleton", "crewe", "--meaning", "--library", str(ROOT / "policies")]
    assert main([*call, "--format", form, "--out", str(tmp_path / f"m.{form}")]) == 0
    assert main(call) == 0
    words = read_letters(form, (tmp_path / f"m.{form}").read_bytes())
    sentences = re.findall(r"A councillor who[^:]*: [^(]*", capfd.readouterr().out)
    assert len(sentences) > 20
    missing = [each for each in sentences if "".join(re.findall(r"[a-z]", each.lower())) not in words]
    assert len(missing) <= (5 if form == "pdf" else 0)  # a page of a PDF may end within a sentence


def read_letters(form: str, data: bytes) -> str:
    """Give the letters of a file, without what is between them."""
    if form == "pdf":
        words = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    elif form == "docx":
        words = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    else:
        words = data.decode()
    return "".join(re.findall(r"[a-z]", html.unescape(re.sub(r"<[^>]*>", "", words)).lower()))
