"""A document in the form a reader wants: HTML, PDF, Markdown, JSON or plain text."""

from policykit.render.formats import FORMATS, Format

__all__ = ["FORMATS", "Format"]
