"""A patch fits the version it was made from and no other."""

from __future__ import annotations

import json

import pytest

from policykit.compare.align import align_units
from policykit.compare.patch import apply_patch, make_patch, read_patch, write_patch
from policykit.compare.units import Unit
from policykit.errors import PolicykitError

OLD = [Unit("a", "1", "The clerk signs."), Unit("b", "2", "The mayor reads.")]
NEW = [Unit("b", "1", "The mayor reads."), Unit("a", "2", "The clerk signs twice.")]
PATCH = make_patch(OLD, NEW, align_units(OLD, NEW))


def test_a_patch_survives_json() -> None:
    assert list(apply_patch(OLD, read_patch(json.loads(json.dumps(write_patch(PATCH)))))) == NEW


def test_what_passed_over_unchanged_keeps_its_payload() -> None:
    old = [Unit(None, "1", "Same.", payload="kept"), Unit(None, "2", "Gone.")]
    amended = apply_patch(old, make_patch(old, old[:1], align_units(old, old[:1])))
    assert [unit.payload for unit in amended] == ["kept"]


@pytest.mark.parametrize(
    ("version", "told"),
    [
        (OLD[:1], "the patch is for 2 units, the version has 1"),
        (NEW, "unit 2 of the version is not the one that the patch changes"),
    ],
)
def test_another_version_is_refused(version: list[Unit], told: str) -> None:
    with pytest.raises(PolicykitError, match=told):
        apply_patch(version, PATCH)
