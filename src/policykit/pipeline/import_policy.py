"""`import`: a file that others wrote becomes a policy of the library, word for word, with its doubts."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from policykit.edition.numbers import number_version
from policykit.errors import Diagnostic, PolicykitError, Severity
from policykit.intake.codes import DOCUMENT_TOO_LARGE, refuse_document
from policykit.intake.emit.numbering import BULLETS
from policykit.intake.imported import Imported, import_manuscript, policy_id
from policykit.intake.readers import LARGEST, READERS, find_ending, read_manuscript
from policykit.intake.readings import READING_WORDS, ParagraphReading, apply_readings
from policykit.intake.report import ImportReport, make_report
from policykit.model.base import CouncilId, PolicyId
from policykit.model.council import Council
from policykit.model.library import Policy, Sourced
from policykit.model.picture import PICTURE_FOLDER
from policykit.model.picture_file import read_picture
from policykit.model.policy import Version
from policykit.model.register import Event, Register
from policykit.pipeline.codes import NOT_WRITABLE, refuse
from policykit.pipeline.compare import Comparison
from policykit.pipeline.happening import make_model
from policykit.pipeline.import_files import NewFile, read_new_name, write_council, write_register
from policykit.pipeline.import_next import find_tracked, import_next
from policykit.pipeline.import_own import drop_rules, fit_library, import_own
from policykit.pipeline.import_returned import ReturnedChange, TrackedChoice, read_returned
from policykit.pipeline.life_codes import DRAFT_EXISTS
from policykit.pipeline.store import hold_library, write_durably
from policykit.pipeline.write import write_file
from policykit.source.checks import check_all
from policykit.source.files import file_label
from policykit.source.library import read_library
from policykit.source.validate import M, read_model
from policykit.source.yaml import read_yaml

__all__ = [
    "READING_WORDS",
    "ImportedFile",
    "ParagraphReading",
    "ReturnedChange",
    "TrackedChoice",
    "import_files",
    "import_policy",
    "list_endings",
    "list_tracked_changes",
]


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """One file that was imported, or could not be."""

    path: Path
    policy: str
    report: ImportReport | None
    written: tuple[Path, ...] = ()
    """The files that were written; that would be written, on a dry run."""
    refused: tuple[Diagnostic, ...] = ()
    """Why it was not imported."""
    comparison: Comparison | None = None
    """What it changes, where it became the next version of a policy that is there."""
    unknown: tuple[str, ...] = ()
    """What a file of policykit's own says that the library does not know, and what became of it."""


def import_policy(path: str | Path, label: str | None = None, readings: Sequence[ParagraphReading] = ()) -> Imported:
    """Read one file into a version with its doubts, what was left out, and proposals; nothing is written.

    Args:
        path: a file of a kind that `intake.readers.READERS` names: .docx, .odt, .pdf, .html, .md, .txt, .akn, .doc.
        label: the label of the version; by default the one that a file of policykit's own names, else 1.
        readings: what a person says of single paragraphs.

    Raises:
        PolicykitError: the file cannot be read, a reading is of no paragraph of it, or not every word came through.
    """
    place = Path(path)
    content = _read_file(place)
    manuscript = apply_readings(place.as_posix(), read_manuscript(place.as_posix(), content), readings)
    own = import_own(place.as_posix(), manuscript, label)
    if own is not None:
        return own
    imported = import_manuscript(place.as_posix(), manuscript, label or "1")
    if _prints_its_labels(imported):
        return imported
    return import_manuscript(place.as_posix(), manuscript, label or "1", written_out=True)


def _read_file(place: Path) -> bytes:
    find_ending(place.as_posix())
    try:
        size = place.stat().st_size
        if size > LARGEST:
            message = f"has {size / 1e6:,.0f} MB, more than the {LARGEST / 1e6:.0f} MB that are read"
            raise refuse_document(DOCUMENT_TOO_LARGE, place.as_posix(), message)
        content = place.read_bytes() if place.is_file() else None
    except OSError as error:
        reason = (error.strerror or "the system gives no access to it").lower()
        raise refuse(NOT_WRITABLE, f"`{place.as_posix()}` cannot be read: {reason}", "check its name") from error
    if content is None:
        raise refuse(NOT_WRITABLE, f"`{place.as_posix()}` is not a file", "name the file itself")
    return content


