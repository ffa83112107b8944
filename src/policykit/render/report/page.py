"""The report of changes for a committee: one self-contained page, for the screen and for paper.

It is whole without a script; with one it can be filtered by kind, walked from change to change, and read side by side.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from policykit.compare.versions.changes import Changes, Row
from policykit.compare.versions.tables import mark_table
from policykit.compare.words.diff import Segment
from policykit.compare.words.marks import mark_segments
from policykit.document.tree import ClauseNode, Document, TableNode
from policykit.render.html.fonts import write_font_faces
from policykit.render.html.page import load_templates
from policykit.render.html.words import write_words
from policykit.render.report.impact import IMPACT_HEADING, list_impact
from policykit.render.report.picture import draw_strip, tell_strip
from policykit.render.report.view import (
    KIND_SIGNS,
    KIND_WORDS,
    WEIGHT_WORDS,
    Fold,
    group_cards,
    key_of,
    list_cards,
    list_light_details,
    list_summary,
    quote_opening,
    tell_fold,
    tell_places,
)
from policykit.wording.printable import replace_unprintable

if TYPE_CHECKING:
    from jinja2 import Environment

    from policykit.analysis.impact import Impact
    from policykit.model.settings import PressName
    from policykit.render.html.page import Fonts

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def render_report(
    changes: Changes, old: Document, new: Document, *, fonts: Fonts = "embed", impact: Impact | None = None
) -> str:
    """Give the report as one page of HTML, ending in a line feed; the same changes give the same text.

    `old` and `new` are the documents that were compared: the tables and the brand are theirs. `fonts` as in
    `render_html`; `impact` is what the page says first: what passing the new version would change for people. With
    `pdf` the page has no script and leaves the layout of pages to the PDF engine.
    """
    body = Markup(_fill("report_body.html.j2", changes, old, new, impact))  # noqa: S704 - a template has escaped it
    script = "" if fonts == "pdf" else _read("report.js")
    imprint = new.imprint
    page = (
        _load_templates()
        .get_template("report.html.j2")
        .render(
            changes=changes,
            imprint=imprint,
            body=body,
            style=Markup(_write_style(body, fonts, imprint.accent, imprint.link)),  # noqa: S704 - our own CSS
            script=Markup(script),  # noqa: S704 - our own script
            script_hash=b64encode(hashlib.sha256(f"\n{script}\n".encode()).digest()).decode(),
        )
    )
    return replace_unprintable(page)


def write_report(changes: Changes, old: Document, new: Document) -> Markup:
    """Give the report as HTML without its head: for a page that says itself what is compared, in its own frame."""
    return Markup(_fill("report_main.html.j2", changes, old, new, None))  # noqa: S704 - a template has escaped it


def _fill(template: str, changes: Changes, old: Document, new: Document, impact: Impact | None) -> str:
    counts = changes.count_kinds()
    return (
        _load_templates()
        .get_template(template)
        .render(
            changes=changes,
            groups=group_cards(list_cards(changes)),
            summary=list_summary(changes),
            details=list_light_details(changes),
            counts=[(kind, count) for kind, count in counts.items() if kind != "unchanged"],
            unchanged=sum(counts[kind] for kind in ("unchanged", "renumbered")),
            renumbered=counts["renumbered"],
            strip=draw_strip(changes),
            strip_words=tell_strip(changes),
            marked_tables=_Tables(old, new),
            impact=list_impact(impact) if impact else [],
            impact_heading=IMPACT_HEADING,
        )
    )


def render_report_pdf(
    changes: Changes,
    old: Document,
    new: Document,
    *,
    impact: Impact | None = None,
    press: PressName | None = None,
) -> bytes:
    """Give the report as PDF/A-3a and PDF/UA-1, of the same page. Raises PolicykitError as `render_pdf` does."""
    from policykit.render.pdf.facts import PdfMetadata
    from policykit.render.printing.press import find_press

    imprint = new.imprint
    title = f"{imprint.title}: changes from version {changes.old.version} to version {changes.new.version}"
    metadata = PdfMetadata(
        policy_id=imprint.policy,
        version=imprint.version,
        status=imprint.status,
        source_sha256="",
        text_sha256=imprint.text_sha256,
        author=imprint.council,
        subject=title,
        dated=None,
    )
    page = render_report(changes, old, new, fonts="pdf", impact=impact)
    return find_press(press).render(page, metadata=metadata, layout="report")


class _Tables:
    """The tables of both documents, merged and marked when a row of the report needs one."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old = {clause.id: clause for clause in old.walk_clauses()}
        self.new = {clause.id: clause for clause in new.walk_clauses()}

    def mark(self, row: Row) -> TableNode | None:
        """Give the table of a row with its marks."""
        before = _first_table([self.old[place.id] for place in row.old if place.id in self.old])
        after = _first_table([self.new[place.id] for place in row.new if place.id in self.new])
        return mark_table(before, after)


def _first_table(nodes: list[ClauseNode]) -> TableNode | None:
    return next((node.table for node in nodes if node.table is not None), None)


def _write_style(body: str, fonts: Fonts, accent: str, link: str) -> str:
    parts = [_read("base.css"), _read("report.css")]
    if fonts != "pdf":
        parts.append(_read("report_screen.css"))
    if fonts == "embed":
        parts.append(write_font_faces(body))
    named = [f"--{name}:{value}" for name, value in (("accent", accent), ("link", link)) if _COLOUR.fullmatch(value)]
    return "\n".join([*parts, f":root{{{';'.join(named)}}}"])


def _write_marks(row: Row) -> Markup:
    """Give the marks with the space before a word outside of them."""
    loose: list[Segment] = []
    for segment in row.words:
        bare = segment.text.lstrip(" ")
        if segment.op != "equal" and bare and bare != segment.text:
            if not (loose and loose[-1].text == " " and loose[-1].op == "equal") and not _follows_deletion(loose):
                loose.append(Segment("equal", " "))
            segment = Segment(segment.op, bare)
        loose.append(segment)
    return write_words(mark_segments(loose))


def _follows_deletion(segments: list[Segment]) -> bool:
    """Say whether the space has just been set before the words that went."""
    return len(segments) > 1 and segments[-1].op == "delete" and segments[-2] == Segment("equal", " ")


def _write_side(row: Row, without: str) -> str:
    return "".join(segment.text for segment in row.words if segment.op != without)


@cache
def _read(name: str) -> str:
    return resources.files("policykit.render").joinpath("static", name).read_text(encoding="utf-8").strip()


@cache
def _load_templates() -> Environment:
    """Give the templates of documents with what a report adds to them."""
    environment = load_templates().overlay()
    environment.filters = environment.filters | {
        "beside": lambda row: [
            field
            for field in row.fields
            if field.kind != "name" and (field.weight != "normative" or field.kind == "rules")
        ],
        "key": key_of,
        "kind_sign": KIND_SIGNS.__getitem__,
        "kind_words": KIND_WORDS.__getitem__,
        "marks": _write_marks,
        "opening": quote_opening,
        "places": tell_places,
        "side": _write_side,
        "tell_fold": tell_fold,
        "weight_words": WEIGHT_WORDS.__getitem__,
    }
    environment.tests = environment.tests | {"fold": lambda item: isinstance(item, Fold)}
    return environment
