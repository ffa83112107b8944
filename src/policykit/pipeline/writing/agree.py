"""How far the reading of a clause by one of its rules is agreed: by whom, when, and by what minute."""

from __future__ import annotations

from datetime import date

from policykit.model.edit import EditReading
from policykit.model.policy import Clause
from policykit.model.rule import Reading, ReadingStatus, Rule
from policykit.pipeline.codes import refuse
from policykit.pipeline.writing.codes import NOT_AN_EDIT, READING_LACKS
from policykit.pipeline.writing.opened import OpenText


def plan_reading(
    opened: OpenText,
    rule: str,
    status: ReadingStatus,
    by: str | None,
    today: date,
    minute: str | None = None,
    note: str | None = None,
) -> EditReading:
    """Give the edit that says how far a reading is agreed.

    Args:
        opened: the text.
        rule: the id of the rule.
        status: how far it is agreed from now on.
        by: who says so. With `reviewed` and `disputed` a second reader, who is named after the first; with `confirmed`
            the person with authority; with `draft` who reads it anew.
        today: the day on which they say so.
        minute: with `confirmed`, their office or the minute.
        note: why; without one, what was noted before stays.

    Raises:
        PolicykitError: `not-an-edit` for a rule that there is not; `reading-lacks`.
    """
    clause, found = _find_rule(opened, rule)
    old = found.reading
    if not by:
        raise refuse(READING_LACKS, "it is not said who reads the clause so")
    if status is ReadingStatus.CONFIRMED and not minute:
        raise refuse(READING_LACKS, f"it is not said by what right `{by}` confirms the reading")
    if status in (ReadingStatus.REVIEWED, ReadingStatus.DISPUTED) and by == old.by:
        raise refuse(READING_LACKS, f"`{by}` read the clause first, and a second reader is needed")
    if status is ReadingStatus.DISPUTED and not (note or old.note):
        raise refuse(READING_LACKS, "it is not said how the readers differ")
    second = status in (ReadingStatus.REVIEWED, ReadingStatus.DISPUTED)
    readers = f"{old.by} and {by}" if second and by not in old.by else by if status is ReadingStatus.DRAFT else old.by
    return EditReading(
        id=clause.id,
        rule=rule,
        was=old.status,
        reading=Reading(
            by=readers,
            date=today,
            status=status,
            authority=f"{by}, {minute}" if status is ReadingStatus.CONFIRMED else None,
            note=note or old.note,
            interpretation=old.interpretation,
        ),
    )


def _find_rule(opened: OpenText, rule: str) -> tuple[Clause, Rule]:
    for _, clause in opened.version.walk_clauses():
        for each in clause.rules:
            if each.id == rule:
                return clause, each
    message = f"version `{opened.label}` has no rule `{rule}`"
    raise refuse(NOT_AN_EDIT, message, "the ids of rules are in the file of the text")
