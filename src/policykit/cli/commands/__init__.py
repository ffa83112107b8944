"""The commands, in the order in which `policykit --help` lists them."""

from __future__ import annotations

from types import ModuleType

from policykit.cli.commands import (
    adopt,
    amend,
    ask,
    build,
    check,
    compare,
    decide,
    draft,
    due,
    export,
    history,
    init,
    record,
    schema,
    show,
    test,
    verify,
    withdraw,
)

COMMANDS: tuple[ModuleType, ...] = (
    init,
    check,
    build,
    compare,
    amend,
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
