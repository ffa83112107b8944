"""Input that means harm, or was harmed on its way, each laid over the small library, with the code it should get."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.source.examples import BASE, lay_over

V1 = "leek/notices/v1.yaml"
TEXT = (BASE / V1).read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Hostile:
    """One case: its name, the code of its one diagnostic (None where it does no harm), and how it is made."""

    name: str
    code: str | None
    make: Callable[[Path], object]


def _file(content: str | bytes, file: str = V1) -> Callable[[Path], object]:
    return lambda root: lay_over(root, file, content)


def _nested_blocks(depth: int) -> str:
    lines = ["clauses:"]
    for level in range(depth):
        lines += [f"{'  ' * level}- id: c{level}", f"{'  ' * level}  clauses:"]
    return "\n".join(lines) + " []\n"


def _nested_clauses(depth: int) -> str:
    text = TEXT.rstrip("\n").replace("      - {id: scope.all, kind: statement, topic: scope, text: ", "#")
    for level in range(depth):
        pad = "  " * level
        text += f"\n      {pad}- id: c{level}\n        {pad}kind: risk\n        {pad}text: Rain.\n        {pad}clauses:"
    return text + " []\n"


def _alias_bomb() -> str:
    rows = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(rows) + "\n"


def _link_out(root: Path) -> None:
    lay_over(root, V1, TEXT)
    outside = root.parent / "secret.yaml"
    outside.write_text("secret: words\n")
    (root / V1).unlink()
    (root / V1).symlink_to(outside)


def _folder_out(root: Path) -> None:
    lay_over(root, V1, TEXT)
    outside = root.parent / "elsewhere"
    outside.mkdir()
    (outside / "council.yaml").write_text("secret: words\n")
    (root / "stoke").symlink_to(outside, target_is_directory=True)


def _link_to_itself(root: Path) -> None:
    lay_over(root, V1, TEXT)
    (root / V1).unlink()
    (root / V1).symlink_to(root / V1)


def _folder_for_file(root: Path) -> None:
    lay_over(root, V1, TEXT)
    (root / V1).unlink()
    (root / V1).mkdir()


def _odd_name(root: Path) -> None:
    lay_over(root, V1, TEXT)
    (root / os.fsdecode(b"leek/notices/v\xff.yaml")).write_text(TEXT)


def _large(root: Path) -> None:
    path = lay_over(root, V1, TEXT)
    with path.open("ab") as file:
        file.truncate(50_000_000)


def _with_text(words: str) -> str:
    return TEXT.replace("{id: scope.all, kind: statement, topic: scope, text: This policy covers all notices.}", words)


def _clause(text: str) -> str:
    return _with_text(f"id: scope.all\n        kind: statement\n        text: '{text}'")


HOSTILE: tuple[Hostile, ...] = (
    Hostile("alias bomb", "too-many-aliases", _file(_alias_bomb())),
    Hostile("500 lists deep in block style", "nested-too-deep", _file(_nested_blocks(500))),
    Hostile("500 clauses deep", "nested-too-deep", _file(_nested_clauses(500))),
    Hostile("40 clauses deep is fine", None, _file(_nested_clauses(40))),
    Hostile("500 lists deep in flow style", "nested-too-deep", _file("a: " + "[" * 500 + "]" * 500)),
    Hostile("500 mappings deep in flow style", "nested-too-deep", _file("a: " + "{a: " * 500 + "}" * 500)),
    Hostile("500 hyphens", "nested-too-deep", _file("- " * 500 + "a\n")),
    Hostile("200,000 brackets", "nested-too-deep", _file("[" * 200_000)),
    Hostile("200,000 braces", "nested-too-deep", _file("{" * 200_000)),
    Hostile("100,000 question marks", "nested-too-deep", _file("? " * 100_000)),
    Hostile("50 MB", "file-too-large", _large),
    Hostile("a NUL byte", "bad-character", _file(TEXT.replace("covers", "cov\0ers"))),
    Hostile("an escape character", "bad-character", _file(TEXT.replace("covers", "\x1b[31mcovers"))),
    Hostile("a line separator", "bad-character", _file(TEXT.replace("covers", "covers\u2028"))),
    Hostile("next line", "bad-character", _file(TEXT.replace("covers", "covers\x85"))),
    Hostile("a mark that turns the text round", "bad-character", _file(TEXT.replace("covers", "\u202ecovers"))),
    Hostile("a byte order mark inside", "bad-character", _file(TEXT.replace("covers", "\ufeffcovers"))),
    Hostile("a space of no width", "bad-character", _file(TEXT.replace("covers", "cov\u200bers"))),
    Hostile("a character of no script", "missing-glyph", _file(TEXT.replace("covers", "\U0001f9ff"))),
    Hostile("a combining accent", None, _file(TEXT.replace("covers", "cafe\u0301"))),
    Hostile("UTF-16 with a mark", "bad-encoding", _file(TEXT.encode("utf-16"))),
    Hostile("UTF-16 without a mark", "bad-character", _file(TEXT.encode("utf-16-le"))),
    Hostile("UTF-32", "bad-encoding", _file(TEXT.encode("utf-32"))),
    Hostile("Latin-1", "bad-encoding", _file(TEXT.replace("covers", "café").encode("latin-1"))),
    Hostile("Windows quotation marks", "bad-encoding", _file(TEXT.replace("covers", "“covers”").encode("cp1252"))),
    Hostile("half a surrogate", "bad-encoding", _file(TEXT.encode().replace(b"covers", b"\xed\xa0\x80"))),
    Hostile("a picture", "bad-encoding", _file(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)),
    Hostile("a byte order mark at the start", None, _file(b"\xef\xbb\xbf" + TEXT.encode())),
    Hostile("line ends of Windows", None, _file(TEXT.replace("\n", "\r\n"))),
    Hostile("line ends of old Macs", None, _file(TEXT.replace("\n", "\r"))),
    Hostile("tabs", "bad-yaml", _file(TEXT.replace("    ", "\t"))),
    Hostile("nothing", "empty-file", _file("")),
    Hostile("white space", "empty-file", _file(" \n\n  \n")),
    Hostile("only a comment", "empty-file", _file("# policy\n")),
    Hostile("null", "empty-file", _file("~\n")),
    Hostile("one word", "wrong-type", _file("policy\n")),
    Hostile(
        "a Python object", "unknown-tag", _file(TEXT.replace("Notices Policy", "!!python/object/apply:os.system ls"))
    ),
    Hostile("a merge key", "unknown-key", _file(TEXT.replace("kind: policy", "kind: policy\n<<: {owner: Clerk}"))),
    Hostile("an id that climbs out", "bad-value", _file(TEXT.replace("scope.all", "../../etc/passwd"))),
    Hostile("a model that climbs out", "bad-value", _file(_with_text("{id: a, kind: risk, model: ../../etc}"))),
    Hostile("a folder that climbs", "file-name", _file(TEXT, "leek/no..tices/v1.yaml")),
    Hostile("a version that climbs", "bad-value", _file(TEXT.replace('"1"', '"../1"'))),
    Hostile("a link out of the library", "file-outside-library", _link_out),
    Hostile("a folder that leads out", "file-outside-library", _folder_out),
    Hostile("a link to itself", "file-unreadable", _link_to_itself),
    Hostile("a folder named like a file", "file-unreadable", _folder_for_file),
    Hostile("a name that is not text", "unexpected-file", _odd_name),
    Hostile("brackets in a text", None, _file(_clause("[" * 15_000))),
    Hostile("stars in a text", None, _file(_clause("*a_" * 6_000))),
    Hostile("angle brackets in a text", None, _file(_clause("<" * 15_000))),
    Hostile("braces in a text", None, _file(_clause("{ref: " * 3_000))),
    Hostile("too long a text", "bad-value", _file(_clause("a " * 15_000))),
    Hostile("a number of a thousand digits", "wrong-type", _file(TEXT.replace('"1"', "1." + "1" * 1000))),
    Hostile("a million characters on a line", "bad-value", _file(TEXT.replace("Notices Policy", "N" * 1_000_000))),
)
