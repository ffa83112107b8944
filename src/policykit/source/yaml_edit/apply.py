"""One edit on text and model alike: the text, read anew, is the model, and no other line has changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml
from pydantic import ValidationError

from policykit.errors import Diagnostic, PolicykitError
from policykit.model.edit import Edit
from policykit.model.policy import Clause, Path, Section, Version
from policykit.source.nodes import Loader
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml
from policykit.source.yaml_edit.faults import EDIT_LAYOUT
from policykit.source.yaml_edit.lower import lower_edit
from policykit.source.yaml_edit.marks import LayoutError
from policykit.source.yaml_edit.splice import Splicer
from policykit.source.yaml_edit.steps import Step, find_common
from policykit.source.yaml_edit.stretches import (
    ItemLines,
    exchange_stretch,
    find_lines,
    measure_item,
    measure_text,
)
from policykit.source.yaml_edit.tree import OpenTree

_MAY_ANCHOR = re.compile(r"(?:^|[\s,\[{:-])[&*][^\s&*,\[\]{}]")


@dataclass(frozen=True, slots=True)
class LaidText:
    """The text of a version, the version that it holds, and on which lines each part is."""

    file: str
    """Its name as messages show it."""
    lines: tuple[str, ...]
    """Its lines without their ends; the last is empty where the text ends with a line feed."""
    version: Version
    stretch: ItemLines | None
    """None for a text that uses anchors, or whose last line has no end: such a text is edited as a whole."""

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines)


class InvalidEditError(Exception):
    """Words that make no valid version; `diagnostics` say why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics


def lay_text(file: str, text: str, version: Version) -> LaidText:
    """Give a text to edit; `version` is what it holds."""
    whole = text.endswith("\n") and not _has_anchor(text)
    return LaidText(file, tuple(text.split("\n")), version, measure_text(text) if whole else None)


def apply_edit(laid: LaidText, edit: Edit) -> LaidText:
    """Carry an edit out, and give the text after it, with the version that it holds; the same where nothing changes.

    Ids that the edit makes are given in it. Raises ConflictError where what is touched is not as its author saw it,
    InvalidEditError where the words make no valid version, and PolicykitError: `edit-impossible`, or `edit-layout`
    where the text cannot be edited without touching what is not meant.
    """
    steps = lower_edit(laid.version, edit)
    if not steps:
        return laid
    tree = OpenTree(laid.version)
    for step in steps:
        tree.carry_out(step)
    try:
        version = tree.close()
    except ValidationError:
        raise InvalidEditError(_explain(laid, steps)) from None
    for folds in (True, False):  # a remark below may be such that a folded text would swallow it
        done = _splice(laid, steps, version, folds)
        if done is not None:
            return done
    if faults := _explain(laid, steps):  # a character that no file may hold
        raise InvalidEditError(faults)
    message = f"`{laid.file}` cannot be changed here without touching other lines"
    raise PolicykitError(EDIT_LAYOUT.at(None, message, hint=EDIT_LAYOUT.remedy))


def _splice(laid: LaidText, steps: tuple[Step, ...], version: Version, folds: bool) -> LaidText | None:
    """Give the text after the steps, if it holds `version`; the lines of the nearest item are enough to see."""
    common = find_common(steps)
    found = find_lines(laid.stretch, common) if laid.stretch and common else None
    try:
        if found is None:
            return _splice_whole(laid, steps, version, folds)
        return _splice_item(laid, steps, version, folds, common, found)
    except (LayoutError, yaml.YAMLError):
        return None


def _splice_item(
    laid: LaidText, steps: tuple[Step, ...], version: Version, folds: bool, path: Path, found: tuple[int, ItemLines]
) -> LaidText | None:
    first, stretch = found
    lines = laid.lines[first : first + stretch.length]
    splicer = Splicer("".join(f"{line}\n" for line in lines), path, folds=folds)
    for step in steps:
        splicer.carry_out(step)
    item = _item_at(version, path)
    data, places, faults = read_yaml(laid.file, splicer.text)
    if faults or not isinstance(data, tuple) or len(data) != 1:
        return None
    read, wrong = read_model(type(item), data[0], places)
    if wrong or read != item:
        return None
    assert laid.stretch is not None, "the item was found in it"
    new = tuple(splicer.text.split("\n")[:-1])
    after = (*laid.lines[:first], *new, *laid.lines[first + stretch.length :])
    measured = exchange_stretch(laid.stretch, path, measure_item(splicer.text, stretch.start))
    return LaidText(laid.file, after, version, measured)


def _splice_whole(laid: LaidText, steps: tuple[Step, ...], version: Version, folds: bool) -> LaidText | None:
    text = laid.text
    ended = text.endswith("\n")
    splicer = Splicer(text if ended else f"{text}\n", (), folds=folds)
    for step in steps:
        splicer.carry_out(step)
    after = splicer.text if ended else splicer.text.removesuffix("\n")
    data, places, faults = read_yaml(laid.file, after)
    read, wrong = read_model(Version, data, places) if data is not None and not faults else (None, [])
    if read is None or wrong or read != version:
        return None
    return lay_text(laid.file, after, version)


def _item_at(version: Version, path: Path) -> Clause | Section:
    item: Version | Clause | Section = version
    for key, position in zip(path[::2], path[1::2], strict=True):
        item = getattr(item, str(key))[position]
    assert not isinstance(item, Version), "the path leads to an item"
    return item


def _explain(laid: LaidText, steps: tuple[Step, ...]) -> tuple[Diagnostic, ...]:
    """Say what is wrong with the version that the steps would give."""
    splicer = Splicer(f"{laid.text.removesuffix(chr(10))}\n", ())
    try:
        for step in steps:
            splicer.carry_out(step)
    except (LayoutError, yaml.YAMLError):
        message = f"`{laid.file}` cannot be changed here without touching other lines"
        return (EDIT_LAYOUT.at(None, message, hint=EDIT_LAYOUT.remedy),)
    data, places, faults = read_yaml(laid.file, splicer.text)
    wrong = read_model(Version, data, places)[1] if data is not None else []
    return (*faults, *wrong)


def _has_anchor(text: str) -> bool:
    """Tell whether a text uses anchors: a change of one value would then change others."""
    if not _MAY_ANCHOR.search(text):
        return False
    loader = Loader(text)
    while (event := loader.get_event()) is not None:  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            return True
    return False
