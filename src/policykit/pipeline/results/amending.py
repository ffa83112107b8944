"""What `amend` lists, as data: each amendment with its sentence and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import JsonValue

from policykit.compare.amendments.amendment import Amendment
from policykit.compare.amendments.table_amendment import TableAmendment
from policykit.compare.amendments.version import AmendmentList, is_of_files, print_sentence
from policykit.compare.motions.motion import Motion, MotionAmendment

if TYPE_CHECKING:
    from policykit.pipeline.amend import VersionAmendments


@dataclass(frozen=True, slots=True)
class ReportedAmendment:
    """One amendment: `sentence` says all of it in plain English, and `parts` holds the same as data."""

    number: int
    kind: str
    """What it does: `SubstituteWords`, `OmitClause`, `SetCell` …, the name of the shape of `parts`."""
    wording: bool
    """Whether it changes the wording; else only ids and positions in the file."""
    sentence: str
    parts: Amendment | TableAmendment


@dataclass(frozen=True, slots=True)
class ReportedField:
    """What is beside the words of one clause, or of the whole version (`DOCUMENT`), in the new version.

    A null takes the field away.
    """

    clause: str
    field: str
    value: JsonValue


@dataclass(frozen=True, slots=True)
class AmendResult:
    """What `policykit amend` lists: the amendments that make the version `new` of `old`."""

    old: str
    new: str
    old_sha256: str
    new_sha256: str
    amendments: tuple[ReportedAmendment, ...]
    annex: tuple[ReportedField, ...]
    motion: tuple[MotionAmendment, ...]
    """What a meeting votes on, amendment by amendment, in the words of the paper."""


def describe_amendments(amendments: VersionAmendments, motion: Motion) -> AmendResult:
    """Give the result of listing amendments."""
    listed = amendments.listed
    annex = (ReportedField(name, key, value) for name, fields in listed.annex.items() for key, value in fields.items())
    return AmendResult(
        amendments.old,
        amendments.new,
        listed.before,
        listed.after,
        tuple(_describe(listed)),
        tuple(annex),
        motion.amendments,
    )


def _describe(listed: AmendmentList) -> Iterator[ReportedAmendment]:
    wording: list[Amendment | TableAmendment] = [each for each in listed.clauses if not is_of_files(each)]
    files = [each for each in listed.clauses if is_of_files(each)]
    for number, each in enumerate([*wording, *listed.tables, *files], start=1):
        yield ReportedAmendment(number, type(each).__name__, not is_of_files(each), print_sentence(each), each)
