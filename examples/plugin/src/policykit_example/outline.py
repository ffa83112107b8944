"""The format `outline`: the headings of a policy, for the agenda of a meeting."""

from __future__ import annotations

from policykit.document.tree import Document
from policykit.model.text import plain_text
from policykit.registry import Choice
from policykit.render import Format, Printing


def print_outline(document: Document, _: Printing) -> bytes:
    """Give the title and the headings, indented by their level, as UTF-8. Nothing of how it is printed changes it."""
    lines = [f"{document.imprint.title} ({document.imprint.council})"]
    for section in document.walk_sections():
        if section.heading:
            words = " ".join(filter(None, (section.number, plain_text(section.heading))))
            lines.append("  " * section.level + words)
    return ("\n".join(lines) + "\n").encode("utf-8")


OUTLINE: Format = Choice("outline", "the headings alone, for an agenda", print_outline, ".outline.txt", "text/plain")
