"""What a councillor does with a Word file in LibreOffice: edits, divides, deletes and moves, tracked or not."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Edit:
    """One thing that is done to the paragraph that holds `at`."""

    what: str
    """`replace`, `split`, `delete`, or `move` (one paragraph down)."""
    at: str
    """Words that stand once in the file."""
    to: str = ""


class EditingOffice:
    """One LibreOffice with a profile of its own below `folder`."""

    def __init__(self, program: str, folder: Path) -> None:
        self.folder = folder
        self.command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        basic = folder / "profile" / "user" / "basic" / "Standard"
        self._run("--terminate_after_init")  # the first start makes the profile, in which the macro finds its place
        basic.mkdir(parents=True, exist_ok=True)
        (basic / "Module1.xba").write_text(_MACRO, encoding="utf-8")
        (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")

    def edit(self, jobs: Sequence[tuple[bytes, bool, Edit]]) -> list[bytes]:
        """Give each file, edited and saved as Word files are; the flag says whether changes are tracked."""
        calls = []
        for number, (data, tracked, edit) in enumerate(jobs):
            (self.folder / f"{number}.docx").write_bytes(data)
            paths = [(self.folder / f"{number}{ending}.docx").as_uri() for ending in ("", "-edited")]
            told = ",".join(f'"{word}"' for word in (*paths, str(int(tracked)), edit.what, edit.at, edit.to))
            calls.append(f"macro:///Standard.Module1.Change({told})")
        self._run(*calls)
        return [(self.folder / f"{number}-edited.docx").read_bytes() for number in range(len(jobs))]

    def _run(self, *arguments: str) -> None:
        subprocess.run([*self.command, *arguments], check=True, capture_output=True, timeout=180)


_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Change(source As String, target As String, tracked As String, what As String, at As String, other As String)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden"
  load(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, load())
  doc.RecordChanges = (tracked = "1")
  search = doc.createSearchDescriptor()
  search.SearchString = at
  found = doc.findFirst(search)
  If what = "replace" Then found.setString(other)
  If what = "split" Then found.getText().insertControlCharacter(found.getStart(), 0, False)
  If what = "delete" Then
    cursor = found.getText().createTextCursorByRange(found.getStart())
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    cursor.goRight(1, True)
    cursor.setString("")
  End If
  If what = "move" Then
    doc.CurrentController.select(found)
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(doc.CurrentController.Frame, ".uno:MoveDown", "", 0, Array())
  End If
  Dim save(0) As New com.sun.star.beans.PropertyValue
  save(0).Name = "FilterName"
  save(0).Value = "MS Word 2007 XML"
  doc.storeToURL(target, save())
  doc.close(True)
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
  library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""
