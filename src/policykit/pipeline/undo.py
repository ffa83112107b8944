"""`undo`: the last event of a register is taken back, as long as nothing rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from policykit.model.fingerprint import hash_text
from policykit.model.frozen import write_frozen
from policykit.model.library import Policy
from policykit.model.register import Event
from policykit.pipeline import life_codes as codes
from policykit.pipeline.codes import NOT_WRITABLE, refuse
from policykit.pipeline.open import find_readable
from policykit.pipeline.record import refuse_broken
from policykit.pipeline.store import hold_library, write_durably
from policykit.pipeline.verify import read_bytes
from policykit.register.edit import remove_event
from policykit.register.signature import list_statements, may_cover, signature_path
from policykit.source.frozen import frozen_path, read_frozen_file
from policykit.source.library import read_library
from policykit.source.reading.reader import Reader


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, or, in a dry run, would be."""

    policy: str
    event: Event | None
    """The event; None where an adoption that was broken off had left a frozen copy and no event."""
    path: Path
    """The register."""
    before: str
    """The register's text with the event."""
    after: str
    """The register's text without it."""
    frozen: tuple[Path, ...]
    """The frozen copies that were deleted: of an adoption or seal, the copy that it had written."""


def undo_event(root: Path, name: str, *, dry_run: bool = False) -> Undone:
    """Take the last event of a policy's register back, and give what was removed.

    The register is written first and the frozen copy of an adoption deleted after it: after a crash the copy is left
    over, and the same call deletes it and nothing else. Raises PolicykitError, with nothing changed, where there is no
    event, where the policy does not verify, where the event is signed, or for a seal that has replaced another: the
    copy before it is gone.
    """
    with nullcontext() if dry_run else hold_library(root):
        reading = read_library(root, only=(name,))
        undone = _prepare(reading.reader, find_readable(reading, name).policy)
        if not dry_run:
            if undone.after != undone.before:
                write_durably(undone.path, undone.after)
            for path in undone.frozen:
                _delete(path)
        return undone


def _prepare(reader: Reader, policy: Policy) -> Undone:
    places = policy.register.places
    path, text = Path(places.file), places.text
    if left := tuple(_find_left_over(reader, policy)):
        return Undone(policy.name, None, path, text, text, left)
    events = policy.register.value.events
    if not events:
        raise refuse(codes.NOTHING_TO_UNDO, f"the register of `{policy.name}` has no event")
    refuse_broken(reader, policy.name, "undone")
    _refuse_signed(reader, policy)
    event = events[-1]
    earlier = next((e.text_sha256 for e in events[-2::-1] if e.version == event.version and e.text_sha256), None)
    if event.text_sha256 is not None and earlier not in (None, event.text_sha256):
        message = f"the last event, `{event.event}` of version `{event.version}`, wrote over the frozen copy before it"
        raise refuse(codes.NOTHING_TO_UNDO, message, "seal the text again as it should be, with a note")
    try:
        edited = remove_event(places.file, text)
    except ValueError as error:
        raise refuse(codes.LAYOUT, f"`{places.file}`: {error}") from error
    gone = event.text_sha256 is not None and earlier is None
    frozen = (Path(reader.shown(frozen_path(policy.name, event.version))),) if gone else ()
    return Undone(policy.name, event, path, text, edited.text, frozen)


def _refuse_signed(reader: Reader, policy: Policy) -> None:
    path = Path(reader.shown(signature_path(policy.name)))
    if path.is_file() and may_cover(read_bytes(path), list_statements(policy.name, policy.register.value)[-1]):
        message = f"the last event of `{policy.name}` is signed: `{path.as_posix()}` covers it"
        raise refuse(codes.SIGNED_EVENT, message)


def _find_left_over(reader: Reader, policy: Policy) -> Iterator[Path]:
    """Give the frozen copies of this policy's versions that no event names, as policykit wrote them."""
    for label in policy.labels:
        path = frozen_path(policy.name, label)
        if label in policy.seals or reader.folder.find_kind(path) != "file":
            continue
        file = read_frozen_file(reader.reopen(), path)
        copy = file.frozen if file is not None else None
        if file is None or copy is None or copy.policy != policy.name or copy.version.version != label:
            continue
        if hash_text(write_frozen(copy)) == file.exact_sha256:
            yield Path(reader.shown(path))


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    except OSError as error:
        reason = (error.strerror or "the system refuses").lower()
        raise refuse(NOT_WRITABLE, f"`{path.as_posix()}` cannot be deleted: {reason}") from error
