"""A page of the desk, and one visit to it: what the request brings, and the answer to it.

To add a page, write a module with a tuple `SCREENS`, and name it in `pages.SCREENS`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from policykit.desk.guard import SHEET_POLICY
from policykit.desk.session import Desk
from policykit.desk.templating import render_page


class NotThereError(Exception):
    """The address names something that this library does not have."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that came with a form."""

    name: str
    """Its name without any folder."""
    content: bytes


@dataclass(frozen=True)
class Visit:
    """One request, read: the words of the address, and what the form or the script sent."""

    desk: Desk
    path: Mapping[str, str]
    """The words of the address, by their names in the page's `path`."""
    query: Mapping[str, str]
    """What is behind the question mark."""
    form: Mapping[str, str] = field(default_factory=dict)
    """The fields of a form that was sent."""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Every value of each field, for those that have several."""
    files: Mapping[str, SentFile] = field(default_factory=dict)
    data: Any = None
    """What a script sent as JSON."""
    here: str = ""
    """The address of this page, without what is behind the question mark."""

    @property
    def today(self) -> date:
        """The day of this visit."""
        return self.desk.tell_day()

    @property
    def policy(self) -> str:
        """The policy that the address names, `crewe/social-media`; the library's table says whether there is one."""
        return f"{self.path['council']}/{self.path['policy']}"

    def link(self, *parts: str, **query: str) -> str:
        """Give the address of a page: its parts, and what is behind the question mark."""
        path = "/".join(quote(part, safe="/") for part in parts)
        return f"{self.desk.base}/{path}{f'?{urlencode(query)}' if query else ''}"

    def policy_link(self, *parts: str, **query: str) -> str:
        """Give the address of a page of this policy."""
        return self.link("policies", self.policy, *parts, **query)

    def show(self, template: str, status: int = 200, **values: Any) -> Response:
        """Answer with a page made from a template."""
        return HTMLResponse(render_page(self.desk, template, {"visit": self, **values}), status)

    def go(self, address: str) -> Response:
        """Send the browser on to another page, so that reloading it does not send the form again."""
        return RedirectResponse(address, 303)

    def show_sheet(self, content: bytes) -> Response:
        """Answer with a whole document or report, which runs no script and may be in a frame of the desk."""
        return HTMLResponse(content, headers={"content-security-policy": SHEET_POLICY})

    def send(self, content: bytes, kind: str, name: str = "") -> Response:
        """Answer with a file; with a name, the browser saves it."""
        held = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"} if name else {}
        # The viewer of a browser for PDF is a page of its own, which a sandbox would leave empty.
        policy = "frame-ancestors 'none'" if kind == "application/pdf" else SHEET_POLICY
        return Response(content, media_type=kind, headers={"content-security-policy": policy, **held})


Answer = Callable[[Visit], Response | Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Screen:
    """A page by its address. A plain function is run in a thread; a coroutine function, as of a stream, is awaited."""

    path: str
    """Below the desk's own folder, with names in braces: `/policies/{council}/{policy}/record`."""
    show: Answer | None = None
    """Gives the page."""
    take: Answer | None = None
    """Takes what its form, or a script, sends. The key of the page has been checked by then."""
