"""Cover and end as a councillor reads them: the status on every page, the version-control table, the contents."""

from __future__ import annotations

from typing import Any

import pytest

from policykit.document.front import block_values, build_contents, build_history, build_parts, status_line
from policykit.document.tree import Blank, Block, Cell, ContentsEntry, Line, SectionNode
from policykit.edition.edition import states_as_seen
from policykit.model.council import Council
from policykit.model.policy import Version
from policykit.model.register import Register, VersionState
from policykit.model.text import Emphasis, Text, plain_text

COUNCIL = Council.model_validate(
    {
        "format": 1,
        "id": "leek",
        "name": "Leek Town Council",
        "kind": "town",
        "jurisdiction": "england",
        "committees": [{"id": "policy", "label": "Policy Committee"}, {"id": "works", "label": "Works Committee"}],
        "officers": [
            {"role": "clerk", "title": "Town Clerk", "name": "A. Clerk", "qualification": "CiLCA", "on_cover": True},
            {"role": "deputy", "title": "Deputy", "name": "D. Puty"},
            {"role": "mayor", "title": "Mayor", "name": "M. Ayor", "on_cover": True},
            {"role": "warden", "title": "Warden", "qualification": "CiLCA", "on_cover": True},
        ],
    }
)
VERSION = Version.model_validate(
    {
        "format": 1,
        "title": "Notices *and* boards",
        "kind": "policy",
        "version": "1",
        "sections": [{"id": "s", "clauses": [{"id": "s.a", "kind": "statement", "text": "Words."}]}],
    }
)


def states(*events: dict[str, Any], label: str = "1") -> tuple[VersionState, ...]:
    told = [{"version": "1", **event} for event in events]
    return states_as_seen(Register.model_validate({"format": 1, "events": told}), ("1", "2"), label)


def council_with(**house_style: Any) -> Council:
    return Council.model_validate({**COUNCIL.model_dump(mode="json"), "house_style": house_style})


@pytest.mark.parametrize(
    ("events", "line", "status"),
    [
        ([], "DRAFT: not adopted", "Draft"),
        (["created"], "DRAFT: not adopted", "Draft"),
        (["created", "drafted"], "DRAFT: not adopted", "Draft"),
        (["created", "recommended"], "DRAFT: recommended, not adopted", "Recommended, not adopted"),
        (["created", "adopted 2024-05-13"], "Adopted 13 May 2024", "Adopted"),
        (["adopted 2024-05-13", "reviewed 2025-05-12"], "Adopted 13 May 2024", "Adopted"),
        (["adopted 2024-05"], "Adopted May 2024", "Adopted"),
        (["adopted"], "Adopted on a date not recorded", "Adopted"),
        (["adopted 2024-05-13", "withdrawn 2025-05-12"], "WITHDRAWN: no longer in force", "Withdrawn"),
        (["created", "withdrawn 2025-05-12"], "WITHDRAWN: no longer in force", "Withdrawn"),
    ],
)
def test_the_status_in_words(events: list[str], line: str, status: str) -> None:
    """Nothing that is not adopted, or no longer is, ever looks adopted."""
    told = [dict(zip(("event", "date"), event.split(), strict=False)) for event in events]
    (state,) = states(*told)
    assert (status_line(state, COUNCIL), block_values(state, COUNCIL)["status"]) == (line, status)


def test_the_date_of_adoption_is_printed_as_the_council_prints_dates() -> None:
    (state,) = states({"event": "adopted", "date": "2024-05-13"})
    styles = ("long", "ordinal", "numeric", "iso")
    shown = {style: status_line(state, council_with(date_style=style)) for style in styles}
    assert shown == {
        "long": "Adopted 13 May 2024",
        "ordinal": "Adopted 13th May 2024",
        "numeric": "Adopted 13/05/2024",
        "iso": "Adopted 2024-05-13",
    }


UNKNOWN, NOTHING = Blank("not_yet_known"), Blank("not_applicable")
FIRST = {"event": "adopted", "date": "2020-05-11", "reference": "20/1", "body": "Council"}


@pytest.mark.parametrize(
    ("name", "event", "blank"),
    [
        ("created", {"event": "created"}, UNKNOWN),
        ("drafted", {"event": "drafted"}, UNKNOWN),
        ("recommended", {"event": "recommended"}, UNKNOWN),
        ("review", {"event": "reviewed"}, UNKNOWN),
        ("review", {"event": "recommended"}, UNKNOWN),
        ("review.policy", {"event": "reviewed", "committee": "policy"}, UNKNOWN),
        ("review.works", {"event": "recommended", "committee": "works"}, UNKNOWN),
        ("approval", {"event": "adopted"}, UNKNOWN),
    ],
)
def test_what_a_version_block_can_name(name: str, event: dict[str, str], blank: Blank) -> None:
    told = {**event, "date": "2024-05-13", "reference": "24/41", "body": "Council"}
    empty, full = (block_values(states(*events)[-1], COUNCIL) for events in ((), (told,)))
    parts = ("date", "reference", "body")
    assert [empty[f"{name}.{part}"] for part in parts] == [blank, blank, blank]
    assert [full[f"{name}.{part}"] for part in parts] == ["13 May 2024", "24/41", "Council"]


