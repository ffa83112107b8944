"""Words for facts, and what facts imply: what fits is taken, what contradicts itself is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from policykit.model.fact import FactVocabulary

BASE = {"label": "a fact", "question": "Is it so?", "kind": "judgement"}


def read(**facts: dict[str, Any]) -> FactVocabulary:
    made = {name: {"type": "yes_no", **BASE, **keys} for name, keys in facts.items()}
    records = {"post": {"label": "a post", "facts": made}}
    return FactVocabulary.model_validate({"format": 1, "roles": {"clerk": {"label": "clerk"}}, "records": records})


def refuse(**facts: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        read(**facts)
    return str(caught.value)


def test_a_fact_may_imply_others_and_rule_others_out() -> None:
    found = read(rude={"implies": ["loud", "not kind_words"]}, loud={}, kind_words={})
    rude = found.records["post"].facts["rude"]
    assert rude.type == "yes_no"
    assert rude.implies == ("loud", "not kind_words")


def test_what_is_not_there_cannot_be_implied() -> None:
    assert "which is not another yes/no fact of this record" in refuse(rude={"implies": ["lout"]})
    assert "which is not another yes/no fact of this record" in refuse(rude={"implies": ["rude"]})


@pytest.mark.parametrize(
    "facts",
    [
        {"rude": {"implies": ["loud", "not loud"]}, "loud": {}},
        {"rude": {"implies": ["loud"]}, "loud": {"implies": ["not rude"]}},
        {"rude": {"implies": ["loud", "not calm"]}, "loud": {"implies": ["calm"]}, "calm": {}},
    ],
)
def test_implications_that_contradict_each_other_are_refused(facts: dict[str, dict[str, Any]]) -> None:
    assert "contradicts itself" in refuse(**facts)


def test_an_ordinary_case_keeps_to_what_is_implied() -> None:
    assert "in an ordinary case" in refuse(rude={"ordinary": True, "implies": ["loud"]}, loud={"ordinary": False})


def test_words_have_a_place_for_what_varies() -> None:
    number = {"type": "number", "unit": "count", "minimum": 0, "maximum": 9}
    assert "needs the place `{number}` once" in refuse(count={**number, "said": "in a group"})
    date = {"type": "date"}
    assert "needs the place `{day}` once" in refuse(on={**date, "said": "on a day"})
    members = {"type": "set", "members": ["pen", "ink"]}
    said = {"some": "with {words}", "none": "with nothing", "words": {"pen": "a pen"}}
    assert "look at `ink`" in refuse(tools={**members, "said": said})
    choice = {"type": "choice", "values": ["red", "blue"]}
    assert "look at `blue`" in refuse(colour={**choice, "said": {"red": "in red"}})
