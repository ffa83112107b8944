"""Files of policykit's own: the whole version, with what is in `proprietary` where it fits the words that are shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from policykit.intake.akn.names import AGENT, AKN, EREF, LAW, OWN
from policykit.intake.akn.said import Said, read_said
from policykit.intake.akn.shape import find_stray
from policykit.intake.paragraph import OwnVersion
from policykit.model.markdown import parse_text
from policykit.model.policy import Version
from policykit.model.table import write_items
from policykit.model.text import plain_text
from policykit.wording.printable import replace_unprintable

_NS = f"{{{AKN}}}"
Entry = dict[str, Any]


def read_own(root: ET.Element) -> OwnVersion | None:
    """Give the version of a file as policykit writes it; None for any other file, or one that was changed beyond it.

    What is in `proprietary` may say how words are typed, and never adds or takes away one that the file shows.
    """
    source = root.find(f"{_NS}doc/{_NS}meta/{_NS}identification")
    if source is None or source.get("source") != f"#{AGENT}" or find_stray(root) is not None:
        return None
    try:
        said = read_said(root)
        unused = list(_add_leftovers(root, said))
        Version.model_validate_json(json.dumps(said.version))
        places = dict(_walk(said.version))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return OwnVersion(
        said.version,
        tuple(said.events),
        said.numbers,
        {name: tuple(sorted(shown)) for name, shown in said.reader.labels.items()},
        said.texts,
        said.reader.values,
        {places[name]["picture"]["file"]: content for name, content in said.pictures.items()},
        said.committees,
        said.council,
        said.language,
        tuple(unused),
    )


def _add_leftovers(root: ET.Element, said: Said) -> Iterator[str]:
    """Put what has no other place into the version and its events; gives what does not fit the words."""
    places = dict(_walk(said.version))
    laws = {f"{LAW}{number}": law for number, law in enumerate(said.version.get("legislation", ()), start=1)}
    events = {f"{EREF}{number}": event for number, event in enumerate(said.events, start=1)}
    for field in root.iterfind(f"{_NS}doc/{_NS}meta/{_NS}proprietary/{{{OWN}}}field"):
        of, name, value = field.get("of", ""), field.get("name", ""), json.loads(field.text or "null")
        listed = laws.get(of) or events.get(of)
        entry = listed if listed is not None else places[of]
        if listed is None and not _fits(said, of, name, entry.get(name), value):
            yield f"{name} of {of or 'the policy'}"
        elif value is None:
            entry.pop(name, None)
        else:
            entry[name] = value


def _walk(entry: Entry) -> Iterator[tuple[str, Entry]]:
    yield str(entry.get("id", "")), entry
    for key in ("sections", "clauses"):
        for inner in entry.get(key, ()):
            yield from _walk(inner)


def _fits(said: Said, of: str, name: str, old: object, new: object) -> bool:
    """Tell whether a value has just the words that the file shows for a field."""
    if name in ("sections", "clauses", "id"):
        return False
    if name in ("title", "subtitle", "heading", "term", "text", "closing"):
        shown = said.shown.get((of, name))
        if name == "text" and new is None:
            return True  # the words of a model clause
        return _squeeze_plain(shown or "") == _squeeze(str(new or ""), plain=name == "term")
    if name == "footnotes":
        return _note_words(old, new)
    if name == "picture":
        return _picture_words(old) == _picture_words(new)
    if name == "table":
        return _table_words(old) == _table_words(new)
    return True


def _squeeze(text: str, *, plain: bool = False) -> str:
    return _squeeze_plain(text if plain else plain_text(parse_text(text).inlines))


def _squeeze_plain(text: str) -> str:
    """Give words without spaces, and without the signs that XML cannot hold."""
    return "".join(replace_unprintable(text).split())


def _note_words(old: object, new: object) -> bool:
    """Tell whether the footnotes that are called have the same words; others are shown nowhere."""
    before = old if isinstance(old, Mapping) else {}
    after = new if isinstance(new, Mapping) else {}
    return all(name in after and _squeeze(str(after[name])) == _squeeze(str(text)) for name, text in before.items())


def _picture_words(picture: object) -> list[str]:
    if not isinstance(picture, Mapping):
        return []
    return [_squeeze_plain(str(picture.get(name) or "")) for name in ("alt", "caption")]


def _table_words(table: object) -> list[str]:
    if not isinstance(table, Mapping):
        return []
    cells = [cell["text"] if isinstance(cell, Mapping) else cell for row in table["rows"] for cell in row]
    texts = [_squeeze(write_items(str(each))) for each in (*table.get("columns", ()), *cells)]
    return [_squeeze_plain(str(table.get("caption", ""))), *(text.replace("•", "") for text in texts if text)]
