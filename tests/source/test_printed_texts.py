"""Every printed field, and every kind of character that must not be in it: `check` finds each before it is adopted."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lint.library import write, write_library

from policykit.errors import Diagnostic, PolicykitError, Severity
from policykit.model.base import Model
from policykit.model.dates import PartialDate
from policykit.model.markdown import parse_text
from policykit.model.printed import PrintedText, walk_texts
from policykit.model.text import plain_text
from policykit.model.vanishing import find_losses
from policykit.pipeline.adopt import adopt_versions
from policykit.pipeline.check import check_library
from policykit.pipeline.happening import Happening
from policykit.source.library import load_library
from policykit.source.nodes import YamlPlaces
from policykit.source.yaml import read_yaml

MAXIMAL = Path(__file__).parent.parent / "life" / "maximal"
TODAY = date(2026, 11, 20)
POLICY = "leek/everything"
EVENT = {"version": "REV 1.0", "event": "drafted", "date": "2026-11-02", "body": "B", "reference": "R"} | {
    "changes": "C",
    "recorded_by": "D",
}

BAD = {
    "a picture": ("📞", "missing-glyph"),
    "a bullet of Word": ("\uf0b7", "missing-glyph"),
    "an apostrophe of Windows": ("\x92", "bad-character"),
    "a line break unseen": ("\u2028", "bad-character"),
    "a space without width": ("\u200b", "bad-character"),
    "a soft hyphen": ("\u00ad", "invisible-character"),
    "a wrong encoding": ("â€™", "mojibake"),
    "a sign that was lost": ("\ufffd", "mojibake"),
    "a gap": ("[insert name]", "placeholder"),
}
LOST = {"markdown": "2*3*4", "title": "*now*", "plain": "{council.name}", "template": "{council.nmae}"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which every printed field has a value, as block YAML without comments."""
    root = tmp_path_factory.mktemp("printed") / "policies"
    shutil.copytree(MAXIMAL, root)
    for file, _ in list_files(root):
        data = plain_data(read_yaml("", file.read_text("utf-8"))[0])
        if file.name == "register.yaml":
            data["events"] = [EVENT]
        write(file, data)
    return root


def list_files(root: Path) -> Iterator[tuple[Path, Model]]:
    """Give the files that hold printed texts, each with what is read from it."""
    library = load_library(root)
    policy = library.policies[POLICY]
    yield root / "leek" / "council.yaml", library.councils[policy.council].value
    yield root / POLICY / "register.yaml", policy.register.value
    for version in policy.versions:
        yield Path(version.places.file), version.value


def plain_data(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain_data(item) for key, item in value.items()}
    return [plain_data(item) for item in value] if isinstance(value, tuple) else value


def list_fields() -> list[tuple[str, str]]:
    """Give each printed field once, as the name of its file and its keys, from the schema's own walk."""
    found = {"register.yaml changes", "register.yaml body", "register.yaml reference", "register.yaml recorded_by"}
    for file, model in list_files(MAXIMAL):
        found |= {f"{file.name} {field_of(text)}" for text in walk_texts(model)}
    return [(name.partition(" ")[0], name.partition(" ")[2]) for name in sorted(found)]


def field_of(text: PrintedText) -> str:
    keys = [step for step in text.path if isinstance(step, str)]
    return ".".join(keys[-2:]) if keys[-1] not in ("changes", "body", "reference", "recorded_by") else keys[-1]


@pytest.mark.parametrize(("name", "field"), list_fields())
def test_each_kind_of_bad_character_is_found_in_each_printed_field(library: Path, name: str, field: str) -> None:
    file, model = next((file, model) for file, model in list_files(library) if file.name == name)
    text = next(text for text in walk_texts(model) if field_of(text) == field)
    whole = file.read_text("utf-8")
    # A note may well quote the gap that it speaks of.
    signs = [bad for bad in BAD.values() if bad[1] != "placeholder" or text.printed.part != "note"]
    wanted = [(f"{text.text} {sign}", code) for sign, code in signs]
    wanted += [(f"{text.text} {LOST[text.printed.reading]}", "")]
    try:
        for words, code in wanted:
            data = plain_data(read_yaml("", whole)[0])
            put(data, text.path, words)
            write(file, data)
            places = YamlPlaces(file.as_posix(), file.read_text("utf-8"))
            line = places.span(text.path).line
            found = [d for d in check_library(library, TODAY).diagnostics if is_at(d, file, line)]
            codes = {d.code for d in found}
            assert code in codes or (not code and codes & {"lost-characters", "unknown-parameter"}), (words, codes)
        file.write_text(remark_behind(whole, text, file), "utf-8")
        found = [d for d in check_library(library, TODAY).diagnostics if d.code == "remark-in-text"]
        assert [d.severity for d in found] == [Severity.ERROR]
    finally:
        file.write_text(whole, "utf-8")


def put(data: Any, path: tuple[str | int, ...], words: str) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = words


def is_at(diagnostic: Diagnostic, file: Path, line: int) -> bool:
    span = diagnostic.span
    return span is not None and Path(span.file) == file and span.line == line and span.column > 1


def remark_behind(whole: str, text: PrintedText, file: Path) -> str:
    """Give the file with `#4 today` behind one text."""
    lines = whole.split("\n")
    span = YamlPlaces(file.as_posix(), whole).span(text.path)
    assert span.line == span.end_line
    at = span.end_column - 1
    rest = lines[span.line - 1][at:]
    lines[span.line - 1] = lines[span.line - 1][:at] + " #4 today" + (f"\n{' ' * 60}{rest}" if rest else "")
    return "\n".join(lines)


