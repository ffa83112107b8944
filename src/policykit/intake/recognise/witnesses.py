"""Witnesses that cost nothing: the contents, the order of numbers, references, words that lead in to no list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from policykit.intake.block import FileBlock
from policykit.intake.recognise.contents import heading_key
from policykit.intake.recognise.lookalikes import names_nothing
from policykit.intake.recognise.nesting import leads_in

_REFERENCE = re.compile(
    r"\b(?:section|clause|paragraph|para|article|see)s?\s+(\d{1,2}(?:\.\d{1,2})*)\b(?!\s+(?:of|in|to)\s+(?!this\b))"
)
"""A reference to a number of this text; `section 12 of the Finance Rules` is none."""
_DAMAGED = re.compile(r"\w\[\w|\w\ufffd|\ufffd\w|â€|Ã.|[\ue000-\uf8ff]|[a-z]{2}\|[a-z]")
_GLUED = re.compile(r"[a-z]{3}[.;:,][A-Z][a-z]|[a-z]{4}[A-Z][a-z]{3}")


def find_witnesses(blocks: list[FileBlock], contents: list[str]) -> None:
    """Note doubts that only show when the whole file is looked at."""
    text = [block for block in blocks if block.kind in ("heading", "clause")]
    if len(contents) >= 3:
        _compare_contents(text, contents)
    _check_numbers(text)
    _check_references(text)
    _check_lists(text)
    _check_sections(text)
    _check_ends(text)
    _check_short(text)
    for block in text:
        if found := _DAMAGED.search(block.text) or _GLUED.search(block.text):
            _doubt_words(block, found)


def _doubt_words(block: FileBlock, found: re.Match[str]) -> None:
    around = block.text[max(found.start() - 12, 0) : found.end() + 12]
    block.doubt(
        "damaged-words",
        f"the words are kept as the file has them: `…{around}…`",
        "the letters were damaged when the file was made",
        "compare with the printed page, and correct `text:`",
        0.8,
    )


def _compare_contents(blocks: list[FileBlock], contents: list[str]) -> None:
    """A heading that the contents do not list is doubtful; so is a short line that they do list."""
    listed = set(contents)
    headings = [block for block in blocks if block.kind == "heading" and block.level == 1]
    known = sum(1 for block in headings if _is_listed(block, listed))
    if not headings or known < 0.5 * len(headings):
        return
    for block in blocks:
        if block.rows or not block.text:
            continue
        if block.kind == "heading" and block.level == 1 and not _is_listed(block, listed):
            block.doubt(
                "not-in-contents",
                "taken for a heading",
                "a clause: the file’s list of contents does not name it",
                "move its words into a clause of the section before",
                0.4,
            )
        elif block.kind == "clause" and block.length <= 12 and block.text and _is_listed(block, listed):
            block.doubt(
                "in-contents",
                "taken for a clause",
                "a heading: the file’s list of contents names it",
                "begin a section with it: `- id: …`, `heading: …`",
                0.2,
            )


def _is_listed(block: FileBlock, listed: set[str]) -> bool:
    key = heading_key(block.text)
    full = heading_key(f"{block.label} {block.text}")
    return key in listed or full in listed or any(entry.endswith(f" {key}") for entry in listed)


def _check_numbers(blocks: list[FileBlock]) -> None:
    """A gap in the headings' numbers: a heading was missed, or the file itself has none."""
    last: dict[int, FileBlock] = {}
    for block in blocks:
        if block.kind != "heading" or not block.readings:
            continue
        reading = block.readings[0]
        before = last.get(block.level)
        counts = before is not None and before.readings[0].style == reading.style == "decimal"
        if counts and before is not None and reading.value not in (before.readings[0].value + 1, 1):
            block.doubt(
                "number-gap",
                f"`{block.label}` follows on `{before.label}`",
                "a heading between them was taken for something else, or is missing in the file",
                "compare the two places with the file",
                0.3,
            )
        last = {level: other for level, other in last.items() if level < block.level} | {block.level: block}


def _check_references(blocks: list[FileBlock]) -> None:
    labels = {block.label.strip("().:") for block in blocks if block.label}
    if not any(re.fullmatch(r"\d+(?:\.\d+)*", label) for label in labels):
        return
    for block in blocks:
        for target in _find_targets(block.text):
            if target not in labels and f"{target}.0" not in labels:
                block.doubt(
                    "reference-nowhere",
                    f"it refers to `{target}`, which this file does not have",
                    "a number that was not recognised, or another document",
                    "compare with the file; if it is a slip of the file, say so in `notes:`",
                    1.5,
                )


def _find_targets(text: str) -> Iterator[str]:
    for match in _REFERENCE.finditer(text):
        if not re.match(r"\s*(?:\([^)]*\)\s*)?of\s+(?:the\s+)?[A-Z]|\s+(?:Act|Regulations)", text[match.end() :]):
            yield match[1]


def _check_lists(blocks: list[FileBlock]) -> None:
    """Words that end in a colon, with nothing under them."""
    for block, after in zip_longest(blocks, blocks[1:]):
        if block.kind != "clause" or block.rows or not block.text.rstrip().endswith(":"):
            continue
        if block.children or (after is not None and (after.rows or after.level > block.level)):
            continue
        if after is None or after.kind == "heading":
            block.doubt(
                "list-missing",
                "it leads in to a list, and none follows",
                "what follows is its list, and was taken for something else",
                "compare with the file",
                0.4,
            )


def _check_ends(blocks: list[FileBlock]) -> None:
    """A paragraph that begins in small letters, where the one before it ended in the middle of a sentence."""
    for block, after in pairwise(blocks):
        plain = block.kind == after.kind == "clause" and not (block.rows or after.rows or after.label)
        open_end = block.text.rstrip()[-1:].isalnum() or block.text.rstrip().endswith((",", "-", "–"))
        if plain and open_end and after.text[:1].islower() and not leads_in(block.text):
            after.doubt(
                "goes-on",
                "taken for a paragraph of its own",
                "it goes on with the paragraph before it",
                f'import the file with `--read "{after.source.place}=joined"`',
                0.2,
            )


_MOST_WORDS, _LEAST_WORDS = 8, 12


def _check_short(blocks: list[FileBlock]) -> None:
    """A short line without a full stop, alone between longer ones, looks like a heading even in plain letters."""
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        short = block.kind == "clause" and not block.rows and not block.label and block.length <= _MOST_WORDS
        named = short and block.text[:1].isupper() and block.text.rstrip()[-1:] not in ".;,:)_…"
        alone = before.text.rstrip().endswith((".", ";")) and (after.length >= _LEAST_WORDS or bool(after.label))
        if named and alone and not block.doubts and not names_nothing(block.text):
            block.doubt(
                "heading-or-clause",
                "taken for a clause",
                "a heading of its own",
                f'import the file with `--read "{block.source.place}=heading"`',
                0.7,
            )


def _check_sections(blocks: list[FileBlock]) -> None:
    for block in blocks:
        if block.kind == "heading" and block.text and not block.children:
            block.doubt(
                "empty-section",
                "taken for a heading with nothing under it",
                "a clause",
                "make it a clause of the section before",
                0.5,
            )
