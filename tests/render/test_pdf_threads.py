"""Pages printed at the same time by several threads: each is judged by its own faults, and each file is as if alone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from tests.render.pdf_pages import FACTS

from policykit.errors import PolicykitError
from policykit.render.pdf.renderer import PdfRenderer

ROUNDS = 12
SOUND = "<h1>A sound page</h1><p>All of it can be drawn.</p>"
DAMAGED = '<h1>A damaged page</h1><p><img alt="x" src="data:image/png;base64,iVBORw0KGgo="></p>'
REACHING = '<h1>A page that reaches out</h1><p><img alt="x" src="file:///etc/hostname"></p>'


def write_page(body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>A page</title></head><body><main>{body}</main></body></html>'
    )


def tell_outcome(renderer: PdfRenderer, body: str) -> str | bytes:
    """Give the file, or the words of the refusal."""
    try:
        return renderer.render(write_page(body), metadata=FACTS)
    except PolicykitError as error:
        return error.diagnostics[0].message


def print_at_once(renderers: dict[str, PdfRenderer]) -> list[dict[str, str | bytes]]:
    """Print each body with its renderer, all of them starting together, many times over."""
    together = Barrier(len(renderers))

    def repeat(body: str) -> list[str | bytes]:
        outcomes = []
        for _ in range(ROUNDS):
            together.wait(timeout=60)
            outcomes.append(tell_outcome(renderers[body], body))
        return outcomes

    with ThreadPoolExecutor(len(renderers)) as pool:
        columns = dict(zip(renderers, pool.map(repeat, renderers), strict=True))
    return [{body: columns[body][turn] for body in renderers} for turn in range(ROUNDS)]


def one_each() -> dict[str, PdfRenderer]:
    return {body: PdfRenderer() for body in (SOUND, DAMAGED, REACHING)}


def one_for_all() -> dict[str, PdfRenderer]:
    return dict.fromkeys((SOUND, DAMAGED, REACHING), PdfRenderer())


@pytest.mark.parametrize("choose", [one_each, one_for_all])
def test_each_thread_has_its_own_faults(choose: Callable[[], dict[str, PdfRenderer]]) -> None:
    alone = tell_outcome(PdfRenderer(), SOUND)
    assert isinstance(alone, bytes)
    for turn in print_at_once(choose()):
        assert turn[SOUND] == alone
        assert "is damaged and cannot be drawn" in str(turn[DAMAGED])
        assert "the page asks for `file:///etc/hostname`" in str(turn[REACHING])


def test_what_others_render_is_logged_as_ever(caplog: pytest.LogCaptureFixture) -> None:
    PdfRenderer()
    logging.getLogger("weasyprint").error("Failed to load image at %r", "theirs.png")
    assert [record.getMessage() for record in caplog.records] == ["Failed to load image at 'theirs.png'"]
