"""Every page of the desk: a module for each matter, whose `SCREENS` are named here."""

from __future__ import annotations

from policykit.desk.screens import policies, policy, text
from policykit.desk.visit import Screen

SCREENS: tuple[Screen, ...] = (*policies.SCREENS, *policy.SCREENS, *text.SCREENS)
"""The table of pages, from which the application is made."""
