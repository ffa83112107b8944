"""“If this passes”, arranged for a page and for a text: headings with their lines."""

from __future__ import annotations

from policykit.analysis.impact import Impact

IMPACT_HEADING = "If this passes"
"""What the section is called."""


def list_impact(impact: Impact) -> list[tuple[str, tuple[str, ...]]]:
    """Give the headings with their lines, in the order in which a councillor wants to know them."""
    if impact.absent:
        return [(impact.absent, ())]
    found = [(group.heading, group.lines) for group in impact.groups]
    if impact.flips:
        found.append((tell_tried(impact), tuple(flip.line for flip in impact.flips)))
    elif impact.scenarios:
        found.append((tell_tried(impact), ()))
    if not impact.groups and not impact.flips:
        found.insert(0, ("As far as rules were read, the new version asks the same of the same people.", ()))
    if impact.remarks:
        found.append(("What this rests on", impact.remarks))
    return found


def tell_tried(impact: Impact) -> str:
    """Say how many of the tested situations are judged otherwise."""
    situations = "tested situation" if impact.scenarios == 1 else "tested situations"
    if not impact.flips:
        return f"None of the {impact.scenarios} {situations} is judged otherwise."
    return f"Of {impact.scenarios} {situations}, {len(impact.flips)} would be judged otherwise"
