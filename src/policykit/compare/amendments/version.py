"""Amendments to a whole version: sentences in plain English on its words, and an annex for what words do not carry.

The sentences say what becomes of headings and clauses: words, order, place, name, and of the cells of tables. The annex
holds, a line for each field, what is beside the words: kinds, topics, rules, notes, the front matter, and the form
of characters where that alone differs. Both together give the new version exactly; the annex is shown as data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from policykit.compare.alignment.align import align_units
from policykit.compare.alignment.units import Unit
from policykit.compare.amendments.amendable import Data, list_amendable
from policykit.compare.amendments.amendment import (
    Amendment,
    DivideClause,
    InsertClause,
    NameClause,
    PlaceClause,
    match_places,
    name_places,
)
from policykit.compare.amendments.apply import amend_units
from policykit.compare.amendments.branches import gather_branches, spread_branches
from policykit.compare.amendments.build import DOCUMENT, PART, TABLE, WORDS, build_version, set_fields
from policykit.compare.amendments.faults import (
    AMENDMENT_ANNEX,
    AMENDMENT_PLACE,
    AMENDMENT_TEXT,
    FaultList,
    ListLine,
    refuse,
)
from policykit.compare.amendments.print import number_sentences, print_amendment, tell_pictures
from policykit.compare.amendments.read import parse_unit_amendments, read_lines
from policykit.compare.amendments.table_amendment import Grid, TableAmendment, amend_grid, list_table_amendments
from policykit.compare.amendments.table_text import IS_TABLE_AMENDMENT, TableReader, print_table_amendment
from policykit.compare.amendments.write import write_unit_amendments
from policykit.compare.words.forms import match_forms, respell_tree
from policykit.edition.edition import Edition
from policykit.errors import Diagnostic, PolicykitError, Span
from policykit.model.fingerprint import canonical_json, hash_text, model_data
from policykit.model.policy import Version

_Read = TypeVar("_Read")
_HEADER = "ANNEX"
_LINE = re.compile(r"(?P<id>[^\s,]+), (?P<field>[a-z_]+): (?P<value>.*)")
_CHECKS = re.compile(r"# (?P<which>For|Gives|As a draft,) the text with SHA-256 (?P<sum>[0-9a-f]{64})")
_OF_FILES = "# Ids and positions in the file (not part of the text):"
_FOR, _GIVES, _DRAFT = "For", "Gives", "As a draft,"
"""How the lines of the fingerprints begin; no clause can be called so."""


@dataclass(frozen=True, slots=True)
class AmendmentList:
    """What makes one version of another: amendments, and fields by the id that a unit has in the new version."""

    clauses: tuple[Amendment, ...]
    """The amendments to headings and clauses."""
    tables: tuple[TableAmendment, ...] = ()
    annex: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    before: str = ""
    """The fingerprint of the text that they were made for, and of the one they give; empty where not needed."""
    after: str = ""
    unsealed: str = ""
    """Where `after` is the seal of an adopted text: the fingerprint of the text alone, by which it is checked."""
    lines: Mapping[str, ListLine] = field(default_factory=dict, compare=False)
    """Where the list was read from: the first line of the annex on each id, and those of the fingerprints."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A version that amendments gave, as plain data, and from which old unit each of its units came."""

    data: Data
    origins: Mapping[str, str]


def write_amendments(old: Version, new: Version) -> AmendmentList:
    """Give the amendments that make `new` of `old`; carried out by `apply_amendments` they give it exactly."""
    before, exact = list_amendable(old), list_amendable(new)
    respell = match_forms(new, old)
    after = [replace(unit, text=respell(unit.text)) for unit in exact] if respell else exact
    amendments = write_unit_amendments(before, after, align_units(before, after))
    made = amend_units(before, amendments)
    names = {made: place for place, made in name_made(before, amendments).items()}
    annex: dict[str, dict[str, Any]] = {}
    tables: list[TableAmendment] = []
    whole = _compare_data(_front(_plain(old)), _front(_plain(new)))
    if whole:
        annex[DOCUMENT] = whole
    for unit, wanted in zip(made, exact, strict=True):
        payload = cast("tuple[str, Data] | None", unit.payload)
        part, fields = cast("tuple[str, Data]", wanted.payload)
        found = payload[1] if payload is not None and payload[0] == part else {}
        changed = _compare_data(found, fields)
        if payload is None or payload[0] != part:
            changed = {PART: part, **changed}
        if TABLE in changed:
            alike = respell_tree(fields, respell)  # what the amendments make
            tables += list_table_amendments(names[str(wanted.id)], _grid(found), _grid(alike))
            if alike.get(TABLE) == fields.get(TABLE):
                del changed[TABLE]
        if unit.text != wanted.text:
            changed[WORDS] = wanted.text
        if changed:
            annex[str(wanted.id)] = changed
    gathered = sorted(gather_branches(before, amendments), key=is_of_files)
    return AmendmentList(tuple(gathered), tuple(tables), annex, _sum(_plain(old)), _sum(_plain(new)))


