"""`amend`: the amendments that make one version of another, and carrying out such a list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from policykit.compare.amendments import faults, read
from policykit.compare.amendments.version import (
    Amended,
    AmendmentList,
    apply_amendments,
    parse_amendments,
    print_amendments,
    write_amendments,
    write_edition_amendments,
)
from policykit.edition.edition import Edition
from policykit.errors import Code, Diagnostic, PolicykitError, Severity, Span
from policykit.model.library import Library
from policykit.model.policy import Version
from policykit.pipeline.amend_yaml import write_plain_yaml, write_yaml
from policykit.pipeline.codes import refuse
from policykit.pipeline.compare import check_one_policy
from policykit.pipeline.names import find_version
from policykit.pipeline.rulesets import open_edition
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml

AMENDMENTS_UNREADABLE = Code(
    "amendments-unreadable",
    Severity.ERROR,
    "a file of amendments that cannot be opened, or is not UTF-8 text",
    "name the file that `policykit amend A B` wrote",
    "policykit amend crewe/social-media@1 --apply no-such-file.txt",
    "policykit amend crewe/social-media@1 --apply amendments.txt",
)
CODES = (
    AMENDMENTS_UNREADABLE,
    read.AMENDMENT_UNREADABLE,
    faults.AMENDMENT_PLACE,
    faults.AMENDMENT_WORDS,
    faults.AMENDMENT_ANNEX,
    faults.AMENDMENT_TEXT,
)


@dataclass(frozen=True, slots=True)
class AmendedFile:
    """A version that a list of amendments gave."""

    version: Version
    text: str
    """Its YAML."""


@dataclass(frozen=True, slots=True)
class VersionAmendments:
    """The amendments that make one version of another, by their names (`crewe/social-media@1`)."""

    old: str
    new: str
    listed: AmendmentList

    def write_text(self) -> str:
        """Give the list in plain English, which `amend --apply` reads back."""
        return f"# Amendments to {self.old}, which make {self.new}.\n{print_amendments(self.listed)}"


def list_amendments(library: Library, old: str, new: str) -> VersionAmendments:
    """Give the amendments that make version `new` of version `old`.

    Raises PolicykitError for a name that does not exist, or two names of different policies.
    """
    pair = find_version(library, old), find_version(library, new)
    check_one_policy(*pair)
    editions = [open_edition(library, named) for named in pair]
    return VersionAmendments(pair[0].name, pair[1].name, write_edition_amendments(*editions))


def amend_version_file(library: Library, name: str, amendments: Path) -> AmendedFile:
    """Carry out the list in the file `amendments` on a version, and give the new version and its YAML.

    Comments of the old file stay with what they speak of. Raises PolicykitError where the list cannot be read, does
    not fit, or gives what is no valid version.
    """
    edition = open_edition(library, find_version(library, name))
    amended = apply_amendments(edition.version, read_amendments(amendments, edition))
    return write_amended(edition, amended, amendments.as_posix())


def read_amendments(file: Path, edition: Edition) -> AmendmentList:
    """Read the list in a file, which is to be carried out on an edition. Raises PolicykitError where it cannot be."""
    listed = parse_amendments(_read(file), file=file.as_posix())
    if listed.before == edition.text_sha256:  # made for this very text, which may be known by its seal
        listed = replace(listed, before="")
    return listed


def write_amended(edition: Edition, amended: Amended, source: str) -> AmendedFile:
    """Give an amended version with its YAML; `source` is what messages call the list.

    Raises PolicykitError where it is no valid version.
    """
    wanted = _validate(source, write_plain_yaml(amended.data))
    return AmendedFile(wanted, _write(edition, amended, wanted))


def write_changed(edition: Edition, wanted: Version) -> str:
    """Give the YAML of a version made from an edition's, with the old file's layout and comments where they fit."""
    listed = write_amendments(edition.version, wanted)
    return _write(edition, apply_amendments(edition.version, listed), wanted)


def _write(edition: Edition, amended: Amended, wanted: Version) -> str:
    """Give the YAML that keeps the old file's layout, if it says the same; else the plain one."""
    text = write_yaml(edition.source, edition.version, amended)
    data, places, wrong = read_yaml("", text)
    found = read_model(Version, data, places)[0] if data is not None and not wrong else None
    return text if found == wanted else write_plain_yaml(amended.data)


def _validate(file: str, text: str) -> Version:
    data, places, unread = read_yaml(file, text)
    version, wrong = read_model(Version, data, places) if data is not None else (None, [])
    if version is None or unread or wrong:
        # The places are those of a text that is in no file: what is wrong is said without them.
        raise PolicykitError(*(Diagnostic(f.code, f.severity, f.message, None, f.hint) for f in (*unread, *wrong)))
    return version


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        span = Span(path.as_posix(), 1, 1, 1, 1)
        raise PolicykitError(AMENDMENTS_UNREADABLE.at(span, "the file is not UTF-8 text")) from None
    except OSError as error:
        reason = (error.strerror or "the system gives no access to it").lower()
        raise refuse(AMENDMENTS_UNREADABLE, f"`{path.as_posix()}` cannot be read: {reason}") from error
