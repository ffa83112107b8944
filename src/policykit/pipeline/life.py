"""`history`, `show` and `due`: what a policy's life has been, and what it asks for."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.errors import Diagnostic, PolicykitError
from policykit.model.library import Library, Policy, Sourced
from policykit.model.settings import PressName
from policykit.pipeline.build import check_formats, describe_printing
from policykit.pipeline.names import Named
from policykit.pipeline.open import find_readable, refuse_faults
from policykit.register.calendar import write_calendar
from policykit.register.due import DueReview, find_due
from policykit.register.history import describe_history, write_history
from policykit.register.in_force import find_in_force, register_as_at
from policykit.register.timeline import draw_timeline
from policykit.render.formats import FORMATS
from policykit.source.files import Root
from policykit.source.frozen import read_frozen
from policykit.source.library import Reading, read_heads, read_library


def check_registers(reading: Reading) -> Library:
    """Give the library that was read for its registers' sake: faults in texts, as in a draft at work, do not matter.

    Raises PolicykitError with the faults of registers and councils, on which every answer depends.
    """
    files = ("register.yaml", "council.yaml", reading.library.root)
    if errors := [fault for fault in reading.errors if fault.span and fault.span.file.endswith(files)]:
        raise PolicykitError(*errors)
    return reading.library


def _is_lost(library: Library, file: str) -> bool:
    path = PurePath(file)
    parts = path.relative_to(library.root).parts if path.is_relative_to(library.root) else ()
    return len(parts) > 2 and parts[0] in library.councils and "/".join(parts[:2]) not in library.policies


def make_history(root: Root, name: str, form: str, today: date) -> str:
    """Give the history of one policy as `text`, `json` or `svg`; `today` says what counts now, and ends the picture.

    Raises PolicykitError: `unknown-name`, or faults of registers and councils.
    """
    reading = read_heads(root, only=(name,))
    library = check_registers(reading)
    policy = find_readable(reading, name).policy
    if form == "svg":
        return draw_timeline(policy, today)
    policy = replace(policy, frozen=read_frozen(reading.reader, policy.name, policy.register.value))
    if form == "json":
        return _to_json(describe_history(library, policy, today))
    return write_history(library, policy, today)


def show_as_at(root: Root, name: str, day: date, form: str) -> tuple[Named, bytes]:
    """Give the one version of a policy that was in force on `day`, and its document as it stood that day.

    Of a policy that was never adopted it is the newest draft, which says so itself. `form` is one of the formats of
    `build`. Raises PolicykitError where there was none, the dates do not tell which,
    or its text has errors and was never sealed.
    """
    check_formats((form,))
    reading = read_library(root, only=(name,))
    library = reading.library
    policy = find_readable(reading, name).policy
    adopted = any(event.event == "adopted" for event in policy.register.value.events)
    label = find_in_force(policy, day) if adopted else policy.current().value.version
    if label not in policy.frozen:
        refuse_faults(reading, [policy])
    return Named(policy, label), render_version(library, policy_as_at(policy, day), label, form)


def policy_as_at(policy: Policy, day: date) -> Policy:
    """Give the policy as its register stood at the end of `day`."""
    register = register_as_at(policy.register.value, day)
    return replace(policy, register=Sourced(register, policy.register.places))


def render_version(library: Library, policy: Policy, label: str, form: str, *, press: PressName | None = None) -> bytes:
    """Give one version's document in one format, with its source attached where the format carries it.

    `press` makes a PDF, by default the one that library.yaml names.
    """
    document = compile_document(find_edition(library, policy, label))
    return FORMATS[form].make(document, describe_printing(policy, label, press=press or library.settings.press))


def list_due(root: Root, today: date, months: int) -> tuple[DueList, tuple[Diagnostic, ...]]:
    """Give the reviews that are overdue on `today` or come up within `months`.

    With them come the errors of policies of which nothing could be read, and so nothing can be said. Raises
    PolicykitError with the faults of registers and councils.
    """
    reading = read_heads(root)
    library = check_registers(reading)
    unread = tuple(fault for fault in reading.errors if fault.span and _is_lost(library, fault.span.file))
    return DueList(today, months, find_due(library, today, months)), unread


@dataclass(frozen=True, slots=True)
class DueList:
    """The reviews that are overdue on a day, or come up within some months of it."""

    today: date
    months: int
    reviews: tuple[DueReview, ...]


def due_to_json(due: DueList) -> str:
    """Give reviews as JSON, which the schema `due` describes."""
    from policykit.pipeline.results import describe_due, write_result

    return write_result("due", describe_due(due.today, due.months, due.reviews))


def due_to_calendar(due: DueList) -> str:
    """Give reviews as a calendar (iCalendar)."""
    return write_calendar(due.reviews, due.today)


def _to_json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
