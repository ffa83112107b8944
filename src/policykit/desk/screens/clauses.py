"""The clauses of a version: their rules in words, the scenarios that try them, and other councils on each."""

from __future__ import annotations

from starlette.responses import Response

from policykit.desk.forms import FieldFault, FormError, FormReader
from policykit.desk.problems import list_problems
from policykit.desk.screens.policy import find_label, find_life
from policykit.desk.visit import NotThereError, Screen, Visit
from policykit.errors import PolicykitError
from policykit.model.rule import ReadingStatus
from policykit.pipeline.clauses import describe_clause, list_clauses
from policykit.pipeline.names import find_version
from policykit.pipeline.open import load_library, open_version
from policykit.pipeline.writing.agree import plan_reading
from policykit.pipeline.writing.change import change_text, open_text

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


AGREED = {
    "draft": "I read it anew",
    "reviewed": "I am a second reader, and read it the same way",
    "confirmed": "I confirm it for the council",
    "disputed": "I read it differently",
}
"""What can be said of a reading."""


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
    return _show_clause(visit)


def take_reading(visit: Visit) -> Response:
    """Take what is said of the reading of a clause by one of its rules, of a draft."""
    life = find_life(visit)
    label = find_label(visit, life)
    try:
        reader = FormReader(visit.form)
        status = reader.choice("status", tuple(AGREED), "How you read it")
        by = reader.words("by", "Your name")
        minute = reader.words("minute", "Your office, or the minute" if status == "confirmed" else "")
        note = reader.words("note", "Why" if status == "disputed" else "")
        reader.check()
        opened = open_text(visit.desk.root, f"{visit.policy}@{label}", visit.desk.tell_now())
        rule = visit.form.get("rule", "")
        edit = plan_reading(opened, rule, ReadingStatus(status), by, visit.today, minute, note)
        (outcome,) = change_text(opened, (edit,), visit.desk.tell_now(), by).outcomes
        if outcome.state not in ("saved", "unchanged"):
            raise PolicykitError(*outcome.why) if outcome.why else FormError(FieldFault("status", _MOVED))
    except FormError as error:
        return _show_clause(visit, FormError(*(_at_rule(fault, visit.form.get("rule", "")) for fault in error.faults)))
    except PolicykitError as error:
        return _show_clause(visit, error)
    visit.desk.recorder = by or visit.desk.recorder
    return visit.go(visit.policy_link("clauses", visit.path["clause"], version=label, done="reading"))


def _at_rule(fault: FieldFault, rule: str) -> FieldFault:
    """Give a fault of a field with the id that the field has in the form of this rule."""
    field = "draft" if fault.field == "status" else fault.field
    return FieldFault(f"{rule}-{field}", fault.message, fault.hint)


_MOVED = "Somebody else has said something of this reading meanwhile: look at it once more"


def _show_clause(visit: Visit, error: PolicykitError | FormError | None = None) -> Response:
    life = find_life(visit)
    label = find_label(visit, life)
    library = load_library(visit.desk.root, visit.today)
    named = find_version(library, f"{visit.policy}@{label}")
    known = {line.id for section in list_clauses(library, named) for line in section.clauses}
    if visit.path["clause"] not in known:
        raise NotThereError
    return visit.show(
        "clause.html.j2",
        422 if error else 200,
        problems=list_problems(error) if error else (),
        values=visit.form or {"by": visit.desk.recorder},
        agreed=AGREED,
        is_draft=not named.policy.states[label].approval,
        done=visit.query.get("done", ""),
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
    Screen("/policies/{council}/{policy}/clauses/{clause}", show_clause, take_reading),
)
