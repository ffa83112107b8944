"""Bringing in a Word file: its words beside what they were taken for, doubtful places first, and how to say better."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from starlette.responses import Response

from policykit.desk.forms import FieldFault, FormError
from policykit.desk.problems import describe_problems, list_problems
from policykit.desk.session import Upload
from policykit.desk.visit import NotThereError, Screen, Visit
from policykit.errors import PolicykitError
from policykit.pipeline.compare import render_comparison
from policykit.pipeline.import_policy import (
    READING_WORDS,
    ImportedFile,
    ParagraphReading,
    ReturnedChange,
    TrackedChoice,
    import_files,
    list_endings,
    list_tracked_changes,
)
from policykit.pipeline.overview import find_councils, find_names, list_policies

BUTTONS = {
    "title": "It is the title",
    "heading": "It is a heading",
    "clause": "It is no heading",
    "item": "It is an item of a list",
    "joined": "It goes on from the one above",
}
"""What can be said of a paragraph, as the buttons have it."""


def show_bring_in(visit: Visit) -> Response:
    """Show the form for a file."""
    return _ask_for_file(visit)


def _ask_for_file(visit: Visit, error: PolicykitError | FormError | None = None) -> Response:
    councils = find_councils(visit.desk.root)
    return visit.show(
        "bring_in.html.j2",
        422 if error else 200,
        councils=councils,
        policies=list_policies(visit.desk.root, visit.today).policies,
        endings=list_endings(),
        values=visit.form,
        problems=list_problems(error) if error else (),
    )


def take_bring_in(visit: Visit) -> Response:
    """Take a file, and look at it; nothing is written to the library."""
    sent = visit.files.get("file")
    council = visit.form.get("council", "").strip().lower()
    try:
        if sent is None or not sent.name:
            raise FormError(FieldFault("file", "Choose a file"))
        if not council:
            raise FormError(FieldFault("council", "Fill in “Whose policy is it?”"))
        key = visit.desk.keep_upload(sent.name, sent.content)
        council, _, policy = council.partition("/")
        is_next = f"{council}/{policy}" in find_names(visit.desk.root)
        upload = replace(_find(visit, key), council=council, policy=policy, is_next=is_next)
        try:
            _try(visit, upload)
        except PolicykitError:
            visit.desk.drop_upload(key)
            raise
    except (PolicykitError, FormError) as error:
        return _ask_for_file(visit, error)
    visit.desk.change_upload(key, upload)
    return visit.go(visit.link("bring-in", key))


def _find(visit: Visit, key: str) -> Upload:
    upload = visit.desk.find_upload(key)
    if upload is None:
        raise NotThereError
    return upload


def _list_readings(upload: Upload) -> tuple[ParagraphReading, ...]:
    return tuple(
        ParagraphReading(place, reading)
        for said in upload.readings
        for place, _, words in [said.rpartition("=")]
        for reading in READING_WORDS
        if reading == words
    )


def _list_tracked(visit: Visit, upload: Upload) -> tuple[ReturnedChange, ...]:
    """Give the tracked changes of a file that comes back to a policy."""
    if not upload.is_next:
        return ()
    name = f"{upload.council}/{upload.policy}"
    choice = TrackedChoice(rejected=upload.rejected)
    return list_tracked_changes(visit.desk.root, name, upload.path, choice, _list_readings(upload))


def _try(visit: Visit, upload: Upload, *, dry_run: bool = True) -> ImportedFile:
    """Import the file, by default without writing. Raises PolicykitError with every reason why it cannot be."""
    name = f"{upload.council}/{upload.policy}" if upload.policy else upload.council
    (imported,) = import_files(
        visit.desk.root,
        [upload.path],
        name,
        accept_dates=upload.accept_dates,
        dry_run=dry_run,
        today=visit.today if upload.is_next else None,
        readings=_list_readings(upload),
        choice=TrackedChoice(rejected=upload.rejected),
    )
    if imported.refused:
        folder = f"{upload.path.parent.as_posix()}/"  # of the copy, which is no place that the clerk knows
        raise PolicykitError(*(replace(each, message=each.message.replace(folder, "")) for each in imported.refused))
    return imported


def show_upload(visit: Visit) -> Response:
    """Show what a file was taken for."""
    return _show(visit, visit.path["key"])


def take_upload(visit: Visit) -> Response:
    """Take what is said of a paragraph, or bring the file in."""
    key = visit.path["key"]
    upload = _read_form(visit, _find(visit, key))
    visit.desk.change_upload(key, upload)
    try:
        if not visit.form.get("bring"):
            _try(visit, upload)
            return visit.go(visit.link("bring-in", key))
        imported = _try(visit, upload, dry_run=False)
    except PolicykitError as error:
        return _show(visit, key, error)
    visit.desk.drop_upload(key)
    return visit.go(visit.link("policies", imported.policy, done="imported"))


def _read_form(visit: Visit, upload: Upload) -> Upload:
    readings = upload.readings
    if said := visit.form.get("say"):
        place = said.rpartition("=")[0]
        readings = (*(one for one in readings if one.rpartition("=")[0] != place), said)
    if taken := visit.form.get("unsay"):
        readings = tuple(one for one in readings if one != taken)
    if upload.is_next:
        return replace(upload, readings=readings[-500:], rejected=_read_rejected(visit, upload))
    return replace(
        upload,
        readings=readings[-500:],
        council=visit.form.get("council", upload.council).strip().lower(),
        policy=visit.form.get("policy", upload.policy).strip().lower(),
        accept_dates=visit.form.get("dates") == "yes",
    )


def _read_rejected(visit: Visit, upload: Upload) -> frozenset[int]:
    """Give which tracked changes do not count after what was said of one of them, or of all."""
    known = frozenset(change.number for change in _list_tracked(visit, upload))
    said = {name: visit.form.get(name, "") for name in ("reject", "accept")}
    named = {name: known if word == "all" else known & _read_number(word) for name, word in said.items()}
    return (upload.rejected | named["reject"]) - named["accept"]


def _read_number(word: str) -> frozenset[int]:
    return frozenset({int(word)}) if word.isascii() and word.isdigit() and len(word) < 9 else frozenset()


def _show(visit: Visit, key: str, error: PolicykitError | None = None) -> Response:
    upload = _find(visit, key)
    problems = list_problems(error) if error else ()
    try:
        imported = _try(visit, upload)
    except PolicykitError as wrong:
        # A name that is taken, or a reading that cannot be so: the file itself was read before.
        problems = problems or describe_problems(wrong.diagnostics)
        plain = replace(upload, readings=(), council="import", policy="preview", is_next=False)
        imported = _try(visit, plain)
    report = imported.report
    assert report is not None
    tracked = _list_tracked(visit, upload)
    told = {f"tracked change {change.line}" for change in tracked}
    left = sorted(report.left_out, key=lambda each: each.reason)
    return visit.show(
        "imported.html.j2",
        422 if problems else 200,
        key=key,
        comparison=imported.comparison,
        file=upload.path.name,
        upload=upload,
        report=report,
        tracked=tracked,
        remarks=[remark for remark in report.remarks if remark not in told],
        policy=upload.policy or imported.policy.partition("/")[2],
        councils=find_councils(visit.desk.root),
        said=[(one, *one.rpartition("=")[::2]) for one in upload.readings],
        left=[(reason, list(group)) for reason, group in groupby(left, key=lambda each: each.reason)],
        buttons=BUTTONS,
        readings=READING_WORDS,
        problems=problems,
    )


def show_comparison(visit: Visit) -> Response:
    """Give what a file that comes back changes, as the report of a comparison."""
    comparison = _try(visit, _find(visit, visit.path["key"])).comparison
    if comparison is None:
        raise NotThereError
    return visit.show_sheet(render_comparison(comparison, "html"))


def take_away(visit: Visit) -> Response:
    """Forget a file that was brought in."""
    visit.desk.drop_upload(visit.path["key"])
    return visit.go(visit.link(""))


SCREENS = (
    Screen("/bring-in", show_bring_in, take_bring_in),
    Screen("/bring-in/{key}", show_upload, take_upload),
    Screen("/bring-in/{key}/changes", show_comparison),
    Screen("/bring-in/{key}/away", take=take_away),
)
