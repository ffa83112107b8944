"""A desk for one page: an own copy of the policies and examples, where the page is followed to the letter.

The language of a block, and the HTML comment right above it, say what is done with it:

    console                     each line after `$ ` is run; what is shown below it must be printed (`…` leaves out)
    console, exits: 1           the same, and the last command gives this exit code
    diff, edit: FILE            the lines with `-` must stand in the file once, and become those with `+`
    yaml/json/text, file: FILE  the block is written to the file
    yaml, part: KIND [CLASS]    the block fits the schema of this kind of file, or of this class in it
    yaml, workflow              each policykit command in it is one that the parser takes
    python                      run, all blocks of a page in one namespace
    text, prints                what the last python block printed
    text, conditions            each line is a condition as policykit prints it
    text, like: FILE            the block is this file of the project
    toml, within: FILE          the tables of the block stand in this file of the project
"""

from __future__ import annotations

import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
import warnings
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from tests.conftest import ROOT
from tests.docs.pages import Block, matches, split_commands

from policykit.cli import main
from policykit.cli.parser import make_parser
from policykit.pipeline.schemas import FILES, make_schema
from policykit.rules.conditions import parse_condition, print_condition
from policykit.source.yaml import read_yaml

PATH = os.pathsep.join([str(Path(sys.executable).parent), str(ROOT / ".tools"), os.environ["PATH"]])
"""Where commands of a page are found: our own environment, the tools that are no Python packages, the system."""
NEEDED = ("opa",)
"""The tools that commands of a page use; without one, they are not run, and a warning names it."""

NOT_RUN: dict[str, str] = {
    "make desk": "runs until it is closed; tests/desk opens it in a browser",
    "make demo": "sets up an environment; the continuous integration runs it",
    "make site": "sets up an environment; tests/site makes the same site",
    "make test": "is what runs this",
    "policykit check --watch": "never ends",
    "policykit site --out build/site --preview --watch": "never ends; tests/site looks at one",
    "policykit serve congleton/social-media crewe --log decisions.jsonl": "runs until it is stopped",
    "curl http://127.0.0.1:8470/crewe/social-media/check --json "
    """'{"record": "account", "account_owner": "council"}'""": "needs the service; tests/serve asks it",
    'python -m pip install ".[serve]"': "needs the network",
    "policykit desk": "runs until it is closed; tests/desk opens it in a browser",
    "policykit sign build/anytown/social-media/v1.pdf --key clerk.p12": "asks for a passphrase; tests/render signs",
    "policykit sign build/crewe/social-media/v1.pdf --key clerk.p12": "asks for a passphrase; tests/render signs",
    "policykit sign crewe/social-media --key clerk.p12": "asks for a passphrase; tests/life signs",
    "policykit verify crewe/social-media --trust clerk.crt": "needs the certificate; tests/life verifies",
    "python -m pip install .": "needs the network",
    'python -m pip install ".[desk]"': "needs the network",
    'pip install "council-policykit[typst]"': "needs the network",
    'python -m pip install ".[audit]"': "needs the network",
}
"""Commands that a page shows and no test runs, and why."""


class _EchoingAnswers(io.StringIO):
    """Standard input that shows what is typed, as a terminal does."""

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override] # typeshed has it of its bytes
        line = super().readline(size)
        sys.stdout.write(line)
        return line


