"""Words of a file as the words of a clause: inline CommonMark that reads back as exactly these words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from policykit.intake.paragraph import Run
from policykit.model.markdown import SAFE_SCHEMES, parse_text
from policykit.model.text import plain_text
from policykit.source.glyphs import find_missing_glyphs

_SPECIAL = re.compile(r"[\\`*_\[\]<>&{}!^~]")
_SPACES = re.compile(r"[^\S\n]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\U000e0000-\U000e007f]")
_ADDRESS = re.compile(r"(?:https?|mailto|tel):[^\s()<>\[\]\\]+")


def write_text(text: str, runs: tuple[Run, ...] = (), *, bold: bool = False) -> str:
    r"""Give the words of a paragraph as inline CommonMark.

    Args:
        text: the words; `\n` is a line break.
        runs: the words with their dress; stressed words and links are kept where they read back as the same words.
        bold: whether all words are bold, so that bold says nothing.
    """
    plain = escape_text(settle_spaces(text))
    if not runs or settle_spaces("".join(run.text for run in runs)) != settle_spaces(text):
        return plain
    dressed = _tidy("".join(_write_run(run, bold=bold) for run in _join_runs(runs)))
    return dressed if read_words(dressed) == read_words(plain) and not parse_text(dressed).faults else plain


def read_words(text: str) -> str:
    """Give the words that inline CommonMark shows, without their spaces."""
    return "".join(plain_text(parse_text(text).inlines).split())


def settle_spaces(text: str) -> str:
    """Give a text with single spaces, and without characters that cannot be seen or printed."""
    text = show_printable(text.replace("\u00a0", " "))
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line)


def drop_unseen(text: str) -> str:
    """Give a text without characters that nobody sees: soft hyphens, marks of direction, zero-width blanks."""
    return _UNSEEN.sub("", text)


def show_printable(text: str) -> str:
    """Give a text in which each character that the fonts cannot print is written otherwise: `ﬁ` as fi."""
    text = drop_unseen(text)
    missing = {character for _, character in find_missing_glyphs(text)}
    for character in sorted(missing - {"\t"}):
        text = text.replace(character, _write_missing(character))
    return text


@lru_cache(maxsize=1024)
def _write_missing(character: str) -> str:
    for form in ("NFKC", "NFKD"):
        other = unicodedata.normalize(form, character)
        if other != character and not list(find_missing_glyphs(other)):
            return other
    if unicodedata.category(character) in ("Co", "Cn"):
        return "•"
    if unicodedata.category(character) in ("Mn", "Zs", "Zl", "Zp", "Cc"):
        return " " if unicodedata.category(character) != "Mn" else ""
    name = unicodedata.name(character, "").lower()
    return f"({name})" if name else "•"


def escape_text(text: str) -> str:
    """Give words as CommonMark that shows just these characters; a line feed becomes a line break."""
    escaped = _SPECIAL.sub(lambda match: _escape_one(match, text), text)
    return escaped.replace("\n", "\\\n")


def _escape_one(match: re.Match[str], text: str) -> str:
    character, at = match[0], match.start()
    if character == "&" and not re.match(r"&#?\w+;", text[at:]):
        return character
    if character == "!" and text[at + 1 : at + 2] != "[":
        return character
    if character in "<>" and (text[at + 1 : at + 2] in (" ", "") or character == ">"):
        return character
    if character == "_" and at and text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum():
        return character
    return character if character == "}" else f"\\{character}"


def _join_runs(runs: tuple[Run, ...]) -> list[Run]:
    """Give the runs with spaces outside what is stressed, for CommonMark stresses no spaces."""
    found: list[Run] = []
    for run in runs:
        core = run.text.strip()
        start = run.text[: len(run.text) - len(run.text.lstrip())]
        end = run.text[len(run.text.rstrip()) :] if core else ""
        for text, dressed in ((start, False), (core, True), (end, False)):
            if text:
                own = Run(text, run.bold and dressed, run.italic and dressed, run.href if dressed else "")
                found.append(own)
    merged: list[Run] = []
    for run in found:
        last = merged[-1] if merged else None
        if last is not None and (last.bold, last.italic, last.href) == (run.bold, run.italic, run.href):
            merged[-1] = Run(last.text + run.text, run.bold, run.italic, run.href)
        else:
            merged.append(run)
    return merged


def _write_run(run: Run, *, bold: bool) -> str:
    words = escape_text(show_printable(run.text.replace("\u00a0", " ")))
    if not run.text.strip():
        return words
    if run.italic:
        words = f"*{words}*"
    if run.bold and not bold:
        words = f"**{words}**"
    if run.href and _ADDRESS.fullmatch(run.href) and run.href.partition(":")[0].lower() in SAFE_SCHEMES:
        words = f"[{words}]({run.href})"
    return words


def _tidy(text: str) -> str:
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line and line != "\\")
