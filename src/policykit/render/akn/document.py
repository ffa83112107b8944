"""A document as one file of Akoma Ntoso 3.0 (`doc`), valid by the strict schema."""

from __future__ import annotations

from policykit.document.past import tell_past
from policykit.document.tree import Document
from policykit.intake.akn.names import AGENT, AKN, HISTORY, QUOTE, ROLE
from policykit.model.policy import Note
from policykit.render.akn.body import HierarchyWriter
from policykit.render.akn.eids import EidBook
from policykit.render.akn.front import FrontWriter
from policykit.render.akn.identification import find_address, write_identification
from policykit.render.akn.leftovers import write_leftovers
from policykit.render.akn.life import find_life
from policykit.render.akn.opened import open_document
from policykit.render.akn.references import Referrer
from policykit.render.akn.words import Laws, WordWriter
from policykit.render.akn.xml import nest, write_flow, write_text
from policykit.render.arrange import say_past

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def render_akn(document: Document) -> str:
    """Give the document as Akoma Ntoso 3.0, ending in a line feed; the same document gives the same text.

    The editors' notes are among the metadata. A document of an edition can be read back as exactly its version; a
    redline, or a text beside itself in another language, has the words alone.
    """
    opened = open_document(document)
    eids = EidBook(opened.document)
    version = document.edition.version if document.edition else None
    writer = WordWriter(opened, eids, Laws(version.legislation if version else ()))
    bound = {str(section.id): section.applies_to for _, section in version.walk_sections()} if version else {}
    clauses = [clause for _, clause in version.walk_clauses()] if version else []
    shared = frozenset(str(clause.id) for clause in clauses if clause.text is None)
    body = HierarchyWriter(writer, eids, lambda name: bound.get(name, ()), shared)
    front = FrontWriter(document, writer, eids)
    cover, main = front.write_cover(), _write_main(opened.document, body)
    end = front.write_end()
    address, life = find_address(document), find_life(document)
    happened = life.write()
    referrer = Referrer(document, address, life, body.terms, body.models)
    meta = [
        *write_identification(document, address),
        *referrer.write_classification(),
        *happened,
        *referrer.write(),
        *_gather_notes(_write_notes(document.notes, body.notes), _write_past(document, eids)),
    ]
    text = [*cover, *main, *end]
    whole = _write_whole(document, meta, text)
    if document.edition is None:
        return whole
    leftovers = write_leftovers(document.edition, whole)
    return _write_whole(document, [*meta, *leftovers], text) if leftovers else whole


def _write_main(document: Document, body: HierarchyWriter) -> list[str]:
    language = document.imprint.language
    lines = [line for section in document.sections for line in body.write_section(section, language)]
    roles = " ".join(f"#{ROLE}{role}" for role in document.imprint.applies_to)
    return nest("mainBody", lines or ["<p/>"], refersTo=roles, xml_lang=language)


def _gather_notes(notes: list[str], past: list[str]) -> list[str]:
    return nest("notes", [*notes, *past], source=f"#{AGENT}") if notes or past else []


def _write_notes(whole: tuple[Note, ...], parts: list[tuple[str, Note]]) -> list[str]:
    """Give the editors' remarks on the document as a whole, and those on its parts by their eIds."""
    notes = [*(("", note) for note in whole), *parts]
    lines: list[str] = []
    for number, (own, note) in enumerate(notes, start=1):
        quote = [write_flow("p", write_text(note.quote), class_=QUOTE)] if note.quote else []
        words = [*quote, write_flow("p", write_text(note.text))]
        base = f"#{own}" if own else None
        lines += nest("note", words, eId=f"note_{number}", class_=note.kind, placementBase=base)
    return lines


def _write_past(document: Document, eids: EidBook) -> list[str]:
    """Give since when each part reads as it does, and what it said before, where the document carries that."""
    if document.history is None:
        return []
    past = tell_past(document.history, document.imprint.phrases)
    told = [("", [past.opening])]
    for name, line in past.lines.items():
        told.append((eids.find_meant(name), [line.since, *(say_past(*before) for before in line.before)]))
    told += [("", [past.heading, *(say_past(*lost) for lost in past.lost)])] if past.lost else []
    lines: list[str] = []
    for number, (own, words) in enumerate(told, start=1):
        base = f"#{own}" if own else None
        inner = (write_flow("p", write_text(each)) for each in words)
        lines += nest("note", inner, eId=f"past_{number}", class_=HISTORY, placementBase=base)
    return lines


def _write_whole(document: Document, meta: list[str], text: list[str]) -> str:
    contains = "multipleVersions" if document.summary is not None else "originalVersion"
    doc = nest("doc", [*nest("meta", meta), *text], name=document.imprint.kind, contains=contains)
    return "\n".join([_DECLARATION, *nest("akomaNtoso", doc, xmlns=AKN), ""])
