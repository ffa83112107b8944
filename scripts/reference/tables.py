"""Tables within the guides, made from the registries: they stand between `<!-- made: NAME -->` and `<!-- /made -->`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from scripts.reference.markdown import make_table

from policykit.pipeline.formats import FORMATS, MATRIX_FORMATS, REPORT_FORMATS, TARGETS

_MADE = re.compile(r"(<!-- made: (?P<name>[a-z-]+) -->\n\n).*?(\n<!-- /made -->)", re.DOTALL)


def write_targets() -> str:
    """Write the table of the targets that rules are exported to."""
    rows = ((f"`{name}`", target.words, target.asked) for name, target in TARGETS.own.items())
    return make_table(("`--to`", "what it is", "how to ask it"), rows)


def write_formats() -> str:
    """Write the table of formats: of documents, of reports on two versions, and of comparisons of councils."""
    kinds: dict[str, Mapping[str, Any]] = {
        "`build`, `show`, `compare --redline`": FORMATS.own,
        "`compare` of versions": REPORT_FORMATS.own,
        "`matrix`, `compare` of councils": MATRIX_FORMATS.own,
    }
    rows = ((kind, f"`{name}`", each.suffix, each.words) for kind, own in kinds.items() for name, each in own.items())
    return make_table(("command", "`--format`", "ending", "what it is"), rows)


TABLES: dict[str, Callable[[], str]] = {"targets": write_targets, "formats": write_formats}
"""Each table by its name, and the function that writes it."""


def fill_tables(page: str) -> str:
    """Give a page with each of its made tables as the code has it now. Raises KeyError for a table that is not made."""
    return _MADE.sub(lambda found: found[1] + TABLES[found["name"]]() + found[3], page)
