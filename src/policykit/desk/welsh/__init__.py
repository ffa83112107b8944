"""The words of the desk in Welsh: the furniture of all pages, single screens, and the page of a text."""

from __future__ import annotations

from policykit.desk.welsh.furniture import MONTHS
from policykit.desk.welsh.furniture import PHRASES as OF_FURNITURE
from policykit.desk.welsh.screens import PHRASES as OF_SCREENS
from policykit.desk.welsh.text import PHRASES as OF_TEXT

__all__ = ["MONTHS", "OF_FURNITURE", "OF_SCREENS", "OF_TEXT", "PHRASES"]

PHRASES: dict[str, str] = {**OF_FURNITURE, **OF_SCREENS, **OF_TEXT}
"""Every phrase in Welsh, by its English."""
