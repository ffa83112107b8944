"""The second pass: which numbers and bullets were typed before the words, and how each can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.intake.block import FileBlock, LabelReading
from policykit.intake.dates import starts_with_day
from policykit.intake.paragraph import Run
from policykit.wording.numerals import read_roman

BULLETS = "•·●▪■◦○‣⁃∙➢❖◆✓✔–—*-»>\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d\uf0a8"
BULLET = "•"

_BULLET = re.compile(rf"(?P<label>[{re.escape(BULLETS)}])(?=\s|[\uf000-\uf0ff]|$)|(?P<glued>[•●▪■◦‣\uf0b7\uf0a7])")
_LETTER_O = re.compile(r"(?P<label>o)\s+(?=\S)")
_ROUND = re.compile(
    r"(?P<label>[(\[](?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]{1,2}|[ivxlc]+|[IVXLC]+)[)\]]\.?)(?=\s|[A-Z“\"‘(]|$)"
)
_DOUBLE = re.compile(r"(?P<label>\d{1,3}[.)]?\s?[-–—]?\s*\(1\))(?=\s|[A-Z])")
"""A clause and its first part on one line, as statutes have them: `6.-(1)`."""
_GLUED = re.compile(r"(?P<label>\((?:[ivxl]{1,5}|(?P<twice>[a-z])(?P=twice))\))(?=[a-z])")
_GLUED_DASH = re.compile(r"(?P<label>-)(?=[A-Z][^\W\d_])")
_TIME = re.compile(r"[012]?\d[.:]\d\d\s*(?:a\.?m|p\.?m|hrs|hours|noon|[-–])", re.IGNORECASE)
_PATH = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,3}){1,5}(?:[A-Z]\b)?[.):]?)(?=\s|[A-Za-z“\"‘(]|$)")
_COUNT = re.compile(r"(?P<label>\d{1,3}[A-Z]?[.)])(?=\s|[A-Z“\"‘(]|$)|(?P<dashed>\d{1,2}\s?[-–—](?=\s+[A-Z]))")
_LETTER = re.compile(r"(?P<label>(?:[A-Za-z]{1,2}|[ivxlc]+|[IVXLC]+)[.)])(?=\s|[A-Z“\"‘]|$)")
_BARE_COUNT = re.compile(r"(?P<label>\d{1,2})(?=\s+[A-Z“\"‘]|\t)")
_BARE_LETTER = re.compile(r"(?P<label>[a-z]|[ivx]{1,5})(?=\s+\S)")
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PREFIXED = re.compile(r"(?P<label>(?P<prefix>[A-Z]{1,3})\s?(?P<count>\d{1,3})[:.)]?)(?=\s|$)")
"""A number behind letters of its own, `SC1:`; a label only where they count on."""
_WORD = re.compile(
    r"(?P<label>(?P<word>part|article|schedule|appendix|annexe?|chapter|section|subsection)\s+"
    rf"(?P<count>\d{{1,2}}(?:\.\d{{1,2}})*|[A-Z]|[IVXLC]+|{'|'.join(_COUNTED)})(?:\s*[:.–—-](?=\s|$))?)(?=\s|$)",
    re.IGNORECASE,
)
_LEAST = 3
"""So many bare numbers or letters in order are a list."""
_SHORT = 14


def read_labels(blocks: list[FileBlock]) -> None:
    """Split the typed labels off the words, and give each label its readings."""
    for block in blocks:
        if block.rows or block.source.role != "body":
            block.readings = tuple(read_label(block.label)) if block.label else ()
            continue
        _read_own(block)
    _find_bare(blocks, _BARE_COUNT)
    _find_bare(blocks, _BARE_LETTER)
    _find_prefixed(blocks)
    _lend_labels(blocks)
    _settle_letter_o(blocks)
    _settle_initials(blocks)


def looks_labelled(text: str) -> bool:
    """Tell whether a line surely begins with a typed label."""
    if _TIME.match(text):
        return False
    if any(pattern.match(text) for pattern in (_BULLET, _ROUND, _GLUED, _GLUED_DASH, _DOUBLE, _PATH, _COUNT)):
        return True
    word = _WORD.match(text)
    if word is not None and word["label"].endswith((":", "–", "—", "-")) and word.end() < len(text.rstrip()):
        return True  # `Section 2 — Terms`
    found = _LETTER.match(text)
    if found is None or not found["label"].islower() or found.end() == len(text.rstrip()):
        return False  # `so.` ends a sentence
    return next(read_label(found["label"]), None) is not None


def _read_own(block: FileBlock) -> None:
    if block.typed:  # split off with its table column
        block.readings = tuple(read_label(block.label))
        return
    found = _match_typed(block.text)
    if found and (not block.label or _is_number(found)):
        _split(block, found)
    word = _match_word(block)
    if word and block.text[len(word) :].strip():
        _split(block, word)
    block.readings = tuple(read_label(block.label or word))


def _is_number(label: str) -> bool:
    """Tell whether a label typed behind one that the format counts is the one to keep: `1. 1.1`."""
    return any(character.isalnum() for character in label)


def _match_typed(text: str) -> str:
    if starts_with_day(text) or _TIME.match(text):
        return ""
    for pattern in (_BULLET, _ROUND, _GLUED, _GLUED_DASH, _DOUBLE, _PATH, _COUNT, _LETTER):
        if found := pattern.match(text):
            others = found.groupdict()
            label = found["label"] or others.get("glued") or others.get("dashed") or ""
            if label and text[len(label) :].strip() and next(iter(read_label(label)), None) is not None:
                return label
    return ""


def _match_word(block: FileBlock) -> str:
    found = _WORD.match(block.text)
    if not found or block.label or block.length > _SHORT or block.text.rstrip().endswith((".", ";", ",")):
        return ""
    rest = block.text[found.end() :].split()
    if rest and not rest[0][0].isupper() and rest[0][0].isalpha():
        return ""  # `Section 4 of the Act applies`
    return found["label"]


def _split(block: FileBlock, label: str) -> None:
    """Take a typed label off the words of a block."""
    rest = block.text[len(label) :]
    gap = len(rest) - len(rest.lstrip())
    block.typed = label
    block.label = BULLET if label in BULLETS or label == "o" else label.strip()
    block.text = rest.lstrip()
    block.runs = _drop_start(block.runs, len(label) + gap)


def _drop_start(runs: tuple[Run, ...], count: int) -> tuple[Run, ...]:
    from policykit.intake.recognise.lines import cut_runs

    return cut_runs(runs, count, sum(len(run.text) for run in runs))


def read_label(label: str) -> Iterator[LabelReading]:
    """Give each way to read a label: `(i)` is the first Roman numeral, and the ninth letter."""
    label = label.strip()
    if not label:
        return
    if label in BULLETS or label == "o":
        yield LabelReading("bullet", 0)
        return
    if word := _WORD.fullmatch(label):
        yield from _read_word(word["word"].lower(), word["count"])
        return
    if double := _DOUBLE.fullmatch(label):
        label = double["label"][double["label"].index("(") :]
    if prefixed := _PREFIXED.fullmatch(label):
        dress = f"{prefixed['prefix']}#{label[prefixed.end('count') :]}"
        yield LabelReading("decimal", int(prefixed["count"]), (int(prefixed["count"]),), dress)
        return
    bare = label.strip("()[].: -–—")
    before, _, after = label.partition(bare)
    dress = f"{before}#{after}"
    if re.fullmatch(r"\d+(?:\.\d+)*[A-Z]?", bare):
        path = tuple(int(part) for part in re.findall(r"\d+", bare))
        if len(path) > 1:
            yield LabelReading("path", path[-1], path, dress.rstrip(".:"))
        else:
            yield LabelReading("decimal", path[0], path, dress)
        return
    if bare and set(bare) <= set("⁰¹²³⁴⁵⁶⁷⁸⁹"):
        yield LabelReading("mark", 0)
        return
    upper = bare.isupper()
    dress += "^" if upper else ""
    value = read_roman(bare.lower()) if bare == (bare.upper() if upper else bare.lower()) else None
    letter_value = _read_letters(bare)
    if value is not None and (len(bare) > 1 or bare.lower() in "ivx"):
        yield LabelReading("roman", value, (), dress)
    if letter_value is not None:
        yield LabelReading("alpha", letter_value, (), dress)


def _read_word(word: str, count: str) -> Iterator[LabelReading]:
    """Give each way to read the count behind a word: `Part 2`, `Section 2.1`, `Schedule A`, `Part Two`."""
    if count.lower() in _COUNTED:
        yield LabelReading("word", _COUNTED.index(count.lower()) + 1, (), word)
        return
    for reading in read_label(f"{count.upper()}."):
        yield LabelReading("word", reading.value, reading.path if len(reading.path) > 1 else (), word)


def _read_letters(bare: str) -> int | None:
    """Give 2 for b; for doubled letters 27 for aa (Word) and for ab (councils) alike."""
    lower = bare.lower()
    if not lower.isascii() or not lower.isalpha() or len(lower) > 2 or bare not in (lower, bare.upper()):
        return None
    if len(lower) == 1:
        return ord(lower) - 96
    if lower[0] == lower[1]:
        return 26 + ord(lower[0]) - 96
    return 26 + ord(lower[1]) - 96 if lower[0] == "a" else None


def _find_prefixed(blocks: list[FileBlock]) -> None:
    """Take numbers behind the same letters for labels where at least three count on from 1: `SC1:`, `SC2:`."""
    found: dict[str, list[tuple[FileBlock, re.Match[str]]]] = {}
    for block in blocks:
        match = None if block.label or block.rows else _PREFIXED.match(block.text)
        if match is not None:
            found.setdefault(match["prefix"], []).append((block, match))
    for lines in found.values():
        if [int(match["count"]) for _, match in lines] != list(range(1, len(lines) + 1)) or len(lines) < _LEAST:
            continue
        for block, match in lines:
            _split(block, match["label"])
            block.readings = tuple(read_label(block.label))


def _lend_labels(blocks: list[FileBlock]) -> None:
    """A label that is alone on its line belongs to the words of the next."""
    kept: list[FileBlock] = []
    waiting: FileBlock | None = None
    for block in blocks:
        if waiting is not None:
            free = not (block.label or block.rows or block.source.heading or block.source.role != "body")
            if free:
                block.label, block.typed, block.readings = waiting.label, waiting.typed, waiting.readings
            else:
                kept.append(_give_back(waiting))
            waiting = None
        alone = _is_alone(block)
        if alone:
            waiting = block
        else:
            kept.append(block)
    blocks[:] = kept if waiting is None else [*kept, _give_back(waiting)]


def _is_alone(block: FileBlock) -> bool:
    """Tell whether a line is nothing but a label."""
    if block.rows or block.source.role != "body" or block.source.heading:
        return False
    if block.typed and not block.text:
        return True
    if not block.label and block.text.strip() in BULLETS:
        block.typed, block.text, block.label, block.readings = block.text, "", BULLET, (LabelReading("bullet", 0),)
        return True
    return False


def _give_back(block: FileBlock) -> FileBlock:
    """Make a label that nothing follows the words of its own line."""
    block.text, block.typed, block.label, block.readings, block.runs = block.typed, "", "", (), ()
    return block


def _settle_letter_o(blocks: list[FileBlock]) -> None:
    """An `o` before the words is a bullet where several have one: Word's own second bullet, typed out."""
    found = [block for block in blocks if not block.label and not block.rows and _LETTER_O.match(block.text)]
    if len(found) >= 2:
        for block in found:
            _split(block, "o")
            block.readings = (LabelReading("bullet", 0),)


