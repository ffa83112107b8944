"""The frozen copy of an adopted text (`adopted/v1.json`): all that is needed to print the same words again.

It is stored as canonical JSON (RFC 8785), so that `sha256sum adopted/v1.json` gives the `text_sha256` that the register
names. Every field of version, council, model clauses, facts and topics is in it with the value it had, defaults
included: no new chief officer, changed model clause, other vocabulary of facts or newer policykit changes what the
council adopted, or what its rules mean.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, PlainSerializer, StringConstraints

from policykit.model.base import Line, Model, NotPrinted, TopicIdField
from policykit.model.council import Council
from policykit.model.fact import FactVocabulary
from policykit.model.fingerprint import canonical_json, model_data
from policykit.model.model_clause import ModelClause
from policykit.model.picture import FileName
from policykit.model.policy import Style, Version
from policykit.model.topic import Topic
from policykit.wording.forms import is_same_form

EDITORIAL: dict[str, frozenset[str]] = {
    "version": frozenset({"notes", "legislation", "parallel"}),
    "section": frozenset({"notes", "language"}),
    "clause": frozenset({"kind", "topic", "also_topics", "notes", "rules", "no_rule", "language"}),
}
"""The fields that editors may go on working at after an adoption: they are sealed, but the council did not vote on
them. Every other field, of now and of later, belongs to the adopted words."""


def _list_facts(vocabulary: FactVocabulary) -> dict[str, Any]:
    data = vocabulary.model_dump(mode="json", by_alias=True, exclude_none=True)
    records = [[name, {**record, "facts": _pair(record["facts"])}] for name, record in data["records"].items()]
    return {**data, "roles": _pair(data["roles"]), "records": records}


def _pair(data: dict[str, Any]) -> list[list[Any]]:
    return [[name, value] for name, value in data.items()]


def _read_facts(value: object) -> object:
    if not isinstance(value, dict):
        return value
    try:
        records = {name: {**record, "facts": dict(record["facts"])} for name, record in value["records"]}
        data = {**value, "roles": dict(value["roles"]), "records": records}
    except (KeyError, TypeError) as error:
        raise ValueError("facts are lists of pairs of name and value") from error
    return FactVocabulary.model_validate_json(json.dumps(data))


FrozenFacts: TypeAlias = Annotated[FactVocabulary, BeforeValidator(_read_facts), PlainSerializer(_list_facts)]
"""A vocabulary with its mappings as lists of pairs: canonical JSON sorts keys, and facts are asked in their order."""


class FrozenNumber(Model):
    """What numbering gave to one section or clause."""

    unprinted = "made from numbers and headings, which are checked where they are typed"

    number: str
    """As printed."""
    style: Style
    """How the number is written."""
    citation: str
    """As a person writes it: `s.6, 5th bullet`."""
    label: str
    """What a reference to it prints."""


PrintedAs = Annotated[str, StringConstraints(max_length=40, pattern=r"^[^\n]*$")]


class Frozen(Model):
    """One adopted version with all it was compiled with."""

    format: Literal[1]
    """The format of this file: 1."""
    made_with: Annotated[Line, NotPrinted("says what wrote the copy")]
    """The release that froze it: `policykit 0.1.0`."""
    policy: Annotated[Line, NotPrinted("a name of folders")]
    """The policy's name: `congleton/social-media`."""
    version: Version
    """The whole text."""
    council: Council
    """The council as it was."""
    models: dict[str, ModelClause]
    """The model clauses that the text instantiates, by `file/clause`."""
    numbers: dict[str, FrozenNumber]
    """The number and citation of each section and clause, by id."""
    print_as: Annotated[
        dict[Annotated[str, StringConstraints(pattern=r"^U\+[0-9A-F]{4,6}$")], PrintedAs],
        NotPrinted("put into printed texts in place of characters, and checked when it is given"),
    ] = {}
    """What is printed in place of characters that no font has, by their code points; the adopted words keep them."""
    source: Annotated[str, NotPrinted("the file whose texts are in `version`")]
    """The version's file, character for character."""
    facts: Annotated[FrozenFacts | None, NotPrinted("what rules are written in")] = None
    """The vocabulary that the rules are written in, of a version with rules; none in copies made before it was kept."""
    topics: Annotated[dict[TopicIdField, Topic] | None, NotPrinted("what comparisons of councils list")] = None
    """The topics that the clauses declare, by id; none in copies made before they were kept."""
    pictures: Annotated[dict[FileName, str] | None, NotPrinted("the pictures themselves, in Base64")] = None
    """The files of the pictures that the text shows, in Base64, by their names; none of a text without pictures."""
    marks: Literal[2] | None = None
    """Which marks its texts are read with: 2 has `31^st^`, `CO~2~`, `[^1]` and `{blank}`. None in copies made before
    there were these: what looks like one is printed as it is typed."""
    elsewhere: Annotated[dict[str, str] | None, NotPrinted("made of titles and numbers, which are checked")] = None
    """What each reference to another policy prints, by what it names; none of a text without such references."""


def name_character(character: str) -> str:
    """Give a character as `print_as` names it: `U+1F4DE`."""
    return f"U+{ord(character):04X}"


def write_frozen(frozen: Frozen) -> str:
    """Give the text of the frozen copy: canonical JSON, in which a field that is left out was not given."""
    return canonical_json(frozen.model_dump(mode="json", by_alias=True, exclude_none=True))


def is_other_form(frozen: Frozen, version: Version, text: str) -> bool:
    """Tell whether a version and its file's `text` differ from the frozen ones in the form of characters only."""
    if text == frozen.source or not is_same_form(frozen.source, text):
        return False
    return is_same_form(model_data(frozen.version), model_data(version))


def adopted_words(version: Version) -> dict[str, Any]:
    """Give a version as plain data without the fields that belong to its editors."""
    data = model_data(version)
    assert isinstance(data, dict)
    return _without_editorial(data, "version")


def _without_editorial(data: dict[str, Any], part: str) -> dict[str, Any]:
    kept = {key: value for key, value in data.items() if key not in EDITORIAL[part]}
    for key, below in (("sections", "section"), ("clauses", "clause")):
        if key in kept:
            kept[key] = [_without_editorial(item, below) for item in kept[key]]
    return kept
