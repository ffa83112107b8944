"""A corpus on the disk: what is added part by part is what is added at once, and a fault says what to do."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT

pl = pytest.importorskip("polars")
pytest.importorskip("duckdb")

from tests.corpus.documents import SENTENCES, make_document  # noqa: E402

from policykit.corpus import store  # noqa: E402
from policykit.corpus.document import CorpusDocument  # noqa: E402
from policykit.corpus.store import add_documents, open_corpus  # noqa: E402
from policykit.errors import PolicykitError  # noqa: E402

TEXTS = st.lists(st.integers(0, len(SENTENCES) - 1), min_size=1, max_size=6).map(tuple)
DOCUMENTS = st.dictionaries(st.integers(0, 6), TEXTS, min_size=1, max_size=6)


def make_all(texts: dict[int, tuple[int, ...]]) -> list[CorpusDocument]:
    return [make_document(council, own) for council, own in texts.items()]


def add_whole(folder: Path, documents: Iterable[CorpusDocument]) -> None:
    """Add documents in place of all that is there."""
    add_documents(folder, documents, gone=lambda *_: True)


def read_families(folder: Path) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = open_corpus(folder).read("families").rows()
    return found


@settings(max_examples=12)
@given(steps=st.lists(DOCUMENTS, min_size=2, max_size=4))
def test_families_after_each_change_are_those_of_a_whole_run(steps: list[dict[int, tuple[int, ...]]]) -> None:
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        folder, alone = Path(place) / "grown", Path(place) / "alone"
        for number, texts in enumerate(steps):
            patch.setattr(store, "WHOLE_RUN", 1e9 if number else -1)
            add_whole(folder, make_all(texts))
            patch.setattr(store, "WHOLE_RUN", -1)
            add_whole(alone / str(number), make_all(texts))
            assert read_families(folder) == read_families(alone / str(number))


def test_what_is_there_with_the_same_words_is_not_read_again(tmp_path: Path) -> None:
    first = [make_document(number, (number, 8)) for number in range(4)]
    assert add_documents(tmp_path / "c", first).added == 4
    counts = add_documents(tmp_path / "c", [*first[:3], make_document(3, (1, 8))])
    assert (counts.added, counts.unchanged, counts.removed) == (1, 3, 1)
    assert (counts.clauses, counts.texts) == (8, 4)


def test_a_text_of_few_words_has_no_family(tmp_path: Path) -> None:
    add_documents(tmp_path, [make_document(1, (8, 0)), make_document(2, (8, 0))])
    assert sorted(row[2] is None for row in read_families(tmp_path)) == [False, True]


def test_a_policy_from_two_folders_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    from dataclasses import replace

    add_documents(tmp_path, [make_document(1, (0,))])
    with pytest.raises(PolicykitError, match="`c1/media` is in the corpus from `/library`"):
        add_documents(tmp_path, [replace(make_document(1, (1,)), place="/elsewhere"), make_document(2, (1,))])
    assert open_corpus(tmp_path).read("documents").height == 1


def damage_file(folder: Path) -> None:
    path = next(folder.glob("clauses-*.parquet"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def change_manifest(key: str, value: object) -> object:
    def change(folder: Path) -> None:
        path = folder / "manifest.json"
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), key: value}), encoding="utf-8")

    return change


def put_other_columns(folder: Path) -> None:
    from hashlib import sha256

    path = folder / "manifest.json"
    data = json.loads(path.read_text("utf-8"))
    entry = data["files"]["texts"][0]
    pl.DataFrame({"key": [1], "words": ["other"]}).write_parquet(folder / entry["name"])
    entry["sha256"] = sha256((folder / entry["name"]).read_bytes()).hexdigest()
    path.write_text(json.dumps(data), encoding="utf-8")


FAULTS = {
    "one bit": (damage_file, "corpus-damaged", "is not as it was written", "put the folder back from a copy"),
    "a file gone": (
        lambda folder: next(folder.glob("texts-*.parquet")).unlink(),
        "corpus-damaged", "is missing", "put the folder back from a copy",
    ),
    "half a manifest": (
        lambda folder: (folder / "manifest.json").write_text('{"kind": "policy'),
        "corpus-damaged", "cannot be read", "put the folder back from a copy",
    ),
    "another manifest": (
        lambda folder: (folder / "manifest.json").write_text('{"name": "a web page"}'),
        "corpus-foreign", "is not the manifest of a corpus", "name an empty folder",
    ),
    "no files named": (change_manifest("files", {}), "corpus-damaged", "is not whole", "put the folder back"),
    "a later form": (change_manifest("format", 2), "corpus-version", "has the form 2", "use that version"),
    "other columns": (put_other_columns, "corpus-foreign", "has other columns than `texts`", "name an empty folder"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_files_says_what_to_do(name: str, tmp_path: Path) -> None:
    spoil, code, message, hint = FAULTS[name]
    add_documents(tmp_path, [make_document(1, (0, 1))])
    spoil(tmp_path)  # type: ignore[operator]
    for act in (lambda: open_corpus(tmp_path), lambda: add_documents(tmp_path, [])):
        with pytest.raises(PolicykitError) as refused:
            act()
        fault = refused.value.diagnostics[0]
        assert (fault.code, message in fault.message, str(fault.hint).startswith(hint)) == (code, True, True)


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"")
    with pytest.raises(PolicykitError, match=r"is no corpus: it holds `holiday\.jpg`"):
        add_documents(tmp_path, [make_document(1, (0,))])
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_no_corpus_is_said(tmp_path: Path) -> None:
    with pytest.raises(PolicykitError, match="there is no corpus in"):
        open_corpus(tmp_path)


@pytest.mark.slow
def test_killed_at_points_of_an_addition(tmp_path: Path) -> None:
    done = subprocess.run(  # benchmarks/corpus/kills.py takes more points
        [sys.executable, "-m", "tests.corpus.kill_addition", tmp_path, "12"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [point["wrong"] for point in found] == [""] * 12
    assert {point["state"] for point in found} == {"before", "after"}
