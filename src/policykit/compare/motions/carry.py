"""The text that the carried amendments give, when others fell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from policykit.compare.amendments.amendment import Amendment, DivideClause, InsertClause, MoveClause, NameClause
from policykit.compare.amendments.build import DOCUMENT
from policykit.compare.amendments.faults import FaultList
from policykit.compare.amendments.version import AmendmentList
from policykit.compare.motions.items import CLERICAL, MotionItem, MotionPlan, list_made
from policykit.errors import Code, PolicykitError, Severity

AMENDMENT_NUMBER = Code(
    "amendment-number",
    Severity.ERROR,
    "the list of carried amendments names a number that no amendment has",
    "give the numbers of the motion: 1,3-5; or `none`",
    "policykit amend crewe/social-media@1 crewe/social-media@2 --carried 99",
    "policykit amend crewe/social-media@1 crewe/social-media@2 --carried 1,3",
)
AMENDMENT_FELL = Code(
    "amendment-fell",
    Severity.ERROR,
    "an amendment was carried that cannot be carried out without another one, which was not",
    "ask the meeting to settle it: both amendments, or neither",
    "policykit amend crewe/social-media@1 crewe/social-media@2 --carried 4   # which puts a paragraph into the section "
    "that amendment 3 inserts",
    "policykit amend crewe/social-media@1 crewe/social-media@2 --carried 3,4",
)


def carry_items(plan: MotionPlan, carried: Collection[int]) -> AmendmentList:
    """Give the list that carries out some items of a plan, with what the clerk does in any case.

    What was to be put after something new that fell is put where that would have been.

    Raises:
        PolicykitError: `amendment-number` for a number that no item has, `amendment-fell` for each carried item that
            needs one which is not among the carried.
    """
    known = {item.number: item for item in plan.items}
    if unknown := sorted(set(carried) - known.keys()):
        given = ", ".join(map(str, unknown))
        message = f"there is no amendment {given}: the motion has {len(known)}" if known else "there is no amendment"
        raise PolicykitError(AMENDMENT_NUMBER.at(None, message, hint=AMENDMENT_NUMBER.remedy))
    chosen = [item for item in plan.items if item.number in carried]
    _refuse_fallen(chosen, carried)
    keys = {CLERICAL, *(item.key for item in chosen)}
    kept = [each for at, each in enumerate(plan.listed.clauses) if plan.owners[at] in keys]
    lost = [each for at, each in enumerate(plan.listed.clauses) if plan.owners[at] not in keys]
    _refuse_repeated(plan, kept, carried)
    names = {name for item in chosen for name in item.annex}
    fallen = {name for item in plan.items if item.number not in carried for name in item.annex} - names
    front = {} if any(item.key == DOCUMENT for item in chosen) else _list_front(plan)
    annex = {
        name: {key: value for key, value in fields.items() if not (name == DOCUMENT and key in front)}
        for name, fields in plan.listed.annex.items()
        if name == DOCUMENT or name not in fallen
    }
    return replace(
        plan.listed,
        clauses=tuple(_anchor_anew(kept, lost)),
        tables=tuple(each for item in chosen for each in item.tables),
        annex={name: fields for name, fields in annex.items() if fields},
        after="",
        unsealed="",
    )


def _list_front(plan: MotionPlan) -> set[str]:
    return {key for item in plan.items if item.key == DOCUMENT for key in item.annex.get(DOCUMENT, {})}


def _refuse_fallen(chosen: Sequence[MotionItem], carried: Collection[int]) -> None:
    faults = FaultList()
    for item in chosen:
        for number in item.needs:
            if number not in carried:
                message = f"amendment {item.number} needs amendment {number}, which was not carried"
                fault = AMENDMENT_FELL.at(None, message, hint=AMENDMENT_FELL.remedy)
                faults.faults.append(fault)
    faults.report()


def _refuse_repeated(plan: MotionPlan, kept: Sequence[Amendment], carried: Collection[int]) -> None:
    """Refuse an id for two clauses: of one that stays, since its omission fell, and of another that now gets it."""
    given = {str(each.id) for each in kept if isinstance(each, NameClause)}
    given |= {str(clause.id) for each in kept for clause in list_made(each)}
    numbers = sorted({plan.leavers[name] for name in given if plan.leavers.get(name, 0) not in {0, *carried}})
    if numbers:
        told = ", ".join(f"amendment {number}" for number in numbers)
        message = f"{told} fell, and the new version gives the id of what it takes out to another clause"
        hint = "give one of the two another id in the file of the new version"
        raise PolicykitError(AMENDMENT_FELL.at(None, message, hint=hint))


def _anchor_anew(kept: Sequence[Amendment], lost: Sequence[Amendment]) -> Iterator[Amendment]:
    """Give the amendments, each that is put after something new that fell after what that was to be put after."""
    before: dict[str, str | None] = {}
    for each in lost:
        if isinstance(each, InsertClause):
            before[each.clause.name] = each.after
        elif isinstance(each, DivideClause):
            for clause in each.others:
                before[clause.name] = each.at
    for each in kept:
        if isinstance(each, InsertClause | MoveClause):
            after = each.after
            while after in before:
                after = before[after]
            yield replace(each, after=after)
        else:
            yield each
