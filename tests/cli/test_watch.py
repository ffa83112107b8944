"""`--watch`: work again after a save, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from policykit.cli import watch
from policykit.errors import Code, PolicykitError, Severity
from policykit.pipeline.open import Shelf


def test_a_save_is_noticed_and_a_fault_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "v1.yaml"
    file.write_text("a: 1")
    looks = iter([lambda: None, lambda: file.write_text("a: 22"), lambda: None, None])
    runs: list[str] = []

    def pretend_to_wait(seconds: float) -> None:
        step = next(looks)
        if step is None:
            raise KeyboardInterrupt
        step()

    def work(_: Shelf) -> int:
        runs.append(file.read_text())
        raise PolicykitError(Code("some-code", Severity.ERROR, "", "").at(None, "it went wrong"))

    monkeypatch.setattr("time.sleep", pretend_to_wait)
    assert watch.watch_folder(tmp_path, work) == 0
    assert runs == ["a: 1", "a: 22"]
    assert "error[some-code]: it went wrong" in capsys.readouterr().err
