"""What `verify` found of registers and files, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from policykit.model.register import Event
from policykit.pipeline.results.faults import ReportedDiagnostic, describe_diagnostic
from policykit.pipeline.verify import WordDifference

if TYPE_CHECKING:
    from policykit.pipeline.verify import PdfVerdict
    from policykit.register.signature import RegisterSignature
    from policykit.register.verify import Verdict


@dataclass(frozen=True, slots=True)
class VerifiedSignature:
    """What the signature beside a register is worth: it covers the first `covered_events` of its events.

    That is null where it fits no state of the register. `trusted` is null there too, and without certificates to trust.
    """

    signer: str
    covered_events: int | None
    trusted: bool | None
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class VerifiedPolicy:
    """What was found of one policy's texts and events; `head_sha256` is the fingerprint of the last event."""

    policy: str
    intact: bool
    sealed: tuple[str, ...]
    events: int
    head_sha256: str | None
    signature: VerifiedSignature | None
    findings: tuple[ReportedDiagnostic, ...]


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """What was found of one PDF; without a signature, its last three fields are null."""

    file: str
    intact: bool
    policy: str
    version: str
    match: Literal["identical", "same words", "different words", "unknown text"]
    source_intact: bool
    status: str | None
    """The status that the file itself names: `adopted`, `draft` …"""
    printed_after: Event | None
    """Of an identical file: the event after which policykit prints it so."""
    sealed_since: Event | None
    """Of the same words: the sealing that came after it was printed."""
    difference: WordDifference | None
    """Of different words: the first paragraph that differs."""
    signer: str | None
    signature_intact: bool | None
    signer_trusted: bool | None


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What `policykit verify` found."""

    policies: tuple[VerifiedPolicy, ...]
    files: tuple[VerifiedFile, ...]


def describe_verified(verdicts: Iterable[Verdict], pdfs: Iterable[tuple[str, PdfVerdict]]) -> VerifyResult:
    """Give what was found of policies, and of PDF files with their names."""
    policies = (
        VerifiedPolicy(
            policy=verdict.policy,
            intact=verdict.intact,
            sealed=verdict.sealed,
            events=verdict.events,
            head_sha256=verdict.head,
            signature=_describe_signature(verdict.signature),
            findings=tuple(map(describe_diagnostic, verdict.findings)),
        )
        for verdict in verdicts
    )
    files = (
        VerifiedFile(
            file=name,
            intact=found.intact,
            policy=found.policy,
            version=found.version,
            match=found.match,
            source_intact=found.source_intact,
            status=found.status,
            printed_after=found.printed_after,
            sealed_since=found.sealed_since,
            difference=found.difference,
            signer=found.signature.signer if found.signature else None,
            signature_intact=found.signature.unaltered if found.signature else None,
            signer_trusted=found.signature.trusted if found.signature else None,
        )
        for name, found in pdfs
    )
    return VerifyResult(tuple(policies), tuple(files))


def _describe_signature(found: RegisterSignature | None) -> VerifiedSignature | None:
    return VerifiedSignature(found.signer, found.covered, found.trusted, found.signed_at) if found else None
