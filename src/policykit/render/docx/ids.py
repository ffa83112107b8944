"""Which id each bookmark stands for: data that Word and LibreOffice keep, and by which a file finds its way home."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from policykit.document.tree import Imprint
from policykit.render.docx.xml import DECLARATION

IDS = "urn:council-policykit:docx-ids"
"""The XML namespace of the data."""


def write_ids(imprint: Imprint, bookmarks: Mapping[str, str]) -> str:
    """Give the data of a document: the policy, its version and fingerprint, and the id of each bookmark."""
    facts = (
        ()
        if imprint.is_paper
        else (("policy", imprint.policy), ("version", imprint.version), ("text-sha256", imprint.text_sha256))
    )
    told = " ".join(f"{name}={quoteattr(value)}" for name, value in facts)
    parts = "".join(f"<part bookmark={quoteattr(name)} id={quoteattr(own)}/>" for own, name in bookmarks.items())
    return f'{DECLARATION}<ids xmlns="{IDS}" {told}>{parts}</ids>'
