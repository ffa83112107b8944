"""The report for a committee: whole without a script, better with it, and readable by everyone."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import cast

import pytest
from lxml import etree, html
from tests.compare_documents.cases import compile_case
from tests.compare_documents.revisions import load_revised
from tests.conftest import Golden, Tool

from policykit.compare.versions.changes import Changes
from policykit.compare.versions.compare import compare_documents
from policykit.compare.versions.redline import redline
from policykit.document.compile import compile_document
from policykit.document.tree import Document
from policykit.edition.edition import find_edition
from policykit.model.policy import Version
from policykit.render.printing.paper import render_pdf
from policykit.render.report.page import render_report, render_report_pdf
from policykit.render.report.picture import draw_strip
from policykit.render.report.text import render_report_markdown, render_report_text

NAMES = ("congleton/social-media", "crewe/social-media")


def compare(name: str) -> tuple[Changes, Document, Document]:
    library = load_revised()
    old, new = (compile_document(find_edition(library, library.policies[name], label)) for label in ("1", "2"))
    return compare_documents(old, new), old, new


def find(page: etree._Element, path: str) -> list[str]:
    return [str(value) for value in cast("list[str]", page.xpath(path))]


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_holds(name: str, golden: Golden) -> None:
    page = render_report(*compare(name), fonts="none")
    body = page[page.index("<body") : page.index("<script>")] + "</body>\n"
    body = re.sub(
        r'<ul class="beside">.*?</ul>\n', "", body, flags=re.DOTALL
    )  # rules and notes, which change more often
    golden(Path("golden") / f"{name.partition('/')[0]}.html", body)


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere_and_every_change_is_listed(name: str) -> None:
    changes, old, new = compare(name)
    page = html.fromstring(render_report(changes, old, new, fonts="none"))
    ids = find(page, "//@id")
    assert len(ids) == len(set(ids))
    links = {link.removeprefix("#") for link in find(page, "//a/@href")}
    assert links <= set(ids)
    cards = set(find(page, "//article[not(contains(@class, ' away'))]/@id"))
    assert len(cards) == len(changes.changed)
    assert cards <= links


def test_the_page_fetches_nothing_and_runs_only_its_own_script() -> None:
    page = render_report(*compare(NAMES[0]))
    assert not re.search(r"(?:src|href)=\"(?!#|data:)|@import|url\((?!\"data:font)", page)
    assert "script-src 'sha256-" in page
    assert "<script" not in render_report(*compare(NAMES[0]), fonts="pdf")


@pytest.mark.engine
@pytest.mark.parametrize("size", ["1280x900", "320x700"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_against_wcag(tmp_path: Path, tool: Tool, name: str, size: str) -> None:
    check = tool("axe-check")
    # The page's own policy allows no script but its own, and axe is another.
    page = render_report(*compare(name))
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    run = subprocess.run([check, str(file), size], capture_output=True, text=True, timeout=120)
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stdout + run.stderr


@pytest.mark.engine
def test_the_script_filters_walks_and_sets_side_by_side(tmp_path: Path, tool: Tool) -> None:
    tool("axe-check")  # brings the browser's driver
    file = tmp_path / "report.html"
    file.write_text(render_report(*compare(NAMES[0])), encoding="utf-8")
    script = Path(__file__).with_name("walk.mjs")
    run = subprocess.run([tool("node"), str(script), str(file)], capture_output=True, text=True, timeout=120)
    assert (run.returncode, run.stdout.split("\n")) == (
        0,
        ["all 17 shown", "normative only: 11", "first: now-28", "second: now-39", "pairs: 10, excess 0", ""],
    ), run.stderr


@pytest.mark.slow
def test_the_same_page_is_printed() -> None:
    changes, old, new = compare(NAMES[1])
    first = render_report_pdf(changes, old, new)
    assert first.startswith(b"%PDF-1.7")
    assert first == render_report_pdf(changes, old, new)


HOSTILE = (
    """<script>alert("x")</script> & 'quotes' </style><img src=http://example.org/x.png onerror=alert(1)> \u0007"""
)


def test_words_are_never_taken_for_a_page_or_a_command() -> None:
    def make(extra: str) -> Version:
        clause = {"id": "a.one", "kind": "statement", "text": f"{HOSTILE} {extra}"}
        table = {"columns": [HOSTILE, extra], "rows": [[extra, HOSTILE]], "caption": HOSTILE}
        section = {
            "id": "a",
            "heading": f"{extra} <script>",
            "clauses": [clause, {**clause, "id": extra, "table": table}],
        }
        return Version.model_validate(
            {"format": 1, "title": f"<b>{extra}", "kind": "policy", "version": "1", "sections": [section]}
        )

    case = compile_case(make("one"), make("two"))
    page = render_report(case.changes, case.old, case.new, fonts="pdf")
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>o" not in page
    for words in (page, render_report_text(case.changes), render_report_markdown(case.changes)):
        assert "\u0007" not in words


@pytest.mark.engine
@pytest.mark.slow
def test_verapdf_finds_no_failure_in_report_and_redline(tool: Tool, tmp_path: Path) -> None:
    changes, old, new = compare(NAMES[0])
    (tmp_path / "report.pdf").write_bytes(render_report_pdf(changes, old, new))
    (tmp_path / "redline.pdf").write_bytes(render_pdf(redline(old, new, changes)))
    command = [tool("verapdf"), "-f", "ua1", "--format", "text", *map(str, sorted(tmp_path.glob("*.pdf")))]
    verdicts = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    assert [verdict.split()[0] for verdict in verdicts] == ["PASS", "PASS"], verdicts


def test_the_labels_of_the_strip_stay_within_it_and_apart() -> None:
    sections = [
        {"id": f"s{n}", "heading": "Use", "clauses": [{"id": f"s{n}.a", "kind": "statement", "text": "Be kind."}]}
        for n in range(60)
    ]
    data = {"format": 1, "title": "Notices", "kind": "policy", "version": "1", "numbering": {"sections": "decimal"}}
    old, new = (Version.model_validate(data | {"sections": sections[:end]}) for end in (60, 59))
    strip = str(draw_strip(compile_case(old, new).changes))
    labels = re.findall(r'<text x="([\d.]+)" y="93" font-size="13">([^<]+)</text>', strip)
    assert len(labels) > 10
    ends = [float(x) + 8 * len(label) for x, label in labels]
    assert max(ends) <= 1000
    assert all(float(x) >= end - 2 for (x, _), end in zip(labels[1:], ends, strict=False))
