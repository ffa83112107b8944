"""The sixth pass: headings, by points for what speaks for and against each line, and then by what its like are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from policykit.intake.block import FileBlock
from policykit.intake.recognise.lookalikes import names_nothing

ENOUGH = 3.0
"""So many points make a heading."""
_UNSURE, _UNSURE_HEADING = 1.0, 0.7
"""A line nearer than this to the limit is doubtful, one that is above it as a heading."""
_DECIDED = {"heading": 99.0, "clause": -99.0, "item": -99.0}
"""The points of what a person has decided, beyond every doubt."""
_SERIES = 4
"""So many lines of one look or count, of which nearly all are headings, are surely such."""
_LONGEST = 25
_TITLED = 9
_HABIT = 3

Look = tuple[bool, bool, bool, bool, int, bool]
"""Bold, underlined, in capitals, centred, the size, and whether it has a number."""


@dataclass(frozen=True, slots=True)
class _Habits:
    """What is usual in this document."""

    body: float
    bold_headings: bool
    capital_headings: bool
    styled: bool
    """Whether the file has headings by style."""
    bold_text: bool
    """Whether whole clauses are bold, so that bold says nothing."""
    colons: bool
    """Whether its headings end in colons."""


def find_headings(blocks: list[FileBlock]) -> None:
    """Mark the headings, and give each its level."""
    text = [block for block in blocks if block.kind == "clause" or (block.source.decided and block.kind != "title")]
    habits = _find_habits(text)
    scores: dict[int, float] = {}
    for position, block in enumerate(text):
        before = text[position - 1] if position else None
        after = text[position + 1] if position + 1 < len(text) else None
        scores[id(block)] = _score(block, before, after, habits)
    _settle_alike(text, scores)
    _settle_between(text, scores)
    for block in text:
        score = _DECIDED.get(block.source.decided or "", scores[id(block)])
        block.kind = "heading" if score >= ENOUGH else "clause"
        near = _UNSURE_HEADING if score >= ENOUGH else _UNSURE
        if abs(score - ENOUGH) < near and not block.rows and block.source.role == "body":
            _doubt(block, score)
    _set_levels([block for block in text if block.kind == "heading"])


def is_capitals(block: FileBlock) -> bool:
    """Tell whether a line is shown in capitals."""
    letters = [character for character in block.text if character.isalpha()]
    return block.source.capitals or (len(letters) >= 4 and sum(map(str.isupper, letters)) >= 0.9 * len(letters))


def _find_habits(blocks: list[FileBlock]) -> _Habits:
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[round(block.source.size, 1)] += len(block.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    short = [block for block in blocks if 0 < block.length <= 12 and not block.rows and _ends_open(block)]
    letters = sum(len(block.text) for block in blocks) or 1
    bold = sum(len(block.text) for block in blocks if block.source.bold)
    marked = [block for block in short if _is_strong(block) and not _is_item(block)]
    return _Habits(
        body,
        bold / letters < 0.4 and len(marked) >= 2,
        sum(1 for block in short if is_capitals(block) and not _is_item(block)) >= _HABIT,
        sum(1 for block in blocks if (block.source.heading or 0) >= 1 and block.length <= _LONGEST) >= 2,
        bold / letters >= 0.4,
        _end_in_colons([block for block in blocks if 0 < block.length <= _TITLED and _is_strong(block)]),
    )


def _end_in_colons(strong: list[FileBlock]) -> bool:
    """Tell whether most of the short lines that stand out end in a colon."""
    ending = sum(1 for block in strong if block.text.rstrip().endswith(":") and not _is_item(block))
    return ending >= _HABIT and ending > 0.5 * len(strong)


def _is_strong(block: FileBlock) -> bool:
    return block.source.bold or block.source.underlined


def _is_item(block: FileBlock) -> bool:
    return any(reading.style in ("bullet", "alpha", "roman", "mark") for reading in block.readings)


def _ends_open(block: FileBlock) -> bool:
    counted = bool(block.readings) and block.readings[0].style == "word"
    return not block.text.rstrip().endswith((".", ";", ",") if counted else (".", ";", ",", ":"))


def _score(block: FileBlock, before: FileBlock | None, after: FileBlock | None, habits: _Habits) -> float:
    source = block.source
    if block.rows or source.role != "body" or block.length > _LONGEST or not any(map(str.isalpha, block.text)):
        return -9.0
    if source.heading is None and names_nothing(block.text):
        return -9.0
    score = 0.0
    if source.heading is not None:
        score += 6.0 if block.length <= 14 or _ends_open(block) else 2.0
    strong = _is_strong(block) and not habits.bold_text
    score += 3.0 if strong else 0.0
    if source.size and habits.body:
        score += 2.0 if source.size >= habits.body + 2 else 1.0 if source.size >= habits.body + 0.9 else 0.0
    if is_capitals(block):
        score += 3.0 if habits.capital_headings else 1.5
    score += 1.0 if source.centred else 0.0
    score += _score_words(block, before, habits)
    score += _score_label(block, after)
    if habits.bold_headings and not strong and source.heading is None and not is_capitals(block):
        score -= 2.2
    if habits.styled and source.heading is None and not (strong and block.label):
        score -= 1.0
    if source.table_key:
        score -= 1.0
    return score


def _score_words(block: FileBlock, before: FileBlock | None, habits: _Habits) -> float:
    text = block.text.rstrip()
    if (habits.colons and _is_strong(block)) or (block.readings and block.readings[0].style == "word"):
        text = text.removesuffix(":")
    score = 0.0
    if text.endswith((".", ";", ",")):
        score -= 3.0
    elif text.endswith(":"):
        score -= 1.5
    if text[:1].islower():
        score -= 2.0
    elif block.length <= _TITLED and not text.endswith((".", ";", ",", ":")):
        score += 1.0 + (0.5 if block.length <= 4 else 0.0)
    if before is not None and before.text.rstrip().endswith((":", ",")) and not _is_strong(block):
        score -= 1.5
    return score


def _score_label(block: FileBlock, after: FileBlock | None) -> float:
    if not block.readings:
        return 0.0
    first = block.readings[0]
    if first.style == "word":
        return 4.5 if _ends_open(block) else 1.0
    if first.style in ("bullet", "alpha", "roman", "mark"):
        capital = first.dress.endswith("^") and _ends_open(block)
        return 0.0 if capital else -3.0
    own = first.path or (first.value,)
    if len(own) == 2 and own[0] > 0 == own[1]:
        own = own[:1]
    if after is not None and after.readings and after.readings[0].style == "path":
        path = after.readings[0].path
        if path[: len(own)] == own and len(path) == len(own) + 1 and path[-1] in (0, 1):
            return 3.0 if _ends_open(block) else 1.0
    score = 0.5 if len(own) == 1 else -0.5
    if after is not None and not after.readings and after.length > block.length and len(own) == 1:
        score += 1.0  # a number, and then a paragraph without one
    return score


def _look(block: FileBlock) -> Look:
    source = block.source
    numbered = bool(block.readings)
    return source.bold, source.underlined, is_capitals(block), source.centred, round(source.size), numbered


def _settle_alike(blocks: list[FileBlock], scores: dict[int, float]) -> None:
    """Lines that look alike, or are numbered in one series, are headings together or none is."""
    groups: dict[object, list[FileBlock]] = {}
    for block in blocks:
        if block.rows or block.source.role != "body":
            continue
        if block.readings and block.readings[0].style in ("decimal", "path", "word"):
            groups.setdefault(("label", block.readings[0].key, _look(block)[:2]), []).append(block)
        elif not block.readings and (_is_strong(block) or is_capitals(block) or block.source.heading):
            groups.setdefault(("look", _look(block), block.source.heading), []).append(block)
    for group in groups.values():
        if len(group) < 3:
            continue
        able = [block for block in group if block.length <= 15 and _ends_open(block)]
        heading = sum(1 for block in group if scores[id(block)] >= ENOUGH)
        if heading >= 0.7 * len(group):
            sure = len(group) >= _SERIES and heading >= 0.9 * len(group)
            for block in able:
                scores[id(block)] = max(scores[id(block)], ENOUGH + (_UNSURE if sure else 0.5))
        elif heading <= 0.3 * len(group) and heading and group[0].readings:
            for block in group:
                if block.source.heading is None and scores[id(block)] < ENOUGH + 2:
                    scores[id(block)] = min(scores[id(block)], ENOUGH - 0.5)


def _settle_between(blocks: list[FileBlock], scores: dict[int, float]) -> None:
    """A number between two clauses of one count is a clause too, however short: `5. Voting` between 4 and 6."""
    last: dict[tuple[str, str, int], list[FileBlock]] = {}
    for block in blocks:
        reading = block.readings[0] if block.readings and not block.rows else None
        if reading is None or reading.style != "decimal":
            continue
        series = last.setdefault(reading.key, [])
        if reading.value == 1 or (series and series[-1].readings[0].value != reading.value - 1):
            series.clear()
        series.append(block)
        if len(series) < 3:
            continue
        before, middle, after = series[-3:]
        lone = scores[id(middle)] >= ENOUGH > max(scores[id(before)], scores[id(after)])
        if lone and middle.source.heading is None and not middle.source.decided:
            scores[id(middle)] = ENOUGH - 0.5


def _doubt(block: FileBlock, score: float) -> None:
    if block.length > 15:
        return
    heading = "a heading of its own"
    clause = "a clause"
    chosen, other = (heading, clause) if score >= ENOUGH else (clause, heading)
    remedy = (
        "move its words into a clause of the section before, and its clauses after it"
        if score >= ENOUGH
        else "begin a section with it: `- id: …`, `heading: …`, and the clauses that follow"
    )
    block.doubt("heading-or-clause", f"taken for {chosen}", f"{other}", remedy, abs(score - ENOUGH))


_ASIDE = frozenset(("schedule", "appendix", "annex", "annexe"))
_INNER = ("chapter", "article", "section", "subsection")
"""Words that count headings, the outer ones first; a part is outside all, an appendix beside them."""


def _set_levels(headings: list[FileBlock]) -> None:
    """Give each heading its level: by style, by the length of its number, else by how it looks beside the others."""
    words = {block.readings[0].dress for block in headings if block.readings and block.readings[0].style == "word"}
    order = {word: rank for rank, word in enumerate((word for word in _INNER if word in words), start=1)}
    ranks = [_rank(block, order) for block in headings]
    parts = any(rank is not None and rank == 0 for rank in ranks)
    looks: dict[Look, int] = {}
    for block, rank in zip(headings, ranks, strict=True):
        if rank is not None:
            looks.setdefault(_look(block), rank)
    last_numbered = max((at for at, block in enumerate(headings) if block.readings), default=-1)
    for at, (block, rank) in enumerate(zip(headings, ranks, strict=True)):
        if rank is None and at > last_numbered >= 0 and _look(block) not in looks:
            rank = looks.get((*_look(block)[:5], True))  # after the last number, a heading like the numbered ones
        if rank is None:
            rank = _rank_by_look(block, headings[:at], looks)
            looks.setdefault(_look(block), rank)
        block.level = rank + 1 if parts and not _is_aside(block) else max(rank, 1)
        block.appendix = _is_aside(block)
        if parts and _is_aside(block):
            block.level = 1
    _close_gaps(headings)


def _is_aside(block: FileBlock) -> bool:
    word = block.readings[0].dress if block.readings and block.readings[0].style == "word" else ""
    return word in _ASIDE


def _rank(block: FileBlock, order: dict[str, int]) -> int | None:
    """Give the level that a heading's own style or number says; 0 for a part; None for neither.

    `order` has the levels of the words that count headings in this file.
    """
    reading = block.readings[0] if block.readings else None
    if reading is not None and reading.style == "word":
        plain = 0 if reading.dress == "part" else order.get(reading.dress, 1)
        return max(plain, len(reading.path)) if reading.path else plain
    if reading is not None and reading.style == "path":
        return 1 if len(reading.path) == 2 and reading.path[0] > 0 == reading.path[1] else len(reading.path)
    if block.source.heading:
        return block.source.heading
    counted = reading is not None and (reading.style == "decimal" or reading.dress.endswith("^"))
    return 1 if counted else None


def _rank_by_look(block: FileBlock, before: list[FileBlock], looks: dict[Look, int]) -> int:
    own = _look(block)
    if own in looks:
        return looks[own]
    if not before:
        return 1
    last = before[-1]
    smaller = (own[4], own[2], own[0]) < (_look(last)[4], _look(last)[2], _look(last)[0])
    numbered = any(other.readings for other in before)
    ranked = looks.get(_look(last), 1)
    if smaller or (numbered and not block.readings and last.readings):
        return ranked + 1
    bigger = [rank for look, rank in looks.items() if (look[4], look[2], look[0]) > (own[4], own[2], own[0])]
    return max(bigger, default=0) + 1


def _close_gaps(headings: list[FileBlock]) -> None:
    """A level that is skipped is none: a third-level heading right below a first-level one is of the second."""
    if not headings:
        return
    lowest = min(block.level for block in headings)
    open_levels: list[int] = []
    for block in headings:
        level = block.level - lowest + 1
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        block.level = len(open_levels)
