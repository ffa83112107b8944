"""Publishing: the files of a version, where they are, and a look at each."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import Response

from policykit.desk.screens.policy import find_label, find_life
from policykit.desk.visit import NotThereError, Screen, Visit
from policykit.pipeline.build import build_library, make_documents
from policykit.pipeline.formats import FORMATS
from policykit.pipeline.open import open_version
from policykit.pipeline.overview import list_files

PUBLISHED = ("html", "pdf", "docx")
"""The formats that are published, as `build --format` names them."""
WORDS = {"html": "Web page", "pdf": "PDF", "docx": "Word file"}


def take_publish(visit: Visit) -> Response:
    """Write the files."""
    life = find_life(visit)
    label = find_label(visit, life)
    _, paths = build_library(
        visit.desk.root, (f"{visit.policy}@{label}",), PUBLISHED, visit.desk.out, today=visit.today
    )
    for _ in paths:
        pass  # each is written as it is asked for
    return visit.go(visit.policy_link("publish", version=label, done="published"))


def show_publish(visit: Visit) -> Response:
    """Show where the files are."""
    life = find_life(visit)
    label = find_label(visit, life)
    files = list_files(visit.desk.out, visit.policy, label, PUBLISHED)
    return visit.show(
        "publish.html.j2",
        life=life,
        line=life.overview,
        version=life.find(label),
        files=[(form, WORDS[form], path.resolve(), _tell_size(path)) for form, path in files.items()],
        done=visit.query.get("done", ""),
    )


def show_file(visit: Visit) -> Response:
    """Give one of the published files, as it is on the disk."""
    life = find_life(visit)
    path = list_files(visit.desk.out, visit.policy, find_label(visit, life), PUBLISHED).get(
        visit.query.get("format", "")
    )
    if path is None:
        raise NotThereError
    return _send(visit, visit.query["format"], path.read_bytes(), path.name)


def show_preview(visit: Visit) -> Response:
    """Give a version as PDF without writing it anywhere; a draft says on every page that it is one."""
    life = find_life(visit)
    library, named = open_version(visit.desk.root, f"{visit.policy}@{find_label(visit, life)}", visit.today)
    (made,) = make_documents(library, (named,), ("pdf",))
    return _send(visit, "pdf", made.content, made.path.name)


def _send(visit: Visit, form: str, content: bytes, name: str) -> Response:
    if form == "html":
        return visit.show_sheet(content)
    kind = FORMATS[form].media_type
    return visit.send(content, kind, "" if form == "pdf" else f"{visit.path['policy']}-{name}")


def _tell_size(path: Path) -> str:
    return f"{max(1, round(path.stat().st_size / 1000)):,} kB"


SCREENS = (
    Screen("/policies/{council}/{policy}/publish", show_publish, take_publish),
    Screen("/policies/{council}/{policy}/file", show_file),
    Screen("/policies/{council}/{policy}/preview", show_preview),
)
