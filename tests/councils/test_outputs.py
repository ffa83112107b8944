"""A council comparison as a page, a workbook, CSV, JSON and text."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import cast

import jsonschema
import pytest
from lxml import etree, html
from tests.conftest import Golden, Tool

from policykit.cli import main
from policykit.compare.councils.matrix import Matrix, TopicCell
from policykit.errors import PolicykitError
from policykit.pipeline.formats import MATRIX_FORMATS
from policykit.pipeline.matrix import write_matrix
from policykit.render.matrix.csv import render_matrix_csv
from policykit.render.matrix.json import matrix_schema, matrix_to_json
from policykit.render.matrix.page import render_matrix
from policykit.render.matrix.text import render_matrix_text
from policykit.render.matrix.xlsx import render_matrix_xlsx
from policykit.wording.spreadsheet import guard_formula

SHEET = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def find(page: etree._Element, path: str) -> list[str]:
    return [str(value) for value in cast("list[str]", page.xpath(path))]


def test_the_text_of_three_councils(three: Matrix, golden: Golden) -> None:
    golden(Path("golden/three.txt"), render_matrix_text(three))


def test_the_page_of_three_councils(three: Matrix, golden: Golden) -> None:
    page = render_matrix(three, fonts="none")
    golden(Path("golden/three.html"), page[page.index("<body") :])


def test_every_link_leads_somewhere_and_every_clause_is_on_the_page(three: Matrix) -> None:
    page = html.fromstring(render_matrix(three, fonts="none"))
    ids = find(page, "//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in find(page, "//a/@href")} <= set(ids)
    anchors = {f"c{clause.column + 1}-{clause.address.partition('#')[2]}" for clause in three.clauses}
    assert anchors <= set(ids)
    words = " ".join("".join(find(page, "//text()")).split())
    assert [clause.address for clause in three.clauses if " ".join(clause.text.split()) not in words] == []


def test_the_page_fetches_nothing_and_has_no_script(two: Matrix) -> None:
    page = render_matrix(two)
    assert not re.search(r"(?:src|href)=\"(?!#|data:)|@import|url\((?!\"data:font)|<script|onclick", page)


def test_suggestions_are_no_part_of_a_matrix(two: Matrix) -> None:
    content = (render_matrix(two, fonts="none") + matrix_to_json(two)).replace("Creating suggested alt text", "")
    assert "suggest" not in content.lower()


@pytest.mark.engine
@pytest.mark.parametrize("size", ["1280x900", "320x700"])
@pytest.mark.parametrize("name", ["two", "three"])
def test_axe_finds_nothing_against_wcag(
    tmp_path: Path, tool: Tool, name: str, size: str, request: pytest.FixtureRequest
) -> None:
    check = tool("axe-check")
    # The page's own policy allows no script, and axe is one.
    page = render_matrix(request.getfixturevalue(name))
    file = tmp_path / "matrix.html"
    file.write_text(page, encoding="utf-8")
    run = subprocess.run([check, str(file), size], capture_output=True, text=True, timeout=120)
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stdout + run.stderr


def test_csv_has_every_clause_and_every_silence(three: Matrix) -> None:
    content = render_matrix_csv(three)
    assert content.startswith("\ufeffTopic,Council,")
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline="")))
    assert {row["Address"] for row in rows} - {""} == {clause.address for clause in three.clauses}
    silent = {(row["Topic"], row["Policy"]) for row in rows if row["Says"] == "Silent"}
    assert ("Enforcement", "crewe/social-media") in silent
    assert len(silent) == sum(not cell.clauses for row in three.rows for cell in row.cells)
    (untagged,) = [row for row in rows if row["Topic"] == "(no topic)"]
    assert untagged["Words"].startswith("'=SUM(A1:A9)")


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+44 1270", "'+44 1270"),
        ("-2", "'-2"),
        ("@import", "'@import"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("Words = words", "Words = words"),
        ("", ""),
        (-3, -3),
    ],
)
def test_a_cell_that_could_be_a_formula_is_disarmed(cell: str | int, safe: str | int) -> None:
    assert guard_formula(cell) == safe


def test_the_workbook_holds_words_only_and_is_the_same_each_time(three: Matrix) -> None:
    content = render_matrix_xlsx(three)
    assert content == render_matrix_xlsx(three)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [etree.fromstring(book.read(name)) for name in book.namelist() if "worksheets/sheet" in name]
        strings = etree.fromstring(book.read("xl/sharedStrings.xml")).xpath("//m:t/text()", namespaces=SHEET)
        names = etree.fromstring(book.read("xl/workbook.xml")).xpath("//m:sheet/@name", namespaces=SHEET)
    assert names == ["Summary", "Topics", "Clauses", "Links", "Shared words"]
    assert [sheet.xpath("//m:f | //m:hyperlink", namespaces=SHEET) for sheet in sheets] == [[]] * 5
    held = {str(string) for string in cast("list[str]", strings)}
    assert {clause.text for clause in three.clauses} - held == {
        clause.text for clause in three.clauses if clause.text.startswith("=")
    }


def test_without_xlsxwriter_the_command_is_named(three: Matrix, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(PolicykitError) as raised:
        render_matrix_xlsx(three)
    assert raised.value.diagnostics[0].hint == 'pip install "council-policykit[xlsx]"'


def test_json_is_what_its_schema_says(three: Matrix) -> None:
    data = json.loads(matrix_to_json(three))
    jsonschema.Draft202012Validator(matrix_schema()).validate(data)
    assert [row["topic"] for row in data["rows"]] == [row.topic for row in three.rows]


def test_of_many_councils_each_topic_is_opened_by_hand_and_paper_has_the_tables(two: Matrix) -> None:
    many = widen(two, 7)
    page = html.fromstring(render_matrix(many, fonts="none"))
    assert len(find(page, "//section[@class='topic']/details/summary/text()")) == 33  # of enforcement nobody speaks
    assert len(find(page, "//table/caption/text()")) == 2
    paper = html.fromstring(render_matrix(many, fonts="pdf"))
    assert find(paper, "//details") == []
    assert {link.removeprefix("#") for link in find(paper, "//a/@href")} <= set(find(paper, "//@id"))


def widen(matrix: Matrix, width: int) -> Matrix:
    """Give the matrix with further councils that are silent on everything."""
    columns = [
        replace(matrix.columns[1], council=f"Silent {k} Town Council", policy=f"silent{k}/social-media")
        for k in range(2, width)
    ]
    silent = (TopicCell("silent", (), 0),) * len(columns)
    rows = tuple(replace(row, cells=(*row.cells, *silent)) for row in matrix.rows)
    return replace(matrix, columns=(*matrix.columns, *columns), rows=rows)


@pytest.mark.engine
@pytest.mark.slow
def test_verapdf_finds_no_failure(tool: Tool, tmp_path: Path, two: Matrix) -> None:
    file = tmp_path / "two.pdf"
    file.write_bytes(write_matrix(two, "pdf"))
    for flavour in ("ua1", "3a"):
        command = [tool("verapdf"), "-f", flavour, "--format", "text", str(file)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=300)
        assert run.stdout.split()[:1] == ["PASS"], run.stdout + run.stderr


QUICK = [name for name in MATRIX_FORMATS if name != "pdf"]


@pytest.mark.parametrize("name", QUICK)
def test_the_same_matrix_gives_the_same_bytes(two: Matrix, name: str) -> None:
    assert write_matrix(two, name) == write_matrix(two, name)


def test_the_command_writes_every_format(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "all.html"
    formats = ",".join(QUICK)
    assert main(["matrix", "congleton", "crewe", "--library", str(folder), "--format", formats, "--out", str(out)]) == 0
    written = sorted(Path(line).name for line in capsys.readouterr().out.splitlines())
    assert written == ["all.csv", "all.html", "all.json", "all.txt", "all.xlsx"]


def test_compare_sets_two_councils_side_by_side(folder: Path, tmp_path: Path, two: Matrix) -> None:
    out = tmp_path / "page.html"
    call = ["compare", "congleton", "crewe", "--library", str(folder), "--format", "html", "--out", str(out)]
    assert main([*call, "--exit-code"]) == 1
    assert out.read_text(encoding="utf-8") == render_matrix(two)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (["compare", "congleton", "crewe", "--redline"], "error[not-one-policy]: `congleton/social-media@1` and"),
        (["compare", "congleton", "crewe", "--format", "md"], "error[unknown-format]: there is no format `md`"),
        (["matrix", "crewe"], "error[too-few-policies]: `crewe/social-media` was the only one named"),
    ],
)
def test_a_wrong_call_is_told(folder: Path, call: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*call, "--library", str(folder)]) == 2
    assert capsys.readouterr().err.startswith(message)


def test_suggestions_are_printed_as_such(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "crewe", "congleton", "--library", str(folder)]) == 0
    assert "suggested, not confirmed" in capsys.readouterr().out.splitlines()[0]
    assert main(["suggest", "crewe", "congleton", "--library", str(folder), "--format", "json"]) == 0
    assert {entry["state"] for entry in json.loads(capsys.readouterr().out)["suggestions"]} == {"suggested"}
