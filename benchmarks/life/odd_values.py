"""Type odd values at every place of every command: each ends in a message, and nothing is left half-written.

    python benchmarks/life/odd_values.py [N [SEED]]      N calls, spread over all places and values (default: 2000)

A call takes one place of one command (an argument, or an option with a value), as the parser itself lists them, and
puts an odd value there. It is wrong if it ends in a traceback, says nothing of why it failed, says signs that a
terminal obeys, leaves a library that is not whole or a file half-written, or changes a file and then refuses.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policykit.cli import main as run_policykit
from policykit.cli.parser import make_parser
from policykit.register.verify import verify_policy
from policykit.source.library import read_library

NAME = "anytown/social-media"
BASE: dict[str, tuple[str, ...]] = {
    "init": ("newtown",),
    "import": ("old.md", "anytown/new"),
    "check": (),
    "build": (NAME, "--format=md", "--out=made"),
    "sign": (NAME, "--key=key.p12"),
    "compare": (f"{NAME}@1", f"{NAME}@2"),
    "matrix": (NAME, "--format=text"),
    "suggest": ("anytown",),
    "amend": (f"{NAME}@1", f"{NAME}@2"),
    "draft": (f"{NAME}@2",),
    "edit": (f"{NAME}@2", "list"),
    "record": (f"{NAME}@2", "recommended", "--date=2026-11-16"),
    "undo": (NAME,),
    "adopt": (f"{NAME}@2", "--date=2026-11-16", "--reference=26/1"),
    "withdraw": (NAME, "--date=2026-11-16"),
    "verify": (NAME,),
    "history": (NAME,),
    "show": (NAME,),
    "due": (),
    "decide": (NAME, "records.json"),
    "ask": (NAME, "post"),
    "audit": (NAME, "rows.csv", "--record=post"),
    "test": ("--quick", NAME),
    "export": (NAME, "--to=json", "--out=made"),
    "schema": ("version",),
    "site": ("--out=made", "--format=md"),
    "corpus": ("search", "logo", "--corpus=made"),
}
"""A call of each command that goes well, or is refused for a file that is missing."""

ODD: dict[str, str] = {
    "nothing": "",
    "a blank": " ",
    "a no-break space": "\u00a0",
    "a tab": "\t",
    "a line feed": "\n",
    "two lines": "one\ntwo",
    "a list of lines": "- one\n- two",
    "a carriage return": "one\rtwo",
    "a line separator": "one\u2028two",
    "a long word": "x" * 300,
    "a longer word": "x" * 5_000,
    "a text of 100,000 letters": "word " * 20_000,
    "a byte that is no text": "\udce9",
    "a word that is no text": "caf\udce9",
    "a bell": "a\x07b",
    "an escape sequence": "\x1b[31mred\x1b[0m",
    "a delete": "\x7f",
    "a C1 control": "a\x9bb",
    "NUL": "a\x00b",
    "right to left": "\u202egnp.exe",
    "a zero-width space": "\u200b",
    "a soft hyphen": "so\u00adcial",
    "a combining accent": "e\u0301",
    "a picture": "\N{FIRE}",
    "a private sign": "\ue000",
    "no character": "\ufffe",
    "another script": "\u05de\u05d3\u05d9\u05e0\u05d9\u05d5\u05ea",
    "a folder up": "../..",
    "a path up": "../../elsewhere/policy",
    "an absolute path": "/nowhere/at/all",
    "here": ".",
    "up": "..",
    "a slash": "/",
    "slashes": "//",
    "a path of Windows": "C:\\policies\\crewe",
    "a device of Windows": "con",
    "a home": "~",
    "a hidden name": ".hidden",
    "a name with a version twice": f"{NAME}@1@2",
    "a version of nothing": "@1",
    "a name and no version": f"{NAME}@",
    "a name in capitals": "Anytown/Social-Media",
    "a name with a space": "anytown/social media",
    "a council": "anytown",
    "a name that ends in yaml": f"{NAME}/v1.yaml",
    "a star": "*",
    "a question mark": "?",
    "a list": "one,two,,three",
    "a list that ends": "md,",
    "a dash": "-",
    "two dashes": "--",
    "an option": "--today",
    "a number below zero": "-1",
    "zero": "0",
    "a large number": "99999999999999999999",
    "a number with a point": "1.5",
    "digits of another script": "\u0661\u0662",
    "a day that is none": "2026-02-30",
    "a day of year 0": "0000-01-01",
    "the last day": "9999-12-31",
    "a year alone": "2026",
    "a day in words": "16 November 2026",
    "a day as it is spoken": "16/11/2026",
    "yes": "yes",
    "null": "null",
    "a placeholder": "{council.nme}",
    "a percent sign": "%s%(prog)s%",
    "YAML": "{a: [b",
    "an alias": "*alias",
    "a tag": "!!python/object:os.system",
    "markup": "<script>alert(1)</script>",
    "markup of Markdown": "**bold",
    "quotes": "\"'`",
    "an answer and no reason": "date=",
    "a reason": "date=not_yet_known",
    "a reason twice": "date=not_yet_known=not_yet_known",
}
"""Values as people type, paste and script them, by what they are."""

STAYING = {"desk", "serve"}
"""Commands that run until they are ended, and so are not called here."""

_SILENT = {"help", "watch", "preview", "press"}
"""Places without a value, and those that only say which program prints, or run until they are ended."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call with one odd value in it."""

    command: str
    place: str
    """The option, or the number of the argument from 1."""
    value: str
    """Which of ODD."""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended, and what is wrong with that."""

    code: int
    said: str
    wrong: tuple[str, ...]


def list_calls() -> Iterator[Call]:
    """Give every odd value at every place of every command, as the parser lists the places."""
    commands = next(each for each in make_parser(None)._actions if isinstance(each, argparse._SubParsersAction))  # noqa: SLF001
    for command, parser in commands.choices.items():
        if command in STAYING:
            continue
        base = BASE[command]
        for action in parser._actions:  # noqa: SLF001
            if action.dest in _SILENT or action.nargs == 0:
                continue
            for value, text in ODD.items():
                for place, words in _put(command, base, action, text):
                    yield Call(command, place, value, words)


def _put(
    command: str, base: tuple[str, ...], action: argparse.Action, text: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if action.option_strings:
        option = action.option_strings[-1]
        kept = (word for word in base if not word.startswith(f"{option}="))
        yield option, (command, *kept, f"{option}={text}")
        return
    options = tuple(word for word in base if word.startswith("-"))
    arguments = [word for word in base if not word.startswith("-")] or [""]
    for at in range(len(arguments)):  # the same places come again for each action: a call is made once all the same
        changed = [*arguments[:at], text, *arguments[at + 1 :]]
        yield str(at + 1), (command, *options, "--", *changed)


def make_box(folder: Path) -> Path:
    """Make a folder to work in, deep enough that paths upwards stay inside, and give it."""
    work = folder / "a/b/c/anytown"
    work.parent.mkdir(parents=True)
    with contextlib.redirect_stdout(io.StringIO()):
        run_policykit(["init", str(work), "--name", "Anytown Town Council"])
        with contextlib.chdir(work):
            run_policykit(["adopt", NAME, "--date", "2026-11-02", "--reference", "26/0", "--today", "2026-11-20"])
            run_policykit(["draft", NAME, "--today", "2026-11-20"])
    (work / "old.md").write_text("# Leave policy\n\nAll staff must ask for leave.\n", "utf-8")
    (work / "records.json").write_text('[{"record": "post"}]\n', "utf-8")
    (work / "rows.csv").write_text("id\n1\n", "utf-8")
    return work


def look(folder: Path) -> dict[str, bytes]:
    """Give every file below the folder, but for locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".policykit.lock"
    }


