"""Data to model, with every fault in a clerk's words at its own place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from policykit.errors import Code, Diagnostic, Span
from policykit.model.base import DOTTED, WORD, Model
from policykit.model.picture import FILE_NAME
from policykit.model.policy import Path
from policykit.source import codes
from policykit.source.known_keys import describe_key, find_path, find_value, list_keys
from policykit.source.nodes import YamlPlaces
from policykit.wording.nearest import find_nearest, hint_nearest
from policykit.wording.numbers import count_noun
from policykit.wording.shorten import shorten_text

M = TypeVar("M", bound=Model)

_SHAPES: dict[str, str] = {
    str(
        WORD.pattern
    ): "an id is lower-case letters, digits, hyphens or underscores, starting with a letter: `social-media`",
    str(DOTTED.pattern): "an id is lower-case words joined by full stops: `messaging.consent`",
    r"^[^\n]*$": "write it on one line",
    r"^#[0-9a-fA-F]{6}$": 'a colour is # and six digits or letters a to f, in quotation marks: "#1d3c5a"',
    r"^[A-Za-z0-9][A-Za-z0-9 ._/(),+–-]*$": 'a version label begins with a letter or digit: "5.01", "2024 (rev. 2)"',
    r"^[0-9a-f]{64}$": "a fingerprint is 64 digits and letters a to f; policykit writes it",
    r"^[^#]*#[^#]*$": 'write # where the number goes, in quotation marks: "(#)"',
    r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$": "a name is lower-case letters, digits and underscores: `chief_officer`",
    r"^[a-z]{2,3}(-[A-Z]{2})?$": "a language is written as `en-GB` or `cy`",
    FILE_NAME: "a picture is a PNG or JPEG in the folder `pictures`: `plan.png`; save a drawing or a scan as PNG",
    r"^[a-z][a-z0-9_-]*/[a-z][a-z0-9_-]*$": "a model clause is written as `file/clause`",
}

_SEE = "see the reference of YAML keys for how it is written"

_TYPES: dict[str, tuple[str, str]] = {
    "string_type": ("text", 'put it in quotation marks: "1"'),
    "int_type": ("a whole number", "write it in digits, without quotation marks or decimal point"),
    "bool_type": ("true or false", "write true or false, without quotation marks"),
    "tuple_type": ("a list", "write each item on a line of its own after a hyphen, or all in [brackets]"),
    "dict_type": ("keys with values", "write `key: value` lines, indented below"),
    "model_type": ("keys with values", "write `key: value` lines, indented below"),
    "model_attributes_type": ("keys with values", "write `key: value` lines, indented below"),
}


_FITTING = {
    "no_content": "write its words under `text:`",
    "closing_without_list": "write the words into `text:`, or add the list under `clauses:`",
    "with_without_model": "add `model: file/clause`, or delete `with:`",
    "term_without_definition": "write `kind: definition`, or delete `term:`",
    "rule_and_no_rule": "delete one of the two",
    "correction_without_right": "add `corrects: 3` and `right: {reference: 796/22}`, or use `policykit record`",
    "nothing_right": "write what is right: `right: {reference: 796/22}`",
    "right_without_correction": "delete them, or write `event: corrected`",
    "in_force_without_adoption": "move it to the adoption of this version",
    "table_width": 'give each row one cell for each column: one with a comma in quotation marks, an empty one as ""',
    "merged_rows": "let the cell fill fewer rows, or add the rows below it",
    "empty_row": "delete the row, or let the cells above it fill fewer rows",
    "empty_table": "give it rows, or columns to be filled in",
}
"""What to do where the keys of one mapping do not fit together."""


def read_model(kind: type[M], data: object, places: YamlPlaces) -> tuple[M | None, list[Diagnostic]]:
    """Give the model that `data` describes, or every fault that keeps it from being one."""
    if not isinstance(data, dict):
        span = places.span(())
        message = f"expected keys with values, found {_shown_type(data)}"
        return None, [
            places.fault(codes.WRONG_TYPE, span, message, "write `key: value` lines, beginning with `format: 1`")
        ]
    try:
        return kind.model_validate(data), []
    except ValidationError as error:
        return None, _explain_all(kind, error.errors(include_url=False), data, places)


def _explain_all(
    kind: type[BaseModel], errors: list[ErrorDetails], data: object, places: YamlPlaces
) -> list[Diagnostic]:
    """Give one diagnostic for each place and cause; the arms of a union that all fail speak once."""
    faults: dict[tuple[Path, str], Diagnostic] = {}
    in_unions: dict[Path, list[ErrorDetails]] = {}
    found = [(error, find_path(error["loc"], data)) for error in errors]
    mistyped = _mistyped_keys(kind, found, data)
    for error, path in found:
        missing = error["type"] == "missing"
        if error["type"] == "too_short" and len(find_value(path, data)) >= error["ctx"]["min_length"]:
            continue  # only because items in it are wrong, which is said of them
        if missing and (path, error["loc"][-1]) in mistyped:
            continue
        if not missing and find_value(path, data) is not None and _in_union(error["loc"], path, data):
            in_unions.setdefault(path, []).append(error)
            continue
        diagnostic = _explain(kind, error, path, data, places)
        faults.setdefault((path, diagnostic.message), diagnostic)
    for path, arms in in_unions.items():
        if not any(other[: len(path)] == path for other in in_unions if other != path):  # else its items speak
            faults.setdefault((path, ""), _explain_union(kind, arms, path, data, places))
    return list(faults.values())


def _mistyped_keys(
    kind: type[BaseModel], found: list[tuple[ErrorDetails, Path]], data: object
) -> set[tuple[Path, int | str]]:
    """Give the missing keys that are there mistyped: the hint at the mistyped one says all."""
    unknown = [path for error, path in found if error["type"] == "extra_forbidden"]
    return {(path[:-1], find_nearest(str(path[-1]), list_keys(kind, path[:-1], data)) or "") for path in unknown}


def _in_union(location: tuple[int | str, ...], path: Path, data: object) -> bool:
    """Tell whether a location leads through one of several arms that were all tried.

    The arm that the data itself names, by a key such as `type: choice`, is the only one that was.
    """
    steps = list(path)
    for step in location:
        if steps and step == steps[0]:
            data = find_value((steps.pop(0),), data)
        elif step != "[key]" and not (isinstance(data, Mapping) and step in data.values()):
            return True
    return False


def _explain(kind: type[BaseModel], error: ErrorDetails, path: Path, data: object, places: YamlPlaces) -> Diagnostic:
    name = error["type"]
    context = error.get("ctx", {})
    if name == "missing":
        key = str(error["loc"][-1])
        where = f" of {_owner(path, data)}" if path else ""
        return places.fault(
            codes.MISSING_KEY,
            places.span(path),
            f"the key `{key}`{where} is missing",
            f"add `{key}: …`{describe_key(kind, path, key, data)}",
        )
    if error["loc"][-1:] == ("[key]",):
        return _explain_key(error, path, places)
    key = str(path[-1]) if path else ""
    if name == "extra_forbidden":
        known = list_keys(kind, path[:-1], data)
        if _is_cut_off(key, find_value(path, data), places.key_span(path), places):
            message = f"`{_short(key)}` is cut off from the text before it: inside braces, a comma ends a text"
            return places.fault(
                codes.UNKNOWN_KEY, places.key_span(path), message, "put the whole text in quotation marks"
            )
        return places.fault(
            codes.UNKNOWN_KEY,
            places.key_span(path),
            f"the key `{key}` does not belong here",
            hint_nearest(key, known, f"known here: {', '.join(known)}"),
        )
    value = find_value(path, data)
    span = places.span(path)
    if value is None:
        return _explain_nothing(path, places)
    if name in _TYPES:
        expected, advice = _TYPES[name]
        if name == "string_type" and isinstance(value, (int, float)) and len(written := _written(span, places)) < 40:
            advice = f'put it in quotation marks: "{written}"'
        return places.fault(
            codes.WRONG_TYPE, span, f"`{_field(path)}` must be {expected}, not {_shown_type(value)}", advice
        )
    if name in ("union_tag_not_found", "union_tag_invalid"):
        return _explain_tag(context, path, data, places)
    if name in ("literal_error", "enum"):
        return _explain_choice(value, path, str(context.get("expected", "")), places)
    code, message, hint = _explain_value(name, context, value, path, str(error["msg"]))
    if name in ("table_width", "merged_rows", "empty_row"):
        span = places.span((*path, "rows", context["number"] - 1))
    return places.fault(code, span, message, hint)


def _is_cut_off(key: str, value: object, span: Span, places: YamlPlaces) -> bool:
    """Tell whether a key is the rest of a text that stands between braces and has a comma in it."""
    before = places.line_text(span.line)[: span.column - 1].rstrip()
    return "{" in before and before.endswith(",") and (value is None or " " in key)


def _written(span: Span, places: YamlPlaces) -> str:
    """Give a short value as it is written."""
    return places.line_text(span.line)[span.column - 1 : span.end_column - 1]


def _explain_nothing(path: Path, places: YamlPlaces) -> Diagnostic:
    message, hint = f"`{path[-1]}` has no value", f"give it one, or delete `{path[-1]}:`"
    if isinstance(path[-1], int):
        message, hint = f"an item of `{_field(path)}` is empty", "write it behind the hyphen, or delete the hyphen"
    return places.fault(codes.WRONG_TYPE, places.key_span(path), message, hint)


def _explain_key(error: ErrorDetails, path: Path, places: YamlPlaces) -> Diagnostic:
    """Say what is wrong with a key that the clerk chose, such as the name of a fact."""
    if error["type"] == "literal_error":
        return _explain_choice(path[-1], path, str(error.get("ctx", {}).get("expected", "")), places, places.key_span)
    context = error.get("ctx", {})
    code, message, hint = _explain_value(error["type"], context, path[-1], path, str(error["msg"]))
    if "pattern" in context:
        message = f"`{_short(path[-1])}` is not written as a key here"
    return places.fault(code, places.key_span(path), message, hint)


def _explain_value(
    name: str, context: Mapping[str, Any], value: object, path: Path, said: str
) -> tuple[Code, str, str | None]:
    field = _field(path)
    match name:
        case "string_pattern_mismatch":
            hint = _SHAPES.get(str(context.get("pattern")), _SEE)
            return codes.BAD_VALUE, f"`{_short(value)}` is not written as `{field}` must be", hint
        case "string_too_short" | "too_short":
            least = _count(context["min_length"], name)
            if path[-1:] == ("number",):
                return codes.BAD_VALUE, f"`{field}` is empty", "write `number: none` for a part that has no number"
            return codes.BAD_VALUE, f"`{field}` is empty or too short", f"give it at least {least}"
        case "string_too_long" | "too_long":
            return codes.BAD_VALUE, f"`{field}` is too long", f"keep it to {_count(context['max_length'], name)}"
        case "greater_than_equal":
            return codes.BAD_VALUE, f"`{field}` is too small", f"at least {context['ge']}"
        case "less_than_equal":
            return codes.BAD_VALUE, f"`{field}` is too large", f"at most {context['le']}"
        case "date_type":
            return codes.BAD_DATE, f"{_shown(value)} is not a day of the calendar", "write it as 2019-01-26"
        case "date":
            message, _, hint = str(context.get("reason", said)).partition("; ")
            return codes.BAD_DATE, message, hint or None
        case "value_error":
            message, _, hint = said.removeprefix("Value error, ").partition("; ")
            return codes.BAD_CLAUSE, message, hint or None
    if name in get_args(ErrorType):
        return codes.BAD_VALUE, f"`{field}` is not written as it must be", _SEE
    return codes.BAD_CLAUSE, said, _FITTING.get(name)


def _count(number: int, error: str) -> str:
    noun = "character" if error.startswith("string") else "item"
    return count_noun(number, noun)


def _explain_tag(context: Mapping[str, Any], path: Path, data: object, places: YamlPlaces) -> Diagnostic:
    """Say what is wrong with the key, such as `type`, that tells which kind of thing a mapping describes."""
    key = str(context["discriminator"]).strip("'")
    if "tag" in context:
        return _explain_choice(context["tag"], (*path, key), str(context["expected_tags"]), places)
    message = f"the key `{key}` of {_owner(path, data)} is missing"
    return places.fault(codes.MISSING_KEY, places.span(path), message, f"add `{key}: …`")


def _explain_choice(
    value: object, path: Path, expected: str, places: YamlPlaces, place: Callable[[Path], Span] | None = None
) -> Diagnostic:
    choices = re.findall(r"'([^']*)'", expected)
    span = (place or places.span)(path)
    if not choices:  # the format is the one choice that is no word
        newer = "this policykit reads `format: 1`; a newer file needs a newer policykit"
        return places.fault(codes.UNKNOWN_VALUE, span, f"format {_shown(value)} is not known", newer)
    listed = f"one of: {', '.join(choices)}"
    hint = hint_nearest(_short(value), choices)
    noun = f"key that `{_field(path[:-1])}`" if place else f"value that `{_field(path)}`"
    return places.fault(
        codes.UNKNOWN_VALUE,
        span,
        f"{_shown(value)} is not a {noun} can have",
        f"{hint} ({listed})" if hint else listed,
    )


def _explain_union(
    kind: type[BaseModel], arms: list[ErrorDetails], path: Path, data: object, places: YamlPlaces
) -> Diagnostic:
    for arm in arms:
        if arm["type"] not in _TYPES:  # of the right type, and wrong in itself
            return _explain(kind, arm, path, data, places)
    expected = sorted({_TYPES[arm["type"]][0] for arm in arms})
    message = f"{_shown(find_value(path, data))} is not a value that `{_field(path)}` can have"
    return places.fault(codes.WRONG_TYPE, places.span(path), message, f"write {' or '.join(expected)}")


def _field(path: Path) -> str:
    """Name the value at a path by its nearest key."""
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "the file")


def _owner(path: Path, data: object) -> str:
    value = find_value(path, data)
    name = _field(path)
    if isinstance(value, Mapping) and isinstance(value.get("id"), str):
        return f"`{value['id']}`"
    return f"`{name}`"


def _shown_type(value: object) -> str:
    match value:
        case bool():
            return _shown(value)
        case int() | float():
            return f"the number `{value}`"
        case str():
            return f"the text `{_short(value)}`"
        case None:
            return "nothing"
        case Mapping():
            return "keys with values"
    return "a list"


def _shown(value: object) -> str:
    """Show a value that is not wrong in its type alone: words and numbers as they stand, others by what they are."""
    if isinstance(value, (Mapping, tuple)):
        return "a mapping" if isinstance(value, Mapping) else "a list"
    return f"`{_short(value)}`"


def _short(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    return shorten_text(text, 60)
