"""The text a council votes on: version, section, clause, and what is beside their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from policykit.model.base import (
    WORD,
    ClauseIdField,
    Line,
    Many,
    Model,
    NotPrinted,
    Printed,
    Prose,
    SectionIdField,
    TopicIdField,
)
from policykit.model.markdown import parse_text
from policykit.model.picture import Picture
from policykit.model.rule import NoRule, Rule
from policykit.model.table import Table
from policykit.model.text import NoteMark
from policykit.model.word_tree import walk_inlines

ClauseKind = Literal["statement", "definition", "risk", "obligation", "prohibition", "permission", "recommendation"]
"""What a clause does; RFC 2119 in council words, with the kinds that are not binding."""

BINDING_KINDS: frozenset[ClauseKind] = frozenset({"obligation", "prohibition", "permission", "recommendation"})
"""The kinds of clause that bind or empower somebody."""

PolicyKind = Literal["policy", "protocol", "procedure", "guidance"]
Style = Literal["none", "bullet", "decimal", "legal", "alpha", "roman", "upper_alpha", "upper_roman"]
"""How a number is written: nothing, a bullet, 1, 1.1, a, i, A or I."""

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
"""A language (BCP 47): `cy`, `en-GB`."""

NO_NUMBER = "none"
"""What `number:` says of a part that has no number among others that have one."""

Label = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._/(),+–-]*$")]
"""A version's name, never a number: `1`, `5.01`, `REV 1.0`, `2024 (rev. 2)`, `v1.2 – June`."""

Role = Annotated[str, WORD]
Template = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[^#]*#[^#]*$")]
"""How a number is dressed: `#` stands for the number, as in `#.` or `(#)`."""

Wrapped = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


class Numbering(Model):
    """How sections, clauses and lists are numbered; what is left out is inherited from above."""

    sections: Style | None = None
    """Style of section numbers."""
    clauses: Style | None = None
    """Style of the clauses that stand directly in a section."""
    lists: Style | None = None
    """Style of clauses nested in a clause."""
    sections_as: Annotated[Template | None, Printed("number", "plain")] = None
    """How a section number is dressed, such as `#.`; by default the bare number."""
    clauses_as: Annotated[Template | None, Printed("number", "plain")] = None
    """How a clause number is dressed; by default the bare number."""
    lists_as: Annotated[Template | None, Printed("number", "plain")] = None
    """How a list number is dressed; by default `#.` for decimal and `(#)` for letters."""
    appendices: Style | None = None
    """Style of the numbers of appendices; by default A, B, C."""
    appendices_as: Annotated[Template | None, Printed("number", "plain")] = None
    """How the number of an appendix is dressed, such as `Schedule #`; by default `Appendix #`."""
    sections_run_on: bool | None = None
    """Whether these sections are counted on from those of the same style before them, through the whole document."""
    clauses_run_on: bool | None = None
    """Whether clauses are counted on through the whole document (`true`), or from 1 under every heading (`false`); by
    default they begin again under a heading that has a number, and run on under one that has none."""


class Note(Model):
    """An editor's remark; never part of the adopted words, printed only where asked for."""

    kind: Literal["drafting", "interpretation", "source"]
    """`drafting`: a slip in the adopted words. `interpretation`: how they are read. `source`: where they come from."""
    text: Annotated[Prose, Printed("note", "plain")]
    """The remark itself."""
    quote: Annotated[Line | None, Printed("note", "plain")] = None
    """The adopted words it speaks of, which must be in the text."""


class Clause(Model):
    """One paragraph, list item, definition or table of a policy: the smallest thing that is voted on and cited."""

    id: ClauseIdField
    """Stable, readable name, unique in the policy; never the printed number."""
    kind: ClauseKind
    """What the clause does."""
    topic: TopicIdField | None = None
    """The topic in topics.yaml under which councils are compared."""
    also_topics: Many[TopicIdField] = ()
    """Further topics that the clause speaks of."""
    text: Annotated[Wrapped | None, Printed("clause", "markdown")] = None
    """The adopted words, exactly: inline CommonMark, `{ref: clause.id}` and `{council.name}`; no raw HTML."""
    term: Annotated[Line | None, Printed("term", "plain", rank=-1)] = None
    """The term that a definition defines, printed before its text."""
    table: Table | None = None
    """A table, in place of text or after it."""
    picture: Picture | None = None
    """A picture, in place of text or after it."""
    model: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*/[a-z][a-z0-9_-]*$")] | None = None
    """The model clause this one instantiates, as `file/clause`."""
    with_: Annotated[dict[Annotated[str, WORD], Line], Field(alias="with"), Printed("value", "plain")] = {}
    """The values of the model clause's parameters."""
    number: Annotated[Line | None, Printed("number", "plain", rank=-2)] = None
    """The printed number where it differs from the numbering; `none` for a clause without one among numbered ones."""
    numbering: Numbering | None = None
    """A numbering of its own for the clauses nested in this one."""
    language: LanguageTag | None = None
    """The language (BCP 47) of this clause and those nested in it, where it differs from what is around it."""
    notes: Many[Note] = ()
    """Editors' remarks."""
    rules: Many[Rule] = ()
    """The machine-checkable rules that rest on quoted words of this clause."""
    no_rule: NoRule | None = None
    """In one word, why no rule rests on this clause: statement, aspiration, definition, …"""
    clauses: Many[Clause] = ()
    """The clauses nested in this one: a list."""
    footnotes: Annotated[
        dict[Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=40)], Wrapped],
        Printed("footnote", "markdown"),
    ] = {}
    """The footnotes by a name or number of your choice: `[^lease]` in the words, the table or the closing words of this
    clause is printed as the number of the note `lease`. Numbers run through the document."""
    closing: Annotated[Wrapped | None, Printed("clause", "markdown")] = None
    """The words after the list that belong to the whole clause: `and the committee must say why`."""

    @model_validator(mode="after")
    def _has_content(self) -> Clause:
        if self.text is None and self.table is None and self.picture is None and self.model is None:
            raise PydanticCustomError(
                "no_content", "the clause has neither `text`, nor `table`, nor `picture`, nor `model`"
            )
        if self.with_ and self.model is None:
            raise PydanticCustomError(
                "with_without_model", "`with` gives values to a model clause, but `model` is not given"
            )
        if self.closing is not None and not self.clauses:
            raise PydanticCustomError(
                "closing_without_list", "`closing` comes after the clauses nested in this one, and there are none"
            )
        if self.term is not None and self.kind != "definition":
            raise PydanticCustomError("term_without_definition", "`term` belongs to a clause of kind `definition`")
        if self.rules and self.no_rule is not None:
            raise PydanticCustomError("rule_and_no_rule", "the clause has `rules` and also says `no_rule`")
        return self


