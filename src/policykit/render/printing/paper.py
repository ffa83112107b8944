"""A document on paper: its page of HTML becomes an accessible PDF with the source attached."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from policykit.document.tree import Document
from policykit.render.html.page import render_html

if TYPE_CHECKING:
    from policykit.model.settings import PressName


def render_pdf(
    document: Document,
    *,
    notes: bool = False,
    source: str = "",
    dated: date | None = None,
    press: PressName | None = None,
) -> bytes:
    """Give the document as one file that is PDF/A-3a and PDF/UA-1, with `source` (its YAML) attached.

    `dated` is the day the text bears (its adoption), never the day of printing; `press` is what makes the file, by
    default WeasyPrint where it can be loaded. Raises PolicykitError where no press can be, or a character cannot be
    printed.
    """
    from policykit.render.pdf.facts import PdfAttachment, PdfMetadata
    from policykit.render.printing.press import find_press

    imprint = document.imprint
    data = source.encode("utf-8")
    metadata = PdfMetadata(
        policy_id="" if imprint.is_paper else imprint.policy,
        version="" if imprint.is_paper else imprint.version,
        status="" if imprint.is_paper else imprint.status,
        source_sha256=hashlib.sha256(data).hexdigest() if source else "",
        text_sha256=imprint.text_sha256,
        author=imprint.council,
        subject=f"{imprint.council}: {imprint.title}" + (f", version {imprint.version}" if imprint.version else ""),
        dated=dated,
    )
    name = f"{imprint.policy.replace('/', '-')}-{imprint.version.replace('/', '-').replace(' ', '-')}.yaml"
    attached = (PdfAttachment(name, data, description="The source of this document"),) if source else ()
    page = render_html(document, notes=notes, fonts="pdf")
    return find_press(press).render(page, metadata=metadata, attachments=attached)
