"""What the tests of reading share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest

from policykit.source.reading import reader
from policykit.source.yaml import read_yaml


@pytest.fixture(autouse=True, scope="module")
def _read_unchanged_files_once() -> Iterator[None]:
    """Reading YAML is a pure function of the text, and each fault changes one file of many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "read_yaml", lru_cache(maxsize=64)(read_yaml))
        yield
