"""Versions for the laws: whole policies with nested clauses, tables, emphasis and notes, and edits of them."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

from policykit.model.policy import Version

_VOCABULARY = (
    "officers must should may not share any message with the clerk or a councillor without *written* consent "
    "before five working days the **Town Council** keeps a record of each group every month see `BCC`"
)
_WORDS = _VOCABULARY.split()
_EDITS = ("word", "text", "drop", "move", "insert", "rename", "split", "join", "field", "table")
Node = dict[str, Any]

texts = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14).map(lambda words: " ".join(words).capitalize())
cells = st.sampled_from(["", "£10", "£12", "free", "one day", "two days", "*all* officers", "the clerk"])
notes = st.builds(lambda text: {"kind": "drafting", "text": text}, texts)


@st.composite
def tables(draw: st.DrawFn) -> Node:
    width = draw(st.integers(1, 3))
    row = st.lists(cells, min_size=width, max_size=width)
    return {"columns": draw(row), "rows": draw(st.lists(row, max_size=3)), "row_headers": draw(st.booleans())}


def _clause(draw: st.DrawFn, name: str, depth: int) -> Node:
    clause: Node = {"id": name, "kind": draw(st.sampled_from(["statement", "obligation", "prohibition"]))}
    clause["text"] = draw(texts)
    match draw(st.sampled_from(["", "", "", "term", "table", "notes", "topic", "no_rule"])):
        case "term":
            clause |= {"kind": "definition", "term": draw(st.sampled_from(["Post", "Group"]))}
        case "table":
            clause["table"] = draw(tables())
        case "notes":
            clause["notes"] = [draw(notes)]
        case "topic":
            clause["topic"] = draw(st.sampled_from(["messaging", "safety"]))
        case "no_rule":
            clause["no_rule"] = "statement"
    if depth and draw(st.integers(0, 3)) == 0:
        clause["clauses"] = [_clause(draw, f"{name}{k}", depth - 1) for k in range(draw(st.integers(1, 3)))]
    return clause


def _section(draw: st.DrawFn, name: str, depth: int) -> Node:
    section: Node = {"id": name}
    if draw(st.integers(0, 4)):
        section["heading"] = draw(texts)
    section["clauses"] = [_clause(draw, f"{name}.c{k}", 1) for k in range(draw(st.integers(0, 4)))]
    if depth and draw(st.integers(0, 2)) == 0:
        section["sections"] = [_section(draw, f"{name}.s{k}", depth - 1) for k in range(draw(st.integers(1, 2)))]
    return section


def _list_lists(node: Node, key: str) -> list[list[Node]]:
    found = []
    for branch in ("clauses", "sections"):
        if branch in node:
            if branch == key:
                found.append(node[branch])
            for child in node[branch]:
                found += _list_lists(child, key)
    return found


def _edit(draw: st.DrawFn, data: Node, fresh: str) -> None:
    """Make one edit somewhere in a version."""
    key = draw(st.sampled_from(["clauses", "clauses", "clauses", "sections"]))
    lists = _list_lists(data, key)
    full = [nodes for nodes in lists if nodes and (nodes is not data["sections"] or len(nodes) > 1)]
    if not full:
        return
    nodes = draw(st.sampled_from(full))
    place = draw(st.integers(0, len(nodes) - 1))
    node = nodes[place]
    word = "heading" if key == "sections" else "text"
    match draw(
        st.sampled_from(["word", "text", "drop", "move", "insert", "rename", "split", "join", "field", "table"])
    ):
        case "word" if word in node:
            words = node[word].split(" ")
            words.insert(draw(st.integers(0, len(words))), draw(st.sampled_from(_WORDS)))
            node[word] = " ".join(words)
        case "text":
            node[word] = draw(texts)
        case "drop":
            nodes.pop(place)
        case "move":
            nodes.pop(place)
            target = draw(st.sampled_from(_list_lists(data, key) or [nodes]))
            target.insert(draw(st.integers(0, len(target))), node)
        case "insert":
            new = _section(draw, fresh, 0) if key == "sections" else _clause(draw, fresh, 0)
            nodes.insert(place, new)
        case "rename":
            node["id"] = fresh
        case "split" if key == "clauses" and len(node["text"].split()) > 1:
            words = node["text"].split()
            node["text"], rest = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
            nodes.insert(place + 1, {"id": fresh, "kind": "statement", "text": rest})
        case "join" if key == "clauses" and place + 1 < len(nodes) and "clauses" not in nodes[place + 1]:
            node["text"] = f"{node['text']} {nodes.pop(place + 1)['text']}"
        case "field" if key == "clauses":
            node["topic"] = draw(st.sampled_from(["consent", "messaging"]))
            node["notes"] = [draw(notes)]
        case "table" if key == "clauses":
            node["table"] = draw(tables())
        case _:
            pass


@st.composite
def versions(draw: st.DrawFn) -> tuple[Version, Version]:
    """Give a version and one made of it by up to eight edits."""
    sections = [_section(draw, f"s{k}", 1) for k in range(draw(st.integers(1, 4)))]
    numbering = draw(st.sampled_from([{}, {"sections": "decimal", "clauses": "legal", "lists": "alpha"}]))
    data: Node = {"format": 1, "title": "Notices", "kind": "policy", "version": "1"}
    data |= {"numbering": numbering, "sections": sections}
    new = copy.deepcopy(data)
    for k in range(draw(st.integers(0, 8))):
        _edit(draw, new, f"new{k}")
    return Version.model_validate(data), Version.model_validate(new)
