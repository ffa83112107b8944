"""The parser of the command line; of the commands only the one that is called is loaded."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

from policykit.cli.commands import COMMANDS, load_command
from policykit.version import VERSION

_CHOICE = re.compile(r"argument ([^:]+): invalid choice: '?(.*?)'? \(choose from (.*)\)", re.DOTALL)
"""What argparse says of a word that is none of its choices."""


class _Parser(argparse.ArgumentParser):
    """Ends with code 2 and says, beside what is wrong, how to get help."""

    def error(self, message: str) -> NoReturn:
        hint = f"{self.prog} --help says more"
        if found := _CHOICE.fullmatch(message):
            from policykit.wording.nearest import hint_nearest

            name, value, listed = found.groups()
            known = [word.strip(" '") for word in listed.split(",")]
            message, hint = (
                f"{name}: `{value}` is none of those known",
                hint_nearest(value, known) or f"one of: {', '.join(known)}",
            )
        else:
            self.print_usage(sys.stderr)
        self.exit(2, f"error: {message}\n  hint: {hint}\n")


def make_parser(called: str | None = None) -> argparse.ArgumentParser:
    """Give the parser of `policykit`: with the arguments of the command `called`, or of every command."""
    parser = _Parser(
        prog="policykit",
        description="Compile, compare and check the policies of many councils.",
        epilog="A policy is named as congleton/social-media, one version of it as congleton/social-media@1.",
    )
    parser.add_argument("--version", action="version", version=f"policykit {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, words in COMMANDS.items():
        own = commands.add_parser(name, help=words)
        if called in (None, name):
            command = load_command(name)
            own.description = command.__doc__
            command.add_arguments(own)
            own.set_defaults(run=command.run)
    return parser
