"""The report of an import as one self-contained page: doubtful parts first, each beside the words it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import groupby

from markupsafe import Markup

from policykit.intake.report import ImportReport, ReportLeftOut
from policykit.render.html.fonts import write_font_faces
from policykit.render.html.page import load_templates

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def render_imports(reports: Sequence[ImportReport]) -> str:
    """Give the page of one or several imports, ending in a line feed; the same reports give the same text."""
    body = Markup(  # noqa: S704 - a template has escaped it
        load_templates()
        .get_template("import_body.html.j2")
        .render(reports=reports, groups=_group_left_out, count=_count)
    )
    title = f"{reports[0].title}: imported" if len(reports) == 1 else f"{len(reports)} policies imported"
    style = "\n".join([_read("base.css"), _read("import.css"), write_font_faces(body)])
    page = (
        load_templates().get_template("import.html.j2").render(title=title, body=body, style=Markup(style))  # noqa: S704 - our own CSS
    )
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", page)


def _group_left_out(report: ImportReport) -> list[tuple[str, list[ReportLeftOut]]]:
    ordered = sorted(report.left_out, key=lambda left: left.reason)
    return [(reason, list(group)) for reason, group in groupby(ordered, key=lambda left: left.reason)]


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


@cache
def _read(name: str) -> str:
    return resources.files("policykit.render").joinpath("static", name).read_text(encoding="utf-8").strip()
