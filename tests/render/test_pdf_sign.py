"""A signed PDF keeps its text, its standards and its facts, and any byte changed after is found."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from tests.conftest import Tool
from tests.render.pdf_outline import describe_structure
from tests.render.pdf_pages import rendered

from policykit.errors import PolicykitError
from policykit.render.pdf.read import read_facts
from policykit.render.pdf.sign import sign_pdf, verify_signature

MOMENT = datetime(2026, 5, 14, 19, 30, tzinfo=UTC)
SECRET = b"a passphrase"


@cache
def make_key() -> tuple[bytes, bytes]:
    """Give a PKCS #12 file and the certificate within it, as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Clerk of Exford")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=3650))
        .not_valid_after(datetime.now(UTC) + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
        .sign(key, SHA256())
    )
    box = pkcs12.serialize_key_and_certificates(b"clerk", key, certificate, None, BestAvailableEncryption(SECRET))
    return box, certificate.public_bytes(Encoding.PEM)


@cache
def signed() -> bytes:
    return sign_pdf(rendered("no_sections"), make_key()[0], SECRET, signed_at=MOMENT)


def test_a_signature_names_its_signer_and_moment() -> None:
    report = verify_signature(signed(), roots=(make_key()[1],))
    assert report is not None
    assert report.signer == "Common Name: Clerk of Exford"
    assert (report.intact, report.covers_file, report.trusted) == (True, True, True)
    assert report.signed_at == MOMENT


def test_a_certificate_that_nobody_vouches_for_is_not_trusted() -> None:
    report = verify_signature(signed())
    assert report is not None
    assert (report.unaltered, report.trusted) == (True, False)


def test_the_signed_file_begins_with_the_unsigned_and_reads_the_same() -> None:
    assert signed().startswith(rendered("no_sections"))
    assert describe_structure(signed()) == describe_structure(rendered("no_sections"))
    facts, unsigned = read_facts(signed()), read_facts(rendered("no_sections"))
    assert facts.producer.startswith(f"{unsigned.producer}; pyHanko")  # the press is still named
    assert replace(facts, producer=unsigned.producer) == unsigned


@pytest.mark.engine
@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_standards_still_hold(flavour: str, tool: Tool, tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed())
    run = subprocess.run([tool("verapdf"), "-f", flavour, "--format", "text", file], capture_output=True, text=True)
    assert run.stdout.startswith("PASS")


def test_every_change_is_found() -> None:
    whole = signed()
    for place in range(20, len(whole), len(whole) // 40):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        try:
            report = verify_signature(changed)
        except PolicykitError as error:
            report = None
            assert "pdf-sign" in str(error)  # noqa: PT017
        assert report is None or not report.unaltered, place
    report = verify_signature(whole + b"\n% more\n")
    assert report is None or not report.unaltered


def test_an_unsigned_pdf_has_no_signature() -> None:
    assert verify_signature(rendered("no_sections")) is None


def test_a_wrong_passphrase_is_told() -> None:
    with pytest.raises(PolicykitError, match=r"sign-key.*the certificate file or its passphrase is wrong"):
        sign_pdf(rendered("no_sections"), make_key()[0], b"another", signed_at=MOMENT)
    with pytest.raises(PolicykitError, match=r"pdf-sign"):
        sign_pdf(b"%PDF-1.7 not", make_key()[0], SECRET, signed_at=MOMENT)


def test_a_second_signature_is_refused() -> None:
    with pytest.raises(PolicykitError, match=r"pdf-sign.*signed already"):
        sign_pdf(signed(), make_key()[0], SECRET, signed_at=MOMENT)
