"""Asking the decision service, in process or through a socket."""

from __future__ import annotations

import asyncio
import json
import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import uvicorn
from httpx import ASGITransport, AsyncClient, Response
from starlette.types import ASGIApp

from policykit.serve.app import make_app
from policykit.serve.log import DecisionLog
from policykit.serve.start import configure, listen
from policykit.serve.texts import Texts

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)
NAMES = ("congleton/social-media", "crewe/social-media")
CHECK = "/crewe/social-media/check"
LOGO = {"record": "account", "holder_role": "councillor", "account_owner": "personal", "uses_council_logo": True}
"""In breach of Crewe's policy."""
JSON = {"content-type": "application/json"}


def open_texts(root: Path = ROOT / "policies", names: tuple[str, ...] = NAMES) -> Texts:
    """Give the texts of both councils, as on a day."""
    return Texts(root, names, lambda: TODAY)


class Asker:
    """Asks an application without a socket."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    def ask(self, path: str, body: object = None, *, method: str = "POST", **headers: str) -> Response:
        """Send one request; `body` is sent as JSON, unless it is bytes."""
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()

        async def send() -> Response:
            transport = ASGITransport(app=self._app)
            async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                sent = {name.replace("_", "-"): value for name, value in headers.items()}
                return await client.request(method, path, content=content, headers={**JSON, **sent})

        return asyncio.run(send())


def make_asker(log: DecisionLog | None = None) -> Asker:
    """Give an asker of a service for both councils."""
    return Asker(make_app(open_texts(), log))


@contextmanager
def run_server(app: ASGIApp) -> Iterator[int]:
    """Run an application as the service is run, in a thread; gives the port."""
    with listen("127.0.0.1", 0) as door:
        server = uvicorn.Server(configure(app))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[door])))
        thread.start()
        try:
            yield door.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(20)


@contextmanager
def connect(port: int) -> Iterator[socket.socket]:
    """Give a connection that never waits longer than ten seconds."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        yield connection


def read_all(connection: socket.socket) -> bytes:
    """Give what comes until the other side closes."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def draw_request(source: random.Random, record: dict[str, Any]) -> tuple[str, str, bytes, dict[str, str]]:
    """Draw a request that may be wrong in any way: method, path, body, headers."""
    paths = [f"/{name}/{verb}" for name in (*NAMES, "nobody/nothing") for verb in ("check", "batch", "stream", "x")]
    path = source.choice([*paths, "/", "/health", "/openapi.json", "/%00/%ff/check", f"/{'a' * 3000}"])
    method = source.choice(["POST"] * 8 + ["GET", "PUT", "HEAD", "OPTIONS"])
    types = ["application/json"] * 6 + ["application/x-ndjson"] * 4 + ["text/plain", "", "application/json; charset=x"]
    return method, path, draw_body(source, record), {"content-type": source.choice(types)}


def draw_body(source: random.Random, record: dict[str, Any]) -> bytes:
    """Draw a body: a record, right or spoilt, alone, in a list or in lines, cut off, or no JSON at all."""
    spoilt = spoil_record(source, record)
    text = json.dumps(spoilt, ensure_ascii=source.random() < 0.5).encode("utf-8", "surrogatepass")
    match source.randrange(12):
        case 0:
            return text[: source.randrange(len(text) + 1)]
        case 1:
            return source.randbytes(source.randrange(200))
        case 2:
            return b"[" * source.choice([1, 100, 30_000]) + text
        case 3:
            return b"[" + b",".join([text] * source.randrange(4)) + b"]"
        case 4:
            return b"\n".join([text, b"", source.randbytes(20), text])
        case 5:
            return text[:-1] + b',"record":"post"}'
        case 6:
            return text.replace(b"true", source.choice([b"NaN", b"1e999", b"9" * 5000, b"-0", b"null", b"Infinity"]))
        case 7:
            return b"\xef\xbb\xbf" + text
        case 8:
            return text.decode("utf-8", "replace").encode("utf-16")
    return text


def spoil_record(source: random.Random, record: dict[str, Any]) -> object:
    """Give a record with some values, names or its kind exchanged for anything that JSON can hold."""
    values: list[Any] = ["", "yes", "\ud800", "\0", 0, -1, 1.5, 10**30, True, None, [], [[]], ["a", "a"], {}, {"a": 1}]
    spoilt: dict[str, Any] = dict(record)
    for _ in range(source.randrange(4)):
        name = source.choice([*spoilt, "record", "id", "judged", "alien", ""])
        spoilt[name] = source.choice(values)
    return source.choice([spoilt] * 9 + values)


def wait_for(happens: Any) -> None:
    """Look until something has happened; ten seconds at most."""
    until = time.monotonic() + 10
    while not happens():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.01)
