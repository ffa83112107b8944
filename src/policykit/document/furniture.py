"""What stands around a text in the text's own language: the council's words, and policykit's phrases and labels."""

from __future__ import annotations

from dataclasses import dataclass

from policykit.model.council import DEFAULT_BLOCK, Council, HistoryTable, HouseStyle, VersionBlock
from policykit.model.force.kinds import read_primary
from policykit.wording.phrases.languages import PhraseTable, find_phrases

_DEFAULT = HouseStyle()


@dataclass(frozen=True, slots=True)
class Furniture:
    """The council and the phrases for one document, and the language of each where it is not the document's."""

    council: Council
    """The council with its words in the language of the document, as far as it has them."""
    phrases: PhraseTable
    block_phrases: PhraseTable
    """What the version block is filled in with: the phrases in the language of its labels."""
    history_phrases: PhraseTable
    council_mark: str = ""
    """The language of the council's own words; empty where it is the document's."""
    block_mark: str = ""
    history_mark: str = ""
    contents_mark: str = ""
    phrases_mark: str = ""


def make_furniture(council: Council, language: str) -> Furniture:
    """Give what stands around a text of `language`: defaults are translated, the council's own words are its own."""
    phrases = find_phrases(language)
    home = localise_council(council, language)
    style = home.house_style
    own = "" if read_primary(home.language) == read_primary(language) else home.language
    home_phrases = find_phrases(home.language)
    defaults = {
        "version_block": style.version_block == DEFAULT_BLOCK,
        "history": style.history == HistoryTable(),
        "contents_heading": style.contents_heading == _DEFAULT.contents_heading,
    }
    changed = {
        "version_block": _translate_block(style.version_block, phrases),
        "history": _translate_history(style.history, phrases),
        "contents_heading": phrases.say("contents.heading"),
    }
    given = {name: changed[name] for name, is_default in defaults.items() if is_default}
    mark = phrases.mark(language)
    return Furniture(
        home.model_copy(update={"house_style": style.model_copy(update=given)}),
        phrases,
        phrases if defaults["version_block"] else home_phrases,
        phrases if defaults["history"] else home_phrases,
        council_mark=own,
        block_mark=mark if defaults["version_block"] else own,
        history_mark=mark if defaults["history"] else own,
        contents_mark=mark if defaults["contents_heading"] else own,
        phrases_mark=mark,
    )


def localise_council(council: Council, language: str) -> Council:
    """Give a council with the words that it has in a language in place of those in its own."""
    words = next((w for name, w in council.in_languages.items() if read_primary(name) == read_primary(language)), None)
    if words is None or read_primary(council.language) == read_primary(language):
        return council
    given = {name: value for name in type(words).model_fields if (value := getattr(words, name)) not in (None, (), {})}
    titles, names = given.pop("officers", {}), given.pop("committees", {})
    officers = tuple(each.model_copy(update={"title": titles.get(each.role, each.title)}) for each in council.officers)
    committees = tuple(each.model_copy(update={"name": names.get(each.id, each.name)}) for each in council.committees)
    more = {"language": language, "officers": officers, "committees": committees}
    return council.model_copy(update={**given, **more})


def _translate_block(block: VersionBlock, phrases: PhraseTable) -> VersionBlock:
    rows = tuple(
        row.model_copy(update={"label": phrases.translate(row.label, "block")}) if row.label else row
        for row in block.rows
    )
    return block.model_copy(update={"rows": rows})


def _translate_history(table: HistoryTable, phrases: PhraseTable) -> HistoryTable:
    columns = tuple(
        column.model_copy(update={"heading": phrases.translate(column.heading, "history")}) for column in table.columns
    )
    return table.model_copy(update={"heading": phrases.say("history.heading"), "columns": columns})
