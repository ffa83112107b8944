"""Bodies that are no councils, in other countries, with laws cited in other ways; a library adds what it needs."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policykit.errors import Diagnostic
from policykit.model.bodies import BODIES, CITATION_SCHEMES, is_jurisdiction
from policykit.model.fact import Derivation
from policykit.rules.derive import derive_fact
from policykit.source.library import read_library


def check(
    root: Path, council: dict[str, Any], uri: str | None = None, settings: dict[str, Any] | None = None
) -> list[Diagnostic]:
    """Check a library of one body with one policy."""
    place = root / "body" / "rules"
    place.mkdir(parents=True)
    home = {"format": 1, "id": "body", "name": "The Body", "kind": "town", "jurisdiction": "england"} | council
    version: dict[str, Any] = {"format": 1, "title": "Rules", "kind": "policy", "version": "1"}
    version["sections"] = [{"id": "a", "clauses": [{"id": "a.a", "kind": "statement", "text": "Words."}]}]
    if uri is not None:
        version["legislation"] = [{"as_written": "the Act", "uri": uri}]
    files = {root / "body" / "council.yaml": home, place / "v1.yaml": version}
    files[place / "register.yaml"] = {"format": 1, "events": []}
    if settings is not None:
        files[root / "library.yaml"] = {"format": 1} | settings
    for path, data in files.items():
        path.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    return list(read_library(root).diagnostics)


@pytest.mark.parametrize("kind", BODIES)
def test_every_kind_of_body_is_known(tmp_path: Path, kind: str) -> None:
    assert check(tmp_path, {"kind": kind}) == []


@pytest.mark.parametrize("jurisdiction", ["wales", "northern-ireland", "ie", "us-ca", "fr", "eu"])
def test_other_countries_are_known(tmp_path: Path, jurisdiction: str) -> None:
    assert check(tmp_path, {"jurisdiction": jurisdiction}) == []
    assert is_jurisdiction(jurisdiction)


def test_a_library_adds_a_kind_and_a_scheme(tmp_path: Path) -> None:
    scheme = {"id": "canon", "name": "Canon law", "pattern": r"https://canons\.example/c/\d+"}
    settings = {
        "bodies": {"guild": "craft guild"},
        "citation_schemes": [scheme | {"example": "https://canons.example/c/1"}],
    }
    assert check(tmp_path, {"kind": "guild"}, "https://canons.example/c/12", settings) == []


@pytest.mark.parametrize(
    ("council", "code", "hint"),
    [
        ({"kind": "charrity"}, "unknown-body", "did you mean `charity`?"),
        ({"kind": "guild"}, "unknown-body", "add it to library.yaml: `bodies: {guild: what it is called}`"),
        ({"jurisdiction": "walles"}, "unknown-jurisdiction", "did you mean `wales`?"),
        ({"jurisdiction": "zz"}, "unknown-jurisdiction", "write a country by its two letters"),
    ],
)
def test_what_is_not_known_is_named_with_what_to_do(
    tmp_path: Path, council: dict[str, Any], code: str, hint: str
) -> None:
    (found,) = check(tmp_path, council)
    assert found.code == code
    assert hint in (found.hint or "")


@pytest.mark.parametrize("scheme", CITATION_SCHEMES, ids=lambda scheme: scheme.id)
def test_laws_of_other_countries_can_be_cited(tmp_path: Path, scheme: Any) -> None:
    assert re.fullmatch(scheme.pattern, scheme.example)
    assert check(tmp_path, {}, scheme.example) == []


def test_an_address_of_no_scheme_is_refused(tmp_path: Path) -> None:
    (found,) = check(tmp_path, {}, "https://example.org/law")
    assert found.code == "unknown-scheme"


@pytest.mark.parametrize("pattern", ["(", r"https://law\.example/\d+x"])
def test_a_scheme_that_cannot_be_is_refused(tmp_path: Path, pattern: str) -> None:
    scheme = {"id": "own", "name": "Own", "pattern": pattern, "example": "https://law.example/1"}
    (found,) = check(tmp_path, {}, None, {"citation_schemes": [scheme]})
    assert found.code == "bad-scheme"


def test_working_days_of_another_country_are_not_known() -> None:
    days = {"a": date(2026, 3, 2), "b": date(2026, 3, 9)}
    working = Derivation.model_validate({"by": "working_days_between", "of": ["a", "b"]})
    assert derive_fact(working, days, "ENG") == 5
    assert derive_fact(working, days, "OTHER") is None
    between = Derivation.model_validate({"by": "days_between", "of": ["a", "b"]})
    assert derive_fact(between, days, "OTHER") == 7
