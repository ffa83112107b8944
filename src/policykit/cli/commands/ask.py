"""Ask about one case at the prompt, and explain what the policy says of it with the clause quoted."""

from __future__ import annotations

import argparse
import sys

from policykit.cli.arguments import add_library, add_require, add_today, read_today
from policykit.cli.output import tell_remark


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", metavar="NAME", help="a policy or version")
    parser.add_argument("record", metavar="RECORD", help="what it is about: post, account, message, …")
    add_library(parser)
    add_today(parser)
    add_require(parser)
    parser.add_argument("--all", action="store_true", help="show rules that are kept or do not apply too")


def run(options: argparse.Namespace) -> int:
    """Ask, explain, and give 1 when the case is in breach."""
    from policykit.cli.verdicts import write_verdict
    from policykit.pipeline.ask import Interview
    from policykit.pipeline.decide import Outcome
    from policykit.pipeline.names import tell_standing
    from policykit.pipeline.open import open_version

    library, named = open_version(options.library, options.name, read_today(options))
    tell_remark(tell_standing(library, named, options.name))
    interview = Interview(library, named, options.record, options.require)
    sys.stdout.write("Answer each question; leave it empty if you do not know. Ctrl-D ends the questions.\n\n")
    while (question := interview.next_question()) is not None:
        sys.stdout.write(f"{question.text} ({question.answers})\n> ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stdout.write("\n")
            break
        problem = interview.answer(question, line)
        if problem is not None:
            sys.stdout.write(f"  {problem}\n")
    verdict = interview.verdict
    sys.stdout.write("\n" + write_verdict(f"this {options.record.replace('_', ' ')}", verdict, everything=options.all))
    return 1 if verdict.overall is Outcome.BREACH else 0
