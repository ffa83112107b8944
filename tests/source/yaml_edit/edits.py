"""Edits made by chance of all kinds, and what must hold of each."""

from __future__ import annotations

import difflib
from collections import Counter
from datetime import date
from random import Random
from typing import Any, get_args

import yaml
from tests.source.yaml_edit.styles import make_words

from policykit.errors import PolicykitError
from policykit.model.edit import (
    Edit,
    EditField,
    EditFields,
    EditHeading,
    EditReading,
    EditSpot,
    EditText,
    InsertItem,
    JoinClauses,
    RelocateItem,
    RemoveItem,
    SplitClause,
    Where,
    field_value,
    item_words,
)
from policykit.model.policy import Clause, Section, Version
from policykit.model.rule import Reading, ReadingStatus
from policykit.source.nodes import compose_node
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml
from policykit.source.yaml_edit.apply import InvalidEditError, LaidText, apply_edit, lay_text
from policykit.source.yaml_edit.stretches import ItemLines

KINDS = (
    *("text", "text", "heading", "field", "fields", "reading", "insert", "insert", "remove", "move", "move", "split"),
    "join",
)
"""What is tried, the usual things more often."""
VALUES: dict[str, list[Any]] = {
    "kind": ["statement", "obligation", "definition"],
    "topic": [None, "purpose", "scope"],
    "also_topics": [None, ["scope"], ["scope", "purpose"]],
    "number": [None, "none", "4.", "a: b"],
    "no_rule": [None, "statement"],
    "closing": [None, "and say why: # so"],
    "notes": [None, [{"kind": "drafting", "text": "x: # y " * 30}], [{"kind": "source", "text": "No"}]],
    "applies_to": [None, ["officer"]],
    "numbering": [None, {"clauses": "alpha", "lists_as": "(#)"}],
    "title": ["No", "A: # b"],
    "table": [None, {"columns": ["a"], "rows": [["x # y"], ["- z"]]}],
}


def read_version(text: str, file: str = "v1.yaml") -> Version | None:
    """Give the version that a text holds, read as anybody would; None where it is none."""
    data, places, faults = read_yaml(file, text)
    return read_model(Version, data, places)[0] if data is not None and not faults else None


def lay(text: str) -> LaidText | None:
    """Give a text to edit."""
    version = read_version(text)
    return lay_text("v1.yaml", text, version) if version is not None else None


def make_edit(random: Random, version: Version, count: int) -> Edit:
    """Give an edit of a version, most of them possible; `count` is for new ids."""
    clauses = [clause for _, clause in version.walk_clauses()]
    sections = [section for _, section in version.walk_sections()]
    items: list[Clause | Section] = [*clauses, *sections]
    clause = random.choice(clauses) if clauses else None
    match random.choice(
        (
            "text",
            "text",
            "heading",
            "field",
            "fields",
            "reading",
            "insert",
            "insert",
            "remove",
            "move",
            "move",
            "split",
            "join",
        )
    ):
        case "text" if clause:
            return EditText(id=clause.id, was=clause.text, words=make_words(random))
        case "field":
            item = random.choice([*items, version])
            keys = [key for key in VALUES if key in type(item).model_fields]
            key = random.choice(keys)
            name = "" if isinstance(item, Version) else item.id
            return EditField(id=name, key=key, was=field_value(item, key), value=random.choice(VALUES[key]))
        case "fields" if clause:
            keys = [key for key in VALUES if key in Clause.model_fields]
            values = {key: random.choice(VALUES[key]) for key in random.sample(keys, 2)} | {"text": make_words(random)}
            return EditFields(id=clause.id, was={key: field_value(clause, key) for key in values}, values=values)
        case "reading" if ruled := [each for each in clauses if each.rules]:
            owner = random.choice(ruled)
            rule = random.choice(owner.rules)
            status = random.choice(list(ReadingStatus))
            authority = "Town Clerk: # TC/26/043" if status is ReadingStatus.CONFIRMED else None
            reading = Reading(
                by="A. Clerk", date=date(2026, 11, 20), status=status, authority=authority, note="So # said"
            )
            return EditReading(id=owner.id, rule=str(rule.id), was=rule.reading.status, reading=reading)
        case "insert":
            if random.random() < 0.2:
                return InsertItem(
                    spot=_make_spot(random, list(sections)),
                    part="section",
                    words=random.choice(("", "New: #")),
                    id=f"new{count}",
                )
            return InsertItem(
                spot=_make_spot(random, items), words=make_words(random), kind="statement", id=f"new{count}"
            )
        case "remove":
            gone = random.choice(items)
            return RemoveItem(id=gone.id, was=item_words(gone))
        case "move":
            return RelocateItem(id=random.choice(items).id, spot=_make_spot(random, items))
        case "split" if clause and clause.text:
            at = random.randint(0, len(clause.text))
            first, second = clause.text[:at].strip() or "One", clause.text[at:].strip() or "Two"
            return SplitClause(id=clause.id, was=clause.text, first=first, second=second, new=f"new{count}")
        case "join":
            pairs = [(one, two) for each in items for one, two in zip(each.clauses, each.clauses[1:], strict=False)]
            if pairs:
                one, two = random.choice(pairs)
                words = " ".join(filter(None, [one.text, two.text]))
                return JoinClauses(id=one.id, other=two.id, was=one.text or "", was_other=two.text or "", words=words)
    section = random.choice(sections)
    return EditHeading(id=section.id, was=section.heading, words=random.choice((None, "Use", "a: b # c", "“x”")))


