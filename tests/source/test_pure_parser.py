"""Without libyaml every file of the library reads the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT

from policykit.source import nodes, yaml, yaml_slips
from policykit.source.pure_yaml import PureParser
from policykit.source.yaml import read_yaml

FILES = sorted((ROOT / "policies").rglob("*.yaml"))


class PureLoader(nodes.CoreScalars, PureParser):
    """What `Loader` is on a machine without libyaml."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_file_reads_the_same_without_libyaml(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file.read_text(encoding="utf-8")
    with_libyaml, _, faults = read_yaml(file.name, text)
    for module in (nodes, yaml, yaml_slips):
        if hasattr(module, "Loader"):
            monkeypatch.setattr(module, "Loader", PureLoader)
    without, places, found = read_yaml(file.name, text)
    assert (found, without) == (faults, with_libyaml)
    assert places.span(("format",)).line == next(
        n for n, line in enumerate(text.split("\n"), 1) if line.startswith("format:")
    )
