"""The wheel does everything outside the checkout that the checkout does."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.packaging.conftest import Installed

from policykit.version import VERSION

CARRIED = {
    "policykit/fonts/AtkinsonHyperlegibleNext-Regular.ttf",
    "policykit/fonts/AtkinsonHyperlegibleNext-OFL.txt",
    "policykit/fonts/DejaVuSans-LICENSE.txt",
    "policykit/fonts/coverage.txt",
    "policykit/py.typed",
    "policykit/render/static/base.css",
    "policykit/render/templates/page.html.j2",
    "policykit/starter/policies/COUNCIL/social-media/v1.yaml",
    f"council_policykit-{VERSION}.dist-info/licenses/LICENSE",
}


def test_a_newcomer_begins_a_library_and_has_everything_made(installed: Installed) -> None:
    def run(*arguments: str, cwd: Path | None = None) -> str:
        done = installed.run("policykit", *arguments, cwd=cwd)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run("--version") == f"policykit {VERSION}\n"
    run("init", "mycouncil")
    library = installed.home / "mycouncil"
    assert "0 errors, 0 warnings, 0 notes" in run("check", "--today", "2026-11-20", cwd=library)
    assert "(100.0%)" in run("test", cwd=library)
    run("build", "--format", "html,pdf,md,json,text", "--out", "out", cwd=library)
    made = library / "out" / "mycouncil" / "social-media"
    assert sorted(path.name for path in made.iterdir()) == ["v1.html", "v1.json", "v1.md", "v1.pdf", "v1.txt"]
    assert (made / "v1.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert "Mycouncil Town Council" in (made / "v1.html").read_text(encoding="utf-8")
    run("export", "mycouncil/social-media", "--to", "all", "--out", "rules", cwd=library)
    assert list((library / "rules").rglob("*.rego"))
    run("adopt", "mycouncil/social-media", "--date", "2026-05-12", "--reference", "26/41", cwd=library)
    run("verify", cwd=library)


def test_the_package_is_imported_from_the_wheel(installed: Installed) -> None:
    done = installed.run("python", "-c", "import policykit; print(policykit.__file__, policykit.__version__)")
    file, version = done.stdout.split()
    assert Path(file).is_relative_to(installed.environment)
    assert version == VERSION


@pytest.mark.parametrize(
    ("extra", "call"),
    [
        ("audit", "from policykit.export.audit.tables import open_table; open_table(None)"),
        ("spark", "from policykit.export.audit.spark import start_spark; start_spark()"),
        ("xlsx", "from policykit.render.matrix.xlsx import render_matrix_xlsx; render_matrix_xlsx(None)"),
        ("sign", "from policykit.render.pdf.sign import verify_signature; verify_signature(b'%PDF-1.7')"),
    ],
)
def test_a_missing_extra_says_the_command(installed: Installed, extra: str, call: str) -> None:
    script = f"""
from policykit.errors import PolicykitError
try:
    {call}
except PolicykitError as error:
    print(error.diagnostics[0].hint)
"""
    done = installed.run("python", "-c", script)
    assert (done.stdout, done.stderr) == (f'pip install "council-policykit[{extra}]"\n', "")


def list_wheel(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_carries_what_it_needs_and_nothing_else(built: Path) -> None:
    names = list_wheel(next(built.glob("*.whl")))
    assert names >= CARRIED
    sources = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "policykit").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    info = f"council_policykit-{VERSION}.dist-info/"
    assert {name for name in names if not name.startswith(info)} == sources


def unpack(sdist: Path, folder: Path) -> None:
    """As `extractall` does, whose arguments differ between the Pythons that are supported."""
    with tarfile.open(sdist) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None:
                path = folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())


def test_the_sdist_makes_the_same_wheel(built: Path, tmp_path: Path) -> None:
    unpack(next(built.glob("*.tar.gz")), tmp_path)
    source = tmp_path / f"council_policykit-{VERSION}"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    assert next(tmp_path.glob("*.whl")).read_bytes() == next(built.glob("*.whl")).read_bytes()
    for name in (
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "THIRD_PARTY.md",
        "policies/topics.yaml",
    ):
        assert (source / name).is_file(), name
