"""The life of a policy as a picture: one lane a version, a bar while it was in force, a mark for each event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from policykit.document.front import STATUS_WORDS
from policykit.model.dates import PartialDate
from policykit.model.library import Policy
from policykit.model.register import Event
from policykit.model.reigns import Reign, list_reigns
from policykit.register.history import name_events

_LEFT, _WIDTH, _LANE, _TOP = 120, 820, 56, 64
_INK, _BAR, _OPEN, _PALE = "#1a1a1a", "#1d3c5a", "#0b4f8a", "#c8d3de"


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def place(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(_LEFT + share * _WIDTH, 1)


def draw_timeline(policy: Policy, today: date) -> str:
    """Give the timeline as SVG up to `today`, with a title and a text alternative that says the same in words.

    A date known to the month or year is drawn over the whole of it; undated events are given in words only. The same
    register and day give the same bytes.
    """
    events = [(event, words) for event, words in name_events(policy) if event.event != "sealed"]
    dates = [day for event, _ in events for day in (event.date, event.in_force_from) if day]
    days = [day for each in dates for day in (each.first_day, each.last_day)]
    scale = _Scale(date(min([*days, today]).year, 1, 1), date(max([*days, today]).year + 1, 1, 1))
    reigns = list_reigns(policy.register.value)
    height = _TOP + _LANE * len(policy.labels) + 24
    title = f"History of {policy.name}"
    body = [*_draw_years(scale, height), *_draw_lanes(policy, events, reigns, scale, today)]
    words = " ".join(tell_history(policy, events))
    size = f'viewBox="0 0 {_LEFT + _WIDTH + 40} {height}" font-family="sans-serif" font-size="13"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" {size}>',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(words)}</desc>',
            f'<rect width="{_LEFT + _WIDTH + 40}" height="{height}" fill="#ffffff"/>',
            f'<text x="8" y="24" font-size="16" fill="{_INK}">{escape(title)}</text>',
            *body,
            "</svg>",
            "",
        ]
    )


def tell_history(policy: Policy, events: list[tuple[Event, str]]) -> Iterator[str]:
    """Give the history in sentences, for those who do not see the picture."""
    states = policy.states
    for label in policy.labels:
        told = "; ".join(_tell(*pair) for pair in events if pair[0].version == label)
        yield f"Version {label}, {STATUS_WORDS[states[label].status].lower()}: {told or 'no event recorded'}."


def _tell(event: Event, words: str) -> str:
    when = f" {event.date.shown('long')}" if event.date else ", date not recorded"
    reference = f" ({event.reference})" if event.reference else ""
    return f"{words.lower()}{when}{reference}"


def _draw_years(scale: _Scale, height: int) -> Iterator[str]:
    years = range(scale.first.year, scale.last.year + 1)
    step = max(1, len(years) // 12)
    for year in years[::step]:
        x = scale.place(date(year, 1, 1))
        yield f'<line x1="{x}" y1="{_TOP - 16}" x2="{x}" y2="{height - 16}" stroke="{_PALE}"/>'
        yield f'<text x="{x}" y="{_TOP - 20}" text-anchor="middle" fill="{_INK}">{year}</text>'


def _draw_lanes(
    policy: Policy, events: list[tuple[Event, str]], reigns: tuple[Reign, ...], scale: _Scale, today: date
) -> Iterator[str]:
    states = policy.states
    for number, label in enumerate(policy.labels):
        y = _TOP + _LANE * number
        status = STATUS_WORDS[states[label].status].split(",")[0]
        yield f'<text x="8" y="{y + 16}" fill="{_INK}">Version {escape(label)}</text>'
        yield f'<text x="8" y="{y + 32}" fill="{_INK}" font-size="11">{escape(status)}</text>'
        for reign in reigns:
            if reign.version == label and reign.begins is not None:
                yield _draw_reign(reign, scale, today, y)
        for event, words in events:
            if event.version == label and event.date is not None:
                yield _draw_event(_tell(event, words), event.date, scale, y)


def _draw_reign(reign: Reign, scale: _Scale, today: date, y: int) -> str:
    assert reign.begins is not None
    start = scale.place(reign.begins.first_day)
    ended = reign.ends.first_day if reign.ends else today
    width = round(max(2.0, scale.place(ended) - start), 1)
    return f'<rect x="{start}" y="{y + 8}" width="{width}" height="10" fill="{_BAR}"/>'


def _draw_event(words: str, day: PartialDate, scale: _Scale, y: int) -> str:
    start = scale.place(day.first_day)
    if day.exact is None:
        width = round(max(4.0, scale.place(day.last_day) - start), 1)
        shape = (
            f'<rect x="{start}" y="{y + 24}" width="{width}" height="8" fill="none" stroke="{_OPEN}" stroke-width="2"/>'
        )
    else:
        shape = f'<circle cx="{start}" cy="{y + 28}" r="5" fill="{_OPEN}"/>'
    return f"<g><title>{escape(words)}</title>{shape}</g>"
