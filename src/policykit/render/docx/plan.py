"""What each section and clause is in a Word document, settled before it is written: its level, its list, its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from policykit.document.tree import ClauseNode, Document, SectionNode
from policykit.render.arrange import printed_number
from policykit.render.docx.numbering import LEVELS, NumberBook, RejectedCounter, Spot, measure_indent
from policykit.render.docx.revisions import Mark, Node, Revisions, find_mark, is_gone

ROMAN = frozenset({"roman", "upper_roman"})
"""The styles whose letters are Roman numerals."""


@dataclass(frozen=True, slots=True)
class NodePlan:
    """What one node is: its level (of heading or of list, from 0), its place in a list, and its mark."""

    level: int
    spot: Spot | None
    mark: Mark | None


@dataclass(slots=True)
class Plan:
    """The place of every node, by its identity, and the lists that they are in."""

    revisions: Revisions
    book: NumberBook = field(default_factory=NumberBook)
    places: dict[int, NodePlan] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    """The style of heading of each level of the list of headings that has one."""

    def at(self, node: Node) -> NodePlan:
        """Give the place of a node."""
        return self.places[id(node)]

    def indent_of(self, place: NodePlan) -> tuple[int, int]:
        """Give where the words of an item begin and how far its number hangs before them, in 1/20 point."""
        if place.spot is None:
            return measure_indent(place.level, "•")
        return self.book.measure(place.spot, self.headings)


def plan_document(document: Document, revisions: Revisions) -> Plan:
    """Settle the place of every node of a document."""
    plan = Plan(revisions)
    planner = _Planner(plan)
    planner.place_sections(document.sections, 0, None, None)
    planner.place_struck(document.sections)
    shows_two = any(node.old_number is not None for node in _walk(document.sections))
    if shows_two and any(True for _ in find_wrong_old(document.sections, plan)):
        # Word's counting would give other numbers than the old version had: each is typed, and tracked like words.
        plan.places = {key: replace(place, spot=None) for key, place in plan.places.items()}
        plan.book = NumberBook()
        plan.headings = {}
    return plan


def find_wrong_old(sections: Sequence[SectionNode], plan: Plan) -> Iterator[Node]:
    """Give the nodes of a redline that would not have their old number once all changes are rejected."""
    counter = RejectedCounter(plan.book)
    for node in _walk(sections):
        place = plan.at(node)
        if place.mark in ("ins", "moveTo"):
            continue
        own = node.number if isinstance(node, SectionNode) else printed_number(node)
        wanted = own if is_gone(place.mark) or node.old_number is None else node.old_number
        shown = counter.count(place.spot) if place.spot is not None else own
        if shown != wanted:
            yield node


def _walk(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, ClauseNode) and node.footnote:
            continue
        yield node
        yield from _walk(node.clauses)
        if isinstance(node, SectionNode):
            yield from _walk(node.sections)


class _Planner:
    """Places what is in the new text in order; what is not comes afterwards, into the lists that are there."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.book = plan.book

    def place_sections(
        self, nodes: Sequence[SectionNode], level: int, above: Spot | None, mark_above: Mark | None
    ) -> None:
        last: Spot | None = None
        numerals = _begin_with_i(nodes)
        for node in nodes:
            mark = find_mark(node, mark_above, self.plan.revisions)
            spot = None
            if node.number and not is_gone(mark):
                spot = self.book.place(node.number, "headings", level, last=last, parent=above, roman=numerals)
                last = spot
                if spot is not None:
                    self.plan.headings[level] = f"Heading{level + 1}"
            self.plan.places[id(node)] = NodePlan(level, spot, mark)
            headed = bool(node.heading or node.number)
            self.place_clauses(node.clauses, 0, None, spot, mark)
            self.place_sections(node.sections, min(level + headed, LEVELS - 1), spot, mark)

    def place_clauses(
        self,
        nodes: Sequence[ClauseNode],
        level: int,
        above: Spot | None,
        section: Spot | None,
        mark_above: Mark | None,
    ) -> None:
        last: Spot | None = None
        for node in nodes:
            if node.footnote:
                continue
            mark = find_mark(node, mark_above, self.plan.revisions)
            number = printed_number(node)
            spot, here, under = None, level, above
            if number and not is_gone(mark):
                if node.style == "legal" and section is not None:
                    under, here = section, section.level + 1  # 2.1 goes on in the list of the headings
                spot = self.book.place(number, "list", here, last=last, parent=under, roman=node.style in ROMAN)
                last = spot or last
            here = spot.level if spot is not None else min(here, LEVELS - 1)
            self.plan.places[id(node)] = NodePlan(here, spot, mark)
            is_item = bool(number) or node.style == "bullet"
            below = min(here + 1, LEVELS - 1) if is_item else level
            self.place_clauses(node.clauses, below, spot, None, mark)

    def place_struck(self, nodes: Sequence[Node]) -> None:
        """Give what is not in the new text its place in the lists of its siblings."""
        nodes = [node for node in nodes if not (isinstance(node, ClauseNode) and node.footnote)]
        like = next((place.spot for node in nodes if (place := self.plan.at(node)).spot is not None), None)
        last: Spot | None = None
        for node in nodes:
            place = self.plan.at(node)
            number = node.number if isinstance(node, SectionNode) else printed_number(node)
            if number and is_gone(place.mark):
                roman = isinstance(node, ClauseNode) and node.style in ROMAN
                last = self.book.place_gone(number, place.level, like=like, last=last, roman=roman)
                level = last.level if last is not None and isinstance(node, ClauseNode) else place.level
                self.plan.places[id(node)] = NodePlan(level, last, place.mark)
            self.place_struck(node.clauses)
            if isinstance(node, SectionNode):
                self.place_struck(node.sections)


def _begin_with_i(nodes: Sequence[SectionNode]) -> bool:
    """Tell whether the first number of these is `ARTICLE I` or `i`: the first Roman numeral, and no ninth letter."""
    first = next((node.number for node in nodes if node.number), "")
    return re.split(r"\W+", first.strip("().: "))[-1] in ("i", "I")
