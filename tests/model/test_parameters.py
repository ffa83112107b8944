"""What a text may name of its council: `{council.name}`, `{officers.clerk.title}`, `{decisions.approval}`."""

from __future__ import annotations

from policykit.model.council import Council
from policykit.model.parameters import block_parameters, council_parameters, text_parameters
from policykit.model.policy import Version

COUNCIL = Council.model_validate(
    {
        "format": 1,
        "id": "leek",
        "name": "Leek Town Council",
        "kind": "town",
        "jurisdiction": "england",
        "address": ["Nicholson Institute", "Stockwell Street"],
        "website": "https://leek.example",
        "officers": [{"role": "clerk", "title": "Town Clerk", "name": "A. Person"}],
        "committees": [{"id": "policy", "label": "Policy", "name": "Policy Committee"}],
        "decisions": {
            "both": {"value": True, "minute": "1/24"},
            "either": {"value": False, "minute": "2/24"},
            "days": {"value": 42, "minute": "3/24"},
            "kinds": {"value": ["by_election", "mayoral"], "minute": "4/24"},
        },
    }
)


def test_every_parameter_of_a_council() -> None:
    assert council_parameters(COUNCIL) == {
        "council.name": "Leek Town Council",
        "council.strapline": None,
        "council.address": "Nicholson Institute, Stockwell Street",
        "council.telephone": None,
        "council.email": None,
        "council.website": "https://leek.example",
        "officers.clerk.title": "Town Clerk",
        "officers.clerk.name": "A. Person",
        "committees.policy.label": "Policy",
        "committees.policy.name": "Policy Committee",
        "decisions.both": "yes",
        "decisions.either": "no",
        "decisions.days": "42",
        "decisions.kinds": "by election, mayoral",
    }


def test_a_block_names_each_committee_s_review_too() -> None:
    names = block_parameters(COUNCIL)
    assert {"review.policy.date", "review.policy.reference", "council.name"} <= set(names)
    assert len(names) == len(set(names))


def test_a_text_names_its_own_policy_too() -> None:
    version = Version.model_validate(
        {
            "format": 1,
            "title": "Notices",
            "kind": "policy",
            "version": "2",
            "sections": [{"id": "s", "clauses": [{"id": "s.a", "kind": "statement", "text": "Words."}]}],
        }
    )
    assert text_parameters(COUNCIL, version) == {
        **council_parameters(COUNCIL),
        "policy.title": "Notices",
        "policy.version": "2",
    }
