"""Numbers and citations: what is printed before each section and clause, and how a person cites it.

Numbers begin again under each heading that has a number, and run on under one that has none, so that no number is
printed twice. A part whose number is typed is counted on from, unless it was put between two others (`1.2A`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from policykit.edition.counts import DRESS, TRIM, UNCOUNTED, follow_number, split_number, write_count
from policykit.model.policy import (
    NO_NUMBER,
    Clause,
    Numbering,
    Section,
    Style,
    Version,
    closing_id,
    footnote_id,
    list_footnotes,
)
from policykit.wording.numbers import name_ordinal
from policykit.wording.phrases.languages import PhraseTable, find_phrases

_DEPTH_WORDS = ("bullet", "sub-bullet", "sub-sub-bullet")


@dataclass(frozen=True, slots=True)
class Numbered:
    """What numbering gives to one section or clause."""

    number: str
    """As printed: `2.`, `(a)`, `Appendix A`; empty for a bullet or a plain paragraph."""
    style: Style
    citation: str
    """As a person writes it: `s.6, 5th bullet`; `11.3(d)`."""
    label: str
    """What a reference to it prints: its number where it has one (`10.3`), else its citation."""


def number_version(version: Version, language: str = "") -> dict[str, Numbered]:
    """Give the number and citation of every section and clause of a version, by id; of closing words, by `closing_id`.

    Citations are unique: where two parts have the same number, the later ones say so (`1.2 (the 2nd so numbered)`).
    `find_repeated_numbers` gives those parts; a text is not adopted with them. `language` is that of the council, which
    counts where the version names none.
    """
    return _number(version, language).found


def find_repeated_numbers(version: Version) -> tuple[tuple[str, ...], ...]:
    """Give the ids of the sections and clauses that a reader cannot tell apart by their numbers, group by group."""
    return tuple(tuple(names) for names in _number(version).taken.values() if len(names) > 1)


def _number(version: Version, language: str = "") -> _Numberer:
    """Number a version; where lists below plain paragraphs are cited alike, again with the paragraphs named."""
    named: set[str] = set()
    phrases = find_phrases(version.language or language)
    while True:
        numberer = _Numberer(version.numbering, frozenset(named), phrases)
        numberer.number_sections(version.sections, version.numbering, numberer.top)
        more = {
            numberer.below[name]
            for names in numberer.taken.values()
            if len(names) > 1
            for name in names
            if name in numberer.below
        }
        if more <= named:
            return numberer
        named |= more


Counts = defaultdict[tuple[str, str], int]
"""How far is counted, by style and dress."""


def _no_counts() -> Counts:
    return defaultdict(int)


@dataclass(slots=True)
class _Place:
    """A section on the way, or what is above all sections."""

    path: str
    """The number that `legal` numbers in it go on from."""
    citation: str
    counts: Counts
    """What is counted in it; a section without a number shares those of what is above it."""
    worded: bool = False
    """Whether its number has words, such as `Part A`, so that what is in it is cited by them."""
    scope: str = ""
    """The citation that 1.1 numbers in it need before them, since the main text may have the same: `Schedule 1`."""
    told: Counter[str] = field(default_factory=Counter)
    """How many bullets and paragraphs were cited, by what they are and where."""


@dataclass(slots=True)
class _List:
    """Clauses side by side: how they are numbered, and what is above them."""

    style: Style
    dress: str
    numbering: Numbering
    place: _Place
    depth: int = 0
    parent: str = ""
    """The id of the clause that they are nested in."""
    above: Numbered | None = None
    path: str = ""
    """The number that `legal` numbers go on from."""
    counts: Counts = field(default_factory=_no_counts)
    legal: Counts = field(default_factory=_no_counts)
    """Where 1.1 numbers that go on from `path` are counted, for every list that does."""


class _Numberer:
    def __init__(self, numbering: Numbering, named: frozenset[str], phrases: PhraseTable) -> None:
        self.phrases = phrases
        self.section = phrases.say("cite.section", number="")
        """What is before the number of a section where it is cited: `s.`."""
        self.found: dict[str, Numbered] = {}
        self.footnotes = 0
        self.taken: dict[str, list[str]] = {}
        """The ids that were cited alike, by the citation."""
        self.named = named
        """The plain paragraphs that are named in the citations of the items below them."""
        self.below: dict[str, str] = {}
        """The plain paragraph above each item that is cited without it."""
        self.top = _Place("", "", _no_counts())
        self.sections_counted = (numbering.sections or "none") not in UNCOUNTED
        self.running = _no_counts()
        """What is counted through the whole document."""
        self.appendices = 0
        self.paths: set[str] = set()
        """What 1.1 numbers went on from so far."""

    def number_sections(self, sections: tuple[Section, ...], numbering: Numbering, parent: _Place) -> None:
        for section in sections:
            if section.appendix:
                self._number_appendix(section, numbering, parent)
            elif section.number == NO_NUMBER or (section.heading is None and section.number is None):
                self._number_unnumbered(section, numbering, parent)
            elif (style := numbering.sections or "none") in UNCOUNTED and section.number is None:
                self._number_unnumbered(section, numbering, parent, style)
            else:
                self._number_counted(section, numbering, parent, style)

    def _number_unnumbered(self, section: Section, numbering: Numbering, parent: _Place, style: Style = "none") -> None:
        citation = self._cite_heading(section, parent)
        self.found[section.id] = Numbered("", style, citation, citation)
        self._number_inside(section, numbering, replace(parent, citation=citation, told=Counter()))

    def _cite_heading(self, section: Section, parent: _Place) -> str:
        name = "" if section.heading is None else f"“{section.heading}”"
        lead = f"{parent.citation}, " if parent.citation else ""
        times = parent.told[f"heading {name}"] = parent.told[f"heading {name}"] + 1
        if name:
            return f"{lead}{name if times == 1 else f'{name_ordinal(times)} {name}'}"
        return lead + (self.phrases.say("cite.opening") if times == 1 else self._count("unheaded", times))

    def _count(self, what: str, times: int) -> str:
        """Give the words for one of several parts without a number: `2nd paragraph`."""
        return self.phrases.say(f"cite.{what}", ordinal=name_ordinal(times), count=times)

    def _number_appendix(self, section: Section, numbering: Numbering, parent: _Place) -> None:
        style = numbering.appendices or "upper_alpha"
        dress = numbering.appendices_as or self.phrases.say("appendix")
        if section.number == NO_NUMBER:
            self._number_unnumbered(section, numbering, _Place("", parent.citation, _no_counts(), told=parent.told))
            return
        if section.number is None:
            self.appendices += 1
            bare = write_count(style, self.appendices, "")
            number = dress.replace("#", bare) if bare else ""
        else:
            number = section.number
            bare = split_number(number)[1]
            self.appendices = follow_number(number, style, dress, "", self.appendices)
        citation = self._claim(section.id, number.strip(" .:") or self._cite_heading(section, parent))
        self.found[section.id] = Numbered(number, numbering.sections or "none", citation, citation)
        scope = citation if self._needs_scope(bare) else ""
        self._number_inside(section, numbering, _Place(bare, citation, _no_counts(), worded=True, scope=scope))

    def _number_counted(self, section: Section, numbering: Numbering, parent: _Place, style: Style) -> None:
        dress = numbering.sections_as or "#"
        running = bool(numbering.sections_run_on)
        counts = self.running if running else parent.counts
        # Sub-sections and clauses that are both numbered 1.1, 1.2 are counted together.
        key = ("legal", "") if style == "legal" and not running else (f"sections {style}", dress)
        if section.number is None:
            bare = self._count_on(counts, key, style, "" if running else parent.path, parent.scope)
            words, number = "", dress.replace("#", bare)
        else:
            counts[key] = follow_number(section.number, style, dress, parent.path, counts[key])
            number = section.number
            words, bare = split_number(number)
        own = bool(words) and words.casefold() not in dress.casefold()
        words = words or split_number(number)[0]
        citation = self._claim(
            section.id, _cite_section(bare, number, parent, self.section, worded=bool(words), running=running)
        )
        self.found[section.id] = Numbered(number, style, citation, citation.removeprefix(self.section))
        path = bare if running or style == "legal" or not parent.path or own else _join(parent.path, bare)
        scope = citation if own and self._needs_scope(path) else parent.scope
        self.paths.add(path)
        self._number_inside(section, numbering, _Place(path, citation, _no_counts(), bool(words), scope))

    def _count_on(self, counts: Counts, key: tuple[str, str], style: Style, path: str, scope: str) -> str:
        """Give the next number of a list; of 1.1 numbers, those that a list elsewhere has come to are passed over."""
        counts[key] += 1
        bare = write_count(style, counts[key], path)
        while style == "legal" and (f"{scope}, {bare}" if scope else bare) in self.taken:
            counts[key] += 1
            bare = write_count(style, counts[key], path)
        return bare

    def _needs_scope(self, path: str) -> bool:
        """Tell whether 1.1 numbers that go on from here may be printed elsewhere too, and keep the number in mind."""
        needed = path[:1].isdigit() or not path or path in self.paths
        self.paths.add(path)
        return needed

    def _number_inside(self, section: Section, inherited: Numbering, place: _Place) -> None:
        own = _inherit(inherited, section.numbering)
        style = own.clauses or "none"
        counts = place.counts
        if style == "legal" and not place.path and self.sections_counted:
            style = "none"  # 1.1 goes on from a number above it, and there is none
        elif own.clauses_run_on and not (style == "legal" and place.path):
            counts = self.running
        elif own.clauses_run_on is False and style != "legal":
            counts = _no_counts()
        legal = counts if style == "legal" else place.counts
        dress = own.clauses_as or DRESS[style]
        begun = own.clauses_run_on is False and not self.found[section.id].number
        around = replace(place, scope=place.citation) if begun and not place.path else place
        clauses = _List(style, dress, own, around, path=place.path, counts=counts, legal=legal)
        self._number_clauses(section.clauses, clauses)
        given = section.numbering
        inner = (given.sections if given else None) or _inner_style(inherited.sections)
        below = own.model_copy(
            update={
                "sections": inner,
                "sections_as": given.sections_as if given else None,
                "sections_run_on": given.sections_run_on if given else None,
            }
        )
        self.number_sections(section.sections, below, place)

    def _number_clauses(self, clauses: tuple[Clause, ...], items: _List) -> None:
        for clause in clauses:
            style: Style = "none" if clause.number == NO_NUMBER else items.style
            typed = None if clause.number == NO_NUMBER else clause.number
            key = ("legal", "") if style == "legal" else (style, items.dress)
            counts = items.legal if style == "legal" else items.counts
            if style in UNCOUNTED:
                bare = ""
            elif typed is None:
                bare = self._count_on(counts, key, style, items.path, items.place.scope)
            else:
                counts[key] = follow_number(typed, style, items.dress, items.path, counts[key])
                bare = typed.strip(TRIM)
            number = typed or (items.dress.replace("#", bare) if bare else "")
            if style == "none" and not number and not items.depth and len(clauses) == 1 and not clause.clauses:
                citation = items.place.citation  # the only paragraph of a section is cited as the section
            else:
                citation = self._claim(clause.id, self._cite_clause(clause, style, bare, typed, items))
            label = citation if style in ("none", "bullet", "decimal") else citation.removeprefix(self.section)
            self.found[clause.id] = Numbered(number, style, citation, label)
            self._number_footnotes(clause, list_footnotes(clause))
            self._number_nested(clause, bare, items)

    def _number_footnotes(self, clause: Clause, names: list[str]) -> None:
        for name in names:
            self.footnotes += 1
            citation = f"note {self.footnotes}"
            self.found[footnote_id(clause.id, name)] = Numbered(str(self.footnotes), "decimal", citation, citation)

    def _number_nested(self, clause: Clause, bare: str, items: _List) -> None:
        found = self.found[clause.id]
        own = _inherit(items.numbering, clause.numbering)
        style = own.lists or "bullet"
        if style == "legal" and not bare and not items.path and self.sections_counted:
            style = "none"
        # Below a plain paragraph, 1.1 numbers go on with those around it.
        legal = _no_counts() if bare else items.legal
        path = _continue_path(found.style, bare, items.path) if bare else items.path
        dress = own.lists_as or DRESS[style]
        nested = _List(style, dress, own, items.place, items.depth + 1, clause.id, found, path, _no_counts(), legal)
        self._number_clauses(clause.clauses, nested)
        if clause.closing is not None:
            name = closing_id(clause.id)
            citation = self._claim(name, f"{found.citation}, {self.phrases.say('cite.closing')}")
            self.found[name] = Numbered("", "none", citation, citation)
            known = list_footnotes(clause)
            self._number_footnotes(clause, [own for own in list_footnotes(clause, closing=True) if own not in known])

    def _cite_clause(self, clause: Clause, style: Style, bare: str, typed: str | None, items: _List) -> str:
        above, place = items.above, items.place
        if above is not None and (above.number.strip(TRIM) or items.depth > 1):
            base, link = above.citation, ""
        elif items.parent in self.named and above is not None:
            base, link = above.citation, ", "
        else:
            base, link = place.citation, ""
            if above is not None:
                self.below[clause.id] = items.parent
        scope = f"{place.scope}, " if place.scope else ""
        if typed is not None and any(character.isalnum() for character in typed):
            return _cite_typed(typed, style, base, items.path, scope)
        if style == "legal":
            return scope + bare
        if style in ("alpha", "roman", "upper_alpha", "upper_roman"):
            return f"{base}{link}({bare})"
        if style == "decimal":
            return f"{base}, {self.phrases.say('cite.item', number=bare)}"
        if clause.term is not None:
            name = f"“{clause.term}”"
            place.told[f"{name} of {base}"] += 1
            times = place.told[f"{name} of {base}"]
            return f"{base}, {name if times == 1 else f'{name_ordinal(times)} {name}'}"
        if style == "bullet":
            word = _DEPTH_WORDS[min(max(items.depth - 1, 0), 2)]
        else:
            plain = "paragraph" if items.style in UNCOUNTED else "unnumbered paragraph"
            shown = "picture" if clause.table is None and clause.picture is not None else "table"
            word = shown if clause.text is None and clause.model is None else plain
        place.told[f"{word} of {base}"] += 1
        return f"{base}, {self._count(word, place.told[f'{word} of {base}'])}"

    def _claim(self, name: str, citation: str) -> str:
        """Give the citation, told apart from an equal one given before, and keep who asked for it."""
        names = self.taken.setdefault(citation, [])
        names.append(name)
        if len(names) == 1:
            return citation
        return self._claim(name, f"{citation} (the {name_ordinal(len(names))} so numbered)")


def _cite_section(bare: str, number: str, parent: _Place, section: str, *, worded: bool, running: bool) -> str:
    lead = f"{parent.citation}, " if parent.citation and not running else ""
    if worded:
        return lead + number.strip(" .:")
    if not lead:
        return f"{section}{bare}"
    if parent.path and bare.startswith(f"{parent.path}."):
        return f"{parent.scope}, {bare}" if parent.scope else bare
    if parent.worded or not parent.path:
        return f"{lead}{section}{bare}"
    return _join(parent.path, bare)


def _cite_typed(typed: str, style: Style, base: str, path: str, scope: str) -> str:
    """Cite a clause by the number that was typed, once: a number that says its whole place needs none before it."""
    number = typed.strip(" .:")
    bare = typed.strip(TRIM)
    whole = bare[:1].isdigit() and (bare.startswith(f"{path}.") if path else style == "legal")
    if whole:
        return scope + bare
    if number.startswith("(") and number.endswith(")"):
        return base + number
    if style in ("alpha", "roman", "upper_alpha", "upper_roman") and bare.isalnum():
        return f"{base}({bare})"
    return f"{base}, item {bare}" if style == "decimal" and bare[:1].isdigit() else f"{base}, {number}"


def _continue_path(style: Style, bare: str, path: str) -> str:
    """Give the number that `legal` numbers below an item go on from: `1.2(a)` below (a), `1.3` below item 3 of 1."""
    if style == "legal" or not path:
        return bare if style not in ("alpha", "roman") or bare[:1].isdigit() else f"({bare})"
    return f"{path}({bare})" if style in ("alpha", "roman") else _join(path, bare)


def _join(path: str, bare: str) -> str:
    return f"{path}.{bare}".strip(".")


def _inner_style(style: Style | None) -> Style:
    """Sub-sections go on in 1.1 style; under any other they have no numbers unless the section says so."""
    return "legal" if style == "legal" else "none"


def _inherit(above: Numbering, own: Numbering | None) -> Numbering:
    if own is None:
        return above
    given = {name: value for name in type(own).model_fields if (value := getattr(own, name)) is not None}
    # A style of one's own takes its usual dress, not the one from above.
    for style in ("clauses", "lists"):
        if style in given and f"{style}_as" not in given:
            given[f"{style}_as"] = None
    return above.model_copy(update=given)
