"""`history`, `show` and `due`: what a policy's life has been, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from policykit.document.compile import compile_document
from policykit.edition.edition import find_edition
from policykit.errors import Diagnostic, PolicykitError
from policykit.model.library import Library, Policy, Sourced
from policykit.model.settings import PressName
from policykit.pipeline.build import describe_printing
from policykit.pipeline.names import Named
from policykit.pipeline.open import find_readable, refuse_faults
from policykit.pipeline.past import add_history
from policykit.register.calendar import write_calendar
from policykit.register.due import DueReview, find_due
from policykit.register.history import History, VersionOnDay, describe_history
from policykit.register.in_force import find_in_force, register_as_at
from policykit.register.timeline import draw_timeline
from policykit.render.formats import FORMATS
from policykit.source.files import Root
from policykit.source.frozen import read_frozen
from policykit.source.library import Reading, read_heads, read_library

if TYPE_CHECKING:
    from policykit.document.tree import Document
    from policykit.render.formats import Printing

__all__ = [
    "DueList",
    "History",
    "ShownVersion",
    "VersionOnDay",
    "check_registers",
    "draw_history",
    "due_to_calendar",
    "due_to_json",
    "history_to_json",
    "list_due",
    "policy_as_at",
    "read_history",
    "render_version",
    "show_as_at",
]


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


def read_history(root: Root, name: str, today: date) -> History:
    """Give the history of one policy; `today` says what counts now.

    Raises PolicykitError: `unknown-name`, or faults of registers and councils.
    """
    reading, policy = _read_life(root, name)
    policy = replace(policy, frozen=read_frozen(reading.reader, policy.name, policy.register.value))
    return describe_history(reading.library, policy, today)


def draw_history(root: Root, name: str, today: date) -> str:
    """Give the history of one policy as a picture (SVG) that ends on `today`. Raises as `read_history`."""
    return draw_timeline(_read_life(root, name)[1], today)


def history_to_json(history: History) -> str:
    """Give a history as JSON, which the schema `history` describes."""
    from policykit.pipeline.results.write import write_result

    return write_result("history", history)


def _read_life(root: Root, name: str) -> tuple[Reading, Policy]:
    reading = read_heads(root, only=(name,))
    check_registers(reading)
    return reading, find_readable(reading, name).policy


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """The version of a policy that counted on a day, and its document as it was then.

    `form` of `make` is one of the formats of `build`; that of `json` is described by the schema `document`.
    """

    version: Named
    day: date
    in_force: bool
    """Whether it was in force; else it is the newest draft of a policy that was never adopted."""
    document: Document
    printing: Printing

    def make(self, form: str) -> bytes:
        """Give the document in one format. Raises PolicykitError where the format cannot show it."""
        return FORMATS[form].make(self.document, self.printing)


def show_as_at(root: Root, name: str, day: date, *, history: bool = False) -> ShownVersion:
    """Give the one version of a policy that was in force on `day`, with its document as it was that day.

    Of a policy that was never adopted it is the newest draft, which says so itself. With `history` each part of the
    text tells since when it reads as it does and what it said before. Raises PolicykitError where there
    was none, the dates do not tell which, or its text has errors and was never sealed.
    """
    reading = read_library(root, only=(name,))
    library = reading.library
    policy = find_readable(reading, name).policy
    adopted = any(event.event == "adopted" for event in policy.register.value.events)
    label = find_in_force(policy, day) if adopted else policy.current().value.version
    if history or label not in policy.frozen:
        refuse_faults(reading, [policy])
    then = policy_as_at(policy, day)
    document = compile_document(find_edition(library, then, label))
    document = add_history(library, document) if history else document
    printing = describe_printing(then, label, press=library.settings.press)
    return ShownVersion(Named(policy, label), day, policy.states[label].approval is not None, document, printing)


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
    from policykit.pipeline.results.registers import describe_due
    from policykit.pipeline.results.write import write_result

    return write_result("due", describe_due(due.today, due.months, due.reviews))


def due_to_calendar(due: DueList) -> str:
    """Give reviews as a calendar (iCalendar)."""
    return write_calendar(due.reviews, due.today)
