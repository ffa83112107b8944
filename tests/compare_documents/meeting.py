"""A clerk who carries out a motion by hand: reads each sentence of the paper and does to the old text what it says.

Nothing here knows how motions are made. What a text prints is all that is changed: words, terms, and the order of
headings and clauses. The title, tables and numbers are left to the lists that programs read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policykit.compare.amendments.amendable import cite
from policykit.compare.motions.motion import Motion, MotionAct
from policykit.document.tree import ClauseNode, Document, SectionNode
from policykit.edition.edition import Edition
from policykit.edition.numbers import Numbered
from policykit.model.text import plain_text

CLOSE = ",.;:)!?’”%"
_QUOTED = r"“((?:[^“”]|“[^“”]*”)*)”"
_CHANGES = {
    "for": re.compile(rf"for {_QUOTED} substitute {_QUOTED}", re.DOTALL),
    "omit": re.compile(rf"omit {_QUOTED}", re.DOTALL),
    "after": re.compile(rf"after {_QUOTED} insert {_QUOTED}", re.DOTALL),
    "before": re.compile(rf"before {_QUOTED} insert {_QUOTED}", re.DOTALL),
    "beginning": re.compile(rf"at the beginning insert {_QUOTED}", re.DOTALL),
    "end": re.compile(rf"at the end insert {_QUOTED}", re.DOTALL),
}
_TERMS = {
    "for": re.compile(rf"for the term {_QUOTED} substitute {_QUOTED}"),
    "omit": re.compile(rf"omit the term {_QUOTED}"),
    "new": re.compile(rf"before the words insert the term {_QUOTED}"),
}
_THROUGHOUT = re.compile(rf"For {_QUOTED}, in each place, substitute {_QUOTED} \(.*\)", re.DOTALL)
_FRONT = r"For the (?:title|words below the title), |Below the title |Omit the (?:title|words below the title), "
_SILENT = re.compile(
    rf"{_FRONT}|(?:In|Put into|Omit the|Give|For|To) .*(?:table|picture)\b|Number |Leave |print the words as in version"
)
"""What changes nothing but the title, tables, pictures and numbers."""


@dataclass(eq=False)
class Spot:
    """A heading or clause on the clerk's table."""

    words: str
    term: str | None = None
    heading: bool = False
    below: list[Spot] = field(default_factory=list)
    above: Spot | None = None
    changes: list[tuple[int, int, str]] = field(default_factory=list)
    whole: str | None = None

    def read(self) -> str:
        if self.whole is not None:
            return self.whole
        words = self.words
        for start, end, new in sorted(self.changes, reverse=True):
            words = words[:start] + new + words[end:]
        return words


Shape = tuple[bool, str, tuple["Shape", ...]]
"""Whether it is a heading, its words with the term before them, and what is below it."""


