"""Lints of a document's build: its title, headings and numbers, and what a policy should not lack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.errors import Code, Diagnostic, Severity
from policykit.lint.subject import ENGLISH, WITH_WELSH, Lint, Subject
from policykit.model.force.kinds import read_primary
from policykit.model.policy import BINDING_KINDS, NO_NUMBER, Clause, Numbering, Path, Section

CAPITALS = Code(
    "capitals",
    Severity.WARNING,
    "a title or heading is set in capitals, which screen readers may spell out",
    "write it in sentence case: `Social media policy`",
    "title: SOCIAL MEDIA POLICY",
    "title: Social Media Policy",
)
TITLE_KIND = Code(
    "title-kind",
    Severity.WARNING,
    "the title, the kind and the text do not agree on what the document is",
    "use one of the words throughout",
    "title: Social Media Policy, text: This Protocol applies to …",
    "title: Social Media Protocol, text: This Protocol applies to …",
)
MISSING_ENFORCEMENT = Code(
    "missing-enforcement",
    Severity.NOTE,
    "the policy has rules, and nothing says what follows from a breach",
    "add a clause on breaches, under the topic `enforcement`",
    "rules only",
    "A breach of this policy may be dealt with under the code of conduct.",
)
MISSING_OWNER = Code(
    "missing-owner",
    Severity.NOTE,
    "no owner or committee is named",
    "add `owner:` or `committee:`",
    "title and text alone",
    "owner: Town Clerk",
)
SKIPPED_HEADING = Code(
    "skipped-heading",
    Severity.WARNING,
    "a sub-heading sits under a section without a heading, so a level is skipped (WCAG 2.2, 1.3.1)",
    "give the outer section a heading, or move the inner one up",
    "a section without heading that holds sections with headings",
    "a heading for each section that holds others",
)
EMPTY_SECTION = Code(
    "empty-section",
    Severity.WARNING,
    "a section has a heading and nothing below it",
    "write its clauses, or delete it",
    "- id: scope\n  heading: Scope",
    "- id: scope\n  heading: Scope\n  clauses: […]",
)
NUMBERS_RESTART = Code(
    "numbers-restart",
    Severity.WARNING,
    "sub-sections are numbered from 1 like the sections, so that “section 6” may mean two places",
    "number sub-sections `legal` (11.1) or with letters",
    "numbering: {sections: decimal} inside a section",
    "numbering: {sections: legal}",
)
UNEVEN_NUMBERS = Code(
    "uneven-numbers",
    Severity.NOTE,
    "some sections are numbered with other marks than the rest",
    "leave `number:` out, so that all are numbered alike",
    "1, 2., 3., 4",
    "1, 2, 3, 4",
)
UNNUMBERED_RULES = Code(
    "unnumbered-rules",
    Severity.NOTE,
    "most rules are in paragraphs or bullets without a number, so they cannot be cited by one",
    "number the clauses, such as `numbering: {clauses: legal, lists: alpha}`",
    "numbering: {clauses: none, lists: bullet}",
    "numbering: {clauses: legal, lists: alpha}",
)
GUIDELINES = Code(
    "guidelines-that-bind",
    Severity.WARNING,
    "a list is called guidelines, and its items say must or never",
    "call the list rules, or word the items as advice",
    "The following guidelines apply: You must not …",
    "The following rules apply: You must not …",
)
RULE_IN_LIST = Code(
    "rule-in-list",
    Severity.WARNING,
    "a whole rule is an item in a list of things",
    "make it a clause of its own",
    "including: the law; data must not be …",
    "the rule in a clause after the list",
)

_KIND_WORDS = {
    "policy": ("policy",),
    "protocol": ("protocol",),
    "procedure": ("procedure", "procedures"),
    "guidance": ("guidance", "guidelines", "guide"),
}
_KIND_WORDS_WELSH = {
    "policy": ("polisi", "bolisi", "pholisi"),
    "protocol": ("protocol", "brotocol", "phrotocol"),
    "procedure": ("gweithdrefn", "weithdrefn", "gweithdrefnau"),
    "guidance": ("canllaw", "ganllaw", "canllawiau", "ganllawiau", "chanllawiau"),
}
_SELF_NAMED = re.compile(r"\bthis (policy|protocol|procedure|guidance|guide)\b", re.IGNORECASE)
_SELF_NAMED_WELSH = re.compile(
    r"\by (polisi|protocol|weithdrefn|canllaw) (?:hwn|hon)\b|\by (canllawiau|gweithdrefnau) hyn\b", re.IGNORECASE
)
_ENFORCES = re.compile(
    r"\b(?:breach(?:es|ing)?|violations?|infringements?|contraventions?) of (?:this|the) (?:\w+ )?"
    r"(?:policy|protocol|procedure|guidance)\b|\bfail(?:ure|s|ing)? to (?:comply|abide|adhere)|\bdisciplinary\b"
    r"|\bsanctions?\b|\b(?:breach|breaches|breached|contravenes?) (?:this|the) (?:policy|protocol|procedure)\b"
    r"|\bnon-?compliance\b"
    r"|\b(?:d?[dt]h?orri|groes i)(?:['’]r| y) (?:polisi|protocol|weithdrefn)\b"
    r"|\b(?:methu|fethu|methiant) â chydymffurfio\b"
    r"|\bd?disgyblu(?:ol)?\b|\bdiffyg cydymffurfi\w+\b|\bsancsiyn\w*\b",
    re.IGNORECASE,
)
"""What says what follows from a breach, in English and in Welsh."""
_BINDS = re.compile(r"\b(?:must|shall|never|always|do not|prohibit(?:ed)?)\b", re.IGNORECASE)


def _find_capitals(subject: Subject) -> Iterator[Diagnostic]:
    for words in subject.words:
        if words.part not in ("title", "subtitle", "heading"):
            continue
        letters = [c for c in words.text if c.isalpha()]
        long_words = re.findall(r"[^\W\d_]{3,}", words.text)
        if len(letters) > 5 and len(long_words) > 1 and all(c.isupper() for c in letters):
            yield words.fault(
                CAPITALS, 0, len(words.text), f"the {words.part} `{words.text}` is set in capitals throughout"
            )


def _find_title_kind(subject: Subject) -> Iterator[Diagnostic]:
    title = subject.version.title
    welsh = read_primary(subject.language) == "cy"
    if not subject.has_language(subject.language):
        return
    kinds, self_named = (_KIND_WORDS_WELSH, _SELF_NAMED_WELSH) if welsh else (_KIND_WORDS, _SELF_NAMED)
    named = [
        (match.start(), match[0], kind)
        for kind, words in kinds.items()
        for match in re.finditer(rf"\b(?:{'|'.join(words)})\b", title, re.IGNORECASE)
    ]
    if not named:
        return
    _, shown, kind = max(named)
    if kind != subject.version.kind:
        yield subject.fault(
            TITLE_KIND, ("kind",), f"the title says `{shown}`, and the kind is `{subject.version.kind}`"
        )
    found = [(words, match) for words in subject.body() for match in self_named.finditer(words.text)]
    others = [(words, match) for words, match in found if _name_kind(match) not in kinds[kind]]
    for name in sorted({_name_kind(match) for _, match in others}):
        same = [(words, match) for words, match in others if _name_kind(match) == name]
        words, match = same[0]
        often = f" {len(same)} times" if len(same) > 1 else ""
        message = f"the text calls itself `{match[0]}`{often}, and its title says `{shown}`"
        yield words.fault(TITLE_KIND, *match.span(), message)


def _name_kind(found: re.Match[str]) -> str:
    """Give the word by which a text calls itself: `policy`."""
    return next(group for group in found.groups() if group).lower()


def _has_rules(subject: Subject) -> bool:
    return any(clause.kind in ("obligation", "prohibition") for _, clause in subject.clauses)


def _find_missing_enforcement(subject: Subject) -> Iterator[Diagnostic]:
    named = any("enforcement" in (clause.topic, *clause.also_topics) for _, clause in subject.clauses)
    if _has_rules(subject) and not named and not _ENFORCES.search(subject.body_text):
        yield subject.fault(MISSING_ENFORCEMENT, ("title",), "no clause says what follows from a breach of the policy")


def _find_missing_owner(subject: Subject) -> Iterator[Diagnostic]:
    if subject.version.owner is None and subject.version.committee is None:
        yield subject.fault(MISSING_OWNER, ("title",), "no owner or committee is named")


def _find_skipped_heading(subject: Subject) -> Iterator[Diagnostic]:
    for path, section in subject.sections:
        if section.heading is None:
            for position, inner in enumerate(section.sections):
                if inner.heading is not None:
                    yield subject.fault(
                        SKIPPED_HEADING,
                        (*path, "sections", position, "heading"),
                        f"`{inner.heading}` is a heading inside section `{section.id}`, which has none",
                    )
                    break


def _find_empty_section(subject: Subject) -> Iterator[Diagnostic]:
    for path, section in subject.sections:
        if section.heading is not None and not section.clauses and not section.sections:
            yield subject.fault(EMPTY_SECTION, (*path, "heading"), f"there is nothing under `{section.heading}`")


def _find_restart(subject: Subject) -> Iterator[Diagnostic]:
    if subject.version.numbering.sections != "decimal":
        return
    outer = subject.version.numbering.sections_as
    for path, section in subject.sections:
        numbering = section.numbering
        own = numbering is not None and numbering.sections == "decimal" and not numbering.sections_run_on
        dress = numbering.sections_as if numbering is not None else None
        if dress and dress != outer and any(character.isalpha() for character in dress):
            continue  # Section 1 of Article 3 is told apart by its word
        if section.sections and not section.appendix and own:
            yield subject.fault(
                NUMBERS_RESTART,
                (*path, "numbering", "sections"),
                f"the sub-sections of `{section.heading or section.id}` start again at 1",
            )


def _find_uneven_numbers(subject: Subject) -> Iterator[Diagnostic]:
    plain = subject.version.numbering.sections_as or "#"
    odd = [
        (position, section.number)
        for position, section in enumerate(subject.version.sections)
        if section.number and re.sub(r"\d+", "#", section.number) != plain and re.search(r"\d", section.number)
    ]
    if odd and len(odd) < len(subject.version.sections):
        listed = ", ".join(f"`{number}`" for _, number in odd)
        yield subject.fault(
            UNEVEN_NUMBERS, ("sections", odd[0][0], "number"), f"{listed} and the other sections are not numbered alike"
        )


def _find_unnumbered(subject: Subject) -> Iterator[Diagnostic]:
    bare = total = 0
    for _, clause, numbered in _walk_numbered(subject):
        if clause.kind in BINDING_KINDS:
            total += 1
            bare += not numbered
    if total >= 4 and bare * 2 > total:
        yield subject.fault(
            UNNUMBERED_RULES, ("numbering",), f"{bare} of {total} rules have no number that one could cite"
        )


def _walk_numbered(subject: Subject) -> Iterator[tuple[Path, Clause, bool]]:
    """Give every clause and whether it is numbered, from the numbering that is in force where it is."""
    numberings: dict[Path, Numbering] = {(): subject.version.numbering}
    things: list[tuple[Path, Section | Clause]] = [*subject.sections, *subject.clauses]
    for path, thing in sorted(things, key=lambda item: len(item[0])):
        above = numberings[path[:-2]]
        own = thing.numbering.model_dump(exclude_none=True) if thing.numbering is not None else {}
        numberings[path] = above.model_copy(update=own)
        if isinstance(thing, Clause):
            nested = path[-4:-3] == ("clauses",)
            style = above.lists if nested else above.clauses
            counted = style not in (None, "none", "bullet")
            yield path, thing, counted if thing.number is None else thing.number != NO_NUMBER


def _find_guidelines(subject: Subject) -> Iterator[Diagnostic]:
    for words in subject.body():
        if words.part != "clause" or words.clause is None or not words.clause.clauses:
            continue
        match = re.search(r"\bguidelines\b", words.text, re.IGNORECASE)
        if match is None:
            continue
        for item in words.clause.clauses:
            if found := _BINDS.search(item.text or ""):
                message = f"the list is called `{match[0]}`, and one of its items says `{found[0]}`"
                yield words.fault(GUIDELINES, *match.span(), message)
                break


def _find_rule_in_list(subject: Subject) -> Iterator[Diagnostic]:
    for path, clause in subject.clauses:
        if not clause.clauses or not re.search(r"\b(?:includ(?:ing|es?)|such as)\s*:\s*$", clause.text or ""):
            continue
        for position, item in enumerate(clause.clauses):
            if match := re.search(r"\b(?:must|shall)(?: not)?\b", item.text or ""):
                places = subject.sourced.places
                span = places.inside((*path, "clauses", position, "text"), *match.span())
                message = f"this item says `{match[0]}`, and is in a list of things"
                yield places.fault(RULE_IN_LIST, span, message, RULE_IN_LIST.remedy)


STRUCTURE_LINTS: tuple[Lint, ...] = (
    Lint(CAPITALS, _find_capitals),
    Lint(TITLE_KIND, _find_title_kind, WITH_WELSH),
    Lint(MISSING_ENFORCEMENT, _find_missing_enforcement, WITH_WELSH),
    Lint(MISSING_OWNER, _find_missing_owner),
    Lint(SKIPPED_HEADING, _find_skipped_heading),
    Lint(EMPTY_SECTION, _find_empty_section),
    Lint(NUMBERS_RESTART, _find_restart),
    Lint(UNEVEN_NUMBERS, _find_uneven_numbers),
    Lint(UNNUMBERED_RULES, _find_unnumbered),
    Lint(GUIDELINES, _find_guidelines, ENGLISH),
    Lint(RULE_IN_LIST, _find_rule_in_list, ENGLISH),
)
"""The lints of a document's build."""
