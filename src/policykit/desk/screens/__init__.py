"""Every page of the desk: a module for each matter, whose `SCREENS` are named here."""

from __future__ import annotations

from policykit.desk.screens import (
    adopt,
    ask,
    bring_in,
    changes,
    clauses,
    history,
    life,
    policies,
    policy,
    publish,
    site,
    text,
)
from policykit.desk.text import screen as writing
from policykit.desk.visit import Screen

SCREENS: tuple[Screen, ...] = (
    *policies.SCREENS,
    *policy.SCREENS,
    *text.SCREENS,
    *writing.SCREENS,
    *life.SCREENS,
    *adopt.SCREENS,
    *publish.SCREENS,
    *site.SCREENS,
    *changes.SCREENS,
    *clauses.SCREENS,
    *ask.SCREENS,
    *history.SCREENS,
    *bring_in.SCREENS,
)
"""The table of pages, from which the application is made."""
