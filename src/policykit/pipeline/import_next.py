"""A newer file becomes the next version of a policy that is there: ids, topics, notes and rules are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

from policykit.compare.amendments.amendable import Data
from policykit.compare.returned.carry import Carried, carry_over
from policykit.compare.returned.identity import keep_ids
from policykit.compare.returned.merge import EditConflict, Merged, merge_carried
from policykit.document.compile import compile_document
from policykit.document.tree import Document
from policykit.edition.edition import Edition, find_edition
from policykit.errors import Code, PolicykitError, Severity
from policykit.intake.imported import Imported
from policykit.model.dates import PartialDate
from policykit.model.fingerprint import model_data
from policykit.model.library import Policy
from policykit.model.policy import Version
from policykit.pipeline.amend_yaml import write_plain_yaml, write_yaml
from policykit.pipeline.codes import refuse
from policykit.pipeline.compare import Comparison, compare_pair
from policykit.pipeline.draft import NextVersion, next_label, prepare_next, write_next
from policykit.pipeline.happening import Happening
from policykit.pipeline.import_returned import ReturnedChange, ReturnedFile, add_comments, describe_tracked
from policykit.pipeline.names import Named
from policykit.pipeline.open import refuse_faults
from policykit.pipeline.store import hold_library
from policykit.render.docx.runs import name_bookmarks
from policykit.source.checks import check_all
from policykit.source.library import Reading, read_library
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml

IMPORT_UNCHANGED = Code(
    "import-unchanged",
    Severity.ERROR,
    "a file that is imported into a policy says what its newest version says already",
    "there is nothing to do; to bring it in as another policy, give it another name",
    "policykit import leave.docx anytown/leave, a second time",
    "policykit import leave-2027.docx anytown/leave",
)
NOT_ONE_BASE = Code(
    "not-one-base",
    Severity.ERROR,
    "several files are to be merged that were not made from one version",
    "import one of them first, send that version round, and merge what comes back",
    "policykit import from-version-1.docx from-version-2.docx anytown/leave",
    "policykit import smith.docx jones.docx anytown/leave, both made from version 1",
)
CODES = (IMPORT_UNCHANGED, NOT_ONE_BASE)
_POLICY, _VERSION, _PRINT = "policykit:policy", "policykit:version", "policykit:text-sha256"


@dataclass(frozen=True, slots=True)
class ImportedNext:
    """One file or several as the next version of a policy, and what they change."""

    prepared: NextVersion
    carried: Carried
    comparison: Comparison
    remarks: tuple[str, ...]
    conflicts: tuple[EditConflict, ...] = ()
    """What several files do not agree on."""
    tracked: tuple[ReturnedChange, ...] = ()
    """The tracked changes of the files."""


def import_next(
    root: Path,
    name: str,
    files: Sequence[ReturnedFile],
    today: date,
    *,
    label: str | None = None,
    dry_run: bool = False,
) -> ImportedNext:
    """Make imported files the next version of the policy `name`, and record that it was drafted `today`.

    The version that the files were made from, or else the newest, is what they are compared with, and over which
    several are merged.

    Raises:
        PolicykitError: `import-unchanged` where they say the same; `not-one-base` where they were made from different
            versions; where a version of that label is there; or where the library, or what would be written, has
            errors.
    """
    with hold_library(root):
        reading = read_library(root, only=(name,))
        policy = reading.library.policies[name]
        refuse_faults(reading, [policy])
        found = prepare_import(reading, policy, files, today, label)
        if not dry_run:
            write_next(found.prepared)
        return found


def prepare_import(
    reading: Reading, policy: Policy, files: Sequence[ReturnedFile], today: date, label: str | None
) -> ImportedNext:
    """Give what `import_next` would write, and what it changes."""
    edition, remarks = _find_one_base(reading, policy, files)
    base = compile_document(edition)
    wanted = label or next_label(policy.labels[-1])
    sides: list[tuple[str, Carried]] = []
    tracked: list[ReturnedChange] = []
    for one in files:
        bookmarks = find_bookmarks(base, one.imported)
        kept = keep_ids(base, one.imported, bookmarks)
        sides.append((_name_sender(one, sides), carry_over(base, one.imported, kept, wanted)))
        tracked += describe_tracked(one, base, bookmarks)
    merged = Merged(sides[0][1], ())
    if len(sides) > 1:
        merged = merge_carried(cast(Data, model_data(edition.version)), sides)
    remarks += [*merged.carried.remarks, *add_comments(merged.carried.amended.data, files)]
    text = write_carried(edition, merged.carried)
    if _same_text(edition.version, text):
        name = f"`{files[0].imported.name}` says" if len(files) == 1 else "the files say"
        raise refuse(IMPORT_UNCHANGED, f"{name} what version `{edition.label}` of `{policy.name}` says")
    happening = Happening("drafted", PartialDate.of(today), recorded_by="policykit import")
    prepared = prepare_next(reading, Named(policy, edition.label), wanted, text, happening, today)
    return ImportedNext(
        prepared, merged.carried, _compare(reading, edition, prepared), tuple(remarks), merged.conflicts, tuple(tracked)
    )


def find_tracked(root: Path, name: str, returned: ReturnedFile) -> tuple[ReturnedChange, ...]:
    """Give the tracked changes of a file that comes back to the policy `name`, whatever it would become with them.

    Raises PolicykitError where the policy has errors.
    """
    reading = read_library(root, only=(name,))
    policy = reading.library.policies[name]
    refuse_faults(reading, [policy])
    base = compile_document(find_base(reading, policy, returned.imported)[0])
    return describe_tracked(returned, base, find_bookmarks(base, returned.imported))


def _compare(reading: Reading, edition: Edition, prepared: NextVersion) -> Comparison:
    """Give what a next version changes. Raises PolicykitError with the errors that it has."""
    policy = prepared.named.policy
    library = replace(reading.library, policies={**reading.library.policies, policy.name: policy})
    wrong = [
        fault
        for fault in check_all(replace(library, policies={policy.name: policy}))
        if fault.severity is Severity.ERROR and fault.span is not None and fault.span.file == prepared.path.as_posix()
    ]
    if wrong:
        raise PolicykitError(*wrong)
    return compare_pair(library, Named(policy, edition.label), prepared.named)


def _name_sender(one: ReturnedFile, sides: Sequence[tuple[str, Carried]]) -> str:
    taken = {who for who, _ in sides}
    return one.sender if one.sender not in taken else f"{one.sender} ({Path(one.imported.name).name})"


def _find_one_base(reading: Reading, policy: Policy, files: Sequence[ReturnedFile]) -> tuple[Edition, list[str]]:
    found = [find_base(reading, policy, one.imported) for one in files]
    labels = sorted({edition.label for edition, _ in found})
    if len(labels) > 1:
        shown = " and ".join(f"`{label}`" for label in labels)
        raise refuse(NOT_ONE_BASE, f"the files were made from different versions of `{policy.name}`: {shown}")
    remarks = dict.fromkeys(remark for _, remarks in found for remark in remarks)
    return found[0][0], list(remarks)


def find_base(reading: Reading, policy: Policy, imported: Imported) -> tuple[Edition, tuple[str, ...]]:
    """Give the version that a file was made from, as it says itself; else the newest. With it, what to know of that."""
    told = imported.manuscript.properties
    own = told.get(_POLICY) == policy.name and told.get(_VERSION) in policy.labels
    edition = find_edition(reading.library, policy, told[_VERSION] if own else policy.labels[-1])
    remarks = []
    if told.get(_POLICY, policy.name) != policy.name:
        remarks.append(f"the file was made from `{told[_POLICY]}`, which is another policy")
    if own and told.get(_PRINT) != edition.text_sha256:
        remarks.append(f"the file was made from an earlier text of version `{edition.label}`, which changed since")
    if own and edition.label != policy.labels[-1]:
        remarks.append(f"the file was made from version `{edition.label}`, and `{policy.labels[-1]}` is newer")
    return edition, tuple(remarks)


def find_bookmarks(base: Document, imported: Imported) -> Mapping[str, str]:
    """Give the id that each bookmark of a file stands for; none in a file that was not made from this policy."""
    manuscript = imported.manuscript
    if manuscript.properties.get(_POLICY) != base.imprint.policy:
        return {}
    return manuscript.bookmarks or {name: own for own, name in name_bookmarks(base).items()}


def write_carried(edition: Edition, carried: Carried) -> str:
    """Give the YAML of the next version: with the old file's comments and layout, if that says the same."""
    plain = write_plain_yaml(carried.amended.data)
    text = write_yaml(edition.source, edition.version, carried.amended)
    found, wanted = (_read_version(one) for one in (text, plain))
    return text if found is not None and found == wanted else plain


def _read_version(text: str) -> Version | None:
    data, places, _ = read_yaml("", text)
    return read_model(Version, data, places)[0] if data is not None else None


def _same_text(version: Version, text: str) -> bool:
    found = _read_version(text)
    return found is not None and found.model_copy(update={"version": version.version}) == version
