"""What the tests stand on: goldens that catch a change and can be renewed, and skips that are never silent."""

from __future__ import annotations

from pathlib import Path

import pytest

CONFTEST = (Path(__file__).parent / "conftest.py").read_text(encoding="utf-8")

USES_GOLDEN = """
    from pathlib import Path

    def test_page(golden):
        golden(Path("page.txt"), "new words\\n")
"""

USES_TOOL = """
    def test_tool(tool):
        tool("no-such-tool")
"""


def test_golden_catches_a_change_and_update_renews_it(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(USES_GOLDEN)
    page = pytester.path / "page.txt"

    pytester.runpytest().assert_outcomes(failed=1)  # no golden yet
    page.write_text("old words\n", encoding="utf-8")
    pytester.runpytest().assert_outcomes(failed=1)
    assert page.read_text(encoding="utf-8") == "old words\n"
    pytester.runpytest("--update").assert_outcomes(passed=1)
    assert page.read_bytes() == b"new words\n"
    pytester.runpytest().assert_outcomes(passed=1)


@pytest.mark.parametrize(("required", "exit_code"), [("0", pytest.ExitCode.OK), ("1", pytest.ExitCode.TESTS_FAILED)])
def test_missing_tool_skips_by_name_and_fails_where_all_are_required(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, required: str, exit_code: pytest.ExitCode
) -> None:
    monkeypatch.setenv("POLICYKIT_REQUIRE_TOOLS", required)
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(USES_TOOL)

    result = pytester.runpytest("-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*needs `no-such-tool`: scripts/install_tools.sh installs it"])
    assert result.ret == exit_code
