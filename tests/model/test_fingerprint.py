"""Fingerprints: equal data have equal ones, and what JSON writes in several ways is refused."""

from __future__ import annotations

import hashlib

import pytest

from policykit.model.fingerprint import canonical_json, chain_events, hash_text
from policykit.model.register import Register


def test_canonical_json() -> None:
    assert canonical_json({"b": [1, True, None], "a": "é\n"}) == '{"a":"é\\n","b":[1,true,null]}'
    assert hash_text("é") == hashlib.sha256("é".encode()).hexdigest()


@pytest.mark.parametrize("value", [1.5, [1, [2.0]], {"a": {"b": 0.1}}])
def test_floating_point_numbers_are_refused(value: object) -> None:
    with pytest.raises(TypeError, match=r"^canonical JSON of a library holds no floating-point numbers$"):
        canonical_json(value)


def test_an_event_covers_all_before_it() -> None:
    def chain(*references: str) -> tuple[str, ...]:
        events = [{"version": "1", "event": "reviewed", "date": "2024-05-01", "reference": r} for r in references]
        return chain_events(Register.model_validate({"format": 1, "events": events}).events)

    first, second, third = chain("1/24", "2/24", "3/24")
    assert len({first, second, third}) == 3
    assert chain("1/24", "2/24") == (first, second)
    changed = chain("9/24", "2/24", "3/24")
    assert all(one != other for one, other in zip(changed, (first, second, third), strict=True))