Chain = list[tuple[FileBlock, str]]
"""Blocks that count on from one another, each with its label."""


def _find_bare(blocks: list[FileBlock], pattern: re.Pattern[str]) -> None:
    """Take bare numbers or letters for labels where they count 1, 2, 3 through the text; in a heading, always.

    A list may go on after one that stands inside it: a, b, i, ii, c.
    """
    open_chains: list[tuple[int, Chain]] = []
    for block in blocks:
        found = None if block.label or block.rows or starts_with_day(block.text) else pattern.match(block.text)
        if found is None:
            if pattern is _BARE_COUNT and open_chains and _counts(block, open_chains[-1][0]):
                open_chains[-1] = (open_chains[-1][0] + 1, open_chains[-1][1])
            continue
        label = found["label"]
        values = {reading.value for reading in _read_bare(label)}
        if block.source.heading and pattern is _BARE_COUNT:
            _split(block, label)
            block.readings = tuple(read_label(block.label))
            _accept_all(open_chains, 0, pattern)
            open_chains.append((block.readings[0].value + 1, []))
        elif (at := _find_open(open_chains, values)) is not None:
            _accept_all(open_chains, at + 1, pattern)
            expected, chain = open_chains[at]
            open_chains[at] = (expected + 1, [*chain, (block, label)])
        elif 1 in values:
            again = [at for at, (_, chain) in enumerate(open_chains) if not chain or chain[0][1] == label]
            _accept_all(open_chains, again[0] if again else len(open_chains), pattern)
            open_chains.append((2, [(block, label)]))
    _accept_all(open_chains, 0, pattern)


