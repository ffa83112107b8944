"""The command line: parses arguments, prints, exits. It has no powers that `import policykit` has not."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser

DONE, NO, WRONG_CALL = 0, 1, 2
"""Exit codes: done; the answer is no (a check found errors, a verification failed); the call or its input is wrong."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code. Whatever a user can cause ends in a message, never in a traceback."""
    from policykit.cli.parser import make_parser
    from policykit.errors import PolicykitError

    _speak_utf8()
    # A command is a short run: collecting garbage after every 700 objects would cost a tenth of it.
    gc.set_threshold(50_000, 20, 100)
    words = _put_command_first(sys.argv[1:] if arguments is None else list(arguments))
    try:
        parser = make_parser(next((word for word in words if not word.startswith("-")), ""))
        options = parser.parse_args(words)
        for name, value in vars(options).items():
            _refuse_undecoded(parser, name, value)
        code = int(options.run(options))
        sys.stdout.flush()  # a full disk is found here, and not when nobody can say so any more
        return code
    except PolicykitError as error:
        from policykit.cli.diagnostics import write_text
        from policykit.cli.terminal import uses_colour

        sys.stderr.write(write_text(error.diagnostics, colour=uses_colour(sys.stderr)))
        return WRONG_CALL
    except BrokenPipeError:
        # Whoever read our output has closed it (`policykit check | head`); nothing more can be said.
        sys.stderr.close()
        return DONE
    except OSError as error:
        # What no verb foresaw: a name too long for the system, a full disk, a folder that went away meanwhile.
        from policykit.cli.diagnostics import show_message

        reason = (error.strerror or "the system refuses").lower()
        what, hint = f"`{error.filename}`: {reason}", "choose another name or folder"
        if error.filename is None:
            what, hint = f"the output cannot be written: {reason}", "make room, or send the output elsewhere"
            _drop_output()
        sys.stderr.write(show_message(f"error: {what}\n  hint: {hint}\n"))
        return WRONG_CALL
    except KeyboardInterrupt:
        return 130


def _put_command_first(words: list[str]) -> list[str]:
    """Give the arguments with options that stand before the command behind it: `--library DIR check`."""
    from policykit.cli.commands import COMMANDS

    at = 0
    while at < len(words) and words[at].startswith("--") and words[at] not in ("--", "--help", "--version"):
        at += 1 if "=" in words[at] else 2
    if at == 0 or at >= len(words) or words[at] not in COMMANDS:
        return words
    return [words[at], *words[:at], *words[at + 1 :]]


def _drop_output() -> None:
    """Let go of output that cannot be written, which Python would try again, and complain, when it ends."""
    import os

    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse_undecoded(parser: ArgumentParser, name: str, value: object) -> None:
    """End with a message where words hold bytes that are not UTF-8 text; the names of files may."""
    words = value if isinstance(value, (list, tuple)) else (value,)
    for word in words:
        if "\0" in str(word):  # no system passes it on, but a program can call `main` with it
            parser.error(f"{_name_argument(parser, name)}: `{word}` holds U+0000, which no file name or text can hold")
        if isinstance(word, str) and any("\ud800" <= character <= "\udfff" for character in word):
            shown = word.encode("utf-8", "replace").decode("utf-8")
            parser.error(f"{_name_argument(parser, name)}: `{shown}` holds bytes that are not UTF-8 text")


def _name_argument(parser: ArgumentParser, name: str) -> str:
    """Give how a person types an argument: `--by`, or NAME for one without an option."""
    from argparse import _SubParsersAction

    below = [action for action in parser._actions if isinstance(action, _SubParsersAction)]  # noqa: SLF001
    parsers = [parser, *(each for action in below for each in action.choices.values())]
    found = [action for each in parsers for action in each._actions if action.dest == name]  # noqa: SLF001
    if not found:
        return name
    return found[0].option_strings[-1] if found[0].option_strings else str(found[0].metavar or name)


def _speak_utf8() -> None:
    """Print the same characters whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
