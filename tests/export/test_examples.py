"""The examples do what their pages say."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import pytest

from policykit.model.library import Library
from policykit.pipeline.export import export_rules
from policykit.pipeline.names import Named, find_version
from policykit.pipeline.rulesets import make_ruleset, open_edition
from policykit.rules.evaluate import evaluate_record
from policykit.rules.findings import Outcome
from policykit.rules.ir import Ruleset
from policykit.source.library import load_library

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


@cache
def find_library() -> tuple[Library, Named]:
    library = load_library(ROOT / "policies")
    return library, find_version(library, "congleton/social-media")


def find_ruleset() -> Ruleset:
    return make_ruleset(open_edition(*find_library()))


def write_export(target: str, folder: Path) -> Path:
    export = export_rules(*find_library(), target)
    for name, text in export.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("post", "code", "said"),
    [
        ("fair", 0, "posted: My own view: the spring fair was the best in years. Thank you to all who helped.\n"),
        (
            "rumour",
            1,
            (
                "not allowed by s.6, 7th bullet: “Derogatory comments are always wrong.”\n"
                "not allowed by s.7, 7th bullet: “Good practice guidelines for the use of Facebook by the Council as a "
                "body or Councillors as individuals are:” … “Do not disclose confidential matters”\n"
            ),
        ),
        ("unjudged", 1, "cannot be decided under s.6, 7th bullet: “Derogatory comments are always wrong.”\n"),
    ],
)
def test_the_posting_tool(tmp_path: Path, post: str, code: int, said: str) -> None:
    write_export("python", tmp_path)
    shutil.copytree(EXAMPLES / "posting_tool", tmp_path, dirs_exist_ok=True)
    command = [sys.executable, "-S", "post.py", f"posts/{post}.json"]  # -S: without any installed package
    done = subprocess.run(command, capture_output=True, cwd=tmp_path)
    assert (done.stderr.decode(), done.stdout.decode(), done.returncode) == ("", said, code)


def test_the_posting_tool_is_short() -> None:
    lines = (EXAMPLES / "posting_tool" / "post.py").read_text(encoding="utf-8").splitlines()
    code = [line for line in lines if line.strip() and not line.startswith(('"""', "import", "from"))]
    assert len(code) <= 20


@contextmanager
def serve_bundle(opa: str, bundle: Path) -> Iterator[str]:
    """Serve a bundle on a port of its own until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [opa, "run", "--server", "--addr", f"127.0.0.1:{port}", "--log-level", "error", "--bundle", str(bundle)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
    raise AssertionError("opa does not answer")


@pytest.mark.engine
@pytest.mark.slow
def test_opa_serves_the_bundle(tmp_path: Path, tool: Callable[[str], str]) -> None:
    with serve_bundle(tool("opa"), write_export("rego", tmp_path)) as url:
        command = [sys.executable, str(EXAMPLES / "opa" / "ask.py"), url, str(EXAMPLES / "opa" / "message.json")]
        done = subprocess.run(command, capture_output=True)
    assert (done.stderr.decode(), done.returncode) == ("", 1)
    record = json.loads((EXAMPLES / "opa" / "message.json").read_text(encoding="utf-8"))
    facts = {name: frozenset(v) if isinstance(v, list) else v for name, v in record["facts"].items()}
    findings = evaluate_record(find_ruleset(), "message", facts).findings
    told = [f for f in sorted(findings, key=lambda f: f.rule) if f.outcome in (Outcome.BREACH, Outcome.CANNOT_TELL)]
    lines = [f"{f.outcome}: {f.citation}: {' … '.join(f'“{quote}”' for quote in f.quotes)}" for f in told]
    assert {Outcome.BREACH, Outcome.CANNOT_TELL} == {finding.outcome for finding in told}
    assert done.stdout.decode().splitlines() == [*lines, "not allowed"]


@pytest.mark.engine
@pytest.mark.parametrize("record", ["../opa/message.json", "empty.json"])
def test_cedar_refuses_with_the_clause_quoted(tmp_path: Path, record: str) -> None:
    pytest.importorskip("cedarpy")
    rules = write_export("cedar", tmp_path)
    command = [sys.executable, "ask.py", str(rules), record]
    done = subprocess.run(command, capture_output=True, cwd=EXAMPLES / "cedar")
    said = done.stdout.decode()
    assert (done.stderr.decode(), done.returncode, said.splitlines()[-1]) == ("", 1, "not allowed")
    assert said.startswith("not known to keep s.")


@pytest.mark.engine
def test_cedar_names_what_it_cannot_read(tmp_path: Path) -> None:
    pytest.importorskip("cedarpy")
    rules, record = write_export("cedar", tmp_path), tmp_path / "record.json"
    record.write_text(
        json.dumps({"record": "post", "facts": {"is_derogatry": True, "poll_on": "May"}}), encoding="utf-8"
    )
    command = [sys.executable, "ask.py", str(rules), str(record)]
    done = subprocess.run(command, capture_output=True, cwd=EXAMPLES / "cedar")
    assert done.stdout.decode() == "not allowed: cannot be read: is_derogatry, poll_on\n"
