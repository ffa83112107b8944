"""Policies of known structure, made from a seed: the truth that every file of the benchmark is measured against."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

SUBJECTS = (
    "Leave",
    "Lone working",
    "Allotments",
    "Complaints",
    "Records",
    "Grants",
    "Training",
    "Equipment",
    "Visitors",
)
HEADINGS = (
    "Purpose", "Scope", "Who is responsible", "Asking for permission", "Keeping records", "Money and receipts",
    "Working with children", "Breaches", "Review", "Health and safety", "Data protection", "Complaints and appeals",
)  # fmt: skip
SUBHEADINGS = ("Before the meeting", "During the meeting", "Officers", "Councillors", "Volunteers and visitors")
CLAUSES = (
    "The Clerk keeps a list of everything that is lent, and checks it twice a year.",
    "Nobody may enter the store alone after dark; two people must be there, and one of them must have a telephone.",
    "A request must be made in writing, and is answered within ten working days.",
    "Officers should tell their manager before they agree to anything that costs more than £50.",
    "The Council will publish the decision on its website (see the list of decisions) and in its newsletter.",
    "Members of the public are welcome at every meeting, except where the law says otherwise.",
    "Photographs of children are not taken without the written consent of a parent or guardian.",
    "This policy applies to all who work for the Council, whether they are paid or not.",
    "Where two people disagree, the Chair decides; where the Chair is one of them, the Vice-Chair does.",
    "Receipts are kept for seven years, as section 12 of the Finance Rules asks.",
    "Any loss is reported to the Clerk on the same day. The Clerk tells the insurer within three days.",
    "The Data Protection Act 2018 applies to every record that names a living person.",
)
LEADS = ("Before anybody is admitted, they must:", "The report should include:", "The following are not allowed:")
ITEMS = (
    "sign the book at the desk;", "show a letter or a card with a photograph;", "leave large bags at the door;",
    "the name of the person who asked;", "the day on which it was asked;", "what was decided, and why;",
    "dogs, except those that guide;", "smoking, also of electronic cigarettes;", "recording without notice.",
)  # fmt: skip


@dataclass(slots=True)
class Part:
    """One heading, paragraph or item of a text."""

    text: str
    kind: str
    """`heading` or `clause`."""
    level: int
    label: str = ""
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Truth:
    """One text: its title and its sections."""

    title: str
    sections: list[Part]

    def walk(self) -> list[Part]:
        """Give every part in the order of the text."""
        found: list[Part] = []

        def add(parts: list[Part]) -> None:
            for part in parts:
                found.append(part)
                add(part.parts)

        add(self.sections)
        return found


def make_truth(seed: int) -> Truth:
    """Give the text of one seed: four to eight sections, some with sub-sections, lists and lists in lists."""
    chance = random.Random(seed)
    clauses, items = list(CLAUSES), list(ITEMS)
    sections = []
    for heading in chance.sample(HEADINGS, chance.randint(4, 8)):
        section = Part(heading, "heading", 1, parts=_make_clauses(chance, clauses, items))
        if chance.random() < 0.3:
            for sub in chance.sample(SUBHEADINGS, 2):
                section.parts.append(Part(sub, "heading", 2, parts=_make_clauses(chance, clauses, items)))
        sections.append(section)
    return Truth(f"{chance.choice(SUBJECTS)} policy", sections)


def _make_clauses(chance: random.Random, clauses: list[str], items: list[str]) -> list[Part]:
    parts = [_make_clause(chance, chance.choice(clauses)) for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.5:
        lead = Part(chance.choice(LEADS), "clause", 1)
        lead.parts = [_make_clause(chance, text, 2) for text in chance.sample(items, chance.randint(2, 4))]
        parts.insert(chance.randint(0, len(parts)), lead)
    return parts


def _make_clause(chance: random.Random, text: str, level: int = 1) -> Part:
    """Vary a sentence, so that no two paragraphs of a text are the same."""
    number = chance.randint(2, 9999)
    return Part(
        text.replace("the ", f"the (no. {number}) ", 1) if level == 1 else f"{text[:-1]} {number}{text[-1]}",
        "clause",
        level,
    )
