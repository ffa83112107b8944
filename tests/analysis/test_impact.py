"""“If this passes”: what a made-up second version of Congleton's policy would change, for people and for situations."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.rules.library_rules import POLICIES

from policykit.analysis.impact import Impact
from policykit.pipeline.compare import Comparison, compare_with_impact, find_pair, render_comparison
from policykit.pipeline.schemas import make_schema
from policykit.rules.findings import Outcome
from policykit.source.library import load_library

NAMES = ("congleton/social-media@1", "congleton/social-media@2")
RESPECT = f"{' ' * 16}record: post\n{' ' * 16}require: is_respectful"
EDITS = (
    ('version: "1"', 'version: "2"'),
    ("In the six weeks run up", "In the eight weeks run up"),
    ("within 6 weeks before", "within 8 weeks before"),
    ("or criticise Council policies or personnel", "or criticise Council personnel"),
    ("- criticise Council policies or personnel", "- criticise Council personnel"),
    ("quote: criticise Council policies or personnel", "quote: criticise Council personnel"),
    ("forbid: criticises_council_policy or criticises_council_staff", "forbid: criticises_council_staff"),
    ("You should be respectful of the authority", "You must be respectful of the authority"),
    (f"modality: should\n{RESPECT}", f"modality: must\n{RESPECT}"),
    ("inactive or non members promptly", "inactive or non members within 14 days"),
    ("ended_on plus {removal_days} days", "ended_on plus 14 days"),
)


def write_library(root: Path, edits: tuple[tuple[str, str], ...]) -> Path:
    shutil.copytree(POLICIES, root)
    folder = root / "congleton" / "social-media"
    text = (folder / "v1.yaml").read_text("utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    start = text.index("                decisions:\n                  removal_days:")
    text = text[:start] + text[text.index("                rests_on:", start) :]
    (folder / "v2.yaml").write_text(text, "utf-8")
    register = folder / "register.yaml"
    added = '  - version: "2"\n    event: created\n    changes: Second version\n'
    register.write_text(register.read_text("utf-8") + added, "utf-8")
    return root


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    library = load_library(write_library(tmp_path_factory.mktemp("impact") / "policies", EDITS))
    return compare_with_impact(library, *find_pair(library, NAMES))


@pytest.fixture(scope="module")
def impact(compared: Comparison) -> Impact:
    assert compared.impact is not None
    return compared.impact


def lines(impact: Impact, heading: str) -> tuple[str, ...]:
    return next((group.lines for group in impact.groups if group.heading == heading), ())


def test_who_must_or_must_not_newly_do_what(impact: Impact) -> None:
    found = lines(impact, "Newly forbidden, or newly a duty")
    assert found[0] == (
        "A councillor or an officer of the council who is not respectful of the council and its employees:"
        " forbidden by s.6, 7th bullet; until now it was only advised against."
    )
    assert "who does not show respect to everyone: forbidden by s.6, 7th bullet" in found[1]
    assert "publishes it on 24 March 2027" in found[2]
    assert found[3].endswith("2nd bullet; until now that depended on a decision which was still open.")
    assert len(found) == 4


def test_who_no_longer(impact: Impact) -> None:
    (line,) = lines(impact, "No longer forbidden")
    assert line == (
        "A councillor or an officer of the council who criticises a policy of the council:"
        " s.7, 7th bullet forbade it; now nothing is said against it."
    )


def test_what_becomes_due_and_what_is_settled(impact: Impact) -> None:
    assert lines(impact, "What becomes due") == (
        "s.10, “General Principles”, 2nd bullet: “Remove inactive or non members within 14 days.”",
    )
    assert lines(impact, "Settled by the new words") == (
        "Within how many days is an inactive member or a non-member removed “promptly”?",
    )


def test_which_tested_situations_would_be_judged_otherwise(impact: Impact) -> None:
    assert impact.scenarios > 300
    sooner = next(flip for flip in impact.flips if "a day sooner" in flip.scenario)
    assert sooner.after is Outcome.BREACH
    assert sooner.line.endswith("s.9, 1st paragraph did not apply, and would be broken.")
    assert all("_" not in flip.line.removeprefix(flip.scenario) for flip in impact.flips)


def test_the_report_begins_with_it_in_every_format(compared: Comparison) -> None:
    text = render_comparison(compared, "text").decode()
    assert text.index("If this passes") < text.index("Changes what is asked")
    page = render_comparison(compared, "html").decode()
    assert page.index('<section class="impact"') < page.index('<section class="overview"')
    assert "## If this passes" in render_comparison(compared, "md").decode()
    data = json.loads(render_comparison(compared, "json"))
    Draft202012Validator(make_schema("changes")).validate(data)
    assert data["if_this_passes"]["flips"]


def test_words_that_no_rule_follows_are_pointed_out(tmp_path: Path) -> None:
    root = write_library(tmp_path / "policies", EDITS)
    file = root / "congleton" / "social-media" / "v2.yaml"
    text = file.read_text("utf-8")
    old = "Post only what you want the world to see."
    assert old in text
    file.write_text(text.replace(old, "You must post only what the Chief Officer has seen."), "utf-8")
    library = load_library(root)
    found = compare_with_impact(library, *find_pair(library, NAMES)).impact
    assert found is not None
    heading = "Changed words on which no rule differs: read them"
    assert any("became “the Chief Officer has seen”" in line for line in lines(found, heading))


def test_without_rules_one_sentence_says_why(tmp_path: Path) -> None:
    root = write_library(tmp_path / "policies", EDITS)
    (root / "facts.yaml").unlink()
    library = load_library(root)
    found = compare_with_impact(library, *find_pair(library, NAMES)).impact
    assert found == Impact(
        absent="Who this would affect, and how, cannot be worked out: the library has no facts.yaml."
    )
