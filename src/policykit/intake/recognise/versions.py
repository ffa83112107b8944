"""The fourth pass: version tables and lines (`Adopted 12 May 2024`) become proposals for the register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from policykit.intake.block import FileBlock
from policykit.intake.dates import find_dates
from policykit.model.dates import PartialDate

Field = Literal["version", "date", "reference", "changes", "recorded_by", "next_review", "body", "event"]
EventName = Literal["adopted", "reviewed", "amended", "created", "next_review"]

_COLUMNS: tuple[tuple[str, Field], ...] = (
    (r"next\s+review|review\s+(?:due|date)|due", "next_review"),
    (r"\bmin(?:ute)?s?\b|\bref", "reference"),
    (r"\bversion\b|\bissue\b|\brevision\b|\bver\b|^v\.?$", "version"),
    (r"\bdates?\b|\bwhen\b", "date"),
    (r"what happened|^events?$|^action", "event"),
    (r"change|amend|detail|comment|description|summary|reason|notes?\b|purpose|status", "changes"),
    (r"\bby\b|\bauthor\b|\bowner\b|\bwho\b|\bofficer\b", "recorded_by"),
)
_LABELS = re.compile(
    r"version|issue|revision|date|approv|adopt|review|minute|ref\b|reference|change|amend|author|owner|status|"
    r"prepared|document|policy|committee|council|next|by\b|responsible|effective|published|circulat|contact",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:\(?(?:this\s+)?(?:policy|document|procedure|version|code|statement)?\s*(?:was|is|to be)?\s*"
    r"(?:first\s+|last\s+|re-?)?"
    r"(?:adopted|approved|ratified|reviewed|agreed|amended|updated|revised|created|issued|accepted|checked)\b"
    r"|(?:date|dates)\s+(?:of\s+)?(?:\w+\s+){0,3}(?:adopt|approv|review|issue|ratif|amend|polic|next)\w*"
    r"|(?:next|planned|last|future|annual|proposed)?\s*review(?:ed)?\s*(?:date|due|by|in|period|cycle|frequency)?\s*[:–-]"
    r"|(?:next|planned|future)\s+review\b"
    r"|(?:adoption|approval|issue|effective|revision|publication)\s+date\b"
    r"|version\s*(?:no\.?|number)?\s*:?\s*v?\d+(?:\.\d+)*\b|minute\s+(?:ref|no|number)|min\.?\s+(?:ref|no))",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:(?:to be )?reviewed by|date|dated|version|status|owner|author|policy (?:owner|number|author)|responsible\s\w+|"
    r"review (?:cycle|period|frequency)|next review|approved by|adopted by|ratified by|document (?:owner|number))\b"
    r"[^:]{0,30}:",
    re.IGNORECASE,
)
"""What a line beside those that tell of versions begins with, to be one of them."""
_HEADING = re.compile(
    r"(?:full\s+)?(?:version|document|revision|change|amendment|review|policy)s?\s+(?:control|history|record|log|information|"
    r"details|table|schedule)(?:\s+(?:sheet|table|record))?|amendments|version\s+history|adoption|history|approval",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:minute|min\.?|ref(?:erence)?\.?)(?:\s+(?:ref(?:erence)?|no|number))?[\s.:]*(?P<ref>[A-Z0-9][\w/().-]*\d[\w/().-]*)",
    re.IGNORECASE,
)
_STRONG = re.compile(r"version|approv|adopt|review|minute|revision", re.IGNORECASE)
_OPEN_END = re.compile(r"[:–-]\s*[_.…\s]*$|\b(?:minute|min|ref)\b|^version", re.IGNORECASE)
_LONGEST_LINE = 22


@dataclass(frozen=True, slots=True)
class EventProposal:
    """Something that the file says happened to the policy: to be accepted by a person, for the register is evidence."""

    event: EventName
    words: str
    """The words of the file it was read from."""
    place: str
    version: str = ""
    date: PartialDate | None = None
    body: str = ""
    reference: str = ""
    changes: str = ""
    recorded_by: str = ""


def find_versions(blocks: list[FileBlock]) -> None:
    """Mark the tables and lines that tell of versions; headings that stand over nothing else go with them."""
    count = len(blocks)
    for position, block in enumerate(blocks):
        if block.kind not in ("clause", "heading"):
            continue
        near_end = position < max(12, count // 6) or position >= count - max(12, count // 6)
        headed = position > 0 and bool(_HEADING.fullmatch(blocks[position - 1].text.strip(" :.")))
        if (block.rows and _is_version_table(block, headed=headed)) or (
            not block.rows and near_end and _is_line(block)
        ):
            block.kind = "version"
    _join_dates(blocks)
    _find_beside(blocks)
    _settle_lines(blocks)
    for position, block in enumerate(blocks[:-1]):
        heads = block.kind == "clause" and not block.rows and bool(_HEADING.fullmatch(block.text.strip(" :.")))
        if heads and blocks[position + 1].kind == "version":
            block.kind = "version"


def _find_beside(blocks: list[FileBlock]) -> None:
    """A line next to those that tell of versions, which says who reviews or when alone, is one of them."""
    for first, second in [*pairwise(blocks), *pairwise(blocks[::-1])]:
        plain = second.kind == "clause" and not second.rows and not second.label and second.length <= 12
        if first.kind == "version" and not first.rows and plain and _tells_beside(second.text):
            second.kind = "version"


def _tells_beside(text: str) -> bool:
    line = text.strip(" .,()")
    return bool(_BESIDE.match(line)) or [shown for shown, _ in find_dates(line)] == [line]


def _join_dates(blocks: list[FileBlock]) -> None:
    """`Adopted by Council`, and the day on a line of its own below it."""
    for block, after in pairwise(blocks):
        lone = [shown for shown, _ in find_dates(after.text)] == [after.text.strip(" .,()")]
        plain = not block.rows and not after.rows and not block.label and not after.label and block.length <= 8
        if plain and lone and block.kind == "clause" == after.kind and _LINE.match(block.text.strip(" *(")):
            block.text = f"{block.text} {after.text}"
            after.text = ""
            block.kind = "version"
    blocks[:] = [block for block in blocks if block.text or block.rows]


def _settle_lines(blocks: list[FileBlock]) -> None:
    """A line in the middle of the text is one of its clauses, unless it stands by itself before or after all of it."""
    text = [at for at, block in enumerate(blocks) if block.kind == "clause"]
    begun = [at for at in text if blocks[at].label or blocks[at].length > 25 or blocks[at].source.heading]
    first, last = min(begun, default=len(blocks)), max(text, default=0)
    for position, block in enumerate(blocks):
        if block.kind == "version" and not block.rows and first < position < last:
            block.kind = "clause"


def tells_version(line: str) -> bool:
    """Tell whether a line surely tells of a version, so that it is none of the words around it."""
    short = len(line.split()) <= _LONGEST_LINE and bool(_LINE.match(line.strip(" *(")))
    return short and any(True for _ in find_dates(line))


def _is_line(block: FileBlock) -> bool:
    if block.label or block.length > _LONGEST_LINE or not _LINE.match(block.text.strip(" *(")):
        return False
    has_date = any(True for _ in find_dates(block.text))
    return has_date or bool(
        re.search(r"[:–-]\s*[_.…\s]*$|\b(?:minute|min|ref)\b|^version", block.text.strip(), re.IGNORECASE)
    )


def _is_version_table(block: FileBlock, *, headed: bool) -> bool:
    rows = [[cell.text.strip() for cell in row] for row in block.rows]
    head = rows[0]
    named = {field for field in map(_field, head) if field}
    short_head = all(len(text.split()) <= 6 for text in head) and len(head) <= 8
    if len(rows) > 1 and len(named) >= 2 and short_head:
        if "date" in named and named & {"version", "changes", "reference", "recorded_by", "next_review"}:
            return headed or _is_about_versions(rows)
        if {"version", "changes"} <= named:
            return True
    return _is_version_block(rows)


def _is_version_block(rows: list[list[str]]) -> bool:
    """Tell whether a table of two columns says in each row what the version is, who approved it, or when."""
    labels = [row[0] for row in rows if len(row) == 2]
    if len(labels) < 0.6 * len(rows) or any(len(row) > 2 for row in rows):
        return False
    known = sum(1 for text in labels if _LABELS.search(text) and len(text.split()) <= 7)
    strong = sum(1 for text in labels if _STRONG.search(text))
    short = all(len(cell.split()) <= 30 for row in rows for cell in row)
    return short and known >= 0.75 * len(labels) and strong >= 2


def _is_about_versions(rows: list[list[str]]) -> bool:
    """Tell whether the rows below the head hold dates or are still empty, as those of a timetable do not."""
    head = " ".join(rows[0]).lower()
    if not re.search(r"version|amend|change|approv|adopt|minute|revision|review|issue", head):
        return False
    cells = [cell for row in rows[1:] for cell in row if cell]
    return not cells or any(True for cell in cells for _ in find_dates(cell)) or len(cells) < len(rows)


def _field(heading: str) -> Field | None:
    lower = heading.lower().strip(" :")
    return next((name for pattern, name in _COLUMNS if re.search(pattern, lower)), None)


def read_events(blocks: list[FileBlock]) -> list[EventProposal]:
    """Give what the version tables and lines say happened, in the order of the file."""
    found: list[EventProposal] = []
    for block in blocks:
        if block.kind == "version":
            found += _read_table(block) if block.rows else _read_line(block.text, block.source.place)
    return found


def _read_table(block: FileBlock) -> Iterator[EventProposal]:
    rows = [[cell.text.strip() for cell in row] for row in block.rows]
    fields = [_field(text) for text in rows[0]]
    named = sum(1 for field in fields if field)
    no_dates = not any(True for text in rows[0] for _ in find_dates(text))
    if named >= 2 and (len(rows[0]) > 2 or ("date" in fields and no_dates)):
        for row in rows[1:]:
            yield from _read_row(dict(zip(fields, row, strict=False)), row, block)
        return
    for row in rows:
        if len(row) == 2 and row[1]:
            yield from _read_line(f"{row[0].rstrip(':')}: {row[1]}", block.source.place)


def _read_row(values: dict[Field | None, str], row: list[str], block: FileBlock) -> Iterator[EventProposal]:
    date = next((day for _, day in find_dates(values.get("date", ""))), None)
    words = " | ".join(cell for cell in row if cell)
    if not words or not (date or values.get("version")):
        return
    changes = values.get("changes", "")
    yield EventProposal(
        _name_event(values.get("event", "")) or _name_event(changes) or "amended",
        words,
        block.source.place,
        version=values.get("version", ""),
        date=date,
        reference=values.get("reference", ""),
        changes=" ".join(changes.split()),
        recorded_by=values.get("recorded_by", ""),
    )
    review = next((day for _, day in find_dates(values.get("next_review", ""))), None)
    if review is not None:
        yield EventProposal("next_review", words, block.source.place, values.get("version", ""), review)


def _name_event(text: str) -> EventName | None:
    lower = text.lower()
    for pattern, name in (
        (r"next|planned|future|due|to be reviewed", "next_review"),
        (r"adopt|approv|ratif|agreed|accepted", "adopted"),
        (r"review", "reviewed"),
        (r"amend|revis|updat|chang", "amended"),
        (r"creat|first|new|initial|draft|issue|effective|publish", "created"),
    ):
        if re.search(pattern, lower):
            return name  # type: ignore[return-value]
    return None


def _read_line(text: str, place: str) -> Iterator[EventProposal]:
    """Give each date of a line with what it says before it: `Adopted May 2023, next review May 2025`."""
    start = 0
    for shown, day in find_dates(text):
        at = text.find(shown, start)
        before = text[start:at]
        start = at + len(shown)
        name = _name_event(before) or _name_event(text)
        if name is None:
            continue
        reference = _REFERENCE.search(text)
        body = re.search(r"\bby\s+(?:the\s+)?((?:[A-Z][\w&’']*\s?){1,6})", text)
        yield EventProposal(
            name, text, place, date=day, reference=reference["ref"].rstrip(".)") if reference else "",
            body=body[1].strip() if body else "",
        )  # fmt: skip
