"""Asks an index as the browser does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from policykit.site.holdings import Holdings
from policykit.site.search.build import glean_holdings, make_books, make_search
from policykit.site.sheaf import SiteFile, SiteSettings

ASK = Path(__file__).parent / "ask.js"


def write_search(holdings: Holdings, out: Path) -> list[SiteFile]:
    """Write the search of a site below `out`, and give its files."""
    books = [file for council, policy in holdings.walk_policies() for file in make_books(council, policy)]
    files = [*make_search(holdings, lambda: list(glean_holdings(holdings)), SiteSettings()), *books]
    for file in files:
        path = out / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return files


def ask_search(
    node: str, out: Path, questions: Iterable[str | tuple[str, dict[str, Any]]], *, afresh: bool = False
) -> list[dict[str, Any]]:
    """Give the answers to questions; `afresh` asks each as on a page of its own, which fetches anew."""
    rows = [[each, {}] if isinstance(each, str) else list(each) for each in questions]
    asked = json.dumps({"questions": rows, "afresh": afresh})
    done = subprocess.run([node, ASK, out / "search"], input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def name_found(answer: dict[str, Any]) -> list[str]:
    """Give what an answer found, best first: `crewe/social-media#introduction.term`."""
    return ["/".join(each["address"].split("/")[:2]) + f"#{each['id']}" for each in answer["found"]]
