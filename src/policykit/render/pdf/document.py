"""A document on paper: its page of HTML becomes an accessible PDF with the source attached."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from policykit.document.tree import Document
from policykit.render.html.page import render_html

if TYPE_CHECKING:
    from policykit.render.pdf.renderer import PdfRenderer


def render_pdf(document: Document, *, notes: bool = False, source: str = "", dated: date | None = None) -> bytes:
    """Give the document as one file that is PDF/A-3a and PDF/UA-1, with `source` (its YAML) attached.

    `dated` is the day the text bears (its adoption), never the day of printing. Raises PolicykitError where the
    system libraries are missing, or a character cannot be printed.
    """
    from policykit.render.pdf.renderer import PdfAttachment, PdfMetadata

    imprint = document.imprint
    data = source.encode("utf-8")
    metadata = PdfMetadata(
        policy_id=imprint.policy,
        version=imprint.version,
        status=imprint.status,
        source_sha256=hashlib.sha256(data).hexdigest() if source else "",
        text_sha256=imprint.text_sha256,
        author=imprint.council,
        subject=f"{imprint.council}: {imprint.title}, version {imprint.version}",
        dated=dated,
    )
    name = f"{imprint.policy.replace('/', '-')}-{imprint.version.replace('/', '-').replace(' ', '-')}.yaml"
    attached = (PdfAttachment(name, data, description="The source of this document"),) if source else ()
    page = render_html(document, notes=notes, fonts="pdf")
    return _load_renderer().render(page, metadata=metadata, attachments=attached)


@cache
def _load_renderer() -> PdfRenderer:
    """Give the renderer, set up once for all documents of a run."""
    from policykit.render.pdf.renderer import PdfRenderer

    return PdfRenderer()
