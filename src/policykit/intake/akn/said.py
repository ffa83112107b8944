"""What the elements of policykit's own Akoma Ntoso say of a version, without what is in `proprietary`."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

from policykit.intake.akn.life import read_events
from policykit.intake.akn.names import (
    AKN,
    APPENDIX,
    CAPTION,
    COLUMNS,
    COMMITTEE,
    COUNCIL,
    FROM_MODEL,
    HISTORY,
    LAW,
    MODEL,
    OWNER,
    PICTURE,
    QUOTE,
    ROLE,
    TERM,
    TOPIC,
    XML_LANG,
)
from policykit.intake.akn.words import WordReader, local, write_inlines
from policykit.model.policy import FOOTNOTE
from policykit.model.table import BULLET as ITEM
from policykit.model.text import plain_text

_HIERARCHY = frozenset(("section", "subsection", "level", "hcontainer"))
_NS = f"{{{AKN}}}"
Entry = dict[str, Any]


@dataclass(slots=True)
class Said:
    """What a file of policykit's says, as the plain data of its files."""

    version: Entry
    events: list[Entry]
    reader: WordReader
    numbers: dict[str, str] = field(default_factory=dict)
    """The number that each section and clause shows, by its id."""
    shown: dict[tuple[str, str], str] = field(default_factory=dict)
    """The words that are shown for a field of a section or clause."""
    texts: dict[str, str] = field(default_factory=dict)
    """The text of each clause as it is shown, also of one that only instantiates a model clause."""
    pictures: dict[str, str] = field(default_factory=dict)
    """The picture of each clause that has one, in Base64, by the id of the clause."""
    committees: dict[str, str] = field(default_factory=dict)
    """The name of each committee that is named, by its id."""
    council: str = ""
    """The council's name."""
    language: str = ""
    """The council's language (BCP 47)."""


def read_said(root: ET.Element) -> Said:
    """Read a file of policykit's. Raises ValueError for one that is not as policykit writes it."""
    doc = find(root, "doc")
    main, meta = find(doc, "mainBody"), find(doc, "meta")
    ids = {each.get("eId", ""): each.get("wId", "") for each in doc.iter() if each.get("eId") and each.get("wId")}
    said = Said({}, [], WordReader(ids))
    references = {each.get("eId", ""): each for each in meta.iterfind(f"{_NS}references/*")}
    council = references[COUNCIL]
    said.council, said.language = council.get("showAs", ""), council.get(XML_LANG, "")
    said.committees = {
        name.removeprefix(COMMITTEE): each.get("showAs", "")
        for name, each in references.items()
        if name.startswith(COMMITTEE)
    }
    said.version = _read_head(doc, meta, references, said)
    models = {name: each.get("href", "") for name, each in references.items() if name.startswith(MODEL)}
    body = _BodyReader(said, {name: href.partition("/model/")[2] for name, href in models.items()}, _gather_notes(meta))
    notes = body.notes.get("", [])
    said.version |= {"notes": notes} if notes else {}
    said.version["sections"] = [body.read_section(each) for each in main if local(each) in _HIERARCHY]
    said.events = read_events(meta, references, str(said.version["version"]))
    return said


def find(element: ET.Element, path: str) -> ET.Element:
    """Give the element at a path of names. Raises ValueError where there is none."""
    found = element.find("/".join(f"{_NS}{name}" for name in path.split("/")))
    if found is None:
        raise ValueError(f"there is no {path}")
    return found


