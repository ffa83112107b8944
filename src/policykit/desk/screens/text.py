"""The sheet of a version, as it is printed."""

from __future__ import annotations

from starlette.responses import Response

from policykit.desk.screens.policy import find_label, find_life
from policykit.desk.visit import Screen, Visit
from policykit.model.library import Library
from policykit.pipeline.build import make_documents
from policykit.pipeline.names import Named
from policykit.pipeline.open import open_version


def show_sheet(visit: Visit) -> Response:
    """Give the version's own page, as `build` writes it."""
    life = find_life(visit)
    library, named = open_version(visit.desk.root, f"{visit.policy}@{find_label(visit, life)}", visit.today)
    return visit.show_sheet(make_sheet(library, named))


def make_sheet(library: Library, named: Named) -> bytes:
    """Give a version as a web page."""
    return next(iter(make_documents(library, (named,), ("html",)))).content


SCREENS = (Screen("/policies/{council}/{policy}/sheet", show_sheet),)
