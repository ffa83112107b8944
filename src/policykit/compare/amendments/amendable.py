"""What amendments can be made to: the headings, clauses and closing words of a version, each by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from policykit.compare.alignment.units import Unit
from policykit.edition.numbers import Numbered, number_version
from policykit.model.fingerprint import model_data
from policykit.model.policy import Version, closing_id, footnote_id

Data = dict[str, Any]
_TREE = frozenset({"id", "text", "heading", "clauses", "sections", "closing", "footnotes"})
"""What the amendments carry."""


def list_amendable(version: Version) -> list[Unit]:
    """Give the headings and clauses of a version as units, with the words as its file holds them.

    The payload is the part (`heading`, `clause` or `closing`) and the fields that the amendments do not carry.
    """
    numbers = number_version(version)
    units: list[Unit] = []

    def add(nodes: Sequence[Data], part: str, path: tuple[str, ...]) -> None:
        for node in nodes:
            fields = {key: value for key, value in node.items() if key not in _TREE}
            text = node.get("heading" if part == "heading" else "text", "")
            units.append(
                Unit(node["id"], "", text, path, cite(numbers[node["id"]], heading=part == "heading"), (part, fields))
            )
            add(node.get("clauses", ()), "clause", (*path, node["id"]))
            if words := node.get("closing"):
                name = closing_id(node["id"])
                place = cite(numbers[name], heading=False)
                units.append(Unit(name, "", words, (*path, node["id"]), place, ("closing", {})))
            for name, words in node.get("footnotes", {}).items():
                own = footnote_id(node["id"], name)
                found = numbers.get(own)
                place = f"footnote {found.number}" if found else f"the footnote {name} of {units[-1].citation}"
                units.append(Unit(own, "", words, (*path, node["id"]), place, ("footnote", {})))
            add(node.get("sections", ()), "heading", (*path, node["id"]))

    add(cast(Data, model_data(version))["sections"], "heading", ())
    return units


def cite(numbered: Numbered, *, heading: bool) -> str:
    """Give a place as an amendment names it: `section 10, 3rd bullet`; `the heading of section 3`."""
    citation = numbered.citation.replace("“", "‘").replace("”", "’")
    citation = re.sub(r"^s\.", "section ", citation)
    if citation[:1].isdigit():
        citation = f"{'section' if heading else 'paragraph'} {citation}"
    return f"the heading of {citation}" if heading else citation
