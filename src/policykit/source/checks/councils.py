"""Checks of council.yaml: its templates and its colours."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.errors import Diagnostic, Span
from policykit.model.colours import measure_contrast
from policykit.model.council import Council
from policykit.model.library import Library, Places, Sourced
from policykit.model.parameters import block_parameters, council_parameters
from policykit.model.policy import Path
from policykit.model.text import Reference, find_braces
from policykit.source import codes
from policykit.wording.nearest import hint_nearest

MINIMUM_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of ordinary size."""


def check_councils(library: Library) -> Iterator[Diagnostic]:
    """Find unknown or empty parameters in templates, and colours too pale to read."""
    for council in library.councils.values():
        yield from _check_templates(council)
        yield from _check_colours(council)


def _templates(council: Council) -> Iterator[tuple[Path, str]]:
    style = council.house_style
    for position, row in enumerate(style.version_block.rows):
        for key, text in (("label", row.label), ("text", row.text)):
            if text:
                yield ("house_style", "version_block", "rows", position, key), text
    for position, line in enumerate(style.contact_lines):
        yield ("house_style", "contact_lines", position), line
    if style.page_footer is not None:
        yield ("house_style", "page_footer"), style.page_footer


def _check_templates(council: Sourced[Council]) -> Iterator[Diagnostic]:
    known = block_parameters(council.value)
    values = council_parameters(council.value)
    places = council.places
    for path, text in _templates(council.value):
        if "house_style" not in council.value.model_fields_set:
            return
        for start, end, node in find_braces(text):
            name = node.target if isinstance(node, Reference) else node.name
            span = places.inside(path, start, end)
            if isinstance(node, Reference) or name not in known:
                yield places.fault(
                    codes.UNKNOWN_PARAMETER,
                    span,
                    f"nothing here is named `{name}`",
                    hint_nearest(name, known, "the reference lists what a version block may name"),
                )
            elif name in values and values[name] is None:
                yield _empty(places, span, name)


def _empty(places: Places, span: Span, name: str) -> Diagnostic:
    return places.fault(
        codes.EMPTY_PARAMETER, span, f"`{name}` has no value in this file", f"add `{name.rpartition('.')[2]}:`"
    )


def _check_colours(council: Sourced[Council]) -> Iterator[Diagnostic]:
    brand = council.value.brand
    for key, colour in (("accent", brand.accent), ("link", brand.link)):
        ratio = measure_contrast(colour, "#ffffff")
        if ratio < MINIMUM_CONTRAST:
            span = council.places.span(("brand", key))
            yield council.places.fault(
                codes.LOW_CONTRAST,
                span,
                f"`{colour}` on white has a contrast of {ratio:.2f}:1, less than 4.5:1",
                "choose a darker colour",
            )
