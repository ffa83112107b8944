"""Parts, articles, schedules, numbers put between others, words after a list: printed alike in every medium."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.compare_documents.cases import compile_case
from tests.conftest import Tool
from tests.render.docx_office import Office
from tests.render.docx_reader import Docx

from policykit.document.tree import ClauseNode, Document, SectionNode
from policykit.model.policy import Version
from policykit.model.text import plain_text
from policykit.render.arrange import printed_number
from policykit.render.docx.document import render_docx
from policykit.render.html.page import render_html
from policykit.render.markdown.document import render_markdown
from policykit.render.text import render_text

NUMBERINGS: dict[str, dict[str, Any]] = {
    "legal": {"sections": "decimal", "clauses": "legal", "lists": "alpha"},
    "articles": {"sections": "upper_roman", "sections_as": "ARTICLE #", "clauses": "legal", "lists": "roman"},
    "parts": {"sections": "upper_alpha", "sections_as": "Part #", "clauses": "decimal", "clauses_run_on": True},
    "schedules": {
        "clauses": "upper_alpha",
        "lists": "upper_roman",
        "appendices": "decimal",
        "appendices_as": "Annex #",
    },
}


def words(name: str, *clauses: dict[str, Any], **more: Any) -> dict[str, Any]:
    text = f"Words of {name.replace('.', ' ')}."
    return {"id": name, "kind": "statement", "text": text, "clauses": clauses, **more}


def compile_numbered(numbering: dict[str, Any]) -> Document:
    """Compile one version with sub-headings, an inserted number, a list with words after it, and two appendices."""
    items = words("a.list", words("i.one"), words("i.two"), words("i.three"), closing="Both must hold.")
    inserted = words("a.in", number="1.2A")
    sub = [
        {"id": f"{name}.sub", "heading": f"Of {name}", "clauses": [words(f"{name}.one")]} for name in ("clerk", "chair")
    ]
    first = [words("a.one"), words("a.two"), inserted, words("a.plain", number="none"), items]
    sections = [
        {"id": "a", "heading": "First", "clauses": first, "sections": sub},
        {"id": "b", "heading": "Second", "clauses": [words("b.one"), words("b.two")]},
        {"id": "x", "heading": "Fees", "appendix": True, "clauses": [words("x.one"), words("x.two")]},
        {"id": "y", "heading": "Forms", "appendix": True, "clauses": [words("y.one")]},
    ]
    front = {"format": 1, "title": "Rules", "kind": "policy", "version": "1", "numbering": numbering}
    version = Version.model_validate({**front, "sections": sections})
    return compile_case(version, version).new


def list_lines(document: Document) -> list[str]:
    """Give each heading and clause as it is read: its number, and its words."""
    lines: list[str] = []

    def add(node: SectionNode | ClauseNode) -> None:
        if isinstance(node, ClauseNode):
            lines.append(f"{printed_number(node)} {plain_text(node.words)}".strip())
        else:
            lines.append(f"{node.number} {plain_text(node.heading)}".strip())
        for clause in node.clauses:
            add(clause)
        for section in node.sections if isinstance(node, SectionNode) else ():
            add(section)

    for section in document.sections:
        add(section)
    return lines


def find_missing(lines: list[str], text: str) -> list[str]:
    """Give the lines that do not stand in a text in their order, whatever space is between the words."""
    plain, at, missing = " ".join(text.split()), 0, []
    for line in lines:
        found = plain.find(line, at)
        if found < 0:
            missing.append(line)
        else:
            at = found + len(line)
    return missing


@pytest.mark.parametrize("name", NUMBERINGS)
def test_every_medium_prints_the_numbers(name: str) -> None:
    document = compile_numbered(NUMBERINGS[name])
    lines = list_lines(document)
    assert lines[lines.index("Both must hold.") - 1].endswith("Words of i three.")
    html = re.sub(r"<[^>]+>", " ", render_html(document))
    markdown = re.sub(r"^\s*(?:[-*]|#+) ", "", render_markdown(document), flags=re.MULTILINE).replace("\\", "")
    texts = {"html": html, "text": render_text(document), "markdown": markdown}
    assert {medium: find_missing(lines, text) for medium, text in texts.items()} == {medium: [] for medium in texts}


@pytest.mark.parametrize("name", NUMBERINGS)
def test_word_counts_the_numbers_that_are_printed(name: str) -> None:
    document = compile_numbered(NUMBERINGS[name])
    text = re.sub("^[•–] ", "", Docx(render_docx(document)).text(), flags=re.MULTILINE)
    assert find_missing(list_lines(document), text) == []


def test_word_counts_articles_in_one_list() -> None:
    numbering = Docx(render_docx(compile_numbered(NUMBERINGS["articles"]))).archive.read("word/numbering.xml").decode()
    assert numbering.count("ARTICLE %1") == 1
    assert 'w:numFmt w:val="upperRoman"' in numbering


@pytest.mark.slow
@pytest.mark.engine
def test_libreoffice_counts_the_numbers_that_are_printed(tool: Tool, tmp_path: Path) -> None:
    documents = [compile_numbered(numbering) for numbering in NUMBERINGS.values()]
    texts = Office(tool("soffice"), tmp_path).read([(render_docx(document), "") for document in documents])
    for document, text in zip(documents, texts, strict=True):
        plain = re.sub("^ *• ", "", text, flags=re.MULTILINE)
        assert find_missing(list_lines(document), plain) == []
