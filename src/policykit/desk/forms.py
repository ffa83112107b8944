"""What a form says, read: dates in three fields, words without the blanks around them, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from policykit.model.dates import MONTHS, PartialDate

__all__ = ["FieldFault", "FormError", "FormReader", "write_date"]


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field, in a sentence."""

    field: str
    """The id of the field in the page; empty for what is of no one field."""
    message: str
    hint: str = ""


class FormError(Exception):
    """A form cannot be taken as it is; `faults` says why, in the order of its fields."""

    def __init__(self, *faults: FieldFault) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.message for fault in faults))


class FormReader:
    """Reads the fields of a form one after another, gathering what is wrong; `check` says all of it together."""

    def __init__(self, form: Mapping[str, str]) -> None:
        self._form = form
        self._faults: list[FieldFault] = []

    def words(self, name: str, label: str = "") -> str | None:
        """Give the words of a field, or None where it is empty; with a `label`, it must not be."""
        words = self._form.get(name, "").replace("\r\n", "\n").strip()
        if not words and label:
            self.refuse(name, f"Fill in “{label}”")
        return words or None

    def choice(self, name: str, known: tuple[str, ...], label: str) -> str:
        """Give the choice of a field, which must be one of those known."""
        chosen = self._form.get(name, "")
        if chosen not in known:
            self.refuse(name, f"Choose “{label}”")
        return chosen

    def ticked(self, name: str) -> bool:
        """Say whether a box is ticked."""
        return self._form.get(name, "") == "yes"

    def date(self, name: str, label: str, *, needed: bool = False) -> PartialDate | None:
        """Give the date in the fields `name-day`, `name-month` and `name-year`, as precise as it was given.

        A month may be a number or its name.
        """
        day, month, year = (self._form.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year"))
        say = partial(self.refuse, f"{name}-day")
        if not (day or month or year):
            if needed:
                say(f"Fill in “{label}”")
            return None
        found = _make_date(day, month, year)
        if found is None:
            shown = " ".join(part for part in (day, month, year) if part)
            say(
                f"“{label}” is not a date: {shown}",
                "Give day, month and year, such as 27 3 2026. Where only the month or the year is known, leave the "
                "rest empty.",
            )
        return found

    def refuse(self, field: str, message: str, hint: str = "") -> None:
        """Note what is wrong with a field."""
        self._faults.append(FieldFault(field, message, hint))

    def check(self) -> None:
        """Raise FormError with all that was noted."""
        if self._faults:
            raise FormError(*self._faults)


def write_date(name: str, day: PartialDate | None) -> dict[str, str]:
    """Give the three fields of a date, for a form that begins with it."""
    parts = (day.day, day.month, day.year) if day else (None, None, None)
    return {f"{name}-{part}": str(value or "") for part, value in zip(("day", "month", "year"), parts, strict=True)}


def _make_date(day: str, month: str, year: str) -> PartialDate | None:
    number = _read_month(month)
    digits = [part for part in (day, year) if part]
    if not all(part.isascii() and part.isdigit() for part in digits) or len(year) != 4 or len(day) > 2:
        return None
    if (month and number is None) or (day and not month):
        return None
    parts = [year, *([f"{number:02}"] if number else []), *([day.zfill(2)] if day else [])]
    try:
        return PartialDate.parse("-".join(parts))
    except ValueError:
        return None


def _read_month(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return int(text[:3])
    found = [at for at, name in enumerate(MONTHS, 1) if len(text) > 2 and name.lower().startswith(text.lower())]
    return found[0] if found else None
