"""The structure tree of a PDF as a text that a person can read."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.render.pdf.read import Element, read_structure


def describe_structure(pdf: bytes) -> str:
    """Give the structure tree as indented lines, one for each element: role, facts, words."""
    return "".join(f"{line}\n" for line in _describe(read_structure(pdf), 0))


def _describe(element: Element, depth: int) -> Iterator[str]:
    facts = f" [{'; '.join(element.facts)}]" if element.facts else ""
    head = f"{'  ' * depth}{element.role}{facts}"
    kids = _merge_words(element.kids)
    if all(isinstance(kid, str) for kid in kids):
        yield head + "".join(f' "{kid}"' for kid in kids)
        return
    yield head
    for kid in kids:
        if isinstance(kid, str):
            yield f'{"  " * (depth + 1)}"{kid}"'
        else:
            yield from _describe(kid, depth + 1)


def _merge_words(kids: list[Element | str]) -> list[Element | str]:
    merged: list[Element | str] = []
    for kid in kids:
        if isinstance(kid, str) and merged and isinstance(merged[-1], str):
            merged[-1] += kid
        else:
            merged.append(kid)
    shown = [" ".join(kid.split()) if isinstance(kid, str) else kid for kid in merged]
    return [kid for kid in shown if kid != ""]
