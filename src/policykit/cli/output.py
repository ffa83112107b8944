"""Where output goes: to the terminal, or to files whose paths are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policykit.model.library import Library


def put_out(known: Mapping[str, Any], formats: tuple[str, ...], out: Path | None, make: Callable[[str], bytes]) -> None:
    """Print what is made in each format, or write it into files and print their paths.

    Args:
        known: the registry that the formats are of.
        formats: their names.
        out: the file to write, or None to print; with several formats each takes its own ending.
        make: gives the bytes in one format.
    """
    from policykit.pipeline.write import choose_paths, write_file

    if out is None:
        for name in formats:
            print_bytes(make(name))
        return
    for name, path in zip(formats, choose_paths(out, formats, known), strict=True):
        write_file(path, make(name))
        sys.stdout.write(f"{path.as_posix()}\n")


def tell_remark(remark: str) -> None:
    """Say something beside the matter on the error stream; nothing for no words."""
    if remark:
        from policykit.cli.diagnostics import show_message

        sys.stderr.write(f"note: {show_message(remark)}\n")


def tell_versions(library: Library, names: Iterable[str]) -> None:
    """Say on the error stream where a name means another version than its reader may think."""
    from policykit.pipeline.names import tell_names

    for remark in tell_names(library, tuple(names)):
        tell_remark(remark)


def tell_press(formats: tuple[str, ...], asked: str | None) -> None:
    """Say once on the error stream that Typst made the PDFs, where no press was chosen and Pango is missing."""
    if "pdf" in formats and asked is None:
        from policykit.pipeline.formats import choose_press

        if choose_press() == "typst":
            sys.stderr.write("the Pango library is not installed: Typst made the PDF\n")


def print_bytes(content: bytes) -> None:
    """Print bytes as they are, after what was printed before them."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
