"""A visitor of the desk without a browser: in process, with the headers that a browser sends."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from httpx import ASGITransport, AsyncClient, Cookies, Response

from policykit.desk.app import make_app
from policykit.desk.session import Desk

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)
PORT = 8123
ORIGIN = f"http://127.0.0.1:{PORT}"
BROWSER = {"sec-fetch-site": "same-origin", "origin": ORIGIN}
"""What a browser adds to a request that a page of the desk makes."""


def copy_library(place: Path) -> Path:
    """Give a copy of the two councils' library below `place`."""
    return Path(shutil.copytree(ROOT / "policies", place / "policies"))


class Client:
    """Asks an application, and keeps its cookies as a browser does."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self.cookies = Cookies()

    def request(self, method: str, path: str, **sent: Any) -> Response:
        """Send one request, and give the answer as it is."""

        async def ask() -> Response:
            transport = ASGITransport(app=self._app, raise_app_exceptions=False)
            async with AsyncClient(transport=transport, base_url=ORIGIN, cookies=self.cookies) as client:
                answer = await client.request(method, path, **sent)
                self.cookies = client.cookies
                return answer

        # In a thread of its own: a browser of Playwright, once it runs, has this one's loop.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, ask()).result()

    def get(self, path: str, **sent: Any) -> Response:
        """Ask for a page."""
        return self.request("GET", path, **sent)

    def post(self, path: str, **sent: Any) -> Response:
        """Send a form."""
        return self.request("POST", path, **sent)


class Visitor:
    """Somebody at the desk; `inside` has come in by the link."""

    def __init__(self, library: Path, out: Path, *, inside: bool = True) -> None:
        self.desk = Desk(library, out, lambda: TODAY)
        self.client = Client(make_app(self.desk, PORT))
        if inside:
            assert self.client.get(f"/enter/{self.desk.keys.link}").status_code == 200

    def address(self, path: str) -> str:
        """Give the address of a page by its path below the desk's own folder."""
        return path if path.startswith(f"{self.desk.base}/") else f"{self.desk.base}/{path.lstrip('/')}"

    def get(self, path: str, **headers: str) -> Response:
        """Ask for a page, as when a link is followed."""
        return self.client.get(self.address(path), headers={"sec-fetch-site": "same-origin", **headers})

    def post(self, path: str, **form: str | list[str]) -> Response:
        """Send a form with the key of the page, and follow where it leads."""
        answer = self.send(path, form)
        return self.get(answer.headers["location"]) if answer.status_code == 303 else answer

    def send(
        self, path: str, form: Mapping[str, str | list[str]], files: Mapping[str, tuple[str, bytes]] | None = None
    ) -> Response:
        """Send a form with the key of the page, and give the first answer."""
        data = {"token": self.desk.keys.form, **form}
        return self.client.post(self.address(path), data=data, files=files, headers=BROWSER)


def read_page(answer: Response) -> str:
    """Give the words of a page, without its tags, blanks run together."""
    body = re.sub(r"<(style|script|head)\b.*?</\1>", " ", answer.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