class Desk:
    """Carries out the blocks of one page in order, and remembers what went otherwise than the page says."""

    def __init__(self, folder: Path) -> None:
        for name in ("policies", "examples"):
            shutil.copytree(ROOT / name, folder / name)
        self.folder = folder
        self.faults: list[str] = []
        self.not_run: set[str] = set()
        self.names: dict[str, Any] = {"__name__": "page"}
        self.printed = ""

    def try_block(self, block: Block) -> None:
        """Carry one block out, by its language and the remark above it."""
        with chdir(self.folder):
            match block.language, block.remark:
                case "console", _:
                    self._run_console(block)
                case "python", _:
                    self._run_python(block)
                case "diff", "edit":
                    self._edit(block)
                case (("yaml" | "json" | "text" | "python"), "file"):
                    self._write(block)
                case "yaml", "part":
                    self._validate(block)
                case "yaml", "workflow":
                    self._parse_steps(block)
                case "text", "conditions":
                    self._read_conditions(block)
                case "text", "prints":
                    self._compare(block, block.text, self.printed, "prints")
                case "text", "like":
                    self._compare(block, block.text, (ROOT / block.rest).read_text(encoding="utf-8"), "says")
                case "toml", "within":
                    self._find_tables(block)
                case language, "" if language == "text" or language.startswith("{"):
                    pass
                case _:
                    self._tell(block, f"a `{block.language}` block that no test tries (remark `{block.remark}`)")

    def _run_console(self, block: Block) -> None:
        commands = split_commands(block)
        if not commands:
            self._tell(block, "no line begins with `$ `")
        for command in commands:
            if command.line in NOT_RUN:
                self.not_run.add(command.line)
                continue
            if missing := [
                name for name in NEEDED if name in command.line.split() and not shutil.which(name, path=PATH)
            ]:
                if os.environ.get("POLICYKIT_REQUIRE_TOOLS") == "1":
                    self._tell(block, f"needs `{missing[0]}`")
                warnings.warn(f"not run: needs `{missing[0]}`: scripts/install_tools.sh installs it", stacklevel=1)
                continue
            code, printed = self._run(command.line, command.expected or "")
            wanted = int(block.rest) if block.remark == "exits" and command is commands[-1] else 0
            if code != wanted:
                self._tell(block, f"`{command.line}` exits with {code}:\n{printed}")
            elif command.expected is not None:
                self._compare(block, command.expected, printed, f"`{command.line}` prints")

    def _run(self, line: str, expected: str) -> tuple[int, str]:
        """Run a command; give its exit code and what it prints."""
        if line.startswith("cd "):
            self.folder = (self.folder / line[3:]).resolve()
            os.chdir(self.folder)
            return 0, ""
        words = shlex.split(line)
        if words[0] == "policykit" and not {">", "|", "&&"} & set(words):
            return _run_policykit(words[1:], expected)
        done = subprocess.run(
            ["bash", "-c", line], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "PATH": PATH}
        )
        return done.returncode, done.stdout.decode()

    def _run_python(self, block: Block) -> None:
        out = io.StringIO()
        with redirect_stdout(out):
            try:
                exec(compile(block.text, block.place, "exec"), self.names)  # noqa: S102
            except Exception as error:  # noqa: BLE001 - whatever it is, the page shows something that fails
                self._tell(block, f"{type(error).__name__}: {error}")
        self.printed = out.getvalue()

    def _edit(self, block: Block) -> None:
        lines = block.text.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] in signs) for signs in ("- ", "+ "))
        path = Path(block.rest)
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            self._tell(block, f"{text.count(old)} places in {path} read so")
        path.write_text(text.replace(old, new), encoding="utf-8")

    def _write(self, block: Block) -> None:
        path = Path(block.rest)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def _validate(self, block: Block) -> None:
        """Hold a part of a file against the schema of its class: `part: version Clause`, or of a whole file's keys."""
        kind, _, inner = block.rest.partition(" ")
        validator = make_validator(kind, inner)
        data, _, faults = read_yaml("block.yaml", block.text)
        for fault in faults:
            self._tell(block, fault.message)
        data = json.loads(json.dumps(data))  # lists as a schema knows them
        for one in data if isinstance(data, list) else [data]:
            for error in validator.iter_errors(one):
                self._tell(block, f"{'.'.join(map(str, error.absolute_path))}: {error.message}")

    def _parse_steps(self, block: Block) -> None:
        """See that every command of policykit in a workflow is one that the parser takes."""
        steps = [step for job in yaml.safe_load(block.text)["jobs"].values() for step in job["steps"]]
        lines = [step["run"] for step in steps if step.get("run", "").startswith("policykit ")]
        for line in lines:
            try:
                make_parser().parse_args(shlex.split(line.partition(" > ")[0])[1:])
            except SystemExit:
                self._tell(block, f"`{line}` is no call")

    def _read_conditions(self, block: Block) -> None:
        for line in block.text.splitlines():
            if print_condition(parse_condition(line)) != line:
                self._tell(block, f"`{line}` is printed as `{print_condition(parse_condition(line))}`")

    def _find_tables(self, block: Block) -> None:
        whole = tomllib.loads((ROOT / block.rest).read_text(encoding="utf-8"))
        if not _holds(whole, tomllib.loads(block.text)):
            self._tell(block, f"{block.rest} does not hold these tables")

    def _compare(self, block: Block, expected: str, actual: str, verb: str) -> None:
        if not matches(expected, actual):
            self._tell(block, f"{verb}\n{actual}")

    def _tell(self, block: Block, fault: str) -> None:
        self.faults.append(f"{block.place}: {fault}")


def _run_policykit(words: list[str], expected: str) -> tuple[int, str]:
    answers = "".join(f"{answer[2:]}\n" for answer in expected.splitlines() if answer.startswith("> "))
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
    stdin, sys.stdin = sys.stdin, _EchoingAnswers(answers)
    try:
        with redirect_stdout(out), redirect_stderr(out):
            code = main(words)
    except SystemExit as stop:
        code = int(stop.code or 0)
    finally:
        sys.stdin = stdin
    out.seek(0)
    return code, out.read().replace("\r\n", "\n")


@cache
def make_validator(kind: str, inner: str) -> jsonschema.Draft202012Validator:
    """Give the validator of a file's keys, all optional, or of one class within it."""
    assert kind in FILES
    schema = make_schema(kind)
    if inner:
        return jsonschema.Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{inner}"})
    return jsonschema.Draft202012Validator({**schema, "required": []})


def _holds(whole: object, part: object) -> bool:
    """Say whether every table and value of a part stands in the whole."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and _holds(whole[key], part[key]) for key in part)
    return whole == part
