"""The example of a plug-in, installed as its users install it, adds its format, target and lint to every command."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import ROOT

LIBRARY = ("--library", str(ROOT / "policies"))

Run = Callable[..., subprocess.CompletedProcess[str]]


def run_with(*folders: Path) -> Run:
    """Give what runs the command line with the packages in some folders installed beside policykit."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        paths = os.pathsep.join([str(ROOT / "src"), *map(str, folders)])
        command = [sys.executable, "-m", "policykit", *arguments]
        return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": paths})

    return run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", str(folder), str(ROOT / "examples" / "plugin")], check=True, capture_output=True)
    return run_with(folder)


def test_its_format_is_built_and_shown(run: Run, tmp_path: Path) -> None:
    done = run("build", "crewe/social-media", "--format", "outline,md", "--out", str(tmp_path), *LIBRARY)
    assert done.returncode == 0, done.stderr
    outline = (tmp_path / "crewe" / "social-media" / "v1.outline.txt").read_text(encoding="utf-8")
    assert outline.startswith("Social Media Policy (Crewe Town Council)\n")
    assert "Responsibilities of Councillors and Co-opted Members" in outline
    assert run("show", "crewe/social-media", "--format", "outline", *LIBRARY).stdout == outline
    assert "outline" in run("build", "--help").stdout


def test_its_target_is_exported_alone_and_with_all(run: Run, tmp_path: Path) -> None:
    rows = list(csv.DictReader(run("export", "crewe/social-media", "--to", "csv", *LIBRARY).stdout.splitlines()))
    assert "responsibilities.logo.account" in {row["rule"] for row in rows}
    done = run("export", "crewe/social-media", "--to", "all", "--out", str(tmp_path), *LIBRARY)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "crewe" / "social-media" / "v1" / "csv" / "rules.csv").is_file()


def test_its_lint_runs_with_the_others_and_is_switched_off_like_them(run: Run, tmp_path: Path) -> None:
    assert run("init", str(tmp_path / "exford")).returncode == 0
    library = tmp_path / "exford" / "policies"
    version = next(library.glob("*/social-media/v1.yaml"))
    text = version.read_text(encoding="utf-8")
    review = "The council must review this policy every two years"
    assert review in text, "the starter library has other words now"
    version.write_text(text.replace(review, review + " and once more" * 20), encoding="utf-8")
    checked = ("check", "--today", "2026-11-20", "--library", str(library))
    done = run(*checked)
    assert "note[long-sentence]: this sentence has 69 words" in done.stdout
    assert str(version) in done.stdout
    switch = "format: 1\nlints_off:\n  - code: long-sentence\n    reason: the council likes them\n"
    (library / "library.yaml").write_text(switch, encoding="utf-8")
    done = run(*checked)
    assert "long-sentence" not in done.stdout, done.stdout
    assert "1 switched off in library.yaml" in done.stdout


def test_without_it_its_names_are_unknown() -> None:
    done = run_with()("build", "crewe/social-media", "--format", "outline", *LIBRARY)
    assert done.returncode == 2
    assert "error[unknown-format]: there is no format `outline`" in done.stderr


FAULTS = {
    "a module that is missing": (
        "formats",
        "mine",
        "import a_library_that_is_missing",
        "the format `mine` of the plug-in `broken 1.0` cannot be loaded: ModuleNotFoundError",
    ),
    "something else than a format": (
        "formats",
        "mine",
        "IT = print",
        "`broken_plugin:IT` is `builtin_function_or_method` where `Choice` is needed",
    ),
    "another name within": (
        "formats",
        "mine",
        "from policykit.registry import Choice\nIT = Choice('yours', '', print)",
        "it calls itself `yours`",
    ),
    "a function that fails": (
        "formats",
        "mine",
        "from policykit.registry import Choice\nIT = Choice('mine', '', lambda document, printing: 1 / 0, '.x')",
        "the format `mine` of the plug-in `broken 1.0` failed: ZeroDivisionError: division by zero",
    ),
    "text instead of bytes": (
        "formats",
        "mine",
        "from policykit.registry import Choice\nIT = Choice('mine', '', lambda document, printing: 'text', '.x')",
        "failed: TypeError: it made str instead of bytes",
    ),
    "a name that is taken": (
        "formats",
        "html",
        "IT = None",
        "error[plugin-clash]: the plug-in `broken 1.0` adds the format `html`, which policykit has",
    ),
    "a target that gives no export": (
        "targets",
        "mine",
        "from policykit.export import Target\nIT = Target('mine', '', lambda ruleset, samples: None)",
        "the target `mine` of the plug-in `broken 1.0` failed: TypeError: it made NoneType instead of an Export",
    ),
    "a lint that fails at work": (
        "lints",
        "mine",
        (
            "from policykit.errors import Code, Severity\nfrom policykit.lint import Lint\n"
            "def find(subject):\n    yield subject.nothing_of_that_name\n"
            "IT = Lint(Code('mine', Severity.NOTE, 'm', 'r'), find)"
        ),
        "the lint `mine` of the plug-in `broken 1.0` failed: AttributeError",
    ),
}
CALLS = {
    "formats": ("build", "crewe/social-media", "--format", "mine,html", "--out"),
    "targets": ("export", "crewe/social-media", "--to", "mine", "--out"),
    "lints": ("check",),
}


def write_plugin(folder: Path, package: str, group: str, name: str, code: str) -> None:
    """Write a package as pip installs it: its module, and the metadata beside it."""
    (folder / f"{package}_plugin.py").write_text(code, encoding="utf-8")
    metadata = folder / f"{package}-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(f"[policykit.{group}]\n{name} = {package}_plugin:IT\n", encoding="utf-8")


@pytest.mark.parametrize("case", FAULTS)
def test_a_faulty_one_is_named(case: str, tmp_path: Path) -> None:
    group, name, code, message = FAULTS[case]
    write_plugin(tmp_path, "broken", group, name, code)
    call = CALLS[group]
    done = run_with(tmp_path)(*call, *([str(tmp_path / "out")] if call[-1] == "--out" else []), *LIBRARY)
    assert done.returncode == 2
    assert message in done.stderr
    assert "uninstall" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_that_use_one_name_are_refused(tmp_path: Path) -> None:
    for package in ("one", "two"):
        write_plugin(tmp_path, package, "formats", "mine", "IT = None")
    done = run_with(tmp_path)("build", "--help")
    assert done.returncode == 2
    assert "error[plugin-clash]: the plug-ins `one 1.0` and `two 1.0` both add the format `mine`" in done.stderr


def test_help_and_check_import_no_plugin_they_do_not_need(tmp_path: Path) -> None:
    write_plugin(tmp_path, "loud", "formats", "mine", "raise SystemExit('imported')")
    run = run_with(tmp_path)
    for call in (("--help",), ("build", "--help"), ("check", *LIBRARY)):
        done = run(*call)
        assert done.returncode == 0, done.stderr
        assert "imported" not in done.stderr