class Trial:
    """A folder in which one call after another is tried, each on the same files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = make_box(folder)
        self.before = look(folder)

    def run(self, call: Call) -> Outcome:
        """Carry out a call and judge what it did; the files are as before afterwards."""
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        wrong: list[str] = []
        code = 0
        stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(b""), "utf-8")
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.chdir(self.work):
                code = run_policykit(list(call.words))
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException as error:  # noqa: BLE001 - the traceback is what is looked for
            wrong.append(f"traceback: {type(error).__name__}: {str(error)[:120]}")
        finally:
            sys.stdin = stdin
        said = _read(err)
        if not wrong:
            wrong += self._judge(call, code, said)
        self._restore()
        return Outcome(code, said, tuple(wrong))

    def _judge(self, call: Call, code: int, said: str) -> Iterator[str]:
        if code not in (0, 1, 2):
            yield f"ended with {code}"
        if code == 2 and "error" not in said:
            yield "said nothing of why it failed"
        if code == 2 and len(said) > 20_000:
            yield f"said {len(said):,} characters"
        if any(_is_obeyed(character) for character in said):
            yield "said a sign that a terminal obeys"
        after = look(self.folder)
        if after == self.before:
            return
        if code == 2:
            changed = sorted({*after.items()} ^ {*self.before.items()})
            yield f"refused, and changed {', '.join(dict.fromkeys(name for name, _ in changed))}"
        yield from self._judge_files(call, after)

    def _judge_files(self, call: Call, after: dict[str, bytes]) -> Iterator[str]:
        new = after.keys() - self.before.keys()
        # Both ways of writing a file whole begin with a hidden one beside it.
        if left := [name for name in new if (last := Path(name).name).startswith(".") and last not in call.words[-1]]:
            yield f"left {', '.join(left)}"
        library = self.work / "policies"
        known = {name for name in self.before if "/policies/" in name}
        if not known <= {*after}:
            yield "a file of the library is gone"
        yield from (f"the library is not whole: {fault.message}" for fault in read_library(library).errors)
        if not verify_policy(library, NAME).intact:
            yield "the policy does not verify"

    def _restore(self) -> None:
        after = look(self.folder)
        for name in after.keys() - self.before.keys():
            (self.folder / name).unlink()
        for name, content in self.before.items():
            if after.get(name) != content:
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / name).write_bytes(content)
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()


def _read(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8", "replace")


def _is_obeyed(character: str) -> bool:
    code = ord(character)
    return (code < 32 and character not in "\n\r\t") or 127 <= code < 160 or 0x202A <= code <= 0x202E


def choose_calls(count: int, seed: int) -> list[Call]:
    """Give some calls, spread evenly over commands and places; the same count and seed give the same calls."""
    groups: dict[tuple[str, str], list[Call]] = {}
    for call in dict.fromkeys(list_calls()):
        groups.setdefault((call.command, call.place), []).append(call)
    chance = random.Random(seed)
    for group in groups.values():
        chance.shuffle(group)
    rounds = max(map(len, groups.values()))
    order = [group[at] for at in range(rounds) for group in groups.values() if at < len(group)]
    return order[:count]


def try_calls(calls: Sequence[Call], folder: Path, tell: Callable[[Call, Outcome], None]) -> None:
    """Try each call in `folder`, and hand on how it ended."""
    trial = Trial(folder)
    for call in calls:
        tell(call, trial.run(call))


def main() -> int:
    """Try the calls, and print what is wrong; 1 where something is."""
    count, seed = (int(word) for word in [*sys.argv[1:], *("2000", "11")[len(sys.argv) - 1 :]][:2])
    codes: Counter[int] = Counter()
    wrong: list[str] = []

    def tell(call: Call, outcome: Outcome) -> None:
        codes[outcome.code] += 1
        shown = " ".join(repr(word)[:80] for word in call.words)
        wrong.extend(f"{shown}  ({call.value}): {each}" for each in outcome.wrong)

    calls = choose_calls(count, seed)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("COLUMNS", "100")
        try_calls(calls, Path(folder), tell)
    for each in wrong:
        print(each.encode("utf-8", "backslashreplace").decode())
    done, no, refused = (codes[code] for code in (0, 1, 2))
    print(f"{len(calls):,} calls: {done} done, {no} answered no, {refused} refused with a message; {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
