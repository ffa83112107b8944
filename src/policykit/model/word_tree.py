"""Going through the words of a clause, and changing them: the tree that `model.text` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from policykit.model.text import (
    WRAPPERS,
    Break,
    Code,
    Inline,
    Marked,
    NoteMark,
    Parameter,
    Reference,
    Text,
    join_text,
    plain_text,
)


def walk_inlines(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Give every node of a tree, parents first."""
    for inline in inlines:
        yield inline
        if isinstance(inline, (*WRAPPERS, Marked)):
            yield from walk_inlines(inline.children)


def split_lines(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], ...]:
    """Give words line by line; what is stressed, linked or marked over a break is so on both lines."""
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, Break):
            lines.append([])
        elif isinstance(inline, (*WRAPPERS, Marked)):
            first, *others = split_lines(inline.children)
            lines[-1].append(replace(inline, children=first))
            lines += [[replace(inline, children=other)] for other in others]
        else:
            lines[-1].append(inline)
    return tuple(tuple(line) for line in lines)


def drop_start(inlines: tuple[Inline, ...], count: int) -> tuple[Inline, ...]:
    """Give words without their first `count` characters."""
    kept: list[Inline] = []
    for inline in inlines:
        size = len(plain_text((inline,)))
        if count >= size > 0:
            count -= size
        elif not count:
            kept.append(inline)
        elif isinstance(inline, (Text, Code)):
            kept.append(replace(inline, text=inline.text[count:]))
            count = 0
        elif isinstance(inline, (*WRAPPERS, Marked)):
            kept.append(replace(inline, children=drop_start(inline.children, count)))
            count = 0
    return tuple(kept)


def replace_leaves(
    inlines: tuple[Inline, ...], change: Callable[[Reference | Parameter | NoteMark], Inline]
) -> tuple[Inline, ...]:
    """Give the tree with each reference, parameter and mark of a note replaced by what `change` says."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, (Reference, Parameter, NoteMark)):
            result.append(change(inline))
        elif isinstance(inline, (*WRAPPERS, Marked)):
            result.append(replace(inline, children=replace_leaves(inline.children, change)))
        else:
            result.append(inline)
    return join_text(result)
