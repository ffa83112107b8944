"""`policykit compare` and `policykit amend`, as they are called."""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.compare_documents.revisions import write_revised
from tests.conftest import Golden

from policykit.cli import main
from policykit.source.library import load_library

NAME = "congleton/social-media"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_revised(tmp_path_factory.mktemp("library") / "policies")


def call(capfd: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    return code, *capfd.readouterr()


def test_two_versions_are_compared_in_words(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capfd, "compare", f"{NAME}@1", f"{NAME}@2", "--library", library)
    assert code == 0
    assert "16 changes" in out
    assert "“should not” became “must not”" in out


def test_one_name_means_what_is_in_force_against_the_newest_draft(
    library: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = call(capfd, "compare", "crewe/social-media", "--library", library, "--format", "json", "--exit-code")
    assert code == 1
    told = json.loads(out)
    assert (told["old"]["version"], told["new"]["version"]) == ("1", "2")


def test_a_version_against_itself_has_no_change(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capfd, "compare", f"{NAME}@2", f"{NAME}@2", "--library", library, "--exit-code")
    assert code == 0
    assert "no change" in out


def test_every_format_is_written_beside_the_others(
    library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    formats = "text,html,md,json"
    _, out, _ = call(capfd, "compare", "crewe/social-media", "--library", library, "--format", formats, "--out",
                     tmp_path / "report")  # fmt: skip
    names = ["report.txt", "report.html", "report.md", "report.json"]
    assert [Path(line).name for line in out.splitlines()] == names
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


@pytest.mark.slow
def test_report_and_redline_are_printed_as_pdf(
    library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, more in (("report.pdf", []), ("redline.pdf", ["--redline"])):
        call(capfd, "compare", NAME, f"{NAME}@2", "--library", library, "--format", "pdf", "--out", tmp_path / name,
             *more)  # fmt: skip
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-1.7")


def test_a_redline_shows_the_words_of_both(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = call(capfd, "compare", f"{NAME}@1", f"{NAME}@2", "--library", library, "--format", "md", "--redline")
    assert "{-- six--}{++ eight++} weeks" in out or "{--six--}{++eight++} weeks" in out


REFUSED = {
    f"compare {NAME}@2": "`congleton/social-media` has no draft beside `2`",
    f"compare {NAME}@1 {NAME}@3": "`congleton/social-media` has no version `3`",
    f"compare {NAME}@1 {NAME}@2 --format docs": "there is no format `docs`",
    f"amend {NAME} crewe/social-media": "are not versions of one policy",
    f"amend {NAME}@1 {NAME}@2 --carried 99": "there is no amendment 99: the motion has 14",
    f"amend {NAME}@1 {NAME}@2 --carried 1 --format docx": "a version is not printed as docx here",
    f"amend {NAME}@1 {NAME}@2 --format docs": "there is no format `docs`",
    f"amend {NAME}@1 --apply nothing.txt": "`nothing.txt` cannot be read: no such file or directory",
}


@pytest.mark.parametrize(("line", "told"), REFUSED.items(), ids=REFUSED)
def test_a_call_that_cannot_be_carried_out_is_told_why(
    library: Path, capfd: pytest.CaptureFixture[str], line: str, told: str
) -> None:
    code, out, errors = call(capfd, *line.split(), "--library", library)
    assert (code, out) == (2, "")
    assert told in errors


def test_amendments_printed_and_carried_out_give_the_new_version(
    library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in (NAME, "crewe/social-media"):
        listed, made = tmp_path / "amendments.txt", tmp_path / "v2.yaml"
        call(capfd, "amend", f"{name}@1", f"{name}@2", "--library", library, "--format", "list", "--out", listed)
        code, _, _ = call(capfd, "amend", f"{name}@1", "--apply", listed, "--library", library, "--out", made)
        assert code == 0
        wanted = load_library(library).policies[name].version("2").value
        target = library / name / "v2.yaml"
        before = target.read_text("utf-8")
        try:
            target.write_text(made.read_text("utf-8"), "utf-8")
            assert load_library(library).policies[name].version("2").value == wanted
        finally:
            target.write_text(before, "utf-8")


def test_the_list_beside_a_motion_gives_what_was_carried(
    library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    motion, made = tmp_path / "motion.docx", tmp_path / "v2.yaml"
    _, out, _ = call(
        capfd, "amend", f"{NAME}@1", f"{NAME}@2", "--library", library, "--format", "docx", "--out", motion
    )
    listed = tmp_path / "motion.amendments.txt"
    assert out.split() == [motion.as_posix(), listed.as_posix()]
    carried = ("--library", library, "--carried", "6,11-12")
    call(capfd, "amend", f"{NAME}@1", "--apply", listed, *carried, "--out", made)
    _, direct, _ = call(capfd, "amend", f"{NAME}@1", f"{NAME}@2", *carried)
    text = made.read_text("utf-8")
    assert text == direct
    assert "eight weeks run up" in text
    assert "(Including WhatsApp)" in text


def test_a_motion_reads_as_a_meeting_reads_it(library: Path, capfd: pytest.CaptureFixture[str], golden: Golden) -> None:
    _, out, _ = call(capfd, "amend", f"{NAME}@1", f"{NAME}@2", "--library", library)
    golden(Path("golden/motion.txt"), out)
    _, out, _ = call(capfd, "amend", f"{NAME}@1", f"{NAME}@2", "--library", library, "--carried", "none")
    assert "(Including WhatsApp)" in out


def test_amendments_that_leave_an_unsound_version_are_named(
    library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "amendments.txt"
    listed.write_text("In section 9, 1st paragraph, for “six weeks” substitute “{nothing.such}”.\n", "utf-8")
    code, _, errors = call(capfd, "amend", f"{NAME}@1", "--apply", listed, "--library", library, "--carried", "1")
    assert (code, "(see amendment 1)" in errors) == (2, True)
    assert "error[amendment-unsound]" in errors


def test_the_file_of_the_real_policy_keeps_its_comments_and_the_rest_of_its_lines(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "amendments.txt"
    listed.write_text("In section 9, 1st paragraph, for “six” substitute “eight”.\n", "utf-8")
    _, out, _ = call(capfd, "amend", NAME, "--apply", listed, "--library", "policies")
    before = Path("policies/congleton/social-media/v1.yaml").read_text("utf-8")
    assert out.splitlines()[:2] == before.splitlines()[:2]
    assert "eight weeks run up" in out
    changed = [line for line in difflib.ndiff(before.splitlines(), out.splitlines()) if line[0] in "+-"]
    assert len(changed) < 20, changed


BAD_LISTS = {
    "In section 9, 1st paragraph, for “sixty” substitute “eight”.": "`sixty` is not in",
    "Omit section 99.": "there is no `section 99`",
    "Strike section 9.": "an amendment begins with one of",
    "Omit section 9, 2nd paragraph.\n\nANNEX\n\npre-election: x": "this line of the annex cannot be read",
    'ANNEX\n\nnobody.home, kind: "risk"': "the annex names `nobody.home`",
    'ANNEX\n\nintroduction.overview, kind: "wish"': "wish",
    "After section 9, 2nd paragraph insert new clause 1, called “x”: “A clause.”.": "say its `part` and `kind`",
    f"# For the text with SHA-256 {'0' * 64}\n": "made for another text",
    f"# Gives the text with SHA-256 {'0' * 64}\n": "gives another text",
}


@pytest.mark.parametrize(("text", "told"), BAD_LISTS.items(), ids=range(len(BAD_LISTS)))
def test_a_list_that_does_not_fit_is_told_why(
    library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    listed = tmp_path / "amendments.txt"
    listed.write_text(text, "utf-8")
    code, out, errors = call(capfd, "amend", f"{NAME}@1", "--apply", listed, "--library", library)
    assert (code, out) == (2, "")
    assert told in errors


LIST_OF_FAULTS = """# Amendments with a slip in nearly every line

1. Omit section 99.
2. In section 9, 2nd paragraph, for “zzz” substitute “b”.
3. In section 9, 2nd paragraph, omit “yyy”.
4. Move section 98 to after section 97.
5. Omit section 99.
6. In the table of section 96, omit row 1.
"""


def test_every_fault_of_a_list_is_shown_at_its_line(
    library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "amendments.txt"
    listed.write_text(LIST_OF_FAULTS, "utf-8")
    _, _, errors = call(capfd, "amend", f"{NAME}@1", "--apply", listed, "--library", library)
    found = re.findall(r"amendments\.txt:(\d+):(\d+): error\[(\S+)\]: (.*)", errors)
    assert found == [
        ("3", "4", "amendment-place", "there is no `section 99` in the version to amend"),
        ("4", "4", "amendment-words", "`zzz` is not in `section 9, 2nd paragraph`"),
        ("5", "4", "amendment-words", "`yyy` is not in `section 9, 2nd paragraph`"),
        ("6", "4", "amendment-place", "there is no `section 98` in the version to amend"),
        ("7", "4", "amendment-place", "there is no `section 99` in the version to amend"),
        ("8", "4", "amendment-place", "there is no `section 96` in the version to amend"),
    ]
    assert errors.count("hint: ") == len(found)


FAULTS_OF_THE_ANNEX = """Omit section 9, 2nd paragraph.
After section 9, 1st paragraph insert new clause 1, called “new-one”: “A clause.”.

ANNEX

nobody.home, kind: "risk"
nowhere.else, kind: "risk"
"""


def test_every_fault_of_an_annex_is_shown_at_its_line(
    library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "amendments.txt"
    listed.write_text(FAULTS_OF_THE_ANNEX, "utf-8")
    _, _, errors = call(capfd, "amend", f"{NAME}@1", "--apply", listed, "--library", library)
    found = re.findall(r"amendments\.txt:(\d+):\d+: error\[amendment-annex\]: (.*)", errors)
    assert found == [
        ("2", "`new-one` is new, and the annex does not say its `part` and `kind`"),
        ("6", "the annex names `nobody.home`, which the amended version does not have"),
        ("7", "the annex names `nowhere.else`, which the amended version does not have"),
    ]


@pytest.mark.parametrize(
    ("versions", "signed", "attributes"),
    [
        ("21", (), 'w:author="Crewe Town Council" w:date="2019-01-26T00:00:00Z"'),
        ("21", ("--author", "A Clerk"), 'w:author="A Clerk" w:date="2019-01-26T00:00:00Z"'),
        ("12", (), 'w:author="Crewe Town Council"'),  # version 2 is a draft to which nothing has happened yet
    ],
)
def test_tracked_changes_in_word_bear_a_name_and_the_day_of_the_new_version(
    library: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    versions: str,
    signed: tuple[str, ...],
    attributes: str,
) -> None:
    target = tmp_path / "redline.docx"
    names = [f"crewe/social-media@{version}" for version in versions]
    call(capfd, "compare", *names, "--library", library, "--redline", "--format", "docx", "--out", target, *signed)
    with ZipFile(target) as package:
        body = package.read("word/document.xml").decode()
    assert set(re.findall(r'<w:(?:ins|del) w:id="\d+" ([^>/]*)/?>', body)) == {attributes}
