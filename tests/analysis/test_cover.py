"""The law of the analysis: what it says of two rules is what trying every record says, and no example is plainer."""

from __future__ import annotations

import pytest
from tests.analysis.pairs import Pair, count_unusual, draw_pair, find_least

from policykit.analysis.cover import Certainty, Cover, find_cover
from policykit.analysis.ground import settle_rule
from policykit.rules.evaluate import decide
from policykit.rules.findings import Outcome


def judge(pair: Pair) -> tuple[str, Cover]:
    """Give what is wrong with the answer of a pair, empty if nothing, and the answer."""
    certainty: Certainty = "settled" if pair.settle else "certain"
    found = find_cover(pair.first, [pair.second], pair.ground, certainty=certainty, unknown=pair.unknown)
    least = find_least(pair)
    if (found.status, least is None) not in (("covered", True), ("beyond", False)):
        return f"{found.status}, but the least is {least}", found
    if found.witness is None:
        return "", found
    witness = found.witness
    first, second = (settle_rule(rule, witness.settled) for rule in (pair.first, pair.second))
    claims = (Outcome.BREACH, Outcome.PERMITTED)
    if decide(first, witness.record) not in claims or decide(second, witness.record) in claims:
        return "the evaluator does not confirm the witness", found
    read = {*pair.first.facts, *pair.second.facts, *witness.record}
    counted = count_unusual(pair.ground.facts, [name for name in pair.facts if name in read], witness.record)
    if not witness.unusual == counted == least:
        return f"{witness.unusual} said, {counted} counted, {least} are enough", found
    for name in witness.said:
        rest = {other: witness.record[other] for other in witness.said if other != name}
        if decide(first, rest) in claims:
            return f"`{name}` need not be said", found
    return "", found


@pytest.mark.parametrize("start", range(0, 300, 100))
@pytest.mark.parametrize("unknown", [False, True])
def test_the_answer_is_that_of_trying_every_record(start: int, unknown: bool) -> None:
    for seed in range(start, start + (40 if not unknown else 12)):
        wrong, _ = judge(draw_pair(seed, unknown=unknown))
        assert not wrong, f"seed {seed}: {wrong}"
