"""Somebody who writes in the page of a text, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page
from tests.desk.browser import OpenDesk

from policykit.model.policy import Clause, Version
from policykit.source.library import read_library

NAME = "crewe/social-media"


class Writer:
    """One window with the text of a version."""

    def __init__(self, context: BrowserContext, desk: OpenDesk, version: str = "2", name: str = NAME) -> None:
        self.desk = desk
        self.name = name
        self.version_label = version
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(desk.link)
        self.page.wait_for_url(desk.address(""))
        self.open()

    def open(self) -> None:
        """Load the page, and wait until it can be written in."""
        self.page.goto(self.desk.address(f"policies/{self.name}/text?version={self.version_label}"))
        self.wait("document.documentElement.dataset.ready === 'true'")

    def wait(self, condition: str) -> None:
        """Wait until something is so in the page; `wait_for_function` would need `eval`, which the page forbids."""
        for _ in range(400):
            if self.page.evaluate(f"() => Boolean({condition})"):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"it did not become so: {condition}; the page says: {self.status}; {self.errors}")

    @property
    def status(self) -> str:
        """What the page says of saving."""
        return str(self.page.evaluate("() => document.getElementById('text-status').textContent"))

    def wait_saved(self) -> None:
        """Wait until all that can be saved is."""
        self._settle()
        self.wait("['saved', 'kept', 'blank', 'refused'].includes(document.getElementById('text-status').className)")
        assert self.errors == []

    def put_cursor(self, id: str, at: str = "end") -> None:
        """Put the cursor at the start or end of the words of a part."""
        self.page.evaluate(
            """([id, at]) => {
              const line = document.getElementById('part-' + id)
              document.querySelector('.ProseMirror').focus()
              const range = document.createRange()
              range.selectNodeContents(line)
              range.collapse(at === 'start')
              getSelection().removeAllRanges()
              getSelection().addRange(range)
            }""",
            [id, at],
        )
        self.page.wait_for_timeout(30)

    def select(self, id: str, start: int, end: int) -> None:
        """Select some of the words of a part, by the place of their characters."""
        self.put_cursor(id, "start")
        self.press(*["ArrowRight"] * start, *["Shift+ArrowRight"] * (end - start))

    def type(self, words: str) -> None:
        """Type."""
        self.page.keyboard.type(words)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other; a browser tells of a moved cursor only after the key."""
        for key in keys:
            if any(name in key for name in ("Arrow", "Home", "End")):
                self._settle()
                self.page.keyboard.press(key)
                self._settle()
            else:
                self.page.keyboard.press(key)

    def _settle(self) -> None:
        """Let the page take in what was typed, which it learns of some twenty milliseconds later."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))")

    def paste(self, html: str = "", text: str = "") -> None:
        """Paste, as from another program."""
        self.page.evaluate(
            """([html, text]) => {
              const data = new DataTransfer()
              if (html) data.setData('text/html', html)
              data.setData('text/plain', text)
              const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
              document.querySelector('.ProseMirror').dispatchEvent(event)
            }""",
            [html, text],
        )

    @property
    def file(self) -> Path:
        """The file of the version."""
        return self.desk.desk.root / self.name / f"v{self.version_label}.yaml"

    def version(self) -> Version:
        """Give the version that the file holds, read anew."""
        return read_library(self.desk.desk.root).library.policies[self.name].version(self.version_label).value

    def clauses(self) -> dict[str, str | None]:
        """Give the words of each clause in the file, in order, by id."""
        return {str(clause.id): clause.text for _, clause in self.version().walk_clauses()}

    def clause(self, id: str) -> Clause:
        """Give one clause of the file."""
        return next(clause for _, clause in self.version().walk_clauses() if clause.id == id)

    def notes(self) -> list[str]:
        """Give what is beside the text."""
        found: list[Any] = self.page.evaluate(
            "() => [...document.querySelectorAll('.note')].map(note => note.innerText)"
        )
        return [str(each) for each in found]