def _read_head(doc: ET.Element, meta: ET.Element, references: dict[str, ET.Element], said: Said) -> Entry:
    work, expression = find(meta, "identification/FRBRWork"), find(meta, "identification/FRBRExpression")
    main = find(doc, "mainBody")
    head: Entry = {"format": 1, "kind": doc.get("name")}
    head["version"] = find(expression, "FRBRversionNumber").get("value")
    for name, line in _read_front(find(doc, "coverPage")):
        words = said.reader.read(line)
        head[name] = write_inlines(words)
        said.shown["", name] = plain_text(words)
    if (language := main.get(XML_LANG, "")) != said.language:
        head["language"] = language
    number = work.find(f"{_NS}FRBRnumber")
    named = {
        "policy_number": number.get("value") if number is not None else None,
        "owner": references[OWNER].get("showAs") if OWNER in references else None,
        "committee": _find_after([each.get("href", "") for each in work.iterfind(f"{_NS}FRBRauthor")], COMMITTEE),
        "applies_to": _list_after(main.get("refersTo", ""), ROLE),
        "legislation": [_read_law(each) for name, each in references.items() if name.startswith(LAW)],
        "related": [each.get("showAs") for name, each in references.items() if name.startswith("related-")],
        "template_source": references["template"].get("showAs") if "template" in references else None,
        "parallel": references["parallel"].get("showAs") if "parallel" in references else None,
    }
    return head | {name: value for name, value in named.items() if value}


