"""Where the slip truly lies in a file that is not YAML: the parser often stumbles only lines later.

Reads the lines as a clerk does: keys in columns, texts after `>-`, lists after hyphens. Only asked when parsing failed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_KEY = re.compile(r"""(?:[\w.-]+|"[^"]*"|'[^']*')\s*:(?=\s|$)""")
_DASHES = re.compile(r"(?:-(?: +|\s*$))*")
_BLOCK = re.compile(r"^[|>][-+0-9]*\s*(?:#.*)?$")
_NOTHING = re.compile(r"^(?:[&!]\S*\s*)*(?:#.*)?$")
_UNQUOTED = re.compile(r"[@`%,]|[|>]|\*(?![\w-]+\s*(?:#.*)?$)|&(?![\w-]+(?:\s|$))")
_BARE_KEY = re.compile(
    r"(?:- +)?(format|title|kind|version|sections|clauses|id|heading|topic|text|term|model|table|notes|rules) +([^:]+)"
)
"""A key that a clerk writes often, without its colon; any other word could as well be a text."""
_HARD_SPACE = re.compile(r"[ -]*(?:[\w.-]+:)?\u00a0")
"""A no-break space where YAML wants a plain one: before a key, after a hyphen or a colon."""
_NO_SPACE = re.compile(r"(?:- +)?([a-z_]+):([^\s:/].*)")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'(?!')")}


