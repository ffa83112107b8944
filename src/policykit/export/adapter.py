"""Adapters that go with an export: from a record as people and the JSON Schema write it to what an engine is given.

One for Python and one for JavaScript, without dependencies: days as ISO text become numbers, `yes` becomes true, null
is left out. A fact that does not exist or a value that it cannot have is never passed on: the record is rejected, and
the facts are named.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from policykit.export.target import fact_bounds, fact_words, header_lines
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact, YesNoFact
from policykit.rules.contradictions import list_implications
from policykit.rules.ir import Ruleset


def write_adapters(ruleset: Ruleset) -> dict[str, str]:
    """Give `adapter.py` and `adapter.mjs`, each with `adapt(record)`."""
    table = {
        record: {name: _describe(fact, ruleset.roles) for name, fact in facts.facts.items()}
        for record, facts in ruleset.records.items()
    }
    against = {
        record: [
            [each.fact, each.needs, each.other, not each.so]
            for each in list_implications(facts.facts)
            if not each.is_view
        ]
        for record, facts in ruleset.records.items()
    }
    fits = json.dumps(against, separators=(",", ":"))
    data = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    head = header_lines(ruleset, "Adapter for the")
    return {
        "adapter.py": "".join(f"# {line}\n" for line in head)
        + _PYTHON.replace("TABLE", repr(data)).replace("AGAINST", repr(fits)),
        "adapter.mjs": "".join(f"// {line}\n" for line in head)
        + _JAVASCRIPT.replace("TABLE", data).replace("AGAINST", fits),
    }


def _describe(fact: Fact, roles: Sequence[str]) -> dict[str, Any]:
    match fact:
        case YesNoFact():
            return {"type": "yes_no"}
        case NumberFact() | DateFact():
            low, high = fact_bounds(fact)
            return {"type": "date" if isinstance(fact, DateFact) else "number", "low": low, "high": high}
    return {"type": "set" if isinstance(fact, SetFact) else "word", "words": fact_words(fact, roles)}


_PYTHON = '''"""A record as people write it, for the engine: `kind, facts = adapt(record)`. Needs nothing but Python."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

_KINDS: dict[str, dict[str, dict[str, Any]]] = json.loads(TABLE)
_CONTRADICTIONS: dict[str, list[tuple[str, bool | None, str, bool]]] = json.loads(AGAINST)
"""A fact, its value (None: any), and another fact with the value that it cannot have beside it."""
_META = ("record", "id", "judged")


class RejectedError(ValueError):
    """A record with facts that cannot be read; `rejected` names them. Nothing may be decided of it."""

    def __init__(self, rejected: list[str]) -> None:
        super().__init__(f"cannot be read: {', '.join(rejected)}")
        self.rejected = rejected


def adapt(record: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Give the kind of a record and its known facts as the engine is given them: days count from 1 January 1970.

    Raises RejectedError with every fact that does not exist or has a value that it cannot have, be it beside another.
    """
    kind = record.get("record")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise RejectedError(["record"])
    known, facts, rejected = _KINDS[kind], {}, []
    for name, value in record.items():
        if name in _META or (value is None and name in known):
            continue
        read = _read(known[name], value) if name in known else None
        if read is None:
            rejected.append(name)
        else:
            facts[name] = read
    for name, needs, other, wrong in _CONTRADICTIONS[kind]:
        implied = facts.get(name) is needs if needs is not None else name in facts
        if implied and facts.get(other) is wrong:
            rejected.append(other)
    if rejected:
        raise RejectedError(sorted(set(rejected)))
    return kind, facts


def _read(fact: dict[str, Any], value: Any) -> Any:
    """Give a value as the engine is given it, None for one that the fact cannot have."""
    if fact["type"] == "yes_no":
        words = {"yes": True, "no": False}
        return value if isinstance(value, bool) else words.get(value) if isinstance(value, str) else None
    if fact["type"] == "word":
        return value if isinstance(value, str) and value in fact["words"] else None
    if fact["type"] == "set":
        right = isinstance(value, list) and all(isinstance(one, str) and one in fact["words"] for one in value)
        return sorted(set(value)) if right else None
    if fact["type"] == "date" and isinstance(value, str) and len(value) == 10 and value[4::3] == "--":
        try:
            value = date.fromisoformat(value).toordinal() - 719163
        except ValueError:
            return None
    right = isinstance(value, int) and not isinstance(value, bool) and fact["low"] <= value <= fact["high"]
    return value if right else None
'''

_JAVASCRIPT = """/** A record as people write it, for the engine: `const {kind, facts} = adapt(record)`. */

const KINDS = TABLE;
/** A fact, its value (null: any), and another fact with the value that it cannot have beside it. */
const CONTRADICTIONS = AGAINST;
const META = new Set(["record", "id", "judged"]);

/** A record with facts that cannot be read; `rejected` names them. Nothing may be decided of it. */
export class RejectedError extends Error {
  constructor(rejected) {
    super(`cannot be read: ${rejected.join(", ")}`);
    this.rejected = rejected;
  }
}

/** Give the kind of a record and its known facts as the engine is given them: days count from 1 January 1970. */
export function adapt(record) {
  const kind = record?.record;
  if (typeof kind !== "string" || !Object.hasOwn(KINDS, kind)) throw new RejectedError(["record"]);
  const known = KINDS[kind], facts = {}, rejected = [];
  for (const [name, value] of Object.entries(record)) {
    const isFact = Object.hasOwn(known, name);
    if (META.has(name) || (value === null && isFact)) continue;
    const found = isFact ? read(known[name], value) : null;
    if (found === null) rejected.push(name);
    else facts[name] = found;
  }
  for (const [name, needs, other, wrong] of CONTRADICTIONS[kind]) {
    const implied = needs === null ? Object.hasOwn(facts, name) : facts[name] === needs;
    if (implied && facts[other] === wrong) rejected.push(other);
  }
  if (rejected.length) throw new RejectedError([...new Set(rejected)].sort());
  return { kind, facts };
}

function read(fact, value) {
  switch (fact.type) {
    case "yes_no":
      return typeof value === "boolean" ? value : value === "yes" ? true : value === "no" ? false : null;
    case "word":
      return typeof value === "string" && fact.words.includes(value) ? value : null;
    case "set":
      return Array.isArray(value) && value.every((one) => typeof one === "string" && fact.words.includes(one))
        ? [...new Set(value)].sort()
        : null;
  }
  if (fact.type === "date" && typeof value === "string") {
    const time = /^\\d{4}-\\d{2}-\\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
    value = Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value ? NaN : time / 86400000;
  }
  return Number.isInteger(value) && fact.low <= value && value <= fact.high ? value : null;
}
"""
