"""A large library to make sites of: the two councils, and many more with texts of the real clauses' sentences.

Councils have eight policies each. One policy in ten was revised once: a clause in twelve was reworded. The same number
gives the same library.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

from policykit.source.library import load_library

ROOT = Path(__file__).parent.parent.parent
CLAUSES, PER_COUNCIL = 62, 8
SUBJECTS = (
    *("Allotments", "Burials", "Car Parks", "Community Grants", "Complaints", "Data Protection", "Dignity at Work"),
    *("Equality", "Events", "Filming of Meetings", "Financial Reserves", "Freedom of Information", "Health and Safety"),
    *("Investment", "Lone Working", "Memorial Benches", "Open Spaces", "Play Areas", "Press and Media", "Procurement"),
    *(
        "Publication",
        "Records",
        "Recruitment",
        "Safeguarding",
        "Sickness Absence",
        "Training",
        "Tree",
        "Vexatious Requests",
    ),
)

Drawn = tuple[str, str | None, str]
"""A clause: its kind, topic and words."""


def write_library(root: Path, policies: int) -> Path:
    """Write the two real policies and others up to `policies` in all, and give the folder."""
    shutil.copytree(ROOT / "policies", root)
    library = load_library(ROOT / "policies")
    sentences = [
        (clause.kind, clause.topic, clause.text.replace('"', "'").replace("\\", ""))
        for policy in library.policies.values()
        for version in policy.versions
        for _, clause in version.value.walk_clauses()
        if clause.text and not set("{}#*[") & set(clause.text) and clause.kind != "definition"
    ]
    draw = random.Random(1)
    for number in range(policies - 2):
        council = root / f"council-{number // PER_COUNCIL}"
        council.mkdir(exist_ok=True)
        about = f"id: {council.name}\nname: Council {number // PER_COUNCIL}\nkind: town\njurisdiction: england\n"
        (council / "council.yaml").write_text(f"format: 1\n{about}", "utf-8")
        _write_policy(council / f"policy-{number}", number, sentences, draw)
    return root


def _write_policy(place: Path, number: int, sentences: Sequence[Drawn], draw: random.Random) -> None:
    place.mkdir()
    year, month = 2015 + number % 10, 1 + number % 12
    first = f'date: "{year}-{month:02}-{2 + number % 26:02}", reference: "24/{number}"'
    events = [f'  - {{version: "1", event: adopted, {first}}}']
    clauses = [_draw_clause(sentences, draw) for _ in range(CLAUSES)]
    title = f"{SUBJECTS[number % len(SUBJECTS)]} Policy"
    (place / "v1.yaml").write_text(_write_version(title, "1", clauses), "utf-8")
    if number % 10 == 0:
        for at in range(0, CLAUSES, 12):
            clauses[at] = _draw_clause(sentences, draw)
        (place / "v2.yaml").write_text(_write_version(title, "2", clauses), "utf-8")
        later = f'date: "{year + 1}-{month:02}-14", next_review: "{year + 3}"'
        events.append(f'  - {{version: "2", event: adopted, {later}}}')
    (place / "register.yaml").write_text("\n".join(["format: 1", "events:", *events, ""]), "utf-8")


def _draw_clause(sentences: Sequence[Drawn], draw: random.Random) -> Drawn:
    kind, topic, text = draw.choice(sentences)
    words = f"{text} {draw.choice(sentences)[2]}".split()
    return kind, topic, " ".join(words[: draw.randrange(8, 40)])


def _write_version(title: str, label: str, clauses: Sequence[Drawn]) -> str:
    lines = ["format: 1", f"title: {title}", "kind: policy", f'version: "{label}"', "sections:"]
    for at, (kind, topic, words) in enumerate(clauses):
        part = f"part-{at // 10}"
        if at % 10 == 0:
            lines += [f"  - id: {part}", f"    heading: Part {at // 10 + 1}", "    clauses:"]
        lines += [f"      - id: {part}.c{at}", f"        kind: {kind}", f'        text: "{words}"']
        lines += [f"        topic: {topic}"] if topic else []
    return "\n".join([*lines, ""])
