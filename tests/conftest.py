"""What every test may ask for: goldens that can be renewed, and the tools that are not Python packages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["pytester"]

# A law is tried on as many examples on a machine that is busy as on one that is not.
settings.register_profile("policykit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("policykit")

ROOT = Path(__file__).parent.parent

Golden = Callable[[Path, str | bytes], None]
Tool = Callable[[str], str]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what the code gives now as the new goldens")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare with a file that holds the expected bytes, or renew that file when pytest was given `--update`.

    The path is absolute, or relative to the folder of the test. Text is UTF-8 with `\\n` line ends.
    """

    def compare(path: Path, actual: str | bytes) -> None:
        path = request.path.parent / path
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode() if isinstance(actual, str) else actual)
        assert path.is_file(), f"no golden {path.relative_to(ROOT)}: run `pytest --update` and read what it wrote"
        expected = path.read_bytes()
        assert actual == (expected.decode() if isinstance(actual, str) else expected)

    return compare


@pytest.fixture(scope="session")
def tool() -> Tool:
    """Find a tool in `.tools/` or on the path; a test whose tool is missing is skipped by name."""

    def find(name: str) -> str:
        found = shutil.which(name, path=os.pathsep.join([str(ROOT / ".tools"), os.environ.get("PATH", "")]))
        if found is None:
            pytest.skip(f"needs `{name}`: scripts/install_tools.sh installs it")
        return found

    return find


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where every tool must be there (`POLICYKIT_REQUIRE_TOOLS=1`, continuous integration) a skip fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("POLICYKIT_REQUIRE_TOOLS") != "1" or reporter is None:
        return
    skipped = len(reporter.stats.get("skipped", []))
    if skipped:
        reporter.write_line("")
        reporter.write_line(f"{skipped} skipped, and POLICYKIT_REQUIRE_TOOLS=1 allows none", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