def list_endings() -> tuple[str, ...]:
    """Give the endings of the files that can be imported, such as `.docx`."""
    return tuple(READERS)


def _prints_its_labels(imported: Imported) -> bool:
    """Tell whether the version prints exactly the numbers of the file."""
    numbers = number_version(imported.version)
    for own, label in imported.emitted.labels.items():
        found = numbers[own]
        printed = "•" if found.style == BULLETS.style and not found.number else found.number
        if printed != label:
            return False
    return all(own in imported.emitted.labels or not found.number for own, found in numbers.items())


def import_files(
    root: Path,
    paths: Sequence[Path],
    name: str,
    *,
    label: str | None = None,
    accept_dates: bool = False,
    dry_run: bool = False,
    today: date | None = None,
    readings: Sequence[ParagraphReading] = (),
    choice: TrackedChoice | None = None,
) -> Iterator[ImportedFile]:
    """Import files into the library below `root`, giving each when it is done; one that is refused stops no other.

    Args:
        root: the library.
        paths: the files.
        name: the policy's (`anytown/leave`), or the council's alone, whose policies are then named by their titles.
            Of a policy that is there, the file becomes the next version.
        label: the label of the version; by default that of a file of policykit's own, else 1, or the next of the
            policy.
        accept_dates: whether what the file says of its adoption is recorded.
        dry_run: whether nothing is written.
        today: the day on which a next version is drafted; without it, a policy that is there is refused. Several
            files of one such policy are merged.
        readings: what a person says of paragraphs of the file, which is then alone.
        choice: which tracked changes of a Word file count; by default all.

    Raises:
        PolicykitError: for a name or a label that is none.
    """
    if today is not None and name.count("/") == 1 and any((root / name).glob("v*.yaml")):
        yield _import_next(root, name, paths, today, choice or TrackedChoice(), readings, label=label, dry_run=dry_run)
        return
    council, policy = read_new_name(name, alone=len(paths) > 1)
    if label is not None:
        make_model(Event, {"version": label, "event": "created"})  # a label is a file's name, and no other word is
    if not dry_run:
        root.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for path in paths:
        try:
            imported = import_policy(path, label, readings)
            own = policy or _name_policy(imported, root / council, taken)
            taken.add(own)
            yield _import_one(root, council, own, path, imported, accept_dates=accept_dates, dry_run=dry_run)
        except PolicykitError as error:
            yield ImportedFile(path, f"{council}/{policy or '?'}", None, refused=error.diagnostics)


def _name_policy(imported: Imported, folder: Path, taken: set[str]) -> str:
    wanted = policy_id(imported.version.title)
    name, count = wanted, 1
    while name in taken or (folder / name).exists():
        count += 1
        name = f"{wanted}-{count}"
    return name


def _import_one(
    root: Path, council: str, policy: str, path: Path, imported: Imported, *, accept_dates: bool, dry_run: bool
) -> ImportedFile:
    folder = root / council / policy
    if any(folder.glob("v*.yaml")):
        hint = f"import it under another name, or begin its next version: policykit draft {council}/{policy}"
        raise refuse(DRAFT_EXISTS, f"there is a policy `{council}/{policy}` already", hint)
    imported, unknown = fit_library(root, council, imported)
    files, remarks = _begin_files(root, council, policy, imported, accept_dates=accept_dates)
    try:
        _refuse_errors(root, council, policy, files, imported)
    except PolicykitError:
        bare = drop_rules(imported)
        if bare is None:
            raise
        imported, unknown = bare, (*unknown, "its rules were left out: they do not fit the facts of this library")
        files, remarks = _begin_files(root, council, policy, imported, accept_dates=accept_dates)
        _refuse_errors(root, council, policy, files, imported)
    if not dry_run:
        with hold_library(root):
            for name, content in _list_pictures(imported):
                write_file(folder / PICTURE_FOLDER / name, content)
            for file in files:  # the register last of its policy: it may not name a version that is not there
                write_durably(file.path, file.text)
    report = make_report(imported, f"{council}/{policy}", (*unknown, *remarks), accept_dates)
    return ImportedFile(path, f"{council}/{policy}", report, tuple(file.path for file in files), unknown=unknown)


