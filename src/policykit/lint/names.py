"""Lints of names: terms with capitals and abbreviations that nothing in the text explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.errors import Code, Diagnostic, Severity
from policykit.lint.known import KNOWN_ABBREVIATIONS, KNOWN_WORDS
from policykit.lint.subject import ENGLISH, Lint, Subject, Words
from policykit.wording.forms import fold_form

UNDEFINED_TERM = Code(
    "undefined-term",
    Severity.WARNING,
    "ordinary words are written with capitals like a defined term, and nothing defines it",
    "define the term in a clause of kind `definition`, or write it without capitals",
    "publish Important Service Announcements",
    "publish important service announcements",
)
UNDEFINED_ABBREVIATION = Code(
    "undefined-abbreviation",
    Severity.WARNING,
    "an abbreviation is used that nothing explains",
    "write it in full at its first use, with the abbreviation in brackets",
    "as a CTC Councillor",
    "as a Councillor of Crewe Town Council",
)


_RUN = re.compile(r"(?<![\w’'/])[A-Z][\w-]*(?:['’]s)?(?: (?:(?:of|for|and|the) )*[A-Z][\w-]*(?:['’]s)?)*")
_PIECE = re.compile(r"[\w-]+(?:['’]s)?")
_ARTICLES = ("the", "a", "an", "any", "each", "every", "this", "such", "our", "your")
_SENTENCE_START = re.compile(r"(?:^|[.:;!?•–—(\[“\"‘*_|])[\s“\"‘'(*_\[]*$")
_DATED_LAW = re.compile(r"\b(?:Act|Regulations|Order|Rules|Measure)s? \(?\d{4}\b")
"""How the title of a law ends, which explains itself."""
_ABBREVIATION = re.compile(r"(?<![\w./@-])[A-Z]{2,6}s?(?![\w@]|\.\w)")


def _find_terms(subject: Subject) -> Iterator[Diagnostic]:
    known = _known_terms(subject)
    found: dict[str, list[tuple[Words, int, int]]] = {}
    for words in subject.body():
        for match in _RUN.finditer(words.text):
            place = _trim(words.text, match.start(), match.end(), known)
            if place is not None and not _DATED_LAW.search(words.text, place[0], match.end() + 8):
                found.setdefault(words.text[place[0] : place[1]], []).append((words, *place))
    for term, places in found.items():
        if not _is_ordinary(term, subject) or fold_form(term.lower()) in known:
            continue
        words, start, end = places[0]
        often = f", here and {len(places) - 1} times more" if len(places) > 1 else ""
        yield words.fault(
            UNDEFINED_TERM, start, end, f"`{term}` is written like a defined term{often}, and is not defined"
        )


def _trim(text: str, start: int, end: int, known: frozenset[str]) -> tuple[int, int] | None:
    """Take known words off both ends of a run; None where no term is left, or only one word without an article."""
    if " " not in text[start:end] and not _has_article(text, start):
        return None  # most runs: the first word of a sentence, or a name
    pieces = [(start + m.start(), start + m.end()) for m in _PIECE.finditer(text[start:end])]
    if _SENTENCE_START.search(text[max(0, start - 12) : start]):
        pieces = pieces[1:]
    while pieces and _is_known(text[slice(*pieces[0])], known):
        pieces = pieces[1:]
    while pieces and _is_known(text[slice(*pieces[-1])], known):
        pieces = pieces[:-1]
    if not pieces:
        return None
    first, last = pieces[0][0], pieces[-1][1]
    if len(pieces) == 1 and not _has_article(text, first):
        return None
    return first, last


def _has_article(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].split()
    return bool(before) and before[-1].lower() in _ARTICLES


def _is_known(word: str, known: frozenset[str]) -> bool:
    bare = re.sub(r"['’]s$", "", fold_form(word))
    return bare.lower() in known or bare.lower() in KNOWN_WORDS or bare.isupper() or bare in ("and", "for")


def _is_ordinary(term: str, subject: Subject) -> bool:
    """Tell whether a word of the term is also in small letters in the text; names of things do not."""
    words = [word for word in re.findall(r"[\w-]{4,}", term) if word[0].isupper()]
    return any(re.search(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])", subject.body_text) for word in words)


def _known_terms(subject: Subject) -> frozenset[str]:
    """Give what this policy or its council names or defines, in small letters: single words and whole terms."""
    council = subject.council.value
    names = [council.name, *council.address, *council.brand.lines, council.strapline or ""]
    names += [part or "" for officer in council.officers for part in (officer.title, officer.name)]
    names += [part or "" for committee in council.committees for part in (committee.label, committee.name)]
    version = subject.version
    laws = [part or "" for citation in version.legislation for part in (citation.as_written, citation.title)]
    names += [*laws, *version.related, version.owner or ""]
    single = {word.lower() for name in names for word in re.findall(r"[\w-]+", name)}
    whole = {words.text.lower() for words in subject.words if words.part == "term"}
    title = re.sub(r" (?:policy|protocol|procedure|guidance)$", "", version.title.lower())
    whole |= {title, version.title.lower()}
    whole |= {quoted.lower() for quoted in _list_quoted(subject)}
    whole |= {
        quoted.lower() for quoted in re.findall(r"\((?:the )?[“\"‘']([^”\"’']{2,60})[”\"’']\)", subject.body_text)
    }
    return frozenset(map(fold_form, single | whole))


def _list_quoted(subject: Subject) -> frozenset[str]:
    """Give what definitions have in quotation marks: the words that they define."""
    definitions = (w.text for w in subject.body() if w.clause is not None and w.clause.kind == "definition")
    return frozenset(quoted for text in definitions for quoted in re.findall(r"[“\"‘']([^”\"’']{2,60})[”\"’']", text))


def _find_abbreviations(subject: Subject) -> Iterator[Diagnostic]:
    headings = " ".join(words.text for words in subject.words if words.part in ("heading", "subtitle", "title", "term"))
    everything = f"{headings}\n{subject.body_text}"
    council = subject.council.value
    own = {committee.label for committee in council.committees}
    quoted = _list_quoted(subject)
    found: dict[str, tuple[Words, int, int]] = {}
    for words in subject.body():
        if not words.text.isupper():
            for match in _ABBREVIATION.finditer(words.text):
                found.setdefault(match[0].removesuffix("s"), (words, *match.span()))
    for name, (words, start, end) in found.items():
        known = name in KNOWN_ABBREVIATIONS or name in own or name in quoted or re.fullmatch(r"[IVX]+", name)
        explained = rf"\((?:the )?[“\"']?{name}s?[”\"']?\)|\b{name}s? \((?=[A-Za-z])"
        if not known and not re.search(explained, everything):
            yield words.fault(UNDEFINED_ABBREVIATION, start, end, f"`{name}` is not explained")


NAME_LINTS: tuple[Lint, ...] = (
    Lint(UNDEFINED_TERM, _find_terms, ENGLISH),
    Lint(UNDEFINED_ABBREVIATION, _find_abbreviations),
)
"""The lints of names."""
