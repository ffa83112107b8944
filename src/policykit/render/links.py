"""Addresses: which a document may lead to, and where the plain words of a contact line hold one."""

from __future__ import annotations

import re

from policykit.model.markdown import SAFE_SCHEMES

ADDRESS = re.compile(
    r"(?P<mail>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<site>(?:https?://|www\.)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[A-Za-z0-9._~/%+-]*[A-Za-z0-9/])?)"
)
"""An e-mail address (`mail`) or a web address (`site`) in plain words."""


def is_safe_link(href: str) -> bool:
    """Tell whether an address leads to a web page, an e-mail, a telephone or a place of this document."""
    scheme, colon, _ = href.partition(":")
    return href.startswith("#") or (bool(colon) and scheme.lower() in SAFE_SCHEMES)
