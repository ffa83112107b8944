"""The wheel, installed where nothing of the checkout can be reached: only what it carries and what it declares."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PathDistribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from tests.conftest import ROOT


@dataclass(frozen=True)
class Installed:
    """A virtual environment with policykit in it, and a folder to work in."""

    environment: Path
    home: Path

    def run(self, *command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment with an empty home and no variable of ours."""
        variables: Mapping[str, str] = {"HOME": str(self.home), "PATH": str(self.environment / "bin")}
        return subprocess.run(command, cwd=cwd or self.home, env=variables, capture_output=True, text=True)


def list_requirements(wheel: Path) -> Iterator[Distribution]:
    """Give every distribution that a wheel needs without its extras, each once, as it is installed here."""
    metadata = next(entry for entry in zipfile.Path(wheel).iterdir() if entry.name.endswith(".dist-info"))
    open_ones: list[tuple[Distribution, frozenset[str]]] = [(PathDistribution(metadata), frozenset())]
    seen: set[tuple[str, frozenset[str]]] = set()
    while open_ones:
        found, extras = open_ones.pop()
        for line in found.requires or ():
            wanted = Requirement(line)
            key = (wanted.name.lower(), frozenset(wanted.extras))
            if key in seen or not applies(wanted, extras):
                continue
            seen.add(key)
            dependency = distribution(wanted.name)
            yield dependency
            open_ones.append((dependency, key[1]))


def applies(wanted: Requirement, extras: frozenset[str]) -> bool:
    """Say whether a requirement holds on this machine, for a package installed with these extras."""
    return wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in extras or {""})


def link_distribution(found: Distribution, target: Path) -> None:
    """Put an installed distribution into another environment, as links to its top-level files."""
    for name in {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}:
        link = target / name
        if not link.exists():
            link.symlink_to(Path(str(found.locate_file(name))))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, built from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="session")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment that holds the wheel and the libraries that it declares: no extra, and no tool of the tests."""
    environment, home = tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("home")
    venv.create(environment, symlinks=True)
    packages = next(environment.glob("lib/python*/site-packages"))
    wheel = next(built.glob("*.whl"))
    for found in list_requirements(wheel):
        link_distribution(found, packages)
    pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python"), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--quiet", str(wheel)], check=True)
    return Installed(environment, home)
