"""Old Word files and rich text: read through LibreOffice, or refused with what to do instead."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.conftest import ROOT, Tool
from tests.intake.words import outline

from policykit.errors import PolicykitError
from policykit.intake import office
from policykit.intake.imported import import_content

LEAVE = ROOT / "examples" / "clerk" / "leave-policy.docx"


def test_rich_text_and_old_word_files_are_read_as_the_new_one_is(tool: Tool, tmp_path: Path) -> None:
    program = tool("soffice")
    for ending in ("rtf", "doc"):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", ending, "--outdir", f"{tmp_path}", f"{LEAVE}"]
        subprocess.run(command, check=True, capture_output=True)
    wanted = outline(import_content(LEAVE.name, LEAVE.read_bytes()))
    for ending in ("rtf", "doc"):
        name = f"leave-policy.{ending}"
        assert outline(import_content(name, (tmp_path / name).read_bytes())) == wanted


@pytest.mark.parametrize(("name", "content"), [("a.doc", b"\xd0\xcf\x11\xe0 a"), ("a.rtf", b"{\\rtf1 a}")])
def test_without_libreoffice_they_are_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(PolicykitError) as caught:
        import_content(name, content)
    (fault,) = caught.value.diagnostics
    assert fault.code == "reader-missing"
    assert "save it as .docx" in (fault.hint or "")


def test_another_file_under_their_ending_is_refused() -> None:
    with pytest.raises(PolicykitError) as caught:
        import_content("leave.doc", b"words")
    assert [fault.code for fault in caught.value.diagnostics] == ["document-kind"]
