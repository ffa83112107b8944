"""The changes as words: a summary in Markdown to paste into an agenda, and one in plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from policykit.analysis.impact import Impact
from policykit.compare.versions.changes import Changes, Row
from policykit.compare.versions.redline import sum_up
from policykit.compare.words.diff import Segment
from policykit.render.markdown.words import escape_start, escape_text
from policykit.render.report.impact import IMPACT_HEADING, list_impact
from policykit.render.report.view import (
    KIND_SIGNS,
    KIND_WORDS,
    Card,
    Fold,
    group_cards,
    list_cards,
    list_light_details,
    list_summary,
    quote_opening,
    tell_fold,
    tell_places,
)
from policykit.wording.printable import replace_unprintable

_MIN_WIDTH = 40
_MARKS = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("[+", "+]")}


def render_report_markdown(changes: Changes, impact: Impact | None = None) -> str:
    """Give the report as Markdown: the summary, then every change with its marks (`{++ins++}`, `{--del--}`)."""
    title = escape_text(f"What changed: {changes.new.title}")
    lines = [f"# {title}", "", f"{escape_text(changes.new.council)}. {escape_text(sum_up(changes))}", ""]
    lines += _list_impact(impact, "## ", "- ", escape_text)
    for words, rows, fields in list_summary(changes):
        lines += [f"## {words} ({len(rows) + len(fields)})", ""]
        lines += [f"- **The whole document:** {escape_text(field.line)}." for field in fields]
        for row in rows:
            lines += [f"- **{escape_text(_name(row))}** {escape_text(_tell(row))}.", *_quote_markdown(row)]
        lines.append("")
    lines += _list_fields(changes, "## ", "- ", escape_text)
    return replace_unprintable("\n".join(lines).rstrip("\n") + "\n")


def _quote_markdown(row: Row) -> list[str]:
    marks = {"equal": ("", ""), "delete": ("{--", "--}"), "insert": ("{++", "++}")}
    words = "".join(_wrap(segment, marks, escape_text) for segment in _words(row)).replace("\n", " ")
    return ["", f"  > {escape_start(words)}", ""] if words else []


def render_report_text(changes: Changes, width: int = 80, impact: Impact | None = None) -> str:
    """Give the report as plain text: the summary, then clause by clause with `[+…+]` and `[-…-]`, the rest folded."""
    width = max(width, _MIN_WIDTH)
    title = f"What changed: {changes.new.title}"
    lines = [title, "=" * len(title), changes.new.council, *_fill(sum_up(changes), width, ""), ""]
    lines += _list_impact(impact, "", "  ", lambda text: "\n".join(_fill(text, width - 2, "")).replace("\n", "\n  "))
    for words, rows, fields in list_summary(changes):
        head = f"{words} ({len(rows) + len(fields)})"
        lines += [head, "-" * len(head)]
        for field in fields:
            lines += _fill(f"{KIND_SIGNS['edited']} the whole document: {field.line}.", width, "  ")
        for row in rows:
            lines += _fill(f"{KIND_SIGNS[row.kind]} {_name(row)} {_tell(row)}.", width, "  ")
        lines.append("")
    lines += _list_fields(changes, "", "  ", str)
    if any(row.kind != "unchanged" for row in changes.rows):
        lines += ["Clause by clause", "----------------"]
        lines += _list_rows(changes, width)
    return replace_unprintable("\n".join(lines).rstrip("\n") + "\n")


def _list_rows(changes: Changes, width: int) -> Iterator[str]:
    for group in group_cards(list_cards(changes)):
        if group.title:
            yield ""
            yield group.title
        for item in group.items:
            if isinstance(item, Fold):
                yield from _fill(f"… {tell_fold(item)}", width, "  ")
            else:
                yield from _list_card(item, width)


def _list_card(card: Card, width: int) -> Iterator[str]:
    row = card.row
    old, new = tell_places(row)
    if card.away:
        yield from _fill(f"{KIND_SIGNS[row.kind]} {old}: moved to {new}", width, "  ")
        return
    yield from _fill(f"{KIND_SIGNS[row.kind]} {_name(row)} {row.line}.", width, "  ")
    words = "".join(_wrap(segment, _MARKS, str) for segment in _words(row))
    for line in words.split("\n") if words else ():
        yield from _fill(line, width, "      ", "      ")


def _list_fields(changes: Changes, head: str, item: str, write: Callable[[str], str]) -> list[str]:
    lines: list[str] = []
    for words, fields in (
        ("The document as a whole", list_light_details(changes)),
        ("Not counted: follows from the label and the register", changes.follows),
    ):
        if fields:
            lines += [head + words, *([""] if head else ["-" * len(words)])]
            lines += [item + write(f"{field.line[:1].upper()}{field.line[1:]}.") for field in fields]
            lines.append("")
    return lines


def _list_impact(impact: Impact | None, head: str, item: str, write: Callable[[str], str]) -> list[str]:
    """Give what passing the new version would change for people, under the headings of the page."""
    if impact is None:
        return []
    lines = [head + IMPACT_HEADING, *([""] if head else ["-" * len(IMPACT_HEADING)])]
    for heading, told in list_impact(impact):
        lines += [write(heading) if not head else f"**{write(heading)}**", *([""] if head else [])]
        lines += [item + write(line) for line in told]
        lines += [""]
    return lines if lines[-1] == "" else [*lines, ""]


def _name(row: Row) -> str:
    old, new = tell_places(row)
    kind = KIND_WORDS[row.kind].lower() + (" and edited" if row.kind == "moved" and row.is_edited else "")
    return f"{new or f'old {old}'} ({kind}):"  # a number that is gone may be another clause's now


def _tell(row: Row) -> str:
    if _both(row):
        opening = quote_opening(row)
        return f"“{opening}”: {row.line}" if opening and row.part == "clause" else row.line
    return f"{row.line}: “{textwrap.shorten(row.place.text, 90, placeholder=' …')}”"


def _both(row: Row) -> bool:
    return bool(row.old and row.new)


def _words(row: Row) -> tuple[Segment, ...]:
    """Give the marked words; those of what came or went are all marked."""
    if _both(row):
        return row.words
    return (Segment("insert" if row.new else "delete", row.place.text),) if row.place.text else ()


def _wrap(segment: Segment, marks: dict[str, tuple[str, str]], write: Callable[[str], str]) -> str:
    """Set marks around the words, with the space before them outside."""
    bare = segment.text.lstrip(" ")
    opening, closing = marks[segment.op]
    return f"{segment.text[: len(segment.text) - len(bare)]}{opening}{write(bare)}{closing}"


def _fill(text: str, width: int, indent: str, hanging: str | None = None) -> list[str]:
    following = hanging if hanging is not None else indent + "    "
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=following, break_long_words=False, break_on_hyphens=False
    ) or [""]