class Meeting:
    """The old text, and what has been decided of it."""

    def __init__(self, old: Edition, document: Document) -> None:
        self.root = Spot("")
        self.spots: dict[str, Spot] = {}
        self.numbers = old.numbers
        self.gone: set[int] = set()
        self.swept: set[int] = set()
        self.placed: dict[int, tuple[Spot, Spot | None]] = {}
        self.runs: dict[int, list[Spot]] = {}
        self.made: list[Spot] = []
        self._lay_out(self.root, document.sections)

    def _lay_out(self, above: Spot, nodes: tuple[SectionNode | ClauseNode, ...]) -> None:
        for node in nodes:
            clause = isinstance(node, ClauseNode)
            words = plain_text(node.words if isinstance(node, ClauseNode) else node.heading)
            spot = Spot(words, node.term if isinstance(node, ClauseNode) else None, not clause, above=above)
            above.below.append(spot)
            name = _call(self.numbers, node, clause=clause)
            self.spots[name] = self.spots[name.removeprefix("the heading of ")] = spot
            self._lay_out(spot, node.clauses)
            if isinstance(node, SectionNode):
                self._lay_out(spot, node.sections)

    def carry_out(self, motion: Motion, names: dict[str, list[str]]) -> None:
        """Do all that a motion says; `names` are what new parts are called, by number and words."""
        acts = [act for amendment in motion.amendments for act in amendment.acts]
        for act in acts:
            if act.parts and " insert" in act.words:
                self._lay_in(act, names)
        for act in acts:
            self._do(act)

    def _lay_in(self, act: MotionAct, names: dict[str, list[str]]) -> None:
        """Make what is new, so that it can be named; where it goes is said in `_do`."""
        stack: list[Spot] = []
        for part in act.parts:
            if part.row:
                continue
            spot = Spot(part.words, heading=part.heading)
            del stack[part.level :]
            if stack:
                spot.above = stack[-1]
                stack[-1].below.append(spot)
            stack.append(spot)
            self.made.append(spot)
            if called := names.get(f"{part.number}\n{part.words}"):
                self.spots[f"the new {called.pop(0)}"] = spot
            if part.level == 0:
                self.runs.setdefault(id(act), []).append(spot)

    def _do(self, act: MotionAct) -> None:
        words = act.words
        if act.place:
            self._change(self.spots[act.place], words)
        elif found := _THROUGHOUT.fullmatch(words):
            for spot in list(_walk(self.root)):
                pattern = rf"(?<!\w){re.escape(found[1])}(?!\w)"
                spot.changes += [(each.start(), each.end(), found[2]) for each in re.finditer(pattern, spot.words)]
        elif found := re.fullmatch(r"For the words of (.*) substitute", words):
            self.spots[found[1]].whole = "\n".join(part.words for part in act.parts)
        elif found := re.fullmatch(rf"For (the heading of .*) substitute {_QUOTED}", words):
            self.spots[found[1]].whole = found[2]
        elif found := re.fullmatch(r"Move (.*) to (after|the beginning of) (.*)", words):
            self._place([self.spots[name] for name in found[1].split("; ")], found[2], found[3])
        elif found := re.fullmatch(r"(After|At the beginning of) (.*) insert", words):
            self._place(self.runs[id(act)], found[1].lower(), found[2])
        elif found := re.fullmatch(r"Make (.*) a (paragraph|heading)", words):
            self.spots[found[1]].heading = found[2] == "heading"
        elif _SILENT.match(words):
            return
        elif found := re.fullmatch(r"Omit (the heading of )?(.*)", words):
            self._omit(self.spots[found[2]], whole=not found[1])
        else:
            raise AssertionError(words)

    def _place(self, run: list[Spot], how: str, name: str) -> None:
        name = name.removeprefix("the list in ")
        anchor = self.root if name == "the policy" else self.spots[name]
        for position, spot in enumerate(run):
            if position:
                self.placed[id(spot)] = (spot, run[position - 1])
            elif how == "after":
                self.placed[id(spot)] = (spot, anchor)
            else:
                spot.above = anchor
                self.placed[id(spot)] = (spot, None)

    def _omit(self, spot: Spot, *, whole: bool) -> None:
        self.gone.add(id(spot))
        if whole:
            self.swept.update(id(below) for below in _walk(spot))

    def _is_kept(self, spot: Spot) -> bool:
        """Tell whether a part is still in the text: what is moved out of what is omitted takes along what is below."""
        if id(spot) in self.placed:
            return True
        if id(spot) in self.gone:
            return False
        return id(spot) not in self.swept or (spot.above is not None and self._is_kept(spot.above))

    def _change(self, spot: Spot, words: str) -> None:
        for kind, pattern in _TERMS.items():
            if found := pattern.fullmatch(words):
                spot.term = None if kind == "omit" else found.groups()[-1]
                return
        if _SILENT.match(words):
            return
        for kind, pattern in _CHANGES.items():
            if found := pattern.fullmatch(words):
                spot.changes.append(_locate(spot.words, kind, *found.groups()))
                return
        raise AssertionError(words)

    def settle(self) -> tuple[Shape, ...]:
        """Give the text that is left, with everything where it was put."""
        every = dict.fromkeys([self.root, *_walk(self.root), *self.made])
        order = {id(spot): [each for each in spot.below if id(each) not in self.placed] for spot in every}
        done: set[int] = set()

        def find_above(spot: Spot) -> Spot:
            anchor = self.placed[id(spot)][1] if id(spot) in self.placed else None
            return find_above(anchor) if anchor is not None else spot.above or self.root

        def put(spot: Spot) -> None:
            if id(spot) in done:
                return
            done.add(id(spot))
            anchor = self.placed[id(spot)][1]
            if anchor is not None and id(anchor) in self.placed:
                put(anchor)
            siblings = order[id(find_above(spot))]
            siblings.insert(siblings.index(anchor) + 1 if anchor is not None else 0, spot)

        def shape(spot: Spot) -> tuple[Shape, ...]:
            kept = (each for each in order[id(spot)] if self._is_kept(each))
            return tuple((each.heading, _join(each.term, each.read()), shape(each)) for each in kept)

        for spot, _ in list(self.placed.values()):
            put(spot)
        return shape(self.root)


