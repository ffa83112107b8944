"""The words of a clause as a small tree: text, emphasis, links, references, parameters, what is to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Code:
    """Words to be typed as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly stressed words."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `href`: an http, https, mailto or tel address."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Shifted:
    """Words a little above the line (`31^st^`) or below it (`H~2~O`)."""

    to: Literal["above", "below"]
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NoteMark:
    """`[^lease]`: where a footnote of the clause belongs.

    All marks are equal: which note it is, and its number, follow from the text around it.
    """

    target: str
    """The name that the clause gives it; in a document the id of its node."""
    number: str = ""
    """As printed; empty until the document is made."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoteMark)

    def __hash__(self) -> int:
        return hash(NoteMark)


@dataclass(frozen=True, slots=True)
class FormField:
    """`{tick-box}`, `{blank}`, `{blank-line}`: a place for whoever fills the form in."""

    kind: FormFieldKind


@dataclass(frozen=True, slots=True)
class Reference:
    """`{ref: messaging.consent}`: a clause or section of this policy, printed as its number.

    `{ref: notices/messaging.consent}` is one of another policy of the council, printed with that policy's title.
    """

    target: str

    @property
    def policy(self) -> str:
        """The id of the other policy; empty where it is this one."""
        return self.target.partition("/")[0] if "/" in self.target else ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """`{council.name}`: a value filled in when the document is made."""

    name: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that a comparison marks: `change` is inserted, deleted or moved."""

    change: str
    children: tuple[Inline, ...]


Inline: TypeAlias = (
    Text | Break | Code | Emphasis | Strong | Link | Shifted | NoteMark | FormField | Reference | Parameter | Marked
)
FormFieldKind = Literal["tick-box", "ticked-box", "blank", "blank-line"]
FORM_FIELDS: dict[str, str] = {
    "tick-box": "☐",
    "ticked-box": "☒",
    "blank": "_" * 10,
    "blank-line": "_" * 30,
}
"""What may be filled in: an empty or a ticked box, room for a word or a date, and the rest of a line; as plain text."""
WRAPPERS = (Emphasis, Strong, Link, Shifted)
"""What words can stand within."""

NOTE_SIGN = "*"
"""What a note's mark is in plain text, whatever its number is."""
NOTE_MARK = re.compile(r"\[\^([a-z0-9]+(?:[-_][a-z0-9]+)*)\]")
ELSEWHERE = "elsewhere:"
"""How the address of a link begins that leads to a clause of another policy; behind it the policy and the clause."""
BRACE = re.compile(r"\{\s*(ref:\s*(?P<policy>[a-z][a-z0-9_-]*/)?)?([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*)\s*\}")


def plain_text(inlines: tuple[Inline, ...]) -> str:
    """Give the words alone, as a reader sees them; references and parameters as they are written."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case Break():
                parts.append("\n")
            case NoteMark():
                parts.append(NOTE_SIGN)
            case FormField(kind):
                parts.append(FORM_FIELDS[kind])
            case Reference(target):
                parts.append(f"{{ref: {target}}}")
            case Parameter(name):
                parts.append(f"{{{name}}}")
            case _:
                parts.append(plain_text(inline.children))
    return "".join(parts)


def find_braces(text: str) -> Iterator[tuple[int, int, Reference | Parameter]]:
    """Give every reference and parameter of a text, with where it starts and ends."""
    for start, end, node in find_filled(text):
        if not isinstance(node, FormField):
            yield start, end, node


def find_filled(text: str) -> Iterator[tuple[int, int, Reference | Parameter | FormField]]:
    """Give all that braces of a text stand for, with where it starts and ends."""
    for match in BRACE.finditer(text):
        if match.start() and text[match.start() - 1] == "\\":
            continue
        yield match.start(), match.end(), read_brace(match)


def read_brace(match: re.Match[str]) -> Reference | Parameter | FormField:
    """Give what a match of `BRACE` stands for."""
    if match[1]:
        return Reference(f"{match['policy'] or ''}{match[3]}")
    return FormField(cast(FormFieldKind, match[3])) if match[3] in FORM_FIELDS else Parameter(match[3])


def join_text(inlines: list[Inline] | tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Join neighbouring words, so that equal texts give equal trees."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + inline.text)
        elif not (isinstance(inline, Text) and not inline.text):
            result.append(inline)
    return tuple(result)