def _make_spot(random: Random, items: list[Clause | Section]) -> EditSpot:
    where: Where = random.choice(get_args(Where))
    return EditSpot(
        where=where, id=random.choice(items).id if where in ("after", "before") or random.random() < 0.95 else ""
    )


def touched_ids(version: Version, edit: Edit) -> set[str]:
    """Give the ids of what an edit touches; what is in them is touched only where it is taken away or moved."""
    match edit:
        case InsertItem():
            return set()
        case JoinClauses():
            return {edit.id, edit.other}
    return {edit.id}


def own_lines(text: str, ids: set[str], *, whole: bool) -> set[int]:
    """Give the numbers, from 0, of the lines that the items with these ids have; with `whole`, of all in them too.

    Found by the indentation of lines alone, as a reader sees them.
    """
    lines = text.split("\n")
    found: set[int] = set()

    def visit(node: yaml.Node, inside: bool) -> None:
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                visit(item, inside)
        elif isinstance(node, yaml.MappingNode):
            name = next((value.value for key, value in node.value if key.value == "id"), None)
            here = name in ids
            first = node.start_mark.line
            if here or inside:
                while not lines[first].lstrip().startswith(("-", "{", "[")) and "{" not in lines[first]:
                    first -= 1
                last = min(node.end_mark.line, len(lines) - 1)
                if here or whole:
                    found.update(range(first, last + 1))
            for key, value in node.value:
                if key.value in ("clauses", "sections"):
                    if here and not whole:
                        found.difference_update(range(key.start_mark.line + 1, value.end_mark.line))
                    visit(value, (inside or here) and whole)

    root = compose_node(text)
    assert root is not None
    visit(root, False)
    return found


def bracketed_lines(text: str) -> set[int]:
    """Give the numbers of the lines on which something in braces or brackets is."""
    found: set[int] = set()

    def visit(node: yaml.Node) -> None:
        if isinstance(node, yaml.CollectionNode):
            if node.flow_style:
                found.update(range(node.start_mark.line, node.end_mark.line + 1))
            for each in node.value:
                for below in each if isinstance(each, tuple) else (each,):
                    visit(below)

    root = compose_node(text)
    assert root is not None
    visit(root)
    return found


def key_lines(text: str, key: str) -> set[int]:
    """Give the numbers of the lines of one key of the document."""
    root = compose_node(text)
    assert isinstance(root, yaml.MappingNode)
    for name, value in root.value:
        if name.value == key:
            return set(range(name.start_mark.line, min(value.end_mark.line, text.count("\n")) + 1))
    return set()


def find_remarks(text: str) -> list[tuple[int, str]]:
    """Give the remarks of a YAML text, each with the number of its line, from 0: what `#` begins outside any value."""
    covered: set[int] = set()
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            if token.style in ("|", ">"):
                start, end = text.find("\n", start), _block_end(text, token)
            covered.update(range(start, end))
    found: list[tuple[int, str]] = []
    place = 0
    for number, line in enumerate(text.split("\n")):
        for at, sign in enumerate(line):
            if sign == "#" and place + at not in covered and (not at or line[at - 1] in " \t"):
                found.append((number, line[at:].rstrip()))
                break
        place += len(line) + 1
    return found


