"""What an old version's document tells of its life: the events up to a later version's adoption, and none after it."""

from __future__ import annotations

import pytest

from policykit.edition.edition import states_as_seen
from policykit.model.register import Register

CASES: list[tuple[str, str, str, list[str]]] = [
    # what it shows, the events as `version event`, the version, and for each version seen its status and events
    ("its own adoption", "1 created, 1 adopted", "1", ["1 adopted: created adopted"]),
    ("its reviews", "1 adopted, 1 reviewed", "1", ["1 adopted: adopted reviewed"]),
    ("nothing after another is adopted", "1 adopted, 2 adopted, 1 reviewed", "1", ["1 adopted: adopted"]),
    ("reviews until another is adopted", "1 adopted, 1 reviewed, 2 adopted", "1", ["1 adopted: adopted reviewed"]),
    ("not that it is superseded", "1 adopted, 1 superseded, 2 adopted", "1", ["1 adopted: adopted"]),
    ("nothing of drafts that came later", "1 adopted, 2 drafted, 1 reviewed", "1", ["1 adopted: adopted reviewed"]),
    (
        "that what it replaced is superseded",
        "1 adopted, 1 superseded, 2 adopted",
        "2",
        ["1 superseded: adopted superseded", "2 adopted: adopted"],
    ),
    ("that it replaced another", "1 adopted, 2 adopted", "2", ["1 superseded: adopted", "2 adopted: adopted"]),
    ("a draft sees all before it", "1 adopted, 2 drafted", "2", ["1 adopted: adopted", "2 draft: drafted"]),
    ("an adoption that came before its own", "2 adopted, 1 adopted, 1 reviewed", "1", ["1 adopted: adopted reviewed"]),
    ("that it was withdrawn", "1 adopted, 1 withdrawn", "1", ["1 withdrawn: adopted withdrawn"]),
]


@pytest.mark.parametrize(("_", "events", "label", "seen"), CASES, ids=[name for name, *_ in CASES])
def test_what_a_version_s_document_tells(_: str, events: str, label: str, seen: list[str]) -> None:
    told = [dict(zip(("version", "event"), one.split(), strict=True)) for one in events.split(", ")]
    register = Register.model_validate({"format": 1, "events": [{**one, "date": "2024-05-01"} for one in told]})
    states = states_as_seen(register, ("1", "2"), label)
    assert [f"{s.version} {s.status}: {' '.join(one.event for one in s.events)}" for s in states] == seen
