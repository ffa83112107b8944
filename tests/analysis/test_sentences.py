"""What a comparison of meaning says is said in sentences, each once, and in no word of the files."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby

from tests.conftest import ROOT

from policykit.pipeline.meaning import compare_meaning
from policykit.pipeline.open import load_library
from policykit.render.report.meaning import render_meaning_text


def test_the_real_policies_are_compared_in_plain_sentences() -> None:
    library = load_library(ROOT / "policies", date(2026, 11, 20))
    text = render_meaning_text(compare_meaning(library, "congleton/social-media", "crewe/social-media"))
    assert library.facts is not None
    names = {name for record in library.facts.value.records.values() for name in record.facts if "_" in name}
    assert not re.search(r"_|\b(?:true|false|none|null)\b", text)
    assert not [name for name in names if name in text]
    lines = text.split("\n")
    for heading, run in groupby(lines, key=lambda line: line.startswith("    ")):
        items = re.split(r"^    - ", "\n".join(run), flags=re.MULTILINE)[1:] if heading else []
        assert len(items) == len(set(items))
