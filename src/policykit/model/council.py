"""A council: who it is, how its documents look, and what it has decided about the open words of its policies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, WithJsonSchema

from policykit.model.base import WORD, CouncilIdField, Line, Many, Model, Printed
from policykit.model.dates import DateStyle
from policykit.model.policy import LanguageTag
from policykit.model.rule import SettledDecision

BodyKind = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
"""A kind of body: one of `BODIES`, or of the library's own."""
_PLACE = r"^(england|wales|scotland|northern-ireland|[a-z]{2}(-[a-z0-9]{1,3})?)$"
Jurisdiction = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40),
    WithJsonSchema({"type": "string", "pattern": _PLACE}),  # so that an editor marks `france`
]
"""A nation of the UK (`wales`), a country (`ie`) or a part of one (`us-ca`)."""
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Templated = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^[^\n]*$")]
"""A line with parameters in braces, such as `Tel: {council.telephone}`."""


class Officer(Model):
    """A post-holder the council names on its documents."""

    role: Annotated[str, WORD]
    """The post's id, as the facts spell it: `chief_officer`."""
    title: Annotated[Line, Printed("line", "plain")]
    """The post as it is printed: `Chief Officer`."""
    name: Annotated[Line | None, Printed("line", "plain")] = None
    """Who holds it."""
    qualification: Annotated[Line | None, Printed("line", "plain")] = None
    """Letters after the name: `CiLCA`."""
    on_cover: bool = False
    """Whether the cover names this officer."""


class Committee(Model):
    """A committee of the council."""

    id: Annotated[str, WORD]
    """Its id, by which the register names it."""
    label: Annotated[Line, Printed("line", "plain")]
    """Its short label as printed: `FAP`."""
    name: Annotated[Line | None, Printed("line", "plain")] = None
    """Its full name, where it is known."""


class Brand(Model):
    """The council's colours; each is checked for contrast against white (WCAG 2.2, 1.4.3)."""

    accent: Colour = "#1d3c5a"
    """Headings and rules."""
    link: Colour = "#0b4f8a"
    """Links."""
    lines: Annotated[Many[Line], Printed("line", "plain")] = ()
    """The words that go with the council's emblem, one a line."""


class VersionRow(Model):
    """One row of the version block."""

    label: Annotated[Templated | None, Printed("line", "template")] = None
    """The row's label, exactly as printed."""
    text: Annotated[Templated, Printed("line", "template")]
    """What is in the row: words and parameters such as `{approval.date}`."""


class VersionBlock(Model):
    """How a council says which version this is, on the cover."""

    layout: Literal["table", "lines"] = "table"
    """A table with a label in each row, or one line of text for each row."""
    rows: Annotated[Many[VersionRow], Field(min_length=1, max_length=20)]
    """The rows, in order."""


class HistoryColumn(Model):
    """One column of the full version-control table."""

    heading: Annotated[Line, Printed("line", "plain")]
    """The heading of the column, exactly as printed."""
    field: Literal[
        "version", "date", "event", "changes", "body", "reference", "next_review", "recorded_by", "in_force_from"
    ]
    """What the column holds."""


class HistoryTable(Model):
    """The full version-control table."""

    heading: Annotated[Line, Printed("line", "plain")] = "Version history"
    """The heading above the table."""
    columns: Annotated[Many[HistoryColumn], Field(min_length=1)] = (
        HistoryColumn(heading="Version", field="version"),
        HistoryColumn(heading="Date", field="date"),
        HistoryColumn(heading="What happened", field="event"),
        HistoryColumn(heading="Changes", field="changes"),
        HistoryColumn(heading="Reference", field="reference"),
    )
    """The columns, in order."""


CoverPart = Literal[
    "council",
    "strapline",
    "officers",
    "title",
    "subtitle",
    "version_block",
    "brand_lines",
    "contact_lines",
    "contents",
    "history",
]
EndPart = Literal["history", "contact_lines", "brand_lines"]

