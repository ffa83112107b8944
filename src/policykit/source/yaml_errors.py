"""What the YAML parser could not read, in a clerk's words."""

from __future__ import annotations

import re

import yaml

from policykit.errors import Diagnostic, Span
from policykit.source import codes
from policykit.source.nodes import YamlPlaces
from policykit.source.yaml_slips import UNCLOSED, find_slip

_ESCAPE = (
    "a backslash in double quotation marks begins an escape that does not exist",
    "use single quotation marks",
)

_EXPLANATIONS: tuple[tuple[str, str, str], ...] = (
    ("unexpected end of stream", "the quotation mark opened here is not closed", "close it, or leave both out"),
    (
        "mapping values are not allowed",
        "a colon followed by a space is not allowed in unquoted text here",
        'put the text in quotation marks, or check the indentation: title: "Policy: general"',
    ),
    ("cannot start any token", "this character cannot begin a value", "put the value in quotation marks"),
    ("expected ',' or ']'", "the list opened here with [ is not closed", "close it with ]"),
    (
        "expected ',' or '}'",
        "the braces opened here with { are not closed",
        'close them with }; text that begins with a brace goes in quotation marks: "{council.name} …"',
    ),
    (
        "undefined alias",
        "`*` begins an alias, and nothing has that name",
        "put text that begins with * in quotation marks",
    ),
    ("expected '-' indicator", "a list is mixed with keys here", "check the indentation of this line and those above"),
    (
        "expected key",
        "this line does not fit the ones above",
        "check its indentation, and that quotation marks inside quoted text are doubled",
    ),
    ("could not find expected ':'", "a key without a colon", "write `key: value`"),
    ("another document", "the file holds a second document after `---`", "keep one document in a file"),
    (
        "alphabetic or numeric",
        "`&` or `*` begins an anchor or alias",
        "put text that begins with & or * in quotation marks",
    ),
    ("escape", *_ESCAPE),
    ("hexdecimal", *_ESCAPE),
)

_TURNED = re.compile(r"(?:^\s*|[:,\[{-]\s+)([“„«‘].*[”“»’])")
"""A value in quotation marks that a word processor has turned, which YAML takes for letters."""
_REFERENCE = (
    "`{ref: …}` is not allowed in unquoted text",
    'put the text between straight quotation marks, "…", or on the lines below `text: >-`',
)
MAX_DEPTH = 100
"""How deep values may be nested."""
TOO_DEEP = f"values are nested more than {MAX_DEPTH} levels deep"
_AT_CONTEXT = ("unexpected end of stream", "expected ',' or", "could not find expected ':'")


def find_open_quote(places: YamlPlaces) -> Diagnostic | None:
    """Find a quotation mark that swallowed the lines below it, in a file that is YAML by chance."""
    slip = find_slip(places.text)
    if slip is None or slip.message != UNCLOSED:
        return None
    span = Span(places.file, slip.line + 1, slip.column + 1, slip.line + 1, slip.column + 2)
    return places.fault(codes.BAD_YAML, span, slip.message, slip.hint)


def explain_error(places: YamlPlaces, error: yaml.YAMLError) -> Diagnostic:
    """Say in a clerk's words what the parser could not read, and where the slip lies that threw it off."""
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    if "nesting depth" in problem:  # libyaml has a limit of its own, further down than ours
        return places.fault(codes.TOO_DEEP, places.mark_span(mark), TOO_DEEP)
    if mark is not None and (turned := _find_turned_quote(places, mark)) is not None:
        return turned
    slip = find_slip(places.text)
    if slip is not None and (mark is None or slip.line <= mark.line):
        line, column = slip.line + 1, slip.column + 1
        span = Span(places.file, line, column, line, column + 1)
        return places.fault(codes.BAD_YAML, span, slip.message, slip.hint)
    if any(words in problem for words in _AT_CONTEXT):
        mark = getattr(error, "context_mark", None) or mark
    if "mapping values are not allowed" in problem and mark is not None:
        before = places.line_text(mark.line + 1)[: mark.column]
        if brace := re.search(r"\{\s*ref$", before):
            span = Span(places.file, mark.line + 1, brace.start() + 1, mark.line + 1, mark.column + 2)
            return places.fault(codes.BAD_YAML, span, *_REFERENCE)
    message, hint = "this is not well-formed YAML", "compare the line with the ones around it"
    for words, said, advice in _EXPLANATIONS:
        if words in problem:
            message, hint = said, advice
            break
    span = places.mark_span(mark)
    if places.line_text(span.line)[span.column - 1 :].startswith("\t"):
        message, hint = "there is a tab here", "indent with spaces, never tabs"
    return places.fault(codes.BAD_YAML, span, message, hint)


def _find_turned_quote(places: YamlPlaces, mark: yaml.Mark) -> Diagnostic | None:
    """Find curly quotation marks around a value, of which the parser stumbled over what they were to hold together."""
    line = places.line_text(mark.line + 1)
    found = _TURNED.search(line)
    if found is None or not found.start(1) < mark.column <= found.end() + 1:
        return None
    span = Span(places.file, mark.line + 1, found.start(1) + 1, mark.line + 1, found.start(1) + 2)
    words = found[1][1:-1]
    plain = f': "{words}"' if not re.search(r'["“”„«»]', words) and len(words) < 80 else ""
    hint = f"type straight ones, which are not printed{plain}"
    return places.fault(codes.BAD_YAML, span, "curly quotation marks do not hold a text together in YAML", hint)
