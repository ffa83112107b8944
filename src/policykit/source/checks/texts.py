"""Checks of every text that is printed: what may not be in it, what would not be printed, references and parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import PurePath

from policykit.errors import Diagnostic, Severity, Span
from policykit.model.base import Model
from policykit.model.frozen import Frozen, name_character
from policykit.model.library import Library, Places, Policy, Sourced
from policykit.model.markdown import parse_text
from policykit.model.parameters import text_parameters
from policykit.model.policy import Path, Version, closing_id
from policykit.model.printed import PrintedText, walk_texts
from policykit.model.register import Register
from policykit.model.text import Parameter, Reference, find_braces
from policykit.model.vanishing import find_losses
from policykit.source import codes
from policykit.source.checks.swallowed import find_swallowed
from policykit.source.frozen import frozen_path
from policykit.source.glyphs import find_missing_glyphs
from policykit.source.signs import explain_sign, find_mojibake
from policykit.source.yaml import BAD_CHARACTERS
from policykit.wording.nearest import hint_nearest

_NOTABLE = re.compile(r"[^ -~]|[\\`*_\[\]<>&!{]")
"""What a text must hold for anything to be wrong with it."""


def check_texts(library: Library) -> Iterator[Diagnostic]:
    """Find what cannot be printed, or would be lost in print, in every text of the library."""
    for council in library.councils.values():
        yield from check_file(council.value, council.places)
    for policy in library.policies.values():
        for version in policy.versions:
            yield from _check_version(version, policy, library)
        sealed = policy.register.value.head_sha256 is not None
        for fault in check_file(policy.register.value, policy.register.places, _list_corrected(policy.register.value)):
            yield _soften(fault, "the register", "as `changes:` of the next event") if sealed else fault
    yield from _check_models(library)


def _check_version(version: Sourced[Version], policy: Policy, library: Library) -> Iterator[Diagnostic]:
    council = library.councils.get(policy.council)
    frozen = policy.frozen.get(version.value.version)
    counts = frozen.council if frozen else council.value if council else None
    parameters = text_parameters(counts, version.value) if counts else None
    ids = {section.id for _, section in version.value.walk_sections()}
    clauses = [clause for _, clause in version.value.walk_clauses()]
    closings = (closing_id(clause.id) for clause in clauses if clause.closing is not None)
    names = {*ids, *(clause.id for clause in clauses), *closings}
    label, places = version.value.version, version.places
    sealed = frozen is not None and frozen.version == version.value
    faults = check_file(version.value, places)
    if frozen is not None:
        faults = chain(_keep_unprintable(faults, frozen), _check_copy(frozen, policy))
    for fault in faults:
        yield _soften(fault, f"version `{label}`", "in the next version: `policykit draft`") if sealed else fault
    for text in walk_texts(version.value) if "{" in places.text else ():
        if "{" in text.text and text.printed.reading == "markdown":
            yield from _check_braces(text, names, parameters, places)


def _soften(fault: Diagnostic, sealed: str, place: str) -> Diagnostic:
    """Make a remark of what is sealed as it is: it is printed as it was sealed, and cannot change."""
    if fault.code not in (codes.REMARK_IN_TEXT.name, codes.LOST_CHARACTERS.name, codes.MOJIBAKE.name):
        return fault
    hint = f"{sealed} was sealed so, and stays so; put it right {place}"
    return replace(fault, severity=Severity.NOTE, hint=hint)


def _keep_unprintable(faults: Iterator[Diagnostic], frozen: Frozen) -> Iterator[Diagnostic]:
    """Leave out the characters for which the sealed copy says what is printed, and say of others how to say it."""
    for fault in faults:
        if fault.code != codes.MISSING_GLYPH.name:
            yield fault
        elif (name := fault.message.rpartition("(")[2].rstrip(")")) not in frozen.print_as:
            yield replace(fault, hint=_hint_substitute(frozen, chr(int(name.removeprefix("U+"), 16))))


def _hint_substitute(frozen: Frozen, character: str) -> str:
    name = f"{frozen.policy}@{frozen.version.version}"
    command = f"policykit record {name} sealed --note WHY --print-as '{character}=WORDS'"
    return f"it was adopted so, and stays so; say what is printed in its place: {command}"


def copy_file(policy: Policy, label: str) -> str:
    """Give the name of a version's frozen copy as messages show it."""
    return frozen_path(PurePath(policy.register.places.file).parent.as_posix(), label)


def _check_copy(frozen: Frozen, policy: Policy) -> Iterator[Diagnostic]:
    """Find what cannot be printed of the council and model clauses as they were sealed, whatever they are by now."""
    start = Span(copy_file(policy, frozen.version.version), 1, 1, 1, 1)
    for model in (frozen.council, *frozen.models.values()):
        for text in walk_texts(model):
            for _, character in find_missing_glyphs(text.text):
                if name_character(character) not in frozen.print_as:
                    where = ".".join(str(step) for step in text.path)
                    message = f"the fonts cannot print `{character}` ({name_character(character)}) in `{where}`"
                    yield codes.MISSING_GLYPH.at(start, message, hint=_hint_substitute(frozen, character))


