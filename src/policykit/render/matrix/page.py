"""A council comparison as one self-contained page: the summary, the table of topics, and the clauses side by side.

It has no script. Everything that a colour says is said in words too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from policykit.compare.councils.matrix import CouncilClause, CounterpartLink, Matrix, Member, TopicRow
from policykit.compare.words.diff import WordDiff
from policykit.compare.words.marks import mark_segments
from policykit.render.html.fonts import write_font_faces
from policykit.render.html.page import load_templates
from policykit.render.html.words import write_words
from policykit.render.matrix.words import (
    STATE_MEANINGS,
    STATE_SIGNS,
    STATE_WORDS,
    count_clauses,
    count_topics,
    index_clauses,
    join_words,
    judge_row,
    name_columns,
    summarise,
    tell_cell,
    tell_count,
    tell_link,
    tell_place,
    tell_relation,
    tell_scope,
)
from policykit.wording.printable import replace_unprintable

if TYPE_CHECKING:
    from jinja2 import Environment

    from policykit.model.settings import PressName
    from policykit.render.html.page import Fonts

_BLOCK = 6
"""How many councils are in one table; more than that are given in several."""
_OPEN = 6
"""Up to so many councils every topic lies open; with more, each is opened by hand."""


def render_matrix(matrix: Matrix, *, fonts: Fonts = "embed") -> str:
    """Give the comparison as one page of HTML, ending in a line feed; the same matrix gives the same text.

    `fonts` as in `render_html`; with `pdf` the page leaves the faces to the PDF engine.
    """
    width = len(matrix.columns)
    names = name_columns(matrix)
    body = Markup(_fill("matrix_body.html.j2", matrix, paper=fonts == "pdf"))  # noqa: S704 - a template has escaped it
    page = (
        _load_templates()
        .get_template("matrix.html.j2")
        .render(
            title=tell_title(matrix),
            names=join_words(names) if width <= _OPEN else tell_count(width, "policy")[:-2] + "ies",
            body=body,
            style=Markup(_write_style(body, fonts)),  # noqa: S704 - our own CSS
        )
    )
    return replace_unprintable(page)


def write_matrix(matrix: Matrix) -> Markup:
    """Give the comparison as HTML without its head: for a page that says itself what is compared, in its own frame."""
    return Markup(_fill("matrix_main.html.j2", matrix, paper=False))  # noqa: S704 - a template has escaped it


def _fill(template: str, matrix: Matrix, *, paper: bool) -> str:
    view, width = _View(matrix), len(matrix.columns)
    return (
        _load_templates()
        .get_template(template)
        .render(
            matrix=matrix,
            view=view,
            title=tell_title(matrix),
            names=view.names,
            points=summarise(matrix),
            conflicts=[link for link in matrix.links if link.stance == "conflicts"],
            sentences=[text for text in (count_topics(matrix), count_clauses(matrix), tell_scope(matrix)) if text],
            blocks=[range(start, min(start + _BLOCK, width)) for start in range(0, width, _BLOCK)],
            open=width <= _OPEN,
            paper=paper,
            alone=view.list_alone(),
            confirmed=view.tell_confirmed(),
        )
    )


def render_matrix_pdf(matrix: Matrix, *, press: PressName | None = None) -> bytes:
    """Give the comparison as PDF/A-3a and PDF/UA-1, of the same page, on A4 landscape.

    Of more than six councils it has the summary, the tables and the shared words, and not every clause. Raises
    PolicykitError as `render_pdf` does.
    """
    from policykit.render.pdf.facts import PdfMetadata
    from policykit.render.printing.press import find_press

    title = tell_title(matrix)
    metadata = PdfMetadata(
        policy_id=" ".join(column.policy for column in matrix.columns),
        version=" ".join(column.version for column in matrix.columns),
        status="",
        source_sha256="",
        text_sha256="",
        author="policykit",
        subject=title,
        dated=None,
    )
    page = render_matrix(matrix, fonts="pdf")
    return find_press(press).render(page, metadata=metadata, layout="matrix")


def tell_title(matrix: Matrix) -> str:
    """Give the heading of the page: `Congleton and Crewe: social media policies compared`."""
    titles = {column.title.casefold() for column in matrix.columns}
    names = name_columns(matrix)
    who = join_words(names) if len(names) <= _OPEN else f"{len(names)} policies"
    what = f": {matrix.columns[0].title.casefold()} compared" if len(titles) == 1 else " compared"
    return f"{who}{what.replace('policy compared', 'policies compared')}"


class _View:
    """What the templates ask of a matrix."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.names = name_columns(matrix)
        self.places = index_clauses(matrix)
        self._alone = set(matrix.alone)
        self._titles = {row.topic: row.title for row in matrix.rows}

    def clause(self, address: str) -> CouncilClause:
        return self.places[address]

    def anchor(self, address: str) -> str:
        clause = self.places[address]
        return f"c{clause.column + 1}-{address.partition('#')[2]}"

    def is_home(self, address: str, topic: str) -> bool:
        """Say whether this topic is the clause's main one, where it has its anchor."""
        return self.places[address].topics[0] == topic

    def is_alone(self, address: str) -> bool:
        return address in self._alone

    def tell_relation(self, row: TopicRow) -> str:
        return tell_relation(row, self.names)

    def tell_link(self, link: CounterpartLink) -> str:
        return tell_link(link, self.names, (self.places[link.first].column, self.places[link.second].column))

    def tell_place(self, address: str) -> str:
        return tell_place(self.places[address], self.names)

    def tell_home(self, address: str) -> str:
        """Give the title of a clause's main topic."""
        return self._titles[self.places[address].topics[0]]

    def list_ends(self, link: CounterpartLink, topic: str) -> tuple[str, str]:
        """Give the ends of a link, the one under this topic first."""
        ends = (link.first, link.second)
        return ends if topic in self.places[link.first].topics else (link.second, link.first)

    def list_alone(self) -> list[tuple[str, list[str]]]:
        """Give each council with its clauses that nothing joins to another."""
        return [
            (name, [address for address in self.matrix.alone if self.places[address].column == column])
            for column, name in enumerate(self.names)
        ]

    def show_drift(self, member: Member) -> Markup | None:
        """Give the words of a member with its drift marked; nothing where it holds the family's words."""
        if not member.drift:
            return None
        if WordDiff(member.drift).stands_apart and any(segment.op == "delete" for segment in member.drift):
            return escape(self.places[member.address].text)
        return write_words(mark_segments(member.drift))

    def tell_confirmed(self) -> str:
        """Give who confirmed the links and when, as a sentence."""
        links = self.matrix.links
        if not links:
            return "No link between these policies has been confirmed yet."
        who = join_words(sorted({link.confirmed_by for link in links}))
        days = sorted({link.confirmed_on for link in links})
        when = days[0] if len(days) == 1 else f"between {days[0]} and {days[-1]}"
        return f"{tell_count(len(links), 'link')} between clauses, confirmed by {who}, {when}."


def _write_style(body: str, fonts: Fonts) -> str:
    parts = [_read("base.css"), _read("matrix.css")]
    if fonts == "embed":
        parts.append(write_font_faces(body))
    return "\n".join(parts)


@cache
def _read(name: str) -> str:
    return resources.files("policykit.render").joinpath("static", name).read_text(encoding="utf-8").strip()


@cache
def _load_templates() -> Environment:
    """Give the templates of documents with what a matrix adds to them."""
    filters: dict[str, Callable[..., Any]] = {
        "relation": judge_row,
        "state_words": STATE_WORDS.__getitem__,
        "state_sign": STATE_SIGNS.__getitem__,
        "amount": tell_cell,
        "gaps": lambda text: re.sub(r"\{(\w+)\}", r"[\1]", text),
        "percent": lambda likeness: f"{int(likeness * 100)} %",
    }
    environment = load_templates().overlay()
    environment.filters = environment.filters | filters
    environment.globals = {**environment.globals, "state_meanings": STATE_MEANINGS}
    return environment
