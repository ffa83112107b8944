"""Words as runs: emphasis, links and tracked changes, each stretch within what it is in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from xml.sax.saxutils import quoteattr

from policykit.document.tree import Blank, Cell, ClauseNode, Document
from policykit.model.table import Covered
from policykit.model.text import (
    FORM_FIELDS,
    Break,
    Code,
    Emphasis,
    FormField,
    FormFieldKind,
    Inline,
    Link,
    Marked,
    NoteMark,
    Shifted,
    Strong,
    Text,
    plain_text,
)
from policykit.render.docx.pictures import PictureBook
from policykit.render.docx.revisions import Mark, Revisions, Tracks, add_change
from policykit.render.docx.xml import clean_text, write_paragraph, write_text
from policykit.render.links import ADDRESS, is_safe_link
from policykit.wording.phrases.languages import ENGLISH, PhraseTable

_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9_]")
_LONGEST_NAME = 40
"""A bookmark's name has at most 40 characters in Word."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of words with one dress; `text` is None for a line break."""

    text: str | None
    link: str = ""
    tracks: Tracks = ()
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    small: bool = False
    shifted: str = ""
    """`above` or `below` the line."""
    note: str = ""
    """The id of the note that it marks."""
    field: FormFieldKind | None = None
    """What is to be filled in here."""


@dataclass(slots=True)
class RunWriter:
    """Writes the words of one document, and keeps the addresses that its links lead to."""

    revisions: Revisions
    bookmarks: dict[str, str]
    """The bookmark of each section and clause, by its id."""
    notes: dict[str, ClauseNode] = field(default_factory=dict)
    """The footnotes of the document by their ids."""
    phrases: PhraseTable = ENGLISH
    """What is printed around the text."""
    language: str = ""
    """The language of what is written now, where it is not the document's."""
    addresses: dict[str, str] = field(default_factory=dict)
    """The id of the relationship of each address."""
    pictures: PictureBook = field(default_factory=PictureBook)
    """The pictures that were shown so far."""
    footnotes: list[str] = field(default_factory=list)
    """The footnotes that were called so far, as Word has them."""

    @contextmanager
    def in_language(self, language: str) -> Iterator[None]:
        """Write words in a language; in the document's own where it is empty."""
        before, self.language = self.language, language
        yield
        self.language = before

    def write(self, inlines: Iterable[Inline], mark: Mark | None = None) -> str:
        """Give inline words as runs, within what is marked `mark`."""
        return self._write_pieces(_flatten(inlines, _Piece("", tracks=(mark,) if mark else ()), mark))

    def write_plain(self, text: str, mark: Mark | None = None, *, strong: bool = False) -> str:
        """Give plain words as runs."""
        words: tuple[Inline, ...] = (Text(text),)
        return self.write((Strong(words),) if strong else words, mark)

    def write_cell(self, cell: Cell, mark: Mark | None = None) -> str:
        """Give the content of a cell as runs; a blank as a dash with its reason."""
        if isinstance(cell, Covered):
            return ""
        if isinstance(cell, Blank):
            tracks: Tracks = (mark,) if mark else ()
            return self._write_pieces(
                [_Piece("—", tracks=tracks)]
                if cell.brief
                else [_Piece("— ", tracks=tracks), _Piece(f"({cell.words})", tracks=tracks, small=True)]
            )
        return self.write(cell, mark)

    def write_contact(self, inlines: Iterable[Inline]) -> str:
        """Give a contact line as runs, its e-mail and web addresses as links."""
        found: list[Inline] = []
        for inline in inlines:
            found += _find_addresses(inline.text) if isinstance(inline, Text) else [inline]
        return self.write(found)

    def _write_pieces(self, pieces: Iterable[_Piece]) -> str:
        parts = []
        for link, linked in groupby(pieces, key=lambda piece: piece.link):
            target = self._target(link)
            runs = ""
            for tracks, tracked in groupby(linked, key=lambda piece: piece.tracks):
                inner = "".join(self._write_piece(piece, linked=bool(target)) for piece in tracked)
                runs += self.revisions.wrap(tracks, inner) if inner else ""
            parts.append(f"<w:hyperlink {target}>{runs}</w:hyperlink>" if target and runs else runs)
        return "".join(parts)

    def _write_piece(self, piece: _Piece, *, linked: bool) -> str:
        if piece.note:
            return self._call_note(piece)
        if piece.field:
            return _write_field(piece, self.language)
        return _write_run(piece, self.language, linked=linked)

    def _call_note(self, piece: _Piece) -> str:
        """Give the mark of a footnote, and keep its words: Word numbers the notes itself, in their order."""
        node = self.notes.get(piece.note)
        if node is None:
            return ""
        number = len(self.footnotes) + 1
        self.footnotes.append("")  # its place, before those that its words may call
        mark = piece.tracks[0] if piece.tracks else None
        sign = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        words = write_paragraph("FootnoteText", sign + self.write((Text(" "), *node.words), mark))
        self.footnotes[number - 1] = f'<w:footnote w:id="{number}">{words}</w:footnote>'
        style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        return f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'

    def _target(self, href: str) -> str:
        """Give where a link leads, as an attribute; nothing for an address that no document may lead to."""
        if href.startswith("#"):
            name = self.bookmarks.get(href[1:])
            return f'w:anchor="{name}" w:history="1"' if name else ""
        if not href or not is_safe_link(href):
            return ""
        number = self.addresses.setdefault(clean_text(href), f"rIdLink{len(self.addresses) + 1}")
        return f'r:id="{number}" w:history="1"'


