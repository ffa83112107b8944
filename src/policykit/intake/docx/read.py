"""A Word file as a Manuscript."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from policykit.intake.archive import Archive, join_target, open_archive
from policykit.intake.codes import DOCUMENT_DAMAGED, DOCUMENT_EMPTY, refuse_document
from policykit.intake.docx.body import BodyReader
from policykit.intake.docx.names import W
from policykit.intake.docx.numbers import NumberCounter
from policykit.intake.docx.runs import WordPart
from policykit.intake.docx.styles import Styles
from policykit.intake.docx.words import list_words
from policykit.intake.paragraph import Left, LeftOut, Manuscript

_IDS = "{urn:council-policykit:docx-ids}ids"
_CORE = "{http://purl.org/dc/elements/1.1/}title"


def read_docx(name: str, content: bytes) -> Manuscript:
    """Read a Word file (.docx). Insertions that were tracked count as words, deletions are left out.

    Raises PolicykitError for what is no Word file, is damaged, encrypted, unsafe or without words.
    """
    archive = open_archive(name, content, "a Word file")
    main = find_main(archive)
    root = archive.parse(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise refuse_document(DOCUMENT_DAMAGED, name, "has no text part, so it is no Word file")
    relations = _read_relations(archive, main)
    styles = Styles(_parse(archive, relations, "styles"))
    counter = NumberCounter(_parse(archive, relations, "numbering"))
    addresses = {key: target for key, (kind, target, outside) in relations.items() if outside and kind == "hyperlink"}
    notes = {
        f"{kind}Reference": _read_notes(_parse(archive, relations, f"{kind}s"), kind)
        for kind in ("footnote", "endnote")
    }
    story = WordPart(styles, addresses)
    reader = BodyReader(story, counter, lambda kind, key: notes[kind].get(key))
    if body.find(f".//{W}altChunk") is not None:
        message = "has another file inside, whose words cannot be read from outside"
        raise refuse_document(DOCUMENT_DAMAGED, name, message)
    paragraphs = tuple(reader.read(body))
    reader.leave_unseen(notes)
    furniture = list(_read_furniture(archive, relations, styles))
    words = list_words(archive, _list_parts(main, relations))
    if not words:
        raise refuse_document(DOCUMENT_EMPTY, name, "holds no words; it may hold pictures of pages")
    return Manuscript(
        "Word",
        paragraphs,
        (*furniture, *reader.left_out),
        words,
        title=_read_title(archive),
        properties=_read_properties(archive),
        language=styles.language,
        warnings=tuple(_warn(story)),
        bookmarks=_read_ids(archive),
    )


Relations = dict[str, tuple[str, str, bool]]
"""By id: the last word of the kind, the part or address that is led to, and whether that is outside the file."""


def find_main(archive: Archive) -> str:
    """Give the name of the part that holds the text."""
    for kind, target, _ in _read_relations(archive, "").values():
        if kind == "officeDocument":
            return target
    return "word/document.xml"


def _read_relations(archive: Archive, part: str) -> Relations:
    folder, _, file = part.rpartition("/")
    root = archive.parse(f"{folder}/_rels/{file}.rels" if part else "_rels/.rels")
    found: Relations = {}
    for node in () if root is None else root:
        outside = node.get("TargetMode") == "External"
        target = node.get("Target", "")
        kind = node.get("Type", "").rpartition("/")[2]
        found[node.get("Id", "")] = (kind, target if outside else join_target(part, target), outside)
    return found


def _parse(archive: Archive, relations: Relations, kind: str) -> Element | None:
    part = next((target for found, target, outside in relations.values() if found == kind and not outside), None)
    return archive.parse(part) if part else None


def _list_parts(main: str, relations: Relations) -> list[str]:
    """Give the parts that hold words, the body first."""
    kinds = ("header", "footer", "footnotes", "endnotes", "comments")
    return [
        main,
        *(target for kind in kinds for found, target, outside in _sort(relations) if found == kind and not outside),
    ]


def _sort(relations: Relations) -> list[tuple[str, str, bool]]:
    return sorted(set(relations.values()), key=lambda entry: (len(entry[1]), entry[1]))


def _read_notes(root: Element | None, kind: str) -> dict[str, Element]:
    if root is None:
        return {}
    return {
        node.get(f"{W}id", ""): node
        for node in root.findall(f"{W}{kind}")
        if "eparator" not in node.get(f"{W}type", "")
    }


def _read_furniture(archive: Archive, relations: Relations, styles: Styles) -> Iterator[LeftOut]:
    """Give the words of headers, footers and comments."""
    reasons: dict[str, Left] = {"header": "header", "footer": "footer", "comments": "comment"}
    for kind, target, outside in _sort(relations):
        if kind not in reasons or outside or (root := archive.parse(target)) is None:
            continue
        for story in root.findall(f"{W}comment") if kind == "comments" else [root]:
            reader = BodyReader(WordPart(styles, {}), NumberCounter(None), lambda _kind, _key: None)
            who = story.get(f"{W}author", "")
            place = f"comment by {who}" if who else kind
            for paragraph in reader.read(story):
                text = "\n".join(cell.text for row in paragraph.rows for cell in row) or paragraph.text
                yield LeftOut(text, reasons[kind], place)
            yield from reader.left_out


def _read_title(archive: Archive) -> str:
    root = archive.parse("docProps/core.xml")
    found = None if root is None else root.find(_CORE)
    return ((found.text if found is not None else "") or "").strip()


def _read_properties(archive: Archive) -> dict[str, str]:
    root = archive.parse("docProps/custom.xml")
    return {} if root is None else {node.get("name", ""): "".join(node.itertext()) for node in root}


def _read_ids(archive: Archive) -> dict[str, str]:
    """Give the id of each bookmark, from the data that policykit puts into the Word files that it writes."""
    for part in archive.find_parts("customXml/item"):
        root = None if "Props" in part else archive.parse(part)
        if root is not None and root.tag == _IDS:
            return {node.get("bookmark", ""): node.get("id", "") for node in root}
    return {}


def _warn(story: WordPart) -> Iterator[str]:
    if story.pictures:
        pictures = "1 picture, which is" if story.pictures == 1 else f"{story.pictures} pictures, which are"
        yield f"the file holds {pictures} not imported: a policy holds words and tables"
