"""All passes in order: a Manuscript becomes a tree of sections and clauses, with doubts and what was left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from policykit.intake.block import FileBlock
from policykit.intake.paragraph import Left, LeftOut, Manuscript, Paragraph
from policykit.intake.recognise.contents import find_contents, list_contents
from policykit.intake.recognise.front import Letterhead, find_cover, find_letterhead, read_letterhead
from policykit.intake.recognise.headings import find_headings
from policykit.intake.recognise.labels import read_labels
from policykit.intake.recognise.lines import make_blocks
from policykit.intake.recognise.nesting import nest_clauses
from policykit.intake.recognise.tables import join_captions, settle_tables
from policykit.intake.recognise.title import find_title
from policykit.intake.recognise.versions import EventProposal, find_versions, read_events
from policykit.intake.recognise.witnesses import find_witnesses

_REASONS: dict[str, Left] = {"contents": "contents", "version": "version table", "letterhead": "letterhead"}
_PAGE_LINE = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/|\|)\s*\d{1,3})(?:\s*page)?|page\s+\d{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised in one file."""

    manuscript: Manuscript
    blocks: tuple[FileBlock, ...]
    """All blocks in reading order."""
    title: FileBlock | None
    subtitle: FileBlock | None
    sections: tuple[FileBlock, ...]
    """The outermost headings, with all that is under them as children; one without words holds an opening part."""
    left_out: tuple[LeftOut, ...]
    """What is in no clause, and why."""
    events: tuple[EventProposal, ...]
    letterhead: Letterhead = field(default_factory=Letterhead)


def recognise(manuscript: Manuscript) -> Recognised:
    """Run every pass over the paragraphs of a file."""
    blocks = make_blocks(_settle_top(manuscript.paragraphs))
    blocks, left = _drop_page_lines(blocks)
    read_labels(blocks)
    find_cover(blocks)
    find_contents(blocks)
    blocks = join_captions(blocks)
    settle_tables(blocks)
    find_versions(blocks)
    find_title(blocks, manuscript.title)
    find_headings(blocks)
    find_letterhead(blocks)
    sections = _build_tree(blocks)
    if not sections:  # whatever there is, is the text
        for block in blocks:
            block.kind = "clause"
        sections = _build_tree(blocks)
    find_witnesses(blocks, list_contents(blocks))
    left += [
        LeftOut(_show(block), _REASONS[block.kind], block.source.place) for block in blocks if block.kind in _REASONS
    ]
    return Recognised(
        manuscript,
        tuple(blocks),
        next((block for block in blocks if block.kind == "title"), None),
        next((block for block in blocks if block.kind == "subtitle"), None),
        tuple(sections),
        (*manuscript.left_out, *left),
        tuple(read_events(blocks)),
        read_letterhead(blocks, manuscript.left_out),
    )


def _settle_top(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """A heading of the first level that is the only one, above all others, is the title."""
    headings = [paragraph for paragraph in paragraphs if paragraph.heading is not None]
    top = [paragraph for paragraph in headings if paragraph.heading == 1]
    if len(top) != 1 or len(headings) < 2 or headings[0] is not top[0] or any(h.heading == 0 for h in headings):
        return paragraphs
    return tuple(replace(paragraph, heading=0) if paragraph is top[0] else paragraph for paragraph in paragraphs)


def _drop_page_lines(blocks: list[FileBlock]) -> tuple[list[FileBlock], list[LeftOut]]:
    """Leave out page numbers that were typed into the text."""
    kept = [block for block in blocks if block.rows or not _PAGE_LINE.fullmatch(block.text.strip(" -–"))]
    dropped = [block for block in blocks if not any(block is other for other in kept)]
    return kept, [LeftOut(block.text, "page number", block.source.place) for block in dropped]


def _show(block: FileBlock) -> str:
    rows = ["\t".join(cell.typed_text for cell in row) for row in block.rows]
    return "\n".join(rows) if rows else f"{block.typed} {block.text}".strip()


def _build_tree(blocks: list[FileBlock]) -> list[FileBlock]:
    """Put the clauses under their headings, and both into one another."""
    sections: list[FileBlock] = []
    open_headings: list[FileBlock] = []
    clauses: dict[int, list[FileBlock]] = {}
    for block in blocks:
        if block.kind == "heading":
            while open_headings and open_headings[-1].level >= block.level:
                open_headings.pop()
            (open_headings[-1].children if open_headings else sections).append(block)
            open_headings.append(block)
            clauses[id(block)] = []
        elif block.kind in ("clause", "table", "footnote"):
            if not open_headings:
                opening = FileBlock(block.source, "", kind="heading", level=9)
                sections.append(opening)
                open_headings.append(opening)
                clauses[id(opening)] = []
            clauses[id(open_headings[-1])].append(block)
    for section in _walk(sections):
        _nest(section, clauses[id(section)])
    return sections


def _walk(sections: list[FileBlock]) -> list[FileBlock]:
    found: list[FileBlock] = []
    for section in sections:
        found += [section, *_walk([child for child in section.children if child.kind == "heading"])]
    return found


def _nest(section: FileBlock, clauses: list[FileBlock]) -> None:
    notes = [block for block in clauses if block.kind == "footnote"]
    text = [block for block in clauses if block.kind != "footnote"]
    nest_clauses(text, section if section.text else None)
    for note in notes:
        note.level = 1
    outermost: list[FileBlock] = []
    path: list[FileBlock] = []
    for block in [*text, *notes]:
        del path[block.level - 1 :]
        block.level = len(path) + 1
        (path[-1].children if path else outermost).append(block)
        path.append(block)
    section.children = [*outermost, *section.children]
