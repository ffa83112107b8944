"""Sheets: text files that hold small cases, each with the answer that policykit gives to it.

A case begins with `== ` and its name. Then comes what a clerk wrote: one file, or several that each begin with `-- `
and their name (`-- gone: NAME` for a file that is not there). Lines that begin with `>` are the answer: place, code
and message, the line with its mark, and what to do. `␉` stands for a tab, `␀` for a NUL, and so on.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.source.examples import BASE, find_all

from policykit.errors import Diagnostic
from policykit.model.base import Model
from policykit.model.council import Council
from policykit.model.fact import FactVocabulary
from policykit.model.fingerprint import hash_text
from policykit.model.frozen import write_frozen
from policykit.model.policy import Version
from policykit.model.register import Register
from policykit.model.scenario import ScenarioFile
from policykit.model.topic import TopicFile
from policykit.register.freeze import freeze_version
from policykit.source.checks.histories import find_impossible
from policykit.source.library import load_library
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml

_SEEN = {chr(code): chr(0x2400 + code) for code in range(0x20) if chr(code) != "\n"}
_MEANT = {ord(seen): meant for meant, seen in _SEEN.items()}
_KINDS: dict[str, type[Model]] = {
    "council.yaml": Council,
    "facts.yaml": FactVocabulary,
    "register.yaml": Register,
    "scenarios.yaml": ScenarioFile,
    "topics.yaml": TopicFile,
    "v1.yaml": Version,
}

Answer = Callable[[str], Iterable[str]]


def answer_sheet(sheet: str, answer: Answer) -> str:
    """Give the sheet again with the answers that hold now."""
    head, *cases = re.split(r"(?m)^== ", sheet)
    return head + "\n".join(f"== {_answer_case(case, answer)}" for case in cases)


def _answer_case(case: str, answer: Answer) -> str:
    asked = re.sub(r"(?m)^>.*\n?", "", case).rstrip("\n") + "\n"
    name, _, content = asked.partition("\n")
    lines = [f"> {line}".rstrip() + "\n" for line in answer(content.translate(_MEANT))]
    return f"{name}\n{content}{''.join(lines)}"


def answer_yaml(text: str) -> Iterable[str]:
    """Say what the text is read as, or what is wrong with it."""
    data, _, faults = read_yaml("", text)
    yield from show_faults(faults)
    if data is not None:
        yield f"read as {json.dumps(data, ensure_ascii=False)}"


def answer_model(text: str) -> Iterable[str]:
    """Say what is wrong with the keys and values of one file, whose name stands on the first line."""
    name, _, content = text.removeprefix("-- ").partition("\n")
    data, places, faults = read_yaml("", content)
    if not faults:
        value, faults = read_model(_KINDS[name], data, places)
        faults += find_impossible(value, places) if isinstance(value, Register) else ()
    yield from show_faults(faults) if faults else ["nothing is wrong"]


def answer_library(root: Path) -> Answer:
    """Lay the files of a case over the small library, and say what is wrong with the whole."""

    def answer(text: str) -> Iterable[str]:
        lay_files(root, text)
        yield from show_faults(find_all(root), root) or ["nothing is wrong"]

    return answer


def answer_adopted(root: Path) -> Answer:
    """Adopt the version of the small library, lay the files of a case over it, and say what is wrong."""

    def answer(text: str) -> Iterable[str]:
        lay_files(root, "")
        adopt(root)
        for path, content in list_files(text):
            (root / path).write_text(content, "utf-8", newline="\n")
        return show_faults(find_all(root), root)

    return answer


def adopt(root: Path) -> None:
    """Seal version 1 of the small library, as an adoption does."""
    library = load_library(root)
    copy = write_frozen(freeze_version(library, library.policies["leek/notices"], "1"))
    (root / "leek/notices/adopted").mkdir()
    (root / "leek/notices/adopted/v1.json").write_text(copy, "utf-8", newline="\n")
    register = root / "leek/notices/register.yaml"
    sealed = register.read_text("utf-8").replace("}", f", text_sha256: {hash_text(copy)}}}")
    register.write_text(sealed, "utf-8", newline="\n")


def list_files(text: str) -> Iterable[tuple[str, str]]:
    """Give the files of a case, each with its content."""
    for part in re.split(r"(?m)^-- ", text)[1:]:
        name, _, content = part.partition("\n")
        yield name, content


def lay_files(root: Path, text: str) -> None:
    """Copy the small library to `root` anew, and put the files of a case in place."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(BASE, root)
    for name, content in list_files(text):
        if name.startswith("gone: "):
            (root / name.removeprefix("gone: ")).unlink()
        else:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8", newline="\n")


def show_faults(faults: Iterable[Diagnostic], root: Path | None = None, with_line: bool = True) -> list[str]:
    """Show each fault as a clerk sees it."""
    return [line for fault in faults for line in _show_fault(fault, root, with_line)]


def _show_fault(fault: Diagnostic, root: Path | None, with_line: bool) -> Iterable[str]:
    span = fault.span
    assert span is not None
    place = f"{span.line}:{span.column}"
    if root is not None:
        place = f"{Path(span.file).relative_to(root).as_posix()}:{place}"
    message = fault.message if root is None else fault.message.replace(root.as_posix(), "LIBRARY")
    yield f"{fault.severity} {place} {fault.code}: {message}"
    if not fault.line_text:
        assert (span.line, span.column) == (span.end_line, span.end_column), "the file as a whole has no mark"
    elif with_line:
        assert span.end_line in (span.line, span.line + 1)
        width = span.end_column - span.column if span.end_line == span.line else len(fault.line_text)
        yield f"    {_seen(fault.line_text)}"
        yield f"    {' ' * (span.column - 1)}{'^' * width or '|'}"
    if fault.hint:
        yield f"  {fault.hint}"


def _seen(line: str) -> str:
    return "".join(_SEEN.get(character, character) for character in line)
