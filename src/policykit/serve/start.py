"""Starting the decision service, and ending it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from policykit.pipeline.codes import NOT_WRITABLE, SERVICE_ADDRESS, refuse
from policykit.pipeline.service.policies import Required
from policykit.serve.app import make_app
from policykit.serve.limits import PatientProtocol
from policykit.serve.log import DecisionLog
from policykit.serve.texts import Texts

MOST_CONNECTIONS = 1000
"""Beyond that, a client is asked to come again (503)."""


def run_service(
    root: Path,
    names: tuple[str, ...],
    address: tuple[str, int],
    *,
    tell_day: Callable[[], date],
    say: Callable[[str], None],
    require: Required = "reviewed",
    log: Path | None = None,
    log_records: bool = False,
) -> None:
    """Serve decisions by the policies that `names` mean, until Ctrl-C or SIGTERM.

    `address` is a host and a port; port 0 lets the system choose. `say` is given the address,
    `require` says how far a reading has to be agreed to weigh. Raises PolicykitError for
    what is wrong with the policies, an address that cannot be had, and a log that cannot be written.
    """
    texts = Texts(root, names, tell_day, require)
    written = _open_log(log, with_records=log_records)
    with contextlib.ExitStack() as stack:
        if written is not None:
            stack.callback(written.close)
        door = stack.enter_context(listen(*address))
        host, port = door.getsockname()[:2]
        say(f"deciding at http://{f'[{host}]' if ':' in host else host}:{port}, until Ctrl-C; see /openapi.json")
        server = uvicorn.Server(configure(make_app(texts, written)))
        with suppress(KeyboardInterrupt):
            asyncio.run(_run(server, door, texts))


async def _run(server: uvicorn.Server, door: socket.socket, texts: Texts) -> None:
    keeping_up = asyncio.create_task(texts.keep_up())
    try:
        await server.serve(sockets=[door])
    finally:
        keeping_up.cancel()


def configure(app: ASGIApp) -> uvicorn.Config:
    """Give how the service is run: one process, our limits, and nothing said of the machine."""
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        loop="asyncio",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        backlog=2048,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
    )


def listen(host: str, port: int) -> socket.socket:
    """Give the socket to serve at. Raises PolicykitError (`service-address`) where it cannot be had."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # asyncio turns Nagle's waiting off for sockets that say they are TCP: it would add 40 ms to each answer.
        door = socket.socket(family, kind, socket.IPPROTO_TCP)
        try:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(address)
            door.listen(2048)
        except OSError:
            door.close()
            raise
        return door
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise refuse(SERVICE_ADDRESS, f"cannot listen at `{host}:{port}`: {reason}") from None


def _open_log(path: Path | None, *, with_records: bool) -> DecisionLog | None:
    if path is None:
        return None
    try:
        return DecisionLog(path, lambda: datetime.now(UTC), with_records=with_records)
    except OSError as error:
        reason = (error.strerror or "the system refuses").lower()
        raise refuse(NOT_WRITABLE, f"`{path.as_posix()}` cannot be written: {reason}") from None
