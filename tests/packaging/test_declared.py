"""What the code imports is what `pyproject.toml` declares: nothing is missing, and nothing is carried for no use."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from tests.conftest import ROOT

from policykit.version import VERSION

SOURCES = sorted((ROOT / "src" / "policykit").rglob("*.py"))
DISTRIBUTIONS = {
    "cel": "common-expression-language",
    "json_logic": "json-logic-qubit",
    "markdown_it": "markdown-it-py",
    "pydantic_core": "pydantic",
    "python_multipart": "python-multipart",
    "pyhanko_certvalidator": "pyhanko",
    "ruamel": "ruamel.yaml",
    "yaml": "PyYAML",
}
"""Import names that differ from the name of the package, or belong to a part of it."""


@cache
def read_project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def names_in(requirements: list[str]) -> set[str]:
    return {Requirement(line).name for line in requirements}


def list_imports(path: Path) -> Iterator[str]:
    """Give the top-level name of everything a module imports, also by name as `_load("pyhanko.sign")`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (name.name.partition(".")[0] for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case ast.Call(
                func=ast.Name(id="_load" | "load_signing" | "import_module" | "find_spec"),
                args=[ast.Constant(value=str(name))],
            ):
                yield name.partition(".")[0]


def list_used() -> set[str]:
    names = {name for path in SOURCES for name in list_imports(path)}
    return {DISTRIBUTIONS.get(name, name) for name in names - set(sys.stdlib_module_names) - {"policykit"}}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = read_project()["project"]
    extras = names_in([line for lines in project["optional-dependencies"].values() for line in lines])
    assert list_used() == names_in(project["dependencies"]) | extras


def test_an_extra_is_named_by_a_message_and_a_message_names_an_extra() -> None:
    named = {
        extra
        for path in SOURCES
        for extra in re.findall(r'pip install "council-policykit\[(\w+)\]"', path.read_text(encoding="utf-8"))
    }
    # `engines` is never asked for: `policykit test` and the agreement test run those that are there.
    assert named | {"engines"} == set(read_project()["project"]["optional-dependencies"])


def test_the_version_stands_in_one_place() -> None:
    project = read_project()["project"]
    assert "version" in project["dynamic"]
    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-spark.lock"])
def test_a_lock_names_exact_versions_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=\S)", text.partition("\n")[2].strip())
    assert [entry for entry in entries if not re.match(r"[\w.-]+==\S+", entry) or "--hash=sha256:" not in entry] == []


def test_the_lock_holds_all_that_is_declared() -> None:
    project = read_project()
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    for line in project["project"]["dependencies"] + project["build-system"]["requires"]:
        wanted = Requirement(line)
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        locked = re.search(rf"^{re.escape(name)}==(\S+)", text, flags=re.MULTILINE)
        assert locked, f"{line} is not locked: run `make lock`"
        assert wanted.specifier.contains(locked[1]), f"{line}, and {locked[0]} is locked: run `make lock`"
