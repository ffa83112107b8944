"""What is printed in place of characters that no font has, in an adopted text that was frozen with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from policykit.model.frozen import name_character
from policykit.pipeline import life_codes as codes
from policykit.pipeline.codes import refuse
from policykit.pipeline.names import Named
from policykit.pipeline.store import write_durably
from policykit.source.checks.texts import copy_file
from policykit.source.codes import MISSING_GLYPH
from policykit.source.frozen import earlier_path
from policykit.source.glyphs import find_missing_glyphs
from policykit.source.library import Reading


def read_substitutes(print_as: Mapping[str, str], *, sealing: bool) -> dict[str, str]:
    """Give what is printed in place of characters, by their code points.

    Raises PolicykitError (`bad-substitute`) where one cannot be printed itself, or the event is not `sealed`.
    """
    for character, words in print_as.items():
        if not sealing:
            raise refuse(codes.BAD_SUBSTITUTE, "only `sealed` says how a character is printed")
        if len(character) != 1 or not list(find_missing_glyphs(character)):
            message = f"`{character}` is not one character that the fonts lack"
            raise refuse(codes.BAD_SUBSTITUTE, message)
        if list(find_missing_glyphs(words)) or "\n" in words or len(words) > 40:
            raise refuse(codes.BAD_SUBSTITUTE, f"`{words}` cannot be printed in its place")
    return {name_character(character): words for character, words in print_as.items()}


def keep_earlier(named: Named, path: Path) -> None:
    """Keep the copy that is about to be replaced: the events name its fingerprint, and it proves what was sealed."""
    seal = named.policy.seals.get(named.label)
    if seal is not None and path.exists():
        write_durably(Path(earlier_path(path.parent.parent.as_posix(), named.label, seal)), path.read_text("utf-8"))


def leave_out_substituted(reading: Reading, named: Named, substitutes: Mapping[str, str]) -> Reading:
    """Leave out what the substitutes put right: characters of this version and its copy that no font has."""
    files = (named.policy.version(named.label).places.file, copy_file(named.policy, named.label))
    kept = tuple(
        fault
        for fault in reading.diagnostics
        if not (
            fault.code == MISSING_GLYPH.name
            and fault.span is not None
            and fault.span.file in files
            and any(f"({name})" in fault.message for name in substitutes)
        )
    )
    return replace(reading, diagnostics=kept)
