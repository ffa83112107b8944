"""`sign`: an electronic signature in a PDF, behind the file as it was, or beside a register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from policykit.errors import PolicykitError
from policykit.pipeline import life_codes as codes
from policykit.pipeline.codes import refuse
from policykit.pipeline.record import refuse_broken
from policykit.pipeline.store import hold_library
from policykit.pipeline.verify import list_registers, read_bytes
from policykit.pipeline.write import write_file
from policykit.register.signature import list_statements, may_cover, sign_statement, signature_path
from policykit.register.verify import verify_policy
from policykit.source.files import open_folder
from policykit.source.reading.reader import Reader


def sign_file(path: Path, key: Path, passphrase: str, signed_at: datetime) -> Path:
    """Sign one PDF with the certificate and key in `key` (PKCS #12), and give the path of the signed copy beside it.

    `v1.pdf` becomes `v1.signed.pdf`; the unsigned file stays. `signed_at` is the moment to claim, with a time zone.
    Raises PolicykitError: `sign-key` for a wrong key or passphrase, or where pyHanko is missing; `pdf-sign` for a
    damaged PDF; `unknown-name` for a file that cannot be read, `not-writable` for one that cannot be written.
    """
    from policykit.render.pdf.sign import sign_pdf

    signed = sign_pdf(read_bytes(path), read_bytes(key), passphrase.encode("utf-8"), signed_at=signed_at)
    target = path.with_name(f"{path.stem}.signed{path.suffix}")
    write_file(target, signed)
    return target


@dataclass(frozen=True, slots=True)
class SignedRegister:
    """A register that was signed."""

    policy: str
    path: Path
    """The signature, beside the register."""
    events: int
    """How many events it covers: all."""
    replaced: int | None
    """How many events the signature covered whose place it took; None where there was none."""


def sign_registers(
    root: Path, names: tuple[str, ...], key: Path, passphrase: str, signed_at: datetime
) -> tuple[SignedRegister, ...]:
    """Sign the registers of the named policies, each by a `register.yaml.p7s` beside it, and give what was signed.

    `names` are policies or councils. A signature of fewer events is replaced, since the new one covers these too.
    Nothing is written unless all can be signed. Raises PolicykitError: `unknown-name`, `sign-key`, `nothing-to-sign`,
    `not-as-recorded` for a policy that does not verify, `signature-in-the-way` for a signature that fits no state of
    the register.
    """
    box, secret = read_bytes(key), passphrase.encode("utf-8")
    with hold_library(root):
        reader = Reader(open_folder(root))
        prepared = [_sign_register(reader, name, box, secret, signed_at) for name in list_registers(reader, names)]
        for signed, data in prepared:
            write_file(signed.path, data)
    return tuple(signed for signed, _ in prepared)


def _sign_register(
    reader: Reader, name: str, box: bytes, secret: bytes, signed_at: datetime
) -> tuple[SignedRegister, bytes]:
    refuse_broken(reader, name, "signed")
    register = verify_policy(reader, name).register
    if register is None or register.head_sha256 is None:
        raise refuse(codes.NOTHING_TO_SIGN, f"the register of `{name}` has no head to sign: nothing is adopted yet")
    statements = list_statements(name, register)
    path = Path(reader.shown(signature_path(name)))
    replaced = None
    if path.exists():
        before = read_bytes(path)
        replaced = max((n for n, each in enumerate(statements, start=1) if may_cover(before, each)), default=None)
        if replaced is None:
            message = f"`{path.as_posix()}` fits no state of the register, and a new signature would replace it"
            raise refuse(codes.SIGNATURE_IN_THE_WAY, message)
    data = sign_statement(statements[-1], box, secret, signed_at=signed_at)
    return SignedRegister(name, path, len(statements), replaced), data


def refuse_to_ask() -> PolicykitError:
    """Give the exception for a passphrase that is wanted where there is no terminal to ask at."""
    from policykit.signature import SIGN_KEY

    return refuse(SIGN_KEY, "no terminal to ask for the passphrase", "give it: --passphrase-file FILE")


def read_passphrase(path: Path) -> str:
    """Give the first line of a file. Raises PolicykitError (`unknown-name`) where it cannot be read."""
    return read_bytes(path).decode("utf-8", "replace").partition("\n")[0].rstrip("\r")
