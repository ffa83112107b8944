"""The table of formats: what each is called, the ending of its files, and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from policykit.document.tree import Document


@dataclass(frozen=True, slots=True)
class Format:
    """One format that a document can be rendered in."""

    name: str
    """What the command line calls it: `html`."""
    suffix: str
    """The ending of its files: `.html`."""
    media_type: str
    """Its media type (IANA): `text/html`."""
    module: str
    function: str

    def render(self, document: Document, **options: Any) -> bytes:
        """Give the document in this format; text is UTF-8. The module is loaded now and not before.

        `options` are those of the function itself, such as `notes=True` of `render_html`.
        """
        render: Callable[..., str | bytes] = getattr(import_module(self.module), self.function)
        output = render(document, **options)
        return output.encode("utf-8") if isinstance(output, str) else output


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("html", ".html", "text/html", "policykit.render.html.page", "render_html"),
        Format("pdf", ".pdf", "application/pdf", "policykit.render.pdf.document", "render_pdf"),
        Format(
            "docx",
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "policykit.render.docx.document",
            "render_docx",
        ),
        Format("md", ".md", "text/markdown", "policykit.render.markdown.document", "render_markdown"),
        Format("json", ".json", "application/json", "policykit.render.json.document", "render_json"),
        Format("text", ".txt", "text/plain", "policykit.render.text", "render_text"),
    )
}
"""Every format by its name."""
