"""What others wrote stays words: twenty ways to smuggle a script in, in every field of a library, on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.conftest import Tool
from tests.desk.test_hostile import PAYLOADS as ALL
from tests.site.sites import DRAFTS, make, read_page

from policykit.model.markdown import parse_text
from policykit.model.text import plain_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog

PAYLOADS = [words.translate(str.maketrans("{}&", "()+")) for words in ALL]
"""What a check refuses before a site is made, braces and character references, in other signs."""
_SIGNS = re.compile(r"[\\`*_\[\]<]")
_TAGS = (
    "html head meta title link script body a header div p form input button nav ol ul li main h1 h2 h3 h4 h5 h6 span "
    "strong b dl dt dd section footer code label details summary table caption thead tbody tr th td img article figure "
    "blockquote figcaption svg desc rect text line g ins del small select option q style address sup time"
)
OURS = frozenset(_TAGS.split())
"""Every tag that a page of the site has."""


def write_text(payload: str) -> str:
    """Give a payload as the text of a clause: signs of Markdown that would be obeyed stand for themselves."""
    read = parse_text(payload)
    is_plain = not read.faults and plain_text(read.inlines) == payload
    return payload if is_plain else _SIGNS.sub(lambda match: f"\\{match[0]}", payload)


def lay_hostile(root: Path) -> None:
    """Write a library of twenty councils, each with one of the payloads in every field."""
    root.mkdir()
    topics = [{"id": f"topic-{at}", "title": words, "meaning": words} for at, words in enumerate(PAYLOADS)]
    dump(root / "topics.yaml", {"format": 1, "topics": topics})
    for at, words in enumerate(PAYLOADS):
        place = root / f"council-{at}" / "policy"
        place.mkdir(parents=True)
        council = {"format": 1, "id": f"council-{at}", "name": words, "kind": "town", "jurisdiction": "england"}
        council |= {"strapline": words, "website": words, "email": words, "address": [words], "telephone": words}
        council |= {"officers": [{"role": "clerk", "title": words, "name": words, "on_cover": True}]}
        council |= {"committees": [{"id": "fap", "label": words, "name": words}]}
        dump(place.parent / "council.yaml", council)
        events: list[dict[str, Any]] = [
            {
                "version": "1",
                "event": "adopted",
                "date": "2020-01-02",
                "body": words,
                "reference": words,
                "changes": words,
            },
            {"version": "1", "event": "reviewed", "date": "2021-01-02", "committee": "fap", "note": words},
            {"version": "2", "event": "adopted", "date": "2022-01-02", "reference": words, "recorded_by": words},
            {"version": "3", "event": "drafted", "date": "2023-01-02", "body": words, "changes": [words, words]},
        ]
        dump(place / "register.yaml", {"format": 1, "events": events})
        for label in "123":
            dump(place / f"v{label}.yaml", write_version(at, words, label))
    links = [
        {
            "clauses": [f"council-{at}/policy#part.a", f"council-{at + 1}/policy#part.a"],
            "stance": "differs",
            "matter": words,
            "confirmed_by": words,
            "confirmed_on": "2024-01-01",
            "note": words,
        }
        for at, words in enumerate(PAYLOADS[:-1])
    ]
    dump(root / "counterparts.yaml", {"format": 1, "counterparts": links})


def write_version(at: int, words: str, label: str) -> dict[str, Any]:
    text = write_text(words)
    law = {"as_written": words, "title": words, "uri": "https://www.legislation.gov.uk/ukpga/2018/12"}
    clauses = [
        {
            "id": f"part.{'a' if label != '2' else 'b'}",
            "kind": "obligation",
            "topic": f"topic-{at}",
            "text": f"{text} {label}",
        },
        {"id": "part.term", "kind": "definition", "term": words, "topic": f"topic-{at}", "text": text},
        {
            "id": "part.table",
            "kind": "statement",
            "topic": f"topic-{at}",
            "table": {"caption": words, "columns": [text, text], "rows": [[text, text]]},
        },
    ]
    return {
        "format": 1,
        "title": words,
        "subtitle": words,
        "kind": "policy",
        "version": label,
        "owner": words,
        "legislation": [law],
        "notes": [{"kind": "drafting", "text": words}],
        "sections": [{"id": "part", "heading": text, "clauses": clauses}],
    }


def dump(path: Path, data: object) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile")
    lay_hostile(place / "policies")
    make(place / "policies", place / "site", DRAFTS)
    return place / "site"


@pytest.fixture(scope="module")
def browser(tool: Tool) -> Iterator[Browser]:
    """Debian's Chromium; skipped by name where there is none."""
    tool("chromium")
    from tests.desk.browser import open_browser

    with open_browser() as browser:
        yield browser


def test_no_page_has_a_tag_or_an_attribute_that_is_not_ours(hostile: Path) -> None:
    pages = list(hostile.rglob("index.html"))
    assert len(pages) > 20 * 6
    for path in pages:
        for tag, attributes in read_page(path).tags:
            assert tag in OURS, path
            assert not [name for name in attributes if name.startswith("on") or name == "style"], path
            for name in ("href", "src", "action"):
                assert not re.match(r"\s*(javascript|data|http):", attributes.get(name) or "", re.IGNORECASE), path
            assert tag != "script" or attributes.get("src") or attributes.get("type") == "application/ld+json", path


@pytest.mark.slow
@pytest.mark.engine
@pytest.mark.parametrize("with_policy", [True, False], ids=["with the policy of security", "without it"])
def test_no_script_of_others_runs_in_a_browser(hostile: Path, browser: Browser, with_policy: bool) -> None:
    context = browser.new_context(bypass_csp=not with_policy)
    page = context.new_page()
    heard: list[str] = []

    def hear(dialog: Dialog) -> None:
        heard.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", hear)
    page.on("request", lambda request: heard.append(request.url) if not request.url.startswith("file:") else None)
    paths = [
        hostile / "index.html",
        hostile / "compare" / "index.html",
        *hostile.glob("compare/council-1/*/index.html"),
    ]
    names = ("policy/", "policy/changes/v1-to-v2/", *(() if with_policy else ("", "policy/history/")))
    paths += [hostile / f"council-{at}" / name / "index.html" for name in names for at in range(len(PAYLOADS))]
    for path in paths:
        page.goto(path.as_uri())
        assert page.title()
    context.close()
    assert heard == []


def test_the_plain_text_of_a_payload_is_shown(hostile: Path) -> None:
    for at, words in enumerate(PAYLOADS):
        page = read_page(hostile / f"council-{at}" / "policy" / "index.html")
        shown = page.words.replace("\u2060", "")
        assert shown.count(words) >= 5, words