def write_edition_amendments(old: Edition, new: Edition) -> AmendmentList:
    """Give the amendments that make the text of `new` of that of `old`, each known by its `text_sha256`."""
    listed = write_amendments(old.version, new.version)
    annex = {name: dict(fields) for name, fields in listed.annex.items()}
    for unit in list_amendable(new.version):
        _, fields = cast("tuple[str, Data]", unit.payload)
        shown = fields.get("picture")
        # Another picture under the same name changes no word of the files, and is a change all the same.
        if shown and old.pictures.get(shown["file"]) not in (None, new.pictures.get(shown["file"])):
            annex.setdefault(str(unit.id), {})["picture"] = shown
    listed = replace(listed, annex=annex)
    unsealed = listed.after if new.seal or new.pictures else ""
    return replace(listed, before=old.text_sha256, after=new.text_sha256, unsealed=unsealed)


def is_of_files(amendment: Amendment | TableAmendment) -> bool:
    """Say whether an amendment changes only names and places in the files: nothing that a meeting has to read out."""
    return isinstance(amendment, NameClause | PlaceClause)


def apply_amendments(old: Version, listed: AmendmentList) -> Amended:
    """Carry amendments out on a version and give the new one as plain data.

    Raises PolicykitError (`amendment-place`, `amendment-words`, `amendment-annex`, `amendment-text`) where they do not
    fit the version.
    """
    data, lines = _plain(old), listed.lines
    if listed.before and listed.before != _sum(data):
        raise refuse(AMENDMENT_TEXT, "the list was made for another text than this version's", lines.get(_FOR))
    before = list_amendable(old)
    amendments = spread_branches(before, match_places(before, listed.clauses))
    units = _carry_out(before, amendments, match_places(before, listed.tables))
    made = build_version(units, listed.annex, _front(data), {**_list_sources(amendments), **lines})
    if (wanted := listed.unsealed or listed.after) and wanted != _sum(made):
        message = "the list gives another text than the one whose fingerprint it names"
        raise refuse(AMENDMENT_TEXT, message, lines.get(_DRAFT if listed.unsealed else _GIVES))
    return Amended(made, _trace(before, amendments))


def _carry_out(
    before: Sequence[Unit], amendments: Sequence[Amendment], tables: Sequence[TableAmendment]
) -> tuple[Unit, ...]:
    """Carry out the amendments on words and tables; raises PolicykitError with each that does not fit."""
    try:
        units = amend_units(before, amendments)
    except PolicykitError as error:
        # Amendments on the tables of the old version are tried all the same, so that every fault is shown at once.
        known = {place: str(unit.id) for place, unit in zip(name_places(before), before, strict=True)}
        try:
            _amend_tables(
                before, [amendment for amendment in tables if not amendment.at.startswith("new clause ")], known
            )
        except PolicykitError as further:
            raise PolicykitError(*error.diagnostics, *further.diagnostics) from error
        raise
    return _amend_tables(units, tables, name_made(before, amendments))


def _list_sources(amendments: Sequence[Amendment]) -> dict[str, ListLine]:
    """Give the line of the amendment that makes or names each clause, by the id that it gives."""
    sources: dict[str, ListLine] = {}
    for amendment in amendments:
        if amendment.source is None:
            continue
        match amendment:
            case InsertClause(_, clause):
                sources[str(clause.id)] = amendment.source
            case DivideClause(_, _, others):
                sources |= {str(clause.id): amendment.source for clause in others}
            case NameClause(_, name):
                sources[str(name)] = amendment.source
    return sources


def _trace(before: Sequence[Unit], amendments: Sequence[Amendment]) -> dict[str, str]:
    """Give the old id of each unit that stays, by its new one."""
    tagged = [Unit(u.id, u.number, u.text, u.path, u.citation, u.id) for u in before]
    return {str(unit.id): str(unit.payload) for unit in amend_units(tagged, amendments) if unit.payload is not None}


def name_made(before: Sequence[Unit], amendments: Sequence[Amendment]) -> dict[str, str]:
    """Give the new id of each unit that the amendments name and leave, by the name by which they call it."""
    places = {str(unit.id): place for unit, place in zip(before, name_places(before), strict=True)}
    names = {places[old]: new for new, old in _trace(before, amendments).items()}
    for amendment in amendments:
        clauses = (amendment.clause,) if isinstance(amendment, InsertClause) else ()
        for clause in amendment.others if isinstance(amendment, DivideClause) else clauses:
            names[clause.name] = str(clause.id)
    return names


def _amend_tables(
    units: Sequence[Unit], amendments: Sequence[TableAmendment], names: Mapping[str, str]
) -> tuple[Unit, ...]:
    """Carry out the amendments on tables; raises PolicykitError (`amendment-place`) where one names no clause."""
    tables = {str(unit.id): _grid(_fields(unit)) for unit in units}
    touched: set[str] = set()
    faults = FaultList()
    for amendment in amendments:
        with faults.of(amendment):
            name = names.get(amendment.at)
            if name is None or name not in tables:
                raise refuse(AMENDMENT_PLACE, f"there is no `{amendment.at}` in the version to amend")
            tables[name] = amend_grid(tables[name], amendment)
            touched.add(name)
    faults.report()
    return tuple(_with_table(unit, tables[str(unit.id)]) if str(unit.id) in touched else unit for unit in units)


