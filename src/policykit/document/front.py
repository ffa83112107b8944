"""Cover and end of a document: version block, contact lines, contents and the version-control table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from policykit.document.tree import Blank, Block, Cell, ContentsEntry, Line, Part, SectionNode, TableNode
from policykit.model.council import Council, HistoryColumn
from policykit.model.dates import PartialDate
from policykit.model.markdown import parse_text
from policykit.model.parameters import council_parameters
from policykit.model.policy import Version
from policykit.model.register import BlankField, BlankReason, Event, Status, VersionState
from policykit.model.table import Covered
from policykit.model.text import Break, Inline, Parameter, Text, find_braces, plain_text
from policykit.wording.phrases.languages import ENGLISH, PhraseTable

_STATUSES: tuple[Status, ...] = ("draft", "recommended", "adopted", "superseded", "withdrawn")
STATUS_WORDS: dict[Status, str] = {status: ENGLISH.say(f"status.{status}") for status in _STATUSES}
"""What a status is called in English, as histories and lists say it."""

Values = Mapping[str, str | Blank]


def status_line(state: VersionState, council: Council, phrases: PhraseTable = ENGLISH) -> str:
    """Give the status in words for every page; nothing that is not adopted ever looks adopted."""
    if state.status == "withdrawn":
        return phrases.say("line.withdrawn")
    if state.approval is None:
        return phrases.say("line.recommended" if state.status == "recommended" else "line.draft")
    style = council.house_style.date_style
    date = state.approval.date.shown(style, phrases) if state.approval.date else phrases.say("line.undated")
    return phrases.say("line.adopted", date=date) + _say_later(state.approval.in_force_from, council, phrases)


def _say_later(later: PartialDate | None, council: Council, phrases: PhraseTable) -> str:
    """Say from when an adopted text counts, where that is a later day."""
    date = later.shown(council.house_style.date_style, phrases) if later else ""
    return phrases.say("line.in_force", date=date) if date else ""


def block_values(state: VersionState, council: Council, phrases: PhraseTable = ENGLISH) -> Values:
    """Give the value of everything a version block can name; what is not there is a blank with its reason."""
    language = phrases.language
    values: dict[str, str | Blank] = {
        name: value if value is not None else Blank("not_applicable", language)
        for name, value in council_parameters(council).items()
    }
    style = council.house_style.date_style

    def event(name: str, found: Event | None, reason: Blank) -> None:
        date = found.date.shown(style, phrases) if found and found.date else None
        values[f"{name}.date"] = date or _blank(found, "date", reason)
        values[f"{name}.reference"] = (found and found.reference) or _blank(found, "reference", reason)
        values[f"{name}.body"] = (found and found.body) or _blank(found, "body", reason)

    unknown, nothing = Blank("not_yet_known", language), Blank("not_applicable", language)
    event("created", state.last("created"), unknown)
    event("drafted", state.last("drafted"), unknown)
    event("recommended", state.last("recommended"), unknown)
    event("review", state.last("reviewed", "recommended"), unknown)
    for committee in council.committees:
        reviews = [e for e in state.events if e.committee == committee.id and e.event in ("reviewed", "recommended")]
        event(f"review.{committee.id}", reviews[-1] if reviews else None, unknown)
    event("approval", state.approval, unknown)
    begins = state.approval.begins if state.approval else None
    later = state.approval.in_force_from if state.approval else None
    rows = council.house_style.version_block.rows
    if later is not None and not any("{approval.in_force_from}" in row.text for row in rows):
        # A block that has no row for it says so with the date of the adoption.
        values["approval.date"] = f"{values['approval.date']}{_say_later(later, council, phrases)}"
    values["approval.in_force_from"] = (
        begins.shown(style, phrases) if begins else _blank(state.approval, "date", unknown)
    )
    previous = state.previous
    values["previous.version"] = previous.version if previous else nothing
    event("previous.approval", previous.approval if previous else None, unknown if previous else nothing)
    values["version"] = state.version
    values["status"] = phrases.say(f"status.{state.status}")
    values["next_review"] = state.next_review.shown(style, phrases) if state.next_review else unknown
    return values


def _blank(event: Event | None, field: BlankField, otherwise: Blank) -> Blank:
    if event is not None and field in event.blanks:
        return Blank(event.blanks[field], otherwise.language)
    return otherwise


def fill_template(template: str, values: Values) -> tuple[Inline, ...] | Blank:
    """Fill a line with its values. A line that is one parameter alone, without value, is a blank."""
    braces = list(find_braces(template))
    if len(braces) == 1 and braces[0][:2] == (0, len(template)) and isinstance(braces[0][2], Parameter):
        value = values[braces[0][2].name]
        return value if isinstance(value, Blank) else (Text(value),)
    words, end = "", 0
    for start, stop, node in braces:
        value = values[node.name] if isinstance(node, Parameter) else ""
        words += template[end:start] + ("—" if isinstance(value, Blank) else value)
        end = stop
    return (Text(words + template[end:]),)


def build_version_block(council: Council, values: Values, language: str = "") -> tuple[Part, ...]:
    """Give the version block: one table, or one line for each row, as the house style says."""
    block = council.house_style.version_block
    if block.layout == "lines":
        return tuple(
            Line("version", fill_template(row.text, values), _label(row.label, values), language) for row in block.rows
        )
    rows: list[tuple[Cell, ...]] = []
    for row in block.rows:
        text = fill_template(row.text, values)
        rows.append((text,) if row.label is None else ((Text(_label(row.label, values) or ""),), text))
    return (Block("version_block", table=TableNode((), tuple(rows), row_headers=True), language=language),)


def shorten_unknown(parts: tuple[Part, ...], *, draft: bool) -> tuple[Part, ...]:
    """Give a version block or history; in that of a draft a dash says what is not yet known, since all of it is so."""
    return tuple(_shorten(part) for part in parts) if draft else parts


def _shorten(part: Part) -> Part:
    if isinstance(part, Line):
        return replace(part, words=_shorten_words(part.words))
    if part.table is None:
        return part
    rows = tuple(tuple(_shorten_cell(cell) for cell in row) for row in part.table.rows)
    return replace(part, table=replace(part.table, rows=rows))


def _shorten_words(words: tuple[Inline, ...] | Blank) -> tuple[Inline, ...] | Blank:
    if isinstance(words, Blank) and words.reason == "not_yet_known":
        return replace(words, brief=True)
    return words


def _shorten_cell(cell: Cell) -> Cell:
    return cell if isinstance(cell, Covered) else _shorten_words(cell)


def _label(label: str | None, values: Values) -> str | None:
    filled = fill_template(label, values) if label else None
    return plain_text(filled) if isinstance(filled, tuple) else label


def build_history(
    council: Council, states: tuple[VersionState, ...], phrases: PhraseTable = ENGLISH, language: str = ""
) -> Block:
    """Give the version-control table over `states`, oldest first.

    With a column for the event there is a row for each event; without one, a row for each version, with the
    date and reference of its approval, and one for each later review.
    """
    table = council.house_style.history
    fields = frozenset(column.field for column in table.columns)
    whole = "event" in fields
    told = [pair for state in states for pair in _tell_state(state, whole, phrases)]
    rows = [tuple(_history_cell(column, *pair, council, fields, phrases) for column in table.columns) for pair in told]
    if not rows:
        rows.append(tuple(Blank("not_yet_known", phrases.language) for _ in table.columns))
    columns = tuple((Text(column.heading),) for column in table.columns)
    return Block("history", table.heading, TableNode(columns, tuple(rows)), language=language)


def _tell_state(state: VersionState, whole: bool, phrases: PhraseTable) -> list[tuple[Event, str]]:
    return _tell_events(state, phrases) if whole else _merge_events(state, phrases)


def _tell_events(state: VersionState, phrases: PhraseTable) -> list[tuple[Event, str]]:
    """Give every event with its name; whoever reviews a draft may well have changed it."""
    since = _find_adoption(state)
    return [
        (event, name_event(event, adopted=position >= since, phrases=phrases))
        for position, event in enumerate(state.events)
    ]


def name_event(event: Event, *, adopted: bool, phrases: PhraseTable = ENGLISH) -> str:
    """Give what happened in words; `adopted` tells that the version was adopted by then."""
    draft = event.event == "reviewed" and not adopted
    return phrases.say("event.reviewed_draft" if draft else f"event.{event.event}")


def _find_adoption(state: VersionState) -> int:
    return state.events.index(state.approval) if state.approval is not None else len(state.events)


def _merge_events(state: VersionState, phrases: PhraseTable) -> list[tuple[Event, str]]:
    """One row for the making and adoption of a version, and one for each review after it.

    A version that is not adopted has neither date nor reference, whatever committee has seen it.
    """
    made = [event for event in state.events if event.event in ("created", "drafted", "amended", "recommended")]
    adopted = state.approval
    changes = next((event.changes for event in (*made, *([adopted] if adopted else [])) if event.changes), None)
    if adopted is not None:
        later = [e for e in state.events[_find_adoption(state) :] if e.event in ("reviewed", "readopted")]
        rows = [adopted.model_copy(update={"changes": adopted.changes or changes}), *later]
    else:
        rows = [event.model_copy(update={"changes": changes, "date": None, "reference": None}) for event in made[:1]]
    return [(event, phrases.say(f"event.{event.event}")) for event in rows]


def _history_cell(
    column: HistoryColumn, event: Event, words: str, council: Council, fields: Collection[str], phrases: PhraseTable
) -> Cell:
    """Give one cell; `words` name the event, and `fields` are what the columns hold: no two say the same."""
    style = council.house_style.date_style
    whole = "event" in fields
    field = column.field
    value: str | None
    begins = event.in_force_from if "in_force_from" not in fields else None
    later = _say_later(begins, council, phrases)
    if field == "event":
        value = words + (phrases.say("event.with_amendments") if event.with_amendments else "") + later
    elif field == "date":
        # Where no other column says so, the date of an adoption says from when it counts.
        value = event.date.shown(style, phrases) + ("" if whole else later) if event.date else None
    elif field == "next_review":
        value = event.next_review.shown(style, phrases) if event.next_review else None
    elif field == "in_force_from":
        value = event.begins.shown(style, phrases) if event.event == "adopted" and event.begins else None
    elif field == "changes" and len(event.changes_listed) > 1:
        return _list_items(event.changes_listed)
    elif field == "body":
        labels = {committee.id: committee.label for committee in council.committees}
        value = event.body or (labels.get(event.committee, event.committee) if event.committee else None)
    elif field == "changes":
        reviewed = not whole and event.event in ("reviewed", "readopted")
        value = next(iter(event.changes_listed), words if reviewed else None)
    else:
        value = getattr(event, field)
    if value is not None:
        return (Text(value),)
    reason = event.blanks.get(field) if field in ("date", "reference", "changes", "body", "next_review") else None
    if reason is None and whole and field != "date" and not (field == "reference" and event.event == "adopted"):
        return ()  # nothing is wanted here: not every event changes the text or has a minute
    otherwise: BlankReason = "not_yet_known" if field in ("date", "reference", "body") else "not_applicable"
    return Blank(reason or otherwise, phrases.language)


def _list_items(items: tuple[str, ...]) -> Cell:
    """Give several changes as lines of one cell, each with a bullet."""
    lines: list[Inline] = []
    for item in items:
        lines += [Break(), Text(f"• {item}")] if lines else [Text(f"• {item}")]
    return tuple(lines)


def build_contents(
    sections: tuple[SectionNode, ...], heading: str, levels: int, language: str = "", main: str = ""
) -> Block:
    """Give the contents, down to `levels` levels of headings; `main` is the language of the document."""
    entries: list[ContentsEntry] = []

    def walk(nodes: tuple[SectionNode, ...]) -> None:
        for node in nodes:
            if node.heading and node.level <= levels:
                other = node.language if node.language != main else ""
                entries.append(ContentsEntry(node.id, node.number, plain_text(node.heading), node.level, other))
                walk(node.sections)

    walk(sections)
    return Block("contents", heading, entries=tuple(entries), language=language)


def build_parts(
    names: tuple[str, ...],
    version: Version,
    council: Council,
    values: Values,
    blocks: Mapping[str, Callable[[], tuple[Part, ...]]],
    language: str = "",
) -> tuple[Part, ...]:
    """Give the parts of a cover or end in the order of the house style; parts without content are left out.

    `language` is that of the council's own words where it is not the document's.
    """
    parts: list[Part] = []
    for name in names:
        match name:
            case "council":
                parts.append(Line("council", (Text(council.name),), language=language))
            case "strapline" if council.strapline:
                parts.append(Line("strapline", (Text(council.strapline),), language=language))
            case "officers":
                parts.extend(
                    Line("officer", (Text(_officer_words(o.title, o.name, o.qualification)),), language=language)
                    for o in council.officers
                    if o.on_cover
                )
            case "title":
                parts.append(Line("title", parse_text(version.title).inlines))
            case "subtitle" if version.subtitle:
                parts.append(Line("subtitle", parse_text(version.subtitle).inlines))
            case "brand_lines":
                parts.extend(Line("brand", (Text(line),), language=language) for line in council.brand.lines)
            case "contact_lines":
                parts.extend(
                    Line("contact", words, language=language)
                    for template in council.house_style.contact_lines
                    if not isinstance(words := fill_template(template, values), Blank)
                )
            case _ if name in blocks:
                parts.extend(blocks[name]())
    return tuple(parts)


def name_substitutes(
    print_as: Mapping[str, str], phrases: PhraseTable = ENGLISH, language: str = ""
) -> tuple[Part, ...]:
    """Give a line for each character of the adopted text that is printed as something else."""
    return tuple(
        Line("contact", (Text(phrases.say("substitute", character=name, words=words)),), language=language)
        for name, words in print_as.items()
    )


def _officer_words(title: str, name: str | None, qualification: str | None) -> str:
    return f"{title}: {' '.join(part for part in (name, qualification) if part)}" if name else title
