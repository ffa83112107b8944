"""What stands before and after the text: `coverPage` and `conclusions`."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.document.tree import Block, Document, Line, Part
from policykit.model.markdown import parse_text
from policykit.render.akn.eids import EidBook
from policykit.render.akn.tables import write_table
from policykit.render.akn.words import WordWriter
from policykit.render.akn.xml import nest, write_flow, write_text


class FrontWriter:
    """Writes the cover and the end of one document."""

    def __init__(self, document: Document, writer: WordWriter, eids: EidBook) -> None:
        self.document = document
        self.writer = writer
        self.eids = eids

    def write_cover(self) -> list[str]:
        """Give the cover, which says on every text that is not adopted that it is not."""
        document = self.document
        lines: list[str] = []
        if document.imprint.status != "adopted":
            words = write_flow("docStatus", write_text(document.imprint.status_line))
            lines.append(write_flow("p", words, class_="status", xml_lang=document.imprint.phrases_language))
        if document.summary is not None:
            lines.append(write_flow("p", write_text(document.summary), class_="summary"))
        if not any(isinstance(part, Line) and part.role == "title" for part in document.cover):
            lines += self._write_line(Line("title", parse_text(document.imprint.title).inlines))
        return nest("coverPage", [*lines, *self._write_parts(document.cover, "coverPage")])

    def write_end(self) -> list[str]:
        """Give what stands after the text; nothing where there is nothing."""
        lines = list(self._write_parts(self.document.end, "conclusions"))
        return nest("conclusions", lines) if lines else []

    def _write_parts(self, parts: tuple[Part, ...], place: str) -> Iterator[str]:
        for part in parts:
            yield from self._write_line(part) if isinstance(part, Line) else self._write_block(part, place)

    def _write_line(self, line: Line) -> list[str]:
        words = self.writer.write_cell(line.words)
        meant = {"title": "docTitle", "council": "docAuthority"}.get(line.role)
        words = write_flow(meant, words) if meant else words
        label = write_text(f"{line.label} ") if line.label else ""
        return [write_flow("p", label + words, class_=line.role, xml_lang=line.language)]

    def _write_block(self, block: Block, place: str) -> list[str]:
        role = block.role.replace("_", "-")
        lines = [write_flow("p", write_text(block.heading), class_="heading")] if block.heading else []
        if block.entries:
            lines += nest("toc", self._write_entries(block), eId=self.eids.name_inner(place.lower(), "toc"))
        if block.table is not None:
            lines += write_table(block.table, self.writer, self.eids.name_inner(place.lower(), "table"))
        return nest("container", lines, name=role, xml_lang=block.language) if lines else []

    def _write_entries(self, block: Block) -> Iterator[str]:
        for entry in block.entries:
            words = write_text(f"{entry.number} {entry.heading}".strip())
            target = self.eids.find_meant(entry.target)
            yield write_flow("tocItem", words, href=f"#{target}", level=str(entry.level), xml_lang=entry.language)
