"""A detached signature of a register: `register.yaml.p7s`, a CMS (RFC 5652) that lies beside it and is no part of it.

What is signed is not the file but a statement of four lines: the policy, how many events there are, and the
fingerprint of the last, which covers all others and the frozen copies. So comments and layout stay free, a signature
fits no other policy and no other state, and one that was made before further events still says what it covers.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from policykit.errors import Code, Diagnostic, Severity
from policykit.model.fingerprint import chain_events
from policykit.model.register import Register
from policykit.signature import is_signing_installed, load_signing, read_key, read_trust

SIGNATURE_UNFIT = Code(
    "signature-unfit",
    Severity.ERROR,
    "the signature beside a register fits none of its states, or cannot be read",
    "if the events are right, delete `register.yaml.p7s` and sign them again: `policykit sign NAME --key FILE`",
    "an event that was signed is changed, or register.yaml.p7s is copied from another policy",
    "further events are recorded after it was signed",
)
SIGNATURE_UNCHECKED = Code(
    "signature-unchecked",
    Severity.WARNING,
    "a register is signed, and the library that checks signatures is not installed",
    'install it: `pip install "council-policykit[sign]"`',
    "policykit verify, where only `council-policykit` is installed",
    "policykit verify, where `council-policykit[sign]` is installed",
)


@dataclass(frozen=True, slots=True)
class RegisterSignature:
    """What the signature beside a register is worth."""

    signer: str
    """The certificate's subject, as it names itself."""
    covered: int | None
    """How many events it covers, from the first; None where it fits no state of this register."""
    trusted: bool | None
    """Whether the certificate leads to one of the given roots; None without roots, and where it fits no state."""
    signed_at: datetime | None
    """What the signer's clock said."""


def signature_path(policy: str) -> str:
    """Give the path within the library of the signature of a policy's register."""
    return f"{policy}/register.yaml.p7s"


def list_statements(policy: str, register: Register) -> tuple[bytes, ...]:
    """Give what a signature states, for each number of events from the first; the last is the one to sign now."""
    return tuple(
        f"policykit register statement 1\npolicy: {policy}\nevents: {count}\nhead_sha256: {head}\n".encode()
        for count, head in enumerate(chain_events(register.events), start=1)
    )


def sign_statement(statement: bytes, pkcs12: bytes, passphrase: bytes, *, signed_at: datetime) -> bytes:
    """Give a detached CMS signature (DER) of a statement. Raises PolicykitError (`sign-key`)."""
    signer = read_key(pkcs12, passphrase)
    attributes = load_signing("pyhanko.sign.signers.pdf_cms").PdfCMSSignedAttributes(signing_time=signed_at)
    signing = signer.async_sign_general_data(statement, "sha256", detached=True, signed_attr_settings=attributes)
    signed: bytes = asyncio.run(signing).dump()
    return signed


def may_cover(signature: bytes, statement: bytes) -> bool:
    """Tell without any library whether a signature is of this statement: a CMS holds the digest as it is."""
    return hashlib.sha256(statement).digest() in signature


def check_signature(
    policy: str, register: Register, shown: str, content: bytes | None, roots: tuple[bytes, ...] = ()
) -> tuple[RegisterSignature | None, tuple[Diagnostic, ...]]:
    """Give what the content of a signature is worth, and what is wrong with it. `shown` is its path in messages.

    Without content it could not be read.
    `roots` are certificates to trust (PEM or DER). Raises PolicykitError (`sign-key`) for a root that is none.
    """
    if content is None:
        return None, (_tell_unfit(shown, "cannot be read"),)
    if not is_signing_installed():
        message = f"`{shown}` is not checked: the library for electronic signatures is not installed"
        return None, (SIGNATURE_UNCHECKED.at(None, message, hint=SIGNATURE_UNCHECKED.remedy),)
    context = read_trust(roots)
    found = _find_covered(content, list_statements(policy, register), context)
    if found is None:
        return None, (_tell_unfit(shown, "is no signature of a register, or is damaged"),)
    covered, status = found
    report = RegisterSignature(
        signer=str(status.signing_cert.subject.human_friendly),
        covered=covered,
        trusted=bool(status.trusted) if roots and covered else None,
        signed_at=status.signer_reported_dt,
    )
    return report, tuple(_find_unfit(shown, policy, report))


def _find_unfit(shown: str, policy: str, report: RegisterSignature) -> Iterator[Diagnostic]:
    if report.covered is None:
        what = f"events that it covers were changed or taken back, or it is not a signature of `{policy}`"
        yield _tell_unfit(shown, f"fits no state of the register: {what}")


def _find_covered(data: bytes, statements: tuple[bytes, ...], context: Any) -> tuple[int | None, Any] | None:
    """Give how many events a CMS covers, with what pyHanko finds of it; None for what is not a CMS with one signer."""
    cms = load_signing("asn1crypto.cms")
    validation = load_signing("pyhanko.sign.validation")
    errors = load_signing("pyhanko.sign.validation.errors")
    likely = [number for number, each in enumerate(statements, start=1) if may_cover(data, each)]
    covered = likely[-1] if likely else None
    try:
        info = cms.ContentInfo.load(data, strict=True)
        if info["content_type"].native != "signed_data" or len(info["content"]["signer_infos"]) != 1:
            return None
        checking = validation.async_validate_detached_cms(
            statements[covered - 1] if covered else b"", info["content"], signer_validation_context=context
        )
        status = asyncio.run(checking)
    except (errors.SignatureValidationError, ValueError, TypeError, LookupError):
        return None
    return (covered if status.intact and status.valid else None), status


def _tell_unfit(shown: str, what: str) -> Diagnostic:
    return SIGNATURE_UNFIT.at(None, f"`{shown}` {what}", hint=SIGNATURE_UNFIT.remedy)
