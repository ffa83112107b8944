"""Families: one definition that no order of the texts changes, and names covered only where they are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.compare.alignment.likeness import UnitSide, measure_likeness
from policykit.compare.alignment.units import Unit
from policykit.compare.families.leaders import NEAR, choose_leaders, place_text
from policykit.compare.families.masks import NameMask, mask_council
from policykit.compare.families.signature import PROBES, Signature, hide_names, sign_key
from policykit.model.council import Council

SENTENCE = "the council must not publish any photograph of a child without consent in writing"
WORDS = st.sampled_from(SENTENCE.split())
TEXTS = st.lists(st.lists(WORDS, min_size=5, max_size=12).map(" ".join), min_size=1, max_size=25, unique=True)


def choose(signed: list[Signature], spreads: list[int]) -> dict[str, tuple[str, float]]:
    paired = sorted(zip(spreads, signed, strict=True), key=lambda pair: place_text(pair[0], pair[1].fingerprint))
    ordered = [each for _, each in paired]
    chosen = choose_leaders(
        [each.fingerprint for each in ordered], [each.probes for each in ordered], [each.key for each in ordered]
    )
    return {each.key: (ordered[leader].key, alike) for each, (leader, alike) in zip(ordered, chosen, strict=True)}


@given(texts=TEXTS, data=st.data())
def test_no_order_changes_who_leads(texts: list[str], data: st.DataObject) -> None:
    signed = [sign_key(text) for text in texts]
    spreads = data.draw(st.lists(st.integers(1, 3), min_size=len(texts), max_size=len(texts)))
    turned = data.draw(st.permutations(range(len(texts))))
    assert choose(signed, spreads) == choose([signed[at] for at in turned], [spreads[at] for at in turned])


@given(texts=TEXTS)
def test_each_member_is_near_to_its_leader_and_a_leader_follows_nobody(texts: list[str]) -> None:
    chosen = choose([sign_key(text) for text in texts], [1] * len(texts))
    for text, (leader, alike) in chosen.items():
        assert chosen[leader] == (leader, 1.0)
        side = UnitSide([Unit(None, "", text), Unit(None, "", leader)], {})
        assert alike == round(measure_likeness(side, 0, side, 1), 4) >= NEAR


def test_the_signature_is_the_published_one() -> None:
    found = sign_key("the council must not publish it")
    assert found.fingerprint == 8856841817005295857
    assert found.probes == (59849935866452542, 408791986989306058, 782526686728921920, 934468340727730225)
    assert len(sign_key(SENTENCE).probes) == PROBES
    assert sign_key("translating content").probes == ()


def test_a_chain_of_small_changes_is_no_one_family() -> None:
    words = [f"word{number}" for number in range(20)]
    chain = []
    for step in range(10):
        words[2 * step : 2 * step + 2] = f"other{step}", f"another{step}"
        chain.append(" ".join(words))
    leaders = {leader for leader, _ in choose([sign_key(text) for text in chain], [1] * 10).values()}
    assert len(leaders) > 2


COUNCIL = {
    "format": 1,
    "id": "street",
    "name": "Street Parish Council",
    "kind": "parish",
    "jurisdiction": "england",
    "email": "clerk@street-pc.gov.uk",
    "in_languages": {"cy": {"name": "Cyngor Plwyf Ŵyr"}},
}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Street Parish Council will act.", "[council] will act."),
        ("STREET  PARISH\nCOUNCIL will act.", "[council] will act."),
        ("People of Street may ask.", "people of [place] may ask."),
        ("PEOPLE OF STREET MAY ASK.", "people of [place] may ask."),
        ("No street trading, no Streets.", "no street trading, no streets."),
        ("Write to clerk@street-pc.gov.uk.", "write to [contact]."),
        ("Mae Cyngor Plwyf W\u0302yr yn gofyn.", "mae [council] yn gofyn."),
        ("Crewe Town Council will act.", "crewe town council will act."),
    ],
)
def test_only_the_names_in_council_yaml_are_covered(text: str, key: str) -> None:
    assert hide_names(text, mask_council(Council.model_validate(COUNCIL))) == key


def test_a_mask_of_no_names_changes_nothing() -> None:
    assert NameMask([("", "council")]).cover("Street") == "Street"
