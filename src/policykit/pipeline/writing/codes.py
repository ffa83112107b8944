"""Why a text is not written."""

from __future__ import annotations

from policykit.errors import Code, Severity

_E = Severity.ERROR

TEXT_SEALED = Code(
    "text-sealed",
    _E,
    "the text of a version is to be changed that the council has adopted",
    "begin the next version: policykit draft NAME",
    "policykit edit crewe/social-media@1 text general.aims 'Other words.', with version 1 adopted",
    "policykit edit crewe/social-media@2 text general.aims 'Other words.', with version 2 a draft",
)
NOT_AN_EDIT = Code(
    "not-an-edit",
    _E,
    "a file of edits, or what is typed as one, says something else",
    "write a JSON list of edits as `policykit schema edits` describes them",
    'policykit edit NAME apply edits.json, with [{"do": "delete"}]',
    'policykit edit NAME apply edits.json, with [{"do": "remove", "id": "aims.last", "was": "Its words."}]',
)
NOTHING_TO_TAKE_BACK = Code(
    "nothing-to-take-back",
    _E,
    "a change is to be taken back that the journal does not hold, or whose lines were changed since",
    "look at what was changed: policykit edit NAME history",
    "policykit edit crewe/social-media@2 undo, of a version that was not edited in this way",
    "policykit edit crewe/social-media@2 undo, after policykit edit crewe/social-media@2 text …",
)
READING_LACKS = Code(
    "reading-lacks",
    _E,
    "a reading of a clause is recorded as agreed without a name, an authority or a reason",
    "give --by NAME; with `confirmed` also --minute, the office or the minute; with `disputed` --note",
    "policykit edit crewe/social-media@2 reading general.aims.rule confirmed --by 'A. Clerk'",
    "policykit edit crewe/social-media@2 reading general.aims.rule confirmed --by 'A. Clerk' --minute 'TC/26/043'",
)
CODES = (TEXT_SEALED, NOT_AN_EDIT, NOTHING_TO_TAKE_BACK, READING_LACKS)
