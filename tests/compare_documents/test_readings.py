"""Since when each clause reads as it does, and what it said before: followed through the versions of a text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from tests.compare_documents.cases import compile_case
from tests.compare_documents.test_laws import MANY
from tests.compare_documents.versions import versions

from policykit.compare.alignment.entries import Entry, list_entries
from policykit.compare.versions.readings import read_whole, trace_readings
from policykit.document.past import TextHistory
from policykit.model.policy import Version

laws = settings(max_examples=max(MANY // 2, 20), deadline=None)


def trace(*texts: Version) -> TextHistory:
    return trace_readings([compile_case(text, text).before for text in texts])


def list_parts(text: Version) -> tuple[Entry, ...]:
    return list_entries(compile_case(text, text).old)


def read(entry: Entry) -> str:
    return " ".join(read_whole(entry).split())


@laws
@given(versions())
def test_every_part_is_told_once_with_its_own_words_and_none_of_its_readings_twice(pair: tuple[Version, ...]) -> None:
    old, new = pair
    history = trace(old, new, old)
    places = {id(version): place for place, version in enumerate(history.versions)}
    assert [(part.id, part.now.words) for part in history.parts] == [
        (entry.node.id, read(entry)) for entry in list_parts(old)
    ]
    for part in history.parts:
        assert all(places[id(newer.since)] > places[id(older.since)] for newer, older in pairwise(part.readings))
        assert all(newer.words != older.words for newer, older in pairwise(part.readings))


@laws
@given(versions())
def test_a_text_that_did_not_change_reads_so_from_the_first(pair: tuple[Version, ...]) -> None:
    history = trace(pair[0], pair[0], pair[0])
    assert all(part.now.since is history.versions[0] and not part.earlier for part in history.parts)
    assert history.lost == ()


@laws
@given(versions())
def test_it_agrees_with_the_comparison_of_two_versions(pair: tuple[Version, ...]) -> None:
    old, new = pair
    history = trace(old, new)
    first, last = history.versions
    rows = compile_case(old, new).changes.rows
    of_new = {place.id: row for row in rows for place in row.new}
    for part in history.parts:
        row = of_new[part.id]
        if row.kind in ("unchanged", "renumbered") or (row.kind == "moved" and not row.is_edited):
            assert part.now.since is first
        elif row.kind == "added":
            assert part.readings[0].since is last
            assert not part.earlier
        elif row.kind == "edited" and row.old[0].text != row.new[0].text:
            assert [reading.since for reading in part.readings] == [last, first]
    parts = list_parts(old)
    removed = [read(parts[row.old[0].position]) for row in rows if row.kind == "removed"]
    assert sorted(lost.last.words for lost in history.lost) == sorted(filter(None, removed))
    assert all(lost.until is last for lost in history.lost)
