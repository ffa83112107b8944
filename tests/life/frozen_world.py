"""Everything that is made from an adopted version, and a library in which everything else is changed."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from policykit.cli.commands.history import write_table
from policykit.edition.edition import find_edition
from policykit.export.targets import TARGETS
from policykit.model.dates import PartialDate
from policykit.model.library import Library
from policykit.pipeline.adopt import adopt_versions
from policykit.pipeline.amend import list_amendments
from policykit.pipeline.build import make_documents
from policykit.pipeline.compare import compare_pair, render_comparison
from policykit.pipeline.decide import decide_records, decided_to_json
from policykit.pipeline.draft import draft_version
from policykit.pipeline.export import export_rules
from policykit.pipeline.happening import Happening
from policykit.pipeline.init import Start, init_library
from policykit.pipeline.life import history_to_json, read_history, render_version
from policykit.pipeline.matrix import make_matrix
from policykit.pipeline.names import Named, find_version
from policykit.pipeline.open import open_version
from policykit.pipeline.records import RawRecord
from policykit.pipeline.rulesets import find_facts
from policykit.pipeline.scenarios import has_rules
from policykit.source.yaml import read_yaml

TODAY = date(2026, 11, 20)
QUICK = ("html", "docx", "md", "json", "text")
"""The formats that cost little; `pdf` is made of the same page as `html`."""
OTHER_FACTS = Path(__file__).parent / "maximal" / "facts.yaml"


def adopt_twice(root: Path, name: str) -> None:
    """Adopt the first version of a policy that has none, and a second one with a word changed."""
    adopt(root, f"{name}@1", "2025-11-03", "25/1")
    draft_version(root, name, TODAY)
    path = root / name / "v2.yaml"
    text = re.sub(r"(?m)^title: .*", "title: Revised Policy", path.read_text("utf-8"), count=1)
    path.write_text(text.replace("Nobody may", "No person may"), "utf-8")
    adopt(root, f"{name}@2", "2026-11-02", "26/1")


def adopt(root: Path, name: str, day: str, reference: str) -> None:
    """Adopt one version."""
    happening = Happening(event="adopted", date=PartialDate.parse(day), reference=reference)
    adopt_versions(root, (name,), happening, TODAY)


def take_everything(root: Path, name: str, labels: Sequence[str], formats: Sequence[str]) -> dict[str, bytes | str]:
    """Give all that is made from adopted versions of a policy: documents, verdicts, exports, comparisons, history."""
    made: dict[str, bytes | str] = {}
    for label in labels:
        library, named = open_version(root, f"{name}@{label}")
        for one in make_documents(library, (named,), tuple(formats)):
            made[f"build {one.path}"] = one.content
        made[f"show {label}"] = render_version(library, named.policy, label, "text")
        made.update(take_rules(library, named))
        matrix = make_matrix(library, (named,))
        lines = [f"{one.address} {one.citation} {one.text} {one.topics}" for one in matrix.clauses]
        topics = {topic for one in matrix.clauses for topic in one.topics}
        lines += sorted(f"{row.topic} {row.title}" for row in matrix.rows if row.topic in topics)
        made[f"matrix {label}"] = "\n".join(lines)
    for old, new in pairwise(labels):
        sides = [find_version(library, f"{name}@{label}") for label in (old, new)]
        comparison = compare_pair(library, *sides)
        for form in ("text", "json", "html"):
            made[f"compare {old} {new} {form}"] = render_comparison(comparison, form)
        made[f"redline {old} {new}"] = render_comparison(comparison, "docx", redline=True)
        made[f"amend {old} {new}"] = list_amendments(library, f"{name}@{old}", f"{name}@{new}").write_text()
    history = read_history(root, name, TODAY)
    made["history"] = history_to_json(history) + write_table(history)
    return made


def take_rules(library: Library, named: Named) -> dict[str, bytes | str]:
    """Give the verdicts and exports of a version; nothing of one without rules."""
    if not has_rules(named):
        return {}
    made: dict[str, bytes | str] = {}
    for target in TARGETS:
        for file, text in export_rules(library, named, target).files.items():
            made[f"export {named.label} {target} {file}"] = text
    verdicts = decide_records(library, named, list_records(library, named))
    return {**made, f"decide {named.label}": decided_to_json(list(verdicts))}


def list_records(library: Library, named: Named) -> Iterator[RawRecord]:
    """Give two records of each kind that the version's rules may be asked about: all ordinary, and nothing known."""
    edition = find_edition(library, named.policy, named.label)
    for kind, record in find_facts(edition).records.items():
        facts = {name: _plain(fact.ordinary) for name, fact in record.facts.items() if fact.derivation is None}
        for given in ({name: value for name, value in facts.items() if value is not None}, {}):
            yield RawRecord({"record": kind, **given}, "record", 1, lambda _path, _key: None, lambda _: "")


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def change_everything_else(root: Path, name: str) -> None:
    """Change every file of a library but those of one policy: models, council, topics, facts, links, other policies."""
    council, _, policy = name.partition("/")
    for path in (root / "models").glob("*.yaml"):
        data = _read(path)
        for clause in data["clauses"]:
            clause["text"] = f"Changed. {clause['text']}"
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    shutil.copyfile(OTHER_FACTS, root / "facts.yaml")
    topics = root / "topics.yaml"
    data = _read(topics)
    for number, topic in enumerate(data["topics"]):  # one after the other is renamed, or goes
        topic["title"] = f"Another {number}"
        topic["id"] = topic["id"] if number % 2 else f"another-{topic['id']}"
    topics.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    (root / "library.yaml").write_text("format: 1\n", "utf-8")
    (root / "counterparts.yaml").unlink(missing_ok=True)
    for other in root.glob("*/*/register.yaml"):
        if other.parent != root / council / policy:
            shutil.rmtree(other.parent)
    for folder in root.iterdir():
        if folder.is_dir() and folder.name not in (council, "models"):
            shutil.rmtree(folder)
    path = root / council / "council.yaml"
    data = _read(path)
    kept = {key: data[key] for key in ("format", "id", "kind")}
    style = {"date_style": "iso", "contact_lines": ["{council.name}, {council.telephone}"]}
    changed = {
        **kept,
        "jurisdiction": "scotland",
        "name": "Another Council",
        "telephone": "01260 000000",
        "house_style": style,
        # Registers name committees by their ids, which stay; all that is said of them changes.
        "committees": [{"id": each["id"], "label": "Another"} for each in data.get("committees", ())],
    }
    path.write_text(yaml.safe_dump(changed, sort_keys=False), "utf-8")


