"""Sign PDFs and registers electronically: v1.pdf becomes v1.signed.pdf, and register.yaml gets register.yaml.p7s.

Both stay as they are. A PDF is signed in its copy (PAdES, invisible), a register beside it (CMS, detached). The
passphrase of the key is asked for, or read from the first line of a file.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library

if TYPE_CHECKING:
    from policykit.pipeline.sign import SignedRegister


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", nargs="+", metavar="NAME", help="PDF files, or policies whose register is to be signed")
    parser.add_argument("--key", type=Path, required=True, metavar="FILE", help="certificate and key (.p12 or .pfx)")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="a file that holds it")
    add_library(parser)


def run(options: argparse.Namespace) -> int:
    """Sign, and print the path of each signed copy and each signature."""
    from policykit.pipeline.sign import read_passphrase, sign_file, sign_registers
    from policykit.pipeline.verify import list_registers, read_bytes

    files = [Path(name) for name in options.name if name.lower().endswith(".pdf")]
    names = tuple(name for name in options.name if not name.lower().endswith(".pdf"))
    for path in (options.key, *files):
        read_bytes(path)  # a mistyped name is reported before anyone is asked for a passphrase
    if names:
        list_registers(options.library, names)
    if options.passphrase_file is not None:
        passphrase = read_passphrase(options.passphrase_file)
    else:
        passphrase = _ask_passphrase(options.key)
    moment = datetime.now(UTC).replace(microsecond=0)
    for path in files:
        sys.stdout.write(f"{sign_file(path, options.key, passphrase, moment).as_posix()}\n")
    signed = sign_registers(options.library, names, options.key, passphrase, moment) if names else ()
    sys.stdout.write("".join(map(_tell, signed)))
    return 0


def _tell(signed: SignedRegister) -> str:
    covers = "event 1" if signed.events == 1 else f"events 1 to {signed.events}"
    instead = f"; it replaces the signature up to event {signed.replaced}" if signed.replaced else ""
    return f"{signed.path.as_posix()}: covers {covers} of {signed.policy}{instead}\n"


def _ask_passphrase(key: Path) -> str:
    from getpass import getpass

    from policykit.pipeline.sign import refuse_to_ask

    if not sys.stdin.isatty():
        raise refuse_to_ask()
    return getpass(f"passphrase of {key}: ")
