"""Numbers and citations: what is printed before each section and clause, and how a person cites it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from policykit.model.policy import Clause, Numbering, Section, Style, Version
from policykit.wording.numbers import name_ordinal
from policykit.wording.numerals import letter, roman

_DRESS: dict[Style, str] = {"decimal": "#.", "alpha": "(#)", "roman": "(#)", "legal": "#", "none": "#", "bullet": "#"}
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


def number_version(version: Version) -> dict[str, Numbered]:
    """Give the number and citation of every section and clause of a version, by id. Citations are unique."""
    numberer = _Numberer()
    numberer.number_sections(version.sections, version.numbering, parent=None)
    return numberer.found


@dataclass(slots=True)
class _Place:
    """A section on the way: its bare number and what was counted in it so far."""

    bare: str
    citation: str
    counts: Counter[str] = field(default_factory=Counter)


class _Numberer:
    def __init__(self) -> None:
        self.found: dict[str, Numbered] = {}
        self.taken: Counter[str] = Counter()

    def number_sections(self, sections: tuple[Section, ...], numbering: Numbering, parent: _Place | None) -> None:
        style = numbering.sections or "none"
        counted = appendices = 0
        for section in sections:
            if section.appendix:
                appendices += 1
                bare, number = letter(appendices), f"Appendix {letter(appendices)}"
            else:
                # An opening part without a heading takes no number.
                counted += 1 if section.heading is not None else 0
                bare = "" if section.heading is None else _bare(style, counted, parent.bare if parent else "")
                number = _dress(numbering.sections_as or "#", bare)
            if section.number is not None:
                number, bare = section.number, section.number.strip("().:[] ")
            citation = self._cite_section(section, bare, parent, number)
            label = citation.removeprefix("s.") if number else citation
            self.found[section.id] = Numbered(number, style, citation, label)
            self._number_inside(section, numbering, _Place(_path(bare, parent, style), citation))

    def _number_inside(self, section: Section, inherited: Numbering, place: _Place) -> None:
        own = _inherit(inherited, section.numbering)
        style = own.clauses or "none"
        self._number_clauses(section.clauses, style, own.clauses_as, own, place, depth=0, parent=None)
        inner = (section.numbering.sections if section.numbering else None) or _inner_style(inherited.sections)
        dress = section.numbering.sections_as if section.numbering else None
        below = own.model_copy(update={"sections": inner, "sections_as": dress})
        self.number_sections(section.sections, below, place)

    def _cite_section(self, section: Section, bare: str, parent: _Place | None, number: str) -> str:
        heading = f"“{section.heading}”" if section.heading else "opening part"
        if section.appendix:
            citation = number
        elif not bare:
            citation = f"{parent.citation}, {heading}" if parent else heading
        elif parent is None:
            citation = f"s.{bare}"
        else:
            citation = bare if bare.startswith(f"{parent.bare}.") else f"{parent.bare}.{bare}".strip(".")
        return self._unique(citation)

    def _number_clauses(
        self,
        clauses: tuple[Clause, ...],
        style: Style,
        dress: str | None,
        numbering: Numbering,
        place: _Place,
        depth: int,
        parent: Numbered | None,
    ) -> None:
        counted = 0
        for clause in clauses:
            counted += 1 if clause.number is None or style != "none" else 0
            bare = _bare(style, counted, parent.label if parent and style == "legal" else place.bare)
            number = clause.number or _dress(dress or _DRESS[style], bare)
            if style == "none" and depth == 0 and len(clauses) == 1 and not clause.clauses:
                citation = place.citation  # the only paragraph of a section is cited as the section
            else:
                citation = self._unique(self._cite_clause(clause, style, bare, place, depth, parent))
            label = citation if style in ("none", "bullet", "decimal") else citation.removeprefix("s.")
            self.found[clause.id] = Numbered(number, style, citation, label)
            own = _inherit(numbering, clause.numbering)
            self._number_clauses(
                clause.clauses, own.lists or "bullet", own.lists_as, own, place, depth + 1, self.found[clause.id]
            )

    def _cite_clause(
        self, clause: Clause, style: Style, bare: str, place: _Place, depth: int, parent: Numbered | None
    ) -> str:
        numbered_parent = parent is not None and parent.style not in ("none", "bullet")
        base = parent.citation if parent is not None and (numbered_parent or depth > 1) else place.citation
        if clause.number is not None:
            return f"{base}, {clause.number.strip('.: ')}"
        if style == "legal":
            return bare
        if style in ("alpha", "roman"):
            return f"{base}({bare})"
        if style == "decimal":
            return f"{base}, item {bare}"
        if clause.term is not None:
            return f"{base}, “{clause.term}”"
        if style == "bullet":
            word = _DEPTH_WORDS[min(max(depth - 1, 0), 2)]
            key = f"{word} of {base}"
            place.counts[key] += 1
            return f"{base}, {name_ordinal(place.counts[key])} {word}"
        word = "table" if clause.text is None and clause.model is None else "paragraph"
        place.counts[word] += 1
        return f"{base}, {name_ordinal(place.counts[word])} {word}"

    def _unique(self, citation: str) -> str:
        """Give the citation, told apart from an equal one given before."""
        self.taken[citation] += 1
        count = self.taken[citation]
        return citation if count == 1 else self._unique(f"{citation} (the {name_ordinal(count)} so numbered)")


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


def _path(bare: str, parent: _Place | None, style: Style) -> str:
    """Give the number that 1.1 styles inside continue: the whole way, without dress."""
    if parent is None or not parent.bare or style == "legal" or not bare:
        return bare or (parent.bare if parent else "")
    return f"{parent.bare}.{bare}"


def _bare(style: Style, count: int, above: str) -> str:
    match style:
        case "decimal":
            return str(count)
        case "legal":
            return f"{above}.{count}" if above else str(count)
        case "alpha":
            return letter(count).lower()
        case "roman":
            return roman(count)
    return ""


def _dress(template: str, bare: str) -> str:
    return template.replace("#", bare) if bare else ""
