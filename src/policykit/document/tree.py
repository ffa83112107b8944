"""The document: one tree, free of any medium, that every renderer and every comparison reads.

Everything is resolved: numbers, references, parameters and dates are words. A redline is a document whose
nodes and words carry marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from policykit.document.past import TextHistory
from policykit.edition.edition import Edition
from policykit.model.dates import PartialDate
from policykit.model.policy import ClauseKind, Note, PolicyKind, Style
from policykit.model.register import BlankReason, EventKind, Status
from policykit.model.table import Covered
from policykit.model.text import Inline
from policykit.wording.phrases.languages import PhraseTable, find_phrases

Change = Literal["inserted", "deleted", "moved_from", "moved_to", "edited"]
"""What a comparison says of a node; None where nothing changed."""


@dataclass(frozen=True, slots=True)
class MoveEnd:
    """One end of a move in a redline: the node is struck out where it was, and stands where it is now."""

    pair: int
    """The number of the move, from 1; both ends bear it."""
    other: str
    """The citation of the other end: `s.6, 5th bullet`."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that is empty on purpose, and why."""

    reason: BlankReason
    language: str = "en"
    """The language of the document (BCP 47)."""
    brief: bool = False
    """Whether a dash says enough, as in a draft, of which nothing is known yet."""

    @property
    def words(self) -> str:
        """The reason as it is printed."""
        return find_phrases(self.language).say(f"blank.{self.reason}")

    @property
    def printed(self) -> str:
        """What is printed in plain words: a dash, and the reason where it needs one."""
        return "—" if self.brief else f"— ({self.words})"


Cell = tuple[Inline, ...] | Blank | Covered
"""What is at one place of a table: words, a blank, or that another cell fills it too."""


@dataclass(frozen=True, slots=True)
class TableNode:
    """A table of data. With `row_headers` the first cell of each row heads it."""

    columns: tuple[Cell, ...]
    """The headings of the columns; empty for a table that has row headings only."""
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    row_headers: bool = False
    languages: tuple[str, ...] = ()
    """The language (BCP 47) of each column, where they are not all in the same one."""
    change: Change | None = None

    @property
    def width(self) -> int:
        """The number of columns: that of the widest row."""
        return max(len(self.columns), *(len(row) for row in self.rows), 1)


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A picture below the words of a clause."""

    file: str
    """The name of its file."""
    alt: str
    """What it says, in words, for those who do not see it."""
    caption: str | None
    media: str
    """The kind of file: `image/png` or `image/jpeg`."""
    width: int
    """In points."""
    height: int
    """In points."""
    content: str
    """The file, in Base64."""
    change: Change | None = None
    """What a comparison says of it; `edited` where its words alone differ."""

    @property
    def address(self) -> str:
        """The picture as an address that holds it (RFC 2397)."""
        return f"data:{self.media};base64,{self.content}"

    @property
    def millimetres(self) -> int:
        """How wide it is printed: 144 of its points to an inch, and no wider or higher than fits on a page."""
        return max(1, int(min(self.width * 25.4 / 144, _WIDEST, _HIGHEST * self.width / self.height)))


_WIDEST, _HIGHEST = 160, 190
"""How wide and how high a picture may be, in millimetres, so that it fits on an A4 page with its caption."""


@dataclass(frozen=True, slots=True)
class ClauseNode:
    """One clause, numbered and resolved."""

    id: str
    kind: ClauseKind
    number: str
    """The printed number as it is before the words (`11.`, `(a)`), or empty."""
    style: Style
    """How its number is written; `none` makes it a paragraph, everything else a list item or numbered clause."""
    citation: str
    """How a person cites it: `s.6, 5th bullet`; `11.3(d)`."""
    words: tuple[Inline, ...]
    term: str | None = None
    topic: str | None = None
    also_topics: tuple[str, ...] = ()
    table: TableNode | None = None
    pictures: tuple[PictureNode, ...] = ()
    """The picture below its words and table; in a redline also the one that was there before."""
    notes: tuple[Note, ...] = ()
    model: str | None = None
    """The model clause this instantiates, as `file/clause`."""
    clauses: tuple[ClauseNode, ...] = ()
    """What is nested in it: a list, its closing words, and last its footnotes."""
    footnote: bool = False
    """Whether it is a footnote of the clause that it is nested in."""
    change: Change | None = None
    change_note: str | None = None
    """What a comparison says beside the clause: `moved from 6.4`."""
    move: MoveEnd | None = None
    """Where the clause moved from or to."""
    old_number: str | None = None
    """In a redline, the number that a clause which stayed had before; None for every other."""
    language: str = ""
    """Its language (BCP 47), whether of its own or of what it is part of."""


@dataclass(frozen=True, slots=True)
class SectionNode:
    """One section, numbered and resolved."""

    id: str
    number: str
    """The printed number (`2.`, `Appendix A`), or empty."""
    heading: tuple[Inline, ...]
    """The heading's words; empty for an opening part without one."""
    level: int
    """1 for the sections of the document, 2 for their sub-sections, and so on."""
    citation: str
    clauses: tuple[ClauseNode, ...] = ()
    sections: tuple[SectionNode, ...] = ()
    notes: tuple[Note, ...] = ()
    appendix: bool = False
    change: Change | None = None
    change_note: str | None = None
    move: MoveEnd | None = None
    """Where the section moved from or to."""
    old_number: str | None = None
    """In a redline, the number that a section which stayed had before; None for every other."""
    language: str = ""
    """Its language (BCP 47), whether of its own or of what it is part of."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents."""

    target: str
    """The id of the section."""
    number: str
    heading: str
    level: int
    language: str = ""
    """The language (BCP 47) of the heading where it is not the document's."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cover or the end: `role` says what it is, so that a renderer can style it."""

    role: Literal["council", "strapline", "officer", "title", "subtitle", "brand", "contact", "version", "footer"]
    words: tuple[Inline, ...] | Blank
    label: str | None = None
    language: str = ""
    """Its language (BCP 47) where it is not the document's."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the cover or the end that is a table or the contents."""

    role: Literal["version_block", "history", "contents"]
    heading: str | None = None
    table: TableNode | None = None
    entries: tuple[ContentsEntry, ...] = ()
    language: str = ""
    """The language (BCP 47) of its labels where it is not the document's; contents list the text itself."""


