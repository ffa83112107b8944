"""What `import policykit` gives: few names, each documented, loaded only when it is used."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import policykit


@pytest.mark.parametrize("name", [name for name in policykit.__all__ if not name.startswith("__")])
def test_every_public_name_says_what_it_is(name: str) -> None:
    assert inspect.getdoc(getattr(policykit, name))


def test_an_unknown_name_is_refused_as_any_module_does() -> None:
    with pytest.raises(AttributeError, match="has no attribute `load_librery`"):
        policykit.load_librery  # noqa: B018


def test_importing_costs_next_to_nothing() -> None:
    heavy = {"pydantic", "yaml", "jinja2", "markdown_it", "weasyprint", "lark", "rapidfuzz", "holidays", "msgspec"}
    script = "import sys, policykit; print(*sorted(m for m in sys.modules if '.' not in m))"
    loaded = set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )
    assert loaded & heavy == set()


def test_checking_loads_nothing_that_only_rendering_needs() -> None:
    script = (
        "import sys; from policykit.cli import main; main(['check']);"
        "print(*sorted(m for m in sys.modules if '.' not in m), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stderr.split()) & {"jinja2", "weasyprint", "holidays", "ruamel", "asyncio", "polars"} == set()
