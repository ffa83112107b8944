"""Files in Welsh and in other languages: what is proposed, and what is said not to have been examined."""

from __future__ import annotations

import pytest

from policykit.intake.emit.language import find_language
from policykit.intake.imported import import_content

WELSH = """Polisi cofnodion

1. Diben
Mae’r polisi hwn yn esbonio sut y mae’r Cyngor yn cadw ei gofnodion ar bapur.

2. Rheolau
2.1 Rhaid i’r Clerc gadw cofnodion am saith mlynedd.
2.2 Ni chaiff cynghorydd rannu data personol.
2.3 Dylai aelodau ofyn i’r Clerc.
2.4 Rhaid i bob aelod beidio â chopïo’r cofnodion.
2.5 Caiff y Clerc ofyn am gyngor.
2.6 Nid oes rhaid i neb ateb.
"""
GAELIC = """<html lang="gd"><h1>Poileasaidh chlàran</h1><h2>Riaghailtean</h2>
<p>Feumaidh an clèireach na clàran a ghleidheadh.</p><p>Chan fhaod duine dàta a roinn.</p></html>"""


def test_a_welsh_file_is_read_as_welsh() -> None:
    version = import_content("w.txt", WELSH.encode()).version
    assert version.language == "cy"
    kinds = [clause.kind for _, clause in version.walk_clauses()]
    assert kinds == [
        "statement",
        "obligation",
        "prohibition",
        "recommendation",
        "prohibition",
        "permission",
        "permission",
    ]


def test_of_another_language_it_is_said_that_kinds_were_not_examined() -> None:
    imported = import_content("g.html", GAELIC.encode())
    assert imported.version.language == "gd"
    assert {clause.kind for _, clause in imported.version.walk_clauses()} == {"statement"}
    assert "what the clauses do was not examined: the text is in gd" in [d.doubt.chosen for d in imported.doubts]


@pytest.mark.parametrize(
    ("text", "named", "language"),
    [
        ("The Clerk must keep the records of the council for seven years.", "cy", ""),
        ("Rhaid i’r Clerc gadw cofnodion y Cyngor yn y swyddfa ac ar bapur.", "en-GB", "cy"),
        ("Fees", "en-US", ""),
        ("Fees", "gd", "gd"),
        ("Fees", "not a language", ""),
    ],
)
def test_the_language_is_that_of_the_words(text: str, named: str, language: str) -> None:
    assert find_language([text], named) == language
