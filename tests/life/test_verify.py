"""Whatever is changed, added or lost in an adopted text, its frozen copy or its events is found and named."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.life.conftest import Clerk

from policykit.cli import DONE, NO
from policykit.errors import PolicykitError
from policykit.pipeline.happening import Happening
from policykit.pipeline.record import record_event
from policykit.register.verify import Verdict, find_changed_lines, verify_policy
from policykit.source.library import load_library, read_library

TEXT, REGISTER, COPY = "leek/notices/v1.yaml", "leek/notices/register.yaml", "leek/notices/adopted/v1.json"

MARKET = "          - {id: boards.market, kind: statement, text: in the market;}\n"
PARK = "          - {id: boards.park, kind: statement, text: in the park.}\n"


def spoil(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")


def told(verdict: Verdict) -> list[str]:
    return [f"{fault.code}: {fault.message}" for fault in verdict.findings]


CHANGES = {
    "a word": (
        TEXT,
        "one month",
        "one year",
        "adopted-text-changed: clause `removal.month` of version `1` was changed",
    ),
    "a value put into a model's words": (TEXT, "caretaker", "mayor", "adopted-text-changed: clause `boards.dry` of"),
    "a heading": (TEXT, "heading: Removal", "heading: Renewal", "adopted-text-changed: section `removal` of version"),
    "the title": (TEXT, "Notices Policy", "Notice Policy", "adopted-text-changed: `title` of version `1` was changed"),
    "a clause taken out": (
        TEXT,
        PARK,
        "",
        "adopted-text-changed: clause `boards.park` of version `1` was removed",
    ),
    "two clauses that changed places": (
        TEXT,
        f"{MARKET}{PARK}",
        f"{PARK}{MARKET}",
        "adopted-text-changed: clause `boards.park` of version `1` was moved",
    ),
    "a note": (
        TEXT,
        "nowhere",
        "not",
        "edits-not-sealed: clause `boards.consent` of version `1` is not as it was sealed",
    ),
    "a comment": (TEXT, "# a label", "# a word", "edits-not-sealed: the head of version `1` is not as it was sealed"),
    "what makes it unreadable": (TEXT, "- id: removal", "-id: removal", "adopted-text-changed: version `1` is not as"),
    "a space at a line's end": (
        TEXT,
        "heading: Boards\n",
        "heading: Boards \n",
        "edits-not-sealed: section `boards` of",
    ),
    "the minute": (
        REGISTER,
        "24/17",
        "24/71",
        "event-chain-broken: the last event, `adopted` of version `1`, is not the",
    ),
    "an earlier event": (
        REGISTER,
        "2024-02",
        "2024-01",
        "event-chain-broken: event 1, `created` of version `1`, is not",
    ),
    "the seal": (REGISTER, "head_sha256: ", "head_sha256: 0", "bad-value"),
    "a letter of the copy": (
        COPY,
        "one month",
        "two month",
        "frozen-copy-changed: the frozen copy of version `1` is not",
    ),
}


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_change_is_found_and_named(adopted: Path, change: str) -> None:
    assert verify_policy(adopted, "leek/notices").findings == ()
    file, old, new, wanted = CHANGES[change]
    spoil(adopted, file, old, new)
    verdict = verify_policy(adopted, "leek/notices")
    assert not verdict.intact
    assert any(line.startswith(wanted) for line in told(verdict)), told(verdict)


def test_what_is_lost_is_found(adopted: Path) -> None:
    for file, wanted in (
        (COPY, "frozen-copy-changed: the frozen copy of version `1` is missing"),
        (TEXT, "adopted-text-changed: the text of version `1` is missing; its frozen copy is intact"),
        (REGISTER, "file-unreadable: the file cannot be read: it does not exist"),
    ):
        kept = (adopted / file).read_bytes()
        (adopted / file).unlink()
        verdict = verify_policy(adopted, "leek/notices")
        assert not verdict.intact
        assert wanted in told(verdict)
        (adopted / file).write_bytes(kept)


def test_an_event_that_is_taken_out_or_put_in_is_found(adopted: Path, clerk: Clerk) -> None:
    clerk("record", "leek/notices", "reviewed", "--date", "2026-03-02")
    clerk("record", "leek/notices", "reviewed", "--date", "2026-04-02")
    path = adopted / REGISTER
    text = path.read_text("utf-8")
    items = re.findall(r"  - version:(?:.|\n)*?(?=  - version:|\n\n#)", text)
    assert len(items) == 4
    for item in items:
        path.write_text(text.replace(item, ""), "utf-8")
        assert not verify_policy(adopted, "leek/notices").intact
    for item in items:
        path.write_text(text.replace(item, f'  - version: "1"\n    event: amended\n{item}'), "utf-8")
        assert not verify_policy(adopted, "leek/notices").intact


def test_every_character_of_the_register_counts_that_is_not_layout(adopted: Path) -> None:
    path = adopted / REGISTER
    text = path.read_text("utf-8")
    before = load_library(adopted).policies["leek/notices"].register.value
    silent = 0
    for position, character in enumerate(text):
        path.write_text(
            text[:position] + ("x" if character != "x" else "y") + text[position + 1 :], "utf-8", newline=""
        )
        if verify_policy(adopted, "leek/notices").intact:
            # Only in a comment, a blank or a layout that says the same.
            policy = read_library(adopted).library.policies["leek/notices"]
            assert policy.register.value == before
            silent += 1
    assert silent < text.count("#") * 60


@pytest.fixture(scope="module")
def council_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of this repository, with both councils' texts sealed."""
    root = Path(shutil.copytree(ROOT / "policies", tmp_path_factory.mktemp("councils") / "policies"))
    from datetime import date

    from policykit.model.dates import PartialDate
    from policykit.pipeline.adopt import adopt_versions

    today = date(2026, 11, 20)
    day = PartialDate.of(today)
    adopt_versions(root, ("congleton/social-media",), Happening("adopted", day, reference="796/21"), today)
    if "1" not in load_library(root).policies["crewe/social-media"].frozen:
        record_event(root, "crewe/social-media", Happening("sealed", day, note="imported"), today)
    return root


