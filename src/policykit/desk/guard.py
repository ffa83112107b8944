"""Who may come in: this machine's browser, by the link of this start, from the desk's own pages."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from policykit.desk.keys import Keys

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_UPLOAD = 16 * 1024 * 1024
"""The largest Word file that is taken, in bytes."""
LARGEST_FORM = 2 * 1024 * 1024
"""The largest form without a file, in bytes."""
_ENVELOPE = 64 * 1024
"""What a form adds around the file in it."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The content security policy of the desk's own pages."""
SHEET_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-top-navigation-by-user-activation"
)
"""That of documents and reports, which bring their own style, run no script, and may be shown inside the desk."""

HEADERS = {
    "x-content-type-options": "nosniff",
    # Other sites are told nothing. Of our own pages, a form says `Origin` only where its page may say where it is.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex",
}

REASONS = {
    403: "closed",
    405: "method",
    413: "large",
    421: "host",
}
"""The page that says why, for each way of being turned away."""


class Guard:
    """Lets requests through to the desk, or answers why not; every answer gets the headers that keep it closed."""

    def __init__(self, app: App, keys: Keys, port: int, refuse: Callable[[int], App]) -> None:
        """Guard `app`, which listens on `port`; `refuse` gives what answers with a status and its page."""
        self._app = app
        self._keys = keys
        self._hosts = {f"127.0.0.1:{port}".encode(), f"localhost:{port}".encode()}
        self._origins = {b"http://" + host for host in self._hosts}
        self._cookie = f"desk_{port}"
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        headers = _read_headers(scope)
        status = self._judge(scope, headers)
        limited = _Limited(receive, find_limit(scope["path"]))
        if status is None and limited.is_declared_too_large(headers):
            status = 413
        app = self._app if status is None else self._refuse(status)
        await app(scope, limited.receive, _close_headers(send, scope["path"]))

    def _judge(self, scope: Scope, headers: dict[bytes, list[bytes]]) -> int | None:
        """Give the status with which a request is turned away, or None."""
        hosts = headers.get(b"host", [])
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return 421
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405
        path = scope["path"]
        if scope["method"] != "POST" and path.startswith(("/enter/", "/static/")):
            return None
        place = path.split("/")[1] if path.count("/") > 1 else ""
        if not secrets.compare_digest(place.encode(), self._keys.place.encode()) or not self._has_cookie(headers):
            return 403
        return None if self._comes_from_us(scope, headers) else 403

    def _has_cookie(self, headers: dict[bytes, list[bytes]]) -> bool:
        jar: SimpleCookie = SimpleCookie()
        try:
            for line in headers.get(b"cookie", []):
                jar.load(line.decode("latin-1"))
        except CookieError:
            return False
        given = jar[self._cookie].value if self._cookie in jar else ""
        return secrets.compare_digest(given.encode(), self._keys.cookie.encode())

    def _comes_from_us(self, scope: Scope, headers: dict[bytes, list[bytes]]) -> bool:
        """Tell whether a request was made by a page of ours, or, to read a page, by the person at the browser."""
        origins, sites = headers.get(b"origin", []), headers.get(b"sec-fetch-site", [])
        if any(origin not in self._origins for origin in origins):
            return False
        is_change = scope["method"] == "POST"
        if sites:
            return sites == [b"same-origin"] or (not is_change and sites == [b"none"])
        return bool(origins) or not is_change


def is_held(keys: Keys, given: str) -> bool:
    """Tell whether a form, or the header `X-Desk-Token` of a script of ours, holds the key of this start's pages."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), keys.form.encode())


def find_limit(path: str) -> int:
    """Give how many bytes a request to `path` may have: a form that brings a file may have more than any other."""
    return LARGEST_UPLOAD + _ENVELOPE if path.endswith("/bring-in") else LARGEST_FORM


class RequestTooLargeError(Exception):
    """A request has more bytes than it said, or than are taken."""


class _Limited:
    """What a request brings, up to a limit."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit

    def is_declared_too_large(self, headers: dict[bytes, list[bytes]]) -> bool:
        lengths = headers.get(b"content-length", [])
        return any(not length.isdigit() or int(length[:12]) > self._left for length in lengths)

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise RequestTooLargeError
        return message


def _read_headers(scope: Scope) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.lower(), []).append(value)
    return found


def _close_headers(send: Send, path: str) -> Send:
    """Add to every answer what keeps it from being framed, sniffed, kept or sent on."""

    async def closed(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name for name, _ in message["headers"]}
            own = {
                "content-security-policy": PAGE_POLICY,
                "cache-control": "no-store",
                **({"x-frame-options": "DENY"} if b"content-security-policy" not in given else {}),
                **HEADERS,
                **({"referrer-policy": "no-referrer"} if path.startswith("/enter/") else {}),  # its address is a key
            }
            more = [(name.encode(), value.encode()) for name, value in own.items() if name.encode() not in given]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return closed