def _read_front(cover: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    for line in cover.iterfind(f"{_NS}p"):
        if line.get("class") == "title":
            yield "title", find(line, "docTitle")
        elif line.get("class") == "subtitle":
            yield "subtitle", line


def _read_law(reference: ET.Element) -> Entry:
    title, short = reference.get("showAs"), reference.get("shortForm")
    law: Entry = {"as_written": short, "title": title} if short else {"as_written": title}
    if "/ontology/" not in reference.get("href", ""):
        law["uri"] = reference.get("href")
    return law


def _gather_notes(meta: ET.Element) -> dict[str, list[Entry]]:
    """Give the editors' remarks by the eId of what they are on; those on the whole by the empty one."""
    found: dict[str, list[Entry]] = {}
    for note in meta.iterfind(f"{_NS}notes/{_NS}note"):
        if note.get("class") == HISTORY:
            continue
        entry: Entry = {"kind": note.get("class")}
        for line in note.iterfind(f"{_NS}p"):
            entry["quote" if line.get("class") == QUOTE else "text"] = "".join(line.itertext())
        found.setdefault(note.get("placementBase", "").lstrip("#"), []).append(entry)
    return found


def _list_after(references: str, start: str) -> list[str]:
    return [name[len(start) + 1 :] for name in references.split() if name.startswith(f"#{start}")]


def _find_after(references: Iterable[str], start: str) -> str | None:
    return next(iter(_list_after(" ".join(references), start)), None)


@dataclass(slots=True)
class _BodyReader:
    said: Said
    models: dict[str, str]
    notes: dict[str, list[Entry]]

    def read_section(self, element: ET.Element) -> Entry:
        """Give a section with all that is in it."""
        entry = self._begin(element)
        heading = element.find(f"{_NS}heading")
        if heading is not None:
            words = self.said.reader.read(heading)
            entry["heading"] = write_inlines(words)
            self.said.shown[entry["id"], "heading"] = plain_text(words)
        if element.get("name") == APPENDIX:
            entry["appendix"] = True
        if roles := _list_after(element.get("refersTo", ""), ROLE):
            entry["applies_to"] = roles
        clauses = [self._read_clause(each) for each in element.iterfind(f"{_NS}paragraph")]
        sections = [self.read_section(each) for each in element if local(each) in _HIERARCHY]
        return entry | ({"clauses": clauses} if clauses else {}) | ({"sections": sections} if sections else {})

    def _begin(self, element: ET.Element) -> Entry:
        own = element.get("wId", "")
        entry: Entry = {"id": own}
        number = element.find(f"{_NS}num")
        self.said.numbers[own] = "".join(number.itertext()) if number is not None else ""
        if language := element.get(XML_LANG):
            entry["language"] = language
        if notes := self.notes.get(element.get("eId", "")):
            entry["notes"] = notes
        return entry

    def _read_clause(self, element: ET.Element) -> Entry:
        entry = self._begin(element)
        own = entry["id"]
        entry["kind"] = element.get("class")
        topics, reader = _list_after(element.get("refersTo", ""), TOPIC), self.said.reader
        if topics:
            entry["topic"] = topics[0]
            entry |= {"also_topics": topics[1:]} if topics[1:] else {}
        outer, reader.notes, values, reader.values = reader.notes, {}, reader.values, {}
        for place in ("content", "intro"):
            for block in element.iterfind(f"{_NS}{place}/*"):
                self._read_block(block, entry)
        self._settle_model(element, entry)
        points = [each for each in element if local(each) == "point"]
        for line in element.iterfind(f"{_NS}wrapUp/{_NS}p"):
            words = reader.read(line)
            entry["closing"] = write_inlines(words)
            self.said.shown[own, "closing"] = plain_text(words)
        if reader.notes:
            entry["footnotes"] = dict(self._read_footnotes(own))
        reader.notes, reader.values = outer, {**values, **reader.values}
        if points:
            entry["clauses"] = [self._read_clause(each) for each in points]
        return entry

    def _read_block(self, block: ET.Element, entry: Entry) -> None:
        own = entry["id"]
        if local(block) == "table":
            entry["table"] = _read_table(block, self.said.reader)
            return
        if block.get("class") == PICTURE:
            entry["picture"] = self._read_picture(own, find(block, "img"))
            return
        words = self.said.reader.read(block)
        if block.get("class") == CAPTION:
            entry["picture"]["caption"] = plain_text(words)
            return
        name = "term" if block.get("class") == TERM else "text"
        entry[name] = plain_text(words) if name == "term" else write_inlines(words)
        self.said.shown[own, name] = plain_text(words)
        if name == "text":
            self.said.texts[own] = entry[name]
        if block.get("class") == FROM_MODEL:
            del entry["text"]

    def _read_picture(self, own: str, image: ET.Element) -> Entry:
        """Give a picture under a name that is made up, since the standard keeps none."""
        media, _, content = image.get("src", "").removeprefix("data:").partition(";base64,")
        base64.b64decode(content, validate=True)
        self.said.pictures[own] = content
        ending = "jpg" if media == "image/jpeg" else "png"
        return {"file": f"picture-{len(self.said.pictures)}.{ending}", "alt": image.get("alt", "")}

    def _settle_model(self, element: ET.Element, entry: Entry) -> None:
        """The words of a clause that instantiates a model clause are the model's; its own are the values in them."""
        model = _find_after([element.get("refersTo", "")], MODEL)
        if model is None:
            return
        entry["model"] = self.models[f"{MODEL}{model}"]
        given = {name: value for name, value in self.said.reader.values.items() if "." not in name}
        if given:
            entry["with"] = given
            self.said.reader.values = {k: v for k, v in self.said.reader.values.items() if k not in given}

    def _read_footnotes(self, own: str) -> Iterator[tuple[str, str]]:
        reader = self.said.reader
        for wid, note in list(reader.notes.items()):
            name = wid.rpartition(FOOTNOTE)[2]
            words = reader.read(find(note, "p"))
            self.said.shown[own, f"footnotes.{name}"] = plain_text(words)
            yield name, write_inlines(words)


def _read_table(element: ET.Element, reader: WordReader) -> Entry:
    table: Entry = {}
    caption = element.find(f"{_NS}caption")
    if caption is not None:
        table["caption"] = "".join(caption.itertext())
    rows: list[list[str | Entry]] = []
    headed = False
    for row in element.iterfind(f"{_NS}tr"):
        cells = [cell for cell in row if cell.get("class") != "covered"]
        if row.get("class") == COLUMNS:
            table["columns"] = [_read_cell(cell, reader) for cell in cells]
            continue
        headed = headed or any(cell.get("class") == "row" for cell in cells)
        rows.append([_read_merged(cell, reader) for cell in cells])
    table["rows"] = rows
    return table | ({"row_headers": True} if headed else {})


def _read_merged(cell: ET.Element, reader: WordReader) -> str | Entry:
    spans = {name: int(cell.get(key, "1")) for name, key in (("columns", "colspan"), ("rows", "rowspan"))}
    wide = {name: count for name, count in spans.items() if count > 1}
    return {"text": _read_cell(cell, reader), **wide} if wide else _read_cell(cell, reader)


def _read_cell(cell: ET.Element, reader: WordReader) -> str:
    lines: list[str] = []
    for block in cell:
        if local(block) == "ul":
            lines += [f"- {write_inlines(reader.read(item))}" for item in block]
        else:
            lines.append(write_inlines(reader.read(block)))
    return "\n".join(line.removeprefix(ITEM) for line in lines)
