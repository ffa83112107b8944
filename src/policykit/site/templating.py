"""Templates become pages: everything in them is escaped, and every link is relative to its page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING, Any

from policykit.render.html.page import load_templates
from policykit.site.addresses import page_path, relate
from policykit.site.holdings import HeldCouncil
from policykit.site.phrases import make_say, say_plain, show_day
from policykit.site.reuse.head import make_head
from policykit.site.sheaf import SiteFile, SiteSettings
from policykit.wording.printable import replace_unprintable

if TYPE_CHECKING:
    from jinja2 import Environment

Trail = tuple[tuple[str, str], ...]
"""The pages above a page, from the front page down: address and title."""


def make_page(
    address: str,
    template: str,
    settings: SiteSettings,
    values: Mapping[str, Any],
    *,
    title: str,
    language: str = "en-GB",
    council: HeldCouncil | None = None,
    trail: Trail = (),
) -> SiteFile:
    """Give the page at `address` that a template makes of `values`, in the frame that every page has."""
    words = (
        _load_templates()
        .get_template(template)
        .render(
            {
                "title": title,
                "language": language,
                "council": council,
                "settings": settings,
                "trail": trail,
                "programs": make_head(address, settings, council, values.get("policy"), values.get("version")),
                "to": partial(relate, address),
                "t": make_say(language),
                "ta": partial(say_plain, language),
                "day": lambda value: show_day(value, language),
                **values,
            }
        )
    )
    return SiteFile(page_path(address), replace_unprintable(words).encode("utf-8"), is_page=True)


@cache
def _load_templates() -> Environment:
    """Give the templates of the site over those of documents."""
    from jinja2 import FunctionLoader

    own = resources.files("policykit.site").joinpath("templates")
    below = load_templates()

    def load(name: str) -> str:
        file = own.joinpath(name)
        if file.is_file():
            return file.read_text(encoding="utf-8")
        return resources.files("policykit.render").joinpath("templates", name).read_text(encoding="utf-8")

    environment = below.overlay(loader=FunctionLoader(load))
    environment.filters = dict(below.filters)
    return environment
