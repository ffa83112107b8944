"""Small pieces of Markdown that several pages are made of."""

from __future__ import annotations

from collections.abc import Iterable


def fence(text: str, language: str = "text") -> str:
    """Give a block of code, its fence longer than any within."""
    ticks = "```"
    while ticks in text:
        ticks += "`"
    return f"{ticks}{language}\n{text.rstrip()}\n{ticks}\n"


def make_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Give a table; upright strokes within cells are escaped."""
    lines = [list(head)]
    lines.append(["---"] * len(lines[0]))
    lines += [[" ".join(cell.replace("|", "\\|").split()) for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def end_sentence(text: str) -> str:
    """Write a phrase as a sentence: a capital at the start, a full stop at the end."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "…", "!", "?")) else ".")
