"""The command says what it did, and shows the site to a browser."""

from __future__ import annotations

from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.site.sites import make

from policykit.cli import main
from policykit.cli.preview import open_preview


def test_it_says_how_many_files_were_written(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["site", "--library", str(own), "--out", str(tmp_path / "out"), "--format", "md", "--today", "2026-11-20"]
    assert main(call) == 0
    first = capsys.readouterr().out
    assert main(call) == 0
    again = capsys.readouterr().out
    count = first.split()[1]
    assert first == f"{(tmp_path / 'out').as_posix()}: {count} files, {count} written\n"
    assert again == f"{(tmp_path / 'out').as_posix()}: {count} files, 0 written\n"


def test_what_cannot_be_done_is_said(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("theirs", "utf-8")
    for out, said in ((tmp_path / "out", "policykit did not make it"), (own / "site", "inside the library")):
        assert main(["site", "--library", str(own), "--out", str(out), "--format", "md"]) == 2
        assert said in capsys.readouterr().err
    assert main(["site", "--library", str(tmp_path / "none"), "--out", str(tmp_path / "x")]) == 2
    assert "there is no library folder" in capsys.readouterr().err


def test_a_preview_gives_the_files_of_the_site_and_nothing_else(own: Path, tmp_path: Path) -> None:
    make(own, tmp_path / "out")
    server = open_preview(tmp_path / "out", 0)
    try:
        for path, status in (
            ("/", 200),
            ("/crewe/social-media/", 200),
            ("/crewe/social-media/v1/v1.md", 200),
            ("/.policykit/site.json", 404),
            ("/%2epolicykit/site.json", 404),
            ("/assets/", 404),
            ("/../policies/crewe/council.yaml", 404),
            ("/%2e%2e/policies/crewe/council.yaml", 404),
        ):
            connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
            connection.request("GET", path)
            assert connection.getresponse().status == status, path
            connection.close()
    finally:
        server.shutdown()
        server.server_close()
