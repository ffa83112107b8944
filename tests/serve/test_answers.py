"""What the decision service answers: a verdict with the clause quoted, or why there is none."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate
from tests.rules.library_rules import ruleset
from tests.rules.random_rules import random_records, record_to_json
from tests.serve.asking import CHECK, LOGO, NAMES, ROOT, TODAY, Asker, make_asker

from policykit.rules.contradictions import find_contradictions
from policykit.rules.derive import derive_facts
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Outcome, allows
from policykit.serve.app import make_app
from policykit.serve.limits import LARGEST_BATCH, LARGEST_RECORD, MOST_RECORDS
from policykit.serve.log import DecisionLog
from policykit.serve.texts import Texts

LINES = {"content_type": "application/x-ndjson"}


@pytest.fixture(scope="module")
def asker() -> Asker:
    return make_asker()


@pytest.fixture(scope="module")
def described(asker: Asker) -> dict[str, Any]:
    api: dict[str, Any] = asker.ask("/openapi.json", method="GET").json()
    return api


def test_a_breach_comes_with_the_clause_quoted(asker: Asker) -> None:
    answer = asker.ask(CHECK, {**LOGO, "id": "page-1"})
    decision = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert (decision["id"], decision["overall"], decision["allowed"]) == ("page-1", "breach", False)
    (broken,) = [finding for finding in decision["findings"] if finding["outcome"] == "breach"]
    assert broken["citation"] == "“Responsibilities of Councillors and Co-opted Members”, item 6"
    assert broken["quotes"][0].startswith("Do not use the Council’s logo")
    assert decision["text_sha256"] == broken["text_sha256"]


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        (b"{", 400, "this is not a JSON object"),
        (b'{"record": "account", "record": "post"}', 400, "the key `record` appears twice"),
        ([LOGO], 422, "a record is an object with facts, not a list"),
        ({"record": "acount"}, 422, "there is no kind of record called `acount`"),
        ({"record": "\ud800"}, 422, "there is no kind of record called `\ud800`"),
        ({**LOGO, "uses_council_log": True}, 422, "an account has no fact called `uses_council_log`"),
        ({**LOGO, "uses_council_logo": 1}, 422, "`1` of `uses_council_logo` is not yes or no"),
        (b" " * (LARGEST_RECORD + 1), 413, f"the body is larger than {LARGEST_RECORD:,} bytes"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_allowed(asker: Asker, body: object, status: int, detail: str) -> None:
    answer = asker.ask(CHECK, body)
    said = answer.json()
    assert (answer.status_code, said["allowed"], said["detail"]) == (status, False, detail)
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_address_the_method_and_the_media_type_are_kept_to(asker: Asker) -> None:
    for answer, status in (
        (asker.ask("/crewe/media/check", LOGO), 404),
        (asker.ask("/nowhere", LOGO), 404),
        (asker.ask(CHECK, method="GET"), 405),
        (asker.ask(CHECK, LOGO, content_type="text/plain"), 415),
        (asker.ask("/crewe/social-media/stream", LOGO), 415),
    ):
        assert (answer.status_code, answer.json()["allowed"]) == (status, False)


def test_a_list_and_a_stream_answer_each_record(asker: Asker) -> None:
    records: list[object] = [LOGO, {"record": "nothing"}, {**LOGO, "uses_council_logo": False}, 5]
    answers = asker.ask("/crewe/social-media/batch", records).json()
    assert [(a.get("overall"), a["allowed"]) for a in answers] == [
        ("breach", False),
        (None, False),
        ("cannot_tell", False),
        (None, False),
    ]
    long = json.dumps({**LOGO, "id": "x" * LARGEST_RECORD})
    lines = "\n\n".join([*map(json.dumps, records), "{", long, json.dumps(LOGO)])
    streamed = [
        json.loads(line) for line in asker.ask("/crewe/social-media/stream", lines.encode(), **LINES).iter_lines()
    ]
    assert [s.get("overall") for s in streamed] == ["breach", None, "cannot_tell", None, None, None, "breach"]
    assert streamed[5]["detail"] == f"the line is longer than {LARGEST_RECORD:,} bytes"
    names = [answer["decision"] for answer in (*answers, *streamed) if "decision" in answer]
    assert len(set(names)) == len(names) == 10


def test_a_list_has_limits(asker: Asker) -> None:
    assert asker.ask("/crewe/social-media/batch", []).json() == []
    assert asker.ask("/crewe/social-media/batch", LOGO).status_code == 400
    assert asker.ask("/crewe/social-media/batch", [1] * (MOST_RECORDS + 1)).status_code == 413
    assert asker.ask("/crewe/social-media/batch", b" " * (LARGEST_BATCH + 1)).status_code == 413


def test_it_allows_what_the_evaluator_allows(asker: Asker) -> None:
    rules = ruleset(NAMES[1])
    facts = rules.records["account"].facts
    records = random_records(rules, 1, 300, 0.02, "account")
    records = [record for record in records if not list(find_contradictions(facts, record))]
    expected = [allows(evaluate_record(rules, "account", derive_facts(facts, record))) for record in records]
    given = [{"record": "account", **record_to_json(record)} for record in records]
    answers = asker.ask("/crewe/social-media/batch", given).json()
    assert [answer["allowed"] for answer in answers] == expected
    assert set(expected) == {True, False}


def test_health_says_which_texts_decide(asker: Asker) -> None:
    health = asker.ask("/health", method="GET").json()
    assert (health["status"], health["require"]) == ("ok", "reviewed")
    assert [(p["policy"], p["version"], len(p["text_sha256"])) for p in health["policies"]] == [
        (name, "1", 64) for name in NAMES
    ]


def test_the_description_is_valid_and_answers_fit_it(asker: Asker, described: dict[str, Any]) -> None:
    validate(described)

    def fits(name: str) -> jsonschema.Draft202012Validator:
        schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
        return jsonschema.Draft202012Validator(schema)

    records: list[Any] = [LOGO, {"record": "account"}, {"record": "post", "published_on": "2027-03-25"}]
    for record in records:
        fits(f"crewe.social-media.{record['record']}").validate(record)
        fits("Decision").validate(asker.ask(CHECK, record).json())
    for wrong in ({**LOGO, "alien": 1}, {"holder_role": "councillor"}):
        assert list(fits("crewe.social-media.account").iter_errors(wrong))
        fits("Refusal").validate(asker.ask(CHECK, wrong).json())
    assert set(described["paths"]) == {"/health", *(f"/{n}/{v}" for n in NAMES for v in ("check", "batch", "stream"))}


def test_the_log_holds_each_decision_with_the_hash_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    log = DecisionLog(path, lambda: datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    asker = make_asker(log)
    body = json.dumps({**LOGO, "id": 7}).encode()
    decision = asker.ask(CHECK, body).json()
    asker.ask("/crewe/social-media/batch", [LOGO, {"record": "x"}])
    first, second, third = map(json.loads, path.read_text("utf-8").splitlines())
    assert first == {
        "at": "2026-11-20T09:30:00.000+00:00",
        "decision": decision["decision"],
        "policy": "crewe/social-media",
        "version": "1",
        "text_sha256": decision["text_sha256"],
        "given_sha256": hashlib.sha256(body).hexdigest(),
        "record": "account",
        "id": 7,
        "allowed": False,
        "overall": "breach",
        "breaches": ["responsibilities.logo.account"],
        "cannot_tell": [f["rule"] for f in decision["findings"] if f["outcome"] == Outcome.CANNOT_TELL],
    }
    assert (second["overall"], third["overall"], third["allowed"]) == ("breach", None, False)
    log.close()


def test_a_log_with_records_and_one_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "decisions.jsonl"
    log = DecisionLog(path, lambda: datetime(2026, 11, 20, tzinfo=UTC), with_records=True)
    asker = make_asker(log)
    asker.ask(CHECK, LOGO)
    assert json.loads(path.read_text("utf-8"))["given"] == LOGO

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(DecisionLog, "write", fail)
    answer = asker.ask(CHECK, LOGO)
    assert (answer.status_code, answer.json()["allowed"]) == (503, False)
    assert [one["status"] for one in asker.ask("/crewe/social-media/batch", [LOGO, LOGO]).json()] == [503, 503]
    log.close()


def test_readings_that_are_not_confirmed_may_be_asked_to_weigh_nothing() -> None:
    texts = Texts(ROOT / "policies", ("crewe/social-media",), lambda: TODAY, "confirmed")
    strict, asker = make_asker(), Asker(make_app(texts, None))
    said = [
        [one.ask(CHECK, LOGO).json()["overall"], one.ask("/health", method="GET").json()["require"]]
        for one in (strict, asker)
    ]
    assert said == [["breach", "reviewed"], ["cannot_tell", "confirmed"]]


def test_texts_are_read_anew_when_the_library_or_the_day_changes(tmp_path: Path) -> None:
    root = Path(shutil.copytree(ROOT / "policies", tmp_path / "policies"))
    days = [TODAY]
    texts = Texts(root, ("crewe",), lambda: days[-1])
    before = texts.served
    texts.refresh()
    assert texts.served is before
    facts = root / "facts.yaml"
    text = facts.read_text("utf-8")
    facts.write_text(text + "\nalien: 1\n", encoding="utf-8")
    texts.refresh()
    assert texts.served is before
    assert texts.fault is not None
    assert "alien" in texts.fault
    facts.write_text(text, encoding="utf-8")
    texts.refresh()
    assert [texts.fault, texts.served is before] == [None, False]
    before = texts.served
    days.append(TODAY + timedelta(days=1))
    texts.refresh()
    assert texts.served is not before
