"""From units and an annex to the data of a version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from policykit.compare.alignment.units import Unit
from policykit.compare.amendments.amendable import Data
from policykit.compare.amendments.faults import AMENDMENT_ANNEX, ListLine, refuse
from policykit.errors import PolicykitError
from policykit.model.policy import FOOTNOTE
from policykit.wording.forms import is_same_form

DOCUMENT = "DOCUMENT"
"""The name under which the annex speaks of the version as a whole; no clause can be called so."""
PART = "part"
"""What the annex says of a new unit: `heading`, `clause`, `closing` (the words after a list) or `footnote`."""
TABLE = "table"
"""The field that holds the table of a clause."""
WORDS = "words"
"""What the annex says of words that the amendments leave as they read: in what form their characters are written."""


def build_version(
    units: Sequence[Unit], annex: Mapping[str, Mapping[str, Any]], front: Data, lines: Mapping[str, ListLine]
) -> Data:
    """Put units and annex together into the data of a version.

    A unit may be before what it is under, as where only some amendments of a list are carried out. Raises
    PolicykitError (`amendment-annex`) with each unit that cannot be.
    """
    known = {str(unit.id) for unit in units}
    faults = [
        refuse(AMENDMENT_ANNEX, f"the annex names `{name}`, which the amended version does not have", lines.get(name))
        for name in annex
        if name != DOCUMENT and name not in known
    ]
    top: Data = {**set_fields(front, annex.get(DOCUMENT, {})), "sections": []}
    nodes: dict[str, Data] = {}
    for unit in _put_below(units):
        try:
            part, node = _build_node(unit, annex)
            parent = nodes.get(unit.path[-1]) if unit.path else top
            if parent is None:
                above = unit.path[-1]
                raise refuse(AMENDMENT_ANNEX, f"`{unit.id}` is under `{above}`, which is not in the amended version")
        except PolicykitError as error:
            messages = [fault.message for fault in error.diagnostics]
            faults += [refuse(AMENDMENT_ANNEX, message, lines.get(str(unit.id))) for message in messages]
            nodes[str(unit.id)] = {}  # what is under it is no further fault
            continue
        nodes[node["id"]] = node
        if part == "closing":
            parent["closing"] = node["text"]
            continue
        if part == "footnote":
            parent.setdefault("footnotes", {})[node["id"].rpartition(FOOTNOTE)[2]] = node["text"]
            continue
        parent.setdefault("sections" if part == "heading" else "clauses", []).append(node)
    if faults:
        raise PolicykitError(*(fault for error in faults for fault in error.diagnostics))
    return top


def _build_node(unit: Unit, annex: Mapping[str, Mapping[str, Any]]) -> tuple[str, Data]:
    """Give the part and the data of a unit with what the annex says of it, without what is under it."""
    name = str(unit.id)
    given = dict(annex.get(name, {}))
    was, fields = cast("tuple[str, Data]", unit.payload or ("", {}))
    part = given.pop(PART, was)
    text, table = given.pop(WORDS, unit.text), fields.get(TABLE)
    if not is_same_form((text, given.get(TABLE, table)), (unit.text, table)):
        raise refuse(AMENDMENT_ANNEX, f"the annex gives `{name}` other words than the amendments do")
    if was not in ("", part):  # of what a heading says beside its words, a clause keeps nothing, nor the reverse
        fields = {key: value for key, value in fields.items() if key == TABLE and part == "clause"}
    if part not in ("heading", "clause", "closing", "footnote") or (
        part == "clause" and not {"kind"} & {*fields, *given}
    ):
        raise refuse(AMENDMENT_ANNEX, f"`{name}` is new, and the annex does not say its `part` and `kind`")
    words = {"heading" if part == "heading" else "text": text} if text else {}
    return part, {"id": name, **set_fields(fields, given), **words}


def set_fields(fields: Mapping[str, Any], given: Mapping[str, Any]) -> Data:
    """Give the fields with others in their place; null takes one away."""
    return {key: value for key, value in {**fields, **given}.items() if value is not None}


def _put_below(units: Sequence[Unit]) -> Iterator[Unit]:
    """Give units in their order, but none before what it is under; last those that are under nothing there is."""
    known = {str(unit.id) for unit in units}
    done: set[str] = set()
    waiting: dict[str, list[Unit]] = {}
    for unit in units:
        ready = [unit]
        while ready:
            each = ready.pop(0)
            above = each.path[-1] if each.path else ""
            if above in known and above not in done:
                waiting.setdefault(above, []).append(each)
                continue
            yield each
            done.add(str(each.id))
            ready = [*waiting.pop(str(each.id), ()), *ready]
    for left in waiting.values():
        yield from left
