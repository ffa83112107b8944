"""The pages of `docs/reference/`, written from the code, so that they cannot say anything else than the code does."""

from __future__ import annotations

from collections.abc import Callable

from scripts.reference.api import write_api
from scripts.reference.codes import write_diagnostics, write_lints
from scripts.reference.command_line import write_command_line
from scripts.reference.keys import write_keys

PAGES: dict[str, Callable[[], str]] = {
    "api.md": write_api,
    "command-line.md": write_command_line,
    "diagnostics.md": write_diagnostics,
    "keys.md": write_keys,
    "lints.md": write_lints,
}
"""Each page by its name, and the function that writes it."""
