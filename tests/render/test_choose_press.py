"""Which press makes a PDF: the one that is asked for, the library's, else WeasyPrint where Pango is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import ROOT

from policykit.cli import main
from policykit.errors import PolicykitError
from policykit.pipeline.verify import verify_pdf
from policykit.render.pdf.codes import PDF_ENGINE, refuse
from policykit.render.pdf.read import read_facts, read_text
from policykit.render.printing import press

pytest.importorskip("typst", reason='needs Typst: pip install "council-policykit[typst]"')


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "policies", tmp_path / "policies"))


@pytest.fixture
def without_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in for a machine that has no Pango: what loads WeasyPrint says what it says there."""

    def fail() -> object:
        raise refuse(PDF_ENGINE, "the system libraries that lay out PDF pages (Pango) are not installed", "apt …")

    press.choose_press.cache_clear()
    press._load_press.cache_clear()
    monkeypatch.setattr("policykit.render.pdf.renderer.load_engine", fail)
    yield
    press.choose_press.cache_clear()
    press._load_press.cache_clear()


def build(library: Path, out: Path, *more: str) -> bytes:
    assert main(["build", "crewe", "--library", str(library), "--format", "pdf", "--out", str(out), *more]) == 0
    return (out / "crewe" / "social-media" / "v1.pdf").read_bytes()


def test_the_command_line_names_the_press(library: Path, tmp_path: Path) -> None:
    made = {name: build(library, tmp_path / name, "--press", name) for name in ("weasyprint", "typst")}
    assert read_facts(made["weasyprint"]).producer.startswith("WeasyPrint 70")
    assert read_facts(made["typst"]).producer.startswith("Typst 0.15")
    assert read_text(made["weasyprint"]) == read_text(made["typst"])


def test_the_library_names_the_press_and_the_command_line_overrules_it(library: Path, tmp_path: Path) -> None:
    settings = library / "library.yaml"
    text = settings.read_text(encoding="utf-8") if settings.exists() else "format: 1\n"
    settings.write_text(f"{text}press: typst\n", encoding="utf-8")
    assert read_facts(build(library, tmp_path / "a")).producer.startswith("Typst")
    assert read_facts(build(library, tmp_path / "b", "--press", "weasyprint")).producer.startswith("WeasyPrint")


@pytest.mark.usefixtures("without_pango")
def test_without_pango_typst_is_used_and_said_once(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_facts(build(library, tmp_path)).producer.startswith("Typst")
    assert capsys.readouterr().err.count("Pango library is not installed") == 1


WITHOUT_PANGO = """import cffi, sys
load = cffi.FFI.dlopen
def refuse(self, name, flags=0):
    if "pango" in str(name):
        raise OSError(f"cannot load library '{name}'")
    return load(self, name, flags)
cffi.FFI.dlopen = refuse
from policykit.cli import main
sys.exit(main(sys.argv[1:]))"""


def test_where_the_library_cannot_be_loaded_nothing_is_said_but_which_press_was_used(
    library: Path, tmp_path: Path
) -> None:
    command = ["build", "crewe", "--library", str(library), "--format", "pdf", "--out", str(tmp_path)]
    done = subprocess.run([sys.executable, "-c", WITHOUT_PANGO, *command], check=True, capture_output=True, text=True)
    assert done.stdout == f"{tmp_path.as_posix()}/crewe/social-media/v1.pdf\n"
    assert done.stderr == "the Pango library is not installed: Typst made the PDF\n"


@pytest.mark.usefixtures("without_pango")
def test_without_pango_the_press_that_needs_it_is_refused_with_the_line_that_installs_it(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["build", "crewe", "--library", str(library), "--format", "pdf", "--out", str(tmp_path)]
    assert main([*arguments, "--press", "weasyprint"]) == 2
    assert "Pango" in capsys.readouterr().err


@pytest.mark.usefixtures("without_pango")
def test_without_either_press_the_line_that_installs_one_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> object:
        raise refuse(PDF_ENGINE, "Typst is not installed")

    monkeypatch.setattr("policykit.render.typst.press._load_compiler", fail)
    with pytest.raises(PolicykitError) as caught:
        press.find_press()
    assert 'pip install "council-policykit[typst]"' in (caught.value.diagnostics[0].hint or "")


@pytest.mark.parametrize("name", ["weasyprint", "typst"])
def test_a_pdf_is_compared_with_what_the_same_press_prints(library: Path, tmp_path: Path, name: str) -> None:
    verdict = verify_pdf(library, build(library, tmp_path, "--press", name))
    assert verdict.match == "identical"


@pytest.mark.usefixtures("without_pango")
def test_a_pdf_of_a_press_that_is_missing_here_is_compared_by_its_words(library: Path, tmp_path: Path) -> None:
    golden = next((ROOT / "tests").rglob("crewe*.pdf"), None)
    made = golden.read_bytes() if golden else build(library, tmp_path).replace(b"Typst 0.15", b"WeasyPrint", 1)
    assert verify_pdf(library, made).match in ("same words", "identical")


def test_reports_redlines_and_council_comparisons_go_through_the_same_press(library: Path, tmp_path: Path) -> None:
    for number, command in enumerate(
        (
            ["matrix", "congleton", "crewe", "--format", "pdf"],
            ["compare", "congleton", "crewe", "--format", "pdf"],
        )
    ):
        out = tmp_path / f"{number}.pdf"
        assert main([*command, "--library", str(library), "--press", "typst", "--out", str(out)]) == 0
        assert read_facts(out.read_bytes()).producer.startswith("Typst")
