"""What a reader who cannot see meets: the tree of each page, word for word, and nothing that validators overlook."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ContentStream
from tests.conftest import Golden
from tests.render.pdf_outline import describe_structure
from tests.render.pdf_pages import AWKWARD, open_pdf, read_page, render_body, rendered

from policykit.render.pdf.read import Element, read_structure, read_text

PAGES = ("congleton", *AWKWARD)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "over_pages"])
def test_tree_of_each_page(name: str, golden: Golden) -> None:
    golden(Path("goldens") / f"pdf_{name}.txt", describe_structure(rendered(name)))


def test_what_runs_over_pages_stays_one_element() -> None:
    pdf = rendered("over_pages")
    roles = Counter(element.role for element in walk(read_structure(pdf)))
    assert len(open_pdf(pdf).pages) > 8
    expected = {"Table": 1, "THead": 1, "TBody": 1, "TR": 71, "TH": 73, "P": 3, "L": 1, "LI": 60, "H2": 3}
    assert {role: roles[role] for role in expected} == expected


@pytest.mark.parametrize("name", PAGES)
def test_words_of_the_page_are_read_in_order_and_no_others(name: str) -> None:
    """Labels of bullets and page numbers of contents are drawn by the style sheet; all else comes from the page."""
    page = WordsOfPage()
    page.feed(read_page(name))
    assert squeeze(read_text(rendered(name))) == squeeze(page.text)


class WordsOfPage(HTMLParser):
    """Gathers what a page says: not its head, and pictures by nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"br", "img", "meta", "circle"}:
            self.inside.append("title" if ("aria-hidden", "true") in attrs else tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag not in {"br", "img", "meta", "circle"}:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.inside):
            self.text += data


def squeeze(text: str) -> str:
    """Give the text without blanks, and without what the style sheet draws."""
    text = "\n".join(re.sub(r"^(• |\d+\. (?=Level))", "", line) for line in text.splitlines())
    text = re.sub(r"(?m)^((?:\d+\.?) .*) \d+$", r"\1", text)
    return re.sub(r"[\s\u00ad•“”\[\]+−]", "", text)


def test_spaces_at_line_ends_are_as_in_the_page() -> None:
    text = read_text(rendered("long_words"))
    assert "WhatsApp/Messaging/Telegram/Signal/Facebook/Instagram/LinkedIn/Pinterest/YouTube/Podcasts" in text
    assert "A forced break and a softhyphen, a no-break space, “quotes” and “quoted words”." in text
    assert "outline the Council's position" in read_text(rendered("congleton"))


def test_a_space_that_its_font_never_draws_is_said_all_the_same() -> None:
    pdf = render_body("<h1>A</h1><p>roman words, <em>one(</em><br>two <em>ŵ\\</em><br>three</p>")
    assert read_text(pdf) == "A\nroman words, one( two ŵ\\ three\n"
    assert pdf.count(b"/ActualText") == 0, "it lies within the compressed content"


