"""The page of the command line, from the parsers themselves."""

from __future__ import annotations

import argparse

from scripts.reference.markdown import end_sentence, make_table

from policykit.cli.parser import make_parser

START = """# The command line

`policykit COMMAND --help` says the same. A policy is named as `congleton/social-media`, which means the version in
force, else the newest; one version of it as `congleton/social-media@1`; a version file may be named by its path too.

Exit codes: **0** done; **1** the answer is no (a check found errors, a verification failed, a record is in breach);
**2** the call or its input is wrong.

"""


def write_command_line() -> str:
    """Write the page of every command with its arguments."""
    parser = make_parser()
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001
    shown = {choice.dest: choice.help or "" for choice in commands._choices_actions}  # noqa: SLF001
    rows = ([f"[`{name}`](#{name})", end_sentence(about)] for name, about in shown.items())
    table = make_table(("command", "what it does"), rows)
    return START + table + "".join(_write_command(name, commands.choices[name]) for name in shown)


def _write_command(name: str, parser: argparse.ArgumentParser) -> str:
    actions = [a for a in parser._actions if not isinstance(a, argparse._HelpAction)]  # noqa: SLF001
    usage = " ".join(parser.format_usage().removeprefix("usage: ").replace("[-h] ", "").split())
    rows = ([_name_argument(action), (action.help or "").replace("%%", "%")] for action in actions)
    about = " ".join((parser.description or "").split())
    return f"\n## {name}\n\n{about}\n\n```text\n{usage}\n```\n\n{make_table(('argument', 'meaning'), rows)}"


def _name_argument(action: argparse.Action) -> str:
    choices = f" ({' · '.join(f'`{choice}`' for choice in action.choices)})" if action.choices else ""
    if not action.option_strings:
        return f"`{action.metavar or action.dest}`{choices}"
    value = f" {action.metavar}" if action.metavar and action.nargs != 0 else ""
    return ", ".join(f"`{option}{value}`" for option in action.option_strings) + choices
