"""What the YAML parser could not read, in a clerk's words."""

from __future__ import annotations

import re
from dataclasses import replace

import yaml

from policykit.errors import Diagnostic, Span
from policykit.source import codes
from policykit.source.nodes import YamlPlaces, compose_node
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
    if mark is not None and (inside := _find_in_braces(places, problem, mark)) is not None:
        return inside
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


_IN_BRACES = {
    ":": "a colon followed by a space is not allowed in unquoted text inside braces or brackets",
    "{": "`{` is not allowed in unquoted text inside braces or brackets",
    "[": "`[` is not allowed in unquoted text inside braces or brackets",
}


def _find_in_braces(places: YamlPlaces, problem: str, mark: yaml.Mark) -> Diagnostic | None:
    """Find what ends an unquoted text between braces that are closed on the same line."""
    found = re.search(r"expected ',' or '([}\]])'", problem)
    line = places.line_text(mark.line + 1)
    if found is None or found[1] not in line[mark.column :]:
        return None
    sign = line[mark.column]
    message = _IN_BRACES.get(sign, "the quoted text ends here, and more follows")
    hint = 'put the whole text in straight quotation marks: text: "…"'
    span = Span(places.file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
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


_KEY_AND_VALUE = re.compile(r"( *(?:- +)*)([\w.-]+):(?: |$)")
_ENDS = re.compile("not closed|tab|no-break space|nested")
MOST_ERRORS = 20
"""As many faults of one file are told in one run."""


def list_errors(places: YamlPlaces, error: yaml.YAMLError) -> list[Diagnostic]:
    """Give what the parser could not read, and what it cannot read further down.

    The value at fault is taken out, and the rest is read again. What is not closed ends the search, since nobody knows
    what was to be inside, and so do tabs and other blanks, which mostly come line after line.
    """
    found = [explain_error(places, error)]
    lines = places.text.split("\n")
    while len(found) < MOST_ERRORS and not _ENDS.search(found[-1].message) and found[-1].span is not None:
        line = found[-1].span.line
        if line > len(lines) or not _take_out(lines, line - 1):
            break
        text = "\n".join(lines)
        try:
            compose_node(text)
        except yaml.YAMLError as further:
            fault = explain_error(YamlPlaces(places.file, text), further)
            if fault.span is None or fault.span.line <= line:
                break
            found.append(replace(fault, line_text=places.line_text(fault.span.line)))
        else:
            break
    return found


def _take_out(lines: list[str], at: int) -> bool:
    """Leave out the value on a line, or the line; say whether anything was left out."""
    line = lines[at]
    found = _KEY_AND_VALUE.match(line)
    flow = re.match(r" *(?:- +)+(?=[{\[])", line)
    if flow is not None:
        lines[at] = f"{flow[0]}{{}}"
    elif found is not None:
        lines[at] = f'{found[0].rstrip()} ""'
    else:
        lines[at] = ""
    return lines[at] != line


_CONFLICT = re.compile(r"^<{7}(?: [^\n]*)?\n(?:[^\n]*\n)*?={7}\n(?:[^\n]*\n)*?>{7}(?: [^\n]*)?$", re.MULTILINE)


def find_conflicts(places: YamlPlaces) -> list[Diagnostic]:
    """Find where Git has put two versions of the same lines one below the other."""
    if "<<<<<<<" not in places.text:
        return []
    found = []
    for conflict in _CONFLICT.finditer(places.text):
        first = places.text.count("\n", 0, conflict.start()) + 1
        last = first + conflict[0].count("\n")
        message = f"two versions of the same lines are here, down to line {last}: Git could not choose between them"
        register = places.file.endswith("register.yaml")
        hint = codes.MERGE_CONFLICT_REGISTER if register else codes.MERGE_CONFLICT.remedy
        span = Span(places.file, first, 1, first, 8)
        found.append(places.fault(codes.MERGE_CONFLICT, span, message, hint))
    return found
