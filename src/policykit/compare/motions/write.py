"""From two editions to a motion: what each amendment does, in the words and numbers that readers see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from policykit.compare.alignment.backbone import find_backbone
from policykit.compare.alignment.entries import Entry, list_entries
from policykit.compare.amendments.amendable import cite, list_amendable
from policykit.compare.amendments.amendment import (
    CombineClauses,
    DivideClause,
    MoveClause,
    PlaceClause,
    WordAmendment,
    name_places,
)
from policykit.compare.amendments.build import DOCUMENT
from policykit.compare.amendments.table_amendment import Grid, PutTable, TableAmendment
from policykit.compare.amendments.version import AmendmentList, print_sentence
from policykit.compare.motions.items import (
    CLERICAL,
    PRINTED_FRONT,
    MotionItem,
    MotionPlan,
    list_made,
    list_taken,
    plan_motion,
)
from policykit.compare.motions.motion import Motion, MotionAct, MotionAmendment, QuotedPart
from policykit.compare.motions.quoted import tell_changes
from policykit.compare.motions.throughout import Change, read_change
from policykit.document.compile import compile_document
from policykit.document.tree import ClauseNode
from policykit.edition.edition import Edition
from policykit.model.markdown import parse_text
from policykit.model.policy import FOOTNOTE
from policykit.model.text import WRAPPERS, Inline, Link, Text, plain_text


def write_motion(old: Edition, new: Edition, listed: AmendmentList) -> Motion:
    """Give the motion that makes the text of `new` of that of `old` by the amendments of a list.

    Numbers are those of the old version, but for those of what is new. Raises PolicykitError where the list does not
    fit the old version.
    """
    plan = plan_motion(old.version, listed)
    writer = _ActWriter(old, new, plan)
    amendments = tuple(MotionAmendment(item.number, writer.write(item), item.needs) for item in plan.items)
    unvoted = sum(owner == CLERICAL for owner in plan.owners.values()) - plan.added
    unvoted += len(set(listed.annex) - {DOCUMENT, *(name for item in plan.items for name in item.annex)})
    unvoted += len(set(listed.annex.get(DOCUMENT, ())) - PRINTED_FRONT - {"version", "notes"})
    return Motion(old.council.name, old.version.title, old.label, new.label, amendments, unvoted)


class _ActWriter:
    """Says what items do."""

    def __init__(self, old: Edition, new: Edition, plan: MotionPlan) -> None:
        self.editions, self.plan = (old, new), plan
        self.old, self.new = (list_entries(compile_document(edition)) for edition in (old, new))
        units = list_amendable(old.version)
        self.ids = {place: str(unit.id) for unit, place in zip(units, name_places(units), strict=True)}
        self.before = {entry.node.id: entry for entry in self.old}
        self.after = {entry.node.id: entry for entry in self.new}
        self.places = {name: place for place, name in self.ids.items()}
        self.stays = {place: name for name, place in plan.origins.items()}
        self.placed = {
            each.at for item in plan.items for each in item.amendments if isinstance(each, MoveClause | PlaceClause)
        }
        self.throughout = [change for item in plan.items if (change := read_change(item.key))]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What a reference to each clause of the new version prints: by the old numbers, where it was there."""
        numbers = [edition.numbers for edition in self.editions]
        return {
            name: numbers[0][self.ids[self.plan.origins[name]]].label if name in self.plan.origins else number.label
            for name, number in numbers[1].items()
        }

    def write(self, item: MotionItem) -> tuple[MotionAct, ...]:
        """Give what an item does, in the order of the text."""
        if change := read_change(item.key):
            return (self._tell_throughout(item, change),)
        acts = [*self._tell_front(item)]
        for place in self._list_places(item):
            acts += self._tell_part(place)
            acts += self._tell_words(place)
            acts += self._tell_term(item, place)
            acts += self._tell_picture(item, place)
        acts += map(self._tell_table, (each for each in item.tables if each.at in self.ids))
        acts += self._tell_omissions(item)
        acts += self._tell_moves(item)
        acts += self._tell_new(item)
        if not acts:
            place = next(self._list_places(item), item.key)
            acts.append(
                MotionAct(
                    self._name(place),
                    f"print the words as in version {self.editions[1].label}: only how they are set out is changed",
                )
            )
        return tuple(acts)

    def _tell_throughout(self, item: MotionItem, change: Change) -> MotionAct:
        old, new = (plain_text(parse_text(words).inlines) for words in change)
        places = list(dict.fromkeys(self._name(str(each.at)) for each in item.amendments if hasattr(each, "at")))
        return MotionAct("", f"For “{old}”, in each place, substitute “{new}” ({_join(places)})")

    def _tell_front(self, item: MotionItem) -> Iterator[MotionAct]:
        fields = item.annex.get(DOCUMENT, {})
        old = self.editions[0].version
        for name, said in (("title", "the title"), ("subtitle", "the words below the title")):
            if name not in fields:
                continue
            before, after = getattr(old, name), fields[name]
            if before is None:
                yield MotionAct("", f"Below the title insert “{after}”")
            elif after is None:
                yield MotionAct("", f"Omit {said}, “{before}”")
            else:
                yield MotionAct("", f"For {said}, “{before}”, substitute “{after}”")

    def _list_places(self, item: MotionItem) -> Iterator[str]:
        """Give the places that stay and whose words an item may change."""
        found = [item.key] if item.key in self.ids else []
        for each in item.amendments:
            if isinstance(each, WordAmendment | DivideClause):
                found.append(each.at)
            elif isinstance(each, CombineClauses):
                found.append(each.at[0])
        yield from (place for place in dict.fromkeys(found) if place in self.stays)

    def _tell_part(self, place: str) -> Iterator[MotionAct]:
        """Say where a heading becomes a paragraph, or the reverse."""
        nodes = self.before[self.ids[place]].node, self.after[self.stays[place]].node
        if type(nodes[0]) is not type(nodes[1]):
            part = "paragraph" if isinstance(nodes[1], ClauseNode) else "heading"
            yield MotionAct("", f"Make {self._name(place)} a {part}")

    def _tell_words(self, place: str) -> Iterator[MotionAct]:
        old = self._read(self.before[self.ids[place]])
        new = self._read(self.after[self.stays[place]])
        name = self._name(place)
        told = tell_changes(old, new, self.throughout)
        if told is None and "\n" not in new and place.startswith("the heading of "):
            yield MotionAct("", f"For {name} substitute “{new}”")
        elif told is None:
            yield MotionAct("", f"For the words of {name} substitute", _quote_lines(new))
        else:
            yield from (MotionAct(name, words) for words in told)

    def _tell_term(self, item: MotionItem, place: str) -> Iterator[MotionAct]:
        nodes = self.before[self.ids[place]].node, self.after[self.stays[place]].node
        old, new = (node.term if isinstance(node, ClauseNode) else None for node in nodes)
        if old != new:
            if old and new:
                yield MotionAct(self._name(place), f"for the term “{old}” substitute “{new}”")
            else:
                yield MotionAct(
                    self._name(place), f"omit the term “{old}”" if old else f"before the words insert the term “{new}”"
                )
        fields = item.annex.get(self.stays[place], {})
        if "number" in fields:
            number = fields["number"]
            yield MotionAct(
                "",
                f"Number {self._name(place)} “{number}”"
                if number and number != "none"
                else f"Leave {self._name(place)} {'without a number' if number else 'to be numbered like the others'}",
            )

    def _tell_picture(self, item: MotionItem, place: str) -> Iterator[MotionAct]:
        fields = item.annex.get(self.stays[place], {})
        if "picture" not in fields:
            return
        node, shown, name = self.before[self.ids[place]].node, fields["picture"], self._name(place)
        had = isinstance(node, ClauseNode) and node.pictures
        if not shown:
            yield MotionAct("", f"Omit the picture of {name}")
        else:
            said = f"the picture {shown['file']}, which says “{shown['alt']}”"
            yield MotionAct("", f"For the picture of {name} substitute {said}" if had else f"To {name} add {said}")

    def _tell_table(self, amendment: TableAmendment) -> MotionAct:
        name = self._name(amendment.at)
        if isinstance(amendment, PutTable):
            entry = self.before[self.ids[amendment.at]].node
            has = isinstance(entry, ClauseNode) and entry.table is not None
            return MotionAct(
                "",
                f"For the table of {name} substitute" if has else f"To {name} add the table",
                tuple(_quote_table(amendment.table, 0)),
            )
        return MotionAct("", print_sentence(replace(amendment, at=name)).removesuffix("."))

    def _tell_omissions(self, item: MotionItem) -> Iterator[MotionAct]:
        taken = [place for each in item.amendments for place in list_taken(each)]
        names = {self.ids[place] for place in taken}
        for place in taken:
            entry = self.before[self.ids[place]]
            above = self.old[entry.parent].node.id if entry.parent >= 0 else ""
            if above in names:
                continue
            below = [each for each in self.old if each.parent == entry.position]
            whole = all(each.node.id in names for each in below)
            yield MotionAct("", f"Omit {self._name(place, whole=whole)}")

    def _tell_moves(self, item: MotionItem) -> Iterator[MotionAct]:
        """Say what is put elsewhere; what keeps to its heading or lead-in moves along with it, and is not told."""
        placed = {each.at for each in item.amendments if isinstance(each, MoveClause | PlaceClause)}
        placed |= set(self._list_left(item))
        moved = {self.stays[place] for place in placed if place in self.stays}
        told = [self.after[name] for name in moved if not self._moves_along(name, moved)]
        runs: list[list[Entry]] = []
        for entry in sorted(told, key=lambda entry: entry.position):
            if runs and self._follows(runs[-1][-1], entry):
                runs[-1].append(entry)
            else:
                runs.append([entry])
        for run in runs:
            names = "; ".join(self._call(entry) for entry in run)
            yield MotionAct("", f"Move {names} to {self._where(run[0])}")

    def _list_left(self, item: MotionItem) -> Iterator[str]:
        """Give what was below something that goes, and stays below another part that now bears the same id."""
        taken = {self.ids[place] for each in item.amendments for place in list_taken(each)}
        for entry in self.old:
            place = self.places[entry.node.id]
            if self._above(self.old, entry) in taken and place in self.stays and place not in self.placed:
                yield place

    def _moves_along(self, name: str, moved: set[str]) -> bool:
        """Say whether a part keeps its place in what it is under, which moves."""
        above = self._above(self.new, self.after[name])
        if above not in moved or self.plan.origins.get(above) != self.places.get(
            self._above(self.old, self._was(name))
        ):
            return False
        parent = self.after[name].parent
        stay = [each for each in self.new if each.parent == parent and self._is_below(each.node.id, above)]
        pairs = sorted((self._was(each.node.id).position, each.position) for each in stay)
        # What no amendment moves stays; of the rest, as much as can.
        weights = [1 if self.new[new].node.id in moved else len(pairs) for _, new in pairs]
        kept = {pairs[at][1] for at in find_backbone(pairs, weights)}
        return self.after[name].position in kept

    def _is_below(self, name: str, above: str) -> bool:
        """Say whether a part that stays was below the same before."""
        return (
            name in self.plan.origins
            and self.places.get(self._above(self.old, self._was(name))) == (self.plan.origins[above])
        )

    def _was(self, name: str) -> Entry:
        return self.before[self.ids[self.plan.origins[name]]]

    @staticmethod
    def _above(entries: Sequence[Entry], entry: Entry) -> str:
        return entries[entry.parent].node.id if entry.parent >= 0 else ""

    def _tell_new(self, item: MotionItem) -> Iterator[MotionAct]:
        made = {str(clause.id) for each in item.amendments for clause in list_made(each)}
        roots: list[list[Entry]] = []
        for entry in self.new:
            if entry.node.id not in made or (entry.parent >= 0 and self.new[entry.parent].node.id in made):
                continue
            if roots and self._follows(roots[-1][-1], entry):
                roots[-1].append(entry)
            else:
                roots.append([entry])
        for run in roots:
            parts = [part for entry in run for part in self._quote(entry, made, 0)]
            yield MotionAct("", f"{self._where_new(run[0])} insert", tuple(parts))

    def _follows(self, first: Entry, second: Entry) -> bool:
        siblings = [each.position for each in self.new if each.parent == first.parent]
        return second.position in siblings and siblings.index(second.position) == siblings.index(first.position) + 1

    def _where_new(self, entry: Entry) -> str:
        if FOOTNOTE in entry.node.id:
            return f"As a footnote of {self._call(self.new[entry.parent])}"
        where = self._where(entry)
        return where[:1].upper() + where[1:]

    def _where(self, entry: Entry) -> str:
        """Say where a part of the new version is: after what is before it, else at the beginning of what it is in."""
        siblings = [each for each in self.new if each.parent == entry.parent and each.position < entry.position]
        if siblings:
            return f"after {self._call(siblings[-1])}"
        if entry.parent < 0:
            return (
                "the beginning of the policy"
                if entry.node.id in self.plan.origins
                else "at the beginning of the policy"
            )
        above = self.new[entry.parent]
        where = "the beginning of" if entry.node.id in self.plan.origins else "at the beginning of"
        return f"{where} {'the list in ' if isinstance(above.node, ClauseNode) else ''}{self._call(above)}"

    def _call(self, entry: Entry) -> str:
        """Name a part of the new version: as the old one has it, where it was there."""
        place = self.plan.origins.get(entry.node.id)
        if place is not None:
            return self._name(place, whole=not isinstance(entry.node, ClauseNode))
        return f"the new {name_part(self.editions[1], entry, self.new).removeprefix('the heading of ')}"

    def _name(self, place: str, *, whole: bool = False) -> str:
        """Name a place of the old version; a section as a `whole`, or its heading."""
        name = self.ids.get(place)
        if name is None:
            return place
        said = name_part(self.editions[0], self.before[name], self.old)
        return said.removeprefix("the heading of ") if whole else said

    def _quote(self, entry: Entry, made: set[str], level: int) -> Iterator[QuotedPart]:
        node = entry.node
        clause = isinstance(node, ClauseNode)
        words = self._read(entry)
        if isinstance(node, ClauseNode) and node.term:
            words = f"{node.term}: {words}"
        number = "•" if isinstance(node, ClauseNode) and node.style == "bullet" and not node.number else node.number
        yield QuotedPart(number, words, level, heading=not clause)
        if isinstance(node, ClauseNode) and node.table is not None:
            source = getattr(entry.source, "table", None)
            if source is not None:
                yield from _quote_table(Grid.read(source.model_dump(exclude_defaults=True)), level + 1)
        for picture in node.pictures if isinstance(node, ClauseNode) else ():
            yield QuotedPart("", f"[{picture.file}: {picture.alt}]", level + 1, row=True)
        for each in self.new:
            if each.parent == entry.position and each.node.id in made:
                yield from self._quote(each, made, level + 1)

    def _read(self, entry: Entry) -> str:
        """Give the words of a part, each reference by the number that its clause has now."""
        node = entry.node
        return plain_text(tuple(self._renumber(node.words if isinstance(node, ClauseNode) else node.heading)))

    def _renumber(self, words: Sequence[Inline]) -> Iterator[Inline]:
        for inline in words:
            if isinstance(inline, Link) and inline.href.startswith("#"):
                shown = plain_text(inline.children)
                yield Text(self._label(inline.href[1:], shown))
            elif isinstance(inline, WRAPPERS):
                yield replace(inline, children=tuple(self._renumber(inline.children)))
            else:
                yield inline

    def _label(self, name: str, shown: str) -> str:
        return self.labels.get(name, shown)


def name_part(edition: Edition, entry: Entry, entries: Sequence[Entry]) -> str:
    """Give what a motion calls a part of a version; the only paragraph of a section is told from the section."""
    numbers, name = edition.numbers, entry.node.id
    said = cite(numbers[name], heading=not isinstance(entry.node, ClauseNode))
    above = entries[entry.parent].node.id if entry.parent >= 0 else name
    alone = isinstance(entry.node, ClauseNode) and above != name and numbers[above].citation == numbers[name].citation
    return f"the paragraph of {said}" if alone else said


def _quote_lines(text: str) -> tuple[QuotedPart, ...]:
    return tuple(QuotedPart("", line, 0) for line in text.split("\n"))


def _quote_table(table: Grid, level: int) -> Iterator[QuotedPart]:
    if table.caption:
        yield QuotedPart("", table.caption, level, row=True)
    for row in ([table.columns] if table.columns else []) + list(table.words):
        yield QuotedPart("", " | ".join(row), level, row=True)


def _join(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
