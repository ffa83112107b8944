"""Lints of the words: vague or open terms, laws without a year, and what a template has left behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from policykit.errors import Code, Diagnostic, Severity
from policykit.lint.subject import ENGLISH, WITH_WELSH, Lint, Subject, Words
from policykit.model.force.kinds import read_primary
from policykit.model.policy import BINDING_KINDS
from policykit.model.text import find_filled

VAGUE_TERM = Code(
    "vague-term",
    Severity.WARNING,
    "a rule rests on a word that cannot be checked, such as `regularly`",
    "give a number or a date, or say who decides",
    "Review the members regularly.",
    "Review the members every three months.",
)
AND_OR = Code(
    "and-or",
    Severity.WARNING,
    "`and/or` leaves open whether one of the two is enough",
    "write `and`, or `either … or`",
    "the Clerk and/or the Chair",
    "either the Clerk or the Chair",
)
ACT_YEAR = Code(
    "act-without-year",
    Severity.WARNING,
    "an Act is named without its year, so that a reader cannot tell which one is meant",
    "write the short title with its year",
    "the Data Protection Act",
    "the Data Protection Act 2018",
)
PLACEHOLDER = Code(
    "placeholder",
    Severity.WARNING,
    "words that a template left to be filled in",
    "fill it in, or delete it",
    "[insert name of council]",
    "Leek Town Council",
)
UNNAMED_POLICY = Code(
    "unnamed-policy",
    Severity.NOTE,
    "other policies are referred to without their names, so that a reader cannot tell which are meant",
    "name them, or list them under `related:`",
    "comply with other Council policies",
    "comply with the Data Protection Policy",
)
UNDEFINED_ROLE = Code(
    "undefined-role",
    Severity.NOTE,
    "a duty or right is given to people who are not named anywhere",
    "name the post, or say who authorises them",
    "a designated officer",
    "the Town Clerk",
)
MIXED_APOSTROPHES = Code(
    "mixed-apostrophes",
    Severity.NOTE,
    "straight and curly apostrophes are mixed in one text, as after pasting from two sources",
    "use one of them throughout",
    "the Council's and the Council’s",
    "the Council’s throughout",
)
LOST_APOSTROPHE = Code(
    "lost-apostrophe",
    Severity.NOTE,
    "the council's name has an s and no apostrophe before a noun",
    "write `Council's`",
    "Leek Town Councils accounts",
    "Leek Town Council's accounts",
)
MISSPELT_NAME = Code(
    "misspelt-name",
    Severity.NOTE,
    "the name of a service is not spelt as the service spells it",
    "spell it as the hint shows",
    "You Tube",
    "YouTube",
)
DATED_NAME = Code(
    "dated-name",
    Severity.NOTE,
    "a service that is closed, renamed or not widely used any more is given as an example",
    "bring the examples up to date at the next review",
    "MySpace",
    "Facebook",
)

_VAGUE = re.compile(
    r"\b(?:promptly|regularly|periodically|frequently|occasionally|(?:as|where|when|if) (?:appropriate|necessary|needed"
    r"|required|applicable)|(?:wherever|where|whenever|when|if|as far as) (?:reasonably )?(?:possible|practicable"
    r"|practical)|as soon as (?:reasonably )?(?:possible|practicable)|from time to time|in a timely (?:manner|way)"
    r"|without (?:undue )?delay|in due course|at regular intervals|on a regular basis|within a reasonable"
    r" (?:time|period)|in exceptional circumstances|as and when)\b",
    re.IGNORECASE,
)
_VAGUE_WELSH = re.compile(
    r"\b(?:yn rheolaidd|yn brydlon|yn aml|yn achlysurol|o bryd i['’]w gilydd|o dro i dro|maes o law|heb oedi|"
    r"cyn gynted (?:â phosibl?|ag y bo (?:modd|bosibl|ymarferol))|(?:lle|pan|os) (?:y )?bo['’]n "
    r"(?:briodol|bosibl|ymarferol|berthnasol)|(?:fel|pan) y bo['’]n briodol|yn ôl yr angen|fel bo['’]r angen|"
    r"mewn amgylchiadau eithriadol|o fewn amser rhesymol)\b",
    re.IGNORECASE,
)
_AND_OR = re.compile(r"\band ?/ ?or\b", re.IGNORECASE)
_AND_OR_WELSH = re.compile(r"\bac? ?/ ?neu\b", re.IGNORECASE)
_ACT = re.compile(
    r"\b((?:[A-Z][\w’'-]+(?:,? (?:(?:of|and|for|to|in|the|etc\.?) )*|,? \([\w .]+\) ))+Acts?)\b(?! (?:of )?\d{4})"
)
_PLACEHOLDERS = re.compile(
    r"\btoc goes (?:in )?here\b|\b(?:TBC|TBA|TBD)\b|\bto be (?:confirmed|inserted|completed)\b|\b[xX]{2,}\b"
    r"|\[(?:insert|enter|add|delete|name|date|council|parish|town|clerk|your|xx|\.{2,}|…)[^\]\n]{0,80}\](?!\()"
    r"|(?:\*\s*)?\bdelete as (?:appropriate|applicable|necessary)\b|\blorem ipsum\b|_{3,}|\.{5,}|…{2,}"
    r"|\bclick (?:or tap )?here to enter\b|\bError! (?:Reference source|Bookmark) not (?:found|defined)\b"
    r"|\b[Dd][Dd][/.-][Mm][Mm][/.-][Yy]{2,4}\b|\b(?:TODO|FIXME)\b|\b(?:name of|your) (?:parish |town )?council\b"
    r"|\bfooter logo\b",
    re.IGNORECASE,
)
_TRACES = (
    *("toc goes", "tbc", "tba", "tbd", "to be confirmed", "to be inserted", "to be completed", "xx", "[", "delete as"),
    *("lorem", "___", ".....", "……", "click ", "error!", "dd/", "dd.", "dd-", "todo", "fixme", "footer logo"),
    *(f"{whose} {kind}council" for whose in ("name of", "your") for kind in ("", "parish ", "town ")),
)
"""What a text must hold, in small letters, for a placeholder to be in it: far quicker to look for than the pattern."""
_BRACED = re.compile(r"\{[^{}\n]{0,80}\}")
_UNNAMED = re.compile(
    r"\b(?:other|existing|corporate|relevant|all) (?:(?:relevant|applicable) )?(?:Council(?:['’]s)? )?"
    r"(?:policy|policies)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:authorised|designated|nominated|appointed|responsible|relevant|appropriate) (?:officers?|persons?"
    r"|members? of staff|staff|users?)\b",
    re.IGNORECASE,
)
_ROLE_WELSH = re.compile(
    r"\b(?:swyddog(?:ion)?|person(?:au)?|aelod(?:au)? o staff|unigolyn) "
    r"(?:awdurdodedig|dynodedig|enwebedig|penodedig|cyfrifol|perthnasol)\b",
    re.IGNORECASE,
)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])|(?<=s)['’](?=\s[a-z])")
_NAMES = {
    r"\bYou Tube\b": "YouTube",
    r"\bYoutube\b": "YouTube",
    r"\bLinked [iI]n\b": "LinkedIn",
    r"\bLinkedin\b": "LinkedIn",
    r"\bFace [bB]ook\b": "Facebook",
    r"\bWhats ?[aA]pp\b(?<!WhatsApp)": "WhatsApp",
    r"\bTik [tT]ok\b": "TikTok",
    r"\bSnap [cC]hat\b": "Snapchat",
    r"\bInsta [gG]ram\b": "Instagram",
}
_NAME_PARTS = re.compile(r"You ?[Tt]ube|Linked|Face |Whats|Tik |Snap |Insta ")
_DATED = {
    "MySpace": "not widely used any more",
    "Flickr": "not widely used any more",
    "Twitter": "called X since 2023",
    "Google+": "closed in 2019",
    "Google Plus": "closed in 2019",
    "Periscope": "closed in 2021",
    "Bebo": "closed in 2022",
    "Friends Reunited": "closed in 2016",
}


def _find_vague(subject: Subject) -> Iterator[Diagnostic]:
    for words in subject.body():
        if words.clause is not None and words.clause.kind in BINDING_KINDS:
            pattern = _VAGUE_WELSH if _is_welsh(words) else _VAGUE
            for match in pattern.finditer(words.text):
                yield words.fault(VAGUE_TERM, *match.span(), f"`{_shown(match)}` cannot be checked")


def _find_and_or(subject: Subject) -> Iterator[Diagnostic]:
    for words in subject.body():
        pattern = _AND_OR_WELSH if _is_welsh(words) else _AND_OR
        for match in pattern.finditer(words.text):
            yield words.fault(AND_OR, *match.span(), f"`{_shown(match)}` leaves open whether one of the two is enough")


def _find_acts(subject: Subject) -> Iterator[Diagnostic]:
    dated: set[str] = set()
    for words in subject.body():
        if "Act" not in words.text:
            continue
        dated.update(
            title.lower()
            for title in re.findall(r"((?:[A-Z][\w’'-]+ (?:of |and )?)+Act)(?= (?:of )?\d{4})", words.text)
        )
        for match in _ACT.finditer(words.text):
            start = match.start(1) + (4 if match[1].startswith("The ") else 0)
            title = words.text[start : match.end(1)]
            if title.lower() not in dated and title.count(" "):
                yield words.fault(
                    ACT_YEAR, start, match.end(1), f"`{' '.join(title.split())}` is named without its year"
                )


def _find_placeholders(subject: Subject) -> Iterator[Diagnostic]:
    for words in subject.printed:
        if words.part == "note":  # it may well quote the gap that it speaks of
            continue
        lower = words.text.lower()
        if "{" not in lower and not any(trace in lower for trace in _TRACES):
            continue
        filled = {(start, end) for start, end, _ in find_filled(words.text)}
        found = [match for match in _BRACED.finditer(words.text) if match.span() not in filled]
        found += _PLACEHOLDERS.finditer(words.text)
        for match in found:
            if not (match.start() and words.text[match.start() - 1] == "\\"):
                yield words.fault(
                    PLACEHOLDER, *match.span(), f"`{_shown(match)}` looks like a gap still to be filled in"
                )


def _find_unnamed(subject: Subject) -> Iterator[Diagnostic]:
    if subject.version.related:
        return
    for words in subject.body():
        for match in _UNNAMED.finditer(words.text):
            yield words.fault(UNNAMED_POLICY, *match.span(), f"`{_shown(match)}` names no policy")


def _find_roles(subject: Subject) -> Iterator[Diagnostic]:
    defined = " ".join(
        words.text.lower() for words in subject.words if words.clause is not None and words.clause.kind == "definition"
    )
    for words in subject.body():
        if words.clause is None or words.clause.kind not in BINDING_KINDS:
            continue
        for match in (_ROLE_WELSH if _is_welsh(words) else _ROLE).finditer(words.text):
            follows = words.text[match.end() : match.end() + 20].lower()
            named = follows.lstrip().startswith(
                ("(", "is the ", "are the ", "named ", "listed ", "appointed by", "in ", "a enwir", "a benodir", "yn ")
            )
            if match[0].lower() not in defined and not named:
                yield words.fault(UNDEFINED_ROLE, *match.span(), f"nothing says who `{_shown(match)}` means")


def _find_apostrophes(subject: Subject) -> Iterator[Diagnostic]:
    found = [(words, match) for words in subject.words for match in _APOSTROPHE.finditer(words.text)]
    count = Counter(match[0] for _, match in found)
    if len(count) < 2:
        return
    rare = min(count, key=lambda character: (count[character], character))
    names = {"'": "straight", "’": "curly"}
    words, match = next((words, match) for words, match in found if match[0] == rare)
    other = "’" if rare == "'" else "'"
    verb = "is" if count[rare] == 1 else "are"
    message = (
        f"of {len(found)} apostrophes {count[rare]} {verb} {names[rare]}, as here, and the others are {names[other]}"
    )
    yield words.fault(MIXED_APOSTROPHES, *match.span(), message)


def _find_lost_apostrophe(subject: Subject) -> Iterator[Diagnostic]:
    pattern = re.compile(rf"{re.escape(subject.council.value.name)}s(?= [a-z])")
    for words in subject.body():
        for match in pattern.finditer(words.text):
            yield words.fault(LOST_APOSTROPHE, *match.span(), f"`{_shown(match)}` lacks an apostrophe")


def _find_misspelt(subject: Subject) -> Iterator[Diagnostic]:
    for words in subject.body():
        if not _NAME_PARTS.search(words.text):
            continue
        for pattern, name in _NAMES.items():
            for match in re.finditer(pattern, words.text):
                yield words.fault(
                    MISSPELT_NAME,
                    *match.span(),
                    f"`{match[0]}` is not how the service writes its name",
                    f"write `{name}`",
                )


def _find_dated(subject: Subject) -> Iterator[Diagnostic]:
    for name, reason in _DATED.items():
        if name.lower() not in subject.all_lower:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        for words in subject.body():
            if match := pattern.search(words.text):
                yield words.fault(DATED_NAME, *match.span(), f"`{name}` is {reason}")
                break


def _is_welsh(words: Words) -> bool:
    return read_primary(words.language) == "cy"


def _shown(match: re.Match[str]) -> str:
    return " ".join(match[0].split())


WORDING_LINTS: tuple[Lint, ...] = (
    Lint(VAGUE_TERM, _find_vague, WITH_WELSH),
    Lint(AND_OR, _find_and_or, WITH_WELSH),
    Lint(ACT_YEAR, _find_acts, ENGLISH),
    Lint(PLACEHOLDER, _find_placeholders),
    Lint(UNNAMED_POLICY, _find_unnamed, ENGLISH),
    Lint(UNDEFINED_ROLE, _find_roles, WITH_WELSH),
    Lint(MIXED_APOSTROPHES, _find_apostrophes),
    Lint(LOST_APOSTROPHE, _find_lost_apostrophe),
    Lint(MISSPELT_NAME, _find_misspelt),
    Lint(DATED_NAME, _find_dated),
)
"""The lints of the words."""
