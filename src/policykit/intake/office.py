"""Old Word files (.doc) and rich text (.rtf), which LibreOffice opens and saves as .docx, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path, PurePath

from policykit.intake.codes import DOCUMENT_DAMAGED, DOCUMENT_KIND, READER_MISSING, refuse_document
from policykit.intake.docx.read import read_docx
from policykit.intake.paragraph import Manuscript

_PLACES = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_STARTS = {".doc": b"\xd0\xcf\x11\xe0", ".rtf": b"{\\rtf"}
_SECONDS = 180
"""How long LibreOffice may take for one file; it starts within 10 seconds."""


def read_office(name: str, content: bytes) -> Manuscript:
    """Read an old Word file or rich text through LibreOffice, which runs without a window, network or macros.

    Raises PolicykitError: `reader-missing` where LibreOffice is not installed, `document-kind` for another file under
    this ending, `document-damaged` for one that it cannot open, and as `read_docx` does.
    """
    ending = PurePath(name).suffix.lower()
    if not content.lstrip().startswith(_STARTS[ending]):
        raise refuse_document(DOCUMENT_KIND, name, f"is no {ending} file, whatever its ending says")
    program = find_office()
    if program is None:
        what = f"is a {ending} file, which only LibreOffice opens, and that is not installed"
        raise refuse_document(READER_MISSING, name, what, "open it in Word and save it as .docx")
    return read_docx(name, _convert(program, name, ending, content))


def find_office() -> str | None:
    """Give the program of LibreOffice; None where there is none."""
    return next((found for place in _PLACES if (found := shutil.which(place))), None)


def _convert(program: str, name: str, ending: str, content: bytes) -> bytes:
    """Give the file as .docx; a profile of its own keeps LibreOffice's settings, and a running one, out of it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = folder / f"file{ending}"
        source.write_bytes(content)
        command = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", "docx", "--outdir", place, source.as_posix(),
        ]  # fmt: skip
        try:
            subprocess.run(  # noqa: S603 - no shell, and no name of the user's
                command, capture_output=True, timeout=_SECONDS, check=False, env={**os.environ, "HOME": place}
            )
            return (folder / "file.docx").read_bytes()
        except (OSError, subprocess.TimeoutExpired) as error:
            what = "could not be opened by LibreOffice: it is damaged, or protected by a password"
            raise refuse_document(DOCUMENT_DAMAGED, name, what) from error
