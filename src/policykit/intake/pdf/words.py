"""Every word of a PDF by a library of its own (pypdf): the second path of the word promise."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykit.intake.codes import DOCUMENT_DAMAGED, refuse_document
from policykit.intake.paragraph import split_words
from policykit.intake.pdf.glyphs import PdfSheet

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_DIFFERENT = 0.05


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What the second library read."""

    words: tuple[str, ...]
    differences: tuple[str, ...]
    """Where the two libraries do not agree on the characters of a page, for people."""


def read_again(name: str, reader: PdfReader | None, sheets: list[PdfSheet]) -> SecondReading:
    """Give the words of every page as pypdf reads them; of a page on which the two do not agree, as pdfium does.

    Raises PolicykitError (`document-damaged`) where they hardly agree: then it is not known what the file says.
    """
    words: list[str] = []
    differences: list[str] = []
    apart = 0
    for sheet in sheets:
        second = _extract(reader, sheet.number - 1)
        lost, come = _compare(sheet.raw, second) if second is not None else (Counter(), Counter())
        apart += lost.total() + come.total()
        agreed = second is not None and not lost and not come
        words += split_words(second if agreed and second is not None else sheet.raw)
        if second is None:
            differences.append(f"page {sheet.number} could be read by one of the two libraries only")
        elif not agreed:
            differences.append(f"page {sheet.number}: {_say(lost, come)}")
    total = sum(len("".join(sheet.raw.split())) for sheet in sheets) or 1
    if apart > max(_MOST_DIFFERENT * total, 40):
        message = "is damaged: two programs read different words in it"
        raise refuse_document(DOCUMENT_DAMAGED, name, message, "ask for the Word file that it was printed from")
    return SecondReading(tuple(words), tuple(differences))


def _extract(reader: PdfReader | None, at: int) -> str | None:
    """Give the text of a page; None where pypdf cannot read it."""
    if reader is None:
        return None
    try:
        return reader.pages[at].extract_text().encode("utf-8", "replace").decode("utf-8")
    except Exception:  # noqa: BLE001 - pypdf raises whatever a damaged file leads it to
        return None


def _compare(first: str, second: str) -> tuple[Counter[str], Counter[str]]:
    """Give the characters that only the first text has, and those that only the second has."""
    own, other = (Counter("".join(split_words(_settle(text)))) for text in (first, second))
    return own - other, other - own


def _settle(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate({0xAD: "-", 0x2010: "-", 0x2011: "-"})


def _say(lost: Counter[str], come: Counter[str]) -> str:
    """Say which characters the two libraries read differently."""
    pieces = []
    for verb, found in (("does not have", lost), ("has besides", come)):
        if found:
            counted = found.most_common(6)
            shown = ", ".join(f"`{sign}` × {count}" if count > 1 else f"`{sign}`" for sign, count in counted)
            pieces.append(f"the second reading {verb} {shown}")
    return "; ".join(pieces)