def closing_id(clause: str) -> str:
    """Give the name by which the closing words of a clause are known beside its id: `a.list.closing`."""
    return f"{clause}.closing"


FOOTNOTE = ".note-"
"""What is between the id of a clause and the name of its footnote."""


def footnote_id(clause: str, name: str) -> str:
    """Give the name by which a footnote of a clause is known beside its id: `a.list.note-lease`."""
    return f"{clause}{FOOTNOTE}{name}"


def list_note_marks(text: str) -> list[str]:
    """Give the names of the footnotes that a text has marks for, in order."""
    return [inline.target for inline in walk_inlines(parse_text(text).inlines) if isinstance(inline, NoteMark)]


def list_footnotes(clause: Clause, *, closing: bool = False) -> list[str]:
    """Give the names of the footnotes that the words and table of a clause, or its closing words, call, in order."""
    cells = clause.table.walk_cells() if clause.table else ()
    texts = [clause.closing or ""] if closing else [clause.text or "", *cells]
    marked = [name for text in texts if "[^" in text for name in list_note_marks(text)]
    return [name for name in dict.fromkeys(marked) if name in clause.footnotes]


class Section(Model):
    """A headed part of a policy, with clauses and then sub-sections."""

    id: SectionIdField
    """Stable, readable name, unique in the policy."""
    heading: Annotated[Line | None, Printed("heading", "markdown")] = None
    """The printed heading; left out for an opening part without one."""
    number: Annotated[Line | None, Printed("number", "plain", rank=-2)] = None
    """The printed number where it differs from the numbering, exactly as adopted: `2.`; `none` for a section without
    one among numbered ones."""
    appendix: bool = False
    """Whether this is an appendix, lettered apart from the sections."""
    numbering: Numbering | None = None
    """A numbering of its own for what is in this section."""
    language: LanguageTag | None = None
    """The language (BCP 47) of this section, where it differs from what is around it."""
    applies_to: Many[Role] = ()
    """The roles bound by this section, where they differ from the whole policy's."""
    notes: Many[Note] = ()
    """Editors' remarks on the section or its heading."""
    clauses: Many[Clause] = ()
    """The clauses, in order."""
    sections: Many[Section] = ()
    """The sub-sections, in order, after the clauses."""


