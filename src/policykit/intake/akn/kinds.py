"""What the elements of Akoma Ntoso are to a reader: words in a line, notes, parts with a number, no part of a text."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from policykit.intake.akn.words import local
from policykit.intake.docx.symbols import raise_number
from policykit.intake.paragraph import Run

INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr affectedDocument argument b change concept courtType date decoration def del docAuthority "
        "docCommittee docDate docIntroducer docJurisdiction docNumber docProponent docPurpose docStage "
        "docStatus docTitle docType docketNumber entity event fillIn i inline ins judge lawyer legislature "
        "location mmod mod mref neutralCitation object omissis opinion organization outcome party person "
        "placeholder process quantity quotedText recordedTime ref relatedDocument remark rmod role rref "
        "session shortTitle signature span sub sup term time u vote marker embeddedText extractText ",
    )
)
"""What is within a line of words."""
BREAKS = frozenset(("br", "eol", "eop"))
NOTES = frozenset(("authorialNote", "noteRef"))
HEADS = frozenset(("heading", "subheading", "crossHeading", "crossheading"))
_FRONT = frozenset(("coverPage", "conclusions"))
_SPACES = re.compile(r"[ \t\r\n\f]+")


def is_structure(element: ET.Element) -> bool:
    """Tell whether an element is a part with a number or a heading, whatever it is called."""
    return any(local(child) in ("num", "heading") for child in element)


def is_front(element: ET.Element) -> bool:
    """Tell whether an element holds what policykit prints before or after a text."""
    return local(element) in _FRONT


def is_outside(element: ET.Element) -> bool:
    """Tell whether the words of an element are no words of the text: struck out, or an editor's remark."""
    return local(element) == "del" or (local(element) == "remark" and element.get("status") == "editorial")


def mark_note(element: ET.Element, number: int) -> str:
    """Give the mark of a footnote as it is in the words: a raised number, or the sign that the file gives it."""
    marker = element.get("marker", "").strip()
    found = re.fullmatch(r"[\[(]?(\d{1,4})[\])]?", marker)
    if found:
        return raise_number(int(found[1]))
    return marker or (raise_number(number) if local(element) == "authorialNote" else "")


def join_blanks(runs: list[Run]) -> list[Run]:
    """Give runs with single spaces, and none at the ends or beside a line break."""
    found: list[Run] = []
    last = " "
    for run in runs:
        text = run.text if run.text == "\n" else _SPACES.sub(" ", run.text)
        if last in (" ", "\n") and text != "\n":
            text = text.lstrip(" ")
        if text:
            found.append(Run(text, run.bold, run.italic, run.href))
            last = text[-1]
    while found and not found[-1].text.strip():
        found.pop()
    while found and not found[0].text.strip():
        found.pop(0)
    if found:
        found[-1] = Run(found[-1].text.rstrip(), found[-1].bold, found[-1].italic, found[-1].href)
        found[0] = Run(found[0].text.lstrip(), found[0].bold, found[0].italic, found[0].href)
    return found
