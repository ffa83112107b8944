"""An event is added to a register, and every other character stays where its writer put it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from policykit.model.dates import PartialDate
from policykit.model.fingerprint import chain_events
from policykit.model.register import Event, Register
from policykit.register.edit import append_event, parse_register, write_event

CASES = yaml.load((Path(__file__).parent / "cases/layouts.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
WRITABLE = re.compile("[^\x7f-\x84\x86-\x9f\ufffe\uffff]*").fullmatch
"""What may stand in a file of a library, of the characters that are tried here."""
REVIEWED = Event(version="1", event="reviewed")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_event_is_put_below_the_last(case: dict[str, Any]) -> None:
    lines = case["text"].splitlines()
    before = [line for line in lines if not line.startswith(">")]
    if "old" in case:
        before[before.index("events:")] = case["old"]
    indent = next((len(line) - len(line.lstrip()) for line in before if line.lstrip().startswith("-")), 2)
    after = [line if not line.startswith(">") else " " * indent + line[2:] for line in lines]
    end = "" if case.get("keep_end") == "no" else "\n"
    text = "\n".join(line for line in before if line or "old" not in case) + end
    assert append_event("register.yaml", text, REVIEWED).text == "\n".join(after) + "\n"


def test_a_list_in_brackets_grows_in_its_brackets() -> None:
    text = "format: 1\nevents: [{version: '1', event: created}]  # short\n"
    assert append_event("register.yaml", text, REVIEWED).text == (
        'format: 1\nevents: [{version: \'1\', event: created}, {"version": "1", "event": "reviewed"}]  # short\n'
    )


def test_what_cannot_be_added_to_is_refused() -> None:
    with pytest.raises(ValueError, match="laid out in a way that policykit cannot add to"):
        append_event("r", "format: 1\nevents: &all\n  - &one {version: '1', event: created}\n  - *one\n", REVIEWED)


Lines = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=90
)
Events = st.builds(
    Event,
    version=st.sampled_from(["1", "5.01", "REV 1.0", "no", "1e3"]),
    event=st.sampled_from(["created", "reviewed", "readopted"]),
    date=st.none() | st.just(PartialDate(2022)) | st.just(PartialDate(2022, 1)) | st.just(PartialDate(2022, 1, 31)),
    reference=st.none()
    | Lines
    | st.sampled_from(["796/21", "19.193", "0x1f", "yes", "null", "- a", "a: b", "a #b", "'", '"']),
    changes=st.none() | Lines,
    note=st.none()
    | st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), min_size=1, max_size=400),
    with_amendments=st.booleans(),
    blanks=st.dictionaries(st.sampled_from(["date", "body"]), st.just("not_applicable"), max_size=2),
)


@example(
    [Event(version="1", event="created", note="a mark \u202a that turns text, \u200b\u2060\u2066 and others unseen")]
)
@given(st.lists(Events, max_size=4))
def test_whatever_is_written_reads_back_and_is_chained(events: list[Event]) -> None:
    text = "format: 1\nevents: []\n"
    sealing = Event(version="1", event="sealed", text_sha256="0" * 64)
    for event in (sealing, *events):
        try:
            text = append_event("register.yaml", text, event).text
        except ValueError:
            refused = [
                value for value in (event.reference, *event.changes_listed, event.note) if value and not WRITABLE(value)
            ]
            if not refused:
                raise
            return
    register = parse_register("register.yaml", text)
    without_links = tuple(event.model_copy(update={"previous_sha256": None}) for event in register.events)
    assert without_links == (sealing, *events)
    links = chain_events(register.events)
    assert [event.previous_sha256 for event in register.events] == [None, *links[:-1]]
    assert register.head_sha256 == links[-1]


def test_an_event_reads_as_a_clerk_would_write_it() -> None:
    event = Event(
        version="1",
        event="adopted",
        date=PartialDate(2022, 1),
        reference="19.193",
        note="The words were read out, and nobody spoke against them; "
        "the Mayor gave thanks for it all, and for the maps most of all.",
        blanks={"changes": "not_applicable"},
    )
    assert write_event(event) == (
        '  - version: "1"\n'
        "    event: adopted\n"
        "    date: 2022-01\n"
        '    reference: "19.193"\n'
        "    note: >-\n"
        "      The words were read out, and nobody spoke against them; the Mayor gave thanks for it all, and for the "
        "maps\n      most of all.\n"
        "    blanks: {changes: not_applicable}\n"
    )
    text = "format: 1\nevents:\n" + write_event(event)
    assert parse_register("r", text) == Register(format=1, events=(event,))
