"""PDFs whose own words are not what they show: damaged letters, pictures of pages, words that a machine guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.intake.codes import DOCUMENT_DAMAGED, DOCUMENT_EMPTY, refuse_document
from policykit.intake.pdf.glyphs import PdfSheet

_ASK = "ask for the Word file that it was printed from"
_MOST_UNREADABLE = 0.02
_LEAST_DAMAGED = 3
_LIGATURES = ("ffi", "ffl", "tti", "ff", "fi", "fl", "ti", "tt", "ft", "tf")
_USUAL = frozenset(
    re.findall(
        r"\w+",
        """
        information protection action section regulations notice committee officer officers office staff written
        matter financial confidential identified additional administration application notification organisation
        communications meeting meetings first difficult effective specific certificate benefit beneficial
        offence different affairs official sufficient reflect conflict influence committed submitted permitted
        admitted attend attention setting settings letter letters better particular parties participation
        timetable continue continued statutory function functions position petition allegation allegations
        instruction instructions election elections
        """,
    )
)
"""Words of councils that hold letters which fonts draw as one."""


def refuse_damaged(name: str, sheets: list[PdfSheet]) -> None:
    """Refuse a file whose words cannot be had from it: none at all, most as pictures, or garbled letters.

    Raises PolicykitError: `document-empty` or `document-damaged`.
    """
    letters = sum(len(sheet.raw.split()) for sheet in sheets)
    pictured = [sheet for sheet in sheets if is_picture(sheet)]
    if not letters:
        scanned = any(sheet.pictures > 0.2 for sheet in sheets)
        what = "holds pictures of pages and no words: it was scanned" if scanned else "holds no words"
        raise refuse_document(DOCUMENT_EMPTY, name, what)
    if len(pictured) * 2 > len(sheets):
        what = f"was scanned: {len(pictured)} of its {len(sheets)} pages are pictures without words"
        raise refuse_document(DOCUMENT_EMPTY, name, what)
    text = " ".join(sheet.raw for sheet in sheets)
    unreadable = sum(sheet.unreadable for sheet in sheets)
    if unreadable > max(_MOST_UNREADABLE * len(text), 20):
        what = f"is damaged: it does not say which letters {unreadable:,} of its characters are"
        raise refuse_document(DOCUMENT_DAMAGED, name, what, _ASK)
    damaged = sorted(set(find_damaged(text)))
    if len(damaged) >= _LEAST_DAMAGED:
        shown = ", ".join(f"`{word}`" for word in damaged[:4])
        what = f"is damaged: letters went missing when it was made, as in {shown}"
        raise refuse_document(DOCUMENT_DAMAGED, name, what, _ASK)


def is_picture(sheet: PdfSheet) -> bool:
    """Tell whether a page is a picture without words."""
    return sheet.pictures > 0.4 and len(sheet.raw.split()) < 5


def warn_of(sheets: list[PdfSheet]) -> Iterator[str]:
    """Give what a person should know of the whole file."""
    pictured = [str(sheet.number) for sheet in sheets if is_picture(sheet)]
    if pictured:
        pages = (
            f"page {pictured[0]} is a picture" if len(pictured) == 1 else f"pages {', '.join(pictured)} are pictures"
        )
        yield f"{pages}, whose words cannot be read: {_ASK}"
    letters = sum(len(sheet.glyphs) for sheet in sheets)
    if sum(sheet.hidden for sheet in sheets) > 0.5 * letters:
        yield "the pages were scanned, and a machine guessed their words: compare each clause with the printed page"
    pictures = sum(1 for sheet in sheets if sheet.pictures > 0.01 and not is_picture(sheet) and not sheet.hidden)
    if pictures:
        count = "1 page holds" if pictures == 1 else f"{pictures} pages hold"
        yield f"{count} pictures, which are not imported: a policy holds words and tables"
    if any("[" in word for word in find_damaged(" ".join(sheet.raw for sheet in sheets))):
        yield f"some of its letters are damaged: {_ASK}"


def find_damaged(text: str) -> Iterator[str]:
    """Give the words that are surely damaged: usual ones in which letters that are drawn as one went missing."""
    pattern = _damage_pattern()
    for word in set(re.findall(r"\S{4,}", text)):
        bare = word.strip(".,;:()“”‘’\"'!?").lower()
        if pattern.fullmatch(bare) and bare not in _USUAL:
            yield bare


def _damage_pattern() -> re.Pattern[str]:
    forms = set()
    for word in sorted(_USUAL):
        for ligature in _LIGATURES:
            at = word.find(ligature)
            while at >= 0:
                before, after = re.escape(word[:at]), re.escape(word[at + len(ligature) :])
                if len(word) - len(ligature) >= 5:
                    one = "|".join({"[^a-z’'-]", *ligature, "n", "m", "l", "]"} - {ligature})
                    forms.add(f"{before}(?:{one})?{after}")
                at = word.find(ligature, at + 1)
    return re.compile("|".join(sorted(forms)))
