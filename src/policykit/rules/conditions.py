"""Conditions as text: reading a line of the condition language into a tree, and printing the tree as a line.

The language is defined by `conditions.lark`. Offsets count characters within the line, the end exclusive. The law:
`parse_condition(print_condition(tree)) == tree` for every tree that a line can make.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

from policykit.model.fact import CONDITION_WORDS

MOST_NESTED = 20
"""How deep brackets and `not` may nest; a clerk loses the thread long before."""


@dataclass(frozen=True, slots=True)
class ConditionFault:
    """What is wrong with a condition, and where in its line."""

    offset_start: int
    offset_end: int
    message: str
    hint: str | None = None


class ConditionError(Exception):
    """A line that is not of the language; `fault` says where and why."""

    def __init__(self, fault: ConditionFault) -> None:
        self.fault = fault
        super().__init__(fault.message)


@dataclass(frozen=True, slots=True)
class Name:
    """A word that names a fact, a value or a decision."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Settled:
    """`{name}`: what the council has decided, or has yet to."""

    name: Name


@dataclass(frozen=True, slots=True)
class Written:
    """A whole number or a date, as written."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of days: an amount of days or weeks."""

    amount: Written | Settled
    days_each: int


@dataclass(frozen=True, slots=True)
class Day:
    """A fact or a date, moved forward or (`back`) backward by a length."""

    base: Name | Written
    length: Length | None = None
    back: bool = False


Operand: TypeAlias = "tuple[Name, ...] | Settled | Name | Written | Day | Within | None"


@dataclass(frozen=True, slots=True)
class Within:
    """`within 42 days before base`: the length and what it is counted from."""

    length: Length
    base: Name | Written


@dataclass(frozen=True, slots=True)
class Atom:
    """One test of one fact. `op` is the alias of its form in `conditions.lark`."""

    op: str
    subject: Name | Settled
    operand: Operand = None


@dataclass(frozen=True, slots=True)
class Group:
    """`any` or `all` of several conditions, at least two."""

    op: str
    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """`not` before a condition."""

    of: Condition


Condition: TypeAlias = Atom | Group | Negation

_TOKEN = re.compile(r" *([a-z][a-z0-9]*(?:_[a-z0-9]+)*|[0-9]{4}-[0-9]{2}-[0-9]{2}|-?[0-9]{1,10}|[(){},])")
_PHRASES: dict[str, tuple[str, str]] = {
    "lt": ("is less than", "number"),
    "le": ("is at most", "number"),
    "gt": ("is more than", "number"),
    "ge": ("is at least", "number"),
    "eq": ("is exactly", "number"),
    "on_or_before": ("is on or before", "day"),
    "on_or_after": ("is on or after", "day"),
    "before": ("is before", "day"),
    "after": ("is after", "day"),
    "on": ("is on", "day"),
    "has_any": ("has any of", "words"),
    "has_all": ("has all of", "words"),
    "has_none": ("has none of", "words"),
    "is_not": ("is not one of", "words"),
    "is": ("is one of", "words"),
}
_BY_FIRST_WORD = [(op, phrase.split(), operand) for op, (phrase, operand) in _PHRASES.items()]
_DAYS_EACH = {"day": 1, "days": 1, "week": 7, "weeks": 7}


def parse_condition(line: str) -> Condition:
    """Read one line. Raises `ConditionError` at the first place where it stops being of the language."""
    return _ConditionReader(line).read()


def print_condition(condition: Condition) -> str:
    """Print the one canonical line of a tree: single spaces, brackets only where the tree needs them."""
    match condition:
        case Group(op, of):
            inner = (print_condition(c) if _binds_tighter(c, op) else f"({print_condition(c)})" for c in of)
            return (" or " if op == "any" else " and ").join(inner)
        case Negation(of):
            return f"not ({print_condition(of)})" if isinstance(of, Group) else f"not {print_condition(of)}"
        case Atom(op, subject, operand):
            return _print_atom(op, _print_operand(subject), operand)


def _binds_tighter(condition: Condition, op: str) -> bool:
    return not isinstance(condition, Group) or (op == "any" and condition.op == "all")


def _print_atom(op: str, subject: str, operand: Operand) -> str:
    if operand is None:
        return subject
    if isinstance(operand, Within):
        side = op.removeprefix("within_")
        return f"{subject} within {_print_length(operand.length)} {side} {_print_operand(operand.base)}"
    phrase = _PHRASES[op][0]
    if op in ("is", "is_not") and isinstance(operand, tuple) and len(operand) == 1:
        phrase = phrase.removesuffix(" one of")
    return f"{subject} {phrase} {_print_operand(operand)}"


def _print_operand(operand: Operand) -> str:
    match operand:
        case tuple():
            return ", ".join(name.text for name in operand)
        case Settled(name):
            return f"{{{name.text}}}"
        case Day(base, None, _):
            return _print_operand(base)
        case Day(base, Length() as length, back):
            return f"{_print_operand(base)} {'minus' if back else 'plus'} {_print_length(length)}"
        case Name(text) | Written(text):
            return text
    raise TypeError(operand)


def _print_length(length: Length) -> str:
    amount = _print_operand(length.amount)
    return f"{amount} {'day' if length.days_each == 1 else 'week'}{'' if amount == '1' else 's'}"


