"""What does not fit in a list of amendments: every fault of the list, each at the line of the amendment that has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import Field

from policykit.errors import Code, Diagnostic, PolicykitError, Severity, Span

AMENDMENT_PLACE = Code(
    "amendment-place",
    Severity.ERROR,
    "an amendment names a place that the old version does not have, or contradicts another amendment",
    "check that the list was made for this version",
    bad="Omit section 99.",
    good="Omit section 9.",
)
AMENDMENT_WORDS = Code(
    "amendment-words",
    Severity.ERROR,
    "an amendment quotes words that the clause it names does not hold exactly once",
    "quote the words as they are in the old version, and enough of them to make the place certain",
    bad="In section 3, for “the” substitute “a”.",
    good="In section 3, for “the Clerk” substitute “a clerk”.",
)
AMENDMENT_ANNEX = Code(
    "amendment-annex",
    Severity.ERROR,
    "a line of the annex of an amendment list cannot be read or carried out, or a clause lacks one",
    "write `CLAUSE, FIELD: VALUE` with the value as JSON; a new clause needs `part` and `kind`",
    bad="breaches.report, kind: obligation",
    good='breaches.report, kind: "obligation"',
)
AMENDMENT_TEXT = Code(
    "amendment-text",
    Severity.ERROR,
    "an amendment list was made for another text, or gives another one than it says",
    "apply it to the version that it was made for; or, where it was edited by hand on purpose, delete the line that "
    "names the fingerprint",
    "policykit amend crewe/social-media@2 --apply made-for-version-1.txt",
    "policykit amend crewe/social-media@1 --apply made-for-version-1.txt",
)


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a list of amendments, and where in its file it is."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class ListedAmendment:
    """What every amendment of a list has: the line that it was read from; none for one that a program made."""

    source: Annotated[ListLine | None, Field(exclude=True)] = field(
        default=None, compare=False, repr=False, kw_only=True
    )


class FaultList:
    """The faults found so far. An amendment that has one is passed over afterwards: its other faults follow from it."""

    def __init__(self) -> None:
        self.faults: list[Diagnostic] = []
        self._faulty: set[int] = set()

    @contextmanager
    def of(self, amendment: ListedAmendment) -> Iterator[None]:
        """Keep what is raised meanwhile (PolicykitError) as a fault of this amendment."""
        try:
            yield
        except PolicykitError as error:
            self.add(amendment, error)

    def add(self, amendment: ListedAmendment, error: PolicykitError) -> None:
        """Keep a fault of this amendment."""
        self._faulty.add(id(amendment))
        self.faults += [_place(fault, amendment.source) for fault in error.diagnostics]

    def has(self, amendment: ListedAmendment) -> bool:
        """Say whether this amendment has a fault."""
        return id(amendment) in self._faulty

    def report(self) -> None:
        """Raise PolicykitError with each fault once, where there is one."""
        if self.faults:
            raise PolicykitError(*dict.fromkeys(self.faults))


def refuse(code: Code, message: str, line: ListLine | None = None) -> PolicykitError:
    """Give the exception for what does not fit, at its line of the list where that is known."""
    return PolicykitError(_place(code.at(None, message, hint=code.remedy), line))


def _place(fault: Diagnostic, line: ListLine | None) -> Diagnostic:
    if fault.span is not None or line is None:
        return fault
    return replace(fault, span=line.span, line_text=line.text)