# -- characters that would be lost -------------------------------------------------------------------------------------

WORDS = ["Meet", "the", "Clerk", "in", "room", "four", "today", "and", "sign", "each", "form", "before", "noon"]
SWALLOWED = (
    *("2*3*4", "un*sign*ed", "a*b and c*d", "I,__of__,the", "x,*y*", "£*5*"),
    *(r"C:\_forms\_old", r"\\server\share", r"01\-02", r"5 \* 3", r"\(a\)", r"100\%"),
    *("AT&amp;T", "&copy; 2026", "R&#38;D", "&lt;5", "&nbsp;x"),
    *("<clerk@leek.gov.uk>", "<https://leek.gov.uk>", '[map](https://leek.gov.uk "our map")'),
    *("<b>now</b>", "<!-- draft -->", "<clerk>", "![seal](seal.png)", "[see](above)"),
)
YAML_SWALLOWED = (
    "{} #4 is closed",
    "#4 is where\n        {}",
    "{}\n        #4 is closed",
    '"{}" #4',
    '"{} on 01\\/02"',
    "&co {}",
)
DELIBERATE = (
    *("*now*", "**never**", "_soon_", "__at once__", "`#4`", "[map](https://leek.gov.uk)", "(*see below*)", "“*now*”"),
    *(r"2\*3\*4", r"\_\_/\_\_", r"C:\\_forms", r"\&amp;", r"\<clerk@leek.gov.uk>", "5 * 3", "a_b", "C:\\temp", "R&D"),
    *("***now***", "*the Clerk’s*, and", "~~x~~", "1^st^", "[^1]", "5 < 6 > 4", "____", "f***"),
    *("__/__/____", "__/12/20__", "__/__/____x", "(__) yes (__) no", "£__.__", "__:__ to __:__", "(*)", "____ x _____"),
)


def make_sentence(chance: random.Random, piece: str) -> str:
    words = chance.sample(WORDS, chance.randint(2, 6))
    words.insert(chance.randint(0, len(words)), piece)
    return " ".join(words)


def list_lossy() -> list[dict[str, Any]]:
    """Give cases whose texts lose characters: as clauses, headings and cells."""
    chance = random.Random(11)  # noqa: S311 (nothing here is secret)
    cases: list[dict[str, Any]] = []
    for number in range(260):
        words = make_sentence(chance, SWALLOWED[number % len(SWALLOWED)])
        clause: dict[str, Any] = {"id": "a.a", "kind": "statement", "text": "Words."}
        section: dict[str, Any] = {"id": "a", "clauses": [clause]}
        match number % 3:
            case 0:
                clause["text"] = words
            case 1:
                section["heading"] = words
            case 2:
                clause["table"] = {"columns": ["What"], "rows": [[words]]}
        cases.append({"sections": [section], "events": [{"version": "1", "event": "created", "date": "2026-01"}]})
    return cases


def adopt(root: Path) -> None:
    happening = Happening("adopted", PartialDate.parse("2026-11-02"), reference="26/1")
    adopt_versions(root, ("leek/notices",), happening, TODAY)


def test_no_text_that_loses_characters_is_adopted(tmp_path: Path) -> None:
    adopted = tried = 0
    chance = random.Random(12)  # noqa: S311
    for number, case in enumerate(list_lossy()):
        adopted += is_adopted(write_library(tmp_path / str(number), case))
        tried += 1
    plain = {"events": [{"version": "1", "event": "created", "date": "2026-01"}]}
    for number in range(60):
        root = write_library(tmp_path / f"yaml{number}", plain)
        file = root / "leek/notices/v1.yaml"
        words = YAML_SWALLOWED[number % len(YAML_SWALLOWED)].format(make_sentence(chance, "soon"))
        file.write_text(block_version(words), "utf-8")
        adopted += is_adopted(root)
        tried += 1
    assert (tried, adopted) == (320, 0)


def block_version(words: str) -> str:
    return (
        'format: 1\ntitle: Notices\nkind: policy\nversion: "1"\nsections:\n- id: a\n  clauses:\n'
        f"  - id: a.a\n    kind: statement\n    text: {words}\n"
    )


def is_adopted(root: Path) -> bool:
    try:
        adopt(root)
    except PolicykitError as error:
        return not all(d.span is not None and d.span.line > 1 for d in error.diagnostics)
    return True


@pytest.mark.parametrize("piece", DELIBERATE)
def test_what_is_meant_is_left_alone(piece: str) -> None:
    chance = random.Random(13)  # noqa: S311
    for _ in range(8):
        words = make_sentence(chance, piece)
        assert (parse_text(words).faults, find_losses(words)) == ((), ()), words


@given(st.text("ab1 *_\\`[]()<>&;/.!#{}\n", max_size=30))
def test_no_word_vanishes_from_a_text_that_loses_nothing(text: str) -> None:
    losses = find_losses(text)
    assert all(text[loss.start : loss.end].strip() for loss in losses)
    if losses or parse_text(text).faults or "](" in text:
        return
    printed = plain_text(parse_text(text).inlines)
    for character in "ab1/.&;!#<>":
        assert printed.count(character) == text.count(character)
