"""The clauses of a version: their rules in words, the scenarios that try them, and other councils on each."""

from __future__ import annotations

from starlette.responses import Response

from policykit.desk.screens.policy import find_label, find_life
from policykit.desk.visit import NotThereError, Screen, Visit
from policykit.pipeline.clauses import describe_clause, list_clauses
from policykit.pipeline.names import find_version
from policykit.pipeline.open import load_library, open_version

STANCES = {
    "same": "They say the same.",
    "stronger": "Ours asks for more.",
    "weaker": "Ours asks for less.",
    "narrower": "Ours covers less ground.",
    "broader": "Ours covers more ground.",
    "differs": "They say different things.",
    "conflicts": "They conflict: one allows what the other forbids.",
}
OUTCOMES = {
    "compliant": "kept",
    "breach": "broken",
    "cannot_tell": "more must be known",
    "not_applicable": "does not apply",
    "permitted": "allowed",
}
READINGS = {
    "draft": "one reader’s view",
    "reviewed": "two readers agree; the council has not confirmed it",
    "confirmed": "confirmed by somebody with authority",
    "disputed": "readers differ",
}


def show_clauses(visit: Visit) -> Response:
    """Show every clause with its words and how many rules it has."""
    life = find_life(visit)
    label = find_label(visit, life)
    library, named = open_version(visit.desk.root, f"{visit.policy}@{label}", visit.today)
    return visit.show(
        "clauses.html.j2",
        life=life,
        line=life.overview,
        version=life.find(label),
        sections=list_clauses(library, named),
    )


def show_clause(visit: Visit) -> Response:
    """Show all that is known of one clause."""
    life = find_life(visit)
    label = find_label(visit, life)
    library = load_library(visit.desk.root, visit.today)
    named = find_version(library, f"{visit.policy}@{label}")
    known = {line.id for section in list_clauses(library, named) for line in section.clauses}
    if visit.path["clause"] not in known:
        raise NotThereError
    return visit.show(
        "clause.html.j2",
        life=life,
        line=life.overview,
        version=life.find(label),
        view=describe_clause(library, named, visit.path["clause"]),
        stances=STANCES,
        outcomes=OUTCOMES,
        readings=READINGS,
    )


SCREENS = (
    Screen("/policies/{council}/{policy}/clauses", show_clauses),
    Screen("/policies/{council}/{policy}/clauses/{clause}", show_clause),
)
