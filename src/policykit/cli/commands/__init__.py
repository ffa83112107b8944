"""The commands, in the order in which `policykit --help` lists them."""

from __future__ import annotations

from types import ModuleType

from policykit.cli.commands import (
    adopt,
    ask,
    build,
    check,
    decide,
    draft,
    due,
    export,
    history,
    record,
    schema,
    show,
    test,
    verify,
    withdraw,
)

COMMANDS: tuple[ModuleType, ...] = (
    check,
    build,
    draft,
    record,
    adopt,
    withdraw,
    verify,
    history,
    show,
    due,
    decide,
    ask,
    test,
    export,
    schema,
)
