"""The report of an import, written beside the library: a page for a person, or JSON for a program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policykit.intake.report import ImportReport
from policykit.pipeline.codes import refuse
from policykit.pipeline.write import write_file
from policykit.registry import UNKNOWN_FORMAT

_ENDINGS = (".html", ".json")


def check_report_name(path: Path | None) -> None:
    """Refuse a report whose name says neither page nor JSON. Raises PolicykitError (`unknown-format`)."""
    if path is not None and path.suffix.lower() not in _ENDINGS:
        message = f"a report cannot be written as `{path.name}`"
        raise refuse(UNKNOWN_FORMAT, message, "end its name in .html for a page, or in .json for a program")


def write_import_report(path: Path, reports: Sequence[ImportReport]) -> None:
    """Write the report of one or several imports, as the ending of `path` says; raises as `check_report_name` does."""
    check_report_name(path)
    if path.suffix.lower() == ".json":
        from policykit.render.intake.json import imports_to_json

        write_file(path, imports_to_json(reports))
        return
    from policykit.render.intake.page import render_imports

    write_file(path, render_imports(reports))
