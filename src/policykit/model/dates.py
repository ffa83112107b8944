"""Dates as councils write them: to the day, the month or the year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic_core import PydanticCustomError, core_schema

from policykit.wording.phrases.languages import ENGLISH, PhraseTable

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

DateStyle = Literal["ordinal", "long", "numeric", "iso"]
"""How a council prints a date: `26th January 2019`, `26 January 2019`, `26/01/2019` or `2019-01-26`."""

_SHAPE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$", re.ASCII)
_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
MONTHS = tuple(calendar.month_name[1:])


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision it was given: `2019-01-26`, `2022-01` or `2022` (ISO 8601, reduced precision)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read an ISO date; raises ValueError, in words for a reader, when it is not one."""
        match = _SHAPE.match(text)
        if match is None:
            raise ValueError(f"`{text}` is not a date; write it as 2019-01-26, 2019-01 or 2019")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            raise ValueError(f"`{text}` is not a day of the calendar") from None
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Give the date of one known day."""
        return cls(day.year, day.month, day.day)

    @property
    def first_day(self) -> date:
        """The earliest day that this can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day that this can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def exact(self) -> date | None:
        """The day itself, or None where only the month or year is known."""
        return self.first_day if self.day else None

    def surely_before(self, other: PartialDate) -> bool:
        """Tell whether every day this can mean lies before every day the other can."""
        return self.last_day < other.first_day

    def shown(self, style: DateStyle, phrases: PhraseTable = ENGLISH) -> str:
        """Give the date as it is printed, in the language of `phrases`, whatever the machine's locale."""
        if style == "iso":
            return str(self)
        if self.month is None:
            return str(self.year)
        if style == "numeric":
            return "/".join(p for p in (f"{self.day:02}" if self.day else "", f"{self.month:02}", str(self.year)) if p)
        words = [phrases.months[self.month - 1], str(self.year)]
        if self.day:
            words.insert(0, phrases.name_day(self.day) if style == "ordinal" else str(self.day))
        return " ".join(words)

    def __str__(self) -> str:
        parts = [f"{self.year:04}", f"{self.month:02}" if self.month else "", f"{self.day:02}" if self.day else ""]
        return "-".join(part for part in parts if part)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": _PATTERN, "examples": ["2019-01-26", "2022-01", "2022"]}


def _validate(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    # YAML reads an unquoted `2022` as a whole number, and a clerk means the year.
    text = f"{value:04}" if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        raise PydanticCustomError("date", "a date is written as 2019-01-26, 2019-01 or 2019")
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise PydanticCustomError("date", "{reason}", {"reason": str(error)}) from None
