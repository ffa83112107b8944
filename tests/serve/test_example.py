"""The posting tool in front of the service does as its page says, and the container starts what the parser takes."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from tests.serve.asking import ROOT, open_texts, run_server

from policykit.cli.parser import make_parser
from policykit.serve.app import make_app

FOLDER = ROOT / "examples" / "service"


def post(port: int, name: str) -> tuple[int, str]:
    command = [sys.executable, "post.py", f"http://127.0.0.1:{port}", f"../posting_tool/posts/{name}.json"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_the_tool_posts_only_what_is_allowed() -> None:
    with run_server(make_app(open_texts())) as port:
        code, said = post(port, "fair")
        assert (code, said.startswith("posted: My own view: the spring fair")) == (0, True)
        code, said = post(port, "rumour")
        assert (code, "not allowed by" in said, "confidential" in said) == (1, True, True)
        code, said = post(port, "unjudged")
        assert (code, "cannot be decided under" in said) == (1, True)
    code, said = post(port, "fair")
    assert (code, "not posted, since nobody decides" in said) == (1, True)


@pytest.mark.parametrize("instruction", ["ENTRYPOINT", "HEALTHCHECK CMD"])
def test_the_container_runs_what_is_there(instruction: str) -> None:
    text = (FOLDER / "Containerfile").read_text(encoding="utf-8")
    found = re.search(rf"^{instruction} (\[.*\])$", text, flags=re.MULTILINE)
    assert found is not None
    words = json.loads(found[1])
    if words[0] == "policykit":
        assert make_parser("serve").parse_args([*words[1:], "congleton/social-media"]).host == "0.0.0.0"  # noqa: S104
    else:
        compile(words[2], instruction, "exec")