def test_the_last_review_by_each_committee_counts() -> None:
    seen = [
        {"event": "reviewed", "committee": "policy", "reference": "P/1"},
        {"event": "recommended", "committee": "policy", "reference": "P/2"},
        {"event": "adopted", "committee": "policy", "reference": "P/3"},
        {"event": "reviewed", "committee": "works", "reference": "W/1"},
    ]
    values = block_values(states(*seen)[-1], COUNCIL)
    assert {name: values[f"{name}.reference"] for name in ("review", "review.policy", "review.works")} == {
        "review": "W/1",
        "review.policy": "P/2",
        "review.works": "W/1",
    }


def test_a_first_version_replaces_nothing() -> None:
    first = block_values(states(FIRST)[-1], COUNCIL)
    second = block_values(states(FIRST, {"version": "2", "event": "created"}, label="2")[-1], COUNCIL)
    names = ("version", "previous.version", "previous.approval.date", "previous.approval.reference", "next_review")
    assert [first[name] for name in names] == ["1", NOTHING, NOTHING, NOTHING, UNKNOWN]
    assert [second[name] for name in names] == ["2", "1", "11 May 2020", "20/1", UNKNOWN]


def test_a_version_that_was_replaced() -> None:
    old, new = states(FIRST, {"version": "2", "event": "adopted"}, {"event": "superseded"}, label="2")
    assert [block_values(state, COUNCIL)["status"] for state in (old, new)] == ["Superseded", "Adopted"]
    council = council_with(history={"columns": [{"heading": head, "field": head} for head in ("version", "event")]})
    table = build_history(council, (old, new)).table
    assert table is not None
    rows = [[plain_text(cell) for cell in row if isinstance(cell, tuple)] for row in table.rows]
    assert rows == [["1", "Adopted"], ["1", "Superseded"], ["2", "Adopted"]]


def test_what_the_council_does_not_have_is_blank() -> None:
    values = block_values(states()[-1], COUNCIL)
    assert (values["council.name"], values["council.telephone"]) == ("Leek Town Council", NOTHING)


def test_the_next_review() -> None:
    (state,) = states({**FIRST, "next_review": "2026-05"})
    assert block_values(state, COUNCIL)["next_review"] == "May 2026"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("not_yet_known", "not yet known"),
        ("not_applicable", "not applicable"),
        ("omitted_by_source", "left blank in the source"),
    ],
)
def test_a_blank_says_why(reason: Any, words: str) -> None:
    assert Blank(reason).words == words


def history(fields: str, *events: dict[str, Any]) -> list[list[str]]:
    """Give the rows of the version-control table: words, the reason of a blank in brackets, or nothing."""
    columns = [{"heading": field.capitalize(), "field": field} for field in fields.split()]
    council = council_with(history={"columns": columns})
    table = build_history(council, states(*events)).table
    assert table is not None
    assert [plain_text(column) for column in table.columns if isinstance(column, tuple)] == [
        column["heading"] for column in columns
    ]
    return [[_read(cell) for cell in row] for row in table.rows]


def _read(cell: Cell) -> str:
    return f"[{cell.words}]" if isinstance(cell, Blank) else plain_text(cell) if isinstance(cell, tuple) else ""


@pytest.mark.parametrize(
    ("event", "row"),
    [
        ({"event": "created", "date": "2024-05-13"}, ["13 May 2024", "Created", ""]),
        ({"event": "drafted", "date": "2024-05"}, ["May 2024", "Drafted", ""]),
        ({"event": "recommended", "date": "2024"}, ["2024", "Recommended", ""]),
        ({"event": "amended"}, ["[not yet known]", "Amended", ""]),
        ({"event": "reviewed", "reference": "24/9"}, ["[not yet known]", "Reviewed", "24/9"]),
        ({"event": "adopted"}, ["[not yet known]", "Adopted", "[not yet known]"]),
        (
            {"event": "adopted", "with_amendments": True},
            ["[not yet known]", "Adopted, with amendments", "[not yet known]"],
        ),
        (
            {"event": "adopted", "blanks": {"date": "omitted_by_source", "reference": "not_applicable"}},
            ["[left blank in the source]", "Adopted", "[not applicable]"],
        ),
        ({"event": "withdrawn", "date": "2024-05-13"}, ["13 May 2024", "Withdrawn", ""]),
    ],
)
def test_a_row_for_each_event(event: dict[str, Any], row: list[str]) -> None:
    assert history("date event reference", event) == [row]


