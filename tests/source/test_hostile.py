"""Nothing that a file can hold makes reading crash, hang, fetch, or say anything that a clerk cannot read."""

from __future__ import annotations

import random
import shutil
import socket
from datetime import date
from pathlib import Path

import pytest
from tests.source.examples import BASE, find_all
from tests.source.hostile import HOSTILE, TEXT, V1, Hostile
from tests.source.plain import assert_plain

from policykit.pipeline.check import check_library
from policykit.source.library import read_library

POLICIES = Path(__file__).parent.parent.parent / "policies"
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        pytest.fail("reading a library opens no connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: str(case.name))
def test_hostile(case: Hostile, tmp_path: Path) -> None:
    root = tmp_path / "library"
    case.make(root)
    found = find_all(root)
    for diagnostic in found:
        assert_plain(diagnostic)
        assert "secret" not in (diagnostic.line_text or "")
    assert [d.code for d in found] == ([case.code] if case.code else [])


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fake, since the superuser may read everything."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    root = tmp_path / "library"
    shutil.copytree(BASE, root)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = find_all(root)
    assert {d.code for d in found} == {"file-unreadable"}
    assert {d.message for d in found} == {"the file cannot be read: permission is denied"}


def test_no_library(tmp_path: Path) -> None:
    (found,) = read_library(tmp_path / "nothing").diagnostics
    assert_plain(found)
    assert found.code == "file-unreadable"


def test_no_version_in_a_policy(tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(BASE, root)
    (root / V1).unlink()
    (found,) = find_all(root)
    assert found.code == "file-unreadable"
    assert "no version" in found.message


@pytest.mark.parametrize("file", ["leek/notices/v1.yaml", "leek/council.yaml", "models/notices.yaml", "topics.yaml"])
def test_cut_off(file: str, tmp_path: Path) -> None:
    """A file cut off at every byte of the small library."""
    root = tmp_path / "library"
    shutil.copytree(BASE, root)
    content = (root / file).read_bytes()
    for end in range(0, len(content), 3):
        (root / file).write_bytes(content[:end])
        for diagnostic in find_all(root):
            assert_plain(diagnostic)


@pytest.mark.slow
def test_real_policies_cut_off(tmp_path: Path) -> None:
    """Both real texts, cut off at every 200th byte."""
    root = tmp_path / "policies"
    for council in ("congleton", "crewe"):
        for path in sorted((POLICIES / council).rglob("*.yaml")):
            shutil.copytree(POLICIES / council, root / council, dirs_exist_ok=True)
            shutil.copyfile(POLICIES / "topics.yaml", root / "topics.yaml")
            content = path.read_bytes()
            place = root / path.relative_to(POLICIES)
            for end in range(0, len(content), 200 if path.name == "v1.yaml" else 4000):
                place.write_bytes(content[:end])
                for diagnostic in read_library(root).diagnostics:
                    assert_plain(diagnostic)
        shutil.rmtree(root)


_ODD = [
    b"\0",
    b"\t",
    b"\n",
    b" ",
    b":",
    b"'",
    b'"',
    b"[",
    b"{",
    b"}",
    b"&a",
    b"*a",
    b"!",
    b"%",
    b"#",
    b"- ",
    b"\xff",
    b"\xe2\x80\xa8",
]


def corrupt(rng: random.Random, content: bytes) -> bytes:
    """Change a few bytes: cut some out, put odd ones in, swap two pieces, or say a piece twice."""
    for _ in range(rng.randint(1, 4)):
        at, end = sorted(rng.randrange(len(content) + 1) for _ in range(2))
        end = min(end, at + rng.choice((1, 2, 40, 400)))
        match rng.randrange(5):
            case 0:
                content = content[:at] + content[end:]
            case 1:
                content = content[:at] + rng.choice(_ODD) + content[at:]
            case 2:
                content = content[:at] + bytes([rng.randrange(256)]) + content[at + 1 :]
            case 3:
                content = content[:at] + content[at:end] * 2 + content[end:]
            case _:
                content = content[:at] + content[at:end][::-1] + content[end:]
    return content


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_corrupted(seed: int, tmp_path: Path) -> None:
    """Six hundred corruptions of the real files, through everything that `check` does."""
    rng = random.Random(seed)  # noqa: S311 (nothing here is secret)
    root = tmp_path / "policies"
    shutil.copytree(POLICIES, root)
    files = sorted(root.rglob("*.yaml"))
    for _ in range(100):
        path = rng.choice(files)
        before = path.read_bytes()
        path.write_bytes(corrupt(rng, before))
        for diagnostic in check_library(root, TODAY).diagnostics:
            assert_plain(diagnostic)
        path.write_bytes(before)


def test_corruption_is_seen() -> None:
    """The corruptions are not idle: most of them change what is read."""
    rng = random.Random(1)  # noqa: S311
    content = TEXT.encode()
    assert sum(corrupt(rng, content) != content for _ in range(100)) > 90
