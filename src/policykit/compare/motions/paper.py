"""A motion as a paper for an agenda: a document like any other, so that every medium can print it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policykit.compare.motions.motion import Motion, MotionAct, MotionAmendment, QuotedPart
from policykit.document.tree import ClauseNode, Document, Line, SectionNode
from policykit.edition.counts import write_count
from policykit.model.policy import Style
from policykit.model.text import Break, FormField, Inline, Text

_OPENING = "That the policy be amended as follows:"
_FOLLOWS = (
    "That the numbers of sections and paragraphs, and the references to them, be changed to follow from the amendments "
    "that are carried."
)
_HOW = (
    "Places and quoted words are those of version {old}. Each amendment can be moved, seconded and voted on by itself. "
    "New paragraphs bear the numbers that they have if all amendments are carried."
)


def make_paper(motion: Motion, old: Document) -> Document:
    """Give the paper of a motion on the text of a document, in that council's own dress."""
    title = f"Motion to amend: {motion.title}"
    imprint = replace(
        old.imprint,
        title=title,
        subtitle=None,
        language="en",
        status="adopted",
        status_line=f"Amendments to version {motion.old}",
        page_footer="",
        text_sha256="",
        approval_reference=None,
        life=(),
        is_paper=True,
    )
    council = tuple(part for part in old.cover if isinstance(part, Line) and part.role in ("council", "strapline"))
    subtitle = Line("subtitle", (Text(f"Amendments to version {motion.old}"),))
    cover = (*council, Line("title", (Text(title),)), subtitle)
    clauses = [_write("opening", _OPENING if motion.amendments else "No amendments: the two versions read the same.")]
    clauses += [_write_amendment(amendment) for amendment in motion.amendments]
    if motion.amendments:
        clauses.append(_write("follows", _FOLLOWS))
    motion_section = SectionNode("motion", "", (), 1, "motion", tuple(clauses))
    notes = SectionNode("notes", "", (Text("Notes"),), 1, "notes", tuple(_list_notes(motion)))
    return Document(imprint, cover, (motion_section, notes) if motion.amendments else (motion_section,), ())


def _list_notes(motion: Motion) -> Iterator[ClauseNode]:
    yield _write("notes.how", _HOW.format(old=motion.old))
    for amendment in motion.amendments:
        if amendment.needs:
            needs = " and ".join(f"amendment {number}" for number in amendment.needs)
            words = f"Amendment {amendment.number} can be carried only if {needs} is carried too."
            yield _write(
                f"notes.{amendment.number}",
                words.replace("is carried", "are carried") if len(amendment.needs) > 1 else words,
            )
    if motion.unvoted:
        many = f"{motion.unvoted} changes print" if motion.unvoted > 1 else "One change prints"
        yield _write("notes.unvoted", f"{many} no other words: the clerk makes them in the files in any case.")


def _write_amendment(amendment: MotionAmendment) -> ClauseNode:
    name = f"amendment.{amendment.number}"
    acts = amendment.acts
    below: list[ClauseNode] = []
    if len(acts) == 1:
        words = _say(acts[0])
        below += _quote(name, acts[0].parts)
    else:
        place = acts[0].place if len({act.place for act in acts}) == 1 else ""
        words = f"In {place}—" if place else "The following together:"
        for position, act in enumerate(acts):
            own = f"{name}.{position}"
            said = _end(act.words, ";" if position < len(acts) - 1 else ".") if place else _say(act)
            node = _write(own, said, f"({_letter(position)})", "alpha")
            below.append(replace(node, clauses=tuple(_quote(own, act.parts))))
    below.append(_write_vote(name))
    return replace(_write(name, words, f"{amendment.number}.", "decimal"), clauses=tuple(below))


def _say(act: MotionAct) -> str:
    words = f"In {act.place}, {act.words}" if act.place else act.words
    return f"{words}—" if act.parts else _end(words, ".")


def _end(words: str, sign: str) -> str:
    """End a sentence, but for one whose last quotation ends one."""
    return words if words.endswith((".”", "?”", "!”")) else f"{words}{sign}"


def _quote(name: str, parts: Sequence[QuotedPart]) -> Iterator[ClauseNode]:
    """Give parts in full: the first begins with a quotation mark, and the last ends with one."""
    for position, part in enumerate(parts):
        number = f"“{part.number}" if position == 0 and part.number else part.number
        words = f"“{part.words}" if position == 0 and not part.number else part.words
        words = f"{words}”" if position == len(parts) - 1 else words
        yield _write(f"{name}.quoted-{position}", f"{number} {words}".strip())


def _write_vote(name: str) -> ClauseNode:
    line, box = FormField("blank"), FormField("tick-box")
    people: tuple[Inline, ...] = (Text("Moved by: "), line, line, Text("   Seconded by: "), line, line)
    words = (*people, Break(), Text("Carried "), box, Text("   Not carried "), box)
    return ClauseNode(f"{name}.vote", "statement", "", "none", f"{name.replace('.', ' ')}, the vote", words)


def _write(name: str, words: str, number: str = "", style: Style = "none") -> ClauseNode:
    return ClauseNode(name, "statement", number, style, name.replace(".", " "), (Text(words),))


def _letter(position: int) -> str:
    return write_count("alpha", position + 1, "")