def name_bookmarks(document: Document) -> dict[str, str]:
    """Give each section and clause the name of its bookmark: its id as far as Word can hold it."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    sections, clauses = document.walk_sections(), document.walk_clauses()
    for own in (*(node.id for node in sections), *(node.id for node in clauses)):
        name = "p_" + _NOT_IN_NAME.sub("_", own)
        if len(name) > _LONGEST_NAME or name.casefold() in taken:
            name = f"{name[:29]}_{hashlib.sha256(own.encode()).hexdigest()[:10]}"
        if own not in names:
            names[own] = name
            taken.add(name.casefold())
    return names


def _flatten(inlines: Iterable[Inline], dress: _Piece, mark: Mark | None) -> Iterator[_Piece]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield replace(dress, text=text)
            case Break():
                yield replace(dress, text=None)
            case Code(text):
                yield replace(dress, text=text, code=True)
            case Strong(children):
                yield from _flatten(children, replace(dress, strong=True), mark)
            case Emphasis(children):
                yield from _flatten(children, replace(dress, emphasis=True), mark)
            case Link(href, children):
                yield from _flatten(children, replace(dress, link=href), mark)
            case Shifted(to, children):
                yield from _flatten(children, replace(dress, shifted=to), mark)
            case NoteMark(target):
                yield replace(dress, note=target)
            case FormField(kind):
                yield replace(dress, text=FORM_FIELDS[kind], field=kind)
            case Marked(change, children):
                yield from _flatten(children, replace(dress, tracks=add_change(mark, change)), mark)
            case _:
                yield replace(dress, text=plain_text((inline,)))


_SHIFTS = {"above": "superscript", "below": "subscript"}
_BOX_FACE = "MS Gothic"
"""The face in which Word draws its own tick boxes."""


def _write_field(piece: _Piece, language: str) -> str:
    """Give what is to be filled in: a box to click, or a place to type in."""
    if "del" in piece.tracks:
        return _write_run(piece, language, linked=False)
    if piece.field in ("tick-box", "ticked-box"):
        ticked = int(piece.field == "ticked-box")
        state = "".join(
            f'<w14:{name} w14:val="{code}" w14:font="{_BOX_FACE}"/>'
            for name, code in (("checkedState", "2612"), ("uncheckedState", "2610"))
        )
        face = f'<w:rFonts w:ascii="{_BOX_FACE}" w:eastAsia="{_BOX_FACE}" w:hAnsi="{_BOX_FACE}" w:hint="eastAsia"/>'
        run = f"<w:r><w:rPr>{face}</w:rPr>{write_text(piece.text or '')}</w:r>"
        box = f'<w14:checkbox><w14:checked w14:val="{ticked}"/>{state}</w14:checkbox>'
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="Box to tick"/>{box}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>'
        )
    run = _write_run(replace(piece, field=None), language, linked=False)
    return (
        '<w:sdt><w:sdtPr><w:alias w:val="Space to write"/><w:showingPlcHdr/><w:text/></w:sdtPr>'
        f"<w:sdtContent>{run}</w:sdtContent></w:sdt>"
    )


def _write_run(piece: _Piece, language: str, *, linked: bool) -> str:
    content = "<w:br/>" if piece.text is None else write_text(piece.text, deleted="del" in piece.tracks)
    if not content:
        return ""
    style = "Hyperlink" if linked else "Code" if piece.code else "BlankReason" if piece.small else ""
    properties = (
        f'<w:rStyle w:val="{style}"/>' * bool(style)
        + "<w:b/><w:bCs/>" * piece.strong
        + "<w:i/><w:iCs/>" * piece.emphasis
        + (f'<w:vertAlign w:val="{_SHIFTS[piece.shifted]}"/>' if piece.shifted else "")
        + f"<w:lang w:val={quoteattr(language)}/>" * bool(language)
    )
    dress = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{dress}{content}</w:r>"


def _find_addresses(text: str) -> Iterator[Inline]:
    end = 0
    for match in ADDRESS.finditer(text):
        words = match[0]
        href = f"mailto:{words}" if match["mail"] else words if "://" in words else f"https://{words}"
        yield from (Text(text[end : match.start()]), Link(href, (Text(words),)))
        end = match.end()
    yield Text(text[end:])


def write_bookmark(number: int, name: str) -> tuple[str, str]:
    """Give the two ends of a bookmark, between which its words stand: an empty one is easily lost in an edit."""
    return f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>', f'<w:bookmarkEnd w:id="{number}"/>'
