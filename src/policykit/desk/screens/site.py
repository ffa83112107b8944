"""The public site: every policy that was adopted, as pages for the council's web space."""

from __future__ import annotations

from starlette.responses import Response

from policykit.desk.problems import list_problems
from policykit.desk.visit import Screen, Visit
from policykit.errors import PolicykitError
from policykit.pipeline.overview import find_councils
from policykit.pipeline.site.make import MadeSite, SiteSettings, make_site


def show_site(visit: Visit) -> Response:
    """Show what the site is, and the button that makes it."""
    return _show(visit)


def take_site(visit: Visit) -> Response:
    """Make the site, as `policykit site` does."""
    try:
        made = make_site(visit.desk.root, visit.desk.out / "site", _settings(visit), visit.today)
    except PolicykitError as error:
        return _show(visit, error=error)
    return _show(visit, made)


def _settings(visit: Visit) -> SiteSettings:
    names = [name for _, name in find_councils(visit.desk.root)]
    return SiteSettings(title=f"{names[0]}: policies") if len(names) == 1 else SiteSettings()


def _show(visit: Visit, made: MadeSite | None = None, error: PolicykitError | None = None) -> Response:
    return visit.show(
        "site.html.j2",
        422 if error else 200,
        made=made,
        place=(visit.desk.out / "site").resolve(),
        is_there=(visit.desk.out / "site" / "index.html").is_file(),
        problems=list_problems(error) if error else (),
    )


SCREENS = (Screen("/site", show_site, take_site),)
