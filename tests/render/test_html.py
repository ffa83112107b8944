"""The web page: sound, safe, the same every time, and readable by everyone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from tests.conftest import Golden, Tool
from tests.render.sample import (
    COVER,
    HOSTILE,
    IMPRINT,
    REDLINE,
    SAMPLE,
    clause,
    deep_document,
    long_document,
    section,
    words,
)
from tests.render.words_of import document_words
from tests.render.words_of import words as split_words

from policykit.document.tree import Blank, ClauseNode, Document, Line, SectionNode, TableNode
from policykit.model.register import Status
from policykit.model.text import Code, Emphasis, Link, Strong, Text
from policykit.render.html.page import render_html

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def parse(document: Document, **options: bool) -> HtmlElement:
    return html.document_fromstring(render_html(document, fonts="none", **options))


def one_clause(*inlines: object) -> Document:
    return Document(IMPRINT, (), (section("s", "1", "S", clause("s.c", inlines)),), ())  # type: ignore[arg-type]


# What the page is


@pytest.mark.parametrize(("name", "document"), [("sample", SAMPLE), ("redline", REDLINE)])
def test_page_is_as_reviewed(golden: Golden, name: str, document: Document) -> None:
    page = render_html(document, fonts="none")
    golden(Path("golden", f"{name}.html"), _STYLE.sub("<style></style>", page) + "\n")


@pytest.mark.parametrize("name", ["base.css", "screen.css", "paper.css"])
def test_page_holds_its_styles(name: str) -> None:
    css = resources.files("policykit.render").joinpath("static", name).read_text(encoding="utf-8").strip()
    assert css in render_html(SAMPLE)
    assert (css in render_html(SAMPLE, fonts="pdf")) == (name == "base.css")


def test_page_says_every_word_in_order_and_no_other() -> None:
    body = parse(SAMPLE).body
    for line_break in body.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    for block in body.iter("p", "li", "h1", "h2", "h3", "th", "td", "dt", "dd", "span", "caption", "a", "small"):
        block.tail = " " + (block.tail or "")
    assert split_words(body.text_content()) == ["Skip", "to", "the", "text", *document_words(SAMPLE)]


def test_a_printed_number_is_parted_from_its_words_by_a_space() -> None:
    for number in parse(SAMPLE).iter("span"):
        if number.get("class") == "number":
            assert number.tail is not None
            assert number.tail.startswith(" ")


class _Nesting(HTMLParser):
    """Notes every tag that is closed out of turn, and every block inside an element that holds words only."""

    WORDS_ONLY = frozenset({"p", "h1", "h2", "h3", "h4", "dt", "caption", "span", "a", "ins", "del", "strong", "em"})
    WITHIN_WORDS = frozenset({"a", "span", "strong", "em", "code", "br", "small", "ins", "del", "q"})
    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self.WORDS_ONLY & set(self.open) and tag not in self.WITHIN_WORDS:
            self.faults.append(f"<{tag}> in {self.open}")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


@pytest.mark.parametrize("document", [SAMPLE, REDLINE, deep_document(60)])
def test_elements_are_nested_as_html_demands(document: Document) -> None:
    nesting = _Nesting()
    nesting.feed(render_html(document, notes=True, fonts="none"))
    assert (nesting.faults, nesting.open) == ([], [])


def test_ids_are_unique_and_every_inner_link_leads_somewhere() -> None:
    for document in (SAMPLE, REDLINE):
        page = parse(document, notes=True)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        targets = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]
        assert set(targets) <= set(ids)


def test_every_section_and_clause_has_a_deep_link_named_after_its_citation() -> None:
    page = parse(SAMPLE)
    named = {a.get("href"): a.get("aria-label") for a in page.find_class("cite")}
    nodes: list[ClauseNode | SectionNode] = [*SAMPLE.walk_clauses(), *(s for s in SAMPLE.walk_sections() if s.heading)]
    for node in nodes:
        assert named[f"#{node.id}"] == f"Link to {node.citation}"


def test_headings_never_skip_a_level() -> None:
    inner = replace(section("a.b.c", "", "Deep", level=3))
    middle = replace(section("a.b", "", "", level=2), sections=(inner,))
    outer = replace(section("a", "", "", level=1), sections=(middle,))
    for document in (SAMPLE, REDLINE, Document(IMPRINT, (), (outer,), ())):
        levels = [int(heading.tag[1]) for heading in parse(document).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_page_without_a_title_line_takes_the_title_from_the_imprint() -> None:
    assert parse(Document(IMPRINT, (), SAMPLE.sections, ())).findtext(".//h1") == "Messaging Policy"


@pytest.mark.parametrize("status", ["draft", "recommended", "superseded", "withdrawn"])
def test_what_is_not_in_force_says_so_on_top(status: Status) -> None:
    page = parse(replace(SAMPLE, imprint=replace(IMPRINT, status=status, status_line="NOT IN FORCE")))
    assert page.get("data-status") == status
    assert page.body.get("data-notice") == "NOT IN FORCE"
    assert page.find_class("status")[0].text == "NOT IN FORCE"


def test_an_adopted_text_has_no_banner() -> None:
    page = parse(replace(SAMPLE, imprint=replace(IMPRINT, status="adopted", status_line="Adopted in 2019")))
    assert not page.find_class("status")
    assert page.body.get("data-dated") == "Adopted in 2019"


def test_notes_are_printed_only_when_asked_for() -> None:
    assert "“without” is meant" not in render_html(SAMPLE)
    assert "Made up for the tests" not in render_html(SAMPLE)
    assert "“without” is meant" in render_html(SAMPLE, notes=True)
    assert "Made up for the tests" in render_html(SAMPLE, notes=True)


def test_contact_addresses_become_links_with_the_printed_words() -> None:
    links = {a.get("href"): a.text for a in parse(SAMPLE).xpath("//address//a")}
    assert links == {
        "mailto:info@exford.example": "info@exford.example",
        "https://www.exford.example": "www.exford.example",
    }


def test_blank_cells_and_lines_give_their_reason() -> None:
    line = Line("version", Blank("omitted_by_source"), label="Adopted:")
    page = parse(replace(SAMPLE, cover=(line,)))
    assert page.find_class("version")[0].text_content() == "Adopted: — (left blank in the source)"


# What a redline shows


def test_a_redline_shows_each_change_in_words_and_in_elements() -> None:
    page = parse(REDLINE)
    shown = {node.get("id"): node.text_content() for node in page.xpath("//li[@id]|//p[@id]")}
    assert shown == {
        "rules.consent": "(a) [Changed] Do not add anyone withwithout their explicit consent.",
        "rules.new": "(b) [Inserted] A new rule.",
        "_was.rules.old": "(b) [Deleted] An old rule.",
        "rules.moved": "(c) [Moved from 6.4] A rule.",
        "_was.rules.moved": "6.4 [Moved to 1(c)] A rule.",
        "_was.gone.words": "Gone words.",
    }
    text = page.get_element_by_id("_text")
    assert [node.text_content() for node in text.iter("del")] == [
        "with",
        "An old rule.",
        "A rule.",
        "Gone",
        "Gone words.",
    ]
    assert [node.text_content() for node in text.iter("ins")] == ["without", "explicit", "A new rule."]


# What may not get out of the words


def test_hostile_text_stays_text() -> None:
    page = parse(SAMPLE)
    assert page.get_element_by_id("words.hostile").text_content() == HOSTILE
    assert not page.xpath("//script|//img|//iframe|//object|//link|//@onerror|//@onclick|//@style")
    assert [meta.get("content") for meta in page.xpath("//meta[@http-equiv]")] == [
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
    ]


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x",
     "file:///etc/passwd", "vbscript:x", "//example.org", "/etc/passwd", "x", ""],
)  # fmt: skip
def test_unsafe_addresses_become_plain_words(href: str) -> None:
    paragraph = parse(one_clause(Link(href, words("words")))).get_element_by_id("s.c")
    assert paragraph.text_content() == "words"
    assert [a.get("class") for a in paragraph.iter("a")] == ["cite"]


@pytest.mark.parametrize("href", ["https://example.org/?a=1&b='2\"", "mailto:a@b.example", "tel:+441270", "#s"])
def test_safe_addresses_are_kept_whole(href: str) -> None:
    assert parse(one_clause(Link(href, words("words")))).get_element_by_id("s.c").find("a").get("href") == href


def test_ids_and_citations_cannot_leave_their_attributes() -> None:
    evil = "\" onclick='x' <b>"
    node = ClauseNode(evil, "statement", evil, "alpha", evil, words(evil), term=None, topic=evil)
    page = parse(Document(IMPRINT, (), (SectionNode(evil, evil, words(evil), 1, evil, (node,)),), ()))
    assert not page.xpath("//@onclick|//b")
    assert [item.get("id") for item in page.iter("li")] == [evil]


def test_facts_of_the_imprint_cannot_leave_their_places() -> None:
    evil = "</style></title><script>x</script>\"'\\\n"
    page = parse(
        replace(SAMPLE, imprint=replace(IMPRINT, council=evil, title=evil, version=evil, status_line=evil, accent=evil))
    )
    assert not page.xpath("//script")
    assert page.findtext(".//title") == f"{evil}, version {evil}, draft – {evil}"
    assert len(page.xpath("//style")) == 1
    assert "--accent:</style>" not in page.findtext(".//style")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\ufffe"])
def test_characters_that_no_page_may_hold_are_replaced(character: str) -> None:
    page = render_html(one_clause(Text(f"a{character}b"), Code(character)))
    assert "a\ufffdb" in page
    page.encode("utf-8")


# What every page can stand


def test_same_document_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from tests.render.sample import SAMPLE, REDLINE\n"
        "from policykit.render.html.page import render_html\n"
        "print(hashlib.sha256((render_html(SAMPLE) + render_html(REDLINE)).encode()).hexdigest())"
    )
    digests = set()
    for seed, zone, locale in (("0", "UTC", "C"), ("1", "Asia/Tokyo", "tr_TR.UTF-8"), ("2", "America/Lima", "C.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_sixty_levels_and_two_thousand_clauses_render() -> None:
    assert 'id="deep.c60"' in render_html(deep_document(60))
    assert len(parse(long_document(2000)).find_class("clause")) == 2000


# The faces inside the page


def test_a_page_embeds_the_faces_that_its_words_need() -> None:
    def faces(*inlines: object) -> list[tuple[str, str, str]]:
        page = render_html(one_clause(*inlines))
        assert page.count("@font-face") == page.count("data:font/woff2;base64,")
        return re.findall(r'@font-face\{font-family:"([^"]+)";font-weight:(\d+);font-style:(\w)', page)

    text = "Atkinson Hyperlegible Next"
    plain = [(text, "400", "n"), (text, "700", "n")]
    assert faces(Text("Llanŷ – “£5”"), Strong(words("b"))) == plain
    assert faces(Emphasis(words("a"))) == [*plain, (text, "400", "i"), (text, "700", "i")]
    assert faces(Text("→ ☐")) == [*plain, ("DejaVu Sans", "400", "n")]


@pytest.mark.parametrize("fonts", ["pdf", "none"])
def test_a_page_without_embedded_faces_names_them_only(fonts: str) -> None:
    page = render_html(SAMPLE, fonts=fonts)  # type: ignore[arg-type]
    assert "@font-face" not in page
    assert 'font-family: "Atkinson Hyperlegible Next"' in page


# In a browser


@pytest.mark.engine
@pytest.mark.parametrize("size", ["1280x900", "320x700"])
@pytest.mark.parametrize(("name", "document"), [("sample", SAMPLE), ("redline", REDLINE)])
def test_axe_finds_nothing_against_wcag(tmp_path: Path, tool: Tool, name: str, document: Document, size: str) -> None:
    check = tool("axe-check")
    page = render_html(document, notes=True)
    file = tmp_path / f"{name}.html"
    file.write_text(page, encoding="utf-8")
    run = subprocess.run([check, str(file), size], capture_output=True, text=True, timeout=120)
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stdout + run.stderr


LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
WIDE = Document(
    IMPRINT,
    COVER,
    (
        section(
            "s",
            "1",
            LONG_WORD,
            clause("s.a", f"{LONG_WORD} {LONG_WORD}", "", "none"),
            clause("s.b", LONG_WORD, "(a)", "alpha", clause("s.c", LONG_WORD, "•", "bullet")),
            replace(clause("s.t", "A table:"), table=TableNode((words("a"), words(LONG_WORD)), ())),
            *deep_document(60).sections[0].clauses,
        ),
    ),
    (),
)
"""What might push a page wider than the screen."""


@pytest.mark.engine
@pytest.mark.parametrize(("name", "document"), [("sample", SAMPLE), ("wide", WIDE)])
def test_page_fits_a_telephone_and_shows_its_links_when_they_are_wanted(
    tmp_path: Path, tool: Tool, name: str, document: Document
) -> None:
    tool("axe-check")  # brings the browser's driver
    file = tmp_path / f"{name}.html"
    file.write_text(render_html(document), encoding="utf-8")
    script = Path(__file__).with_name("measure.mjs")
    run = subprocess.run([tool("node"), str(script), str(file)], capture_output=True, text=True, timeout=120)
    assert json.loads(run.stdout or "null") == {
        "excess": 0,
        "first": "Skip to the text",
        "opacity": {"rest": "0", "pointer": "1", "keyboard": "1"},
    }, run.stderr
