"""The texts that are open in this run of the desk, and the one other process that checks them."""

from __future__ import annotations

from datetime import datetime
from threading import Lock
from typing import Any

from policykit.desk.session import Desk
from policykit.desk.text.advisor import Advisor
from policykit.pipeline.writing.change import open_text
from policykit.pipeline.writing.opened import OpenText, refresh_text
from policykit.pipeline.writing.page import describe_page
from policykit.pipeline.writing.send import send_edits

_KEPT_TEXTS = 8
"""So many texts stay open; the one that was used longest ago is closed when another is opened."""


class TextRoom:
    """What is open, one visitor at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._texts: dict[str, OpenText] = {}
        self._advisor = Advisor(desk.root, desk.tell_day)

    def describe(self, name: str, most: int | None = None) -> dict[str, Any]:
        """Give all that the page of a text shows, as it is now; with `most`, the beginning of a long one."""
        with self._lock:
            opened = self._open(name)
            self._ask(opened)
            return {**describe_page(opened, most), "sealed": opened.is_sealed}

    def send(self, name: str, data: object) -> dict[str, Any]:
        """Carry out the edits of a page. Raises PolicykitError as `send_edits` does."""
        with self._lock:
            opened = self._open(name, fresh=False)
            answer = send_edits(opened, data, self._now())
            self._ask(opened)
            return answer

    def tell_news(self, name: str) -> dict[str, Any]:
        """Give the revision of a text, and the advice that is about this very revision, null while there is none."""
        with self._lock:
            opened = self._open(name)
            self._ask(opened)
            return {
                "revision": opened.revision,
                "sealed": opened.is_sealed,
                "advice": self._advisor.find(opened.policy.name, opened.label, opened.revision),
            }

    def close(self) -> None:
        """End the process that checks."""
        self._advisor.close()

    def _open(self, name: str, *, fresh: bool = True) -> OpenText:
        """Give an open text, read again where something else changed it, which a change itself sees to."""
        opened = self._texts.pop(name, None)
        if opened is None:
            opened = open_text(self._desk.root, name, self._now())
        elif fresh:
            refresh_text(opened)
        self._texts[name] = opened
        while len(self._texts) > _KEPT_TEXTS:
            self._texts.pop(next(iter(self._texts)))
        return opened

    def _ask(self, opened: OpenText) -> None:
        if not opened.is_sealed:
            self._advisor.ask(opened.policy.name, opened.label, opened.revision)

    def _now(self) -> datetime:
        return self._desk.tell_now()