def _block_end(text: str, token: yaml.ScalarToken) -> int:
    """Give where a block's own lines end: before the first that is indented less than its first."""
    place = text.find("\n", token.start_mark.index) + 1
    indent: int | None = None
    end = place
    while 0 < place < len(text) and place < token.end_mark.index:
        stop = text.find("\n", place)
        stop = len(text) if stop < 0 else stop
        line = text[place:stop]
        if line.strip():
            own = len(line) - len(line.lstrip(" "))
            indent = own if indent is None else indent
            if own < indent:
                break
            end = stop
        place = stop + 1
    return end


def try_edit(laid: LaidText, edit: Edit) -> LaidText | None:
    """Carry an edit out and hold what must be; None where it was refused, in words, and nothing happened."""
    before, version = laid.text, laid.version
    try:
        after = apply_edit(laid, edit)
    except (PolicykitError, InvalidEditError) as error:
        hold_refusal(laid, edit, [each.code for each in error.diagnostics])
        return None
    assert laid.text == before
    assert laid.version is version
    read = read_version(after.text)
    assert read == after.version, (edit, before, after.text)
    if after.stretch is not None:
        again = lay_text("v1.yaml", after.text, after.version).stretch
        assert again is not None
        hold_stretch(again, after.stretch, after.lines, 0)
    ids = touched_ids(version, edit)
    mine = own_lines(before, ids, whole=isinstance(edit, (RemoveItem, RelocateItem, SplitClause, JoinClauses)))
    if isinstance(edit, EditField) and not edit.id:
        mine = key_lines(before, edit.key)
    hold_remarks(before, after.text, mine, edit)
    hold_lines(before, after.text, mine, edit)
    return after


def hold_stretch(fresh: ItemLines, kept: ItemLines, lines: tuple[str, ...], above: int) -> None:
    """Hold that the lines of each item are known as if the text were measured anew, but for blanks behind it."""
    first = above + fresh.start
    assert fresh.start == kept.start
    ends = sorted((first + fresh.length, first + kept.length))
    assert all(not line.strip() or line.lstrip().startswith("#") for line in lines[ends[0] : ends[1]])
    assert fresh.below.keys() == kept.below.keys()
    for key, items in fresh.below.items():
        for one, other in zip(items, kept.below[key], strict=True):
            hold_stretch(one, other, lines, first)


def hold_remarks(before: str, after: str, mine: set[int], edit: Edit) -> None:
    """Hold that no remark outside the touched item is lost, and none is added."""
    was = find_remarks(before)
    now = Counter(remark for _, remark in find_remarks(after))
    outside = Counter(remark for number, remark in was if number not in mine)
    inside = Counter(remark for number, remark in was if number in mine)
    for remark in {**now, **outside}:
        assert outside[remark] <= now[remark] <= outside[remark] + inside[remark], (remark, edit, before, after)


def hold_lines(before: str, after: str, mine: set[int], edit: Edit) -> None:
    """Hold that of the lines before, only those of what is touched, or that head its list, are changed."""
    old, new = before.split("\n"), after.split("\n")
    bracketed = bracketed_lines(before)
    for tag, start, end, _, _ in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in ("equal", "insert"):
            continue
        for number in range(start, end):
            line = old[number].strip()
            if (
                number in mine
                or number in bracketed
                or line.rstrip(" :").strip('"') in ("clauses", "sections")
                or line == ""
            ):
                continue
            if line.split(":")[0].strip('"') in ("clauses", "sections") or old[number] in new or line.startswith("#"):
                continue
            raise AssertionError(("a line that was not meant is changed", old[number], edit, before, after))


def hold_refusal(laid: LaidText, edit: Edit, codes: list[str]) -> None:
    """Hold that the layout is the reason only where something is in braces, or a hyphen is alone on its line."""
    lone = any(line.split("#")[0].strip() == "-" for line in laid.lines)
    assert codes
    assert "edit-layout" not in codes or lone or any(sign in laid.text for sign in "{["), (edit, laid.text)