DEFAULT_BLOCK = VersionBlock(
    rows=(
        VersionRow(label="Version", text="{version}"),
        VersionRow(label="Status", text="{status}"),
        VersionRow(label="Adopted", text="{approval.date}"),
        VersionRow(label="Minute reference", text="{approval.reference}"),
        VersionRow(label="Next review", text="{next_review}"),
    )
)


class HouseStyle(Model):
    """How a council's documents are laid out.

    The default follows the policy on documents of a parish council (Washingborough): the adoption date on every
    page, the history table next after the cover.
    """

    cover: Many[CoverPart] = ("council", "strapline", "title", "subtitle", "version_block", "history", "contents")
    """The parts before the text, in order."""
    end: Many[EndPart] = ("contact_lines",)
    """The parts after the text, in order."""
    date_style: DateStyle = "long"
    """How dates are printed."""
    version_block: VersionBlock = DEFAULT_BLOCK
    """The version block on the cover."""
    history: HistoryTable = HistoryTable()
    """The version-control table: its heading and columns."""
    contents_heading: Annotated[Line, Printed("line", "plain")] = "Contents"
    """The heading of the contents."""
    contents_levels: Annotated[int, Field(ge=1, le=4)] = 1
    """How many levels of headings the contents list."""
    contact_lines: Annotated[Many[Templated], Printed("line", "template")] = ()
    """The contact lines, with parameters in braces."""
    page_footer: Annotated[Templated | None, Printed("line", "template")] = None
    """A line of the council's own at the foot of every page, with parameters in braces: `Uncontrolled when printed`."""


class CouncilWords(Model):
    """A council's words in another language than its own, for documents in that language."""

    name: Annotated[Line | None, Printed("line", "plain")] = None
    """Its full name as printed."""
    strapline: Annotated[Line | None, Printed("line", "plain")] = None
    """The line printed under its name."""
    address: Annotated[Many[Line], Printed("line", "plain")] = ()
    """The postal address, one line each."""
    officers: Annotated[dict[Annotated[str, WORD], Line], Printed("line", "plain")] = {}
    """The titles of its posts, by the role: `clerk: Clerc`."""
    committees: Annotated[dict[Annotated[str, WORD], Line], Printed("line", "plain")] = {}
    """The full names of its committees, by their ids."""
    house_style: HouseStyle | None = None
    """How documents in that language are laid out, with labels in it; left out, only defaults are translated."""


class Council(Model):
    """One council (council.yaml)."""

    format: Literal[1]
    """The format of this file: 1."""
    id: CouncilIdField
    """The council's id: the name of its folder."""
    name: Annotated[Line, Printed("line", "plain")]
    """Its full name as printed."""
    kind: BodyKind
    """What kind of council or other body it is: `town`, `school`, `charity`; a library may add its own."""
    jurisdiction: Jurisdiction
    """Whose law applies: a nation of the UK (`wales`), a country (`ie`), or a part of one (`us-ca`)."""
    language: LanguageTag = "en-GB"
    """The language of its documents (BCP 47)."""
    strapline: Annotated[Line | None, Printed("line", "plain")] = None
    """The line printed under its name."""
    address: Annotated[Many[Line], Printed("line", "plain")] = ()
    """The postal address, one line each."""
    telephone: Annotated[Line | None, Printed("line", "plain")] = None
    """The telephone number as printed."""
    email: Annotated[Line | None, Printed("line", "plain")] = None
    """The e-mail address."""
    website: Annotated[Line | None, Printed("line", "plain")] = None
    """The address of the website as printed."""
    officers: Many[Officer] = ()
    """The post-holders named in documents."""
    committees: Many[Committee] = ()
    """The committees that review or approve."""
    meets_on: Many[Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]] = (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
    )
    """The weekdays on which the council sits."""
    brand: Brand = Brand()
    """Its colours and the words with its emblem."""
    house_style: HouseStyle = HouseStyle()
    """How its documents are laid out."""
    in_languages: dict[LanguageTag, CouncilWords] = {}
    """Its words in other languages, by the language: `cy: {name: Cyngor Cymuned Llanfair}`."""
    decisions: dict[Annotated[str, WORD], SettledDecision] = {}
    """What it decided about the open words of its policies, by the name the rules use."""