def test_a_review_that_comes_after_the_adoption_changed_nothing() -> None:
    kinds = ("reviewed", "adopted", "reviewed", "readopted")
    assert history("event", *({"event": kind} for kind in kinds)) == [
        ["Reviewed"],
        ["Adopted"],
        ["Reviewed, no change"],
        ["Adopted again, no change"],
    ]


@pytest.mark.parametrize(
    ("events", "rows"),
    [
        ([], [["[not yet known]", "[not yet known]", "[not yet known]"]]),
        ([{"event": "created", "date": "2024-05-13"}], [["[not yet known]", "[not applicable]", "[not yet known]"]]),
        (
            [{"event": "created", "changes": "New"}, {"event": "adopted", "date": "2024-05-13", "reference": "24/1"}],
            [["13 May 2024", "New", "24/1"]],
        ),
        (
            [
                {"event": "adopted", "date": "2024-05-13", "reference": "24/1", "changes": "New"},
                {"event": "reviewed", "date": "2025-05-12", "reference": "25/1"},
                {"event": "readopted", "date": "2026-05-11", "reference": "26/1"},
                {"event": "reviewed", "date": "2026-06-01", "changes": "A comma"},
            ],
            [
                ["13 May 2024", "New", "24/1"],
                ["12 May 2025", "Reviewed, no change", "25/1"],
                ["11 May 2026", "Adopted again, no change", "26/1"],
                ["1 June 2026", "A comma", "[not yet known]"],
            ],
        ),
        (
            [{"event": "amended", "changes": "Much"}, {"event": "adopted", "changes": "Little"}],
            [["[not yet known]", "Little", "[not yet known]"]],
        ),
        (
            [{"event": "created"}, {"event": "adopted"}, {"event": "withdrawn", "date": "2025-05-12"}],
            [["[not yet known]", "[not applicable]", "[not yet known]"]],
        ),
    ],
)
def test_a_row_for_each_version_and_each_later_review(events: list[dict[str, Any]], rows: list[list[str]]) -> None:
    assert history("date changes reference", *events) == rows


@pytest.mark.parametrize(
    ("event", "body", "next_review"),
    [
        ({"body": "Council", "committee": "policy"}, "Council", ""),
        ({"committee": "policy"}, "Policy Committee", ""),
        ({"committee": "gone"}, "gone", ""),
        ({"next_review": "2026-05"}, "", "May 2026"),
        (
            {"blanks": {"body": "omitted_by_source", "next_review": "not_yet_known"}},
            "[left blank in the source]",
            "[not yet known]",
        ),
    ],
)
def test_who_decided_and_the_next_review(event: dict[str, Any], body: str, next_review: str) -> None:
    assert history("event body next_review", {"event": "reviewed", **event}) == [["Reviewed", body, next_review]]


def test_who_decided_where_no_column_tells_the_event() -> None:
    assert history("version body next_review", {"event": "adopted"}) == [["1", "[not yet known]", "[not applicable]"]]


def node(name: str, level: int, *inner: SectionNode, heading: str = "Heading") -> SectionNode:
    words = (Emphasis((Text(heading),)),) if heading else ()
    return SectionNode(id=name, number=f"{name}.", heading=words, level=level, citation=f"s.{name}", sections=inner)


@pytest.mark.parametrize(
    ("levels", "listed"),
    [
        (1, ["1", "2"]),
        (2, ["1", "11", "12", "2"]),
        (3, ["1", "11", "111", "12", "2"]),
    ],
)
def test_contents(levels: int, listed: list[str]) -> None:
    """An opening part without a heading is not listed, nor what lies in it."""
    sections = (
        node("0", 1, node("01", 2), heading=""),
        node("1", 1, node("11", 2, node("111", 3)), node("12", 2)),
        node("2", 1),
    )
    entries = tuple(ContentsEntry(name, f"{name}.", "Heading", len(name)) for name in listed)
    assert build_contents(sections, "What is where", levels) == Block("contents", "What is where", entries=entries)


def test_officers_and_title_on_the_cover() -> None:
    """Only officers who belong on the cover stand there; marks in the title stay marks."""
    assert build_parts(("officers", "title"), VERSION, COUNCIL, {}, {}) == (
        Line("officer", (Text("Town Clerk: A. Clerk CiLCA"),)),
        Line("officer", (Text("Mayor: M. Ayor"),)),
        Line("officer", (Text("Warden"),)),
        Line("title", (Text("Notices "), Emphasis((Text("and"),)), Text(" boards"))),
    )
