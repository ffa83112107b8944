"""What the service takes of a client: so many bytes, so many seconds; and never a 500."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from tests.serve.asking import CHECK, JSON, LOGO, NAMES, connect, draw_request, open_texts, read_all, run_server

from policykit.cli import main
from policykit.serve import limits
from policykit.serve.app import make_app

HEAD = b"POST /crewe/social-media/check HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"


@pytest.fixture(scope="module")
def port() -> object:
    with run_server(make_app(open_texts())) as number:
        yield number


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.2)


def test_a_body_of_fifty_megabytes_is_refused_and_the_client_hears_it(port: int) -> None:
    for length in (b"content-length: 52428800\r\n", b"transfer-encoding: chunked\r\n"):
        with connect(port) as connection:
            connection.sendall(HEAD + length + b"\r\n")
            part = b" " * 65536
            if b"chunked" in length:
                part = b"10000\r\n" + part + b"\r\n"
            for _ in range(800):
                connection.sendall(part)
            answer = connection.recv(65536)
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert b'"allowed": false' in answer


def test_a_client_that_asks_first_is_told_before_it_sends(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(HEAD + b"content-length: 52428800\r\nexpect: 100-continue\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 413 ")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", b"408"),
        (b"POST /crewe/social-media/check HTTP/1.1\r\nhost:", b"408"),
        (HEAD + b"content-length: 100\r\n\r\n{", b"408"),
    ],
)
def test_a_slow_client_is_told_and_let_go(port: int, sent: bytes, status: bytes) -> None:
    with connect(port) as connection:
        connection.sendall(sent)
        answer = read_all(connection)
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b'"allowed":' in answer


@pytest.mark.usefixtures("impatient")
def test_a_client_that_does_not_read_is_let_go(port: int) -> None:
    line = json.dumps(LOGO).encode() + b"\n"
    body = line * 10_000
    head = HEAD.replace(b"/check", b"/stream").replace(b"/json", b"/x-ndjson")
    with connect(port) as connection:
        connection.sendall(head + b"content-length: %d\r\n\r\n" % (200 * len(body)))
        with pytest.raises(OSError, match=r"reset|pipe"):
            connection.sendall(200 * body)


def test_a_stream_is_answered_while_it_is_sent(port: int) -> None:
    line = json.dumps(LOGO).encode() + b"\n"
    head = HEAD.replace(b"/check", b"/stream").replace(b"/json", b"/x-ndjson")
    with connect(port) as connection:
        connection.sendall(head + b"transfer-encoding: chunked\r\n\r\n")
        for _ in range(3):
            connection.sendall(b"%x\r\n%s\r\n" % (len(line), line))
            answer = b""
            while b'"unsigned":[]}\n' not in answer:
                answer += connection.recv(65536)
        connection.sendall(b"0\r\n\r\n")


def test_two_hundred_at_once_all_get_their_answer(port: int) -> None:
    with httpx.Client(limits=httpx.Limits(max_connections=200)) as client:

        def ask(number: int) -> tuple[int, int]:
            answer = client.post(f"http://127.0.0.1:{port}{CHECK}", json={**LOGO, "id": number}, timeout=30)
            return answer.status_code, answer.json()["id"]

        with ThreadPoolExecutor(200) as pool:
            assert list(pool.map(ask, range(400))) == [(200, number) for number in range(400)]


def test_no_body_makes_it_fail(port: int) -> None:
    """A share of what `python -m benchmarks.serve.load --fuzz 10000` sends."""
    source = random.Random(1)  # noqa: S311
    seen = set()
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        for _ in range(500):
            method, path, body, headers = draw_request(source, LOGO)
            answer = client.request(method, path, content=body, headers=headers)
            seen.add(answer.status_code)
            assert answer.status_code < 500, (method, path, body, headers)
            if answer.headers.get("content-type") == "application/problem+json" and method != "HEAD":
                assert answer.json()["allowed"] is False
    assert seen == {200, 400, 404, 405, 415, 422}


def test_the_command_serves_until_it_is_stopped(tmp_path: Path) -> None:
    log = tmp_path / "decisions.jsonl"
    command = [sys.executable, "-m", "policykit", "serve", "crewe", "--port", "0", "--log", str(log)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        assert process.stderr is not None
        address = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
        assert address is not None
        assert httpx.post(f"{address[0]}{CHECK}", json=LOGO, headers=JSON, timeout=20).json()["overall"] == "breach"
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)
        assert process.stderr.read() == ""
    assert json.loads(log.read_text("utf-8"))["overall"] == "breach"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nobody/nothing"], "there is no policy `nobody/nothing`"),
        ([f"{NAMES[0]}@1", "congleton/socialmedia"], "there is no policy `congleton/socialmedia`"),
        (["crewe", "--port", "{taken}"], "cannot listen at `127.0.0.1:{taken}`"),
        (["crewe", "--log", "{folder}"], "cannot be written"),
    ],
)
def test_what_keeps_it_from_starting_is_said(
    port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    given = [word.format(taken=port, folder=tmp_path) for word in arguments]
    assert main(["serve", *given]) == 2
    assert message.format(taken=port) in capsys.readouterr().err
