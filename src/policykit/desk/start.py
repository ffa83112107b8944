"""Starting the desk: a port of this machine alone, a browser that is let in, and an end."""

from __future__ import annotations

import html
import os
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import uvicorn

from policykit.desk.app import make_app
from policykit.desk.session import Desk

_HOST = "127.0.0.1"


def run_desk(
    root: Path, out: Path, tell_day: Callable[[], date], *, open_browser: bool, say: Callable[[str], None]
) -> None:
    """Run the desk on the library below `root` until it is closed, by its button or by Ctrl-C.

    It listens on a port that the system chooses, and on this machine alone. With `open_browser` the way in goes to the
    browser by a file that only this user can read, since anybody may see with which words a program was started;
    without it, `say` is given the address once. Published files go to `out`.
    """
    # asyncio turns Nagle's waiting off for sockets that say they are TCP: it would add 40 ms to each page.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as door:
        door.bind((_HOST, 0))
        port: int = door.getsockname()[1]
        desk = Desk(root, out, tell_day)
        config = uvicorn.Config(
            make_app(desk, port),
            http="h11",
            ws="none",
            lifespan="off",
            loop="asyncio",
            access_log=False,  # an address may hold a key
            log_config=None,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)

        def stop() -> None:
            server.should_exit = True

        desk.stop = stop
        address = f"http://{_HOST}:{port}/enter/{desk.keys.link}"
        with suppress(KeyboardInterrupt), _WayIn(address, desk, open_browser=open_browser, say=say):
            try:
                server.run(sockets=[door])
            finally:
                desk.close()
    say("the desk is closed")


class _WayIn:
    """The way into the desk while it runs: a browser that was opened, or an address that was said."""

    def __init__(self, address: str, desk: Desk, *, open_browser: bool, say: Callable[[str], None]) -> None:
        self._address = address
        self._desk = desk
        self._open = open_browser
        self._say = say
        self._file: Path | None = None

    def __enter__(self) -> None:
        self._say("the desk is open; close it with its button, or here with Ctrl-C")
        if not self._open:
            self._say(self._address)
            return
        self._file = write_redirection(self._address)
        self._desk.on_entry = self._drop
        if not webbrowser.open(self._file.as_uri()):
            self._say("no browser could be opened; open this address in yours:")
            self._say(self._address)

    def __exit__(self, *_: object) -> None:
        self._drop()

    def _drop(self) -> None:
        if self._file is not None:
            self._file.unlink(missing_ok=True)
            with suppress(OSError):
                self._file.parent.rmdir()


def find_open_place() -> Path | None:
    """Give the folder in which every browser may read a file; None for the system's own folder of short-lived files.

    A browser that was installed as a Snap or a Flatpak sees neither that one nor what is hidden in the user's folder.
    """
    home = Path.home()
    places = [home / "Downloads", home] if os.name == "posix" and sys.platform != "darwin" else []
    return next((place for place in places if place.is_dir() and os.access(place, os.W_OK)), None)


def write_redirection(address: str) -> Path:
    """Write a page that leads to `address` into a new file that this user alone can read, and give its path."""
    folder = Path(tempfile.mkdtemp(prefix="policykit-desk-", dir=find_open_place()))
    path = folder / "open.html"
    shown = html.escape(address, quote=True)
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="refresh" content="0; url={shown}"><title>The desk</title>'
        f'<p><a href="{shown}">Open the desk</a></p></html>\n'
    )
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(page)
    return path
