"""Verification: is every adopted text, its frozen copy and its register what policykit wrote?

Compares files as characters: one that is damaged beyond YAML is still compared with what was adopted. What is
proved: that text, frozen copy and events agree with each other and with the head of the chain. Whoever can write all
of them can forge all of them; a head that is also written in the minutes, or a signed PDF, ties them to the outside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from policykit.errors import Diagnostic, Severity, Span
from policykit.model.fingerprint import chain_events
from policykit.model.frozen import Frozen, is_other_form
from policykit.model.library import Places
from policykit.model.policy import Version
from policykit.model.register import Event, Register
from policykit.model.word_changes import list_word_changes
from policykit.register.signature import RegisterSignature, check_signature, signature_path
from policykit.source import register_codes as codes
from policykit.source.checks.histories import find_impossible
from policykit.source.files import FileTooLargeError, OutsideError, Root, file_label, open_folder
from policykit.source.frozen import FROZEN_FOLDER, earlier_path, frozen_path, read_frozen_file, trust_frozen
from policykit.source.nodes import YamlPlaces
from policykit.source.reading.reader import Reader
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml
from policykit.wording.shorten import shorten_text


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found of one policy."""

    policy: str
    sealed: tuple[str, ...]
    """The labels of the versions that were held against their seal."""
    events: int
    """How many events the register has."""
    head: str | None
    """The fingerprint of the last event, that covers all the others."""
    findings: tuple[Diagnostic, ...]
    register: Register | None = None
    """The register itself; None where it cannot be read."""
    signature: RegisterSignature | None = None
    """What the detached signature beside the register is worth, where there is one and it was asked after."""

    @property
    def intact(self) -> bool:
        """Whether nothing was changed, added or lost."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def list_policies(root: Root | Reader) -> tuple[str, ...]:
    """Give the name of every policy below `root` that has a register or frozen copies, by name."""
    quiet = _open_again(root)
    places = (place for council in quiet.list_folders("") for place in quiet.list_folders(council))
    return tuple(
        place for place in places if any(quiet.exists(f"{place}/{name}") for name in ("register.yaml", FROZEN_FOLDER))
    )


def verify_policy(root: Root | Reader, name: str) -> Verdict:
    """Hold one policy's files against each other; never raises for what is in them.

    What a reader has read before is not read again, and it notes nothing of what is found here.
    """
    reader = _open_again(root)
    sourced = reader.read_file(Register, f"{name}/register.yaml")
    if sourced is None:
        return Verdict(name, (), 0, None, tuple(reader.faults))
    register = sourced.value
    findings = [*_check_chain(register, sourced.places), *find_impossible(register, sourced.places)]
    seals = register.seals
    for label, seal in seals.items():
        findings.extend(_verify_version(reader, name, label, seal))
    findings.extend(_check_unsealed(register, seals, sourced.places))
    findings.extend(_find_unused(reader, name, register, set(seals)))
    found = sorted({*reader.faults, *findings}, key=Diagnostic.order)
    return Verdict(name, tuple(seals), len(register.events), register.head_sha256, tuple(found), register)


def verify_signature(root: Root | Reader, verdict: Verdict, roots: tuple[bytes, ...] = ()) -> Verdict:
    """Give a verdict with what the signature beside its register is worth; `roots` are certificates to trust.

    Raises PolicykitError (`sign-key`) for a root that is no certificate.
    """
    reader = _open_again(root)
    path = signature_path(verdict.policy)
    if verdict.register is None or not reader.exists(path):
        return verdict
    content: bytes | None
    try:
        content = reader.folder.read_bytes(path)
    except (OSError, OutsideError, FileTooLargeError):
        content = None
    signature, found = check_signature(verdict.policy, verdict.register, reader.shown(path), content, roots)
    return replace(verdict, signature=signature, findings=(*verdict.findings, *found))


def _open_again(root: Root | Reader) -> Reader:
    return root.reopen() if isinstance(root, Reader) else Reader(open_folder(root))


def _check_chain(register: Register, places: Places) -> Iterator[Diagnostic]:
    links = chain_events(register.events)
    sealed = register.head_sha256 is not None or any(e.text_sha256 or e.previous_sha256 for e in register.events)
    if not sealed:
        return
    code = codes.CHAIN_BROKEN
    if register.events and register.events[0].previous_sha256 is not None:
        message = f"the first event, {_name(register.events[0])}, followed another, which was removed"
        yield places.fault(code, places.span(("events", 0)), message, code.remedy)
    for position, event in enumerate(register.events[1:], start=1):
        before = register.events[position - 1]
        if event.previous_sha256 is not None and event.previous_sha256 != links[position - 1]:
            message = (
                f"event {position}, {_name(before)}, is not the one that was recorded: "
                f"it was changed, or an event was added or removed at this place"
            )
            yield places.fault(code, places.span(("events", position - 1)), message, code.remedy)
        elif event.previous_sha256 is None and before.previous_sha256 is not None:
            message = f"event {position + 1}, {_name(event)}, was added or changed by hand: it is no part of the chain"
            yield places.fault(code, places.span(("events", position)), message, code.remedy)
    if register.head_sha256 is None:
        yield places.fault(code, places.span(()), "`head_sha256`, which seals the events, is missing", code.remedy)
    elif not links or links[-1] != register.head_sha256:
        last = f"the last event, {_name(register.events[-1])}," if links else "the list of events"
        message = f"{last} is not the one that was sealed: it was changed, or events were added or removed at the end"
        place = ("events", len(links) - 1) if links else ("head_sha256",)
        yield places.fault(code, places.span(place), message, code.remedy)


def _name(event: Event) -> str:
    return f"`{event.event}` of version `{event.version}`"


def _check_unsealed(register: Register, seals: dict[str, str], places: Places) -> Iterator[Diagnostic]:
    for position, event in enumerate(register.events):
        if event.event == "adopted" and event.version not in seals:
            message = f"version `{event.version}` is adopted, and its text is not sealed"
            yield places.fault(codes.NOT_SEALED, places.span(("events", position)), message, codes.NOT_SEALED.remedy)


def _find_unused(reader: Reader, name: str, register: Register, sealed: set[str]) -> Iterator[Diagnostic]:
    expected = {frozen_path(name, label) for label in sealed}
    earlier = {earlier_path(name, e.version, e.text_sha256): e for e in register.events if e.text_sha256}
    frozen = f"{name}/{FROZEN_FOLDER}"
    for path in reader.list_files(frozen, "") if reader.folder.find_kind(frozen) == "folder" else []:
        if path in earlier:
            yield from _check_earlier(reader, name, path, earlier[path])
        elif path not in expected:
            code = codes.FROZEN_UNUSED
            message = f"no event of the register names `{path.removeprefix(f'{name}/')}`"
            yield code.at(reader.start(path), message, hint=code.remedy)


def _check_earlier(reader: Reader, name: str, path: str, event: Event) -> Iterator[Diagnostic]:
    """Hold a copy that was sealed before against the event that names it, and its words against those of today."""
    file, now = read_frozen_file(reader, path), read_frozen_file(reader, frozen_path(name, event.version))
    if file is None or now is None:
        return
    earlier = trust_frozen(reader.shown(path), file, file.sha256, event.version, event.text_sha256 or "")
    if isinstance(earlier, Diagnostic):
        yield earlier
    elif now.frozen is not None and list_word_changes(earlier.version, now.frozen.version):
        message = f"the copy of version `{event.version}` that was sealed before has other adopted words"
        yield codes.FROZEN_CHANGED.at(reader.start(path), message, hint=codes.FROZEN_CHANGED.remedy)


def _verify_version(reader: Reader, name: str, label: str, seal: str) -> Iterator[Diagnostic]:
    path = frozen_path(name, label)
    shown = reader.shown(path)
    code = codes.FROZEN_CHANGED
    if not reader.exists(path):
        message = f"the frozen copy of version `{label}` is missing"
        yield code.at(reader.start(path), message, hint=code.remedy)
        return
    file = read_frozen_file(reader, path)
    if file is None:
        return
    frozen = trust_frozen(shown, file, file.exact_sha256, label, seal)
    if isinstance(frozen, Diagnostic):
        yield frozen
        return
    if frozen.policy != name or frozen.version.version != label:
        message = f"this is the frozen copy of version `{frozen.version.version}` of `{frozen.policy}`"
        yield code.at(reader.start(path), message, hint=code.remedy)
        return
    yield from _check_copy(frozen, shown)
    source = f"{name}/v{file_label(label)}.yaml"
    if not reader.exists(source):
        message = f"the text of version `{label}` is missing; its frozen copy is intact"
        hint = f"`source` in {shown} holds the file, character for character"
        yield codes.TEXT_CHANGED.at(reader.start(source), message, hint=hint)
    elif (now := reader.read_text(source)) is not None:
        yield from compare_text(frozen, reader.shown(source), now)


def _check_copy(frozen: Frozen, shown: str) -> Iterator[Diagnostic]:
    """A copy whose parts do not agree was never written by policykit, whatever its fingerprint."""
    version = _read_version(shown, frozen.source)
    if version is not None and version != frozen.version:
        message = "the copy's `source` and `version` are not the same text"
        yield codes.FROZEN_CHANGED.at(Span(shown, 1, 1, 1, 1), message, hint=codes.FROZEN_CHANGED.remedy)


def compare_text(frozen: Frozen, file: str, now: str) -> Iterator[Diagnostic]:
    """Find every difference between a version's file as it is (`now`) and as it was adopted or sealed."""
    if now == frozen.source:
        return
    label = frozen.version.version
    version = _read_version(file, now)
    changes = list_word_changes(frozen.version, version) if version is not None else ()
    places = YamlPlaces(file, now)
    for change in changes:
        path = ("version",) if change.fate == "removed" else change.path
        hint = f"adopted: “{_short(change.old)}”" if change.old else codes.TEXT_CHANGED.remedy
        message = f"{change.part} of version `{label}` was {change.fate} after it was adopted"
        yield places.fault(codes.TEXT_CHANGED, places.span(path), message, hint)
    if changes:
        return
    if version is not None and is_other_form(frozen, version, now):
        message = f"the characters of version `{label}` have another form than they were sealed in; no word differs"
        yield places.fault(codes.OTHER_FORM, places.span(("version",)), message, codes.OTHER_FORM.remedy)
        return
    first, last, what = find_changed_lines(frozen.source, now)
    span = Span(file, first, 1, last, 1)
    line = places.line_text(first)
    if version is None:
        message = f"version `{label}` is not as it was adopted, and can no longer be read: {what} was changed"
        yield codes.TEXT_CHANGED.at(span, message, hint=codes.TEXT_CHANGED.remedy, line_text=line)
        return
    message = f"{what} of version `{label}` is not as it was sealed; the adopted words are unchanged"
    # For `check` an edited note is work in progress; whoever verifies asks whether anything was altered.
    yield Diagnostic(codes.EDITS_UNSEALED.name, Severity.ERROR, message, span, codes.EDITS_UNSEALED.remedy, line)


