"""Which version was in force when, as far as the register's dates tell."""

from __future__ import annotations

from datetime import date

from policykit.errors import Code, PolicykitError, Severity
from policykit.model.dates import PartialDate
from policykit.model.library import Policy
from policykit.model.register import Event, Register
from policykit.model.reigns import Reign, list_reigns

NOT_IN_FORCE = Code(
    "not-in-force",
    Severity.ERROR,
    "no version of a policy was in force on the day that is asked for",
    "ask for another day; `policykit history` shows when each version was in force",
    "show --as-at 2018-01-01, of a policy first adopted in 2019",
    "show --as-at 2020-01-01",
)
UNSURE_DAY = Code(
    "unsure-day",
    Severity.ERROR,
    "the register's dates are not exact enough to say which version was in force on the day that is asked for",
    "record the exact date, or ask for another day",
    "show --as-at 2022-01-15, of a version adopted in 2022-01",
    "show --as-at 2022-02-01",
)
CODES = (NOT_IN_FORCE, UNSURE_DAY)


def find_in_force(policy: Policy, day: date) -> str:
    """Give the label of the one version that was in force on `day`.

    Raises PolicykitError: `not-in-force`, which names the gap, or `unsure-day`, which names what it may have been.
    """
    reigns = list_reigns(policy.register.value)
    sure = [reign for reign in reigns if reign.surely_covers(day)]
    possible = [reign for reign in reigns if reign.may_cover(day)]
    if len(sure) == 1 and len(possible) == 1:
        return sure[0].version
    if possible:
        raise PolicykitError(UNSURE_DAY.at(None, _explain_doubt(policy.name, day, possible), hint=UNSURE_DAY.remedy))
    raise PolicykitError(NOT_IN_FORCE.at(None, _explain_gap(policy.name, day, reigns), hint=NOT_IN_FORCE.remedy))


def register_as_at(register: Register, day: date) -> Register:
    """Give the register as far as it surely had come by the end of `day`.

    Undated events count as past; seals are kept, since they say nothing of what the council did. What was written down
    wrongly has its right values, whenever it was corrected.
    """
    events = tuple(e for e in register.settled if e.date is None or e.date.last_day <= day or e.event == "sealed")
    return register.model_copy(update={"events": events})


def _explain_gap(name: str, day: date, reigns: tuple[Reign, ...]) -> str:
    if not reigns:
        return f"no version of `{name}` was in force on {day}: none was ever adopted"
    before = [reign for reign in reigns if reign.end is not None and reign.first_day <= day]
    after = [reign for reign in reigns if reign.first_day > day]
    parts = []
    if before and before[-1].end is not None:
        parts.append(f"version `{before[-1].version}` was {before[-1].end.event} {_on(before[-1].ends)}")
    if after:
        parts.append(f"version `{after[0].version}` was {_tell_start(after[0].start)}")
    return f"no version of `{name}` was in force on {day}: {', and '.join(parts)}"


def _tell_start(adoption: Event) -> str:
    later = adoption.in_force_from
    return f"adopted {_on(adoption.date)}" + (f", in force from {later}" if later and later != adoption.date else "")


def _explain_doubt(name: str, day: date, reigns: list[Reign]) -> str:
    told = []
    for reign in reigns:
        words = f"version `{reign.version}` was {_tell_start(reign.start)}"
        if reign.end is not None:
            words += f" and ended {_on(reign.ends)}"
        told.append(words)
    return f"which version of `{name}` was in force on {day} is not sure: {'; '.join(told)}"


def _on(day: PartialDate | None) -> str:
    if day is None:
        return "on a date not recorded"
    return f"on {day}" if day.exact else f"in {day}"
