"""Frames of Polars, pandas and Arrow are audited alike, and nothing in them is rounded or guessed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tests.conftest import ROOT

import policykit

pl = pytest.importorskip("polars")
pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")

LIBRARY = policykit.load_library(ROOT / "policies")
ROWS: dict[str, list[Any]] = {
    "id": [1, 2, 3, 4],
    "author_role": ["officer", "councillor", None, "officer"],
    "account_owner": ["council", "personal", "council", "council"],
    "post_kind": ["original", "like", "original", None],
    "approved_by": [["chief_officer"], [], None, ["chief_officer", "communications_manager"]],
    "approved_on": [date(2026, 5, 6), None, date(2026, 5, 9), date(2026, 5, 7)],
    "published_on": [date(2026, 5, 7), date(2026, 5, 7), date(2026, 5, 7), date(2026, 5, 7)],
    "is_derogatory": [True, False, None, False],
}
MEMBERS: dict[str, list[Any]] = {
    "sender_role": ["officer"] * 3,
    "is_to_child": [True] * 3,
    "is_one_to_one": [False] * 3,
    "other_officers": [0, None, 2],
}


def audit(frame: Any, record: str = "post", **more: Any) -> Any:
    return policykit.audit_frame(LIBRARY, "congleton/social-media", record, frame, **more)


def expected() -> dict[str, dict[str, int]]:
    """Count what `check` says of the same rows, one by one."""
    rules = policykit.load_rules(LIBRARY, "congleton/social-media")
    counts: dict[str, dict[str, int]] = {}
    for row in range(4):
        record = {name: values[row] for name, values in ROWS.items() if values[row] is not None and name != "id"}
        for finding in rules.check({"record": "post", **record}).findings:
            told = counts.setdefault(finding.rule, {})
            told[finding.outcome] = told.get(finding.outcome, 0) + 1
    return counts


def as_frames() -> dict[str, Any]:
    frame = pl.DataFrame(ROWS)
    table = frame.to_arrow()
    words = pa.table(
        {n: table[n].dictionary_encode() if n.endswith(("role", "owner", "kind")) else table[n] for n in ROWS}
    )
    plain = pd.DataFrame(
        {n: pd.Series(v, dtype="datetime64[ns]" if n.endswith("_on") else object) for n, v in ROWS.items()}
    )
    plain["id"] = plain["id"].astype("int64")
    return {
        "polars": frame,
        "polars, lazy": frame.lazy(),
        "arrow table": table,
        "arrow, dictionaries": words,
        "arrow batch": table.combine_chunks().to_batches()[0],
        "arrow reader": pa.RecordBatchReader.from_batches(table.schema, table.to_batches()),
        "pandas": plain,
        "pandas, categories": plain.astype({"account_owner": "category", "post_kind": "category"}),
        "pandas on arrow": table.to_pandas(types_mapper=pd.ArrowDtype),
    }


@pytest.mark.parametrize("name", list(as_frames()))
def test_each_kind_of_frame_counts_what_check_says(name: str) -> None:
    audited = audit(as_frames()[name])
    assert audited.summary.rows == 4
    counts = {rule: {o: n for o, n in told.items() if n} for rule, told in audited.summary.counts.items()}
    assert counts == expected()
    assert audited.broken


def test_whole_numbers_with_gaps_are_whole_numbers() -> None:
    for frame in (pl.DataFrame(MEMBERS), pd.DataFrame(MEMBERS)):
        told = audit(frame, "message").summary.counts["messaging.children.one-to-one.officer"]
        assert {outcome: count for outcome, count in told.items() if count} == {
            "breach": 1,
            "cannot_tell": 1,
            "compliant": 1,
        }


@pytest.mark.parametrize(
    ("record", "rows", "message"),
    [
        ("post", {"published_on": [datetime(2026, 5, 7, 23, 59)]}, "column `published_on` holds a time of day"),  # noqa: DTZ001
        ("message", {"other_officers": [1.5]}, "column `other_officers` holds a fraction"),
        ("post", {"account_owner": ["mine"]}, "`mine`"),
        ("post", {"acount_owner": ["personal"]}, "a post has no fact called `acount_owner`"),
        ("posts", {"id": [1]}, "no rule is about a `posts`"),
    ],
)
def test_what_a_fact_cannot_have_is_refused(record: str, rows: dict[str, list[Any]], message: str) -> None:
    for frame in (pl.DataFrame(rows), pd.DataFrame(rows), pa.table(rows)):
        with pytest.raises(policykit.PolicykitError) as refused:
            audit(frame, record)
        assert message in refused.value.diagnostics[0].message


def test_what_is_no_frame_is_refused() -> None:
    for frame in (None, [ROWS], ROWS, "posts.csv"):
        with pytest.raises(policykit.PolicykitError, match="is no frame that can be audited"):
            audit(frame)


def test_readings_and_columns_as_for_files() -> None:
    frame = pl.DataFrame({**ROWS, "notes": ["", "", "", ""]})
    assert not audit(frame, other_columns=["notes"], require="confirmed").broken
