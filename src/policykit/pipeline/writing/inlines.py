"""The words of a clause as a page shows them, run by run, and back as inline CommonMark that reads as just these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policykit.intake.emit.texts import drop_unseen, escape_text
from policykit.model.markdown import parse_text
from policykit.model.text import Break, Code, Emphasis, Inline, Link, Parameter, Reference, Strong, Text
from policykit.source.yaml_edit.faults import refuse_edit

Run = dict[str, Any]
"""A run of words, a chip or a line break, as ProseMirror writes its nodes in JSON."""
_STRESS = {"strong": "**", "em": "*"}
_ORDER = ("link", "strong", "em")


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
            case Emphasis(children):
                yield from _read(children, (*marks, {"type": "em"}))
            case Strong(children):
                yield from _read(children, (*marks, {"type": "strong"}))
            case Link(href, children):
                yield from _read(children, (*marks, {"type": "link", "attrs": {"href": href}}))
            case Reference(target):
                yield _mark({"type": "ref", "attrs": {"target": target}}, marks)
            case Parameter(name):
                yield _mark({"type": "param", "attrs": {"name": name}}, marks)


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
    raise ValueError(run["type"])


def _join(runs: Sequence[Mapping[str, Any]]) -> str:
    """Give runs as a text in which each sign bears its marks, for comparison."""
    signs = []
    for run in runs:
        marks = "".join(sorted({mark["type"][0] for mark in run.get("marks", ())}))
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