@pytest.mark.parametrize("name", ["congleton/social-media", "crewe/social-media"])
def test_a_changed_added_or_lost_character_is_found_anywhere(council_library: Path, name: str) -> None:
    """A hundred places of each text; benchmarks/life/characters.py tries every one."""
    path = council_library / name / "v1.yaml"
    text = path.read_text("utf-8")
    chance = random.Random(4)  # noqa: S311
    try:
        for position in sorted(chance.sample(range(len(text)), 33)):
            new = "x" if text[position] != "x" else "y"
            for spoiled in (
                text[:position] + new + text[position + 1 :],
                text[:position] + new + text[position:],
                text[:position] + text[position + 1 :],
            ):
                path.write_text(spoiled, "utf-8", newline="")
                verdict = verify_policy(council_library, name)
                assert not verdict.intact, (position, text[position])
                assert any(fault.span is not None for fault in verdict.findings)
    finally:
        path.write_text(text, "utf-8", newline="")
    assert verify_policy(council_library, name).intact


def test_a_line_is_named_by_the_clause_it_stands_in(council_library: Path) -> None:
    text = (council_library / "crewe/social-media/v1.yaml").read_text("utf-8")
    at = text.index("logo", text.index("- id: "))
    assert find_changed_lines(text, text[:at] + "L" + text[at + 1 :])[2].startswith(("clause `", "section `"))


def test_verify_says_it_in_a_line(adopted: Path, clerk: Clerk) -> None:
    said = clerk("verify", "leek/notices")
    head = load_library(adopted).policies["leek/notices"].register.value.head_sha256
    assert (said.code, said.out) == (
        DONE,
        f"leek/notices: intact (sealed: 1; 2 events)\n  fingerprint of the last event: {head}\n",
    )
    spoil(adopted, TEXT, "one month", "one year")
    said = clerk("verify")
    assert said.code == NO
    assert said.out.startswith("leek/notices: ALTERED (sealed: 1; 2 events)\n")
    assert "policies/leek/notices/v1.yaml:33:9: error[adopted-text-changed]: clause `removal.month`" in said.out
    assert "hint: adopted: “A notice is taken down after one month.”" in said.out
    assert clerk("verify", "leek/records").code == DONE


def test_a_spoiled_text_is_not_built(adopted: Path, clerk: Clerk) -> None:
    spoil(adopted, TEXT, "one month", "one year")
    with pytest.raises(PolicykitError, match=r"clause `removal\.month` of version `1` was changed"):
        load_library(adopted)


def test_verify_as_json(adopted: Path, clerk: Clerk) -> None:
    spoil(adopted, TEXT, "one month", "one year")
    (policy, other) = json.loads(clerk("verify", "--format", "json").out)["policies"]
    assert (policy["policy"], policy["intact"], policy["sealed"]) == ("leek/notices", False, ["1"])
    finding = policy["findings"][0]
    assert (finding["file"], finding["line"], finding["column"]) == ("policies/leek/notices/v1.yaml", 33, 9)
    assert (other["policy"], other["intact"], other["sealed"]) == ("leek/records", True, [])
