"""What changed between two versions: the report of `policykit compare`, in the desk's frame."""

from __future__ import annotations

from starlette.responses import Response

from policykit.desk.screens.policy import find_life
from policykit.desk.visit import NotThereError, Screen, Visit
from policykit.pipeline.compare import Comparison, compare_with_impact, render_comparison
from policykit.pipeline.formats import FORMATS
from policykit.pipeline.names import find_version
from policykit.pipeline.open import open_versions
from policykit.pipeline.overview import PolicyLife


def _choose(visit: Visit, life: PolicyLife) -> tuple[str, str]:
    """Give the two versions that the address names: by default the version in force and the one under way."""
    labels = [version.label for version in reversed(life.versions)]
    new = visit.query.get("to") or life.overview.under_way or labels[-1]
    if new not in labels:
        raise NotThereError
    before = labels[: labels.index(new)] or labels
    in_force = life.overview.in_force
    old = visit.query.get("from") or (in_force if in_force and in_force != new else before[-1])
    if old not in labels:
        raise NotThereError
    return old, new


def show_changes(visit: Visit) -> Response:
    """Show the choice of versions, and the report."""
    life = find_life(visit)
    old, new = _choose(visit, life)
    return visit.show("changes.html.j2", life=life, line=life.overview, old=old, new=new)


def show_report(visit: Visit) -> Response:
    """Give the report itself, as a page."""
    return visit.show_sheet(render_comparison(_compare(visit), "html"))


def show_download(visit: Visit) -> Response:
    """Give the report as PDF for the committee, or the new text in Word with the changes tracked."""
    if visit.path["form"] == "pdf":
        return visit.send(render_comparison(_compare(visit), "pdf"), FORMATS["pdf"].media_type)
    if visit.path["form"] != "docx":
        raise NotThereError
    content = render_comparison(_compare(visit), "docx", redline=True)
    return visit.send(content, FORMATS["docx"].media_type, f"{visit.path['policy']}-changes.docx")


def _compare(visit: Visit) -> Comparison:
    life = find_life(visit)
    names = tuple(f"{visit.policy}@{label}" for label in _choose(visit, life))
    library, _ = open_versions(visit.desk.root, names, today=visit.today)
    old, new = (find_version(library, name) for name in names)
    return compare_with_impact(library, old, new)


SCREENS = (
    Screen("/policies/{council}/{policy}/changes", show_changes),
    Screen("/policies/{council}/{policy}/changes/report", show_report),
    Screen("/policies/{council}/{policy}/changes/{form}", show_download),
)
