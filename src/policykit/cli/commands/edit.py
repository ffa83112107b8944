"""Change the text of a draft, clause by clause: what is not touched stays, line for line, comments and all.

ACTION is one of:

  list                               every section and clause with its id
  text CLAUSE WORDS                  other words for a clause
  heading SECTION WORDS              another heading for a section; no words take it away
  field ID KEY VALUE                 any other key; ID is . for the document, VALUE is JSON or words, null takes it away
  fields CLAUSE JSON                 several keys at once: '{"kind": "definition", "term": "Officer"}'
  reading RULE STATUS                how far a rule is agreed, with --by: draft, reviewed, confirmed or disputed
  insert WHERE:ID WORDS              a new clause: after:ID, before:ID, first:ID or last:ID
  insert-section WHERE:ID HEADING    a new section
  remove ID                          take a clause or section away, with all in it
  move ID WHERE:ID                   put it elsewhere
  split CLAUSE WORDS                 make two clauses, the second beginning with WORDS
  join CLAUSE CLAUSE                 make one clause of two that follow each other
  apply FILE                         the edits in a JSON file (policykit schema edits)
  history [ID]                       what was changed, also by the desk
  undo [NUMBER]                      take the last change back, or the one of that number

An adopted text never changes: begin the next version with `policykit draft`.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from policykit.cli.arguments import add_library, read_now

if TYPE_CHECKING:
    from policykit.pipeline.results.editing import EditResult, ReportedChange, ReportedEdit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("name", metavar="NAME", help="the version; of a policy alone, its newest draft")
    parser.add_argument("action", metavar="ACTION", help="what to do: see above")
    parser.add_argument("words", metavar="ARGUMENT", nargs="*", help="what the action needs")
    parser.add_argument(
        "--was", metavar="WORDS", help="what you saw there; where it is something else, nothing is written"
    )
    parser.add_argument("--by", metavar="NAME", help="who changes it, for the history; of a reading, who reads it so")
    parser.add_argument("--minute", metavar="WORDS", help="of a confirmed reading, the office or the minute")
    parser.add_argument("--note", metavar="WORDS", help="of a reading, why")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print the result")
    add_library(parser)


def run(options: argparse.Namespace) -> int:
    """Carry the action out, print the result, and give 1 where something was not written."""
    from policykit.pipeline.edit import edit_to_json

    result = _carry_out(options)
    if options.format == "json":
        sys.stdout.write(edit_to_json(result))
    else:
        _tell(result)
    return 0 if all(each.state in ("saved", "unchanged") for each in result.outcomes) else 1


def _carry_out(options: argparse.Namespace) -> EditResult:
    from policykit.pipeline import edit as editing

    action, words = str(options.action), list(options.words)
    _refuse_odd(action, len(words))
    now = read_now()
    opened = editing.open_text(options.library, options.name, now)
    if action == "list":
        return editing.describe_edit(opened, items=editing.list_items(opened))
    if action == "history":
        return editing.describe_history(opened, words[0] if words else None)
    if action == "undo":
        done = editing.take_back(opened, now, _read_number(words), options.by)
        return editing.describe_edit(opened, changes=[done])
    if action == "reading":
        edits = editing.plan_agreement(opened, words, now, options.by, options.minute, options.note)
    else:
        edits = editing.plan_edits(opened, action, words, options.was)
    changed = editing.change_text(opened, edits, now, options.by)
    return editing.describe_edit(opened, outcomes=changed.outcomes)


def _read_number(words: list[str]) -> int | None:
    from policykit.pipeline.codes import refuse
    from policykit.pipeline.writing.codes import NOT_AN_EDIT

    if words and not (words[0].isascii() and words[0].isdigit() and len(words[0]) < 10):
        raise refuse(
            NOT_AN_EDIT, f"`{words[0]}` is not the number of a change", "policykit edit NAME history lists them"
        )
    return int(words[0]) if words else None


def _refuse_odd(action: str, count: int) -> None:
    """Raise for an action that there is not, or one with too few or too many arguments."""
    from policykit.pipeline.codes import refuse
    from policykit.pipeline.edit import ACTIONS
    from policykit.pipeline.writing.codes import NOT_AN_EDIT
    from policykit.wording.nearest import hint_nearest

    if action not in ACTIONS:
        hint = hint_nearest(action, ACTIONS, f"one of: {', '.join(ACTIONS)}")
        raise refuse(NOT_AN_EDIT, f"there is no action `{action}`", hint)
    needs, least, most = ACTIONS[action]
    if not least <= count <= most:
        raise refuse(
            NOT_AN_EDIT, f"`{action}` has {count} arguments", f"write: policykit edit NAME {action} {needs}".rstrip()
        )


def _tell(result: EditResult) -> None:
    for item in result.items:
        sys.stdout.write(f"{'  ' * item.depth}{item.id}: {_shorten(item.words or '')}".rstrip(" :") + "\n")
    for change in result.changes:
        sys.stdout.write(_write_change(change))
    for outcome in result.outcomes:
        _tell_outcome(outcome)
    if any(each.state == "saved" for each in result.outcomes):
        sys.stdout.write(f"{result.file}\n")


def _tell_outcome(outcome: ReportedEdit) -> None:
    edit = outcome.edit
    name = edit.get("new") or edit.get("id") or "the document"
    if outcome.state == "kept":
        for why in outcome.why:
            sys.stderr.write(f"not saved: {why.message}\n" + (f"  hint: {why.hint}\n" if why.hint else ""))
    elif outcome.state == "conflict":
        now = "it is gone" if outcome.now is None else f"it is now: {outcome.now}"
        sys.stderr.write(f"not saved: `{name}` is not as you saw it; {now}\n")
    else:
        sys.stderr.write(f"{name}: {'saved' if outcome.state == 'saved' else 'it is so already'}\n")
        sys.stderr.writelines(f"  to be put right: {why.message}\n" for why in outcome.why)


def _write_change(change: ReportedChange) -> str:
    edit = change.edit or {}
    what = (
        f"change {change.undoes} taken back"
        if change.undoes
        else f"{edit.get('do')} {edit.get('new') or edit.get('id')}"
    )
    by = f", {change.by}" if change.by else ""
    state = "" if change.counts else ", taken back" if change.state == "saved" else f", not saved ({change.state})"
    words = edit.get("words") or edit.get("second") or edit.get("value") or ""
    return f"{change.number:4}  {change.at}{by}: {what}{state}" + (f": {_shorten(str(words))}" if words else "") + "\n"


def _shorten(text: str) -> str:
    from policykit.wording.shorten import shorten_text

    return shorten_text(" ".join(text.split()), 90)
