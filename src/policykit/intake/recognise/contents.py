"""The third pass: lists of contents are found, to be left out: policykit makes its own."""

from __future__ import annotations

import re
from itertools import pairwise

from policykit.intake.block import FileBlock

_HEADINGS = frozenset({"contents", "table of contents", "index", "contents page", "list of contents", "cynnwys"})
_PAGE = re.compile(r"(?:\s*(?:[.·…_]\s?){3,}|\t+|\s{2,}|\s)\s*(?:page\s*)?(?:\d{1,3}|[ivx]{1,5})\s*$", re.IGNORECASE)
_LEADER = re.compile(r"(?:(?:[.·…_]\s?){4,}|\t)\s*(?:page\s*)?(?:\d{1,3}|[ivx]{1,5})?\s*$", re.IGNORECASE)
_LEAST = 3
_LONGEST = 24


def find_contents(blocks: list[FileBlock]) -> None:
    """Mark the blocks of lists of contents, with their headings."""
    for block in blocks:
        if block.source.role == "contents":
            block.kind = "contents"
    keys = [_key(block) for block in blocks]
    at = 0
    while at < len(blocks):
        if blocks[at].kind != "contents" and _is_heading(blocks[at]):
            end = _run_after_heading(blocks, keys, at + 1)
            if end > at + 1:
                _mark(blocks, at, end)
                at = end
                continue
            if at + 1 < len(blocks) and (blocks[at + 1].kind == "contents" or keys[at] == "table of contents"):
                _mark(blocks, at, at + 1)
        elif (end := _run_of_leaders(blocks, at)) - at >= _LEAST and _is_contents(blocks, keys, at, end):
            _mark(blocks, at, end)
            at = end
            continue
        at += 1
    _find_repeats(blocks, keys)
    for block, after in pairwise(blocks):
        if _is_heading(block) and after.kind == "contents":
            block.kind = "contents"


def list_contents(blocks: list[FileBlock]) -> list[str]:
    """Give the entries of the lists of contents, without their pages, for comparison with the headings."""
    return [_key(block) for block in blocks if block.kind == "contents" and not _is_heading(block)]


def _mark(blocks: list[FileBlock], start: int, end: int) -> None:
    for block in blocks[start:end]:
        block.kind = "contents"


def _is_heading(block: FileBlock) -> bool:
    return not block.rows and block.text.strip(" :.").lower() in _HEADINGS


def _key(block: FileBlock) -> str:
    """Give the words of a line without its page, in small letters."""
    text = block.text
    if found := _PAGE.search(text):
        text = text[: found.start()]
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def heading_key(text: str) -> str:
    """Give the words of a heading as `list_contents` gives those of its entry."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _run_after_heading(blocks: list[FileBlock], keys: list[str], start: int) -> int:
    """Give where the entries below the heading of contents end."""
    later = {key: position for position, key in enumerate(keys[start:], start=start)}
    end = start
    again = next((at for at in range(start + 1, min(start + 80, len(keys))) if keys[at] == keys[start]), start)
    if (
        again - start >= _LEAST
        and keys[start]
        and sum(map(_may_be_entry, blocks[start:again])) >= 0.8 * (again - start)
    ):
        return again  # the text begins where the first entry comes again
    while end < len(blocks):
        block = blocks[end]
        is_entry = bool(_PAGE.search(block.text)) and len(keys[end]) > 0
        comes_again = later.get(keys[end], end) > end and bool(keys[end])
        if block.rows or block.length > _LONGEST or not (is_entry or comes_again or block.kind == "contents"):
            break
        if end > start and keys[end] == keys[start]:
            break
        end += 1
    return end


def _may_be_entry(block: FileBlock) -> bool:
    return not block.rows and block.length <= _LONGEST and not block.text.rstrip().endswith((".", ";"))


def _run_of_leaders(blocks: list[FileBlock], start: int) -> int:
    end = start
    while end < len(blocks):
        block = blocks[end]
        if block.rows or block.length > _LONGEST or not _LEADER.search(block.text) or not _PAGE.search(block.text):
            break
        end += 1
    return end


def _is_contents(blocks: list[FileBlock], keys: list[str], start: int, end: int) -> bool:
    """Tell whether lines that end in numbers are a list of contents: the pages rise, or the lines come again below."""
    pages = [int(found[1]) for block in blocks[start:end] if (found := re.search(r"(\d{1,3})\s*$", block.text))]
    rising = sum(1 for first, second in pairwise(pages) if first <= second)
    later = set(keys[end:])
    again = sum(1 for key in keys[start:end] if key in later)
    return rising >= 0.8 * (len(pages) - 1) if len(pages) > 1 and not again else again >= 0.3 * (end - start)


def _find_repeats(blocks: list[FileBlock], keys: list[str]) -> None:
    """Find a list without a heading, leaders or pages: a run of short lines that all come again, in the same order."""
    start = 0
    while start < min(len(blocks), 80):
        end, last = start, start
        while end < len(blocks) and keys[end] and blocks[end].length <= _LONGEST and not blocks[end].rows:
            again = next((at for at in range(max(last, end) + 1, len(blocks)) if keys[at] == keys[end]), None)
            if (
                again is None
                or _is_item(blocks[end])
                or blocks[end].kind == "contents"
                or (end > start and keys[end] == keys[start])
            ):
                break
            last, end = again, end + 1
        if end - start >= 4 and last - end > 2 * (end - start) and _first_again(keys, start, end) == end:
            _mark(blocks, start, end)
        start = max(end, start + 1)


def _is_item(block: FileBlock) -> bool:
    """Tell whether a line is a bullet, or leads in to a list, as no entry of contents does."""
    bullet = bool(block.readings) and block.readings[0].style == "bullet"
    return bullet or (not block.label and block.text.rstrip().endswith((":", ";")))


def _first_again(keys: list[str], start: int, end: int) -> int:
    """Give `end` where the first line comes again only after the run."""
    return end if keys[start] not in keys[start + 1 : end] else start
