"""Made-up policies with all that a policy can have, each from a number: the same number gives the same policy."""

from __future__ import annotations

from random import Random
from typing import Any

from policykit.edition.edition import Edition, find_edition
from policykit.model.base import CouncilId, PolicyId
from policykit.model.council import Council
from policykit.model.library import Library, Policy, Sourced
from policykit.model.model_clause import ModelClause
from policykit.model.policy import Version
from policykit.model.register import Register
from policykit.model.settings import Settings
from policykit.source.nodes import YamlPlaces

_PLACES = YamlPlaces("", "")
COUNCIL = Council.model_validate(
    {
        "format": 1,
        "id": "leek",
        "name": "Leek Town Council",
        "kind": "town",
        "jurisdiction": "england",
        "telephone": "01538 & 1",
        "committees": [{"id": "fap", "label": "FAP", "name": "Finance and Policy"}],
    }
)
_MODEL = ModelClause.model_validate(
    {"id": "review", "kind": "statement", "topic": "scope", "text": "Reviewed every {years} years by *{who}*."}
)
_LIBRARY = Library(
    "", {CouncilId("leek"): Sourced(COUNCIL, _PLACES)}, {}, {}, {"m/review": _MODEL}, None, (), Settings(format=1)
)
_PLAIN = (
    "Every officer must keep a record",
    "within 28 days",
    "the Data Protection Act 2018",
    "Councillors should not",
    "a “closed” group – or two",
    "Rhaid i’r Clerc gadw’r cofnod",
    "AT&T \\<not a tag> & so on",
    "x < y > z",
    "50% of £1,200.50",
    "s.6(1)(a)",
    "ends in a colon:",
)
_RICH = (
    "*in writing*",
    "**never**",
    "***both***",
    "`type it`",
    "31^st^ of May",
    "H~2~O",
    "[the guide](https://example.org/?a=1&b=2)",
    "[by post](mailto:clerk@example.org)",
    "one line\\\nand another",
    "{council.name}",
    "{council.telephone}",
    "{tick-box} yes {ticked-box} no",
    "Signed {blank} on {blank-line}",
    "2 \\* 3",
    "\\<b\\>",
    "_under_ and _score_",
)
_ODD = ("😀", "ﬁ", "\u0301", "two  spaces", "\u00a0", "\u2011", "\t")
_KINDS = ("statement", "definition", "risk", "obligation", "prohibition", "permission", "recommendation")
_STYLES = ("none", "bullet", "decimal", "legal", "alpha", "roman", "upper_alpha", "upper_roman")
_TOPICS = ("scope", "consent", "messaging")
_EVENTS = ("created", "drafted", "recommended", "amended", "reviewed", "adopted", "readopted", "withdrawn")
Data = dict[str, Any]


def make_edition(number: int, *, odd: bool = True) -> Edition:
    """Give the edition of a number; with `odd`, some of its words hold what XML or readers may stumble over."""
    maker = _Maker(Random(number), odd)
    version = Version.model_validate(maker.make_version())
    register = Register.model_validate(maker.make_register())
    sourced = (Sourced(version, _PLACES),)
    policy = Policy(CouncilId("leek"), PolicyId("notices"), sourced, Sourced(register, _PLACES), {})
    return find_edition(_LIBRARY, policy, version.version)


