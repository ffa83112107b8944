"""Marks in words: two texts with their emphasis and links become one that shows both, and that again becomes either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from policykit.compare.words.diff import Segment, diff_words
from policykit.model.text import (
    WRAPPERS,
    Break,
    Code,
    Emphasis,
    Inline,
    Link,
    Marked,
    Shifted,
    Strong,
    Text,
    plain_text,
)

Words = tuple[Inline, ...]
Side = Literal["old", "new"]


def mark_words(old: Words, new: Words) -> Words:
    """Give the words of both sides in one run, what only one has being marked `deleted` or `inserted`.

    Words that stand but changed their emphasis or link are marked on both sides. `settle_words` gives either side
    back to the letter.
    """
    if old == new:
        return new
    diff = diff_words(plain_text(old), plain_text(new))
    if diff.stands_apart:
        return tidy_words((*_mark("deleted", old), *_mark("inserted", new)))
    marked: list[Inline] = []
    at = [0, 0]
    for segment in _part_spaces(diff.segments):
        size = len(segment.text)
        if segment.op == "delete":
            marked += _mark("deleted", cut_words(old, at[0], at[0] + size))
        elif segment.op == "insert":
            marked += _mark("inserted", cut_words(new, at[1], at[1] + size))
        else:
            marked += _mark_dress(cut_words(old, at[0], at[0] + size), cut_words(new, at[1], at[1] + size))
        at[0] += size * (segment.op != "insert")
        at[1] += size * (segment.op != "delete")
    return tidy_words(marked)


def _part_spaces(segments: Sequence[Segment]) -> list[Segment]:
    """Give the segments with a space that words gone and words come both begin with outside of the marks."""
    parted: list[Segment] = []
    for segment in segments:
        last = parted[-1] if parted else None
        space = segment.text[:1]
        if last and (last.op, segment.op) == ("delete", "insert") and space.isspace() and last.text[:1] == space:
            parted[-1:] = [Segment("equal", space), Segment("delete", last.text[1:])]
            segment = Segment("insert", segment.text[1:])
        parted.append(segment)
    return [segment for segment in parted if segment.text]


def mark_segments(segments: Iterable[Segment]) -> Words:
    """Give plain segments as marked words."""
    changes = {"delete": "deleted", "insert": "inserted"}
    return tuple(
        Text(segment.text) if segment.op == "equal" else Marked(changes[segment.op], (Text(segment.text),))
        for segment in segments
    )


def settle_words(words: Words, side: Side) -> Words:
    """Give the old or the new words of marked ones, without marks."""
    return tidy_words(_settle(words, side))


def _settle(words: Iterable[Inline], side: Side) -> Iterator[Inline]:
    for inline in words:
        if isinstance(inline, Marked):
            if (inline.change in ("deleted", "moved_from")) == (side == "old"):
                yield from _settle(inline.children, side)
        elif isinstance(inline, WRAPPERS):
            yield replace(inline, children=tuple(_settle(inline.children, side)))
        else:
            yield inline


def tidy_words(words: Iterable[Inline]) -> Words:
    """Give words in one form: neighbours of one kind joined, empty ones left out, so that equal words are equal."""
    result: list[Inline] = []
    for inline in words:
        if isinstance(inline, (*WRAPPERS, Marked)):
            inline = replace(inline, children=tidy_words(inline.children))
            if not inline.children and not isinstance(inline, Marked):
                continue
        elif isinstance(inline, (Text, Code)) and not inline.text:
            continue
        last = result[-1] if result else None
        result[-1:] = _join(last, inline) if last is not None else [inline]
    return tuple(result)


def _join(first: Inline, second: Inline) -> list[Inline]:
    if isinstance(first, Text) and isinstance(second, Text):
        return [Text(first.text + second.text)]
    if isinstance(first, Code) and isinstance(second, Code):
        return [Code(first.text + second.text)]
    alike = (
        type(first) is type(second)
        and isinstance(first, (*WRAPPERS, Marked))
        and isinstance(second, (*WRAPPERS, Marked))
        and replace(first, children=()) == replace(second, children=())
    )
    if not alike:
        return [first, second]
    assert isinstance(first, (*WRAPPERS, Marked))
    assert isinstance(second, (*WRAPPERS, Marked))
    return [replace(first, children=tidy_words((*first.children, *second.children)))]


def cut_words(words: Words, start: int, end: int) -> Words:
    """Give the part of words that `plain_text` has from `start` to `end`, with its emphasis and links."""
    parts: list[Inline] = []
    at = 0
    for inline in words:
        size = len(plain_text((inline,)))
        first, last = max(start - at, 0), min(end - at, size)
        if first < last:
            parts.append(_cut(inline, first, last))
        at += size
    return tuple(parts)


def _cut(inline: Inline, start: int, end: int) -> Inline:
    match inline:
        case Text(text):
            return Text(text[start:end])
        case Code(text):
            return Code(text[start:end])
        case Strong() | Emphasis() | Link() | Shifted() | Marked():
            return replace(inline, children=cut_words(inline.children, start, end))
        case _:
            return inline


def _mark(change: str, words: Words) -> list[Inline]:
    return [Marked(change, words)] if words else []


def _mark_dress(old: Words, new: Words) -> list[Inline]:
    """Mark the runs of equal letters whose emphasis or link changed."""
    if tidy_words(old) == tidy_words(new):
        return list(new)
    same = [a == b for a, b in zip(_dress(old, ()), _dress(new, ()), strict=True)]
    marked: list[Inline] = []
    at = 0
    for equal, run in groupby(same):
        end = at + len(list(run))
        if equal:
            marked += cut_words(new, at, end)
        else:
            marked += [*_mark("deleted", cut_words(old, at, end)), *_mark("inserted", cut_words(new, at, end))]
        at = end
    return marked


def _dress(words: Words, above: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give, for each letter, what it is wrapped in."""
    letters: list[tuple[str, ...]] = []
    for inline in words:
        match inline:
            case Strong(children) | Emphasis(children):
                letters += _dress(children, (*above, type(inline).__name__))
            case Shifted(to, children):
                letters += _dress(children, (*above, to))
            case Link(href, children):
                letters += _dress(children, (*above, href))
            case Marked(_, children):
                letters += _dress(children, above)
            case Break():
                letters.append((*above, "Break"))
            case _:
                letters += [(*above, type(inline).__name__)] * len(plain_text((inline,)))
    return letters