def _locate(text: str, kind: str, *quoted: str) -> tuple[int, int, str]:
    if kind == "beginning":
        return 0, 0, f"{quoted[0]} "
    if kind == "end":
        return len(text), len(text), quoted[0] if quoted[0][0] in CLOSE else f" {quoted[0]}"
    assert text.count(quoted[0]) == 1, (quoted[0], text)
    start = text.index(quoted[0])
    end = start + len(quoted[0])
    if kind == "for":
        return start, end, quoted[1]
    if kind == "after":
        return end, end, quoted[1] if quoted[1][0] in CLOSE else f" {quoted[1]}"
    if kind == "before":
        return start, start, f"{quoted[1]} "
    if text[:start].endswith(" ") and (end == len(text) or text[end] in f" {CLOSE}"):
        start -= 1
    elif not start and text[end : end + 1] == " ":
        end += 1
    return start, end, ""


def _call(numbers: Mapping[str, Numbered], node: SectionNode | ClauseNode, *, clause: bool) -> str:
    said = cite(numbers[node.id], heading=not clause)
    alone = clause and sum(number.citation == node.citation for number in numbers.values()) > 1
    return f"the paragraph of {said}" if alone else said


def _join(term: str | None, words: str) -> str:
    return f"{term}: {words}" if term else words


def _walk(spot: Spot) -> Iterator[Spot]:
    for below in spot.below:
        yield below
        yield from _walk(below)


def read_shape(nodes: tuple[SectionNode | ClauseNode, ...]) -> tuple[Shape, ...]:
    """Give a document as the clerk sees it."""
    return tuple(
        (
            isinstance(node, SectionNode),
            _join(node.term, plain_text(node.words)) if isinstance(node, ClauseNode) else plain_text(node.heading),
            (*read_shape(node.clauses), *(read_shape(node.sections) if isinstance(node, SectionNode) else ())),
        )
        for node in nodes
    )


def name_new(old: Edition, new: Edition, document: Document) -> dict[str, list[str]]:
    """Give what each part of the new version is called, by its number and words, as the motion quotes them."""
    found: dict[str, list[tuple[bool, str]]] = {}

    def walk(nodes: tuple[SectionNode | ClauseNode, ...]) -> None:
        for node in nodes:
            clause = isinstance(node, ClauseNode)
            words = plain_text(node.words if isinstance(node, ClauseNode) else node.heading)
            if isinstance(node, ClauseNode) and node.term:
                words = f"{node.term}: {words}"
            number = "•" if isinstance(node, ClauseNode) and node.style == "bullet" and not node.number else node.number
            said = _call(new.numbers, node, clause=clause).removeprefix("the heading of ")
            found.setdefault(f"{number}\n{words}", []).append((node.id in old.numbers, said))
            walk(node.clauses)
            if isinstance(node, SectionNode):
                walk(node.sections)

    walk(document.sections)
    return {key: [name for _, name in sorted(names, key=lambda pair: pair[0])] for key, names in found.items()}
