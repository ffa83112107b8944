"""A look at a site on this machine, as a web space would show it: files alone, to this machine alone."""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _SiteHandler(SimpleHTTPRequestHandler):
    """Gives the files of a site, and lists no folder."""

    def send_head(self):  # type: ignore[no-untyped-def] # as the standard library has it
        parts = unquote(urlsplit(self.path).path).split("/")
        if any(part.startswith(".") for part in parts):
            self.send_error(404)
            return None
        return super().send_head()

    def list_directory(self, path: object) -> None:  # noqa: ARG002 - a folder without a page has none
        self.send_error(404)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a preview is no server to keep a log of."""


def open_preview(out: Path, port: int) -> ThreadingHTTPServer:
    """Show the site in the folder `out` at 127.0.0.1 until the process ends; port 0 means a free one.

    Raises OSError where the port is taken.
    """
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_SiteHandler, directory=str(out)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stderr.write(f"the site is at http://127.0.0.1:{server.server_port}/; Ctrl-C ends\n")
    return server
