"""What a change of one word in the code once went through unseen: covers, blanks, histories, numbering."""

from __future__ import annotations

from datetime import date

from policykit.document.front import block_values, build_history, build_parts, build_version_block, fill_template
from policykit.document.tree import Blank, Block, Cell, Line, TableNode
from policykit.edition.edition import states_as_seen
from policykit.edition.numbers import _inherit
from policykit.model.base import ClauseId, CouncilId, SectionId
from policykit.model.council import (
    Brand,
    Council,
    HistoryColumn,
    HistoryTable,
    HouseStyle,
    VersionBlock,
    VersionRow,
)
from policykit.model.dates import PartialDate
from policykit.model.policy import Clause, Numbering, Section, Version
from policykit.model.register import Event, EventKind, Register, VersionState
from policykit.model.text import Text, plain_text

COUNCIL = Council(
    format=1,
    id=CouncilId("leek"),
    name="Leek Town Council",
    kind="town",
    jurisdiction="england",
    strapline="Queen of the Moorlands",
    brand=Brand(lines=("Leek,", "a town of mills")),
    house_style=HouseStyle(
        history=HistoryTable(
            columns=(
                HistoryColumn(heading="Date", field="date"),
                HistoryColumn(heading="Changes", field="changes"),
                HistoryColumn(heading="Minute", field="reference"),
            )
        )
    ),
)
MAY = PartialDate.of(date(2024, 5, 13))
VERSION = Version(
    format=1,
    title="Notices",
    subtitle="What hangs where",
    kind="policy",
    version="1",
    sections=(Section(id=SectionId("s"), clauses=(Clause(id=ClauseId("s.a"), kind="statement", text="Words."),)),),
)


def see(*events: Event, label: str = "1", labels: tuple[str, ...] = ("1",)) -> VersionState:
    return states_as_seen(Register(format=1, events=events), labels, label)[-1]


def words_of(cell: Cell) -> str | None:
    """The words of a cell, or None where it is blank."""
    return None if isinstance(cell, Blank) else plain_text(cell) if isinstance(cell, tuple) else ""


def history_of(state: VersionState) -> list[list[str | None]]:
    table = build_history(COUNCIL, (state,)).table
    assert table is not None
    return [[words_of(cell) for cell in row] for row in table.rows]


def test_a_draft_that_was_passed_over_is_seen_to_be_withdrawn_later() -> None:
    state = see(
        Event(version="1", event="created"),
        Event(version="2", event="adopted", date=MAY),
        Event(version="1", event="withdrawn", date=MAY),
        labels=("1", "2"),
    )
    assert state.status == "withdrawn"


def test_without_a_column_of_events_a_draft_shows_neither_date_nor_minute() -> None:
    made = Event(version="1", event="created", date=MAY, reference="24/1", changes="New policy")
    assert history_of(see(made)) == [[None, "New policy", None]]


def test_without_a_column_of_events_an_adoption_tells_what_it_changed_itself() -> None:
    adopted = Event(version="1", event="adopted", date=MAY, reference="24/41", changes="Newly written")
    assert history_of(see(Event(version="1", event="created"), adopted)) == [["13 May 2024", "Newly written", "24/41"]]


def test_each_field_that_is_blank_on_purpose_says_why() -> None:
    blanks = {"date": "not_applicable", "reference": "omitted_by_source", "body": "not_applicable"}
    values = block_values(see(Event(version="1", event="adopted", blanks=blanks)), COUNCIL)  # type: ignore[arg-type]
    assert fill_template("{approval.reference}", values) == Blank("omitted_by_source")
    assert fill_template("{approval.date}", values) == Blank("not_applicable")
    assert fill_template("{approval.body}", values) == Blank("not_applicable")
    assert fill_template("{created.date}", values) == Blank("not_yet_known")


def test_a_version_block_is_a_table_whose_first_column_heads_the_rows() -> None:
    rows = (
        VersionRow(label="Version", text="{version}"),
        VersionRow(text="Minute {approval.reference} of {council.name}"),
    )
    council = COUNCIL.model_copy(
        update={"house_style": HouseStyle(version_block=VersionBlock(layout="table", rows=rows))}
    )
    (block,) = build_version_block(council, block_values(see(), council))
    assert block == Block(
        "version_block",
        table=TableNode(
            (),
            (
                ((Text("Version"),), (Text("1"),)),
                ((Text("Minute — of Leek Town Council"),),),
            ),
            row_headers=True,
        ),
    )
    house = HouseStyle(contact_lines=("{council.name}", "{council.telephone}", "Tel. {council.telephone}"))
    council = COUNCIL.model_copy(update={"house_style": house, "telephone": "01538 000000"})
    assert build_parts(("contact_lines",), VERSION, council, block_values(see(), council), {}) == (
        Line("contact", (Text("Leek Town Council"),)),
        Line("contact", (Text("01538 000000"),)),
        Line("contact", (Text("Tel. 01538 000000"),)),
    )


def test_every_event_can_be_named_in_a_block() -> None:
    kinds: tuple[EventKind, ...] = ("created", "drafted", "recommended", "reviewed", "adopted")
    events = tuple(
        Event(version="1", event=kind, date=PartialDate.of(date(2024, 5, day)), reference=f"{day}/24", body="Council")
        for day, kind in enumerate(kinds, start=1)
    )
    values = block_values(see(*events), COUNCIL)
    shown = {
        name: [values[f"{name}.{part}"] for part in ("date", "reference", "body")]
        for name in ("created", "drafted", "recommended", "review", "approval")
    }
    assert shown == {
        "created": ["1 May 2024", "1/24", "Council"],
        "drafted": ["2 May 2024", "2/24", "Council"],
        "recommended": ["3 May 2024", "3/24", "Council"],
        "review": ["4 May 2024", "4/24", "Council"],
        "approval": ["5 May 2024", "5/24", "Council"],
    }
    assert build_history(COUNCIL, (see(*events),)).role == "history"


def test_a_cover_prints_every_part_that_has_words_in_the_order_of_the_house_style() -> None:
    names = ("brand_lines", "strapline", "council", "title", "subtitle", "contact_lines")
    assert build_parts(names, VERSION, COUNCIL, {}, {}) == (
        Line("brand", (Text("Leek,"),)),
        Line("brand", (Text("a town of mills"),)),
        Line("strapline", (Text("Queen of the Moorlands"),)),
        Line("council", (Text("Leek Town Council"),)),
        Line("title", (Text("Notices"),)),
        Line("subtitle", (Text("What hangs where"),)),
    )
    bare = VERSION.model_copy(update={"subtitle": None}), COUNCIL.model_copy(update={"strapline": None})
    assert build_parts(("strapline", "subtitle"), *bare, {}, {}) == ()


def test_a_style_of_one_s_own_does_not_take_the_dress_from_above() -> None:
    above = Numbering(clauses="legal", clauses_as="#.", lists="alpha", lists_as="(#)")
    own = _inherit(above, Numbering(clauses="decimal", lists="roman"))
    assert (own.clauses, own.clauses_as, own.lists, own.lists_as) == ("decimal", None, "roman", None)
    dressed = _inherit(above, Numbering(lists="roman", lists_as="#:"))
    assert (dressed.clauses_as, dressed.lists_as) == ("#.", "#:")
