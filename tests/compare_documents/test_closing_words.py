"""Words after a list, as amendments: they are read out like all others, and carried out exactly."""

from __future__ import annotations

import pytest

from policykit.compare.amendments.version import (
    apply_amendments,
    parse_amendments,
    print_amendments,
    write_amendments,
)
from policykit.model.fingerprint import model_data
from policykit.model.policy import Version

CLERK, COUNCIL = "and must tell the Clerk of it at once.", "and must tell the Council of it at once."


def read(closing: str | None, *items: str, name: str = "s.keep") -> Version:
    clauses = [{"id": f"s.{item}", "kind": "obligation", "text": f"{item} of any kind;"} for item in items]
    clause = {"id": name, "kind": "obligation", "text": "Members may keep:", "clauses": clauses}
    if closing is not None:
        clause["closing"] = closing
    other = {"id": "s.other", "kind": "statement", "text": "Other words stand here."}
    numbering = {"sections": "decimal", "clauses": "legal", "lists": "alpha"}
    sections = [{"id": "s", "heading": "Animals", "clauses": [clause, other]}]
    front = {"format": 1, "title": "Rules", "kind": "policy", "version": "1"}
    return Version.model_validate({**front, "numbering": numbering, "sections": sections})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (read(CLERK, "bees", "pigs"), read(COUNCIL, "bees", "pigs")),
        (read(CLERK, "bees", "pigs"), read(None, "bees", "pigs")),
        (read(None, "bees", "pigs"), read(CLERK, "bees", "pigs")),
        (read(CLERK, "bees", "pigs"), read(CLERK, "pigs", "hens", "bees")),
        (read(CLERK, "bees"), read(COUNCIL, "bees", name="s.allowed")),
        (read(CLERK, "bees"), read(None)),
    ],
    ids=["edited", "removed", "added", "items moved", "another id", "list removed"],
)
def test_words_after_a_list_are_amended(old: Version, new: Version) -> None:
    for before, after in ((old, new), (new, old)):
        text = print_amendments(write_amendments(before, after))
        assert apply_amendments(before, parse_amendments(text)).data == model_data(after)


def test_a_change_of_them_is_an_order() -> None:
    orders = print_amendments(write_amendments(read(CLERK, "bees"), read(COUNCIL, "bees")))
    assert "1. In paragraph 1.1, closing words, for ‘Clerk’ substitute ‘Council’." in orders.replace("“", "‘").replace(
        "”", "’"
    )
    assert "ANNEX" not in orders
