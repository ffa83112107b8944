"""The first page: every policy, the most pressing first, each with its one next step; and the way out."""

from __future__ import annotations

from starlette.responses import Response

from policykit.desk.phrases import TONGUES
from policykit.desk.problems import describe_problems
from policykit.desk.visit import NotThereError, Screen, Visit
from policykit.pipeline.overview import list_policies


def show_policies(visit: Visit) -> Response:
    """Show every policy of the library, from registers and titles alone."""
    overview = list_policies(visit.desk.root, visit.today)
    councils = sorted({line.council for line in overview.policies})
    return visit.show(
        "policies.html.j2",
        policies=overview.policies,
        councils=councils,
        unread=describe_problems(overview.unread),
    )


def close_desk(visit: Visit) -> Response:
    """End the run."""
    visit.desk.stop()
    return visit.show("end.html.j2")


def choose_tongue(visit: Visit) -> Response:
    """Change the language of the furniture."""
    tongue = next((name for name in TONGUES if name == visit.form.get("tongue")), None)
    if tongue is None:
        raise NotThereError
    visit.desk.tongue = tongue
    return visit.go(visit.link(""))


SCREENS = (
    Screen("/", show_policies),
    Screen("/close", take=close_desk),
    Screen("/language", take=choose_tongue),
)
