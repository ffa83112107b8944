"""Every clause of the two councils either meets one of the other's, or the other is silent on it."""

from __future__ import annotations

import pytest

from policykit.model.counterpart import Counterpart
from policykit.model.library import Library

SILENT = {
    # Crewe says nothing of these matters.
    "congleton/social-media": """
        pitfalls.immediacy
        policy-statement.know-policy
        responsibilities.owner
        responsibilities.closed-meetings responsibilities.authorised-officers responsibilities.approval
        sharing.messages
        pre-election.neutrality pre-election.announcements
        messaging.admins messaging.membership messaging.work-numbers messaging.conduct messaging.consent
        ai.definition.tools
        ai.permitted.opening ai.permitted.drafting ai.permitted.captions
        ai.permitted.alt-text ai.permitted.translation ai.permitted.visuals
        ai.prohibited.opening ai.prohibited.sensitive-data ai.prohibited.misleading ai.prohibited.deepfakes
        ai.prohibited.automated-replies ai.prohibited.political
        ai.data-protection.compliance ai.data-protection.information
        ai.data-protection.equality ai.data-protection.public-tools
        ai.transparency.disclosure
        ai.governance.approved-tools
    """,
    # Congleton says nothing of these matters.
    "crewe/social-media": """
        policy-statement.risks.malware
        policy-statement.risks.code-of-conduct
        responsibilities.code-of-conduct
    """,
}


@pytest.mark.parametrize("policy", SILENT)
def test_a_clause_without_counterpart_is_known(library: Library, policy: str) -> None:
    linked = {address for link in library.counterparts for address in link.clauses}
    clauses = [clause.id for _, clause in library.policies[policy].version("1").value.walk_clauses()]
    assert [clause for clause in clauses if f"{policy}#{clause}" not in linked] == SILENT[policy].split()


def test_no_two_links_say_the_same_of_a_pair(library: Library) -> None:
    matters = [(link.clauses, link.matter) for link in library.counterparts]
    assert len(set(matters)) == len(matters)


def test_every_link_names_its_matter_and_says_how_the_clauses_differ(library: Library) -> None:
    vague = [
        link.clauses for link in library.counterparts if not link.matter or (link.stance != "same" and not link.note)
    ]
    assert vague == []


def test_the_councils_conflict_on_criticism_alone(library: Library) -> None:
    assert [(link.clauses, link.matter) for link in library.counterparts if link.stance == "conflicts"] == [
        (
            (
                "congleton/social-media#responsibilities.discretion",
                "crewe/social-media#responsibilities.own-statements",
            ),
            "criticising the Council",
        )
    ]


SHARED = {
    "social-media/structured-approach": ("policy-statement.approach", "policy-statement.approach"),
    "social-media/sensible-use": ("policy-statement.sensible-use", "policy-statement.sensible-use"),
    "social-media/personal-responsibility": ("policy-statement.own-content", "responsibilities.own-content"),
}
"""The clauses of Congleton and of Crewe that are nearly identical, by their model."""


@pytest.mark.parametrize("model", SHARED)
def test_the_nearly_identical_clauses_come_from_one_model(library: Library, model: str) -> None:
    policies = (library.policies["congleton/social-media"], library.policies["crewe/social-media"])
    users = [[c.id for _, c in p.version("1").value.walk_clauses() if c.model == model] for p in policies]
    assert users == [[clause] for clause in SHARED[model]]


def test_the_old_name_of_a_matter_is_still_read() -> None:
    link = {"clauses": ["a/b#c", "d/e#f"], "stance": "same", "confirmed_by": "AM", "confirmed_on": "2026-01-05"}
    old, new = (Counterpart.model_validate(link | {key: "who is bound"}) for key in ("on", "matter"))
    assert old == new
    assert new.matter == "who is bound"
