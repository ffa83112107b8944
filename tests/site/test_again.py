"""A site is made again only where something changed, and nothing is touched that is not its own."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from tests.site.sites import DRAFTS, LIGHT, make

from policykit.errors import PolicykitError
from policykit.pipeline.site import make as making
from policykit.pipeline.site.manifest import SiteFolder


def read_files(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".policykit" not in path.parts
    }


def change_words(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_second_time_nothing_is_written(own: Path, tmp_path: Path) -> None:
    first = make(own, tmp_path / "site")
    assert len(first.written) == first.files == len(read_files(tmp_path / "site"))
    again = make(own, tmp_path / "site")
    assert (again.written, again.removed, again.files) == ([], [], first.files)


def test_one_changed_policy_changes_its_own_pages_alone(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    make(own, out, DRAFTS)
    change_words(own, "llanfair/records/v3.yaml", "title: ", "title: New ")
    made = make(own, out, DRAFTS)
    assert "llanfair/records/v3/index.html" in made.written
    others = [path for path in made.written if not path.startswith(("llanfair/records/", "search/"))]
    feeds = {"feed.atom", "llanfair/feed.atom"}  # what happened bears the title
    assert set(others) <= {"index.html", "llanfair/index.html"} | feeds


@pytest.mark.parametrize("name", ["topics.yaml", "crewe/council.yaml", "facts.yaml"])
def test_what_is_made_again_is_what_would_be_made_anew(own: Path, tmp_path: Path, name: str) -> None:
    make(own, tmp_path / "old", DRAFTS)
    path = own / name
    path.write_text(path.read_text("utf-8").replace("Council", "Board").replace("Social media", "Media"), "utf-8")
    change_words(own, "llanfair/records/v3.yaml", "title: ", "title: New ")
    try:
        make(own, tmp_path / "old", DRAFTS)
    except PolicykitError:
        with pytest.raises(PolicykitError):
            make(own, tmp_path / "new", DRAFTS)
        return
    make(own, tmp_path / "new", DRAFTS)
    assert read_files(tmp_path / "old") == read_files(tmp_path / "new")


def test_a_page_that_is_no_longer_wanted_goes_and_a_strange_file_stays(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    make(own, out, DRAFTS)
    (out / "CNAME").write_text("policies.example", "utf-8")
    (out / "llanfair" / "records" / "photo.txt").write_text("a photograph", "utf-8")
    made = make(own, out, LIGHT)
    assert "llanfair/records/v3/index.html" in made.removed
    assert not (out / "llanfair" / "records" / "v3").exists()
    assert (out / "CNAME").is_file()
    assert (out / "llanfair" / "records" / "photo.txt").is_file()
    assert read_files(out).keys() - {"CNAME", "llanfair/records/photo.txt"} == set(SiteFolder(out).manifest.files)


def test_an_unwanted_page_that_somebody_changed_stays_and_is_named(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    make(own, out, DRAFTS)
    page = out / "llanfair" / "records" / "v3" / "index.html"
    page.write_text("mine", "utf-8")
    assert make(own, out, LIGHT).left == ["llanfair/records/v3/index.html"]
    assert page.read_text("utf-8") == "mine"


def test_a_folder_with_pages_of_others_is_refused_and_untouched(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    (out / "crewe" / "social-media").mkdir(parents=True)
    (out / "crewe" / "social-media" / "index.html").write_text("theirs", "utf-8")
    with pytest.raises(PolicykitError) as refused:
        make(own, out)
    assert refused.value.diagnostics[0].code == "not-ours"
    assert read_files(out) == {"crewe/social-media/index.html": b"theirs"}


def test_a_page_that_somebody_changed_is_not_written_over(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    make(own, out)
    (out / "crewe" / "index.html").write_text("mine", "utf-8")
    with pytest.raises(PolicykitError) as refused:
        make(own, out)
    assert "was changed since policykit made it" in refused.value.diagnostics[0].message
    assert (out / "crewe" / "index.html").read_text("utf-8") == "mine"


def test_a_page_that_was_lost_is_made_again(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    make(own, out)
    (out / "crewe" / "social-media" / "v1" / "v1.md").unlink()
    os.utime(out / "index.html", (1, 1))
    assert make(own, out).written == ["crewe/social-media/v1/v1.md"]


def test_after_a_crash_what_was_written_is_known(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    with monkeypatch.context() as patch:
        patch.setattr(SiteFolder, "save", lambda _: None)  # the process ends before the manifest is written
        make(own, out)
    assert not (out / ".policykit" / "site.json").exists()
    change_words(own, "llanfair/records/register.yaml", "23/41", "23/42")
    make(own, out)
    make(own, tmp_path / "new")
    assert read_files(out) == read_files(tmp_path / "new")


@pytest.mark.parametrize("damage", [b"", b'{"sheaves": 3}'])
def test_a_damaged_memory_costs_time_and_nothing_else(own: Path, tmp_path: Path, damage: bytes) -> None:
    out = tmp_path / "site"
    make(own, out)
    before = read_files(out)
    for name in ("site.json", "holdings.json"):
        (out / ".policykit" / name).write_bytes(damage)
    assert make(own, out).written == []
    assert read_files(out) == before


def test_another_day_changes_only_what_the_day_tells_on(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    make(own, out, today=date(2026, 11, 20))
    assert make(own, out, today=date(2026, 11, 21)).written == []
    later = make(own, out, today=date(2027, 6, 1))  # the review of May 2027 is overdue
    make(own, tmp_path / "new", today=date(2027, 6, 1))
    assert "llanfair/records/index.html" in later.written
    assert read_files(out) == read_files(tmp_path / "new")


def test_an_error_in_what_is_shown_stops_before_anything_is_written(own: Path, tmp_path: Path) -> None:
    change_words(own, "crewe/social-media/v1.yaml", "kind: obligation", "kind: obligatoin")
    (own / "crewe" / "social-media" / "adopted" / "v1.json").unlink()
    with pytest.raises(PolicykitError):
        make(own, tmp_path / "site")
    assert read_files(tmp_path / "site") == {}


def test_an_error_in_a_draft_that_is_not_shown_stops_nothing(own: Path, tmp_path: Path) -> None:
    change_words(own, "llanfair/records/v3.yaml", "sections:", "sectoins:")
    assert make(own, tmp_path / "site").files
    with pytest.raises(PolicykitError):
        make(own, tmp_path / "drafts", DRAFTS)


def test_two_at_once_are_kept_apart(own: Path, tmp_path: Path) -> None:
    with making._hold_folder(tmp_path / "site"), pytest.raises(PolicykitError) as refused:
        make(own, tmp_path / "site")
    assert "another policykit is writing" in refused.value.diagnostics[0].message


def test_a_council_cannot_take_the_address_of_other_pages(own: Path, tmp_path: Path) -> None:
    (own / "llanfair").rename(own / "topics")
    change_words(own, "topics/council.yaml", "id: llanfair", "id: topics")
    with pytest.raises(PolicykitError) as refused:
        make(own, tmp_path / "site")
    assert refused.value.diagnostics[0].code == "same-address"


def test_the_memory_holds_no_path_of_this_machine(own: Path, tmp_path: Path) -> None:
    make(own, tmp_path / "site")
    kept = "".join(path.read_text("utf-8") for path in (tmp_path / "site" / ".policykit").glob("*.json"))
    assert json.loads((tmp_path / "site" / ".policykit" / "site.json").read_text("utf-8"))["files"]
    assert str(tmp_path) not in kept
