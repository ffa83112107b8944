"""A document with every kind of node, made by hand: what each renderer is tested on."""

from __future__ import annotations

from dataclasses import replace

from policykit.document.tree import (
    Blank,
    Block,
    ClauseNode,
    ContentsEntry,
    Document,
    Imprint,
    Line,
    MoveEnd,
    SectionNode,
    TableNode,
)
from policykit.model.policy import ClauseKind, Note, Style
from policykit.model.text import Break, Code, Emphasis, Inline, Link, Marked, Strong, Text

HOSTILE = """<script>alert("x")</script> & 'quotes' </style><img src=http://example.org/x.png onerror=alert(1)>"""


def words(text: str) -> tuple[Inline, ...]:
    """Give plain words as they stand in the tree."""
    return (Text(text),)


def clause(
    id: str,
    text: str | tuple[Inline, ...],
    number: str = "",
    style: Style = "none",
    *clauses: ClauseNode,
    kind: ClauseKind = "statement",
) -> ClauseNode:
    """Give a clause with its nested clauses."""
    inlines = words(text) if isinstance(text, str) else text
    return ClauseNode(id, kind, number, style, f"s.{id}", inlines, clauses=clauses)


def section(id: str, number: str, heading: str, *clauses: ClauseNode, level: int = 1) -> SectionNode:
    """Give a section with its clauses."""
    return SectionNode(id, number, words(heading) if heading else (), level, f"s.{number or heading}", clauses)


IMPRINT = Imprint(
    council_id="exford",
    council="Exford Town Council",
    policy="exford/messaging",
    version="1.2",
    title="Messaging Policy",
    subtitle="(Including group chats)",
    kind="policy",
    language="en-GB",
    status="draft",
    status_line="DRAFT: not adopted",
    accent="#24513b",
    link="#0b4f8a",
    applies_to=("officer", "councillor"),
    text_sha256="0" * 64,
)

VERSION_BLOCK = TableNode(
    columns=(),
    rows=(
        (words("VERSION CONTROL"), words("Version 1.2")),
        (words("Current Version Approval Date"), Blank("not_yet_known")),
        (words("Previous Version Approval Date"), Blank("not_applicable")),
        (words("This version of the Policy supersedes any previous versions."),),
    ),
    row_headers=True,
)
HISTORY = TableNode(
    columns=(words("Date"), words("Changes"), words("Approval Reference")),
    rows=((Blank("omitted_by_source"), words("New policy"), words("CTC/22/5/1")),),
)
FEES = TableNode(
    columns=((), words("Officers"), words("Councillors"), words("Guests"), words("Children")),
    rows=(
        (words("Groups | lists"), words("1"), words("2"), words("3"), words("4")),
        (words("Broadcasts"), words("5"), words("6"), Blank("not_applicable"), words("8")),
    ),
    caption="Groups and their sizes",
    row_headers=True,
)

COVER = (
    Line("council", words("Exford Town Council")),
    Line("strapline", words("Historic Market Town")),
    Line("officer", words("Chief Officer: Jo Bloggs CiLCA")),
    Line("title", words("MESSAGING POLICY")),
    Line("subtitle", words("(Including group chats)")),
    Block("version_block", table=VERSION_BLOCK),
    Line("version", words("26th January 2019"), label="Adopted by Council:"),
    Line("version", Blank("not_yet_known"), label="Planned Review Date:"),
    Line("brand", words("Exford")),
    Line("brand", words("where friends are made")),
    Line("contact", words("Town Hall, High Street, Exford EX1 1EX")),
    Line("contact", words("Email: info@exford.example www.exford.example")),
    Block(
        "contents",
        heading="Contents",
        entries=(
            ContentsEntry("intro", "1", "Introduction", 1),
            ContentsEntry("lists", "2.", "Lists of every kind", 1),
            ContentsEntry("lists.deep", "2.1", "A sub-section", 2),
            ContentsEntry("words", "", "Words", 1),
            ContentsEntry("annex", "Appendix A", "Fees", 1),
        ),
    ),
)

