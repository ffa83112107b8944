"""A policy's history, and which version counted on a day."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from policykit.desk.forms import FormError, FormReader
from policykit.desk.problems import list_problems
from policykit.desk.screens.policy import find_life
from policykit.desk.visit import NotThereError, Screen, Visit
from policykit.errors import PolicykitError
from policykit.pipeline.life import draw_history, show_as_at


def show_history(visit: Visit) -> Response:
    """Show every event, the picture, and the form for a day; with a day, the version that counted on it."""
    life = find_life(visit)
    day, label, error = None, "", None
    if any(name.startswith("day-") for name in visit.query):
        try:
            day = _read_day(visit)
            label = show_as_at(visit.desk.root, visit.policy, day).version.label
        except (PolicykitError, FormError) as wrong:
            error = wrong
    return visit.show(
        "history.html.j2",
        422 if error else 200,
        life=life,
        line=life.overview,
        asked=day,
        label=label,
        values=visit.query,
        problems=list_problems(error) if error else (),
    )


def _read_day(visit: Visit) -> date:
    reader = FormReader(visit.query)
    found = reader.date("day", "Day", needed=True)
    if found is not None and found.exact is None:
        reader.refuse("day-day", "Give one day: what counted may change within a month")
    reader.check()
    assert found is not None
    assert found.exact is not None
    return found.exact


def show_picture(visit: Visit) -> Response:
    """Give the history as a picture."""
    find_life(visit)
    picture = draw_history(visit.desk.root, visit.policy, visit.today)
    return visit.send(picture.encode("utf-8"), "image/svg+xml")


def show_day(visit: Visit) -> Response:
    """Give the text that counted on a day, as it was printed then."""
    find_life(visit)
    try:
        day = date.fromisoformat(visit.query.get("on", ""))
    except ValueError:
        raise NotThereError from None
    return visit.show_sheet(show_as_at(visit.desk.root, visit.policy, day).make("html"))


SCREENS = (
    Screen("/policies/{council}/{policy}/history", show_history),
    Screen("/policies/{council}/{policy}/history.svg", show_picture),
    Screen("/policies/{council}/{policy}/on", show_day),
)
