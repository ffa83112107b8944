"""Checks of the words: what may not stand in them, references, parameters, and characters that cannot be printed."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.errors import Diagnostic
from policykit.model.library import Library, Places
from policykit.model.parameters import text_parameters
from policykit.model.policy import Path, Version
from policykit.model.text import Parameter, Reference, find_braces, parse_text
from policykit.source import codes
from policykit.source.glyphs import find_missing_glyphs
from policykit.wording.nearest import hint_nearest


def check_texts(library: Library) -> Iterator[Diagnostic]:
    """Find raw HTML, unsafe links, dangling references, unknown parameters and missing glyphs in every text."""
    for policy in library.policies.values():
        council = library.councils.get(policy.council)
        for version in policy.versions:
            parameters = text_parameters(council.value, version.value) if council else None
            ids = {section.id for _, section in version.value.walk_sections()}
            names = {*ids, *(clause.id for _, clause in version.value.walk_clauses())}
            for path, text in version_texts(version.value):
                yield from _check_text(path, text, version.places)
                if "{" in text:
                    yield from _check_braces(path, text, names, parameters, version.places)
    yield from _check_models(library)


def version_texts(version: Version) -> Iterator[tuple[Path, str]]:
    """Give every text of a version that is printed, with its path."""
    yield ("title",), version.title
    if version.subtitle:
        yield ("subtitle",), version.subtitle
    for path, section in version.walk_sections():
        if section.heading:
            yield (*path, "heading"), section.heading
        if section.number:
            yield (*path, "number"), section.number
    for path, clause in version.walk_clauses():
        for key, text in (("number", clause.number), ("term", clause.term), ("text", clause.text)):
            if text:
                yield (*path, key), text
        if clause.table is not None:
            for column, heading in enumerate(clause.table.columns):
                yield (*path, "table", "columns", column), heading
            for row, cells in enumerate(clause.table.rows):
                for column, cell in enumerate(cells):
                    yield (*path, "table", "rows", row, column), cell


def _check_text(path: Path, text: str, places: Places) -> Iterator[Diagnostic]:
    for fault in parse_text(text).faults:
        span = places.inside(path, fault.start, fault.end)
        yield places.fault(codes.TEXT_CODES[fault.code], span, fault.message, fault.hint)
    for offset, character in find_missing_glyphs(text):
        span = places.inside(path, offset, offset + 1)
        yield places.fault(
            codes.MISSING_GLYPH,
            span,
            f"the fonts cannot print `{character}` (U+{ord(character):04X})",
            codes.MISSING_GLYPH.remedy,
        )


def _check_braces(
    path: Path, text: str, ids: set[str], parameters: dict[str, str | None] | None, places: Places
) -> Iterator[Diagnostic]:
    for start, end, node in find_braces(text):
        if isinstance(node, Reference):
            if node.target not in ids:
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
            path: Path = ("clauses", position, "text")
            yield from _check_text(path, model.text, places)
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