INTRO = section(
    "intro",
    "1",
    "Introduction",
    clause("intro.aim", "This policy says how the Council’s “groups” are run – by whom, and why."),
    replace(
        clause("intro.note", "Do not add anyone with the correct consent.", kind="prohibition"),
        topic="consent",
        notes=(Note(kind="drafting", quote="with the correct consent", text="“without” is meant"),),
    ),
)
LISTS = replace(
    section(
        "lists",
        "2.",
        "Lists of every kind",
        clause("lists.lead", "The aim is to ensure"),
        clause("lists.b1", "a bullet", "•", "bullet"),
        clause("lists.b2", "a bullet with a list", "•", "bullet", clause("lists.b2a", "a letter", "(a)", "alpha")),
        clause("lists.d1", "a number", "1.", "decimal"),
        clause("lists.d2", "the next number", "2.", "decimal", clause("lists.d2p", "a paragraph in a number")),
        clause("lists.after", "Then words again."),
        clause("lists.l1", "a legal number", "2.1", "legal", clause("lists.r1", "a roman", "(iv)", "roman")),
    ),
    sections=(section("lists.deep", "2.1", "A sub-section", clause("lists.deep.only", "Words below it."), level=2),),
)
WORDS = section(
    "words",
    "",
    "Words",
    clause(
        "words.rich",
        (
            Strong(words("Obtain Consent:")),
            Text(" ask, "),
            Emphasis((Text("and "), Strong(words("wait")))),
            Break(),
            Text("then type "),
            Code("a*b|`c`"),
            Text(" or see "),
            Link("https://example.org/?a=1&b=2", words("the guide")),
            Text("."),
        ),
    ),
    clause("words.hostile", HOSTILE),
    clause("words.script", (Link("javascript:alert(1)", words("a bad link")), Link("#intro.aim", words("s.1")))),
    clause("words.markdown", "1. *not* _a_ list # [x](y) | a\\b ~~c~~ <https://example.org> &amp; $5 `d` !"),
    replace(clause("words.admin", "a person who runs a group", kind="definition"), term="Group admin"),
    replace(clause("words.user", "anyone else", "(b)", "alpha", kind="definition"), term="User"),
)
ANNEX = replace(
    section(
        "annex",
        "Appendix A",
        "Fees",
        replace(clause("annex.fees", "The sizes are:"), table=FEES),
        replace(
            clause("annex.more", ()),
            table=replace(FEES, caption=None, columns=FEES.columns[:2], rows=(FEES.rows[0][:2],)),
        ),
    ),
    appendix=True,
)
OPENING = section("opening", "", "", clause("opening.words", "Words before the first heading."))

SAMPLE = Document(
    imprint=IMPRINT,
    cover=COVER,
    sections=(OPENING, INTRO, LISTS, WORDS, ANNEX),
    end=(
        Block("history", heading="Full Version Control", table=HISTORY),
        Line("contact", words("T: (01270) 756975")),
    ),
    notes=(Note(kind="source", text="Made up for the tests."),),
)

REDLINE = Document(
    imprint=replace(IMPRINT, status="adopted", status_line="Adopted 26 January 2019"),
    cover=(Line("title", words("Messaging Policy")),),
    sections=(
        replace(
            section(
                "rules",
                "1",
                "Rules",
                replace(
                    clause(
                        "rules.consent",
                        (
                            Text("Do not add anyone "),
                            Marked("deleted", words("with")),
                            Marked("inserted", words("without")),
                            Text(" their "),
                            Marked("moved", words("explicit")),
                            Text(" consent."),
                        ),
                        "(a)",
                        "alpha",
                    ),
                    change="edited",
                ),
                replace(clause("rules.new", "A new rule.", "(b)", "alpha"), change="inserted"),
                replace(clause("rules.old", "An old rule.", "(b)", "alpha"), change="deleted"),
                replace(
                    clause("rules.moved", "A rule.", "(c)", "alpha"),
                    change="moved_to",
                    change_note="moved from 6.4",
                    move=MoveEnd(1, "6.4"),
                ),
                replace(
                    clause("rules.moved", "A rule.", "6.4", "legal"),
                    change="moved_from",
                    change_note="moved to 1(c)",
                    move=MoveEnd(1, "1(c)"),
                ),
            ),
            change="edited",
            change_note="heading changed from “Rule”",
        ),
        replace(section("gone", "2", "Gone", clause("gone.words", "Gone words.")), change="deleted"),
    ),
    end=(),
    summary="Version 1.2 compared with version 1.1: 1 inserted, 2 deleted, 1 moved, 1 changed",
)
"""A document as a comparison gives it: every change that a node can carry."""


def long_document(clauses: int, per_section: int = 40) -> Document:
    """Give a document with this many clauses, a quarter of them nested."""
    sections = []
    for start in range(0, clauses, per_section):
        name = f"s{start}"
        items = []
        for number in range(start, min(start + per_section, clauses), 4):
            inner = [
                clause(f"{name}.c{n}", f"Nested words {n} & more.", f"({n})", "alpha")
                for n in range(number + 1, number + 4)
            ]
            items.append(
                clause(f"{name}.c{number}", f"Words of clause {number}, which are many.", "•", "bullet", *inner)
            )
        sections.append(section(name, str(start), f"Section {start}", *items))
    return Document(IMPRINT, COVER[:-1], tuple(sections), ())


def deep_document(depth: int) -> Document:
    """Give a document whose clauses are nested this deep."""
    node = clause(f"deep.c{depth}", f"level {depth}", "(a)", "alpha")
    for level in range(depth - 1, 0, -1):
        node = clause(f"deep.c{level}", f"level {level}", *(("•", "bullet") if level % 2 else ("(a)", "alpha")), node)
    return Document(IMPRINT, COVER[:-1], (section("deep", "1", "Deep", node),), ())
