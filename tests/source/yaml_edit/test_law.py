"""The law of an edit: the file read anew is the model, what others wrote stays, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.source.yaml_edit.edits import lay, make_edit, try_edit
from tests.source.yaml_edit.styles import Scribe, make_data

FILES = sorted(
    path
    for folder in ("policies", "examples")
    for path in (ROOT / folder).rglob("v*.yaml")
    if not path.name.endswith(".scenarios.yaml")
)


@given(st.integers(0, 2**40))
def test_a_file_in_any_style(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    laid = lay(Scribe(random).write(make_data(random)))
    for count in range(6):
        if laid is not None:
            laid = try_edit(laid, make_edit(random, laid.version, count)) or laid


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_real_file(path: Path) -> None:
    random = Random(path.as_posix())  # noqa: S311
    laid = lay(path.read_text("utf-8"))
    assert laid is not None
    done = 0
    for count in range(40):
        after = try_edit(laid, make_edit(random, laid.version, count))
        done += after is not None
        laid = after or laid
    assert done > 15
