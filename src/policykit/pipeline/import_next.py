"""A newer file becomes the next version of a policy that is there: ids, topics, notes and rules are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from policykit.compare.returned.carry import Carried, carry_over
from policykit.compare.returned.identity import keep_ids
from policykit.document.compile import compile_document
from policykit.document.tree import Document
from policykit.edition.edition import Edition, find_edition
from policykit.errors import Code, PolicykitError, Severity
from policykit.intake.imported import Imported
from policykit.model.dates import PartialDate
from policykit.model.library import Policy
from policykit.model.policy import Version
from policykit.pipeline.amend_yaml import write_plain_yaml, write_yaml
from policykit.pipeline.codes import refuse
from policykit.pipeline.compare import Comparison, compare_pair
from policykit.pipeline.draft import NextVersion, next_label, prepare_next, write_next
from policykit.pipeline.happening import Happening
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
CODES = (IMPORT_UNCHANGED,)
_POLICY, _VERSION, _PRINT = "policykit:policy", "policykit:version", "policykit:text-sha256"


@dataclass(frozen=True, slots=True)
class ImportedNext:
    """A file as the next version of a policy, and what it changes."""

    prepared: NextVersion
    carried: Carried
    comparison: Comparison
    remarks: tuple[str, ...]


def import_next(
    root: Path, name: str, imported: Imported, today: date, *, label: str | None = None, dry_run: bool = False
) -> ImportedNext:
    """Make an imported file the next version of the policy `name`, and record that it was drafted `today`.

    The version that the file was made from, or else the newest, is what it is compared with.

    Raises:
        PolicykitError: `import-unchanged` where it says the same; where a version of that label is there; or where
            the library, or what would be written, has errors.
    """
    with hold_library(root):
        reading = read_library(root, only=(name,))
        policy = reading.library.policies[name]
        refuse_faults(reading, [policy])
        found = prepare_import(reading, policy, imported, today, label)
        if not dry_run:
            write_next(found.prepared)
        return found


def prepare_import(
    reading: Reading, policy: Policy, imported: Imported, today: date, label: str | None
) -> ImportedNext:
    """Give what `import_next` would write, and what it changes."""
    edition, remarks = find_base(reading, policy, imported)
    base = compile_document(edition)
    wanted = label or next_label(policy.labels[-1])
    carried = carry_over(base, imported, keep_ids(base, imported, find_bookmarks(base, imported)), wanted)
    text = write_carried(edition, carried)
    if _same_text(edition.version, text):
        raise refuse(IMPORT_UNCHANGED, f"`{imported.name}` says what version `{edition.label}` of `{policy.name}` says")
    happening = Happening("drafted", PartialDate.of(today), recorded_by="policykit import")
    prepared = prepare_next(reading, Named(policy, edition.label), wanted, text, happening, today)
    library = replace(reading.library, policies={**reading.library.policies, policy.name: prepared.named.policy})
    wrong = [
        fault
        for fault in check_all(replace(library, policies={policy.name: prepared.named.policy}))
        if fault.severity is Severity.ERROR and fault.span is not None and fault.span.file == prepared.path.as_posix()
    ]
    if wrong:
        raise PolicykitError(*wrong)
    comparison = compare_pair(library, Named(prepared.named.policy, edition.label), prepared.named)
    return ImportedNext(prepared, carried, comparison, (*remarks, *carried.remarks))


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
