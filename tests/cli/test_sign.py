"""`sign` at the command line: what can be wrong is told before a passphrase is asked for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from policykit.cli import WRONG_CALL, main


def test_a_missing_file_is_told_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "clerk.p12").write_bytes(b"key")
    assert main(["sign", str(tmp_path / "v1.pdf"), "--key", str(tmp_path / "clerk.p12")]) == WRONG_CALL
    assert "v1.pdf` cannot be read" in capsys.readouterr().err


def test_without_a_terminal_nobody_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("v1.pdf", "clerk.p12"):
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["sign", str(tmp_path / "v1.pdf"), "--key", str(tmp_path / "clerk.p12")]) == WRONG_CALL
    assert "--passphrase-file" in capsys.readouterr().err
