"""`--history`: beside each clause, since which version and minute it reads so, and what it said before."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import jsonschema
import pypdf
import pytest
from tests.life.conftest import Clerk

import policykit
from policykit.pipeline.schemas import make_schema

FIRST = "version 1, adopted 4 March 2024, minute 24/17"
SECOND = "version 2, adopted 5 May 2025, minute 25/9"


def change(root: Path, label: str, old: str, new: str) -> None:
    file = root / f"leek/notices/v{label}.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def changed(clerk: Clerk, adopted: Path) -> Path:
    """The library with a second version adopted, in which one clause differs, and a third begun, with three more."""
    assert clerk("draft", "leek/notices", "--date", "2025-01-01").code == 0
    change(adopted, "2", "after one month.", "after two months.")
    adopt = ("adopt", "leek/notices", "--date", "2025-05-05", "--reference", "25/9", "--next-review", "2027")
    assert clerk(*adopt, "--by", "AM").code == 0
    assert clerk("draft", "leek/notices", "--date", "2026-01-01").code == 0
    change(adopted, "3", "after two months.", "after six weeks.")
    change(adopted, "3", "          - {id: boards.park, kind: statement, text: in the park.}\n", "")
    change(
        adopted,
        "3",
        "in the market;}",
        "in the market; and}\n          - {id: boards.hall, kind: statement, text: indoors.}",
    )
    return adopted


def test_each_clause_tells_its_versions_minutes_and_earlier_words(clerk: Clerk, changed: Path) -> None:
    clerk("build", "leek/notices@3", "--history", "--format", "text", "--out", "out")
    words = " ".join(Path("out/leek/notices/v3.history.txt").read_text("utf-8").replace("|", " ").split())
    assert f"Each part of this text reads as it did in {FIRST}, unless a note below" in words
    assert (
        "A notice is taken down after six weeks. In these words since version 3, a draft. "
        f"From {SECOND} (2.1): “A notice is taken down after two months.” "
        f"From {FIRST} (2.1): “A notice is taken down after one month.”"
    ) in words
    assert "indoors. New in version 3, a draft." in words
    assert f"Removed in version 3, a draft. From {FIRST} (1.3(b)): “in the park.”" in words
    assert words.count("In these words since") == 2


def test_show_tells_it_of_the_version_that_counted_on_the_day(clerk: Clerk, changed: Path) -> None:
    said = clerk("show", "leek/notices", "--as-at", "2025-06-01", "--history")
    words = " ".join(said.out.replace("|", " ").split())
    assert f"after two months. In these words since {SECOND}. From {FIRST} (2.1): “A notice" in words
    assert "six weeks" not in words


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "md", "json"])
def test_every_format_tells_it_and_only_where_it_was_asked_for(clerk: Clerk, changed: Path, form: str) -> None:
    clerk("build", "leek/notices@3", "--history", "--format", form, "--out", "out")
    clerk("build", "leek/notices@3", "--format", form, "--out", "out")
    with_history, without = (read_file(Path(f"out/leek/notices/v3{more}.{form}")) for more in (".history", ""))
    assert FIRST in with_history
    assert "after one month." in with_history
    assert "after one month." not in without
    assert "two months" not in without
    assert "past" not in without


def read_file(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())
    if path.suffix == ".docx":
        return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    return data.decode()


def test_the_json_fits_the_schema_of_documents(clerk: Clerk, changed: Path) -> None:
    clerk("build", "leek/notices@3", "--history", "--format", "json", "--out", "out")
    data = json.loads(Path("out/leek/notices/v3.history.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(make_schema("document")).validate(data)
    found = next(part for part in data["history"]["parts"] if part["id"] == "removal.month")
    assert [reading["since"]["reference"] for reading in found["readings"]] == [None, "25/9", "24/17"]


def test_a_fault_in_an_earlier_text_is_said_and_not_passed_over(clerk: Clerk, changed: Path) -> None:
    (changed / "leek/notices/v4.yaml").write_text("format: 1\n", "utf-8")
    said = clerk("build", "leek/notices@3", "--history", "--format", "text", "--out", "out")
    assert (said.code, "leek/notices/v4.yaml" in said.err) == (2, True)


def test_two_languages_beside_each_other_tell_no_history(clerk: Clerk, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        clerk("build", "--beside", "--history")
    assert "--history: not allowed with argument --beside" in capfd.readouterr().err


def test_python_gives_it_as_data(changed: Path) -> None:
    library = policykit.load_library(changed)
    history = policykit.trace_history(library, library.policies["leek/notices"], "3")
    part = history.find("boards.consent")
    assert part is not None
    assert (part.now.since.label, part.now.since.reference, part.earlier) == ("1", "24/17", ())
    assert history.find("nothing") is None