def test_marked_content_is_in_the_tree_once_or_an_artifact() -> None:
    reader = open_pdf(rendered("congleton"))
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    owners = {numbers[i]: numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in reader.pages:
        marks = []
        for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
            if operator == b"BDC" and "/MCID" in operands[1]:
                marks.append(int(operands[1]["/MCID"]))
            elif operator in {b"BDC", b"BMC"}:
                assert operands[0] == "/Artifact"
        assert marks == list(range(len(owners[page["/StructParents"]].get_object())))


@pytest.mark.parametrize("name", PAGES)
def test_what_validators_let_pass_and_readers_suffer(name: str) -> None:
    reader = open_pdf(rendered(name))
    for element in walk(read_structure(rendered(name))):
        facts = " ".join(element.facts)
        assert element.role not in {"NonStruct", "Part"}
        assert element.role != "Span" or facts, "a span that says nothing"
        assert element.role != "TH" or facts.startswith(("Column", "Row"))
        assert element.role != "Link" or re.search(r"said as (?!#|s\d+$|https?://\S+$).", facts) or "https://" in facts
        assert not (element.role == "Link" and any(e.role == "Link" for e in walk(element) if e is not element))
    assert not re.search(r"\.{4}|(\. ){3}", read_text(rendered(name))), "dots of a leader are read aloud"
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            annotation = annotation.get_object()
            assert annotation["/Contents"] != annotation.get("/Dest")
            assert "/StructParent" in annotation


def test_each_link_of_the_contents_has_one_area() -> None:
    first = open_pdf(rendered("congleton")).pages[0]
    targets = [annotation.get_object().get("/Dest") for annotation in first["/Annots"]]
    assert [target for target in targets if target] == [f"s{n}" for n in range(1, 12)]


@pytest.mark.parametrize(("name", "entries"), [("congleton", 11), ("long", 160)])
def test_the_contents_name_the_page_that_each_section_is_on(name: str, entries: int) -> None:
    reader = open_pdf(rendered(name))
    found = {
        target: reader.get_destination_page_number(place) + 1 for target, place in reader.named_destinations.items()
    }
    links = [
        element for element in walk(read_structure(rendered(name))) if element.role == "Link" and "#" in str(element)
    ]
    said = {
        fact.removeprefix("to #"): link.kids[-1] for link in links for fact in link.facts if fact.startswith("to #")
    }
    assert len(said) == entries
    assert said == {target: str(found[target]) for target in said}


def test_headings_are_bookmarks() -> None:
    outline = open_pdf(rendered("congleton")).outline
    assert outline[0]["/Title"] == "Social Media Policy"
    assert [entry["/Title"] for entry in outline[1] if not isinstance(entry, list)][:3] == [
        "Contents",
        "1 Introduction",
        "2. Purpose of the Policy",
    ]


def test_ids_of_heads_are_in_the_index() -> None:
    root = open_pdf(rendered("spans")).trailer["/Root"]["/StructTreeRoot"]
    names = root["/IDTree"]["/Names"]
    assert list(names[::2]) == sorted(names[::2])
    assert [str(names[i + 1].get_object()["/ID"]) for i in range(0, len(names), 2)] == list(map(str, names[::2]))


def test_decoration_is_passed_over() -> None:
    pdf = render_body(
        '<h1>A</h1><p><span aria-hidden="true">¶ </span>B</p><p style="position:fixed">each page</p><p>C</p>'
    )
    assert read_text(pdf) == "A\nB\nC\n"


def walk(element: Element) -> list[Element]:
    return [element, *(below for kid in element.kids if isinstance(kid, Element) for below in walk(kid))]


# -- how it lies on the pages ------------------------------------------------------------------------------------------

FOOT = 24 * 72 / 25.4
"""Where the text of a page ends, in points from its lower edge."""


@pytest.mark.parametrize("name", ["congleton", "over_pages", "long"])
def test_no_heading_stands_last_on_its_page(name: str) -> None:
    reader = open_pdf(rendered(name))
    tops = [float(entry["/Top"]) for entry in flatten(reader.outline)]
    assert len(tops) > 3
    assert min(tops) > FOOT + 45, "room for the heading and two lines"


def flatten(entries: list[Any]) -> list[Any]:
    return [one for entry in entries for one in (flatten(entry) if isinstance(entry, list) else [entry])]


@pytest.mark.parametrize("name", ["congleton", "over_pages", "long_words"])
def test_no_row_is_torn(name: str) -> None:
    root = open_pdf(rendered(name)).trailer["/Root"]["/StructTreeRoot"]
    rows = [pages for role, pages in list_pages(root["/K"][0].get_object()) if role == "/TR"]
    assert rows
    assert all(len(pages) <= 1 for pages in rows)


def list_pages(element: Any) -> list[tuple[str, set[int]]]:
    """Give the role of each element with the pages that it and all below it are on, the element itself last."""
    here, below = ({element.raw_get("/Pg").idnum} if "/Pg" in element else set()), []
    for kid in element.get("/K", []):
        kid = kid.get_object()
        if isinstance(kid, dict) and kid.get("/Type") == "/StructElem":
            below += list_pages(kid)
            here |= below[-1][1]
        elif isinstance(kid, pypdf.generic.DictionaryObject) and kid.get("/Type") == "/MCR":
            here.add(kid.raw_get("/Pg").idnum)
    return [*below, (str(element["/S"]), here)]
