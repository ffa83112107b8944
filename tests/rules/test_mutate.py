"""Which faults are put into a rule on purpose."""

from __future__ import annotations

import pytest
from tests.rules.small import lower, make_rule

from policykit.rules.mutate import break_rule


def about(fact: str) -> list[str]:
    return [f"`{fact}` is turned round", f"the test of `{fact}` always holds", f"the test of `{fact}` never holds"]


AUTHOR = [f"scope: {what}" for what in about("author")]


@pytest.mark.parametrize(
    ("test", "changes"),
    [
        ("rude", about("rude")),
        ("not rude", ["`not` is dropped", *about("rude")]),
        ("platform is one of x, forum", [*about("platform"), "`platform` loses `forum`", "`platform` loses `x`"]),
        ("approvers has any of clerk", about("approvers")),
        (
            "approvers has all of clerk, chief",
            [
                *about("approvers"),
                "`approvers` loses `chief`",
                "`approvers` loses `clerk`",
                "`approvers`: any becomes all, or all any",
            ],
        ),
        (
            "pictures is at most 2",
            [
                *about("pictures"),
                "`pictures`: the boundary changes sides",
                "`pictures`: the boundary moves by -1",
                "`pictures`: the boundary moves by +1",
            ],
        ),
        (
            "rude and platform is x",
            [
                "part 1 is dropped",
                *(f"part 1: {what}" for what in about("rude")),
                "part 2 is dropped",
                *(f"part 2: {what}" for what in about("platform")),
                "`and` becomes `or`",
            ],
        ),
    ],
)
def test_the_faults_of_a_test(test: str, changes: list[str]) -> None:
    (rule,) = lower(make_rule(require=test)).rules
    assert [mutant.change for mutant in break_rule(rule)] == [*AUTHOR, *(f"test: {what}" for what in changes)]


def test_every_part_of_a_rule_is_broken_and_nothing_stays_as_it_was() -> None:
    (rule,) = lower(make_rule(when="platform is x", unless="rude", require="posted within 6 weeks before poll")).rules
    mutants = list(break_rule(rule))
    assert {mutant.change.split(":")[0] for mutant in mutants} == {"scope", "when", "unless", "test"}
    assert all(mutant.rule != rule for mutant in mutants)
    assert len({mutant.rule for mutant in mutants}) > 15
