"""Words of force in Welsh, and a plain word where a language is not known."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare_documents.cases import compile_case

from policykit.compare.versions.changes import Changes
from policykit.compare.versions.redline import sum_up
from policykit.compare.words.force import compare_force, find_markers
from policykit.compare.words.languages import find_vocabulary
from policykit.compare.words.welsh import list_mutations
from policykit.model.force.languages import find_force_words
from policykit.model.force.welsh import WELSH
from policykit.model.policy import Version
from policykit.render.report.json import changes_to_json
from policykit.render.report.text import render_report_text

SAID = {
    "forbidden, then allowed": (
        "Ni chaiff cynghorydd rannu data personol.",
        "Caiff cynghorydd rannu data personol.",
        ["“Ni chaiff” became “Caiff”: a prohibition became a permission"],
    ),
    "a duty, then a choice, and a shorter time": (
        "Rhaid i’r Clerc gadw cofnodion am saith mlynedd.",
        "Caiff y Clerc gadw cofnodion am ddwy flynedd.",
        [
            "“Rhaid” became “Caiff”: a duty became a permission",
            "“saith mlynedd” became “ddwy flynedd”: a shorter time",
        ],
    ),
    "must, then must not": (
        "Rhaid i’r Clerc ddatgelu’r cofnod.",
        "Rhaid i’r Clerc beidio â datgelu’r cofnod.",
        ["“Rhaid” became “Rhaid … beidio”: a duty became a prohibition"],
    ),
    "should, then should not": (
        "Dylid cadw’r cofnodion.",
        "Ni ddylid cadw’r cofnodion.",
        ["“Dylid” became “Ni ddylid”: a recommendation became a recommendation against"],
    ),
    "no duty any more": (
        "Mae’n rhaid i aelod ateb.",
        "Nid oes rhaid i aelod ateb.",
        ["“Mae’n rhaid” became “Nid oes rhaid”: a duty became a permission"],
    ),
    "a relative clause": (
        "person na chaiff bleidleisio",
        "person a gaiff bleidleisio",
        ["“na chaiff” became “gaiff”: a prohibition became a permission"],
    ),
    "will, then will not, on another day": (
        "Bydd y Cyngor yn talu erbyn 1 Mai.",
        "Ni fydd y Cyngor yn talu erbyn 1 Mehefin.",
        [
            "“Bydd” became “Ni fydd”: a commitment became a commitment not to",
            "“1 Mai” became “1 Mehefin”: a date changed",
        ],
    ),
    "whom it binds": (
        "Rhaid i’r Clerc arwyddo.",
        "Rhaid i’r Cadeirydd arwyddo.",
        ["“Clerc” became “Cadeirydd”: the people or bodies it names changed"],
    ),
    "both, then either": (
        "Caiff y Clerc a’r Maer arwyddo.",
        "Caiff y Clerc neu’r Maer arwyddo.",
        ["“a” became “neu”: what the clause covers changed"],
    ),
    "working days": (
        "Rhaid ateb o fewn 5 diwrnod gwaith.",
        "Rhaid ateb o fewn 10 o ddiwrnodau gwaith.",
        ["“5 diwrnod gwaith” became “10 o ddiwrnodau gwaith”: a longer time"],
    ),
    "a fortnight": (
        "Rhaid rhoi rhybudd o bythefnos.",
        "Rhaid rhoi rhybudd o dair wythnos.",
        ["“bythefnos” became “dair wythnos”: a longer time"],
    ),
    "a passive allows nothing": ("Caiff y cofnodion eu cadw yn y swyddfa.", "Cedwir y cofnodion yn y swyddfa.", []),
    "the same duty said otherwise": ("Mae’n rhaid i aelod ateb.", "Rhaid i aelod ateb.", []),
    "another place": ("Rhaid cadw’r cofnodion yn y swyddfa.", "Rhaid cadw’r cofnodion yn yr archif.", []),
    "and not: of the second verb alone": (
        "Rhaid i’r Clerc gadw’r cofnod.",
        "Rhaid i’r Clerc gadw’r cofnod a pheidio â’i rannu.",
        ["“pheidio” was added: the sense may have been reversed"],
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_became_of_the_force(name: str) -> None:
    old, new, lines = SAID[name]
    assert [change.line for change in compare_force(old, new, language="cy")] == lines
    parted = [unicodedata.normalize("NFD", text) for text in (old, new)]
    assert [change.kind for change in compare_force(*parted, language="cy-GB")] == [
        change.kind for change in compare_force(old, new, language="cy")
    ]


@pytest.mark.parametrize("word", sorted(WELSH.every))
def test_every_form_gives_its_force(word: str) -> None:
    for text in (f"{word} xyz", f"Xyz {word.replace(chr(39), '’')} xyz", f"{word.capitalize()}’r xyz"):
        (marker,) = [m for m in find_markers(text, language="cy") if m.kind == "modal"]
        assert marker.force == WELSH.every[word]
        assert marker.text.casefold().replace("’", "'") == word


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("pwyllgor", {"pwyllgor", "bwyllgor", "mhwyllgor", "phwyllgor"}),
        ("clerc", {"clerc", "glerc", "nghlerc", "chlerc"}),
        ("deg", {"deg", "ddeg", "neg"}),
        ("gweithiwr", {"gweithiwr", "weithiwr", "ngweithiwr"}),
        ("llywodraethwr", {"llywodraethwr", "lywodraethwr"}),
        ("rheolwr", {"rheolwr", "reolwr"}),
        ("maer", {"maer", "faer"}),
        ("chwech", {"chwech"}),
        ("aelod", {"aelod", "haelod"}),
        ("Mawrth", {"Mawrth", "Fawrth"}),
        ("Gorffennaf", {"Gorffennaf", "Orffennaf", "Ngorffennaf"}),
    ],
)
def test_mutations(word: str, forms: set[str]) -> None:
    assert set(list_mutations(word)) == forms


@given(st.sampled_from(sorted(WELSH.every)), st.sampled_from(sorted(WELSH.every)))
def test_another_force_is_always_told(first: str, second: str) -> None:
    forces = WELSH.every[first], WELSH.every[second]
    told = [c for c in compare_force(f"{first} xyz.", f"{second} xyz.", language="cy") if c.kind == "modal"]
    assert bool(told) or forces[0] == forces[1]


def compare(language: str, old: str, new: str) -> Changes:
    """Compare two versions of one clause in a language."""
    front = {"format": 1, "title": "Polisi", "kind": "policy", "version": "1", "language": language}
    versions = (
        Version.model_validate(
            {**front, "sections": [{"id": "a", "clauses": [{"id": "a.a", "kind": "statement", "text": t}]}]}
        )
        for t in (old, new)
    )
    return compile_case(*versions).changes


def test_a_committee_is_told_of_welsh() -> None:
    changes = compare("cy-GB", *SAID["forbidden, then allowed"][:2])
    assert changes.normative_count == 1
    assert "1 of which changes what is asked" in sum_up(changes)
    assert "a prohibition became a permission" in " ".join(render_report_text(changes).split())


@pytest.mark.parametrize("language", ["gd", "ga", "fr-FR", "gv"])
def test_a_language_that_is_not_known_is_said_not_to_be_examined(language: str) -> None:
    assert find_vocabulary(language) is None
    assert find_force_words(language) is None
    changes = compare(language, "Feumaidh an clèireach seo a dhèanamh.", "Faodaidh an clèireach seo a dhèanamh.")
    (row,) = changes.changed
    assert (row.weight, row.unexamined, row.force) == ("unexamined", language, ())
    assert row.line.endswith(f"not examined: the text is in {language}")
    report = render_report_text(changes)
    assert "no word of force changed" not in report
    assert f"1 not examined for what they ask: the text is in {language}" in " ".join(report.split())
    assert "Not examined for what they ask (1)" in report
    assert '"unexamined": 1' in changes_to_json(changes)
    with pytest.raises(ValueError, match=language):
        find_markers("x", language=language)


def test_what_comes_in_a_language_that_is_not_known() -> None:
    front = {"format": 1, "title": "Polisi", "kind": "policy", "version": "1", "language": "gd"}
    one = {"id": "a.a", "kind": "statement", "text": "Seo na riaghailtean."}
    two = {"id": "a.b", "kind": "statement", "text": "Chan fhaod duine smocadh."}
    old, new = (
        Version.model_validate({**front, "sections": [{"id": "a", "clauses": clauses}]})
        for clauses in ([one], [one, two])
    )
    (row,) = compile_case(old, new).changes.changed
    assert (row.kind, row.weight) == ("added", "unexamined")
    assert "not examined: the text is in gd" in row.line


def test_a_translated_clause_is_not_taken_for_another_force() -> None:
    old, new = (
        Version.model_validate(
            {
                "format": 1,
                "title": "Rules",
                "kind": "policy",
                "version": "1",
                "language": language,
                "sections": [{"id": "a", "clauses": [{"id": "a.a", "kind": "statement", "text": text}]}],
            }
        )
        for language, text in (("en-GB", "The Clerk must sign."), ("cy", "Rhaid i’r Clerc arwyddo."))
    )
    (row,) = compile_case(old, new).changes.changed
    assert row.unexamined == "en-GB and cy"
