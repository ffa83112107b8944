"""Recording what happened: a stage, a review that changed nothing, a next version; and taking a record back."""

from __future__ import annotations

from starlette.responses import Response

from policykit.desk.forms import FormError, FormReader, write_date
from policykit.desk.happenings import RECORDED, read_happening
from policykit.desk.problems import list_problems
from policykit.desk.screens.policy import find_label, find_life
from policykit.desk.visit import Screen, Visit
from policykit.errors import PolicykitError
from policykit.model.dates import PartialDate
from policykit.model.register import EventKind
from policykit.pipeline.draft import draft_version
from policykit.pipeline.overview import PolicyLife
from policykit.pipeline.record import record_event
from policykit.pipeline.undo import undo_event


def show_record(visit: Visit) -> Response:
    """Show the form for what happened; `?event=` chooses what."""
    life = find_life(visit)
    values = {"event": visit.query.get("event", ""), "by": visit.desk.recorder}
    return _fill_record(visit, life, find_label(visit, life), values)


def take_record(visit: Visit) -> Response:
    """Record what happened."""
    life = find_life(visit)
    label = find_label(visit, life)
    reader = FormReader(visit.form)
    kind = _read_kind(reader)
    try:
        happening = read_happening(visit, kind, reader)
        reader.check()
        record_event(visit.desk.root, f"{visit.policy}@{label}", happening, visit.today)
    except (PolicykitError, FormError) as error:
        return _fill_record(visit, life, label, visit.form, error)
    return visit.go(visit.policy_link(version=label, done="recorded"))


def _read_kind(reader: FormReader) -> EventKind:
    chosen = reader.choice("event", tuple(RECORDED), "What happened")
    return next((kind for kind in RECORDED if kind == chosen), "recommended")


def _fill_record(
    visit: Visit, life: PolicyLife, label: str, values: object, error: PolicykitError | FormError | None = None
) -> Response:
    known = life.find(label)
    assert known is not None
    kinds = (
        ("reviewed", "readopted", "withdrawn") if known.adopted else ("created", "recommended", "amended", "withdrawn")
    )
    return visit.show(
        "record.html.j2",
        422 if error else 200,
        life=life,
        line=life.overview,
        version=known,
        kinds={kind: RECORDED[kind] for kind in RECORDED if kind in kinds},
        values=values,
        problems=list_problems(error) if error else (),
    )


def show_review(visit: Visit) -> Response:
    """Show the form for a review that changed nothing."""
    return _fill_review(visit, find_life(visit), {"event": "reviewed", "by": visit.desk.recorder})


def take_review(visit: Visit) -> Response:
    """Record the review, of the version in force."""
    life = find_life(visit)
    reader = FormReader(visit.form)
    kind: EventKind = "readopted" if visit.form.get("event") == "readopted" else "reviewed"
    try:
        happening = read_happening(visit, kind, reader)
        reader.check()
        record_event(visit.desk.root, f"{visit.policy}@{_in_force(life)}", happening, visit.today)
    except (PolicykitError, FormError) as error:
        return _fill_review(visit, life, visit.form, error)
    return visit.go(visit.policy_link(done="reviewed"))


def _in_force(life: PolicyLife) -> str:
    return life.overview.in_force or life.versions[0].label


def _fill_review(
    visit: Visit, life: PolicyLife, values: object, error: PolicykitError | FormError | None = None
) -> Response:
    return visit.show(
        "review.html.j2",
        422 if error else 200,
        life=life,
        line=life.overview,
        version=life.find(_in_force(life)),
        values=values,
        problems=list_problems(error) if error else (),
    )


def take_begin(visit: Visit) -> Response:
    """Begin the next version as a copy of the one in force."""
    find_life(visit)
    drafted = draft_version(visit.desk.root, visit.policy, visit.today, by=visit.desk.recorder or None)
    return visit.go(visit.policy_link(version=drafted.label, done="begun"))


def show_undo(visit: Visit) -> Response:
    """Show what would be taken back."""
    life = find_life(visit)
    undone = undo_event(visit.desk.root, visit.policy, dry_run=True)
    last = life.events[-1] if undone.event is not None else None
    return visit.show("undo.html.j2", life=life, line=life.overview, undone=undone, last=last, count=len(life.events))


def take_undo(visit: Visit) -> Response:
    """Take the last record back, if it is still the one that was shown."""
    life = find_life(visit)
    if visit.form.get("count") != str(len(life.events)):
        return visit.go(visit.policy_link("undo"))
    undo_event(visit.desk.root, visit.policy)
    return visit.go(visit.policy_link(done="undone"))


def today_fields(visit: Visit) -> dict[str, str]:
    """Give today as the fields of a form."""
    return write_date("date", PartialDate.of(visit.today))


SCREENS = (
    Screen("/policies/{council}/{policy}/record", show_record, take_record),
    Screen("/policies/{council}/{policy}/review", show_review, take_review),
    Screen("/policies/{council}/{policy}/begin", take=take_begin),
    Screen("/policies/{council}/{policy}/undo", show_undo, take_undo),
)