def _with_table(unit: Unit, table: Grid | None) -> Unit:
    part, _ = cast("tuple[str, Data]", unit.payload or ("", {}))
    return replace(unit, payload=(part, set_fields(_fields(unit), {TABLE: table.write() if table else None})))


def _fields(unit: Unit) -> Data:
    return cast("tuple[str, Data]", unit.payload or ("", {}))[1]


def _grid(fields: Mapping[str, Any]) -> Grid | None:
    return Grid.read(fields[TABLE]) if TABLE in fields else None


def _compare_data(old: Mapping[str, Any], new: Mapping[str, Any]) -> Data:
    gone = {key: None for key in old if key not in new}
    return {**gone, **{key: value for key, value in new.items() if old.get(key) != value}}


def _plain(version: Version) -> Data:
    return cast(Data, model_data(version))


def _front(data: Data) -> Data:
    return {key: value for key, value in data.items() if key != "sections"}


def _sum(data: Data) -> str:
    return hash_text(canonical_json(data))


def print_sentence(amendment: Amendment | TableAmendment) -> str:
    """Give one amendment as a sentence of plain English."""
    return print_amendment(amendment) if isinstance(amendment, Amendment) else print_table_amendment(amendment)


def print_amendments(listed: AmendmentList) -> str:
    """Give the list as text: a line for each amendment, then the annex; `parse_amendments` reads it back."""
    lines = [f"# For the text with SHA-256 {listed.before}"] if listed.before else []
    lines += [f"# Gives the text with SHA-256 {listed.after}"] if listed.after else []
    lines += [f"# As a draft, the text with SHA-256 {listed.unsealed}"] if listed.unsealed else []
    words = [print_sentence(each) for each in (*listed.clauses, *listed.tables) if not is_of_files(each)]
    files = [print_sentence(each) for each in listed.clauses if is_of_files(each)]
    parts = ["\n".join(lines), number_sentences(words), number_sentences(files, len(words) + 1)]
    parts[2] = f"{_OF_FILES}\n{parts[2]}" if files else ""
    if listed.annex:
        parts.append("\n".join(tell_pictures(listed.annex)))
        parts.append(f"{_HEADER}\n# Not part of the wording: clause types, topics, rules, notes, front matter.")
        parts.append("\n".join(_print_annex(listed.annex)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _print_annex(annex: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for name, fields in annex.items():
        for key, value in fields.items():
            yield f"{name}, {key}: {json.dumps(value, ensure_ascii=False)}"


def parse_amendments(text: str, *, file: str = "<amendments>") -> AmendmentList:
    """Read a list that `print_amendments` or a person wrote. Raises PolicykitError with every line that cannot be."""
    lines = text.replace("\r\n", "\n").split("\n")
    cut = lines.index(_HEADER) if _HEADER in lines else len(lines)
    above = [(line, IS_TABLE_AMENDMENT.match(line) is not None) for line in lines[:cut]]
    faults: list[Diagnostic] = []
    amendments = _gather(faults, lambda: parse_unit_amendments(_blank(above, tables=False), file=file))
    tables = _gather(faults, lambda: read_lines(_blank(above, tables=True), TableReader, file))
    sources: dict[str, ListLine] = {}
    annex = _read_annex(lines, cut, file, faults, sources)
    if faults:
        raise PolicykitError(*sorted(faults, key=Diagnostic.order))
    sums: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if found := _CHECKS.fullmatch(line.strip()):
            sums[found["which"]] = found["sum"]
            sources[found["which"]] = ListLine(_span_line(file, number, line), line)
    before, after, unsealed = (sums.get(which, "") for which in (_FOR, _GIVES, _DRAFT))
    return AmendmentList(amendments, tables, annex, before, after, unsealed, sources)


def _blank(lines: Sequence[tuple[str, bool]], *, tables: bool) -> str:
    """Give the lines that amend something of tables, or the others, each where it stood."""
    return "\n".join(line if on_table is tables else "" for line, on_table in lines)


def _gather(faults: list[Diagnostic], read: Callable[[], tuple[_Read, ...]]) -> tuple[_Read, ...]:
    try:
        return read()
    except PolicykitError as error:
        faults += error.diagnostics
        return ()


def _read_annex(
    lines: Sequence[str], cut: int, file: str, faults: list[Diagnostic], sources: dict[str, ListLine]
) -> dict[str, dict[str, Any]]:
    annex: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines[cut + 1 :], start=cut + 2):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        try:
            if found is None:
                raise ValueError
            annex.setdefault(found["id"], {})[found["field"]] = json.loads(found["value"])
            sources.setdefault(found["id"], ListLine(_span_line(file, number, line), line))
        except ValueError:
            span = _span_line(file, number, line)
            message = "this line of the annex cannot be read"
            faults.append(AMENDMENT_ANNEX.at(span, message, hint=AMENDMENT_ANNEX.remedy, line_text=line))
    return annex


def _span_line(file: str, number: int, line: str) -> Span:
    return Span(file, number, 1, number, len(line) + 1)
