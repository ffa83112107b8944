"""What stands around a text is in the text's language; what is in another one says so, in every format that can."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from policykit.document.compile import compile_document
from policykit.document.tree import Document
from policykit.edition.edition import find_edition
from policykit.render.docx.document import render_docx
from policykit.render.html.page import render_html
from policykit.render.markdown.document import render_markdown
from policykit.render.pdf.read import Element, read_structure
from policykit.render.printing.paper import render_pdf
from policykit.render.text import render_text
from policykit.source.library import load_library
from policykit.wording.phrases.english import ENGLISH

COUNCIL = {"format": 1, "id": "leek", "name": "Leek Town Council", "kind": "town", "jurisdiction": "wales"}
SECTIONS: list[dict[str, Any]] = [
    {
        "id": "a",
        "heading": "Rheolau",
        "clauses": [
            {"id": "a.one", "kind": "obligation", "text": "Rhaid cadw cofnodion, fel y dywed {ref: b}."},
            {"id": "a.two", "kind": "statement", "language": "fr", "text": "Un mot en français."},
            {"id": "a.list", "kind": "statement", "text": "Rhestr:", "clauses": [
                {"id": "a.list.x", "kind": "statement", "text": "un"},
                {"id": "a.list.y", "kind": "statement", "language": "en-GB", "text": "two"},
            ]},
        ],
    },
    {
        "id": "b", "heading": "Ffioedd", "appendix": True, "language": "en-GB",
        "clauses": [{"id": "b.a", "kind": "statement", "text": "Fees are listed here."}],
    },
]  # fmt: skip
EVENTS = [
    {"version": "1", "event": "drafted", "date": "2023-05-02"},
    {"version": "1", "event": "adopted", "date": "2023-06-12", "reference": "23/4", "body": "Cyngor"},
]


def make_document(
    root: Path, language: str, council: dict[str, Any] | None = None, *, adopted: bool = True
) -> Document:
    """Compile a policy in a language, of a council that writes English."""
    place = root / "leek" / "rheolau"
    place.mkdir(parents=True)
    version = {"format": 1, "title": "Polisi", "kind": "policy", "version": "1", "language": language}
    version |= {"numbering": {"sections": "decimal", "clauses": "legal", "lists": "alpha"}, "sections": SECTIONS}
    events = [{**event, "version": "1"} for event in (EVENTS if adopted else EVENTS[:1])]
    files = {
        root / "leek" / "council.yaml": COUNCIL | (council or {}),
        place / "v1.yaml": version,
        place / "register.yaml": {"format": 1, "events": events},
    }
    for path, data in files.items():
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    library = load_library(root)
    return compile_document(find_edition(library, library.policies["leek/rheolau"]))


def list_spoken(page: str) -> list[tuple[str, str]]:
    """Give each stretch of words of a page with the language that it is in."""
    root: Any = etree.HTML(page)
    found = []
    for text in root.xpath("//body//text()[normalize-space()]"):
        above = text.getparent() if not text.is_tail else text.getparent().getparent()
        language = next(each.get("lang") for each in (above, *above.iterancestors()) if each.get("lang"))
        found.append((" ".join(text.split()), language))
    return found


def test_a_welsh_text_has_nothing_in_english_but_what_says_so(tmp_path: Path) -> None:
    spoken = list_spoken(render_html(make_document(tmp_path, "cy")))
    english = {phrase for phrase in ENGLISH.values() if len(phrase) > 2 and "{" not in phrase}
    assert not english & {words for words, language in spoken if language == "cy"}
    assert {words for words, language in spoken if language == "en-GB"} == {
        *("Leek Town Council", "Ffioedd", "two", "Fees are listed here.", "A.1", "(b)"),
    }
    assert ("Un mot en français.", "fr") in spoken
    assert {("Fersiwn", "cy"), ("12 Mehefin 2023", "cy"), ("Cynnwys", "cy"), ("Atodiad A", "cy")} <= set(spoken)


@pytest.mark.parametrize("adopted", [True, False])
def test_a_language_without_phrases_has_them_in_english_and_marked(tmp_path: Path, adopted: bool) -> None:
    spoken = list_spoken(render_html(make_document(tmp_path, "gd", adopted=adopted)))
    english = {phrase for phrase in ENGLISH.values() if len(phrase) > 2 and "{" not in phrase}
    assert {language for words, language in spoken if words in english} == {"en"}
    assert ("Rheolau", "gd") in spoken


def test_a_council_has_its_own_words_in_another_language(tmp_path: Path) -> None:
    words = {"name": "Cyngor Tref Leek", "strapline": "Dros y dref"}
    page = render_html(make_document(tmp_path, "cy", {"strapline": "For the town", "in_languages": {"cy": words}}))
    assert "Cyngor Tref Leek" in page
    assert "Leek Town Council" not in page
    assert "For the town" not in page


def test_labels_of_its_own_are_in_the_councils_language(tmp_path: Path) -> None:
    block = {"rows": [{"label": "Approved on", "text": "{approval.date}"}]}
    spoken = list_spoken(render_html(make_document(tmp_path, "cy", {"house_style": {"version_block": block}})))
    assert ("Approved on", "en-GB") in spoken
    assert ("12 June 2023", "en-GB") in spoken


def test_text_and_markdown_are_in_welsh(tmp_path: Path) -> None:
    document = make_document(tmp_path, "cy", adopted=False)
    for text in (render_text(document), render_markdown(document)):
        assert "DRAFFT: heb ei fabwysiadu" in text
        assert "Hanes y fersiynau" in text
        assert "Atodiad A" in text
        assert not re.search(r"\b(?:Version|Adopted|Contents|Appendix|not yet known)\b", text)


def test_word_marks_each_language(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(make_document(tmp_path, "cy")))) as package:
        body = package.read("word/document.xml").decode()
        footer = package.read("word/footer1.xml").decode()
    runs = re.findall(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?<w:t[^>]*>(.*?)</w:t>", body)
    marked = {words: (re.search(r'w:lang w:val="([^"]*)"', dress) or ["", ""])[1] for dress, words in runs}
    assert marked["Un mot en français."] == "fr"
    assert marked["Fees are listed here."] == "en-GB"
    assert marked["Leek Town Council"] == "en-GB"
    assert marked["Fersiwn"] == ""
    assert "Tudalen" in footer
    assert ", version" not in footer


def _walk(element: Element) -> list[Element]:
    below = [each for kid in element.kids if isinstance(kid, Element) for each in _walk(kid)]
    return [element, *below]


def _words(element: Element) -> str:
    return " ".join(kid.strip() if isinstance(kid, str) else _words(kid) for kid in element.kids)


@pytest.mark.parametrize("press", ["typst", "weasyprint"])
def test_a_pdf_tags_each_language(tmp_path: Path, press: Any) -> None:
    pytest.importorskip("weasyprint" if press == "weasyprint" else "typst")
    pdf = render_pdf(make_document(tmp_path, "cy"), press=press)
    tagged = [(fact, _words(each)) for each in _walk(read_structure(pdf)) for fact in each.facts if "lang" in fact]
    for language, words in (("fr", "français"), ("en-GB", "two"), ("en-GB", "Fees are"), ("en-GB", "Leek Town")):
        assert any(fact == f"lang {language}" and words in said for fact, said in tagged), (language, words)
