"""What every reader gives, whatever the format: paragraphs in reading order, what was left out, the file's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

_WORD = re.compile("[^\\W\\d_]+|\\d+|_|[^\\w\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]")
"""A word for the word promise: a run of letters, a run of digits, or one sign that can be seen. So `1.1Every` is
as `1.1 Every`."""

Left = Literal[
    "header",
    "footer",
    "page number",
    "line number",
    "contents",
    "menu",
    "deleted",
    "hidden",
    "comment",
    "control character",
    "ruled line",
    "repeated",
    "watermark",
    "line-end hyphen",
    "bullet sign",
    "version table",
    "letterhead",
]
"""Why words of a file are not words of the policy."""

Role = Literal["body", "contents", "footnote", "caption"]
"""What a format itself says of a paragraph, beyond its heading level."""

Decided = Literal["title", "heading", "clause", "item", "joined"]
"""What a person says that a paragraph is: a clause is no heading, one that is joined goes on from the one above."""

TITLE = 0
"""The heading level of a title; 1 to 9 are those of headings."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words with one dress."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    """Where it links to: an http, https, mailto or tel address; empty for no link."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table."""

    paragraphs: tuple[Paragraph, ...]
    """What is in it; a table inside is a paragraph with rows."""
    columns: int = 1
    """Over how many columns it reaches."""
    rows: int = 1
    """Over how many rows it reaches; the cells below that it covers are left out."""
    head: bool = False
    """Whether the format says that it is a heading."""

    @property
    def text(self) -> str:
        """Its words, with the numbers and bullets that the format puts before them; paragraphs apart by a line end."""
        return "\n".join(_show(paragraph, labels=True) for paragraph in self.paragraphs)

    @property
    def typed_text(self) -> str:
        """Its words alone, as they are typed."""
        return "\n".join(_show(paragraph, labels=False) for paragraph in self.paragraphs)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return bool(self.paragraphs) and all(paragraph.bold for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one table, of a file: its words and all that says what it might be.

    Measures are in points, from the left edge of the text. A reader fills in what its format knows and leaves the
    rest as it is.
    """

    text: str
    """The words as a reader sees them, without the format's own number; `\\n` for a line break inside."""
    place: str
    """Where it is in the file, for people: `paragraph 14`, `page 3, line 12`, `line 40`."""
    label: str = ""
    """The number or bullet that the format itself puts before the words: `1.1`, `(a)`, `•`. Not one that is typed."""
    typed_label: str = ""
    """The number or bullet that the format says is one, though it is among the words of the file."""
    level: int = 0
    """The level of the format's own list, from 0."""
    list_key: str = ""
    """Which of the format's own lists it belongs to; empty outside any."""
    heading: int | None = None
    """The level that the format's own style gives it: 0 for a title, 1 to 9 for headings; None for none."""
    style: str = ""
    """The name of the style that the format gives it, in small letters."""
    role: Role = "body"
    bold: bool = False
    """Whether nearly all its words (nine in ten characters) are bold."""
    underlined: bool = False
    """Whether nearly all its words are underlined."""
    italic: bool = False
    """Whether nearly all its words are italic."""
    capitals: bool = False
    """Whether it is shown in capitals, whatever is typed."""
    size: float = 0.0
    """The size of most of its letters; 0 where the format does not say."""
    centred: bool = False
    left: float = 0.0
    """How far its lines are set in."""
    first: float = 0.0
    """How far the first line is set in beyond the others; below 0 where it hangs."""
    gap: float = 0.0
    """The room above it, in lines; 0 where the format does not say."""
    page: int = 0
    """The page it begins on, from 1; 0 where the format does not say."""
    runs: tuple[Run, ...] = ()
    """Its words with their dress, which together are `text`; empty where nothing is dressed."""
    rows: tuple[tuple[GridCell, ...], ...] = ()
    """The rows of a table; empty for a paragraph."""
    table_key: str = ""
    """Which table a paragraph was unrolled from; empty for none."""
    beside: bool = False
    """Whether it is a box beside the text, which may stand elsewhere in the file's own order."""
    marks: tuple[str, ...] = ()
    """The names of bookmarks that begin before it or in it."""
    doubts: tuple[Doubt, ...] = ()
    """What the reader itself is not sure of."""
    decided: Decided | None = None
    """What a person said that it is; that counts whatever it looks like."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the file that are not words of the policy, and why."""

    text: str
    reason: Left
    place: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision that a person should look at: what was chosen, what else it could be, and what settles it."""

    code: str
    """What kind of doubt: `heading-or-clause`."""
    chosen: str
    """How it was read."""
    other: str
    """The runner-up: how else it could be read."""
    remedy: str
    """The edit or command that makes it the other reading."""
    margin: float = 0.0
    """How much the chosen reading was ahead, in points; 0 for a toss-up."""


@dataclass(frozen=True, slots=True)
class OwnVersion:
    """The version that a file of policykit's own says in full, so that nothing has to be recognised."""

    data: Mapping[str, Any]
    """The version, as the data of its file."""
    events: tuple[Mapping[str, Any], ...]
    """What happened to it, as the data of its register."""
    numbers: Mapping[str, str]
    """The number that each section and clause shows, by id; empty for none."""
    labels: Mapping[str, tuple[str, ...]]
    """What the references to each section and clause show, by its id."""
    texts: Mapping[str, str]
    """The words that each clause shows, by id, as inline CommonMark: also those of a model clause."""
    values: Mapping[str, str]
    """What each parameter shows in the words, by its name."""
    pictures: Mapping[str, str]
    """The pictures that it shows, in Base64, by the names of their files."""
    committees: Mapping[str, str]
    """The names of the committees that it names, by their ids."""
    council: str
    """The name of the council."""
    language: str
    """The language of the council (BCP 47)."""
    unused: tuple[str, ...] = ()
    """What the file adds to its words that does not fit them, and was not used."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One file as its reader gives it, before anything is recognised."""

    format: str
    """What kind of file it is, as people call it: `Word`, `PDF`."""
    paragraphs: tuple[Paragraph, ...]
    """The paragraphs and tables in reading order."""
    left_out: tuple[LeftOut, ...]
    """What the reader itself left out: headers, page numbers, deleted words."""
    words: tuple[str, ...]
    """Every word of the file, by a path independent of `paragraphs`: see `split_words`. In the file's own order."""
    title: str = ""
    """The title among the file's properties; often wrong."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """Further properties by name, such as those that policykit itself writes."""
    language: str = ""
    """The language that the file names (BCP 47); empty where it names none."""
    warnings: tuple[str, ...] = ()
    """What a person should know of the whole file: that its letters are damaged, that it holds pictures."""
    bookmarks: Mapping[str, str] = field(default_factory=dict)
    """The id that each bookmark stood for when policykit wrote the file; empty for a file of others."""
    own: OwnVersion | None = None
    """The version itself, where policykit wrote the file and says all of it there; None for any other file."""
    ordered: bool = True
    """Whether `words` come in reading order; those of a PDF come in the order in which they were drawn."""


class ReadManuscript(Protocol):
    """What a reader is: a function from the bytes of a file to a Manuscript.

    Raises PolicykitError with a code of `intake.codes` for a file that cannot be read: damaged, encrypted, too large.
    """

    def __call__(self, name: str, content: bytes) -> Manuscript:
        """Read the file called `name`, whose bytes are `content`."""
        ...


def _show(paragraph: Paragraph, *, labels: bool) -> str:
    if paragraph.rows:
        cells = [cell for row in paragraph.rows for cell in row]
        return "\n".join(cell.text if labels else cell.typed_text for cell in cells)
    return f"{paragraph.label} {paragraph.text}" if labels and paragraph.label else paragraph.text


def split_words(text: str) -> list[str]:
    """Give the words of a text as the word promise counts them; spaces and line ends do not count."""
    return _WORD.findall(text)