Part = Line | Block


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One thing that happened to the version, as data; the cover and the history say it in words."""

    event: EventKind
    date: PartialDate | None = None
    """When, as precisely as is known."""
    body: str | None = None
    """Who decided, as printed: `Council`."""
    reference: str | None = None
    """The minute, in the council's own form: `CTC/22/5/1`."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What header, footer and metadata say of the document."""

    council_id: str
    council: str
    policy: str
    """The policy's name: `congleton/social-media`."""
    version: str
    title: str
    subtitle: str | None
    kind: PolicyKind
    language: str
    status: Status
    status_line: str
    """The status in words for each page: `Adopted 26th January 2019`, `DRAFT: not adopted`."""
    accent: str
    link: str
    applies_to: tuple[str, ...] = ()
    approval_reference: str | None = None
    adopted: PartialDate | None = None
    """When the version was adopted first, as precisely as is known; nothing for a text that was never adopted."""
    next_review: PartialDate | None = None
    """When it is to be reviewed next."""
    life: tuple[LifeEvent, ...] = ()
    """What happened to the version, oldest first; not what happened to a later one."""
    text_sha256: str = ""
    """The fingerprint of the version's canonical JSON."""
    page_footer: str = ""
    """The council's own line at the foot of every page."""
    council_language: str = ""
    """The language (BCP 47) of the council's name where it is not the document's."""
    is_paper: bool = field(default=False, compare=False)
    """Whether this is a paper about the text, such as a motion, and not the text itself: no file of it tells programs
    that it holds the version."""

    @property
    def named(self) -> str:
        """The title with the version, as headers, footers and programs name the document; a paper may have none."""
        return (
            self.phrases.say("page.version_of", title=self.title, version=self.version) if self.version else self.title
        )

    @property
    def phrases(self) -> PhraseTable:
        """What is printed around the text, in its language or else in English."""
        return find_phrases(self.language)

    @property
    def phrases_language(self) -> str:
        """The language of the phrases where it is not the document's."""
        return self.phrases.mark(self.language)


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one policy, ready to be rendered."""

    imprint: Imprint
    cover: tuple[Part, ...]
    sections: tuple[SectionNode, ...]
    end: tuple[Part, ...]
    notes: tuple[Note, ...] = field(default=())
    """Editors' remarks on the document as a whole; printed only where asked for."""
    summary: str | None = None
    """For a redline: one line that says what is compared with what."""
    edition: Edition | None = field(default=None, compare=False, repr=False)
    """The edition that this was compiled from; None of a redline, which shows two."""
    history: TextHistory | None = field(default=None, compare=False, repr=False)
    """Since when each part reads as it does, where that is to be printed beside the text."""
    origin: Edition | None = field(default=None, compare=False, repr=False)
    """The edition whose cover this has: also of a redline the newer one, and beside another language the first."""

    def walk_sections(self) -> Iterator[SectionNode]:
        """Give every section in document order."""
        yield from _walk_sections(self.sections)

    def walk_clauses(self) -> Iterator[ClauseNode]:
        """Give every clause in document order."""
        for section in self.walk_sections():
            yield from _walk_clauses(section.clauses)


def _walk_sections(sections: tuple[SectionNode, ...]) -> Iterator[SectionNode]:
    for section in sections:
        yield section
        yield from _walk_sections(section.sections)


def _walk_clauses(clauses: tuple[ClauseNode, ...]) -> Iterator[ClauseNode]:
    for clause in clauses:
        yield clause
        yield from _walk_clauses(clause.clauses)
