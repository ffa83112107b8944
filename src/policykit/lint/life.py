"""Lints of a policy's life: reviews, approvals and what the register says against what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from policykit.errors import Code, Diagnostic, Severity
from policykit.lint.subject import Lint, Subject
from policykit.model.force.kinds import read_primary
from policykit.model.policy import Path
from policykit.model.register import Event

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

REVIEW_OVERDUE = Code(
    "review-overdue",
    Severity.WARNING,
    "the review date has passed",
    "review the policy and record it, or record a new date for the review",
    "next_review: 2022-01, and today is in 2026",
    "an event `reviewed` with a next_review to come",
)
MISSING_REVIEW = Code(
    "missing-review",
    Severity.WARNING,
    "neither the register nor the text says when the policy is to be reviewed",
    "record `next_review`, or say in the text how often the policy is reviewed",
    "no next_review, and a text that is silent or says “periodically”",
    "next_review: 2027-05",
)
BLANK_APPROVAL = Code(
    "blank-approval",
    Severity.WARNING,
    "a text that is adopted, or is worded as if it were, without the date or minute of its adoption",
    "record the adoption with its date and minute reference",
    "event: adopted without reference",
    "event: adopted, date: 2026-03-02, reference: 796/21",
)
ADOPTION_DAY = Code(
    "adoption-day",
    Severity.WARNING,
    "an adoption is dated on a weekday on which the council does not sit",
    "check the date against the minutes, or add the weekday to `meets_on` in council.yaml",
    "date: 2019-01-26, a Saturday",
    "date: 2019-02-26, a Tuesday",
)
FUTURE_EVENT = Code(
    "event-in-future",
    Severity.WARNING,
    "an event is dated after today",
    "check the date; what is only planned is not an event",
    "event: adopted, date: 2062-03-02",
    "event: adopted, date: 2026-03-02",
)
COVER_HISTORY = Code(
    "cover-history",
    Severity.WARNING,
    "the cover names another version than the history or the file",
    "correct the words, or write `{version}` on the cover",
    "cover: Version 1.3, history: version 1.4",
    'text: "Version {version}"',
)
PREVIOUS_DATE = Code(
    "previous-date",
    Severity.WARNING,
    "the date of a previous version is printed, and no previous version is known",
    "add the previous version to the register, or leave the date out",
    "Previous Version Approval Date: 4 March 2024, on a version 1 without a predecessor",
    'text: "{previous.approval.date}"',
)
SUPERSEDES_NOTHING = Code(
    "supersedes-nothing",
    Severity.WARNING,
    "a text says that it replaces earlier versions, and none is known",
    "add the earlier version to the register, or leave the sentence out",
    "This version supersedes any previous versions, on a version 1",
    "the sentence on a version 2 that replaced a version 1",
)

_SUPERSEDES = re.compile(
    r"\b(?:supersedes?|replaces?)\s+(?:any|all|the|every)\s+(?:previous|earlier|prior)\s+(?:versions?|polic(?:y|ies))",
    re.IGNORECASE,
)
_CLAIMS_FORCE = re.compile(
    _SUPERSEDES.pattern + r"|\b(?:was|has been|is)\s+(?:formally\s+)?adopted\b|\bis\s+in\s+force\b", re.IGNORECASE
)
_TRACES = ("supersede", "replace", "adopted", "in force", "version")
"""One of these stands, in small letters, in whatever the patterns here find in a text."""
_VERSION_NAMED = re.compile(r"\bversion\s+(?:no\.?\s+)?v?(\d+(?:\.\d+)*)", re.IGNORECASE)
_INTERVAL = re.compile(
    r"\breview(?:s|ed|ing)?\b[^.;]*?\b(?:annual(?:ly)?|yearly|each year|every (?:\w+ )?(?:years?|months?|term)|"
    r"biennial(?:ly)?|(?:two|three|four|five|\d+)[- ]years?|(?:six|twelve|\d+)[- ]months?)\b"
    r"|\b(?:annual|yearly|biennial)\s+review\b"
    r"|\badolyg\w*\b[^.;]*?\b(?:yn flynyddol|bob (?:\w+ )?(?:blwyddyn|[bfm]lynedd|mis|tymor)|\w+ [bfm]lynedd)\b"
    r"|\badolygiad(?:au)? blynyddol\b",
    re.IGNORECASE,
)
"""How often a text says that it is reviewed, in English and in Welsh."""


def _find_overdue(subject: Subject) -> Iterator[Diagnostic]:
    review = subject.state.next_review
    if not subject.state.in_force or review is None:
        return
    path = [path for path, event in subject.events() if event.next_review is not None][-1]
    if review.last_day < subject.today:
        ago = _shown_lapse(review.last_day, subject.today)
        yield subject.event_fault(
            REVIEW_OVERDUE,
            (*path, "next_review"),
            f"the review of {subject.shown}, planned for `{review}`, is {ago} late",
        )


def _shown_lapse(start: date, end: date) -> str:
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    number, unit = (
        (months // 12, "year") if months >= 24 else (months, "month") if months else ((end - start).days, "day")
    )
    return f"{number} {unit}{'s' if number != 1 else ''}"


def _find_missing_review(subject: Subject) -> Iterator[Diagnostic]:
    if subject.state.next_review is not None or _INTERVAL.search(subject.body_text):
        return
    events = list(subject.events())
    if any(event.blanks.get("next_review") == "not_applicable" for _, event in events):
        return
    known = read_primary(subject.language) in ("en", "cy")
    text = "gives no interval" if known else f"was not examined for an interval: it is in {subject.language}"
    message = f"no date for the next review of {subject.shown} is recorded, and its text {text}"
    if events:
        yield subject.event_fault(MISSING_REVIEW, (*events[-1][0], "version"), message)
    else:
        yield subject.fault(MISSING_REVIEW, ("version",), message)


_APPROVAL_FIELDS: tuple[tuple[Literal["date", "reference"], str], ...] = (
    ("date", "date"),
    ("reference", "minute reference"),
)


def _find_blank_approval(subject: Subject) -> Iterator[Diagnostic]:
    adoptions = [(path, event) for path, event in subject.events() if event.event in ("adopted", "readopted")]
    for path, event in adoptions:
        lacks = " and no ".join(shown for name, shown in _APPROVAL_FIELDS if _is_blank(event, name))
        if lacks:
            yield subject.event_fault(
                BLANK_APPROVAL, (*path, "event"), f"the adoption of {subject.shown} has no {lacks}"
            )
    if adoptions:
        return
    claim = next((match[0] for _, _, match in _printed_claims(subject, _CLAIMS_FORCE)), None)
    if claim is not None:
        claim = " ".join(claim.split())
        message = f"no adoption of {subject.shown} is recorded, and its words claim that it is in force: `{claim}`"
        first = next(subject.events(), None)
        if first is None:
            yield subject.fault(BLANK_APPROVAL, ("version",), message)
        else:
            yield subject.event_fault(BLANK_APPROVAL, (*first[0], "event"), message)


def _is_blank(event: Event, name: Literal["date", "reference"]) -> bool:
    return getattr(event, name) is None and event.blanks.get(name) != "not_applicable"


def _printed_claims(subject: Subject, pattern: re.Pattern[str]) -> Iterator[tuple[Path | None, int, re.Match[str]]]:
    """Find words of the version block (with their path in council.yaml) and of the text (by position in `words`)."""
    if "version_block" in subject.council.value.house_style.cover:
        for position, row in enumerate(subject.council.value.house_style.version_block.rows):
            if match := pattern.search(row.text):
                yield ("house_style", "version_block", "rows", position, "text"), 0, match
    if not any(trace in subject.all_lower for trace in _TRACES):
        return
    for position, words in enumerate(subject.words):
        if match := pattern.search(words.text):
            yield None, position, match


def _printed_fault(
    subject: Subject, code: Code, found: tuple[Path | None, int, re.Match[str]], message: str
) -> Diagnostic:
    path, position, match = found
    if path is None:
        return subject.words[position].fault(code, *match.span(), message)
    places = subject.council.places
    return places.fault(code, places.inside(path, *match.span()), message, code.remedy)


def _find_supersedes(subject: Subject) -> Iterator[Diagnostic]:
    if subject.state.previous is not None:
        return
    for found in _printed_claims(subject, _SUPERSEDES):
        words = " ".join(found[2][0].split())
        yield _printed_fault(
            subject,
            SUPERSEDES_NOTHING,
            found,
            f"`{words}` is printed on {subject.shown}, and no version before it is known",
        )


def _find_adoption_day(subject: Subject) -> Iterator[Diagnostic]:
    sits = subject.council.value.meets_on
    for path, event in subject.events():
        day = event.date.exact if event.date is not None else None
        if day is None or event.event not in ("adopted", "readopted") or not sits:
            continue
        weekday = WEEKDAYS[day.weekday()]
        if weekday not in sits:
            yield subject.event_fault(
                ADOPTION_DAY,
                (*path, "date"),
                f"`{event.date}`, on which {subject.shown} was adopted, is a {weekday.capitalize()}, "
                "a day when the council does not sit",
            )


def _find_future(subject: Subject) -> Iterator[Diagnostic]:
    for path, event in subject.events():
        if event.date is not None and event.date.first_day > subject.today:
            yield subject.event_fault(
                FUTURE_EVENT, (*path, "date"), f"`{event.date}`, the date of this event, is still to come"
            )


def _find_cover_history(subject: Subject) -> Iterator[Diagnostic]:
    label = subject.version.version
    for found in _printed_claims(subject, _VERSION_NAMED):
        path, position, match = found
        if path is None and subject.words[position].part not in ("title", "subtitle"):
            continue
        if not _same_label(match[1], label):
            yield _printed_fault(
                subject, COVER_HISTORY, found, f"the cover says `{match[0]}`, and this is version `{label}`"
            )
    for path, event in subject.events():
        named = next(filter(None, map(_VERSION_NAMED.match, event.changes_listed)), None)
        if named is not None and not _same_label(named[1], label):
            yield subject.event_fault(
                COVER_HISTORY,
                (*path, "changes"),
                f"the history says `{named[0]}` of an event of version `{label}`, which the cover will name",
            )


def _same_label(named: str, label: str) -> bool:
    """Tell whether a number named in a text is the label: `1`, `1.0` and `v1` are the same."""
    numbers = re.findall(r"\d+", label)
    return [int(n) for n in named.split(".")] == [int(n) for n in numbers] or _trimmed(named) == _trimmed(
        ".".join(numbers)
    )


def _trimmed(label: str) -> str:
    return re.sub(r"(?:\.0+)+$", "", label).lstrip("0")


def _find_previous_date(subject: Subject) -> Iterator[Diagnostic]:
    if subject.state.previous is not None:
        return
    for position, row in enumerate(subject.council.value.house_style.version_block.rows):
        typed = re.sub(r"\{[^}]*\}", "", row.text)
        if re.search(r"\bprevious\b", row.label or "", re.IGNORECASE) and re.search(r"\d{4}", typed):
            places = subject.council.places
            span = places.span(("house_style", "version_block", "rows", position, "text"))
            message = f"`{row.text}` is printed as `{row.label}` of {subject.shown}, which has no previous version"
            yield places.fault(PREVIOUS_DATE, span, message, PREVIOUS_DATE.remedy)


LIFE_LINTS: tuple[Lint, ...] = (
    Lint(REVIEW_OVERDUE, _find_overdue),
    Lint(MISSING_REVIEW, _find_missing_review),
    Lint(BLANK_APPROVAL, _find_blank_approval),
    Lint(ADOPTION_DAY, _find_adoption_day),
    Lint(FUTURE_EVENT, _find_future),
    Lint(COVER_HISTORY, _find_cover_history),
    Lint(PREVIOUS_DATE, _find_previous_date),
    Lint(SUPERSEDES_NOTHING, _find_supersedes),
)
"""The lints of a policy's life."""
