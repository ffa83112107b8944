"""Page numbers in the contents, written when the pages are laid out.

CSS has `target-counter` for this, but with it the engine lays all pages out three times, a sixth more work. Here the
style sheet keeps a place three digits wide, and the numbers are put there once the pages stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = "000"
"""What the style sheet writes where a page number will stand, flush right."""


def number_contents(document: Any) -> None:
    """Write into each place that the style sheet keeps the number of the page that its link leads to."""
    from weasyprint.text.line_break import line_size  # type: ignore[import-untyped]

    pages: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)
    for page in document.pages:
        for kind, target, _, box in page.links:
            if kind != "internal" or box.element_tag != "a::after":
                continue
            for place in _find_places(box):
                # a link that leads nowhere keeps no number; the check of links then refuses the page by its name
                place.text = place.pango_layout.text = str(pages.get(target, "?"))
                place.pango_layout.reactivate(place.style)
                line, _ = place.pango_layout.get_first_line()
                width, _ = line_size(line, place.style)
                place.position_x += place.width - width
                place.width = width


def _find_places(box: Any) -> Iterator[Any]:
    for child in box.descendants():
        if getattr(child, "text", "") == PLACE:
            yield child
