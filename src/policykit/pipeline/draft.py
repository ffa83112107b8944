"""`draft`: the next version begins as the text of the last one, with its ids and comments."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from policykit.errors import PolicykitError
from policykit.model.dates import PartialDate
from policykit.model.library import Policy, Sourced
from policykit.model.policy import Version
from policykit.model.register import Event
from policykit.pipeline import life_codes as codes
from policykit.pipeline.codes import refuse
from policykit.pipeline.happening import Happening, check_happening, make_model
from policykit.pipeline.names import Named, names_one
from policykit.pipeline.open import find_readable, refuse_faults
from policykit.pipeline.record import Recorded, newest_draft, prepare_event
from policykit.pipeline.store import hold_library, write_durably
from policykit.source.files import file_label
from policykit.source.library import Reading, read_library
from policykit.source.nodes import YamlPlaces
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml


@dataclass(frozen=True, slots=True)
class Drafted:
    """A version that was drafted."""

    source: Named
    """The version it began as."""
    label: str
    path: Path
    """Its file, to be edited."""
    scenarios: Path | None
    """The file of its scenarios, where they were copied with it."""


def draft_version(
    root: Path,
    name: str,
    today: date,
    label: str | None = None,
    *,
    by: str | None = None,
    day: PartialDate | None = None,
) -> Drafted:
    """Write the next version of a policy as a copy of the one in force, and record that it was drafted.

    The event bears `day`, or else `today`. Named with its label (`council/policy@1`), another version is the model.
    Raises PolicykitError where a draft is there already, where the label does not follow from the last one, or where
    the text has errors.
    """
    with hold_library(root):
        reading = read_library(root, only=(name,))
        source = _choose_source(reading, name)
        policy = source.policy
        refuse_faults(reading, [policy])
        wanted = next_label(source.label) if label is None else label
        make_model(Event, {"version": wanted, "event": "drafted"})  # a label is a file's name, and no other word is
        text = _write_draft(policy.source_text(source.label), source.label, wanted)
        happening = Happening("drafted", day or PartialDate.of(today), recorded_by=by)
        return write_next(prepare_next(reading, source, wanted, text, happening, today))


@dataclass(frozen=True, slots=True)
class NextVersion:
    """A next version that can be written: its text, and the register that says that it was drafted."""

    source: Named
    named: Named
    """The policy with the new version, and its label."""
    path: Path
    text: str
    recorded: Recorded


def prepare_next(
    reading: Reading, source: Named, label: str, text: str, happening: Happening, today: date
) -> NextVersion:
    """Make sure that `text` can be the version `label`, drafted from `source`. Nothing is written.

    Raises PolicykitError where a version of that label is there, or where the event cannot have happened.
    """
    policy = source.policy
    path = Path(policy.register.places.file).parent / f"v{file_label(label)}.yaml"
    _refuse_taken(policy, path, label, text)
    check_happening(happening, today)
    named = with_draft(policy, path, label, text)
    return NextVersion(source, named, path, text, prepare_event(reading, named, happening))


def write_next(prepared: NextVersion) -> Drafted:
    """Write a next version, with the scenarios of the one it was drafted from; the register last."""
    path, source = prepared.path, prepared.source
    write_durably(path, prepared.text)
    scenarios = path.parent / f"v{file_label(source.label)}.scenarios.yaml"
    beside = path.parent / f"v{file_label(prepared.named.label)}.scenarios.yaml"
    copied = scenarios.exists() and not beside.exists()
    if copied:
        write_durably(beside, scenarios.read_text("utf-8"))
    write_durably(prepared.recorded.path, prepared.recorded.after)  # last: it may not name what is not there
    return Drafted(source, prepared.named.label, path, beside if copied else None)


def next_label(label: str) -> str:
    """Give the label after a whole number: `2` after `1`, `02` after `01`. Raises PolicykitError for any other."""
    if not re.fullmatch(r"[0-9]+", label):
        raise refuse(codes.NEEDS_LABEL, f"the label after version `{label}` is for the council to say")
    return str(int(label) + 1).zfill(len(label))


def _choose_source(reading: Reading, name: str) -> Named:
    named = find_readable(reading, name)
    if names_one(name):
        return named
    draft = newest_draft(named.policy)
    if draft is not None and not named.policy.states[named.label].in_force:
        message = f"version `{draft}` of `{named.policy.name}` is a draft, and no version is in force"
        raise refuse(codes.DRAFT_EXISTS, message, f"edit it, or draft another from it: {named.policy.name}@{draft}")
    return named


def _refuse_taken(policy: Policy, path: Path, label: str, text: str) -> None:
    """Refuse where a version of that label is there, unless it is a copy whose drafting was interrupted."""
    if not path.exists():
        return
    recorded = any(event.version == label for event in policy.register.value.events)
    if recorded or path.read_text("utf-8-sig").replace("\r\n", "\n") != text:
        raise refuse(codes.DRAFT_EXISTS, f"there is a version `{label}` of `{policy.name}`: `{path.as_posix()}`")


def _write_draft(text: str, old: str, new: str) -> str:
    """Give the text with another label, also where the comment at its head names the version."""
    span = YamlPlaces("", text).span(("version",))
    lines = text.split("\n")
    line = lines[span.line - 1]
    lines[span.line - 1] = f"{line[: span.column - 1]}{json.dumps(new)}{line[span.end_column - 1 :]}"
    for number, line in enumerate(lines):
        if not line.startswith("#"):
            break
        lines[number] = re.sub(rf"\bversion {re.escape(old)}\b", f"version {new}", line)
    return "\n".join(lines)


def with_draft(policy: Policy, path: Path, label: str, text: str) -> Named:
    """Give a policy with `text` as one more version, as if it were in the file `path`.

    Raises PolicykitError where the text is no version.
    """
    data, places, _ = read_yaml(path.as_posix(), text)
    version, faults = read_model(Version, data, places)
    if version is None:
        raise PolicykitError(*faults)
    others = tuple(other for other in policy.versions if other.value.version != label)
    return Named(replace(policy, versions=(*others, Sourced(version, places))), label)
