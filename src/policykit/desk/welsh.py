"""The furniture in Welsh, phrase by phrase. A phrase that is missing here is shown in English, and marked so."""

from __future__ import annotations

MONTHS = (
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
)

PHRASES: dict[str, str] = {
    "The desk": "Y ddesg",
}
"""Welsh by English."""
