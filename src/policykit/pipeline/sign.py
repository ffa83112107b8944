"""`sign`: an electronic signature in a PDF, behind the file as it was."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from policykit.errors import PolicykitError
from policykit.pipeline.verify import read_bytes
from policykit.pipeline.write import write_file


def sign_file(path: Path, key: Path, passphrase: str, signed_at: datetime) -> Path:
    """Sign one PDF with the certificate and key in `key` (PKCS #12), and give the path of the signed copy beside it.

    `v1.pdf` becomes `v1.signed.pdf`; the unsigned file stays. `signed_at` is the moment to claim, with a time zone.
    Raises PolicykitError: `pdf-sign` for a wrong key or passphrase, a damaged PDF, or where pyHanko is missing;
    `unknown-name` for a file that cannot be read, `not-writable` for one that cannot be written.
    """
    from policykit.render.pdf.sign import sign_pdf

    signed = sign_pdf(read_bytes(path), read_bytes(key), passphrase.encode("utf-8"), signed_at=signed_at)
    target = path.with_name(f"{path.stem}.signed{path.suffix}")
    write_file(target, signed)
    return target


def refuse_to_ask() -> PolicykitError:
    """Give the exception for a passphrase that is wanted where there is no terminal to ask at."""
    from policykit.render.pdf.codes import PDF_SIGN, refuse

    return refuse(PDF_SIGN, "no terminal to ask for the passphrase", "give it: --passphrase-file FILE")


def read_passphrase(path: Path) -> str:
    """Give the first line of a file. Raises PolicykitError (`unknown-name`) where it cannot be read."""
    return read_bytes(path).decode("utf-8", "replace").partition("\n")[0].rstrip("\r")
