"""A file of policykit's own is read back as exactly the version that it was made from, and never against its words."""

from __future__ import annotations

import re

import pytest
from benchmarks.akn.documents import make_edition
from hypothesis import given, settings
from tests.akn.files import compile_all
from tests.compare_documents.cases import compile_case
from tests.compare_documents.versions import versions
from tests.render.furnished import NAMES, compile_furnished

from policykit.document.compile import compile_document
from policykit.document.tree import Document
from policykit.intake.akn.read import read_akn
from policykit.model.policy import Version
from policykit.pipeline.import_own import import_own
from policykit.render.akn.document import render_akn


def read_back(text: str) -> Version | None:
    imported = import_own("v1.akn.xml", read_akn("v1.akn.xml", text.encode()))
    return imported.version if imported else None


def expect(document: Document) -> Version:
    assert document.edition is not None
    return document.edition.printable().version


def test_every_field_comes_back() -> None:
    for name, document in compile_all().items():
        if name == "llanfair/cofnodion@1":  # see the next test
            continue
        assert read_back(render_akn(document)) == expect(document), name
    for name in NAMES:
        assert read_back(render_akn(compile_furnished(name))) == expect(compile_furnished(name)), name


def test_a_number_that_is_counted_otherwise_today_is_written_out() -> None:
    document = compile_all()["llanfair/cofnodion@1"]  # sealed when appendices of Welsh texts were still in English
    version = read_back(render_akn(document))
    assert version is not None
    pairs = zip(version.walk_sections(), expect(document).walk_sections(), strict=True)
    (changed,) = [own for (_, own), (_, old) in pairs if own != old]
    assert changed.number == "Appendix A"


@pytest.mark.parametrize("number", range(6, 16))
def test_every_field_of_a_policy_with_all_that_policies_have_comes_back(number: int) -> None:
    edition = make_edition(number)
    manuscript = read_akn("v1.akn.xml", render_akn(compile_document(edition)).encode())
    imported = import_own("v1.akn.xml", manuscript)
    assert imported is not None
    assert imported.version == edition.version
    assert imported.accounts.holds
    assert manuscript.own is not None
    told = [event.model_dump(mode="json", by_alias=True, exclude_defaults=True) for event in edition.state.events]
    assert [dict(event) for event in manuscript.own.events] == told


@settings(max_examples=25, deadline=None)
@given(versions())
def test_every_field_comes_back_of_whatever_version(pair: tuple[Version, Version]) -> None:
    for document in (compile_case(*pair).old, compile_case(*pair).new):
        assert read_back(render_akn(document)) == expect(document)


def test_without_what_is_proprietary_all_is_there_but_rules_and_counting() -> None:
    document = compile_all()["llanfair/records@2"]
    text = re.sub("<proprietary.*</proprietary>", "", render_akn(document), flags=re.DOTALL)
    version = read_back(text)
    assert version is not None
    gone = {"rules": (), "no_rule": None, "number": None, "numbering": None}
    for (_, own), (_, old) in zip(version.walk_clauses(), expect(document).walk_clauses(), strict=True):
        assert own.model_copy(update={**gone, "clauses": ()}) == old.model_copy(update={**gone, "clauses": ()})


WORDS = "letters for seven years"


def test_words_that_another_program_changed_are_those_that_count() -> None:
    text = render_akn(compile_all()["llanfair/records@2"])
    assert text.count(WORDS) > 1  # on the page, and in the quotation of a rule
    changed = re.sub(rf"<p>{WORDS}", "<p>letters for nine years", text)
    version = read_back(changed)
    assert version is not None
    (clause,) = [clause for _, clause in version.walk_clauses() if clause.id == "keeping.letters"]
    assert clause.text is not None
    assert clause.text.startswith("letters for nine years")
    assert clause.rules


def test_what_is_proprietary_brings_in_no_word_that_is_not_shown() -> None:
    text = render_akn(compile_all()["llanfair/records@2"])
    field = '<own:field of="keeping.letters" name="text">"letters for ever"</own:field>'
    changed = text.replace("</proprietary>", f"{field}</proprietary>")
    manuscript = read_akn("v2.akn.xml", changed.encode())
    assert manuscript.own is not None
    assert manuscript.own.unused == ("text of keeping.letters",)
    assert read_back(changed) == read_back(text)


@pytest.mark.parametrize(
    "change",
    [
        (r"<section eId", r"<article eId=\"art_1\"><num>1</num><content><p>New.</p></content></article><section eId"),
        (r"<content>", r"<content><p>One more.</p>"),
        (r"<intro>", r"<intro>Loose words"),
        (r"<num>3.1</num>", r"<num><del>3.1</del><ins>3.2</ins></num>"),
        (r"wId=\"keeping.letters\" ", r""),
        (r"<mainBody", r"<mainBody xmlns=\"urn:other\""),
    ],
)
def test_a_file_that_was_changed_beyond_what_policykit_writes_is_read_as_any_other(change: tuple[str, str]) -> None:
    pattern, new = (part.replace('\\"', '"') for part in change)
    text = render_akn(compile_all()["llanfair/records@2"])
    changed = text.replace(pattern, new, 1)
    assert changed != text
    manuscript = read_akn("v2.akn.xml", changed.encode())
    assert manuscript.own is None
    assert manuscript.paragraphs
