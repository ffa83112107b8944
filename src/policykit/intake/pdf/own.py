"""PDFs that policykit itself made: the source that they carry tells the cover from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policykit.intake.emit.texts import read_words
from policykit.intake.paragraph import Paragraph
from policykit.source.yaml import read_yaml

if TYPE_CHECKING:
    from pypdf import PdfReader

_LONGEST = 25
_LABEL = re.compile(r"^[\dA-Za-z.()]{1,8}\s+(?=\S)")
"""A number before a heading."""
COVER = "brand"
"""The style that lines of a cover get, as in a Word file that policykit made."""


def read_source(reader: PdfReader | None) -> dict[str, Any] | None:
    """Give the data of the version that a PDF of policykit's carries; None for any other PDF."""
    try:
        if reader is None or getattr(reader.metadata, "creator", None) != "policykit":
            return None
        for name, files in reader.attachments.items():
            if name.endswith((".yaml", ".yml")):
                data, _, faults = read_yaml(name, files[0].decode("utf-8"))
                if isinstance(data, Mapping) and "sections" in data and not faults:
                    return dict(data)
    except Exception:  # noqa: BLE001 - a damaged file may lead pypdf anywhere
        return None
    return None


def mark_cover(paragraphs: Sequence[Paragraph], source: dict[str, Any]) -> list[Paragraph]:
    """Give the paragraphs, those before and after the text of the source marked as its cover."""
    known = {_squeeze(read_words(text)) for text in _walk(source)}
    title = _squeeze(read_words(str(source.get("title", ""))))
    keys = [
        _squeeze(_LABEL.sub("", paragraph.text) if paragraph.heading else paragraph.text) for paragraph in paragraphs
    ]
    text = [
        at
        for at, (paragraph, key) in enumerate(zip(paragraphs, keys, strict=True))
        if key and key in known and key != title and paragraph.role == "body"
    ]
    if not text:
        return list(paragraphs)
    body = [at for at in text if paragraphs[at].heading or len(paragraphs[at].text.split()) > 6] or text
    marked = []
    for at, paragraph in enumerate(paragraphs):
        short = len(paragraph.text.split()) <= _LONGEST and not paragraph.rows and paragraph.role == "body"
        if short and (at < body[0] or at > text[-1]) and keys[at] not in known:
            paragraph = replace(paragraph, style=COVER)
        elif at < body[0] and keys[at] in known and keys[at] != title and source.get("subtitle"):
            same = keys[at] == _squeeze(read_words(str(source["subtitle"])))
            paragraph = replace(paragraph, style="subtitle" if same else paragraph.style)
        marked.append(paragraph)
    return marked


def _walk(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _walk(value)
    elif isinstance(data, Sequence):
        for value in data:
            yield from _walk(value)


def _squeeze(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