class _Maker:
    def __init__(self, random: Random, odd: bool) -> None:
        self.random = random
        self.odd = odd
        self.count = 0
        self.ids: list[str] = []

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def make_version(self) -> Data:
        data: Data = {"format": 1, "title": f"Notices {self.words(rich=False)}", "kind": "policy", "version": "1"}
        if self.chance(0.5):
            data["subtitle"] = self.words(rich=False)
        for name, value in (
            ("language", self.random.choice(("cy", "en-GB", "fr", "gsw"))),
            ("policy_number", "P/12 & 3"),
            ("owner", "The Clerk"),
            ("committee", "fap"),
            ("applies_to", ["officer", "councillor"]),
            ("related", ["Code of Conduct", "Standing Orders, s.3"]),
            ("template_source", "Model of 2024"),
            ("notes", self.make_notes()),
            ("legislation", self.make_laws()),
            ("numbering", self.make_numbering()),
        ):
            if self.chance(0.5):
                data[name] = value
        data["sections"] = [self.make_section(1) for _ in range(self.random.randint(1, 4))]
        self.link(data["sections"])
        return data

    def make_laws(self) -> list[Data]:
        return [
            {"as_written": "the Data Protection Act 2018", "uri": "http://www.legislation.gov.uk/id/ukpga/2018/12"},
            {"as_written": "the Act", "title": "The Act 1900", "note": "no year"},
        ]

    def make_notes(self) -> list[Data]:
        note: Data = {
            "kind": self.random.choice(("drafting", "source", "interpretation")),
            "text": "A remark\nin lines",
        }
        return [note, {**note, "quote": "a “quote” & more"}][: self.random.randint(1, 2)]

    def make_numbering(self) -> Data:
        keys = ("sections", "clauses", "lists", "appendices")
        found: Data = {key: self.random.choice(_STYLES[1:]) for key in keys if self.chance(0.5)}
        return found | ({"lists_as": "(#)"} if self.chance(0.2) else {})

    def name(self, start: str) -> str:
        self.count += 1
        self.ids.append(f"{start}{self.count}")
        return self.ids[-1]

    def words(self, *, rich: bool = True, least: int = 1) -> str:
        pieces = [self.random.choice(_PLAIN[:7]) for _ in range(self.random.randint(least, 3))]
        if rich:
            pieces += [self.random.choice((*_PLAIN, *_RICH)) for _ in range(self.random.randint(0, 3))]
            self.random.shuffle(pieces)
        if self.odd and self.chance(0.1):
            pieces.append(self.random.choice(_ODD))
        return " ".join(pieces) if rich else " ".join(pieces).replace("\n", " ").replace("<", "").replace("\x0b", "")

    def make_section(self, level: int) -> Data:
        entry: Data = {"id": self.name("s")}
        if self.chance(0.8):
            entry["heading"] = self.words(rich=False)
        for name, value in (
            ("appendix", True),
            ("number", self.random.choice(("Part A", "7.", "none"))),
            ("language", "cy"),
            ("applies_to", ["officer"]),
            ("notes", self.make_notes()),
            ("numbering", self.make_numbering()),
        ):
            if self.chance(0.12):
                entry[name] = value
        entry["clauses"] = [self.make_clause(0) for _ in range(self.random.randint(0, 4))]
        if level < 4 and self.chance(0.3):
            entry["sections"] = [self.make_section(level + 1) for _ in range(self.random.randint(1, 2))]
        return {key: value for key, value in entry.items() if value != []}

    def make_clause(self, depth: int) -> Data:
        entry: Data = {"id": self.name("c"), "kind": self.random.choice(_KINDS)}
        if self.chance(0.08):
            entry |= {"model": "m/review", "with": {"years": "4", "who": "the Council & clerk"}}
        if "model" not in entry or self.chance(0.2):
            entry["text"] = self.words()
        if entry["kind"] == "definition":
            entry["term"] = self.words(rich=False)
        if self.chance(0.6):
            entry["topic"] = self.random.choice(_TOPICS)
        for name, value in (
            ("also_topics", ["enforcement", "scope"]),
            ("number", self.random.choice(("(zz)", "•", "none", "1.1.1"))),
            ("language", "fr"),
            ("notes", self.make_notes()),
            ("no_rule", "statement"),
            ("numbering", self.make_numbering()),
            ("table", self.make_table()),
        ):
            if self.chance(0.12):
                entry[name] = value
        if "text" in entry and self.chance(0.1):
            entry["footnotes"] = {"lease": self.words(), "2": self.words()}
            entry["text"] += "[^lease] and again[^lease] as before[^2]"
        if depth < 3 and self.chance(0.25):
            entry["clauses"] = [self.make_clause(depth + 1) for _ in range(self.random.randint(1, 3))]
            if self.chance(0.3):
                entry["closing"] = self.words()
        return entry

    def make_table(self) -> Data:
        width = self.random.randint(1, 4)
        rows: list[list[Any]] = [[self.make_cell() for _ in range(width)] for _ in range(self.random.randint(1, 4))]
        if width > 1 and self.chance(0.4):
            rows.append([{"text": self.words(), "columns": width}])
        if width > 1 and self.chance(0.3):
            rows += [[{"text": self.words(), "rows": 2}, *["x"] * (width - 1)], ["y"] * (width - 1)]
        table: Data = {"rows": rows, "row_headers": self.chance(0.4)}
        table |= {"columns": [self.words(rich=False) for _ in range(width)]} if self.chance(0.7) else {}
        return table | ({"caption": self.words(rich=False)} if self.chance(0.3) else {})

    def make_cell(self) -> str:
        return self.random.choice(
            ("", "£10", self.words(), "- one\n- two *more*", "Either:\n1. this\n2. that", "a\\\nb", "* x\n\n* y", "- a")
        )

    def link(self, sections: list[Data]) -> None:
        """Put references to other parts into some texts."""
        for section in sections:
            for clause in section.get("clauses", ()):
                if "text" in clause and self.chance(0.2):
                    clause["text"] += f" (see {{ref: {self.random.choice(self.ids)}}})"
            self.link(section.get("sections", []))

    def make_register(self) -> Data:
        events: list[Data] = []
        for kind in self.random.sample(_EVENTS, self.random.randint(0, 4)):
            event: Data = {"version": "1", "event": kind}
            event |= {"date": self.random.choice(("2019-01-26", "2022-01", "2020"))} if self.chance(0.8) else {}
            event |= self.random.choice(({"body": "Council & Co"}, {"committee": "fap"}, {}))
            event |= {"reference": "CTC/22/5/1"} if self.chance(0.5) else {}
            event |= {"changes": ["One", "Two"]} if self.chance(0.3) else {}
            event |= {"next_review": "2030-05"} if self.chance(0.3) else {}
            events.append(event)
        return {"format": 1, "events": events}
