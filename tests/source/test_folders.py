"""Wherever the files of a library are, and however often they were read before, the same is read of them."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.source.examples import BASE

from policykit.errors import PolicykitError
from policykit.model.policy import Version
from policykit.pipeline.check import check_library
from policykit.pipeline.happening import Happening
from policykit.pipeline.open import open_version
from policykit.pipeline.record import choose_version, prepare_event
from policykit.pipeline.verify import verify_library
from policykit.register.due import find_due
from policykit.register.history import describe_history
from policykit.source.files import DiskFolder, LayeredFolder, MemoryFolder, OutsideError, Root
from policykit.source.library import Reading, read_heads, read_library
from policykit.source.reading.collector import pause_collector
from policykit.source.reading.heads import find_head
from policykit.source.reading.shelf import Shelf
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml

TODAY = date(2026, 11, 20)
LIBRARIES = (BASE, ROOT / "policies", ROOT / "examples", ROOT / "tests/life/library")


def hold_files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def show(reading: Reading) -> object:
    """Give all that a reading says, places included."""
    library = reading.library
    places = {
        name: [version.places.text for version in policy.versions] + [policy.register.places.file]
        for name, policy in library.policies.items()
    }
    return library, places, sorted(library.shared), reading.diagnostics


# -- disk, memory, and unsaved texts over either -----------------------------------------------------------------------

SPOILT = {
    "none": "leek/notices/v1.yaml",
    "no yaml": "leek/notices/v1.yaml",
    "no utf-8": "leek/notices/register.yaml",
    "unexpected": "leek/notices/old.yaml",
    "no council": "leek/council.yaml",
    "shared": "topics.yaml",
}
CONTENTS: dict[str, bytes | None] = {
    "no yaml": b"title: a: b\n",
    "no utf-8": b"\xff\xfe",
    "unexpected": b"format: 1\n",
    "no council": None,
    "shared": b"format: 1\ntopics: []\n",
}


@pytest.mark.parametrize("spoilt", SPOILT)
@pytest.mark.parametrize("source", LIBRARIES[:2], ids=lambda path: path.name)
def test_memory_and_layer_read_as_the_disk_does(tmp_path: Path, source: Path, spoilt: str) -> None:
    root = tmp_path / "library"
    shutil.copytree(source, root)
    before = hold_files(root)
    path = SPOILT[spoilt]
    content = CONTENTS.get(spoilt, before.get(path))
    if content is None:
        (root / path).unlink(missing_ok=True)
    else:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    on_disk = show(read_library(root))
    shown = root.as_posix()
    now = hold_files(root)
    assert show(read_library(MemoryFolder(now, shown))) == on_disk
    assert show(read_library(LayeredFolder(MemoryFolder(before, shown), {path: content}))) == on_disk
    assert show(read_library(LayeredFolder(MemoryFolder({}, shown), now))) == on_disk
    (root / path).unlink(missing_ok=True)
    assert show(read_library(LayeredFolder(DiskFolder(root), {path: content}))) == on_disk


def test_every_reading_verb_takes_a_library_in_memory() -> None:
    root = ROOT / "policies"
    memory = MemoryFolder(hold_files(root), root.as_posix())
    name = "crewe/social-media"
    assert check_library(memory, TODAY) == check_library(root, TODAY)
    assert list(verify_library(memory)) == list(verify_library(root))
    assert open_version(memory, name) == open_version(root, name)


def test_an_event_can_be_prepared_in_memory() -> None:
    root = ROOT / "policies"
    memory = MemoryFolder(hold_files(root), root.as_posix())
    happening = Happening("drafted")
    changes = []
    for folder in (root, memory):
        reading = read_library(folder)
        named = choose_version(reading, "congleton/social-media", "drafted", TODAY)
        changes.append(prepare_event(reading, named, happening).after)
    assert changes[0] == changes[1]
    assert "event: drafted" in changes[0]


def test_a_link_out_of_the_library_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("format: 1\n")
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "topics.yaml").symlink_to(tmp_path / "outside.yaml")
    folder: Root = DiskFolder(tmp_path / "library")
    assert isinstance(folder, DiskFolder)
    for ask in (folder.read_bytes, folder.make_stamp):
        with pytest.raises(OutsideError):
            ask("topics.yaml")


# -- a shelf -----------------------------------------------------------------------------------------------------------

TEXT = "leek/notices/v1.yaml"
WAYS: dict[str, Callable[[Path], None]] = {}


def change(way: Callable[[Path], None]) -> Callable[[Path], None]:
    WAYS[way.__name__] = way
    return way


@change
def same_size_and_time(root: Path) -> None:
    """What neither size nor time of change tells: words of one length, and the clock turned back."""
    path = root / TEXT
    status = path.stat()
    text = path.read_bytes()
    path.write_bytes(text.replace(b"must", b"MUST") if b"must" in text else text.replace(b"MUST", b"must"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@change
def same_size_at_once(root: Path) -> None:
    path = root / TEXT
    text = path.read_bytes()
    path.write_bytes(text.replace(b"the", b"THE") if b"the" in text else text.replace(b"THE", b"the"))


@change
def comment(root: Path) -> None:
    """The models stay equal, and every place moves."""
    path = root / TEXT
    path.write_bytes(b"# a remark\n" + path.read_bytes())


@change
def broken(root: Path) -> None:
    (root / TEXT).write_bytes((root / TEXT).read_bytes() + b"title: again\n")


@change
def restored(root: Path) -> None:
    shutil.copy2(BASE / TEXT, root / TEXT)


@change
def swapped(root: Path) -> None:
    """Another file takes the name, as editors save."""
    beside = root / "leek/notices/.v1.yaml.new"
    beside.write_bytes((root / TEXT).read_bytes() + b"# saved\n")
    beside.replace(root / TEXT)


@change
def council_gone_or_back(root: Path) -> None:
    path = root / "leek/council.yaml"
    if path.exists():
        path.unlink()
    else:
        shutil.copy2(BASE / "leek/council.yaml", path)


@change
def topics_emptied_or_back(root: Path) -> None:
    path = root / "topics.yaml"
    empty = b"format: 1\ntopics: []\n"
    path.write_bytes(empty if path.exists() and path.read_bytes() != empty else (BASE / "topics.yaml").read_bytes())


@change
def policy_gone_or_back(root: Path) -> None:
    place = root / "leek/notices"
    if place.exists():
        shutil.rmtree(place)
    else:
        shutil.copytree(BASE / "leek/notices", place)


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(WAYS)), min_size=1, max_size=8))
def test_a_shelf_after_any_edits_gives_what_a_cold_reading_gives(
    tmp_path_factory: pytest.TempPathFactory, ways: list[str]
) -> None:
    root = tmp_path_factory.mktemp("shelf") / "library"
    shutil.copytree(BASE, root)
    shelf = Shelf()
    check_library(root, TODAY, shelf=shelf)
    for way in ways:
        if (root / TEXT).exists() or way.endswith("back"):
            WAYS[way](root)
        assert show(read_library(root, shelf=shelf)) == show(read_library(root)), way
        assert check_library(root, TODAY, shelf=shelf) == check_library(root, TODAY), way


def test_a_shelf_reads_only_what_changed(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(BASE, root)
    shelf = Shelf()
    read_library(root, shelf=shelf)
    first = shelf.files_read
    assert first > 3
    read_library(root, shelf=shelf)
    assert shelf.files_read == first
    comment(root)
    read_library(root, shelf=shelf)
    assert shelf.files_read == first + 1


# -- one policy alone --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", LIBRARIES, ids=lambda path: path.name)
def test_one_policy_alone_is_what_it_is_among_all(source: Path) -> None:
    whole = read_library(source)
    for name, policy in whole.library.policies.items():
        part = read_library(source, only=(name,))
        assert dict(part.library.policies) == {name: policy}
        assert set(part.library.councils) == {policy.council}
        assert part.library.names == tuple(whole.library.policies)
        place = f"{source.as_posix()}/{name}/"
        own = [fault for fault in whole.diagnostics if fault.span and fault.span.file.startswith(place)]
        assert [fault for fault in part.diagnostics if fault.span and fault.span.file.startswith(place)] == own
        asked = check_library(source, TODAY, (name,))
        found = check_library(source, TODAY).diagnostics
        assert asked.diagnostics == tuple(d for d in found if d.span and d.span.file.startswith(place))


def test_what_is_wrong_elsewhere_does_not_matter(tmp_path: Path) -> None:
    root = tmp_path / "policies"
    shutil.copytree(ROOT / "policies", root)
    for path in root.glob("congleton/**/*.yaml"):
        path.write_text("title: a: b\n")
    library, named = open_version(root, "crewe/social-media")
    assert list(library.policies) == [named.policy.name]
    with pytest.raises(PolicykitError) as raised:
        open_version(root, "congleton/social-medai")
    assert [fault.hint for fault in raised.value.diagnostics] == ["did you mean `congleton/social-media`?"]


HEADS = """\
# a remark
format: 1
title: Notices
kind: policy
{version}
{more}
sections:
  - id: one
    clauses:
      - {{id: one.a, kind: statement, text: title}}
{after}"""


@pytest.mark.parametrize("version", ['version: "1"', "version: '1'", '"version": "1"', '"vers\\x69on": "1"'])
@pytest.mark.parametrize(
    "more", ["", "committee: fap", "committee: [fap]", "owner: the committee: of all", "notes: [{text: a}]"]
)
@pytest.mark.parametrize("after", ["", "committee: fap\n", "subtitle: >-\n  title\n", "related: [title, committee]\n"])
def test_a_head_says_what_the_whole_text_says(version: str, more: str, after: str) -> None:
    text = HEADS.format(version=version, more=more, after=after)
    data, places, faults = read_yaml("v1.yaml", text)
    whole = None if data is None or faults else read_model(Version, data, places)[0]
    head = find_head(text)
    if whole is not None:
        assert head is not None
        assert (head.title, head.version, head.committee) == (whole.title, whole.version, whole.committee)


@pytest.mark.parametrize("source", LIBRARIES, ids=lambda path: path.name)
def test_histories_and_reviews_need_no_more_than_heads(source: Path) -> None:
    heads, whole = read_heads(source).library, read_library(source).library
    assert set(heads.policies) == set(whole.policies)
    assert find_due(heads, TODAY, 600) == find_due(whole, TODAY, 600)
    for name, policy in whole.policies.items():
        assert heads.policies[name].labels == policy.labels
        assert describe_history(heads, heads.policies[name], TODAY) == describe_history(whole, policy, TODAY)


# -- the garbage collector ---------------------------------------------------------------------------------------------


def fail_in_a_pause() -> None:
    with pause_collector():
        with pause_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise KeyError


@pytest.mark.parametrize("was_enabled", [True, False])
def test_the_collector_is_left_as_it_was(*, was_enabled: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if was_enabled else gc.disable)()
        with pytest.raises(KeyError):
            fail_in_a_pause()
        assert gc.isenabled() is was_enabled
        assert gc.get_freeze_count() == 0
    finally:
        (gc.enable if before else gc.disable)()