def find_changed_lines(old: str, new: str) -> tuple[int, int, str]:
    """Give the first and last line of `new` between which it differs from `old`, and the part of `old` it lies in."""
    was, now = old.split("\n"), new.split("\n")
    first = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    tail = 0
    while tail < min(len(was), len(now)) - first and was[-1 - tail] == now[-1 - tail]:
        tail += 1
    last = max(first, len(now) - tail - 1)
    return min(first, len(now) - 1) + 1, min(last, len(now) - 1) + 1, _part_at(old, first + 1)


def _part_at(text: str, line: int) -> str:
    lines, parts = _list_parts(text)
    position = bisect_right(lines, line) - 1
    return parts[position] if position >= 0 else "the head"


@lru_cache(maxsize=8)
def _list_parts(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    version = _read_version("", text)
    if version is None:
        return (), ()
    places = YamlPlaces("", text)
    found = [(places.span((*path, "id")).line, f"section `{section.id}`") for path, section in version.walk_sections()]
    found += [(places.span((*path, "id")).line, f"clause `{clause.id}`") for path, clause in version.walk_clauses()]
    found.sort()
    return tuple(line for line, _ in found), tuple(part for _, part in found)


def _read_version(file: str, text: str) -> Version | None:
    data, places, faults = read_yaml(file, text)
    if data is None or faults:
        return None
    version, _ = read_model(Version, data, places)
    return version


def _short(text: str) -> str:
    words = " ".join(text.split())
    return shorten_text(words, 100)
