"""What each field of a class means: the text under it in the code, read when somebody asks.

Pydantic can read these texts when a class is made, but then every start would pay for what only schemas and hints need.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from functools import cache
from typing import Any, Literal, get_args

from pydantic import BaseModel


@cache
def describe_fields(kind: type) -> dict[str, str]:
    """Give the docstring under each field of a class and of the classes it inherits from, on one line each."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.partition(".")[0] == __name__.partition(".")[0]:
            found.update(_read_docstrings(base))
    return found


def _read_docstrings(kind: type) -> dict[str, str]:
    # A slotted dataclass is a copy of the class in the source; the module knows the one that has the source.
    source = inspect.getsource(getattr(sys.modules[kind.__module__], kind.__name__, kind))
    definition = ast.parse(textwrap.dedent(source)).body[0]
    assert isinstance(definition, ast.ClassDef)
    found: dict[str, str] = {}
    for field, after in zip(definition.body, definition.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(after, ast.Expr):
            words = ast.literal_eval(after.value)
            found[field.target.id] = " ".join(str(words).split())
    return found


def make_model_schema(
    model: type[BaseModel],
    mode: Literal["validation", "serialization"] = "validation",
    references: str = "#/$defs/{model}",
) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a model, by the names of the YAML, each key with what it means."""
    schema = model.model_json_schema(by_alias=True, mode=mode, ref_template=references)
    _describe(schema, model)
    for found in _find_models(model):
        if found.__name__ in schema.get("$defs", {}):
            _describe(schema["$defs"][found.__name__], found)
    return schema


def _describe(schema: dict[str, Any], model: type[BaseModel]) -> None:
    about = describe_fields(model)
    for name, info in model.model_fields.items():
        if name in about:
            schema["properties"][info.alias or name]["description"] = about[name]


def _find_models(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Give every model class that the fields of `model` lead to."""
    found: set[type[BaseModel]] = set()
    waiting: list[Any] = [model]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if kind not in found:
                found.add(kind)
                waiting += [info.annotation for info in kind.model_fields.values()]
        else:
            waiting += get_args(kind)
    return found
