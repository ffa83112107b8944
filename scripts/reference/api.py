"""The page of the Python API: the public names with their signatures and docstrings."""

from __future__ import annotations

import inspect
import re

from scripts.reference.markdown import fence

import policykit

START = """# The Python API

Everything that the command line does, it does through these names. They are loaded when they are first used: `import
policykit` alone costs next to nothing. Models are immutable; functions read no clock: `today` is an argument.

"""

DEEPER = {
    "policykit.rules.findings": ("Missing", "Conflict"),
    "policykit.rules.decode": ("CheckedLine",),
    "policykit.pipeline.check": ("CheckReport",),
    "policykit.pipeline.export": ("write_exports",),
    "policykit.errors": ("Severity", "Span", "Code"),
}
"""What the public functions give or go with, by module; a program seldom needs to name them."""


def write_api() -> str:
    """Write the page of `policykit.__all__`, and of what its functions give."""
    names = [name for name in policykit.__all__ if not name.startswith("__")]
    functions = [name for name in names if inspect.isfunction(getattr(policykit, name))]
    classes = [name for name in names if name not in functions]
    parts = [START, "## Functions\n\n", *(_write_function(name, getattr(policykit, name)) for name in functions)]
    parts += ["## Classes\n\n", *(_write_class(name, getattr(policykit, name)) for name in classes)]
    parts.append("## What they give\n\n")
    for module, inner in DEEPER.items():
        for name in inner:
            thing = getattr(__import__(module, fromlist=[name]), name)
            write = _write_function if inspect.isfunction(thing) else _write_class
            parts.append(write(name, thing, module))
    return "".join(parts).rstrip() + "\n"


def _write_function(name: str, function: object, module: str = "policykit", level: int = 3) -> str:
    assert callable(function)
    signature = _plain(f"def {name}{inspect.signature(function)}")
    if len(signature) > 100:
        signature = re.sub(r", (?=[a-z_*]+[:,=])", ",\n    ", signature.replace("(", "(\n    ", 1))
        signature = re.sub(r"\) ->(?=[^)]*$)", ",\n) ->", signature)
    home = "" if module == "policykit" else f"From `{module}`.\n\n"
    return f"{'#' * level} {name}\n\n{home}{fence(signature, 'python')}\n{_read_doc(function)}\n\n"


def _write_class(name: str, kind: object, module: str = "policykit") -> str:
    assert isinstance(kind, type)
    home = "" if module == "policykit" else f"From `{module}`.\n\n"
    parts = [f"### {name}\n\n{home}{_read_doc(kind)}\n\n"]
    fields = _list_fields(kind)
    if fields:
        parts.append("".join(f"- `{field}`\n" for field in fields) + "\n")
    for method, value in vars(kind).items():
        if method.startswith("_"):
            continue
        if isinstance(value, property):
            parts.append(f"`{method}`: {_read_doc(value)}\n\n")
        elif inspect.isfunction(value):
            signature = fence(_plain(f"def {method}{inspect.signature(value)}"), "python")
            parts.append(f"{signature}\n{_read_doc(value)}\n\n")
    return "".join(parts)


def _list_fields(kind: type) -> list[str]:
    if issubclass(kind, str):
        return [str(member) for member in kind]  # type: ignore[attr-defined]
    if issubclass(kind, Exception):
        return ["diagnostics: tuple[Diagnostic, ...]"]
    return [_plain(f"{name}: {_name_type(note)}") for name, note in inspect.get_annotations(kind).items()]


def _name_type(note: object) -> str:
    return note if isinstance(note, str) else getattr(note, "__name__", str(note))


def _plain(text: str) -> str:
    """Give a signature without the quotation marks of postponed annotations."""
    return re.sub(r"'([^']*)'", r"\1", text).replace("policykit.", "")


def _read_doc(thing: object) -> str:
    doc = inspect.getdoc(thing) or ""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", doc)
