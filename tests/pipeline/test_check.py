"""`check` of a part of a library: what is named must be there."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import ROOT

from policykit.errors import PolicykitError
from policykit.pipeline.check import check_library

TODAY = date(2026, 11, 20)
LIBRARY = ROOT / "policies"


@pytest.mark.parametrize("name", ["congleton", "crewe/social-media", "crewe/social-media@1", "crewe/council.yaml"])
def test_a_name_keeps_to_its_part(name: str) -> None:
    files = {d.span.file for d in check_library(LIBRARY, TODAY, (name,)).diagnostics if d.span}
    assert all(f"/{name.partition('/')[0]}/" in file for file in files)


def test_a_mistyped_name_does_not_look_like_a_clean_check() -> None:
    with pytest.raises(PolicykitError) as caught:
        check_library(LIBRARY, TODAY, ("crew",))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "unknown-name"
    assert "`crew`" in diagnostic.message
    assert diagnostic.hint is not None
    assert "did you mean `crewe`?" in diagnostic.hint
