"""Importing a file that policykit itself wrote: the whole version, and of it what the library at hand knows."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from policykit.edition.numbers import Numbered, number_version
from policykit.intake.akn.gathered import gather_own
from policykit.intake.akn.names import BULLET
from policykit.intake.emit.texts import escape_text
from policykit.intake.emit.version import walk_entries
from policykit.intake.imported import Imported
from policykit.intake.paragraph import Manuscript, OwnVersion
from policykit.model.base import CouncilId
from policykit.model.council import Council
from policykit.model.library import Library
from policykit.model.markdown import parse_text
from policykit.model.parameters import text_parameters
from policykit.model.policy import NO_NUMBER, Clause, Section, Version, closing_id
from policykit.model.text import Parameter, Reference, find_braces
from policykit.source.library import read_library

Data = dict[str, Any]
_FIRST = tuple(field.alias or name for kind in (Version, Section, Clause) for name, field in kind.model_fields.items())


def import_own(
    name: str, manuscript: Manuscript, label: str | None = None, *, as_printed: bool = False
) -> Imported | None:
    """Give the version that a file of policykit's own says, field by field; None for any other file.

    So it is None for one that was changed since so that it cannot say all: another numbering, a word that is nowhere.
    With `as_printed`, the words are those that a reader sees: references and values are written out.
    """
    own = manuscript.own
    data = _settle_numbers(own) if own is not None else None
    if own is None or data is None:
        return None
    if as_printed:
        _write_out(data, own)
    imported = gather_own(name, manuscript, own, _order({**data, "version": label or data["version"]}))
    return imported if imported.accounts.holds else None


def _settle_numbers(own: OwnVersion) -> Data | None:
    """Give the version with each number that would not be counted so written out; None where nothing gives them."""
    data: Data = copy.deepcopy(dict(own.data))
    places = {str(entry["id"]): entry for entry in _list_entries(data)}
    for whole in (False, False, True):
        counted = number_version(_read(data), own.language)
        wrong = [name for name, number in own.numbers.items() if _show(counted[name], places[name]) != number]
        if not wrong:
            holds = all(shown == (counted[name].label,) for name, shown in own.labels.items() if name in counted)
            return data if holds else None
        for name in own.numbers if whole else wrong:
            places[name]["number"] = own.numbers[name] or NO_NUMBER
    counted = number_version(_read(data), own.language)
    return data if all(_show(counted[name], places[name]) == number for name, number in own.numbers.items()) else None


def _write_out(data: Data, own: OwnVersion) -> None:
    """Put what is printed in place of what stands in braces, and of the names of model clauses."""
    labels = {name: shown[0] for name, shown in own.labels.items()}
    for entry in _list_entries(data):
        given: Mapping[str, str] = {**own.values, **entry.pop("with", {})}
        if "model" in entry:
            del entry["model"]
            entry.setdefault("text", own.texts.get(entry["id"], ""))
        _fill_entry(entry, partial(_print_brace, labels, given))
        if "closing" in entry:  # in any other file they are a paragraph below the list
            closing = {"id": closing_id(entry["id"]), "kind": entry["kind"], "number": NO_NUMBER}
            entry["clauses"].append({**closing, "text": entry.pop("closing")})


def _print_brace(labels: Mapping[str, str], values: Mapping[str, str], node: Reference | Parameter) -> str | None:
    return labels.get(node.target) if isinstance(node, Reference) else values.get(node.name)


def _list_entries(data: Data) -> list[Data]:
    """Give every section and clause of a version, which may be changed in place."""
    return [cast(Data, entry) for entry in walk_entries(data)]


def _read(data: Data) -> Version:
    return Version.model_validate_json(json.dumps(data))


def _show(numbered: Numbered, entry: Data) -> str:
    """Give what a file shows as the number of a part: a bullet where that is all that a clause has."""
    return numbered.number or (BULLET if numbered.style == "bullet" and "kind" in entry else "")


def _order(data: Data) -> Data:
    """Give the data with its keys in the order in which policies are written."""
    ordered = {key: data[key] for key in sorted(data, key=_FIRST.index)}
    for key in ("sections", "clauses"):
        if key in ordered:
            ordered[key] = [_order(entry) for entry in ordered[key]]
    return ordered


def fit_library(root: Path, council: str, imported: Imported) -> tuple[Imported, tuple[str, ...]]:
    """Give an import with what the library below `root` does not know left out, and a remark on each such thing.

    No word changes: the text of a model clause that is missing here takes the place of its name, a value that is
    another here that of its parameter. Any other import than one of policykit's own stays as it is.
    """
    own = imported.manuscript.own
    if own is None or imported.recognised.sections:  # it was recognised: the file was changed since
        return imported, ()
    library = read_library(root, only=(council,)).library
    home = library.councils.get(CouncilId(council))
    fitter = _Fitter(library, home.value if home else None, own, council)
    data = fitter.fit(copy.deepcopy(imported.emitted.data))
    made = gather_own(imported.name, imported.manuscript, own, _order(data))
    return made, (
        *(f"the {each} in the file does not fit the words that it shows, and was not used" for each in own.unused),
        *fitter.remarks,
    )


def drop_rules(imported: Imported) -> Imported | None:
    """Give an import of policykit's own without its rules; None where it has none, or is another import."""
    own = imported.manuscript.own
    data = copy.deepcopy(imported.emitted.data)
    ruled = [entry for entry in _list_entries(data) if "rules" in entry]
    if own is None or not ruled:
        return None
    for entry in ruled:
        del entry["rules"]
    return gather_own(imported.name, imported.manuscript, own, data)


