"""The commands, in the order in which `policykit --help` lists them."""

from __future__ import annotations

from types import ModuleType

from policykit.cli.commands import build, check, schema

COMMANDS: tuple[ModuleType, ...] = (check, build, schema)
