"""The parser of the command line; of the commands only the one that is called is loaded."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from policykit.cli.commands import COMMANDS, load_command
from policykit.version import VERSION


class _Parser(argparse.ArgumentParser):
    """Ends with code 2 and says, beside what is wrong, how to get help."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self._refuse(message, f"{self.prog} --help says more")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        if message:
            from policykit.cli.diagnostics import show_message
            from policykit.wording.shorten import shorten_text

            message = "\n".join(shorten_text(line, 1000) for line in show_message(message).split("\n"))
        super().exit(status, message)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> object:
        if arg_strings == ["--"] and action.nargs is None:  # Python 3.11 drops a value that is `--`
            value = self._get_value(action, "--")
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is None or value in action.choices:
            return
        from policykit.wording.nearest import hint_nearest

        known = [str(choice) for choice in action.choices]
        name = "/".join(action.option_strings) or action.metavar or action.dest
        hint = hint_nearest(str(value), known) or f"one of: {', '.join(known)}"
        self._refuse(f"{name}: `{value}` is none of those known", hint)

    def _refuse(self, message: str, hint: str) -> NoReturn:
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