class _ConditionReader:
    """Recursive descent over the tokens of one line."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.tokens: list[Name] = []
        self.at = 0
        self.depth = 0
        position, end = 0, len(line.rstrip(" "))
        while position < end:
            token = _TOKEN.match(line, position)
            if token is None:
                start = position + len(line[position:]) - len(line[position:].lstrip(" "))
                raise ConditionError(_odd_character(line, start))
            self.tokens.append(Name(token[1], token.start(1), token.end()))
            position = token.end()
        self.end = Name("", end, max(end, 1))

    def read(self) -> Condition:
        condition = self.read_group("any", "or", self.read_conjunction)
        if self.at < len(self.tokens):
            self.fail(f"`{self.peek().text}` does not belong here", "join two conditions with `and` or `or`")
        return condition

    def read_conjunction(self) -> Condition:
        return self.read_group("all", "and", self.read_negation)

    def read_group(self, op: str, joiner: str, read_part: Callable[[], Condition]) -> Condition:
        parts = [read_part()]
        while self.take(joiner):
            parts.append(read_part())
        return parts[0] if len(parts) == 1 else Group(op, tuple(parts))

    def read_negation(self) -> Condition:
        self.depth += 1
        if self.depth > MOST_NESTED:
            self.fail("this condition is nested too deeply", "write several short lines; all of them have to hold")
        if self.take("not"):
            condition: Condition = Negation(self.read_negation())
        elif self.take("("):
            condition = self.read_group("any", "or", self.read_conjunction)
            self.expect(")", "a closing bracket")
        else:
            condition = self.read_atom()
        self.depth -= 1
        return condition

    def read_atom(self) -> Condition:
        if self.peek().text == "{":
            return Atom("settled", self.read_settled())
        subject = self.read_name("the name of a fact")
        verb = self.peek().text
        if verb == "within":
            self.at += 1
            length = self.read_length()
            for side in ("before", "after"):
                if self.take(side):
                    return Atom(f"within_{side}", subject, Within(length, self.read_base()))
            self.fail("`before` or `after` is missing here", "write `within 42 days before local_poll_on`")
        if verb not in ("is", "has"):
            return Atom("holds", subject)
        for op, phrase, operand in _BY_FIRST_WORD:
            if [t.text for t in self.tokens[self.at : self.at + len(phrase)]] == phrase:
                self.at += len(phrase)
                return Atom(op, subject, self.read_operand(operand))
        return self.read_single_word(subject, verb)

    def read_single_word(self, subject: Name, verb: str) -> Condition:
        self.at += 1
        if verb == "has":
            self.fail("`any of`, `all of` or `none of` is missing after `has`", "write `approved_by has any of …`")
        op = "is_not" if self.take("not") else "is"
        return Atom(op, subject, (self.read_name("a value"),))

    def read_operand(self, operand: str) -> Operand:
        if operand == "day":
            return self.read_day()
        if self.peek().text == "{":
            return self.read_settled()
        if operand == "number":
            return self.read_number()
        words = [self.read_name("a value")]
        while self.take(","):
            words.append(self.read_name("a value"))
        return tuple(words)

    def read_number(self) -> Name | Written:
        token = self.peek()
        if _is_number(token.text):
            self.at += 1
            return Written(token.text, token.start, token.end)
        return self.read_name("a whole number or the name of a fact")

    def read_day(self) -> Day:
        base = self.read_base()
        for word, back in (("plus", False), ("minus", True)):
            if self.take(word):
                return Day(base, self.read_length(), back)
        return Day(base)

    def read_base(self) -> Name | Written:
        token = self.peek()
        if token.text[:1].isdigit() and token.text[4:5] == "-":
            self.at += 1
            return Written(token.text, token.start, token.end)
        return self.read_name("a date or the name of a fact")

    def read_length(self) -> Length:
        token = self.peek()
        if token.text == "{":
            amount: Written | Settled = self.read_settled()
        elif _is_number(token.text):
            self.at += 1
            amount = Written(token.text, token.start, token.end)
        else:
            self.fail(f"a number of days or weeks is missing {self.where()}", "write `42 days` or `6 weeks`")
        unit = self.peek().text
        if unit not in _DAYS_EACH:
            self.fail(
                f"`days` or `weeks` is missing {self.where()}", "months and years differ in length; write days or weeks"
            )
        self.at += 1
        return Length(amount, _DAYS_EACH[unit])

    def read_settled(self) -> Settled:
        self.expect("{", "a decision in braces")
        name = self.read_name("the name of a decision")
        self.expect("}", "a closing brace")
        return Settled(name)

    def read_name(self, wanted: str) -> Name:
        token = self.peek()
        if not token.text[:1].isalpha() or token.text in CONDITION_WORDS:
            self.fail(f"{wanted} is missing {self.where()}", None)
        self.at += 1
        return token

    def expect(self, text: str, wanted: str) -> None:
        if not self.take(text):
            self.fail(f"{wanted} is missing {self.where()}", None)

    def take(self, text: str) -> bool:
        if self.peek().text != text:
            return False
        self.at += 1
        return True

    def peek(self) -> Name:
        return self.tokens[self.at] if self.at < len(self.tokens) else self.end

    def where(self) -> str:
        return f"before `{self.peek().text}`" if self.peek().text else "at the end of the line"

    def fail(self, message: str, hint: str | None) -> NoReturn:
        token = self.peek()
        raise ConditionError(ConditionFault(token.start, token.end, message, hint))


def _is_number(text: str) -> bool:
    return text.lstrip("-").isdigit()


def _odd_character(line: str, start: int) -> ConditionFault:
    hints = {
        "=": "write `is`",
        "<": "write `is less than` or `is at most`",
        ">": "write `is more than` or `is at least`",
        "'": "values are written without quotation marks",
        '"': "values are written without quotation marks",
        "&": "write `and`",
        "|": "write `or`",
        "!": "write `not`",
        "-": "names join their words with underscores",
    }
    character = line[start]
    hint = "names are written in lower case" if character.isupper() else hints.get(character)
    return ConditionFault(start, start + 1, f"`{character}` has no meaning in a condition", hint)
