"""A comparison of meaning as a paper: a document like any other, so that every medium can print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policykit.analysis.meaning import ForceMeaning, MeaningReport
from policykit.document.tree import ClauseNode, Document, Line, SectionNode
from policykit.model.policy import Style
from policykit.model.text import Text
from policykit.render.report.meaning import list_unread, say_force, tell_rules


def make_meaning_paper(report: MeaningReport, dress: Document) -> Document:
    """Give the paper of a comparison, in the dress of the council of a document."""
    title = f"What the rules ask of people: {report.first} and {report.second}"
    imprint = replace(
        dress.imprint,
        title=title,
        subtitle=None,
        version="",
        language="en",
        status="adopted",
        status_line="A comparison of rules, not the text itself",
        page_footer="",
        text_sha256="",
        approval_reference=None,
        life=(),
        is_paper=True,
    )
    opening = [_write(f"scope.{position}", sentence) for position, sentence in enumerate(report.scope)]
    sections = [SectionNode("scope", "", (), 1, "opening", tuple(opening))]
    for position, part in enumerate(report.parts):
        name = f"part-{position}"
        heading = part.label if part.party == "roles" else f"{part.label}, by the council as a body"
        forces = tuple(_write_force(report, force, f"{name}.{force.force}") for force in part.forces)
        heading = heading[:1].upper() + heading[1:]
        sections.append(SectionNode(name, "", (Text(heading),), 1, heading, sections=forces))
    unread = [_write(f"unread.{position}", words) for position, words in enumerate(list_unread(report))]
    if unread:
        sections.append(SectionNode("unread", "", (Text("Without rules"),), 1, "without rules", tuple(unread)))
    return Document(imprint, (Line("title", (Text(title),)),), tuple(sections), ())


def _write_force(report: MeaningReport, force: ForceMeaning, name: str) -> SectionNode:
    heading = say_force(report, force)
    return SectionNode(name, "", (Text(heading),), 2, heading, tuple(_list_rules(report, force, name)))


def _list_rules(report: MeaningReport, force: ForceMeaning, name: str) -> Iterator[ClauseNode]:
    for position, (sentence, remarks) in enumerate(tell_rules(report, force)):
        own = f"{name}.{position}"
        if not sentence:
            sentence, remarks = f"({remarks[0]})", remarks[1:]
        below = tuple(_write(f"{own}.{number}", f"({remark})") for number, remark in enumerate(remarks))
        yield replace(_write(own, sentence, "bullet"), clauses=below)


def _write(name: str, words: str, style: Style = "none") -> ClauseNode:
    return ClauseNode(name, "statement", "", style, name.replace(".", " "), (Text(words),))
