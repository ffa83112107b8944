"""A text as the page in which it is written: its parts as ProseMirror has them, and the numbers beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policykit.edition.elsewhere import name_elsewhere
from policykit.edition.numbers import number_version
from policykit.model.edit import field_value
from policykit.model.library import Sourced
from policykit.model.markdown import parse_text
from policykit.model.model_clause import clause_words
from policykit.model.parameters import text_parameters
from policykit.model.policy import Clause, Section, closing_id
from policykit.model.table import Table
from policykit.model.text import plain_text
from policykit.pipeline.writing.inlines import read_cell, read_runs
from policykit.pipeline.writing.opened import OpenText
from policykit.source.nodes import YamlPlaces

Node = dict[str, Any]


FIRST_PARTS = 150
"""So many sections and clauses, and what belongs to the last section, come with the page of a long text."""


def describe_page(opened: OpenText, most: int | None = None) -> Node:
    """Give a text with all that its page shows: the document, its numbers, and the values of its parameters.

    With `most`, only the first sections, up to about so many parts; `whole` says whether that is all.
    """
    version = opened.version
    council = opened.library.council_of(opened.policy)
    numbers = list_numbers(opened)
    sections = [_section(opened, section, 2) for section in _take_first(version.sections, most)]
    whole = len(sections) == len(version.sections)
    if not whole:
        wanted = set(_list_names(sections))
        numbers = {name: each for name, each in numbers.items() if name in wanted}
    return {
        "name": opened.name,
        "revision": opened.revision,
        "language": version.language or council.language,
        "whole": whole,
        "doc": {"type": "doc", "content": [_title(version.title), *sections]},
        "numbers": numbers,
        "parameters": {name: value for name, value in text_parameters(council, version).items() if value is not None},
        "unsaved": [entry for entry in map(_describe_unsaved, opened.unsaved) if entry is not None],
    }


def _take_first(sections: tuple[Section, ...], most: int | None) -> tuple[Section, ...]:
    """Give the first sections, until they have so many parts together."""
    count = 0
    for at, section in enumerate(sections):
        count += _count_parts(section)
        if most is not None and count >= most:
            return sections[: at + 1]
    return sections


def _count_parts(item: Section | Clause) -> int:
    sections = item.sections if isinstance(item, Section) else ()
    return 1 + sum(map(_count_parts, item.clauses)) + sum(map(_count_parts, sections))


def _list_names(nodes: Iterable[Node]) -> Iterator[str]:
    """Give the ids of the parts in nodes of a page, and of those that they refer to."""
    for node in nodes:
        attrs = node.get("attrs", {})
        yield from (str(attrs[key]) for key in ("id", "target") if attrs.get(key))
        yield from _list_names(node.get("content", ()))


def list_numbers(opened: OpenText) -> Mapping[str, list[str]]:
    """Give of each section and clause its number as printed (or a bullet), its citation, and what a reference says.

    Of each reference to another policy, what it prints.
    """
    if opened.numbers is None or opened.numbers[0] != opened.revision:
        found = {
            name: [each.number or ("•" if each.style == "bullet" else ""), each.citation, each.label]
            for name, each in number_version(opened.version).items()
        }
        written = Sourced(opened.version, YamlPlaces(opened.name, opened.laid.text))
        elsewhere = name_elsewhere(opened.library, opened.policy, written)
        found |= {target: ["", words, words] for target, words in elsewhere.items()}
        opened.numbers = opened.revision, found
    return opened.numbers[1]


def _title(title: str) -> Node:
    return _text_node("title", title, [{"type": "text", "text": title}])


def _text_node(kind: str, source: str | None, runs: list[Node], **attrs: Any) -> Node:
    """Give a line of words; `source`, its words as the file has them, is left out where they are the very run."""
    known = {} if runs == [{"type": "text", "text": source}] else {"source": source}
    node: Node = {"type": kind, "attrs": {**known, **attrs}}
    return {**node, "content": runs} if runs else node


def _section(opened: OpenText, section: Section, level: int) -> Node:
    content: list[Node] = []
    if section.heading is not None:
        content.append(_text_node("heading", section.heading, read_runs(section.heading), level=min(level, 6)))
    content += [_clause(opened, clause) for clause in section.clauses]
    content += [_section(opened, below, level + 1) for below in section.sections]
    return {"type": "section", "attrs": {"id": section.id}, "content": content}


FIELDS = ("kind", "term", "notes", "table", "footnotes", "closing")
"""What of a clause, beside its words, can be changed on its page."""


def list_fields(clause: Clause) -> Node:
    """Give the values of those fields that a clause has, as its file has them."""
    return {key: value for key in FIELDS if (value := field_value(clause, key)) is not None}


def _clause(opened: OpenText, clause: Clause) -> Node:
    fields = list_fields(clause)
    attrs: Node = {"id": clause.id, "fields": fields}
    attrs |= {key: fields[key] for key in ("kind", "term", "notes") if key in fields}
    if clause.rules:
        attrs["rules"] = len(clause.rules)
    content = list(_clause_parts(opened, clause))
    content += [_clause(opened, below) for below in clause.clauses]
    if clause.closing is not None:
        content.append(_text_node("closing", clause.closing, read_runs(clause.closing), id=closing_id(clause.id)))
    content += [_text_node("footnote", words, read_runs(words), name=name) for name, words in clause.footnotes.items()]
    return {"type": "clause", "attrs": attrs, "content": content}


def _clause_parts(opened: OpenText, clause: Clause) -> Iterator[Node]:
    """Give the words of a clause and its table; those of a model, and a picture, can only be looked at here."""
    if clause.text is not None:
        yield _text_node("para", clause.text, read_runs(clause.text))
    elif clause.model is not None:
        words = clause_words(clause, opened.library.models_of(opened.policy, opened.label))
        yield {"type": "fixed", "attrs": {"words": plain_text(parse_text(words).inlines)}}
    if clause.table is not None:
        yield _table(clause.table)
    if clause.picture is not None:
        shown = [f"Picture: {clause.picture.alt}", *filter(None, [clause.picture.caption])]
        yield {"type": "fixed", "attrs": {"words": " – ".join(shown)}}


def _table(table: Table) -> Node:
    """Give a table: its caption, and its rows, that of the headings first."""
    rows = [_row([(words, 1, 1) for words in table.columns], head=True)] if table.columns else []
    for row in table.rows:
        cells = [(cell, 1, 1) if isinstance(cell, str) else (cell.text, cell.columns, cell.rows) for cell in row]
        rows.append(_row(cells, head=False))
    caption = [{"type": "text", "text": table.caption}] if table.caption else []
    title = {"type": "caption", "attrs": {"columns": table.width}, **({"content": caption} if caption else {})}
    return {"type": "table", "attrs": {"headed": table.row_headers}, "content": [title, *rows]}


def _row(cells: list[tuple[str, int, int]], *, head: bool) -> Node:
    content = []
    for words, columns, rows in cells:
        attrs = {key: value for key, value in (("columns", columns), ("rows", rows)) if value > 1}
        node: Node = {"type": "cell", "attrs": {"source": words, "head": head, **attrs}}
        runs = read_cell(words)
        content.append({**node, "content": runs} if runs else node)
    return {"type": "row", "attrs": {"head": head}, "content": content}


def _describe_unsaved(entry: Any) -> Node | None:
    """Give what the page must show of words that could not be written."""
    edit = entry.edit
    if edit is None or edit.do not in ("text", "fields", "insert", "split"):
        return None
    if edit.do == "fields" and not isinstance(edit.values.get("text"), str):
        return None
    words = {"split": "second", "fields": ""}.get(edit.do, "words")
    words = getattr(edit, words) if words else edit.values["text"]
    spot = edit.spot.model_dump() if edit.do == "insert" else None
    return {"id": edit.id, "do": edit.do, "runs": read_runs(words), "why": list(entry.why), "spot": spot}