class _Fitter:
    """Fits one version to one library."""

    def __init__(self, library: Library, home: Council | None, own: OwnVersion, council: str) -> None:
        self.library, self.home, self.own, self.council = library, home, own, council
        self.remarks: list[str] = []

    def fit(self, data: Data) -> Data:
        """Give the version with what the library knows."""
        language = self.home.language if self.home else "en-GB"
        if "language" not in data and self.own.language != language:
            data["language"] = self.own.language
        entries = _list_entries(data)
        self._fit_models(entries)
        self._fit_parameters(data, entries)
        self._fit_topics(entries)
        self._fit_head(data, entries)
        return data

    def _fit_models(self, entries: list[Data]) -> None:
        for entry in entries:
            model = self.library.models.get(entry.get("model", ""))
            if "model" not in entry:
                continue
            shown = self.own.texts.get(entry["id"], "")
            if model is not None and ("text" in entry or parse_text(model.text).inlines == parse_text(shown).inlines):
                continue
            given: Mapping[str, str] = entry.pop("with", {})
            named = entry.pop("model")
            if "text" not in entry and shown:
                entry["text"] = _fill(shown, partial(_print_brace, {}, given))
            self.remarks.append(
                f"`{entry['id']}` keeps its words as its own: the library has no model clause `{named}` that says them"
            )

    def _fit_parameters(self, data: Data, entries: list[Data]) -> None:
        version = _read(data)
        known: Mapping[str, str | None] = (
            text_parameters(self.home, version) if self.home else {"council.name": self.own.council}
        )
        other = {name: value for name, value in self.own.values.items() if known.get(name) != value}
        for entry in entries:
            _fill_entry(entry, partial(_print_brace, {}, other))
        shown = {name: labels[0] for name, labels in self.own.labels.items() if "/" in name}
        for entry in entries:
            _fill_entry(entry, partial(_print_brace, shown, {}))
        if shown:
            named = ", ".join(f"`{name}`" for name in sorted(shown))
            self.remarks.append(f"references to other policies were written out: {named}")
        if other:
            names = ", ".join(f"`{name}`" for name in sorted(other))
            self.remarks.append(
                f"values that are others in this library were written out as the file shows them: {names}"
            )

    def _fit_topics(self, entries: list[Data]) -> None:
        missing: dict[str, int] = {}
        for entry in entries:
            topics = [each for each in (entry.get("topic"), *entry.get("also_topics", ())) if each]
            kept = [topic for topic in topics if topic in self.library.topics]
            for topic in set(topics) - set(kept):
                missing[topic] = missing.get(topic, 0) + 1
            if kept != topics:
                entry.pop("topic", None)
                entry.pop("also_topics", None)
                entry |= {"topic": kept[0]} if kept else {}
                entry |= {"also_topics": kept[1:]} if kept[1:] else {}
        if missing:
            names = ", ".join(f"`{topic}`" for topic in sorted(missing))
            self.remarks.append(f"topics were left out that topics.yaml does not have: {names}")

    def _fit_head(self, data: Data, entries: list[Data]) -> None:
        committees = {committee.id for committee in self.home.committees} if self.home else set()
        if data.get("committee", "") not in {"", *committees}:
            committee = data.pop("committee")
            self.remarks.append(f"the committee `{committee}` was left out: council.yaml does not have it")
        name, _, label = data.get("parallel", "").partition("@")
        policy = self.library.policies.get(f"{self.council}/{name}")
        if name and (policy is None or label not in policy.labels):
            parallel = data.pop("parallel")
            self.remarks.append(f"`parallel: {parallel}` was left out: the council has no such version")
        facts = self.library.facts
        roles = set(facts.value.roles) if facts else None
        for entry in (data, *entries):
            unknown = [role for role in entry.get("applies_to", ()) if roles is not None and role not in roles]
            if unknown:
                entry["applies_to"] = [role for role in entry["applies_to"] if role not in unknown]
                named = ", ".join(f"`{role}`" for role in unknown)
                self.remarks.append(f"roles were left out that facts.yaml does not have: {named}")


_Brace = Callable[[Reference | Parameter], str | None]


def _fill_entry(entry: Data, value: _Brace) -> None:
    """Put values in place of what stands in braces in the texts of a section or clause."""
    for key in ("heading", "text", "closing"):
        if key in entry:
            entry[key] = _fill(entry[key], value)
    for name, text in entry.get("footnotes", {}).items():
        entry["footnotes"][name] = _fill(text, value)
    for row in entry.get("table", {}).get("rows", ()):
        row[:] = [_fill_cell(cell, value) for cell in row]


def _fill_cell(cell: str | Data, value: _Brace) -> str | Data:
    return _fill(cell, value) if isinstance(cell, str) else {**cell, "text": _fill(cell["text"], value)}


def _fill(text: str, value: _Brace) -> str:
    """Give a text with a value in place of all in braces that has one."""
    return "".join(_fill_parts(text, value))


def _fill_parts(text: str, value: _Brace) -> Iterator[str]:
    done = 0
    for start, end, node in find_braces(text):
        found = value(node)
        if found is not None:
            yield text[done:start]
            yield escape_text(found)
            done = end
    yield text[done:]


def write_own_events(own: OwnVersion, label: str) -> list[Data]:
    """Give what a file of policykit's own says happened to its version, as data of a register, without its seals.

    Committees are named as the file shows them, since the council at hand may not have them.
    """
    return [_write_event(event, label, own.committees) for event in own.events]


def _write_event(event: Mapping[str, Any], label: str, committees: Mapping[str, str]) -> Data:
    written = {key: value for key, value in event.items() if key not in ("text_sha256", "previous_sha256")}
    if "committee" in written:
        written["body"] = committees.get(written["committee"], written["committee"])
        del written["committee"]
    return {**written, "version": label}
