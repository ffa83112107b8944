"""The council's adoption: the form, then the words that will be frozen, a tick, and the button."""

from __future__ import annotations

from starlette.responses import Response

from policykit.desk.forms import FieldFault, FormError, FormReader
from policykit.desk.happenings import FIELDS, read_happening
from policykit.desk.problems import describe_problems, list_problems
from policykit.desk.screens.policy import find_label, find_life
from policykit.desk.visit import Screen, Visit
from policykit.errors import PolicykitError
from policykit.pipeline.adopt import Adoption, adopt_versions
from policykit.pipeline.happening import Happening
from policykit.pipeline.overview import PolicyLife


def show_adopt(visit: Visit) -> Response:
    """Show the form."""
    life = find_life(visit)
    return _fill(visit, life, find_label(visit, life), {"body": "Council", "by": visit.desk.recorder})


def take_adopt(visit: Visit) -> Response:
    """Show what would be frozen, or, from that page and with its tick, freeze it.

    What is adopted is what was shown: a text that was changed in between is shown once more.
    """
    life = find_life(visit)
    label = find_label(visit, life)
    try:
        happening = _read(visit)
        seen = visit.form.get("seen", "")
        if not seen:
            return _confirm(visit, life, label, happening)
        if visit.form.get("sure") != "yes":
            fault = FieldFault("sure", "Tick the box if the council adopted these words")
            return _confirm(visit, life, label, happening, FormError(fault))
        _adopt(visit, label, happening, seen)
    except FormError as error:
        return _fill(visit, life, label, visit.form, error)
    except PolicykitError as error:
        if any(fault.code == "text-moved-on" for fault in error.diagnostics):
            return _confirm(visit, life, label, happening, error)
        return _fill(visit, life, label, visit.form, error)
    return visit.go(visit.policy_link(version=label, done="adopted"))


def _read(visit: Visit) -> Happening:
    reader = FormReader(visit.form)
    happening = read_happening(visit, "adopted", reader, minute=True)
    reader.check()
    return happening


def _adopt(visit: Visit, label: str, happening: Happening, seen: str) -> None:
    adopt_versions(visit.desk.root, (f"{visit.policy}@{label}",), happening, visit.today, seen=(seen,))


def _fill(
    visit: Visit, life: PolicyLife, label: str, values: object, error: PolicykitError | FormError | None = None
) -> Response:
    return visit.show(
        "adopt.html.j2",
        422 if error else 200,
        life=life,
        line=life.overview,
        version=life.find(label),
        values=values,
        problems=list_problems(error) if error else (),
    )


def _confirm(
    visit: Visit, life: PolicyLife, label: str, happening: Happening, error: PolicykitError | FormError | None = None
) -> Response:
    (adoption,) = adopt_versions(visit.desk.root, (f"{visit.policy}@{label}",), happening, visit.today, dry_run=True)
    return visit.show(
        "confirm.html.j2",
        422 if error else 200,
        life=life,
        line=life.overview,
        version=life.find(label),
        adoption=adoption,
        changes=[change for change in adoption.changes if change.path != ("version",)],
        names=_name_parts(adoption),
        open=describe_problems(adoption.open),
        happening=happening,
        values=visit.form,
        fields=FIELDS,
        problems=list_problems(error) if error else (),
    )


def _name_parts(adoption: Adoption) -> dict[str, str]:
    """Give how a person cites each part that changed, by the words in which a message names it."""
    numbers = adoption.frozen.numbers
    named = {}
    for change in adoption.changes:
        own = change.part.partition("`")[2].rstrip("`")
        if own in numbers:
            named[change.part] = numbers[own].citation
    return named


SCREENS = (Screen("/policies/{council}/{policy}/adopt", show_adopt, take_adopt),)
