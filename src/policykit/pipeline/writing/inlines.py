"""The words of a clause as a page shows them, run by run, and back as inline CommonMark that reads as just these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

from policykit.intake.emit.texts import drop_unseen, escape_text
from policykit.model.markdown import parse_text
from policykit.model.table import write_items
from policykit.model.text import (
    Break,
    Code,
    Emphasis,
    FormField,
    Inline,
    Link,
    Marked,
    NoteMark,
    Parameter,
    Reference,
    Shifted,
    Strong,
    Text,
)
from policykit.source.yaml_edit.faults import refuse_edit

Run = dict[str, Any]
"""A run of words, a chip or a line break, as ProseMirror writes its nodes in JSON."""
_STRESS = {"strong": "**", "em": "*", "sup": "^", "sub": "~"}
_ORDER = ("link", "strong", "em", "sup", "sub")


def read_runs(words: str) -> list[Run]:
    """Give the runs of inline CommonMark."""
    return list(_read(parse_text(words).inlines, ()))


def _read(inlines: Sequence[Inline], marks: tuple[Run, ...]) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield _mark({"type": "text", "text": text}, marks)
            case Code(text):
                yield _mark({"type": "text", "text": text}, (*marks, {"type": "code"}))
            case Break():
                yield {"type": "hard_break"}
            case Emphasis() | Strong() | Link() | Shifted():
                yield from _read(inline.children, (*marks, _name_dress(inline)))
            case Marked():  # made by comparisons, and in no file
                yield from _read(inline.children, marks)
            case _:
                yield _mark(_make_chip(inline), marks)


def _name_dress(inline: Emphasis | Strong | Link | Shifted) -> Run:
    match inline:
        case Emphasis():
            return {"type": "em"}
        case Strong():
            return {"type": "strong"}
        case Link(href):
            return {"type": "link", "attrs": {"href": href}}
        case Shifted(to):
            return {"type": "sup" if to == "above" else "sub"}
        case _:
            assert_never(inline)


def _make_chip(inline: Reference | Parameter | NoteMark | FormField) -> Run:
    match inline:
        case Reference(target):
            return {"type": "ref", "attrs": {"target": target}}
        case Parameter(name):
            return {"type": "param", "attrs": {"name": name}}
        case NoteMark(name):
            return {"type": "mark", "attrs": {"name": name}}
        case FormField(kind):
            return {"type": "blank", "attrs": {"kind": kind}}
        case _:
            assert_never(inline)


def _mark(run: Run, marks: tuple[Run, ...]) -> Run:
    unique = {mark["type"]: mark for mark in marks}
    return {**run, "marks": list(unique.values())} if unique else run


def write_runs(runs: object) -> str:
    """Give runs as inline CommonMark; blanks as a paragraph has them. Raises PolicykitError for what is no run."""
    try:
        known = [run for run in runs if run]  # type: ignore[attr-defined]
        words = _write(known, _ORDER)
        shown = _join(known)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise refuse_edit("the page sent what is no text", "load the page again") from None
    lines = [" ".join(line.split(" ")) for line in words.split("\n")]
    text = "\n".join(" ".join(part for part in line.split(" ") if part) for line in lines)
    if _squeeze(_join(read_runs(text))) != _squeeze(shown):
        raise refuse_edit(
            "these words cannot be written in this dress", "take bold and italics away from parts of words"
        )
    return text


def _write(runs: Sequence[Mapping[str, Any]], order: Sequence[str]) -> str:
    if not order:
        return "".join(map(_write_one, runs))
    name, parts = order[0], list[str]()
    for mark, group in _group(runs, name):
        inner = _write(group, order[1:])
        core = inner.strip(" ")
        if mark is None or not core:
            parts.append(inner)
            continue
        start, end = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
        dressed = f"[{core}]({mark['attrs']['href']})" if name == "link" else f"{_STRESS[name]}{core}{_STRESS[name]}"
        parts.append(f"{start}{dressed}{end}")
    return "".join(parts)


def _group(
    runs: Sequence[Mapping[str, Any]], name: str
) -> Iterator[tuple[Mapping[str, Any] | None, list[Mapping[str, Any]]]]:
    """Give neighbouring runs together that have the same mark of a name, or none."""
    group: list[Mapping[str, Any]] = []
    last: Mapping[str, Any] | None = None
    for run in runs:
        mark = next((each for each in run.get("marks", ()) if each["type"] == name), None)
        if group and mark != last:
            yield last, group
            group = []
        group.append(run)
        last = mark
    if group:
        yield last, group


def _write_one(run: Mapping[str, Any]) -> str:
    match run["type"]:
        case "text":
            text = drop_unseen(str(run["text"]).replace("\u00a0", " ").replace("\n", " "))
            if any(mark["type"] == "code" for mark in run.get("marks", ())):
                return f"`{text}`" if "`" not in text else escape_text(text)
            return escape_text(text)
        case "hard_break":
            return "\\\n"
        case "ref":
            return f"{{ref: {run['attrs']['target']}}}"
        case "param":
            return f"{{{run['attrs']['name']}}}"
        case "mark":
            return f"[^{run['attrs']['name']}]"
        case "blank":
            return f"{{{run['attrs']['kind']}}}"
    raise ValueError(run["type"])


def _join(runs: Sequence[Mapping[str, Any]]) -> str:
    """Give runs as a text in which each sign bears its marks, for comparison."""
    signs = []
    for run in runs:
        marks = " ".join(sorted({mark["type"] for mark in run.get("marks", ())}))
        if run["type"] == "text":
            text = drop_unseen(str(run["text"]).replace("\u00a0", " ").replace("\n", " "))
            signs += [f"{sign}{marks}" if sign != " " else " " for sign in text]
        else:
            signs.append(f"\x00{_write_one(run)}{marks if run['type'] != 'hard_break' else ''}")
    return "\x01".join(signs)


def _squeeze(signs: str) -> list[str]:
    """Give signs without blanks that are more than one, or at an end."""
    found: list[str] = []
    for sign in signs.split("\x01"):
        at_start = not found or found[-1] == " " or found[-1].startswith("\x00\\")
        if sign == " " and at_start:
            continue
        if sign.startswith("\x00\\") and found and found[-1] == " ":
            found.pop()
        found.append(sign)
    while found and found[-1] == " ":
        found.pop()
    return [sign for sign in found if sign]


def read_cell(words: str) -> list[Run]:
    """Give the runs of a cell of a table, an item of a list on each line."""
    return read_runs(write_items(words))


def write_words(value: object) -> object:
    """Give a value in which words come as runs as the file has it.

    Words are `{"runs": …, "source": …}`: they stay as they were typed where nothing in them was changed. Raises
    PolicykitError as `write_runs` does.
    """
    if isinstance(value, Mapping) and "runs" in value:
        source, words = value.get("source"), write_runs(value["runs"])
        return source if isinstance(source, str) and words == write_runs(read_cell(source)) else words
    if isinstance(value, Mapping):
        return {str(key): write_words(each) for key, each in value.items()}
    return [write_words(each) for each in value] if isinstance(value, list) else value