class Citation(Model):
    """A piece of legislation the text refers to."""

    unprinted = "a list for editors and lints; the text itself names the law"

    as_written: Line
    """The words of the text: `the Data Protection Act`."""
    title: Line | None = None
    """The full title with its year."""
    uri: Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^\S+$")] | None = None
    """Its address: at legislation.gov.uk, of the EU (ELI), of another country, or of a scheme of the library's own."""
    note: Line | None = None
    """What is unsure: `year not stated`."""


class Version(Model):
    """One version's whole text. It never says whether or when it was adopted: the register does."""

    format: Literal[1]
    """The format of this file: 1."""
    title: Annotated[Line, Printed("title", "title")]
    """The title, exactly as adopted."""
    subtitle: Annotated[Line | None, Printed("subtitle", "title")] = None
    """The line under the title."""
    kind: PolicyKind
    """What the document is."""
    version: Label
    """The version's label, in quotation marks; never a number."""
    language: LanguageTag | None = None
    """The language (BCP 47) where it differs from the council's."""
    parallel: Annotated[
        Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*@.{1,40}$")] | None,
        NotPrinted("links two texts; printed beside each other, each is printed itself"),
    ] = None
    """The version that is this text in another language, `records@2`: of the same council, its clauses with the same
    ids."""
    policy_number: Annotated[Line | None, NotPrinted("kept for the council's own lists")] = None
    """The council's own number for this policy."""
    owner: Annotated[Line | None, NotPrinted("kept for the council's own lists; lints read it")] = None
    """The post or person who looks after the policy."""
    committee: Annotated[str, WORD] | None = None
    """The committee that looks after the policy, by its id in council.yaml."""
    applies_to: Many[Role] = ()
    """The roles bound by the policy."""
    numbering: Numbering = Numbering()
    """How the document is numbered."""
    legislation: Many[Citation] = ()
    """The law the text refers to."""
    related: Annotated[Many[Line], NotPrinted("kept for the council's own lists; lints read it")] = ()
    """Policies to be read with this one."""
    template_source: Annotated[Line | None, NotPrinted("says where the text comes from; no part of it")] = None
    """The model or template this text was made from."""
    notes: Many[Note] = ()
    """Editors' remarks on the document as a whole."""
    sections: Annotated[Many[Section], Field(min_length=1)]
    """The sections, in order."""

    def walk_sections(self) -> Iterator[tuple[Path, Section]]:
        """Give every section in document order, each with its path in the file."""
        yield from _walk_sections(self.sections, ())

    def walk_pictures(self) -> Iterator[tuple[Path, Picture]]:
        """Give every picture in document order, each with its path in the file."""
        for path, clause in self.walk_clauses():
            if clause.picture is not None:
                yield (*path, "picture"), clause.picture

    def walk_clauses(self) -> Iterator[tuple[Path, Clause]]:
        """Give every clause in document order, each with its path in the file."""
        for path, section in self.walk_sections():
            yield from _walk_clauses(section.clauses, path)


Path = tuple[str | int, ...]
"""Where a value is in its file: the keys and list positions that lead to it."""


def _walk_sections(sections: tuple[Section, ...], path: Path) -> Iterator[tuple[Path, Section]]:
    for position, section in enumerate(sections):
        here = (*path, "sections", position)
        yield here, section
        yield from _walk_sections(section.sections, here)


def _walk_clauses(clauses: tuple[Clause, ...], path: Path) -> Iterator[tuple[Path, Clause]]:
    for position, clause in enumerate(clauses):
        here = (*path, "clauses", position)
        yield here, clause
        yield from _walk_clauses(clause.clauses, here)
