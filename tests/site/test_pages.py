"""What the public finds: every clause by following links, what is in force, and nothing that was not decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.site.sites import TODAY, follow, make, read_page, walk_site

from policykit.model.library import Library
from policykit.pipeline.build import make_documents
from policykit.pipeline.names import Named
from policykit.pipeline.open import load_library
from policykit.pipeline.site.make import SiteSettings


@pytest.fixture(scope="module")
def read(library: Path) -> Library:
    return load_library(library)


def list_clauses(library: Library) -> dict[tuple[str, str], set[str]]:
    return {
        (policy.name, version.value.version): {clause.id for _, clause in version.value.walk_clauses()}
        for policy in library.policies.values()
        for version in policy.versions
    }


def test_every_clause_is_reached_from_the_front_page_without_a_script(site: Path, read: Library) -> None:
    reached = {path: set(page.ids) for path, page in walk_site(site)}
    for (name, label), clauses in list_clauses(read).items():
        assert clauses <= reached[f"{name}/v{label}/index.html"]


def test_no_link_leads_nowhere(site: Path) -> None:
    ids = {path.relative_to(site).as_posix(): set(read_page(path).ids) for path in site.rglob("*.html")}
    for path, page in walk_site(site):
        for link in page.links:
            target = follow(path, link)
            if target is None:
                continue
            assert (site / target).is_file(), f"{path}: {link}"
            place = unquote(link.partition("#")[2])
            assert not place or place in ids[target], f"{path}: {link}"


def test_every_page_is_reached(site: Path) -> None:
    reached = {path for path, _ in walk_site(site)}
    assert {path.relative_to(site).as_posix() for path in site.rglob("index.html")} == reached


def test_an_address_of_a_clause_leads_to_it_for_ever(site: Path, read: Library) -> None:
    for (name, label), clauses in list_clauses(read).items():
        policy = read.policies[name]
        if policy.states[label].approval is not None:
            assert clauses <= set(read_page(site / name / "index.html").ids), f"{name}@{label}"


def test_files_are_those_that_build_makes(library: Path, tmp_path: Path) -> None:
    formats = ("html", "pdf", "docx", "md", "json")
    make(library, tmp_path, SiteSettings(formats=formats))
    whole = load_library(library)
    names = tuple(Named(whole.policies["llanfair/records"], label) for label in ("1", "2"))
    for made in make_documents(whole, names, formats):
        place = tmp_path / made.path.parent / made.path.stem / made.path.name
        assert place.read_bytes() == made.content, made.path


def test_a_version_says_whether_it_is_in_force(site: Path) -> None:
    words = {name: " ".join(read_page(site / name / "index.html").words.split()) for name in (
        "llanfair/records", "llanfair/records/v1", "llanfair/records/v2", "llanfair/records/v3"
    )}  # fmt: skip
    assert "In force since 8 May 2023" in words["llanfair/records"]
    assert "In force since 8 May 2023" in words["llanfair/records/v2"]
    assert "Minute 23/41" in words["llanfair/records"]
    assert "Next review May 2027" in words["llanfair/records"]
    assert "No longer in force" in words["llanfair/records/v1"]
    assert "from 10 May 2021 until 8 May 2023, when version 2 took its place" in words["llanfair/records/v1"]
    assert "Read version 2, which is in force" in words["llanfair/records/v1"]
    assert "Draft: not adopted" in words["llanfair/records/v3"]


def test_no_draft_is_shown_unless_it_is_asked_for(library: Path, tmp_path: Path) -> None:
    make(library, tmp_path)
    text = "\n".join(path.read_text("utf-8") for path in tmp_path.rglob("*.html"))
    text += "\n".join(path.read_text("utf-8") for path in tmp_path.rglob("*.svg"))
    assert not (tmp_path / "congleton").exists()
    assert not (tmp_path / "llanfair" / "records" / "v3").exists()
    assert "Congleton" not in text
    assert "Recordings of meetings" not in text  # what the draft of the records policy adds
    assert "2025-09" not in text
    assert "Draft:" not in text


def test_a_draft_says_so_on_each_page_and_in_no_search_engine(site: Path) -> None:
    for page in ("congleton/social-media/index.html", "llanfair/records/v3/index.html",
                 "llanfair/records/changes/v2-to-v3/index.html", "compare/congleton/crewe/index.html"):  # fmt: skip
        found = read_page(site / page)
        assert "Draft: not adopted" in found.words
        assert ("meta", {"name": "robots", "content": "noindex"}) in found.tags


def test_a_text_in_two_languages_leads_from_one_to_the_other(site: Path) -> None:
    for one, other, language in (("allotments", "rhandiroedd", "cy"), ("rhandiroedd", "allotments", "en-GB")):
        for end in ("", "v1/"):
            path = f"llanfair/{one}/{end}index.html"
            tags = [tag for name, tag in read_page(site / path).tags if name == "a" and "hreflang" in tag]
            assert [(follow(path, tag["href"] or ""), tag["lang"]) for tag in tags] == [
                (f"llanfair/{other}/{end}index.html", language)
            ]


def test_the_page_is_of_the_day_that_it_is_made_for(own: Path, tmp_path: Path) -> None:
    register = own / "crewe" / "social-media" / "register.yaml"
    assert "2022-01" in register.read_text("utf-8")
    words = []
    for day in (date(2021, 6, 1), TODAY):
        make(own, tmp_path / str(day), today=day)
        words.append(read_page(tmp_path / str(day) / "crewe" / "social-media" / "index.html").words)
    early, late = words
    assert "overdue" not in early
    assert "overdue" in late
