"""What a corpus answers on real policies: two councils and their model clauses, and a third that drifted."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT, Golden

pytest.importorskip("polars")
pytest.importorskip("duckdb")

from policykit.cli import main
from policykit.corpus.questions.drift import CHANGED, OLD, OLD_CHANGED, SAME, judge_words


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of Congleton, Crewe and Sandbach, and of the model before and after it was changed."""
    place = tmp_path_factory.mktemp("corpus")
    library = place / "policies"
    shutil.copytree(ROOT / "policies", library)
    shutil.copytree(ROOT / "tests/councils/library", library, dirs_exist_ok=True)
    assert main(["corpus", "add", str(library), "--corpus", str(place / "corpus"), "--county", "Cheshire"]) == 0
    models = library / "models/social-media.yaml"
    models.write_text(models.read_text("utf-8").replace("on any form of social", "on every kind of social"), "utf-8")
    assert main(["corpus", "add", str(library), "--corpus", str(place / "corpus"), "--county", "Cheshire"]) == 0
    return place / "corpus"


QUESTIONS = {
    "families": [],
    "who-model": ["who", "social-media/sensible-use"],
    "who-clause": ["who", "crewe/social-media#policy-statement.sensible-use"],
    "lacks-topic": ["lacks", "ai-permitted"],
    "lacks-model": ["lacks", "social-media/personal-responsibility"],
    "drift": ["drift", "social-media"],
    "drift-since": ["drift", "social-media", "--since", "1"],
    "nearest": ["nearest", "sandbach/social-media"],
    "search": ["search", "media", "PERSONALLY"],
    "matrix": ["matrix", "--rows", "2", "--page", "2"],
    "matrix-topic": ["matrix", "--topic", "branding", "--county", "Cheshire"],
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_answer(name: str, corpus: Path, golden: Golden, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", *(QUESTIONS[name] or [name]), "--corpus", str(corpus)]) == 0
    golden(Path("golden") / f"{name}.txt", capsys.readouterr().out)


def test_an_answer_says_the_same_in_every_form(corpus: Path, tmp_path: Path, golden: Golden) -> None:
    out = tmp_path / "answer.txt"
    asked = ["corpus", "who", "social-media/sensible-use", "--corpus", str(corpus)]
    assert main([*asked, "--format", "text,html,csv,json", "--out", str(out)]) == 0
    data = json.loads(out.with_suffix(".json").read_text("utf-8"))
    with out.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == [row["text"] for row in data["rows"]]
    page = out.with_suffix(".html").read_text("utf-8")
    assert all(f"<td>{row['clause'].replace('“', '“')}</td>" in page for row in rows)
    golden(Path("golden/who.html"), page[page.index("<body") :])


def test_the_pages_of_an_answer_are_its_rows_in_order(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def ask(*more: str) -> list[object]:
        main(["corpus", "search", "the", "--corpus", str(corpus), "--format", "json", *more])
        return list(json.loads(capsys.readouterr().out)["rows"])

    whole = ask("--rows", "0")
    assert whole == [row for page in range(1, 20) for row in ask("--rows", "7", "--page", str(page))]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("you must ask this council first", (SAME, 1.0)),
        ("you should ask this council first", (OLD, 0.83)),
        ("you should ask this council first of all", (OLD_CHANGED, 0.78)),
        ("you must ask this council first of all", (CHANGED, 0.93)),
    ],
)
def test_words_are_the_models_its_old_ones_or_changed(held: str, expected: tuple[str, float]) -> None:
    state, likeness = judge_words(held, "you must ask {body} first", "you should ask {body} first")
    assert state == expected[0]
    assert likeness == 1.0 if state == SAME else likeness < 1.0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["who", "crewe/social-media#policy"], "`crewe/social-media` has no clause `policy`"),
        (["who", "0123456789abcdef"], "there is no family `0123456789abcdef`"),
        (["lacks", "brandng"], "the corpus has no topic and no model `brandng`"),
        (["drift", "social-media", "--since", "7"], "the corpus has no version `7` of `models/social-media`"),
        (["nearest", "crew/social-media"], "the corpus has no policy `crew/social-media`"),
        (["matrix", "--topic", "brandng"], "no clause declares the topic `brandng`"),
        (["when", "x"], "`when` is no action of `policykit corpus`"),
        (["who"], "`who` needs one name"),
    ],
)
def test_what_is_not_there_is_said(
    words: list[str], message: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["corpus", *words, "--corpus", str(corpus)]) == 2
    assert message in capsys.readouterr().err


def test_a_folder_of_files_is_imported_and_its_names_are_covered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for town in ("Crewe", "Sandbach"):
        folder = tmp_path / "files" / town.lower()
        folder.mkdir(parents=True)
        text = f"# Media\n\nOfficers of {town} Town Council should answer each comment within two working days.\n"
        (folder / "media.md").write_text(text, encoding="utf-8")
        council = {"id": town.lower(), "name": f"{town} Town Council", "kind": "town", "jurisdiction": "england"}
        (folder / "council.yaml").write_text(json.dumps({"format": 1, **council}), encoding="utf-8")
    (tmp_path / "files/crewe/broken.docx").write_bytes(b"no document")
    assert main(["corpus", "add", str(tmp_path / "files"), "--corpus", str(tmp_path / "c")]) == 1
    assert "broken.docx" in capsys.readouterr().err
    main(["corpus", "families", "--corpus", str(tmp_path / "c"), "--format", "json"])
    assert [row["texts"] for row in json.loads(capsys.readouterr().out)["rows"]] == [1]
