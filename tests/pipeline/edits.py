"""Edits in a Word file such as a councillor makes, with what each paragraph was before."""

from __future__ import annotations

import copy
import io
import random
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from policykit.compare.returned.identity import squeeze

_WORDS = ("garden", "bench", "letter", "harbour", "engine", "violet", "copper", "meadow", "lantern", "biscuit")

Truth = dict[str, str | None]
"""The id of each paragraph, by its letters after the edits; None for one that is new."""


def edit_docx(data: bytes, ids: dict[str, str], seed: int, rate: float) -> tuple[bytes, Truth]:
    """Give a Word file in which a part (`rate`) of the clauses was edited, deleted, moved or had one put after it.

    `ids` gives the id of each bookmark.
    """
    chance = random.Random(seed)  # noqa: S311 (nothing here is secret)
    document = Document(io.BytesIO(data))
    marked = [(paragraph, own) for paragraph in document.paragraphs if (own := _find_id(paragraph, ids))]
    truth: Truth = {}
    for paragraph, own in marked:
        what = chance.choice(["delete", "edit", "edit", "edit", "insert", "move"]) if chance.random() < rate else ""
        if what == "delete":
            document.element.body.remove(paragraph._p)
            continue
        if what == "edit":
            _write(paragraph, _change_words(chance, paragraph.text))
        elif what == "move" and (other := chance.choice(marked)[0])._p is not paragraph._p:
            if other._p.getparent() is not None:
                other._p.addnext(paragraph._p)
        elif what == "insert":
            text = " ".join(chance.choice(_WORDS) for _ in range(12)) + "."
            _insert(paragraph, text)
            truth[squeeze(text)] = None
        truth[squeeze(paragraph.text)] = own
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue(), truth


def _find_id(paragraph: Any, ids: dict[str, str]) -> str:
    if paragraph.style.name.lower().startswith("heading"):
        return ""
    names = [mark.get(qn("w:name")) for mark in paragraph._p.iter(qn("w:bookmarkStart"))]
    return next((ids[name] for name in reversed(names) if name in ids), "")


def _change_words(chance: random.Random, text: str) -> str:
    words = text.split()
    for _ in range(max(1, int(len(words) * chance.uniform(0.05, 0.3)))):
        words[chance.randrange(len(words))] = chance.choice(_WORDS)
    return " ".join(words)


def _write(paragraph: Any, text: str) -> None:
    for run in paragraph.runs[1:]:
        run.text = ""
    if paragraph.runs:
        paragraph.runs[0].text = text


def _insert(paragraph: Any, text: str) -> None:
    element = copy.deepcopy(paragraph._p)
    for mark in list(element.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)
    paragraph._p.addnext(element)
    _write(type(paragraph)(element, paragraph._parent), text)
