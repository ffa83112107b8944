"""The table of formats: each name leads to its function, and loads it only when it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.render.sample import SAMPLE

from policykit.render import FORMATS, Printing
from policykit.render.akn.document import render_akn
from policykit.render.html.page import render_html
from policykit.render.json.document import render_json
from policykit.render.markdown.document import render_markdown
from policykit.render.text import render_text


@pytest.mark.parametrize(
    ("name", "function"),
    [("html", render_html), ("md", render_markdown), ("json", render_json), ("akn", render_akn), ("text", render_text)],
)
def test_a_format_gives_the_bytes_of_its_function(name: str, function: object) -> None:
    assert FORMATS[name].make(SAMPLE, Printing()) == function(SAMPLE).encode()  # type: ignore[operator]


def test_a_format_passes_options_on() -> None:
    assert FORMATS["md"].make(SAMPLE, Printing(notes=True)) == render_markdown(SAMPLE, notes=True).encode()


def test_names_and_suffixes_are_those_of_the_command_line() -> None:
    assert {name: each.suffix for name, each in FORMATS.items()} == {
        "html": ".html",
        "pdf": ".pdf",
        "docx": ".docx",
        "md": ".md",
        "json": ".json",
        "akn": ".akn.xml",
        "text": ".txt",
    }


def test_the_table_loads_nothing_heavy() -> None:
    program = "import sys, policykit.render; print(*sorted({'jinja2', 'weasyprint', 'markdown_it'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
