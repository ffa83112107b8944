"""What becomes of the files of a library: which are read, in which order, and how large and deep they may be."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import ROOT, Golden
from tests.source.examples import BASE, find_all, lay_over
from tests.source.hostile import HOSTILE
from tests.source.sheets import adopt, lay_files, show_faults

from policykit.errors import PolicykitError
from policykit.model.colours import measure_contrast
from policykit.source.files import file_label
from policykit.source.glyphs import find_missing_glyphs
from policykit.source.library import load_library, read_library
from policykit.source.yaml import read_yaml
from policykit.wording.nearest import find_nearest, hint_nearest

MIB = 1024 * 1024
FONTS = ROOT / "src/policykit/fonts"


# -- the order of versions ---------------------------------------------------------------------------------------------

ORDERS = [
    # labels, those that the register names in turn, and the versions from the oldest to the newest
    ("10 9 1", "", "1 9 10"),
    ("1.10 1.9 1.2", "", "1.2 1.9 1.10"),
    ("1a 1 a1 b", "", "a1 b 1 1a"),
    ("REV-2 REV-10 REV-1", "", "REV-1 REV-2 REV-10"),
    ("1 2 3", "3 1 3", "3 1 2"),
    ("1 2 3 4", "4 3 9 4", "4 3 1 2"),
]


@pytest.mark.parametrize(("labels", "named", "order"), ORDERS)
def test_versions_stand_from_the_oldest_to_the_newest(tmp_path: Path, labels: str, named: str, order: str) -> None:
    root = tmp_path / "library"
    text = (BASE / "leek/notices/v1.yaml").read_text("utf-8")
    lay_files(root, "-- gone: leek/notices/v1.yaml\n")
    for label in labels.split():
        (root / f"leek/notices/v{label}.yaml").write_text(text.replace('"1"', f'"{label}"'), "utf-8")
    events = [f'  - {{version: "{label}", event: drafted}}\n' for label in named.split()]
    (root / "leek/notices/register.yaml").write_text("format: 1\nevents:\n" + "".join(events or "  []\n"), "utf-8")
    assert " ".join(read_library(root).library.policies["leek/notices"].labels) == order


@pytest.mark.parametrize(
    ("label", "name"),
    [("1", "1"), ("5.01", "5.01"), ("REV 1.0", "REV-1.0"), ("Draft 0/1 b", "Draft-0-1-b"), ("a_b-c", "a_b-c")],
)
def test_a_label_as_its_file_spells_it(label: str, name: str) -> None:
    assert file_label(label) == name


# -- what is read ------------------------------------------------------------------------------------------------------

WHOLE = """\
-- library.yaml
format: 1
lints_off: [{code: and-or, reason: A}]
-- facts.yaml
format: 1
roles: {clerk: {label: Clerk}}
records: {post: {label: Post, facts: {rude: {type: yes_no, label: A, question: B, kind: circumstance}}}}
-- counterparts.yaml
format: 1
-- models/b.yaml
format: 1
title: B
clauses: [{id: c, kind: risk, topic: scope, text: Rain.}, {id: b, kind: risk, topic: scope, text: Snow.}]
-- models/notes.txt
no model
-- leek/notices/vREV-1.yaml
format: 1
title: Notices
kind: policy
version: REV 1
sections: [{id: a, clauses: [{id: a.b, kind: statement, text: A}]}]
-- leek/notices/vREV-1.scenarios.yaml
format: 1
scenarios: [{name: A, record: post, expect: {a.b: breach}}]
-- leek/notices/v9.scenarios.yaml
format: 1
scenarios: [{name: B, record: post, expect: {a.b: breach}}]
-- alsager/council.yaml
format: 1
id: alsager
name: Alsager Town Council
kind: town
jurisdiction: england
-- alsager/parks/register.yaml
format: 1
-- alsager/parks/v1.yaml
format: 1
title: Parks
kind: policy
version: "1"
sections: [{id: a, clauses: [{id: a.b, kind: statement, text: A}]}]
"""


def test_every_file_finds_its_place(tmp_path: Path) -> None:
    root = tmp_path / "library"
    lay_files(root, WHOLE)
    library = load_library(str(root))
    assert library.root == root.as_posix()
    assert list(library.councils) == ["alsager", "leek"]
    assert list(library.policies) == ["alsager/parks", "leek/notices"]
    assert list(library.topics) == ["scope", "notices"]
    assert list(library.models) == ["b/c", "b/b", "notices/sign"]
    assert list(library.shared) == [
        "topics.yaml",
        "facts.yaml",
        "counterparts.yaml",
        "library.yaml",
        "models/b.yaml",
        "models/notices.yaml",
    ]
    assert library.facts is not None
    assert list(library.facts.value.roles) == ["clerk"]
    assert [switch.code for switch in library.settings.lints_off] == ["and-or"]
    assert library.unread == frozenset()
    notices = library.policies["leek/notices"]
    assert (notices.council, notices.id, notices.labels, notices.unread) == ("leek", "notices", ("1", "REV 1"), ())
    assert {label: found.value.scenarios[0].name for label, found in notices.scenarios.items()} == {"REV 1": "A"}


UNREAD = [
    # a file that cannot be read, and what the library knows of it
    ("topics.yaml", {"topics.yaml"}),
    ("facts.yaml", {"facts.yaml"}),
    ("models/b.yaml", {"models/b.yaml"}),
    ("alsager/council.yaml", {"alsager/council.yaml"}),
    ("alsager/parks/register.yaml", {"alsager/parks/register.yaml"}),
    ("alsager/parks/v1.yaml", {"alsager/parks/v1.yaml"}),
    ("leek/notices/vREV-1.yaml", {"leek/notices/vREV-1.yaml"}),
    ("leek/notices/vREV-1.scenarios.yaml", {"leek/notices/vREV-1.scenarios.yaml"}),
]


@pytest.mark.parametrize(("file", "unread"), UNREAD)
def test_the_rest_is_read_where_a_file_cannot_be(tmp_path: Path, file: str, unread: set[str]) -> None:
    root = tmp_path / "library"
    lay_files(root, WHOLE)
    (root / file).write_text("format: [\n", "utf-8")
    reading = read_library(root)
    assert reading.library.unread == unread
    assert [d.code for d in reading.errors] == ["bad-yaml"]
    gone = {"alsager/parks/v1.yaml": "alsager/parks"}.get(file)
    assert list(reading.library.policies) == [name for name in ("alsager/parks", "leek/notices") if name != gone]
    with pytest.raises(PolicykitError, match="bad-yaml"):
        load_library(root)


def test_of_a_version_that_cannot_be_read_the_label_is_known(tmp_path: Path) -> None:
    root = tmp_path / "library"
    lay_files(root, WHOLE + "-- leek/notices/v2.yaml\nformat: [\n-- leek/notices/v3.yaml\n")
    (root / "leek/notices/v3.yaml").write_bytes((root / "leek/notices/v1.yaml").read_bytes().replace(b'"1"', b'"4"'))
    policy = read_library(root).library.policies["leek/notices"]
    assert policy.labels == ("1", "REV 1")
    assert policy.unread == ("2", "3", "4")


def test_a_warning_keeps_nobody_from_working(tmp_path: Path) -> None:
    root = tmp_path / "library"
    lay_files(root, "-- notes.yaml\na: 1\n")
    reading = read_library(root)
    assert [d.code for d in reading.diagnostics] == ["unexpected-file"]
    assert reading.errors == ()
    assert list(load_library(root).councils) == ["leek"]


def test_where_there_is_no_library(tmp_path: Path) -> None:
    root = tmp_path / "nothing"
    reading = read_library(root)
    assert show_faults(reading.diagnostics, root) == [
        "error .:1:1 file-unreadable: there is no library folder `LIBRARY`",
        "  name the folder with --library DIR",
    ]
    assert (reading.library.root, reading.library.policies) == (root.as_posix(), {})


# -- what harms, and how far a file may go -----------------------------------------------------------------------------


def test_what_is_said_of_what_harms(tmp_path: Path, golden: Golden) -> None:
    lines = ["What is said of files that mean harm, or were harmed on their way: tests/source/hostile.py makes them.\n"]
    for number, case in enumerate(HOSTILE):
        root = tmp_path / str(number) / "library"
        root.parent.mkdir()
        case.make(root)
        faults = show_faults(find_all(root), root, with_line=False)
        lines += [f"\n== {case.name}\n", *(f"> {line}\n" for line in faults or ["nothing is wrong"])]
    golden(Path("sheets/hostile.txt"), "".join(lines).encode("utf-8", "replace").decode("utf-8"))


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (16 * MIB, "the character U+0000 is not allowed in a text file"),
        (16 * MIB + 1, "the file has 17 MB, more than the 16 MB that are read"),
        (50_400_000, "the file has 50 MB, more than the 16 MB that are read"),
    ],
)
def test_how_large_a_file_may_be(tmp_path: Path, size: int, said: str) -> None:
    root = tmp_path / "library"
    with lay_over(root, "topics.yaml", b"").open("wb") as file:
        file.truncate(size)
    (fault,) = find_all(root)
    assert fault.message == said


def nest(opened: str, closed: str, depth: int) -> str:
    return opened * depth + "a" + closed * depth


DEPTHS = [
    # values in values, and how often at most
    ("lists in brackets", lambda depth: nest("[", "]", depth)),
    ("keys in braces", lambda depth: nest("{a: ", "}", depth)),
    ("lists after hyphens", lambda depth: nest("- ", "", depth)),
    ("beside 5,000 others", lambda depth: f"[{'[], ' * 5_000}{nest('[', ']', depth - 1)}]"),
    ("below 250 spaces", lambda depth: f"a:\n{' ' * 250}- b\nc: {nest('[', ']', depth - 1)}"),
]


@pytest.mark.parametrize(("name", "write"), DEPTHS)
def test_values_may_be_nested_a_hundred_levels_deep(name: str, write: Callable[[int], str]) -> None:
    assert read_yaml(name, write(100))[2] == []
    (fault,) = read_yaml(name, write(101))[2]
    assert (fault.code, fault.message) == ("nested-too-deep", "values are nested more than 100 levels deep")


def test_aliases_may_repeat_ten_thousand_values() -> None:
    hundred = f"a: &a [{', '.join('b' * 99)}]\n"
    often = f"c: [{', '.join(['*a'] * 100)}]\n"
    data, _, faults = read_yaml("", hundred + often)
    assert (len(data["c"]), faults) == (100, [])
    data, _, (fault,) = read_yaml("", hundred + often + "d: &d 1\ne: *d\n")
    assert (data, fault.code) == (None, "too-many-aliases")
    assert fault.message == "aliases repeat more than 10,000 values"


def test_beside_thousands_of_brackets_a_slip_is_told_as_ever() -> None:
    _, _, (fault,) = read_yaml("", f"a: [{'[], ' * 5_000}]\nb: @c\n")
    assert show_faults([fault]) == [
        "error 2:4 bad-yaml: text that begins with `@` must be in quotation marks",
        "    b: @c",
        "       ^",
        "  put it in quotation marks, or on the lines below `>-`",
    ]


def test_a_frozen_copy_that_is_not_text(tmp_path: Path) -> None:
    root = tmp_path / "library"
    lay_files(root, "")
    adopt(root)
    (root / "leek/notices/adopted/v1.json").write_bytes(b"\xff")
    reading = read_library(root)
    assert [fault.message for fault in reading.diagnostics] == ["the file is not UTF-8 text"]
    assert reading.library.policies["leek/notices"].frozen == {}


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    root = tmp_path / "library"
    lay_over(root, "leek/notices/v2.yaml", b"").unlink()
    (root / "leek/notices/v2.yaml").symlink_to(root / "leek/notices/v3.yaml")
    assert show_faults(find_all(root), root) == [
        "error leek/notices/v2.yaml:1:1 file-unreadable: the file cannot be read: it does not exist",
        "  check that it exists and that you may read it",
    ]


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    root = tmp_path / "library"
    lay_over(root, "leek/council.yaml", b"").unlink()
    (root / "leek/council.yaml").mkdir()
    assert show_faults(find_all(root), root) == [
        "error leek/council.yaml:1:1 file-name: `council.yaml` cannot be the id of a policy",
        "  use lower-case letters, digits and hyphens: `social-media`",
        "error leek/council.yaml:1:1 file-unreadable: the file cannot be read: it is a folder",
        "  check that it exists and that you may read it",
    ]


def test_a_folder_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fake, since the superuser may open everything."""
    root = tmp_path / "library"
    lay_files(root, "")
    listed = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("models"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert show_faults(read_library(root).errors, root) == [
        "error models:1:1 file-unreadable: the folder cannot be read: permission is denied",
        "  check that it exists and that you may read it",
    ]


# -- colours, characters and slips of the finger -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [
        # as the checkers on the web give them
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#ff0000", 4.0),
        ("#00ff00", 1.37),
        ("#0000ff", 8.59),
        ("#767676", 4.54),
        ("#777777", 4.48),
        ("#0a0a0a", 19.8),
    ],
)
def test_the_contrast_of_a_colour_with_white(colour: str, ratio: float) -> None:
    assert round(measure_contrast(colour, "#ffffff"), 2) == ratio


def test_just_the_characters_that_the_fonts_hold_can_be_printed() -> None:
    rows = [line.split() for line in (FONTS / "coverage.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    held = {point for _, first, last in rows for point in range(int(first, 16), int(last, 16) + 1)}
    every = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x11000), 0x1F512, 0x10FFFF]))
    missing = {ord(character) for _, character in find_missing_glyphs(every)}
    assert missing == {ord(c) for c in every} - held - {ord("\n")}
    assert list(find_missing_glyphs("é 🔒 \t")) == [(2, "🔒"), (4, "\t")]


@pytest.mark.parametrize(
    ("word", "known", "nearest"),
    [
        ("knid", "kind text", "kind"),
        ("texts", "kind text test", "text"),
        ("topik", "kind text", None),
        ("b", "a", None),
        ("", "a", None),
        ("abd", "abc abe", "abc"),
    ],
)
def test_the_nearest_word(word: str, known: str, nearest: str | None) -> None:
    assert find_nearest(word, known.split()) == nearest
    hint = f"did you mean `{nearest}`?" if nearest else "choose another"
    assert hint_nearest(word, known.split(), "choose another") == hint
