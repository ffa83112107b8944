"""Which adopted words differ between two texts, part by part: enough to name a change, not to show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from policykit.model.frozen import adopted_words
from policykit.model.policy import Path, Version
from policykit.model.printed import walk_texts
from policykit.wording.forms import is_same_form

Fate = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class WordChange:
    """One part whose adopted words differ."""

    fate: Fate
    part: str
    """As a message names it: "clause `messaging.consent`", "section `purpose`", "`title`"."""
    path: Path
    """Where it stands: in the new text, or in the old one where it was removed."""
    old: str | None
    """Its words in the old text."""
    new: str | None
    """Its words in the new text."""


@dataclass(frozen=True, slots=True)
class _TextPart:
    path: Path
    data: dict[str, Any]
    before: str
    """What is before it among its neighbours, or the part it lies in."""

    texts: dict[Path, str]
    """Its printed texts but those of its table, by their path below it."""

    @property
    def words(self) -> str:
        return " ".join(self.texts.values()) or str(self.data.get("value") or "")


def list_word_changes(old: Version, new: Version) -> tuple[WordChange, ...]:
    """Give every part whose adopted words differ, in the order of the new text, removed parts last.

    Words that differ only in the form of their characters (`ŵ` as one sign or as two) are the same words.
    """
    before, after = _list_parts(old), _list_parts(new)
    return tuple(_compare(before, after))


def _compare(before: dict[str, _TextPart], after: dict[str, _TextPart]) -> Iterator[WordChange]:
    for name, part in after.items():
        was = before.get(name)
        if was is None:
            yield WordChange("added", name, part.path, None, part.words)
        elif not is_same_form(was.data, part.data):
            old, new = _tell_texts(was, part) if was.texts != part.texts else _tell_rows(was, part)
            yield WordChange("changed", name, part.path, old, new)
        elif was.before != part.before and was.before in ("", *after) and part.before in ("", *before):
            yield WordChange("moved", name, part.path, was.words, part.words)
    for name, part in before.items():
        if name not in after:
            yield WordChange("removed", name, part.path, part.words, None)


def _tell_texts(was: _TextPart, part: _TextPart) -> tuple[str, str]:
    """Give the texts that differ; the words of both where one of them has none of these."""
    differ = [key for key in {**was.texts, **part.texts} if not is_same_form(was.texts.get(key), part.texts.get(key))]
    old, new = (" ".join(one.texts[key] for key in differ if key in one.texts) for one in (was, part))
    return (old, new) if old and new else (was.words, part.words)


def _tell_rows(was: _TextPart, part: _TextPart) -> tuple[str, str]:
    """Give the rows of a table that differ, each as its cells; the words around it where no row does."""
    before, after = _read_rows(was), _read_rows(part)
    old, new = ([row for row in rows if row not in other] for rows, other in ((before, after), (after, before)))
    return ("; ".join(old), "; ".join(new)) if old or new else (was.words, part.words)


def _read_rows(part: _TextPart) -> list[str]:
    table = part.data.get("table") or {"columns": [], "rows": []}
    return [" | ".join(row) for row in (table["columns"], *table["rows"])]


def _list_parts(version: Version) -> dict[str, _TextPart]:
    data = adopted_words(version)
    sections = data.pop("sections")
    texts = _group_texts(version)
    parts = {f"`{key}`": _TextPart((key,), {"value": value}, "", {}) for key, value in data.items()}
    parts.update(_walk(sections, "section", (), "", texts))
    return parts


def _group_texts(version: Version) -> dict[Path, dict[Path, str]]:
    """Give the printed texts of each section and clause, by their path below it."""
    grouped: dict[Path, dict[Path, str]] = {}
    for text in walk_texts(version):
        if text.printed.part in ("caption", "column", "cell", "note"):
            continue
        last = max((at for at, step in enumerate(text.path) if step in ("sections", "clauses")), default=-2) + 2
        grouped.setdefault(text.path[:last], {})[text.path[last:]] = text.text
    return grouped


def _walk(
    items: list[dict[str, Any]], kind: str, above: Path, before: str, texts: dict[Path, dict[Path, str]]
) -> Iterator[tuple[str, _TextPart]]:
    for position, item in enumerate(items):
        path = (*above, f"{kind}s", position)
        name = f"{kind} `{item['id']}`"
        own = {key: value for key, value in item.items() if key not in ("sections", "clauses")}
        yield name, _TextPart(path, own, before, texts.get(path, {}))
        yield from _walk(item.get("clauses", []), "clause", path, name, texts)
        yield from _walk(item.get("sections", []), "section", path, name, texts)
        before = name
