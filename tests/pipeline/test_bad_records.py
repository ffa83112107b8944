"""Two hundred spoilt records: each is told with its place, none is ever called compliant, none ends in a traceback."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from tests.conftest import ROOT

import policykit
from policykit.errors import Severity
from policykit.model.library import Library
from policykit.pipeline.decide import decide_records
from policykit.pipeline.names import find_version
from policykit.pipeline.records import read_record_file
from policykit.rules.findings import Outcome
from policykit.source.library import load_library

GOOD = {
    "record": "post",
    "id": "p1",
    "author_role": "councillor",
    "account_owner": "personal",
    "published_on": "2026-04-01",
    "is_defamatory": False,
    "uses_council_logo": True,
}
WRONG_VALUES = [
    None,
    7,
    -1,
    2.5,
    True,
    "",
    "yess",
    "2026-13-01",
    "2026-04-31",
    [],
    ["x"],
    {},
    {"a": 1},
    "\u202e",
    "ŵ",
    10**30,
]


def spoil(seed: int) -> tuple[str, str, bool]:
    """Give a file name, a spoilt record as text, and whether the record is still one that can be read."""
    rng = random.Random(seed)  # noqa: S311 - chosen for repeatability
    record = dict(GOOD)
    kind = rng.choice(["key", "value", "cut", "junk", "type", "repeat", "kind"])
    fact = rng.choice(["author_role", "account_owner", "published_on", "is_defamatory"])
    if kind == "key":
        record[fact[:-1]] = record.pop(fact)
    elif kind == "value":
        value = rng.choice([v for v in WRONG_VALUES if v is not None and type(v) is not type(record[fact])])
        if not (fact == "is_defamatory" and value is True):
            record[fact] = value
    elif kind == "type":
        return "r.json", json.dumps(rng.choice([[GOOD, 3], 3, "x", [[GOOD]], [None]])), False
    elif kind == "kind":
        record["record"] = rng.choice(["pots", 3, None, "Post", ""])
    text = json.dumps(record)
    if kind == "cut":
        text = text[: rng.randrange(1, len(text) - 1)]
    elif kind == "junk":
        place = rng.randrange(1, len(text))
        text = text[:place] + rng.choice(['"', "{", "}", "[", ":", "\x00", "\t\t,"]) + text[place:]
    elif kind == "repeat":
        text = text[:-1] + f', "{fact}": {json.dumps(record[fact])}}}'
    return rng.choice(["r.json", "r.jsonl"]), text, kind == "junk"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(ROOT / "policies")


@pytest.mark.parametrize("seed", range(200))
def test_a_spoilt_record_is_told_and_never_passed(library: Library, seed: int, tmp_path: Path) -> None:
    name, text, may_be_read = spoil(seed)
    file = tmp_path / name
    file.write_text(text, encoding="utf-8", errors="surrogatepass")
    raws, faults = read_record_file(file.as_posix())
    decided = list(decide_records(library, find_version(library, "crewe/social-media"), raws))
    told = [d for d in (*faults, *(d for one in decided for d in one.diagnostics)) if d.severity is Severity.ERROR]
    outcomes = [one.verdict.overall for one in decided if one.verdict is not None]
    # A stray sign inside a text, such as the record's id, spoils nothing.
    assert told or (may_be_read and outcomes == [Outcome.BREACH]), text
    assert all(d.span is not None and d.span.file == file.as_posix() for d in told), told
    assert Outcome.COMPLIANT not in outcomes


def test_the_record_unspoilt_is_decided(library: Library, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(json.dumps(GOOD))
    raws, faults = read_record_file((tmp_path / "r.json").as_posix())
    (decided,) = decide_records(library, find_version(library, "crewe/social-media"), raws)
    assert faults == []
    assert decided.verdict is not None
    assert (decided.name, decided.verdict.overall) == ("p1", Outcome.BREACH)


def test_a_program_checks_a_record_in_three_lines() -> None:
    rules = policykit.load_rules(policykit.load_library(ROOT / "policies"), "crewe/social-media")
    verdict = rules.check({key: value for key, value in GOOD.items() if key != "id"})
    assert [f.clause for f in verdict.findings if f.outcome is Outcome.BREACH] == ["responsibilities.logo"]
    with pytest.raises(policykit.PolicykitError, match="is not one of its words"):
        rules.check({"record": "post", "author_role": "councilor"})


def test_lines_of_json_are_checked_at_speed_and_told_when_they_are_spoilt() -> None:
    rules = policykit.load_rules(policykit.load_library(ROOT / "policies"), "crewe/social-media")
    good = rules.check_json(json.dumps(GOOD).encode())
    assert [f.clause for f in good.findings if f.outcome is Outcome.BREACH] == ["responsibilities.logo"]
    bad = rules.check_json(b'{"record": "post", "author_role": "councilor"}')
    assert bad.findings == []
    assert bad.diagnostics[0].hint == "did you mean `councillor`?"
