"""Characters that a text has and its print has not: Markdown reads them as marks that were not meant.

Meant are a pair of `*`, `**`, `_` or `__` directly around words, code, a link, a reference or parameter, a backslash
that keeps the next character from being read as a mark, and any before a brace. Everything else
that vanishes is a loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from policykit.model.markdown import FIRST, LAST, SPECIAL, TextFault, parse_text, read_tokens
from policykit.model.text import BRACE

if TYPE_CHECKING:
    from markdown_it.token import Token

CODE = "lost-characters"
_LINK_END = re.compile(
    r"""\]\(\s*(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)"""
    r"""(?P<title>\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)""",
    re.DOTALL,
)
_OPENING = frozenset("([{“‘\"'—–-/")
_CLOSING = frozenset(".,;:!?)]}”’\"'—–-/…")
_PARTNERS = {"[": "]", "]": "[", "<": ">", ">": "<"}


def find_losses(text: str, *, marks: bool = True) -> tuple[TextFault, ...]:
    """Give each mark of a text that is not printed and was not meant, with its place and the way to write it.

    Without `marks`, as in a title, nothing is meant: every mark is a loss.
    """
    if not SPECIAL.search(text) and (marks or not BRACE.search(text)):
        return ()
    finder = _Finder(text, marks)
    finder.read(read_tokens(text))
    return tuple(sorted(finder.faults, key=lambda fault: fault.start))


class _Finder:
    """Goes through the text beside its tokens; `position` is where the next token begins."""

    def __init__(self, text: str, marks: bool) -> None:
        self.text = text
        self.marks = marks
        self.position = 0
        self.open: list[tuple[int, int]] = []
        self.escapes: list[int] = []
        self.faults: list[TextFault] = []

    def read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            self._read(token)
        self.faults.extend(self._list_escapes())

    def _read(self, token: Token) -> None:
        match token.type:
            case "text" | "html_inline":
                self._pass(token.content)
            case "text_special":
                self._read_special(token)
            case "softbreak" | "hardbreak":
                self.position = self.text.find("\n", self.position) + 1
            case "code_inline":
                self._read_code(token.markup)
            case "em_open" | "strong_open":
                self.open.append(self._pass(token.markup))
            case "em_close" | "strong_close":
                self._close(token.markup, *self.open.pop(), *self._pass(token.markup))
            case "link_open" | "link_close" if token.info == "auto":
                self._lose(*self._pass("<" if token.type == "link_open" else ">"), _hint_bracket(token))
            case "link_open":
                start, end = self._pass("[")
                self._lose_unless(self.marks, start, end)
            case "link_close":
                self._end_link()
            case "image":  # refused as such
                self._pass(f"![{token.content}")
                self._end_link()
            case "note_mark" | "shifted" | "brace":
                self._lose_unless(self.marks, *self._pass(token.info))

    def _pass(self, words: str) -> tuple[int, int]:
        """Go past characters that are here as they are, but for blanks before them; give where they are."""
        start = self.position
        if words and not self.text.startswith(words, start):
            while start < len(self.text) and self.text[start] in " \t\n" and not self.text.startswith(words, start):
                start += 1
        self.position = start + len(words)
        return start, self.position

    def _read_special(self, token: Token) -> None:
        start, end = self._pass(token.markup)
        if token.info == "escape":
            self.escapes.append(start)
        else:
            hint = f"write `{token.content}` itself; to print the letters, write `\\{token.markup}`"
            self._lose(start, end, hint)

    def _read_code(self, fence: str) -> None:
        start, inside = self._pass(fence)
        closing = re.compile(rf"(?<!`){fence}(?!`)").search(self.text, inside)
        assert closing is not None
        self.position = closing.end()
        self._lose_unless(self.marks, start, inside)
        self._lose_unless(self.marks, *closing.span())

    def _end_link(self) -> None:
        found = _LINK_END.match(self.text, self.position)
        end = found.end() if found else self.text.find(")", self.position) + 1
        if found and found["title"]:
            self._lose(*found.span("title"), "a link has no words of its own beside the printed ones: delete them")
        self._lose_unless(self.marks, self.position, end)
        self.position = end

    def _close(self, mark: str, start: int, inside: int, outside: int, end: int) -> None:
        if not (self.marks and self._is_meant(start, inside, outside, end)):
            written = "".join(f"\\{character}" for character in mark)
            hint = f"to print it, write `{written}`; to stress words, put the pair directly around them"
            self._lose(start, inside, hint)
            self._lose(outside, end, hint)

    def _is_meant(self, start: int, inside: int, outside: int, end: int) -> bool:
        """Tell whether a pair stands directly around words, and apart from those outside."""
        while start and self.text[start - 1] in "*_":
            start -= 1
        while end < len(self.text) and self.text[end] in "*_":
            end += 1
        before, after, words = self.text[:start][-1:], self.text[end : end + 1], self.text[inside:outside]
        return (
            any(character.isalnum() for character in words)
            and (words[0].isalnum() or words[0] in FIRST)
            and (words[-1].isalnum() or words[-1] in LAST)
            and (not before or before.isspace() or before in _OPENING)
            and (not after or after.isspace() or after in _CLOSING)
        )

    def _list_escapes(self) -> Iterator[TextFault]:
        """Give the backslashes that keep nothing from being read as a mark, and vanish all the same."""
        for kept in sorted({self.text[start + 1] for start in self.escapes} - set("{}" if self.marks else "")):
            places = [start for start in self.escapes if self.text[start + 1] == kept]
            partner = [start for start in self.escapes if self.text[start + 1] == _PARTNERS.get(kept)]
            if self.marks and (self._change_reading(places) or (partner and self._change_reading(places + partner))):
                continue
            for start in self._leave_blanks(places) if kept in "*_" else places:
                hint = f"delete it: `{kept}` alone is printed; to print a backslash before it, write `\\\\\\{kept}`"
                if kept == "\\":
                    hint = "to print both, write four: `\\\\\\\\`; to print one, delete the other"
                yield self._fault(start, start + 1, hint)

    def _leave_blanks(self, places: list[int]) -> Iterator[int]:
        """Give the backslashes that do not come in a row: those before each `_` of a blank were meant."""
        known = set(places)
        return (start for start in places if not (self.marks and {start - 2, start + 2} & known))

    def _change_reading(self, places: list[int]) -> bool:
        """Tell whether the text is read otherwise without the backslashes at `places`."""
        drop = set(places)
        without = "".join(character for place, character in enumerate(self.text) if place not in drop)
        return parse_text(without) != parse_text(self.text)

    def _lose_unless(self, meant: bool, start: int, end: int) -> None:
        if not meant:
            self._lose(start, end, "")

    def _lose(self, start: int, end: int, hint: str) -> None:
        self.faults.append(self._fault(start, end, hint))

    def _fault(self, start: int, end: int, hint: str) -> TextFault:
        words = " ".join(self.text[start:end].split())
        message = f"`{words[:60]}` is in the text and not in print"
        if not self.marks:
            message = f"`{words[:60]}` is not printed alike on the cover and on each page"
            hint = "a title holds plain words: delete the mark, or say it in words"
        return TextFault(CODE, start, end, message, hint)


def _hint_bracket(token: Token) -> str:
    if token.type == "link_close":
        return "write it as for `<`, which opens it"
    return "for a link, write `[words](https://…)` or `[words](mailto:…)`; to print the brackets, write `\\<`"
