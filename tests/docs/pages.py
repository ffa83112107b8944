"""The pages of the documentation, cut into what can be tried: commands, snippets, links and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

DOCS = ROOT / "docs"
GUIDES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))
PAGES = (*GUIDES, *sorted((DOCS / "reference").glob("*.md")), *sorted((ROOT / "examples").rglob("*.md")))

_FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<language>[^\n]*)\n(?P<text>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL)
_REMARK = re.compile(r"<!-- (?P<word>[a-z-]+)(?:: (?P<rest>.*?))? -->\n\Z")
_LINK = re.compile(r"(?<!\\)\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<target>[^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block. `remark` and `rest` are the HTML comment right above it: `<!-- file: policies/x.yaml -->`."""

    page: Path
    line: int
    language: str
    text: str
    remark: str
    rest: str

    @property
    def place(self) -> str:
        """Where a reader finds it."""
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a console block and what it prints; `None` where the page does not show it."""

    line: str
    expected: str | None


@cache
def read_page(page: Path) -> str:
    """Read a page once."""
    return page.read_text(encoding="utf-8")


@cache
def list_blocks(page: Path) -> tuple[Block, ...]:
    """Give the fenced blocks of a page in order."""
    text = read_page(page)
    blocks = []
    for found in _FENCE.finditer(text):
        remark = _REMARK.search(text[: found.start()])
        word, rest = (remark["word"], remark["rest"] or "") if remark else ("", "")
        line = text.count("\n", 0, found.start()) + 1
        blocks.append(Block(page, line, found["language"].strip(), found["text"], word, rest))
    return tuple(blocks)


def split_commands(block: Block) -> list[Command]:
    """Cut a console block into commands; a comment after two blanks and `#` is for the reader."""
    commands: list[Command] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            commands.append(Command(re.sub(r" {2,}# .*", "", line[2:]).strip(), None))
        elif commands:
            last = commands[-1]
            commands[-1] = Command(last.line, f"{last.expected or ''}{line}\n")
    return commands


def matches(expected: str, actual: str) -> bool:
    """Say whether a text is as a page shows it; `…` stands for anything within a line, alone for any lines."""
    pattern = ""
    for line in expected.strip("\n").splitlines():
        pattern += r"(?:.*\n)*?" if line.strip() == "…" else r".*?".join(map(re.escape, line.split("…"))) + r"\n"
    return re.fullmatch(pattern, actual.strip("\n") + "\n") is not None


def drop_blocks(text: str) -> str:
    """Empty the fenced blocks of a text, and keep its lines where they are."""
    return _FENCE.sub(lambda found: "\n" * found[0].count("\n"), text)


def list_links(page: Path) -> list[tuple[int, str]]:
    """Give the line and target of every link and picture outside of code."""
    text = drop_blocks(read_page(page))
    return [(text.count("\n", 0, found.start()) + 1, found["target"]) for found in _LINK.finditer(text)]


@cache
def list_anchors(page: Path) -> frozenset[str]:
    """Give the anchors of a page's headings, as GitHub and MyST make them."""
    text = drop_blocks(read_page(page))
    names: set[str] = set()
    for found in _HEADING.finditer(text):
        title = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", found[1]).replace("`", "")
        names.add(re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-"))
    return frozenset(names)
