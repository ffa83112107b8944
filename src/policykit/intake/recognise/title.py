"""The fifth pass: the title and its subtitle, among the lines before the text begins."""

from __future__ import annotations

import re

from policykit.intake.block import FileBlock

_SUBJECT = re.compile(
    r"\b(polic(?:y|ies)|procedures?|protocols?|code|standing orders?|scheme|regulations?|terms of reference|strategy|"
    r"statement|guidance|guidelines|plan|constitution|by-?laws?|charter|rules|agreement|notice|handbook|standards?|"
    r"polisi|gweithdrefn|manual|framework|register|articles)\b",
    re.IGNORECASE,
)
COUNCIL = re.compile(
    r"\b(?:(?:town|parish|community|city|village|neighbourhood|borough|district|county)\s+council|cyngor|school|academy|"
    r"primary|college|university|church|society|association|trust|club|federation|charity|parish meeting)\b",
    re.IGNORECASE,
)
_NEAR = 30
_LONGEST = 18
_ENOUGH = 1.5


def find_title(blocks: list[FileBlock], property_title: str) -> None:
    """Mark the title, and the line right after it that belongs to it as the subtitle."""
    chosen = next((block for block in blocks if block.source.decided == "title"), None)
    if chosen is not None:
        chosen.kind = "title"
        _find_subtitle(blocks, chosen)
        return
    front = _list_front(blocks)
    if not front:
        return
    body = _body_size(blocks)
    biggest = max((block.source.size for block in front), default=0.0)
    scored = [(_score(block, body, biggest, property_title, at), -at, block) for at, block in enumerate(front)]
    best = max(scored, key=lambda entry: entry[:2])
    others = sorted((entry[0] for entry in scored if entry[2] is not best[2]), reverse=True)
    if best[0] < _ENOUGH:
        return
    title = best[2]
    title.kind = "title"
    for block in blocks[: blocks.index(title)]:
        if block.kind == "clause" and COUNCIL.search(block.text) and block.length <= 8 and not block.rows:
            block.kind = "letterhead"
    margin = best[0] - (others[0] if others else 0.0)
    if margin < 1.0 and others:
        second = next(entry[2] for entry in scored if entry[0] == others[0] and entry[2] is not title)
        title.doubt(
            "title",
            f"the title is `{title.text[:60]}`",
            f"the title is `{second.text[:60]}`",
            "change `title:` at the head of the version's file",
            margin,
        )
    _find_subtitle(blocks, title)


def _list_front(blocks: list[FileBlock]) -> list[FileBlock]:
    """Give the lines before the first clause that is surely one."""
    front: list[FileBlock] = []
    for block in blocks[:_NEAR]:
        if block.kind in ("contents", "version") or block.rows or block.source.decided:
            continue
        long = block.length > _LONGEST
        if (block.source.heading != 0 and (block.label and block.source.heading is None)) or long:
            if block.source.heading is None and front:
                break
            continue
        if block.source.heading and block.source.heading >= 1 and front and any(b.source.heading for b in front):
            break
        front.append(block)
    return front


def _body_size(blocks: list[FileBlock]) -> float:
    sizes: dict[float, int] = {}
    for block in blocks:
        sizes[block.source.size] = sizes.get(block.source.size, 0) + len(block.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 0.0


def _score(block: FileBlock, body: float, biggest: float, property_title: str, at: int) -> float:
    source = block.source
    score = -0.1 * at
    score += 5.0 if source.heading == 0 else 0.6 if source.heading == 1 else 0.0
    if biggest > body + 1 and source.size:
        score += 3.0 * (source.size - body) / (biggest - body) if source.size > body else 0.0
    score += 0.8 if source.bold else 0.0
    score += 0.8 if source.centred else 0.0
    score += 0.5 if block.text.isupper() or source.capitals else 0.0
    if _SUBJECT.search(block.text):
        score += 2.5
    if COUNCIL.search(block.text) and not _SUBJECT.search(block.text):
        score -= 2.5
    if property_title and block.text.strip().lower() == property_title.strip().lower():
        score += 1.0
    if re.search(r"@|www\.|\d{5}|tel\b|^\(|[.;,]$", block.text.lower()):
        score -= 3.0
    if block.label or block.typed:
        score -= 2.0
    return score if block.length <= 14 else score - 1.0


def _find_subtitle(blocks: list[FileBlock], title: FileBlock) -> None:
    at = next(position for position, block in enumerate(blocks) if block is title)
    if at + 1 >= len(blocks):
        return
    after = blocks[at + 1]
    if after.kind != "clause" or after.rows or after.label or after.length > _LONGEST or after.source.heading:
        return
    if after.source.style == "subtitle":
        after.kind = "subtitle"
        return
    bracketed = after.text.startswith("(") and after.text.endswith(")")
    alike = (after.source.centred and title.source.centred) or after.source.heading == 0
    if bracketed or (alike and not COUNCIL.search(after.text) and not after.text.endswith((".", ":"))):
        after.kind = "subtitle"
