"""The deciding answer of every target allows exactly what the plain evaluator allows, and nothing that is not known.

This is a sample: `python -m benchmarks.export.decisions` runs as many records as you like.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.export import servers
from tests.export.deciding import (
    TABLE_DECIDERS,
    Asked,
    ask_corrupted,
    ask_right,
    ask_rows,
    decide_cedar,
    decide_cel,
    decide_json_logic,
    decide_opa,
    decide_python,
    decide_regopy,
    decide_sql,
)
from tests.rules.library_rules import NAMES
from tests.rules.library_rules import settled_ruleset as library_ruleset
from tests.rules.random_rules import random_implications, random_ruleset

from policykit.export.cedar import OPEN_WARNING, to_cedar, to_open_cedar
from policykit.export.cel import to_cel
from policykit.export.python_module import to_python
from policykit.export.rego import to_rego
from policykit.export.target import Export
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Outcome, allows
from policykit.rules.ir import Ruleset

pytestmark = pytest.mark.engine
Tool = Callable[[str], str]
RULESET = random_implications(random_ruleset(2, rules=5), 2)


def rulesets() -> list[tuple[Ruleset, str]]:
    """Two that are drawn, and of each council the kinds that most of its rules read and that can contradict themselves.

    Crewe's rules read no groups.
    """
    drawn = [(random_implications(random_ruleset(seed, rules=4), seed), "thing") for seed in (2, 3)]
    kinds = {"congleton/social-media": ("post", "group"), "crewe/social-media": ("post", "account")}
    return [*drawn, *((library_ruleset(name), kind) for name in NAMES for kind in kinds[name])]


def questions(count: int) -> list[tuple[Ruleset, str, list[Asked]]]:
    return [
        (ruleset, record, [*ask_right(ruleset, record, 1, count), *ask_corrupted(ruleset, record, 2, count)])
        for ruleset, record in rulesets()
    ]


def test_allows_is_the_overall_verdict_of_a_kind_that_rules_read() -> None:
    verdicts = [evaluate_record(RULESET, "thing", {}), evaluate_record(RULESET, "nothing", {})]
    assert [(bool(v.findings), v.overall, allows(v)) for v in verdicts] == [
        (True, Outcome.CANNOT_TELL, False),
        (False, Outcome.NOT_APPLICABLE, False),
    ]
    answers = {asked.expected for _, _, all_asked in questions(60) for asked in all_asked}
    assert answers == {True, False}, "the sample asks nothing"


def test_python() -> None:
    for ruleset, record, asked in questions(60):
        assert decide_python(ruleset, record, [a.written for a in asked]) == [a.expected for a in asked]
    assert decide_python(RULESET, "nothing", [{}]) == [False]


@pytest.mark.parametrize("nested", [False, True])
def test_opa(tool: Tool, nested: bool) -> None:
    for ruleset, record, asked in questions(30):
        expected = [a.expected for a in asked]
        for given in ([a.written for a in asked], [a.wire for a in asked]):
            assert decide_opa(ruleset, record, given, tool("opa"), nested=nested) == expected
    assert decide_opa(RULESET, "nothing", [{}], tool("opa"), nested=nested) == [False]


def test_regopy() -> None:
    pytest.importorskip("regopy")
    for ruleset, record, asked in questions(5):
        expected = [a.expected for a in asked]
        assert decide_regopy(ruleset, record, [a.written for a in asked]) == expected
        assert decide_regopy(ruleset, record, [a.wire for a in asked], nested=True) == expected


@pytest.mark.parametrize("schema", [False, True])
def test_cedar(schema: bool) -> None:
    """Without its schema Cedar cannot see a name that is no fact; no other way is open."""
    pytest.importorskip("cedarpy")
    for ruleset, record, asked in questions(60):
        answers = decide_cedar(ruleset, record, [without_null(a.wire) for a in asked], schema=schema)
        assert answers == [a.expected if schema else a.without_name for a in map(seen, asked)]
        written = decide_cedar(ruleset, record, [a.written for a in asked], schema=schema)
        assert not any(said and not a.without_name for said, a in zip(written, map(seen, asked), strict=True))
    assert decide_cedar(RULESET, "nothing", [{}], schema=schema) == [False]


def test_cel() -> None:
    pytest.importorskip("cel")
    for ruleset, record, asked in questions(60):
        assert decide_cel(ruleset, record, [a.wire for a in asked]) == [a.expected for a in asked]
        written = decide_cel(ruleset, record, [a.written for a in asked])
        assert not any(said and not a.expected for said, a in zip(written, asked, strict=True))


def test_json_logic() -> None:
    pytest.importorskip("json_logic")
    for ruleset, record, asked in questions(60):
        answers = decide_json_logic(ruleset, record, [a.wire for a in asked])
        assert answers == [a.without_name for a in map(seen, asked)]
        written = decide_json_logic(ruleset, record, [a.written for a in asked])
        assert not any(said and not a.without_name for said, a in zip(written, map(seen, asked), strict=True))


def seen(asked: Asked) -> Asked:
    """Give what is asked as one sees it who cannot see names that are no facts."""
    return asked if asked.unknown_name else replace(asked, without_name=asked.expected)


def without_null(facts: Any) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}


@pytest.mark.parametrize("name", TABLE_DECIDERS)
def test_tables(name: str) -> None:
    for ruleset, record in rulesets():
        rows = ask_rows(ruleset, record, 3, 150, untyped=name == "sqlite")
        found = TABLE_DECIDERS[name](ruleset, record, [row for row, _ in rows])
        assert found == [expected for _, expected in rows]


@pytest.mark.slow
def test_postgres() -> None:
    programs = servers.find_postgres()
    if programs is None or shutil.which("psql") is None:
        pytest.skip("needs PostgreSQL: apt-get install postgresql")
    with servers.start_postgres(programs) as server:
        for ruleset, record in rulesets():
            rows = ask_rows(ruleset, record, 3, 150)
            found = decide_sql(ruleset, record, [row for row, _ in rows], "postgres", server)
            assert found == [expected for _, expected in rows]


HOLES: list[tuple[str, Callable[[Ruleset], Export], Callable[..., list[bool]], str, str]] = [
    ("cedar permits by default", to_cedar, decide_cedar, r"(?s)\nwhen \{\n  \(!\(context has.*?\n\};", ";"),
    ("cedar skips what errs", to_cedar, decide_cedar, r"(?s)permit (\(.*?\))\nwhen (\{.*?\n\});", r"permit \1;"),
    ("cel takes other types", to_cel, decide_cel, r"&&\n\(!\(.*", "&&"),
    ("cel takes any name", to_cel, decide_cel, r"facts\.all\(.*\) &&", ""),
    ("rego allows by default", to_rego, decide_regopy, "default allow := false", "default allow := true"),
    ("rego ignores what it cannot read", to_rego, decide_regopy, r"count\(rejected\) == 0", "true"),
    ("cedar takes contradictions", to_cedar, decide_cedar, r" &&\n  !\((?:(?! &&\n).)*", ""),
    ("cel takes contradictions", to_cel, decide_cel, r"\n!\(\(+.*&&", ""),
    ("rego takes contradictions", to_rego, decide_regopy, r"(implies otherwise\.\n.*\n)", r"\1\tfalse\n"),
    ("rego takes a day for unknown", to_rego, decide_regopy, r"is_string\(given\.date_\d+\)", "false"),
    ("python allows what cannot be told", to_python, decide_python, '"not_applicable"\\) for', '"cannot_tell") for'),
]


@pytest.mark.parametrize(("what", "export", "decide", "guard", "without"), HOLES, ids=[hole[0] for hole in HOLES])
def test_a_planted_hole_is_caught(
    what: str, export: Callable[[Ruleset], Export], decide: Callable[..., list[bool]], guard: str, without: str
) -> None:
    count = 12 if "rego" in what else 60
    asked = [*ask_right(RULESET, "thing", 1, count), *ask_corrupted(RULESET, "thing", 2, count)]
    right = export(RULESET)
    broken = replace(right, files={name: re.sub(guard, without, text) for name, text in right.files.items()})
    assert broken != right, f"{what}: the guard is not written as this test expects"
    given = [without_null(a.wire if "cedar" in what or "cel" in what else a.written) for a in asked]
    assert decide(RULESET, "thing", given, right) != decide(RULESET, "thing", given, broken)


def test_the_open_file_says_so() -> None:
    files = to_open_cedar(RULESET).files
    assert list(files) == ["policies.open.cedar", "schema.cedarschema", "adapter.py", "adapter.mjs"]
    assert files["policies.open.cedar"].startswith(f"// {OPEN_WARNING[0]}\n")
    pytest.importorskip("cedarpy")
    assert decide_cedar(RULESET, "thing", [{}], to_open_cedar(RULESET)) == [True]
    assert decide_cedar(RULESET, "thing", [{}]) == [False]
