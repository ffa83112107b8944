"""Words as the inline elements of Akoma Ntoso: stress, links, references, values, footnotes and blanks to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policykit.document.tree import Blank, Cell, ClauseNode
from policykit.intake.akn.names import CODE, LAW, OTHER_POLICY
from policykit.model.policy import Citation
from policykit.model.table import Covered
from policykit.model.text import (
    ELSEWHERE,
    FORM_FIELDS,
    Break,
    Code,
    Emphasis,
    FormField,
    Inline,
    Link,
    Marked,
    NoteMark,
    Parameter,
    Reference,
    Shifted,
    Strong,
    Text,
)
from policykit.render.akn.eids import EidBook
from policykit.render.akn.opened import Opened
from policykit.render.akn.xml import write_address, write_empty, write_flow, write_text
from policykit.render.links import is_safe_link

_GONE = ("deleted", "moved_from")


@dataclass(slots=True)
class Laws:
    """The legislation that a text refers to, found in its words."""

    citations: tuple[Citation, ...] = ()
    _found: dict[str, tuple[int, str]] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        for place, citation in enumerate(self.citations, start=1):
            if citation.uri:
                self._found.setdefault(citation.as_written, (place, citation.uri))
        if self._found:
            longest = sorted(self._found, key=lambda words: (-len(words), words))
            self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def write(self, text: str) -> str:
        """Give words in which each law that is named leads to it."""
        if self._pattern is None:
            return write_text(text)
        return "".join(self._write_parts(text, self._pattern))

    def _write_parts(self, text: str, pattern: re.Pattern[str]) -> Iterator[str]:
        done = 0
        for match in pattern.finditer(text):
            place, uri = self._found[match[0]]
            yield write_text(text[done : match.start()])
            yield write_flow("ref", write_text(match[0]), href=write_address(uri), refersTo=f"#{LAW}{place}")
            done = match.end()
        yield write_text(text[done:])


class WordWriter:
    """Writes words of one document; each footnote is written where its first mark is."""

    def __init__(self, opened: Opened, eids: EidBook, laws: Laws) -> None:
        self.opened = opened
        self.eids = eids
        self.laws = laws
        self.notes = {clause.id: clause for clause in opened.document.walk_clauses() if clause.footnote}
        self._written: set[str] = set()

    def write(self, inlines: tuple[Inline, ...], clause: str = "") -> str:
        """Give words as the content of an element; `clause` is the id of the clause that they belong to."""
        given = self.opened.given.get(clause, {})
        return "".join(self._write(inline, given) for inline in inlines)

    def write_cell(self, cell: Cell) -> str:
        """Give the content of a cell as one paragraph's; a blank as a dash with its reason."""
        if isinstance(cell, Covered):
            return ""
        return write_text(cell.printed) if isinstance(cell, Blank) else self.write(cell)

    def write_note(self, note: ClauseNode) -> str:
        """Give a footnote, or a mark of it where it has been written."""
        own = self.eids.find_own(note)
        if note.id in self._written:
            return write_empty("noteRef", marker=note.number, href=f"#{own}", placement="bottom")
        self._written.add(note.id)
        words = write_flow("p", self.write(note.words))
        attributes = {"marker": note.number, "placement": "bottom", "eId": own, "wId": note.id}
        return write_flow("authorialNote", words, **attributes)

    def is_written(self, note: ClauseNode) -> bool:
        """Tell whether a footnote has been written."""
        return note.id in self._written

    def _write(self, inline: Inline, given: Mapping[str, str]) -> str:
        match inline:
            case Text(text):
                return self.laws.write(text)
            case Break():
                return write_empty("br")
            case Code(text):
                return write_flow("span", write_text(text), class_=CODE)
            case FormField(kind):
                return write_flow("fillIn", write_text(FORM_FIELDS[kind]), class_=kind)
            case Reference(target):
                return self._write_reference(target, write_text(self.opened.labels[target]))
            case Parameter(name):
                value = given.get(name) or self.opened.values[name]
                return write_flow("placeholder", write_text(value), originalText=f"{{{name}}}")
            case NoteMark(target, number):
                note = self.notes.get(target)
                return write_flow("sup", write_text(number)) if note is None else self.write_note(note)
        return self._wrap(inline, "".join(self._write(child, given) for child in inline.children))

    def _wrap(self, inline: Emphasis | Strong | Shifted | Link | Marked, words: str) -> str:
        match inline:
            case Emphasis():
                return write_flow("i", words)
            case Strong():
                return write_flow("b", words)
            case Shifted(to):
                return write_flow("sup" if to == "above" else "sub", words)
            case Marked(change):
                return write_flow("del" if change in _GONE else "ins", words)
            case Link(href):
                if href.startswith(("#", ELSEWHERE)):
                    return self._write_reference(href.removeprefix("#").removeprefix(ELSEWHERE), words)
                return write_flow("a", words, href=write_address(href)) if is_safe_link(href) else words

    def _write_reference(self, target: str, words: str) -> str:
        if "/" in target:
            return write_flow("ref", words, href=f"{OTHER_POLICY}{target}")
        own = self.eids.find_meant(target)
        return write_flow("ref", words, href=f"#{own}") if own else words
