"""Templates become pages: everything in them is escaped, and the furniture is in the clerk's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from policykit.desk.assets import load_assets
from policykit.desk.phrases import TONGUES, Tongue, find_phrase, name_months
from policykit.model.dates import PartialDate

if TYPE_CHECKING:
    from jinja2 import Environment

    from policykit.desk.session import Desk


def render_page(desk: Desk, template: str, values: Mapping[str, Any]) -> str:
    """Give the page that a template makes of `values`, with what every page has: links, language, the form's key."""
    tongue = desk.tongue
    own = {
        "base": desk.base,
        "token": desk.keys.form,
        "assets": f"/static/{load_assets().mark}",
        "tongue": tongue,
        "tongues": TONGUES,
        "t": lambda text, **words: _say(tongue, text, words),
        "ta": lambda text, **words: find_phrase(tongue, text)[0].format(**words),
        "day": lambda value: _show_day(tongue, value),
    }
    return _load_templates().get_template(template).render({**own, **values})


def _say(tongue: Tongue, text: str, words: Mapping[str, Any]) -> Markup:
    """Give a phrase of the furniture; one that has no translation yet says that it is English."""
    phrase, is_there = find_phrase(tongue, text)
    said = Markup(escape(phrase)).format(**words)  # noqa: S704 - escaped here; format escapes the words
    return said if is_there else Markup('<span lang="en">{}</span>').format(said)


def _show_day(tongue: Tongue, value: PartialDate | date | None) -> str:
    """Give a date in words: `9 November 2026`."""
    if value is None:
        return ""
    day = value if isinstance(value, PartialDate) else PartialDate.of(value)
    months = name_months(tongue)
    parts = [str(day.day) if day.day else "", months[day.month - 1] if day.month else "", str(day.year)]
    return " ".join(part for part in parts if part)


@cache
def _load_templates() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = resources.files("policykit.desk").joinpath("templates")
    return Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
