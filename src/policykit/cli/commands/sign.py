"""Sign PDFs electronically (PAdES, invisible), each as a copy beside it: v1.pdf becomes v1.signed.pdf.

The passphrase of the key is asked for, or read from the first line of a file.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="+", type=Path, metavar="FILE", help="PDF files")
    parser.add_argument("--key", type=Path, required=True, metavar="FILE", help="certificate and key (.p12 or .pfx)")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="a file that holds it")


def run(options: argparse.Namespace) -> int:
    """Sign, and print the path of each signed copy."""
    from policykit.pipeline.sign import read_passphrase, sign_file
    from policykit.pipeline.verify import read_bytes

    for path in (options.key, *options.file):
        read_bytes(path)  # a mistyped name is told before anybody is asked for a passphrase
    if options.passphrase_file is not None:
        passphrase = read_passphrase(options.passphrase_file)
    else:
        passphrase = _ask_passphrase(options.key)
    for path in options.file:
        signed = sign_file(path, options.key, passphrase, datetime.now(UTC).replace(microsecond=0))
        sys.stdout.write(f"{signed.as_posix()}\n")
    return 0


def _ask_passphrase(key: Path) -> str:
    from getpass import getpass

    from policykit.pipeline.sign import refuse_to_ask

    if not sys.stdin.isatty():
        raise refuse_to_ask()
    return getpass(f"passphrase of {key}: ")
