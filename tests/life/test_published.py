"""A published PDF is compared with the register, and its signature with the certificates that a reader trusts."""

from __future__ import annotations

from pathlib import Path

from tests.life.conftest import Clerk
from tests.render.test_pdf_sign import SECRET, make_key

from policykit.cli import DONE, NO, WRONG_CALL


def test_a_signed_pdf_is_compared_with_what_is_named_and_with_whom_is_trusted(clerk: Clerk, adopted: Path) -> None:
    key, certificate = make_key()
    Path("clerk.p12").write_bytes(key)
    Path("clerk.pem").write_bytes(certificate)
    Path("secret").write_bytes(SECRET + b"\n")
    pdf = "build/leek/notices/v1.pdf"
    assert clerk("build", "leek/notices", "--format", "pdf").code == DONE
    assert clerk("sign", pdf, "--key", "clerk.p12", "--passphrase-file", "secret").code == DONE
    signed = pdf.replace(".pdf", ".signed.pdf")
    said = clerk("verify", "leek/notices", "--against", signed)
    assert said.code == DONE, said
    assert "the signer's identity was not checked: --trust FILE" in said.out
    said = clerk("verify", "leek/notices@1", "--against", signed, "--trust", "clerk.pem")
    assert said.code == DONE, said
    assert "it leads to a certificate that you trust" in said.out
    said = clerk("verify", "leek/records", "--against", signed)
    assert (said.code, said.err) == (
        NO,
        f"{signed} is version 1 of leek/notices, which is not what is named\n",
    )
    said = clerk("verify", signed, "--trust", "secret")
    assert said.code == WRONG_CALL
    assert said.err.startswith("error[")


def test_a_pdf_printed_before_a_correction_is_still_known(clerk: Clerk, adopted: Path) -> None:
    clerk("build", "leek/notices", "--format", "pdf")
    clerk("record", "leek/notices", "corrected", "--of", "adopted", "--reference", "24/18")
    said = clerk("verify", "leek/notices", "--against", "build/leek/notices/v1.pdf")
    assert said.code == DONE, said
    assert "identical: byte for byte" in said.out
