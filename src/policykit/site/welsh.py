"""The words around a text in Welsh, phrase by phrase.

A phrase that is missing here is shown in English, and marked so.
"""

from __future__ import annotations

PHRASES: dict[str, str] = {}
