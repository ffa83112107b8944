"""Since when each part of a text reads as it does: for documents that tell it beside the text, and for programs."""

from __future__ import annotations

from dataclasses import replace

from policykit.compare.versions.readings import list_predecessors, trace_readings
from policykit.document.past import TextHistory
from policykit.document.tree import Document
from policykit.edition.edition import Edition, find_edition
from policykit.model.library import Library, Policy


def trace_history(library: Library, policy: Policy, label: str | None = None) -> TextHistory:
    """Give for each clause and heading of a version since when it reads so, and what it said before.

    `label` is that of the version, by default the current one (`Policy.current`). What counts are the versions that
    were adopted one after the other before it; each with its day and minute from the register. The library must be
    free of errors. Raises KeyError where the policy has no version of that label.
    """
    return _trace_edition(library, find_edition(library, policy, label))


def add_history(library: Library, document: Document) -> Document:
    """Give a compiled document that tells beside its text since when each part reads as it does."""
    assert document.edition is not None, "a redline shows two editions and tells no history"
    return replace(document, history=_trace_edition(library, document.edition))


def _trace_edition(library: Library, edition: Edition) -> TextHistory:
    earlier = (find_edition(library, edition.policy, label) for label in list_predecessors(edition))
    return trace_readings((*earlier, edition))
