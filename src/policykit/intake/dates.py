"""Dates as people type them, the day first: `26th January 2019`, `14/05/2024`, `13.5.24`, `March 2024`, `Mar 21`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model.dates import MONTHS, PartialDate

_NAMES = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_NAMES |= {name.lower()[:3]: number for number, name in enumerate(MONTHS, start=1)} | {"sept": 9}
_MONTH = "(?P<{}>" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<{}>(?:19|20)\d\d|\d\d)(?![\d/.])"
_DAY = r"(?P<{}>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?"
_DATE = re.compile(
    rf"\b{_DAY.format('d1')}\s*(?:of\s+|day\s+of\s+)?{_MONTH.format('m1')}[\s,’']*{_YEAR.format('y1')}"
    rf"|\b{_MONTH.format('m2')}\s+{_DAY.format('d2')},?\s+(?P<y2>(?:19|20)\d\d)"
    rf"|\b(?P<d3>[0-3]?\d)\s?[/.-]\s?(?P<m3>[01]?\d)\s?[/.-]\s?{_YEAR.format('y3')}"
    r"|\b(?P<y4>(?:19|20)\d\d)-(?P<m4>[01]\d)-(?P<d4>[0-3]\d)\b"
    rf"|\b{_MONTH.format('m5')}[\s,’'-]*{_YEAR.format('y5')}"
    r"|\b(?P<y6>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(rf"{_DAY.format('d')}\s+(?:of\s+)?{_MONTH.format('m')}(?![a-z])", re.IGNORECASE)


def find_dates(text: str) -> Iterator[tuple[str, PartialDate]]:
    """Give each date of a text, as it is written and as it is meant; a day that no calendar has is no date."""
    for match in _DATE.finditer(text):
        parts = {key: value for key, value in match.groupdict().items() if value}
        kind = next(key for key in parts if key.startswith("y"))[1]
        year, month, day = (parts.get(f"{name}{kind}") for name in "ymd")
        assert year is not None
        number = None if month is None else _NAMES.get(month.lower().rstrip("."), None) or int(month)
        whole = int(year) + (2000 if len(year) == 2 else 0)
        try:
            shown = f"{whole:04}" + (f"-{number:02}" if number else "") + (f"-{int(day):02}" if day else "")
            yield match[0].strip(" ,"), PartialDate.parse(shown)
        except ValueError:
            continue


def starts_with_day(text: str) -> bool:
    """Tell whether a line begins with a day of a month, whose number is no label: `30 June each year`."""
    return bool(_DAY_FIRST.match(text)) or bool(re.match(r"[0-3]?\d[/.][01]?\d[/.](?:\d\d){1,2}\b", text))