def _list_pictures(imported: Imported) -> Iterator[tuple[str, bytes]]:
    """Give the pictures that a file of policykit's own holds, by the names of their files."""
    own = imported.manuscript.own
    for name, content in own.pictures.items() if own else ():
        yield name, base64.b64decode(content)


def _begin_files(
    root: Path, council: str, policy: str, imported: Imported, *, accept_dates: bool
) -> tuple[list[NewFile], tuple[str, ...]]:
    """Give the files that an import begins, and what a person should know of those beside the text."""
    folder, place = root / council / policy, root / council / "council.yaml"
    files = [NewFile(folder / f"v{file_label(imported.version.version)}.yaml", imported.text)]
    register = write_register(imported, accept_dates=accept_dates)
    remarks = register.remarks
    if not place.exists():
        begun = write_council(council, imported)
        files.append(NewFile(place, begun.text))
        remarks += begun.remarks
    files.append(NewFile(folder / "register.yaml", register.text))
    return files, remarks


def _import_next(
    root: Path,
    name: str,
    paths: Sequence[Path],
    today: date,
    choice: TrackedChoice,
    readings: Sequence[ParagraphReading],
    *,
    label: str | None,
    dry_run: bool,
) -> ImportedFile:
    """Make files the next version of a policy that is there."""
    try:
        files = [read_returned(path.as_posix(), _read_file(path), choice, readings) for path in paths]
        found = import_next(root, name, files, today, label=label, dry_run=dry_run)
    except PolicykitError as error:
        return ImportedFile(paths[0], name, None, refused=error.diagnostics)
    version, homes = found.prepared.named.label, found.carried.homes
    remarks = (*(f"tracked change {change.line}" for change in found.tracked), *found.remarks)
    report = make_report(files[0].imported, name, remarks, version=version, homes=homes)
    return ImportedFile(paths[0], name, report, (found.prepared.path,), comparison=found.comparison)


def list_tracked_changes(
    root: Path, name: str, path: Path, choice: TrackedChoice, readings: Sequence[ParagraphReading] = ()
) -> tuple[ReturnedChange, ...]:
    """Give the tracked changes of a file that comes back to the policy `name`, and which of them count.

    Nothing is written. Raises PolicykitError where the file or the policy cannot be read.
    """
    if path.suffix.lower() != ".docx":
        return ()
    return find_tracked(root, name, read_returned(path.as_posix(), _read_file(path), choice, readings))


def _refuse_errors(root: Path, council: str, policy: str, files: Sequence[NewFile], imported: Imported) -> None:
    """Check what is about to be written as `check` will; raises PolicykitError with every error."""
    by_name = {file.path.name: file for file in files}
    library = read_library(root, only=(f"{council}/{policy}",)).library
    version = _read(Version, files[0])
    register = _read(Register, by_name["register.yaml"])
    place = root / council / "council.yaml"
    known = by_name.get("council.yaml") or NewFile(place, place.read_text("utf-8-sig", "replace"))
    home = _read(Council, known)
    pictures = {name: read_picture(content) for name, content in _list_pictures(imported)}
    entry = Policy(CouncilId(council), PolicyId(policy), (version,), register, {}, pictures=pictures)
    trial = replace(library, councils={CouncilId(council): home}, policies={entry.name: entry})
    shared = {places.file for places in library.shared.values()}  # what is wrong there is no fault of this file
    found = [fault for fault in check_all(trial) if fault.severity is Severity.ERROR]
    errors = [fault for fault in found if fault.span is None or fault.span.file not in shared]
    if errors:
        raise PolicykitError(*errors)


def _read(kind: type[M], file: NewFile) -> Sourced[M]:
    data, places, faults = read_yaml(file.path.as_posix(), file.text)
    if faults or data is None:
        raise PolicykitError(*faults)
    model, more = read_model(kind, data, places)
    if model is None:
        raise PolicykitError(*more)
    return Sourced(model, places)
