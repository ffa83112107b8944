"""What every electronic signature needs: the library for it, a key from its file, certificates to trust."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from policykit.errors import Code, PolicykitError, Severity

if TYPE_CHECKING:
    from types import ModuleType

SIGN_KEY = Code(
    "sign-key",
    Severity.ERROR,
    "the key, its passphrase, a certificate to trust or the library for signatures cannot be used",
    "check the certificate file (PKCS #12, `.p12` or `.pfx`) and its passphrase",
    "clerk.cer: a certificate without its key",
    "clerk.p12: the key with its certificate",
)


def load_signing(name: str) -> ModuleType:
    """Give a module of pyHanko or of what it rests on. Raises PolicykitError (`sign-key`) where it is not installed."""
    for logger in ("pyhanko", "pyhanko_certvalidator"):  # what they find is in the report, not on the terminal
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        hint = 'pip install "council-policykit[sign]"'
        raise _refuse("the library for electronic signatures is not installed", hint) from error


def is_signing_installed() -> bool:
    """Tell whether signatures can be made and checked."""
    try:
        load_signing("pyhanko.sign.validation")
    except PolicykitError:
        return False
    return True


def read_key(pkcs12: bytes, passphrase: bytes) -> Any:
    """Give the signer (of pyHanko) whose key and certificate a `.p12` or `.pfx` file holds.

    Raises PolicykitError (`sign-key`) for a wrong file or passphrase, or without the library.
    """
    signers = load_signing("pyhanko.sign.signers")
    try:
        return signers.SimpleSigner.load_pkcs12_data(pkcs12, other_certs=(), passphrase=passphrase)
    except ValueError as error:
        hint = "give a PKCS #12 file that holds certificate and key"
        raise _refuse("the certificate file or its passphrase is wrong", hint) from error


def read_trust(roots: tuple[bytes, ...]) -> Any:
    """Give the context (of pyHanko) in which a signer is trusted: `roots` are certificates, as DER or PEM.

    Nothing is fetched, so revocation is not asked after. Raises PolicykitError (`sign-key`) for what is no certificate.
    """
    trust = load_signing("pyhanko_certvalidator")
    try:
        return trust.ValidationContext(trust_roots=[_read_certificate(root) for root in roots])
    except (ValueError, TypeError) as error:
        hint = "give a certificate as PEM or DER, such as clerk.crt"
        raise _refuse("what is to be trusted is no certificate", hint) from error


def _read_certificate(data: bytes) -> Any:
    pem = load_signing("asn1crypto.pem")
    x509 = load_signing("asn1crypto.x509")
    if pem.detect(data):
        _, _, data = pem.unarmor(data)
    certificate = x509.Certificate.load(data)
    _ = certificate.subject.human_friendly  # asn1crypto reads only what it is asked for
    return certificate


def _refuse(message: str, hint: str) -> PolicykitError:
    return PolicykitError(SIGN_KEY.at(None, message, hint=hint))
