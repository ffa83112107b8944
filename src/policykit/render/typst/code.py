"""Typst code, written so that no text of a page can become code: words are string literals and nothing else.

Grammar of literals: Typst 0.15, “Syntax”, string escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]')


def write_string(text: str) -> str:
    """Give a text as a string literal; control characters and marks that turn text round as their numbers."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def write_strings(texts: Iterable[str]) -> str:
    """Give several texts as an array of string literals."""
    return "(" + "".join(f"{write_string(text)}," for text in texts) + ")"


def write_call(name: str, *arguments: str, body: str = "") -> str:
    """Give a call of a function of the layout; `body` is code that gives content, and comes last."""
    return f"{name}({','.join([*arguments, *([body] if body else [])])})"


def join_code(parts: Iterable[str]) -> str:
    """Give pieces of code that each give content as one block of code; none at all gives empty content."""
    return "{[];" + ";".join(parts) + "}"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{{{ord(character):x}}}"


def wrap_language(language: str | None, code: str) -> str:
    """Give code as words in a language (BCP 47), where the element that they are of names one."""
    if not language or not code:
        return code
    primary, _, region = language.partition("-")
    return write_call("spoken", write_string(primary), write_string(region) if region else "none", body=code)
