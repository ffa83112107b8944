"""LibreOffice without a window: another reader of Word documents, which knows nothing of ours."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

Command = Literal["", "accept", "reject"]


class Office:
    """One LibreOffice with a profile of its own below `folder`."""

    def __init__(self, program: str, folder: Path) -> None:
        self.folder = folder
        self.command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        basic = folder / "profile" / "user" / "basic" / "Standard"
        self._run("--terminate_after_init")  # the first start makes the profile, in which the macro finds its place
        basic.mkdir(parents=True, exist_ok=True)
        (basic / "Module1.xba").write_text(_MACRO, encoding="utf-8")
        (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")

    def read(self, jobs: Sequence[tuple[bytes, Command]]) -> list[str]:
        """Give the text of each file with all numbers and bullets, its changes accepted, rejected or left."""
        commands = {"": "", "accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
        calls = []
        for number, (data, command) in enumerate(jobs):
            (self.folder / f"{number}.docx").write_bytes(data)
            paths = [(self.folder / f"{number}.{ending}").as_uri() for ending in ("docx", "txt")]
            calls.append(f'macro:///Standard.Module1.Settle("{paths[0]}","{paths[1]}","{commands[command]}")')
        self._run(*calls)
        return [(self.folder / f"{number}.txt").read_text(encoding="utf-8-sig") for number in range(len(jobs))]

    def _run(self, *arguments: str) -> None:
        subprocess.run([*self.command, *arguments], check=True, capture_output=True, timeout=180)


_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden"
  load(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, load())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  If command &lt;&gt; "" Then dispatcher.executeDispatch(doc.CurrentController.Frame, command, "", 0, Array())
  Dim save(1) As New com.sun.star.beans.PropertyValue
  save(0).Name = "FilterName"
  save(0).Value = "Text (encoded)"
  save(1).Name = "FilterOptions"
  save(1).Value = "UTF8,LF"
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
