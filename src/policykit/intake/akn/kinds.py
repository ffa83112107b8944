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
MARKERS = frozenset(("br", "eol", "eop", "img"))
NOTES = frozenset(("authorialNote", "noteRef"))
HEADS = frozenset(("heading", "subheading", "crossHeading", "crossheading"))
_GROUPS = ("thead", "tbody", "tfoot")
_HOLDERS: dict[str, tuple[str, ...]] = {
    "table": ("caption", "colgroup", "col", "tr", *_GROUPS),
    **dict.fromkeys(_GROUPS, ("tr",)),
    "tr": ("td", "th"),
    "colgroup": ("col",),
    "col": (),
}
"""What the parts of a table hold."""
_LONGEST_TITLE = 18
"""How many words a title has at most; a longer one says what an act is for."""
_FRONT = frozenset(("coverPage", "conclusions"))
_SPACES = re.compile(r"[ \t\r\n\f]+")


def is_structure(element: ET.Element) -> bool:
    """Tell whether an element is a part with a number or a heading, whatever it is called."""
    return any(local(child) in ("num", "heading") for child in element)


def find_title(root: ET.Element) -> ET.Element | None:
    """Give the title of a document among what is before its text: its short title, else one that is no sentence."""
    front = [part for part in root.iter() if local(part) in ("coverPage", "preface")]
    for name in ("shortTitle", "docTitle"):
        found = [each for part in front for each in part.iter() if local(each) == name]
        if found and len("".join(found[0].itertext()).split()) <= _LONGEST_TITLE:
            return found[0]
    return None


def is_grid(table: ET.Element) -> bool:
    """Tell whether a table holds rows of cells and captions, and no words between them."""
    for holder in table.iter():
        parts = _HOLDERS.get(local(holder))
        if parts is None or (local(holder) == "table" and holder is not table):
            continue
        texts = (holder.text, *(child.tail for child in holder))
        if any(text and text.strip() for text in texts) or any(local(child) not in parts for child in holder):
            return False
    return True


def is_front(element: ET.Element) -> bool:
    """Tell whether an element holds what policykit prints before or after a text."""
    return local(element) in _FRONT


def is_outside(element: ET.Element) -> bool:
    """Tell whether the words of an element are no words of the text: struck out, or an editor's remark."""
    return local(element) == "del" or (local(element) == "remark" and element.get("status") == "editorial")


def show_marker(marker: str) -> str:
    """Give the mark of a footnote as it is in the words: a raised number, or the sign that the file gives it.

    A note without one is beside the text, and its words alone are.
    """
    found = re.fullmatch(r"[\[(]?([0-9]{1,4})[\])]?", marker.strip())
    return raise_number(int(found[1])) if found else marker.strip()


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
