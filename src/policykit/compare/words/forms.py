"""Two texts in one form: what differs only in how its characters are written is written alike before it is compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from policykit.model.base import Model
from policykit.wording.forms import fold_form

T = TypeVar("T")
Respell = Callable[[str], str]

_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"[^\S\n ]")
"""A space of another form: one that does not break, or of another width."""


def match_forms(of: object, to: object) -> Respell | None:
    """Give what writes each word of `of` in the form that `to` has it in; None where no word has two forms.

    Both are trees of dataclasses, models, lists and texts. A word that `to` writes in several forms gets the first of
    them, so that what is respelt on both sides is equal where it differs in form only. Spaces become plain ones.
    """
    texts = _find_unplain([of, to])
    strange = {word for text in texts for word in _list_strange(text)}
    if not strange:
        return None
    forms: dict[str, str] = {}
    wanted = {fold_form(word) for word in strange}
    for text in _walk_strings(to):
        for word in _WORD.findall(text):
            if (folded := fold_form(word)) in wanted:
                forms.setdefault(folded, word)

    def respell(text: str) -> str:
        plain = text if text.isascii() else _SPACE.sub(" ", text)
        return _WORD.sub(lambda found: forms.get(fold_form(found[0]), found[0]), plain)

    return respell


def respell_tree(value: T, respell: Respell | None, keep: frozenset[str] = frozenset()) -> T:
    """Give a tree with its texts respelt; fields called as in `keep` stay as they are."""
    return value if respell is None else _respell(value, respell, keep)


def _respell(value: Any, respell: Respell, keep: frozenset[str]) -> Any:
    if type(value) is str:  # not a word of a closed list
        return respell(value)
    if isinstance(value, (tuple, list)):
        return type(value)(_respell(item, respell, keep) for item in value)
    if isinstance(value, dict):
        return {key: _respell(item, respell, keep) for key, item in value.items()}
    if isinstance(value, Model):
        return value.model_copy(
            update={name: _respell(getattr(value, name), respell, keep) for name in type(value).model_fields}
        )
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            item.name: _respell(getattr(value, item.name), respell, keep)
            for item in fields(value)
            if item.init and item.name not in keep
        }
        return replace(value, **changed)
    return value


def _walk_strings(value: Any) -> Iterator[str]:
    """Give every text of a tree, in order. A document's edition is left out: what it prints is in the document."""
    stack = [value]
    while stack:
        value = stack.pop()
        kind = type(value)
        if kind is str or isinstance(value, str):
            yield value
        elif kind is tuple or kind is list:
            stack += reversed(value)
        elif kind is dict:
            stack += reversed(value.values())
        elif names := _list_fields(kind):  # type: ignore[arg-type]  # every class is hashable
            stack += [getattr(value, name) for name in names]


@lru_cache(maxsize=256)
def _list_fields(kind: type) -> tuple[str, ...]:
    """Give the fields of a model or dataclass that may hold texts, the last one first."""
    if issubclass(kind, Model):
        return tuple(reversed(kind.model_fields))
    if is_dataclass(kind):
        return tuple(item.name for item in reversed(fields(kind)) if item.name != "edition")
    return ()


_PLAIN = frozenset({"id", "topic", "also_topics", "citation", "edition", "history"})
"""Fields that hold no letter beyond ASCII, or none that is not in another field too."""


def _find_unplain(stack: list[Any]) -> set[str]:
    """Give the texts of trees that hold more than ASCII; most hold nothing else, and are passed over quickly."""
    found: set[str] = set()
    while stack:
        value = stack.pop()
        kind = type(value)
        if kind is str:
            if not value.isascii():
                found.add(value)
        elif kind is tuple or kind is list:
            stack += value
        elif kind is dict:
            stack += value.values()
        elif read := _read_fields(kind):  # type: ignore[arg-type]  # every class is hashable
            stack += read(value)
    return found


@lru_cache(maxsize=256)
def _read_fields(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """Give what reads all fields of a model or dataclass at once that may hold such texts; None where none may."""
    hints = get_type_hints(kind) if _list_fields(kind) else {}
    names = [name for name in _list_fields(kind) if name not in _PLAIN and _may_hold_text(hints.get(name, str))]
    if not names:
        return None
    read = attrgetter(*names)
    return read if len(names) > 1 else lambda value: (read(value),)


def _may_hold_text(kind: Any) -> bool:
    """Say whether a value of this type can hold a text that is no word of a closed list."""
    if kind in (bool, int, float, type(None)) or get_origin(kind) is Literal:
        return False
    if isinstance(kind, type) and issubclass(kind, Enum):
        return False
    arguments = get_args(kind)
    return any(map(_may_hold_text, arguments)) if get_origin(kind) in (Union, UnionType) else True


def _list_strange(text: str) -> Iterator[str]:
    """Give the words of a text, and its spaces, that are not written in their plain form."""
    if not text.isascii() and fold_form(text) != text:
        yield from (word for word in _WORD.findall(text) if fold_form(word) != word)
        yield from _SPACE.findall(text)
