"""The commands, in the order in which `policykit --help` lists them."""

from __future__ import annotations

from types import ModuleType

from policykit.cli.commands import ask, build, check, decide, export, schema, test

COMMANDS: tuple[ModuleType, ...] = (check, build, decide, ask, test, export, schema)
