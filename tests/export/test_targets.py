"""What every target is held to: readable goldens, the same bytes every time, hostile words that stay words."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import Golden
from tests.export.sample import sample_ruleset
from tests.rules.library_rules import NAMES
from tests.rules.library_rules import ruleset as library_ruleset

from policykit.errors import PolicykitError
from policykit.export import TARGETS
from policykit.export.cedar import to_cedar
from policykit.export.cel import to_cel
from policykit.export.engines import load_module
from policykit.export.python_module import to_python
from policykit.export.sql import to_sql
from policykit.export.target import Export, one_line

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("target", TARGETS)
def test_the_sample_reads_so(target: str, golden: Golden) -> None:
    export = TARGETS[target].make(sample_ruleset(), ())
    for name, text in export.files.items():
        golden(Path("golden", target, f"{name}.txt" if name.endswith(".py") else name), text)


@pytest.mark.parametrize("target", TARGETS)
def test_every_rule_is_cited(target: str) -> None:
    ruleset = library_ruleset(NAMES[0])
    whole = "\n".join(TARGETS[target].make(ruleset, ()).files.values())
    assert ruleset.text_sha256 in whole
    for rule in ruleset.rules if target not in ("json-schema", "cedar-open") else ():
        assert rule.id in whole
        assert rule.citation in whole
        assert rule.clause in whole


FINGERPRINT = """
import hashlib
from tests.rules.library_rules import NAMES, ruleset
from policykit.export import TARGETS
for name, target in TARGETS.items():
    files = target.make(ruleset(NAMES[0]), ()).files
    print(name, hashlib.sha256(repr(files).encode()).hexdigest())
"""


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
        command = [sys.executable, "-c", FINGERPRINT]
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT).stdout

    assert len(run("1").splitlines()) == len(TARGETS)
    assert run("1") == run("2")


HOSTILE = 'x"""\r\x0b\u2028*/ \' -- \\" {} \\u0041 ${a} \x00 %s'
"""Words that would end a comment or a literal, or begin code, in one language or another."""


@pytest.mark.parametrize("target", TARGETS)
def test_hostile_words_stay_on_one_line(target: str) -> None:
    plain = TARGETS[target].make(sample_ruleset("x"), ())
    hostile = TARGETS[target].make(sample_ruleset(HOSTILE), ())
    for name, text in hostile.files.items():
        assert len(text.split("\n")) == len(plain.files[name].split("\n"))
        if name.endswith("json"):  # JSON escapes what it must, and keeps the exact words
            assert json.loads(text)
        else:
            assert all(character.isprintable() or character in "\n\t" for character in text)


def test_hostile_words_do_not_break_what_is_generated() -> None:
    ruleset = sample_ruleset(HOSTILE)
    assert load_module(to_python(ruleset)).check_group({})["group.admins"] == "cannot_tell"
    assert one_line(HOSTILE) in load_module(to_python(ruleset)).RULES["group.admins"].quotes
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE TABLE "group" (id, purpose, admins)')
    assert connection.execute(to_sql(ruleset, "sqlite").files["group.sql"]).fetchall() == []
    connection.close()
    cedarpy = pytest.importorskip("cedarpy")
    export = to_cedar(ruleset)
    assert cedarpy.validate_policies(export.files["verdicts.cedar"], export.files["schema.cedarschema"]).errors == []
    cel = pytest.importorskip("cel")
    assert cel.evaluate(to_cel(ruleset).files["group.cel"], {"facts": {}})["group.admins"] == "cannot_tell"


def test_postgres_refuses_names_that_it_would_cut_short() -> None:
    long_name = "election." + "-".join(["politics"] * 8)
    ruleset = sample_ruleset(id=long_name)
    with pytest.raises(PolicykitError) as refused:
        to_sql(ruleset, "postgres")
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "export-unsupported"
    assert diagnostic.message == (
        f"sql for postgres cannot say rule `{long_name}` (clause 9.1 of exampleton/social-media): "
        f"the column `{long_name}` is longer than PostgreSQL's 63 characters"
    )
    assert long_name in to_sql(ruleset, "duckdb").files["post.sql"]


def test_an_export_gives_its_first_file_as_text() -> None:
    assert Export("x", {"a": "first", "b": "second"}).text == "first"
