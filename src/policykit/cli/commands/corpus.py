"""Ask the clauses of many councils who holds them, who lacks them, and who changed them.

ACTION is one of:

  add DIR            add a library, or a folder of Word, PDF and other files, a folder for each council
  remove DIR         drop all that was added from a folder
  families           the clauses that councils share; --topic
  who NAME           who holds a clause (council/policy#clause) or a family, or words like it; --all-versions
  lacks NAME         the councils without a clause on a topic, or of a model
  drift MODEL        how clauses differ from a model that they follow; --since VERSION for who has its old words
  propose MODEL      what a change of a model (--since VERSION) asks of each policy of --library; drafts go to --out
  spark TABLE        the families of a table of clauses that is too large for one machine, on Spark; to --out
  nearest POLICY     the policies that share most with one
  search WORDS       the clauses that hold all these words
  matrix             councils against topics; with --topic against its shared clauses; --county

A model is a file of model clauses, one of its clauses (file/clause), or a policy that others follow.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policykit.cli.arguments import add_library, list_names, read_words
from policykit.cli.output import put_out, tell_remark


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    from policykit.pipeline.corpus.formats import ANSWER_FORMATS

    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("action", metavar="ACTION", help="what to do: see above")
    parser.add_argument("words", metavar="ARGUMENT", nargs="*", help="what the action needs")
    parser.add_argument(
        "--corpus", type=Path, metavar="DIR", default=Path("corpus"), help="the folder of the corpus (default: corpus)"
    )
    parser.add_argument("--county", metavar="NAME", help="add: where these councils lie; matrix: only these")
    add_library(parser)
    parser.add_argument("--topic", metavar="TOPIC", help="only this topic")
    parser.add_argument("--since", metavar="VERSION", help="the version of the model before it was changed")
    parser.add_argument("--all-versions", action="store_true", help="also superseded versions and drafts")
    parser.add_argument("--page", type=_read_count, default=1, metavar="N", help="which page (default: 1)")
    parser.add_argument(
        "--rows", type=_read_count, default=50, metavar="N", help="how many rows a page has; 0 for all (default: 50)"
    )
    parser.add_argument(
        "--format",
        type=read_words,
        default=("text",),
        metavar="LIST",
        help=f"{list_names(ANSWER_FORMATS)} (default: text)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="where to write; with several formats each takes its own ending; propose and spark: the folder",
    )


def run(options: argparse.Namespace) -> int:
    """Carry the action out and print its answer; 1 where something of a folder could not be added."""
    from policykit.pipeline.corpus.ask import ANSWER_FORMATS, QUESTIONS, Asking, PageChoice, ask_corpus

    action, words = str(options.action), list(options.words)
    known = {"add": 1, "remove": 1, "propose": 1, "spark": 1, **{name: count for name, (count, _) in QUESTIONS.items()}}
    _refuse_odd(action, words, known)
    if action in ("add", "remove"):
        return _change(action, options, Path(words[0]))
    ANSWER_FORMATS.check(options.format)
    if action == "spark":
        from policykit.pipeline.corpus.on_spark import find_families_on_spark

        folder = options.out or Path("families.parquet")
        sys.stdout.write(f"{folder.as_posix()}: {find_families_on_spark(Path(words[0]), folder):,} different texts\n")
        return 0
    if action == "propose":
        return _propose(options, words[0])
    asking = Asking(
        PageChoice(max(1, options.page), options.rows),
        options.topic,
        options.county,
        options.since,
        options.all_versions,
    )
    answer = ask_corpus(options.corpus, action, words, asking)
    put_out(ANSWER_FORMATS, options.format, options.out, lambda name: ANSWER_FORMATS.find(name).make(answer))
    return 0


def _propose(options: argparse.Namespace, model: str) -> int:
    from policykit.pipeline.codes import UNKNOWN_NAME, refuse
    from policykit.pipeline.corpus.ask import ANSWER_FORMATS
    from policykit.pipeline.corpus.propose import propose_change

    if options.since is None:
        raise refuse(UNKNOWN_NAME, "`propose` needs the version of the model before its change", "add --since VERSION")
    folder = options.out or Path("proposals")
    answer = propose_change(options.corpus, options.library, model, options.since, folder)
    put_out(ANSWER_FORMATS, options.format, None, lambda name: ANSWER_FORMATS.find(name).make(answer))
    return 0


def _change(action: str, options: argparse.Namespace, folder: Path) -> int:
    from policykit.cli.diagnostics import write_text
    from policykit.cli.terminal import uses_colour
    from policykit.pipeline.corpus.ask import add_folder, remove_folder

    if action == "remove":
        counts = remove_folder(options.corpus, folder)
        sys.stdout.write(f"removed {counts.removed:,}; the corpus holds {counts.clauses:,} clauses\n")
        return 0
    added = add_folder(options.corpus, folder, options.county or "")
    counts = added.counts
    sys.stderr.write(write_text(added.refused, colour=uses_colour(sys.stderr)))
    for remark in added.remarks:
        tell_remark(remark)
    told = f"added {counts.added:,}, removed {counts.removed:,}, unchanged {counts.unchanged:,}"
    sys.stdout.write(f"{told}; the corpus holds {counts.clauses:,} clauses in {counts.texts:,} different texts\n")
    return 1 if added.refused else 0


def _refuse_odd(action: str, words: list[str], known: dict[str, int]) -> None:
    """Raise PolicykitError for an action that there is not, or that needs other words."""
    from policykit.pipeline.codes import UNKNOWN_NAME, refuse
    from policykit.wording.nearest import hint_nearest

    if action not in known:
        hint = hint_nearest(action, list(known)) or f"one of: {', '.join(known)}"
        raise refuse(UNKNOWN_NAME, f"`{action}` is no action of `policykit corpus`", hint)
    right = len(words) >= 1 if action == "search" else len(words) == known[action]
    if not right:
        needs = "needs one name" if known[action] else "takes no name"
        raise refuse(UNKNOWN_NAME, f"`{action}` {needs}", "`policykit corpus --help` says what each action takes")


def _read_count(text: str) -> int:
    if text.isdecimal() and text.isascii() and len(text) < 10:
        return int(text)
    raise argparse.ArgumentTypeError(f"`{text}` is no whole number")
