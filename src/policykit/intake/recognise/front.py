"""The seventh pass: the letterhead, whose lines say who the council is and are no clauses of the policy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from policykit.intake.block import FileBlock
from policykit.intake.paragraph import LeftOut
from policykit.intake.recognise.title import COUNCIL

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_WEBSITE = re.compile(r"(?:https?://)?(?:www\.)[\w./-]*\w", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?:\+44\s?\d|\(?0\d{2,4}\)?)[\d\s-]{5,11}\d")
_CONTACT = re.compile(r"^(?:tel(?:ephone)?|phone|e-?mail|web(?:site)?|fax|mobile)\b", re.IGNORECASE)
_OFFICER = re.compile(r"^(?:town|parish|chief|deputy)?\s*(?:clerk|officer|chair(?:man)?|mayor)\b", re.IGNORECASE)
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a file says of the council itself."""

    name: str = ""
    address: tuple[str, ...] = ()
    telephone: str = ""
    email: str = ""
    website: str = ""


_COVER = frozenset({"council name", "strapline", "officer", "brand", "contact", "version line", "status line"})
"""The styles of what policykit itself prints before and after the text of a policy."""


def find_cover(blocks: list[FileBlock]) -> None:
    """Mark the lines of a cover that policykit itself made: their styles say what they are."""
    for block in blocks:
        if block.source.style in _COVER and block.kind == "clause":
            block.kind = "letterhead"


def find_letterhead(blocks: list[FileBlock]) -> None:
    """Mark the lines of the letterhead, before the text begins or after it ends."""
    for part in (_until_text(blocks), _until_text(blocks[::-1])):
        lines = [block for block in part if block.kind == "clause" and not block.rows]
        telling = [block for block in lines if _tells(block.text)]
        if not telling:
            continue
        first, last = lines.index(telling[0]), lines.index(telling[-1])
        for block in lines[first : last + 1]:
            if block in telling or (block.length <= 8 and not block.text.rstrip().endswith((".", ":"))):
                block.kind = "letterhead"


def _until_text(blocks: list[FileBlock]) -> list[FileBlock]:
    found: list[FileBlock] = []
    for block in blocks[:25]:
        if block.kind == "heading" or (
            block.kind == "clause" and (block.label or block.length > _LONGEST or block.rows)
        ):
            break
        found.append(block)
    return found


def _tells(text: str) -> bool:
    if len(text.split()) > _LONGEST:
        return False
    name = COUNCIL.search(text) is not None and len(text.split()) <= 7 and text[:1].isupper() and not text.endswith(".")
    return name or any(pattern.search(text) for pattern in (_POSTCODE, _EMAIL, _WEBSITE, _TELEPHONE, _CONTACT))


def read_letterhead(blocks: Iterable[FileBlock], left_out: Iterable[LeftOut]) -> Letterhead:
    """Give what the letterhead, headers and footers say of the council."""
    own = [block.text for block in blocks if block.kind == "letterhead"]
    around = [
        line.partition("\t")[0]
        for left in left_out
        if left.reason in ("header", "footer")
        for line in left.text.split("\n")
    ]
    lines = [" ".join(line.split()) for line in (*own, *around)]

    def find(pattern: re.Pattern[str]) -> str:
        return next((found[0].strip() for line in lines if (found := pattern.search(line))), "")

    names = [
        line for line in lines if re.search(r"\b(?:council|cyngor)\b", line, re.IGNORECASE) and len(line.split()) <= 6
    ]
    name = next((line for line in names if not _CONTACT.match(line) and "@" not in line), "")
    at = next((position for position, line in enumerate(lines) if _POSTCODE.search(line)), None)
    address: tuple[str, ...] = ()
    if at is not None:
        address = tuple(part.strip() for part in lines[at].split(",") if part.strip())
        while at > 0 and len(address) < 3 and len(address) < 6 and _is_address(lines[at - 1], name):
            at -= 1
            address = (*(part.strip() for part in lines[at].split(",") if part.strip()), *address)
        address = tuple(part for part in address if part.lower() != name.lower())
    return Letterhead(
        _settle_case(name),
        tuple(part.removeprefix("A: ") for part in address),
        find(_TELEPHONE),
        find(_EMAIL),
        find(_WEBSITE),
    )


def _is_address(line: str, name: str) -> bool:
    short = 0 < len(line.split()) <= 5 and line != name and not COUNCIL.search(line)
    return short and not any(p.search(line) for p in (_EMAIL, _WEBSITE, _TELEPHONE, _CONTACT, _OFFICER))


def _settle_case(name: str) -> str:
    return name.title().replace(" Of ", " of ").replace("’S", "’s") if name.isupper() else name