def _find_open(open_chains: list[tuple[int, Chain]], values: set[int]) -> int | None:
    """Give the innermost list that goes on with one of these values."""
    found = (at for at in range(len(open_chains) - 1, -1, -1) if open_chains[at][0] in values)
    return next(found, None)


def _accept_all(open_chains: list[tuple[int, Chain]], start: int, pattern: re.Pattern[str]) -> None:
    """End the lists from `start` on."""
    for _, chain in open_chains[start:]:
        _accept(chain, pattern)
    del open_chains[start:]


def _counts(block: FileBlock, expected: int) -> bool:
    """Tell whether a short line with a number of its own is the next in the count."""
    numbered = bool(block.readings) and block.readings[0].style == "decimal" and block.length <= _SHORT
    return numbered and block.readings[0].value == expected


def _accept(chain: list[tuple[FileBlock, str]], pattern: re.Pattern[str]) -> None:
    short = all(block.length <= _SHORT for block, _ in chain)
    apart = all(block.text[len(label) :].startswith("\t") for block, label in chain)
    least = 2 if apart or (short and pattern is _BARE_COUNT) else _LEAST
    if len(chain) < least:
        return
    for block, label in chain:
        _split(block, label)
        block.label = label
        block.readings = tuple(_read_bare(label))


def _read_bare(label: str) -> Iterator[LabelReading]:
    """Give each way to read a bare letter or number: in a run of letters, an `o` is the fifteenth and no bullet."""
    if label == "o":
        yield LabelReading("alpha", 15, (), "#")
    else:
        yield from read_label(label)


def _settle_initials(blocks: list[FileBlock]) -> None:
    """A capital with a full stop is a label only in a list of them: else it begins a name (`A. Smith`)."""
    seen: set[tuple[str, int]] = set()
    for block in blocks:
        seen |= {(reading.dress, reading.value) for reading in block.readings if block.typed}
    for block in blocks:
        if not (block.typed and re.fullmatch(r"[A-Z]\.", block.label)):
            continue
        beside = any((reading.dress, reading.value + step) in seen for reading in block.readings for step in (-1, 1))
        if not beside:
            block.text = f"{block.typed} {block.text}"
            block.runs = ()
            block.label, block.typed, block.readings = "", "", ()