UNCLOSED = "the quotation mark opened here is not closed"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the pen: line and column from 0, what is wrong, and what to do."""

    line: int
    column: int
    message: str
    hint: str


def _indented_wrongly(line: int, column: int) -> Slip:
    return Slip(
        line,
        column,
        "this line is not indented like the ones it belongs to",
        "begin it in the same column as the keys beside it",
    )


def _lacks_colon(line: int, column: int, text: str) -> Slip:
    """Tell why a line that should be `key: value` is none, as far as its letters show."""
    words = text.strip()
    if found := _NO_SPACE.match(words):
        hint = f"write `{found[1]}: {found[2][:40]}`"
        return Slip(line, column, f"a space is missing after the colon of `{found[1]}`", hint)
    if found := _BARE_KEY.fullmatch(words):
        return Slip(line, column, "a key without a colon", f"write `{found[1]}: {found[2][:40]}`")
    if " " in words and ":" not in words:
        hint = "indent a text that goes on further than its key; a key is written `key: value`"
        return Slip(line, column, "this line is neither a key with a colon nor indented below one", hint)
    return Slip(line, column, "a key without a colon", "write `key: value`")


def find_slip(text: str) -> Slip | None:
    """Give the first place where the lines do not fit together, or None where each fits those above."""
    return _SlipReader(text.split("\n")).find()


class _SlipReader:
    """Goes down the lines with the columns that are open: `columns` holds (column, line that opened it)."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.columns: list[tuple[int, int]] = []
        self.opens = True
        self.bare: tuple[int, int] | None = None

    def find(self) -> Slip | None:
        number = 0
        while number < len(self.lines):
            line = self.lines[number]
            content = line.strip()
            if not content or content.startswith("#") or content in ("---", "..."):
                number += 1
                continue
            indent = len(line) - len(line.lstrip(" "))
            if line[indent] == "\t":
                return Slip(number, indent, "a tab indents this line", "indent with spaces, never tabs")
            if found := _HARD_SPACE.match(line):
                message = "there is a no-break space here, pasted from elsewhere"
                return Slip(number, found.end() - 1, message, "type a plain space in its place")
            slip, number = self._read_line(number, indent)
            if slip is not None:
                return slip
        return None

    def _read_line(self, number: int, indent: int) -> tuple[Slip | None, int]:
        line = self.lines[number]
        dashes = _DASHES.match(line, indent)
        start = dashes.end() if dashes else indent
        key = _KEY.match(line, start)
        listed = start > indent
        if key is None and not listed:
            return self._read_bare(number, indent)
        if slip := self._misfit(number, indent):
            return slip, number
        self._enter(number, indent)
        if listed and key is not None:
            self._enter(number, start)
        self.bare = (number, start) if key is None and not _NOTHING.match(line[start:]) else None
        value_at = key.end() if key is not None else start
        return self._read_value(number, value_at, start if key is not None else indent)

    def _read_bare(self, number: int, indent: int) -> tuple[Slip | None, int]:
        """A line without key or hyphen: the rest of a text, or a key that has lost its colon."""
        if not self.opens and self.columns and indent <= self.columns[-1][0]:
            return _lacks_colon(number, indent, self.lines[number]), number
        if self.opens:
            self.bare = (number, indent)
        self.opens = False
        return self._read_value(number, indent, self.columns[-1][0] if self.columns else -1)

    def _misfit(self, number: int, indent: int) -> Slip | None:
        if self.bare is not None and self.bare[1] == indent:
            return _lacks_colon(*self.bare, self.lines[self.bare[0]])
        columns = [column for column, _ in self.columns]
        if indent in columns or not columns:
            return None
        column, opener = self.columns[-1]
        if indent > column and self.opens:
            return None
        # Two spaces a level are the custom: of two lines that do not fit, the one in an odd column is to blame.
        if column % 2 and not indent % 2 and opener < number:
            return _indented_wrongly(opener, len(self.lines[opener]) - len(self.lines[opener].lstrip()))
        return _indented_wrongly(number, indent)

    def _enter(self, number: int, column: int) -> None:
        while self.columns and self.columns[-1][0] > column:
            self.columns.pop()
        if not self.columns or self.columns[-1][0] < column:
            self.columns.append((column, number))

    def _read_value(self, number: int, start: int, column: int) -> tuple[Slip | None, int]:
        """Read what is after a key; give the number of the line after it."""
        line = self.lines[number]
        rest = line[start:].strip()
        self.opens = bool(_NOTHING.match(rest))
        if _BLOCK.match(rest):
            number += 1
            while number < len(self.lines) and self._belongs(number, column):
                number += 1
            return None, number
        if rest[:1] in _CLOSED:
            return self._read_quoted(number, line.index(rest[0], start), column)
        if _UNQUOTED.match(rest):
            return _unquoted(number, line.index(rest[0], start), rest[0]), number
        if rest[:1] in ("[", "{"):
            return self._read_flow(number, line.index(rest[0], start), column)
        return None, number + 1

    def _belongs(self, number: int, column: int) -> bool:
        line = self.lines[number]
        return not line.strip() or len(line) - len(line.lstrip(" ")) > column

    def _read_quoted(self, number: int, start: int, column: int) -> tuple[Slip | None, int]:
        mark = self.lines[number][start]
        opened = Slip(number, start, UNCLOSED, "close it, or leave quotation marks out")
        inside = self.lines[number][start:]
        for last in range(number, len(self.lines)):
            if last > number:
                line = self.lines[last]
                bare = line.strip()
                if bare and (not self._belongs(last, column) or _KEY.match(bare.lstrip("- "))):
                    return opened, last
                inside += "\n" + line
            if closed := _CLOSED[mark].match(inside):
                after = inside[closed.end() :].strip()
                if after and not after.startswith("#"):
                    return _quoted_too_short(last, inside, closed.end(), start if last == number else 0), last
                return None, last + 1
        return opened, len(self.lines)

    def _read_flow(self, number: int, start: int, column: int) -> tuple[Slip | None, int]:
        mark = self.lines[number][start]
        depth, inside = 0, self.lines[number][start:]
        for last in range(number, len(self.lines)):
            if last > number:
                inside = self.lines[last]
                if inside.strip() and not self._belongs(last, column):
                    break
            plain = re.sub(r"""(?<=[\[{,:\s])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""", "", inside)
            plain = re.sub(r"(?:^|\s)#.*", "", plain)
            for position, character in enumerate(plain):
                depth += (character in "[{") - (character in "]}")
                if depth <= 0:
                    more = plain[position + 1 :].strip()
                    return (_unquoted(number, start, mark) if more else None), last + 1
        remark = re.search(r"\s#", self.lines[number][start:])
        if remark is not None:
            hint = "put the text in quotation marks, or the remark on a line of its own"
            return Slip(
                number, start + remark.end() - 1, "what stands behind this # is no part of the text", hint
            ), number
        close = "]" if mark == "[" else "}"
        hint = f"close it with {close}; text that begins with {mark} goes in quotation marks"
        return Slip(number, start, f"what is opened here with {mark} is not closed", hint), number


def _unquoted(line: int, column: int, mark: str) -> Slip:
    message = f"text that begins with `{mark}` must be in quotation marks"
    return Slip(line, column, message, "put it in quotation marks, or on the lines below `>-`")


def _quoted_too_short(line: int, inside: str, end: int, start: int) -> Slip:
    column = start + end - (inside.rfind("\n", 0, end) + 1)
    hint = "double a quotation mark inside the text ('it''s'), or put the text between \" and \""
    if inside[:1] == '"':
        hint = "use curly quotation marks inside the text (“ ”), or put the text between ' and '"
    return Slip(line, column - 1, "the quoted text ends here, and more follows", hint)