def _list_corrected(register: Register) -> frozenset[Path]:
    """Give the paths of values that a correction has put right: they are kept, and not printed."""
    return frozenset(
        ("events", event.corrects - 1, name)
        for event in register.events
        if event.corrects is not None and event.right is not None
        for name in event.right.model_fields_set
    )


def check_file(model: Model, places: Places, corrected: frozenset[Path] = frozenset()) -> Iterator[Diagnostic]:
    """Check every printed text of one file but those that were `corrected`, and what YAML leaves out beside them."""
    for text in walk_texts(model):
        if text.path[:3] not in corrected and _NOTABLE.search(text.text):
            yield from _check_text(text, places)
    yield from find_swallowed(model, places)


def _check_text(text: PrintedText, places: Places) -> Iterator[Diagnostic]:
    path, words, reading = text.path, text.text, text.printed.reading
    if reading == "markdown":
        for fault in parse_text(words).faults or find_losses(words):
            hint = fault.hint.replace("\\", "\\\\") if "\\" in fault.hint and _is_quoted(path, places) else fault.hint
            span = places.inside(path, fault.start, fault.end)
            yield places.fault(codes.TEXT_CODES[fault.code], span, fault.message, hint)
    elif reading == "title":
        for fault in find_losses(words, marks=False):
            span = places.inside(path, fault.start, fault.end)
            yield places.fault(codes.LOST_CHARACTERS, span, fault.message, fault.hint)
    elif reading == "plain":
        for start, end, _ in find_braces(words):
            message = f"`{words[start:end]}` would be printed as it is: nothing is filled in here"
            span = places.inside(path, start, end)
            yield places.fault(codes.UNKNOWN_PARAMETER, span, message, "write the words themselves")
    yield from _check_signs(text, places)


def _is_quoted(path: Path, places: Places) -> bool:
    """Tell whether a text is between double quotation marks, where YAML reads backslashes itself."""
    span = places.span(path)
    return places.line_text(span.line)[span.column - 1 : span.column] == '"'


def _check_signs(text: PrintedText, places: Places) -> Iterator[Diagnostic]:
    damaged: set[int] = set()
    for start, end, right in find_mojibake(text.text):
        damaged.update(range(start, end))
        hint = f"type `{right}` in its place" if right else "look in the original which one it was, and type it"
        message = f"`{text.text[start:end]}` is another character, read in the wrong encoding"
        yield places.fault(codes.MOJIBAKE, places.inside(text.path, start, end), message, hint)
    for found in BAD_CHARACTERS.finditer(text.text):  # by way of an escape: the file itself holds none
        if found.start() not in damaged:
            message = f"the character U+{ord(found[0]):04X} may not be in a text"
            span = places.inside(text.path, *found.span())
            yield places.fault(codes.BAD_CHARACTER, span, message, explain_sign(found[0]))
    for place, character in find_missing_glyphs(text.text):
        if place in damaged or BAD_CHARACTERS.match(character):
            continue
        span = places.inside(text.path, place, place + 1)
        shown = f"`{character}` " if character.isprintable() else ""
        message = f"the fonts cannot print {shown or 'this character '}(U+{ord(character):04X})"
        yield places.fault(codes.MISSING_GLYPH, span, message, explain_sign(character))


def _check_braces(
    text: PrintedText, ids: set[str], parameters: Mapping[str, str | None] | None, places: Places
) -> Iterator[Diagnostic]:
    path = text.path
    for start, end, node in find_braces(text.text):
        if isinstance(node, Reference):
            if node.target not in ids and not node.policy:  # those to other policies have a check of their own
                yield places.fault(
                    codes.DANGLING_REFERENCE,
                    places.inside(path, start, end),
                    f"no clause or section has the id `{node.target}`",
                    hint_nearest(node.target, ids, "ids are listed in this file"),
                )
        elif parameters is not None and node.name not in parameters:
            yield places.fault(
                codes.UNKNOWN_PARAMETER,
                places.inside(path, start, end),
                f"nothing declares `{node.name}`",
                hint_nearest(node.name, parameters, f"for braces in the text write \\{{{node.name}\\}}"),
            )
        elif parameters is not None and parameters[node.name] is None:
            yield places.fault(
                codes.EMPTY_PARAMETER,
                places.inside(path, start, end),
                f"council.yaml gives no value for `{node.name}`",
                f"add `{node.name.rpartition('.')[2]}:` there",
            )


def _check_models(library: Library) -> Iterator[Diagnostic]:
    """Model clauses: their words, and that every parameter they name is declared there or a council's."""
    for name, places in library.shared.items():
        if not name.startswith("models/"):
            continue
        stem = name.removeprefix("models/").removesuffix(".yaml")
        clauses = [(key, model) for key, model in library.models.items() if key.startswith(f"{stem}/")]
        for position, (_, model) in enumerate(clauses):
            for text in walk_texts(model, ("clauses", position)):
                yield from _check_text(text, places)
            path: Path = ("clauses", position, "text")
            for start, end, node in find_braces(model.text):
                declared = isinstance(node, Parameter) and (node.name in model.parameters or "." in node.name)
                if not declared:
                    shown = node.target if isinstance(node, Reference) else node.name
                    yield places.fault(
                        codes.UNKNOWN_PARAMETER,
                        places.inside(path, start, end),
                        f"the model declares no `{shown}`",
                        hint_nearest(shown, model.parameters, "declare it under `parameters:`"),
                    )