def list_differences(before: dict[str, bytes | str], after: dict[str, bytes | str]) -> list[str]:
    """Give the names of what is no longer the same."""
    return [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]


def write_random_library(folder: Path, seed: int) -> tuple[Path, str]:
    """Write a library of one council into a folder, another for each seed, and give its root and its policy.

    It is the library of `init`, with clauses dropped, doubled, made from models or written out, another numbering,
    a decision that some rule asks, and officers and committees of its own.
    """
    chance = random.Random(seed)  # noqa: S311
    council = f"council-{seed}"
    list(
        init_library(folder, Start(council, f"Council Number {seed}", jurisdiction=chance.choice(["england", "wales"])))
    )
    root = folder / "policies"
    name = f"{council}/social-media"
    path = root / name / "v1.yaml"
    data = _read(path)
    data["numbering"] = {
        "sections": chance.choice(["decimal", "alpha", "roman"]),
        "clauses": chance.choice(["legal", "decimal", "bullet", "none"]),
        "lists": chance.choice(["alpha", "bullet"]),
    }
    _vary_sections(data, chance)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    settings = root / council / "council.yaml"
    found = _read(settings)
    found["telephone"] = f"0{chance.randrange(10**9, 10**10)}"
    style = {"date_style": chance.choice(["long", "iso"]), "contact_lines": ["Tel. {council.telephone}"]}
    found["house_style"] = style
    if chance.random() < 0.5:
        found["decisions"] = {"who_may_post": {"value": ["officer"], "minute": f"T/{seed}"}}
    settings.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False), "utf-8")
    (root / name / "v1.scenarios.yaml").unlink()
    return root, name


def _read(path: Path) -> Any:
    return json.loads(json.dumps(read_yaml(path.name, path.read_text("utf-8"))[0]))


def _vary_sections(data: dict[str, Any], chance: random.Random) -> None:
    sections = data["sections"]
    logo = next(c for s in sections for c in s["clauses"] if c["id"] == "using.logo")
    if chance.random() < 0.5:
        logo["rules"][0]["unless"] = "holder_role is one of {who_may_post}"
        question = {"type": "words", "question": "Who may post?", "of": "holder_role"}
        logo["rules"][0]["decisions"] = {"who_may_post": question}
    for number in range(chance.randrange(4)):
        section = chance.choice(sections)
        clause = {"id": f"more.{number}", "kind": "statement", "topic": chance.choice(["purpose", "scope"])}
        if chance.random() < 0.5:
            more = {"model": "social-media/structured-approach", "with": {"document": "This policy"}}
        else:
            more = {"text": f"Words of clause {number}, {chance.randrange(1000)}; see {{ref: using}}."}
        section["clauses"].append({**clause, **more, "no_rule": "statement"})
