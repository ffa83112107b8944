"""What a change of words does to what a clause asks: proved to be wording, surely more than that, or to be read.

A change counts until it is proved to be wording only. The proof is by plain words and their order (`plain`, `order`);
what is not proved either touches words that carry force, a number, a condition or a role, and so asks something else,
or a phrase came or went, and a person has to read how far the clause now reaches.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import Literal

from rapidfuzz.distance import Indel

from policykit.compare.words.proof.order import is_same_in_other_order
from policykit.compare.words.proof.plain import FORBIDDEN, drop_idle, read_plain_word, read_tokens, split_sentences
from policykit.compare.words.vocabulary import BEARERS

Judgement = Literal["asks", "reach", "wording"]
"""`asks`: more, less or otherwise than before. `reach`: how far the clause reaches may have changed. `wording`: proved
to be wording only."""

_FORCE = "must should may will forbidden not no none never nobody nothing neither nor"
_CONDITIONS = (
    "if unless where when while whilst once only except save subject provided until till before after within without "
    "including excluding other apart least most than up exceed consent agreement approval permission request writing "
    "written wherever whenever whether otherwise"
)
_QUANTITIES = (
    "all any each both either some most every another first second third last half quarter whole once twice double "
    "minimum maximum half-yearly fortnight hour day week month year working time midnight noon dusk dawn and or "
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday"
)
_TELLING = frozenset(map(read_plain_word, f"{_FORCE} {_CONDITIONS} {_QUANTITIES}".split()))
_NUMBER = re.compile(r"£?\d")
_EXAMPLE = re.compile(r"\b(?:such as|for example|for instance|e\.g\.)", re.IGNORECASE)
_NO_EXAMPLE = frozenset(
    (*("is", "are", "must", "should", "may", "will", "be", "have", "not", ".", ";", ")"), *("who", "which", "that"))
) | {"on", "with", "without", "for", "at", "from", "under", "over", "to", "by", "if", "when", "where", "only", "in"}
"""Words that are no part of an example: a verb, or what limits it."""


def judge_words(old: str, new: str, *, bearers: Sequence[str] = BEARERS) -> Judgement:
    """Say what a change of English words does to what a clause asks. `bearers` names whom the text may bind."""
    changed = list(_pair_sentences(old, new))
    if not changed:
        return "wording"
    roles = {read_plain_word(word) for bearer in bearers for word in bearer.casefold().split()}
    return "asks" if any(_touches_what_is_asked(*pair, roles) for pair in changed) else "reach"


def _touches_what_is_asked(old: str, new: str, roles: Set[str]) -> bool:
    """Say whether words of force, conditions, quantities or numbers came or went, or roles, which also count moved."""
    gone, come = _list_changed(old, new)
    moved = Counter(gone) & Counter(come)
    for word in (*gone, *come):
        if word in roles or _NUMBER.match(word):
            return True
        if word in _TELLING and not moved[word]:
            return True
    return False


def _pair_sentences(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Give the pairs of sentences that are not proved to ask the same; all in one where their number differs."""
    before, after = split_sentences(old), split_sentences(new)
    if len(before) != len(after):
        before, after = [" ".join(before)], [" ".join(after)]
    for first, second in zip(before, after, strict=True):
        if not _is_proved(first, second):
            yield first, second


def _is_proved(old: str, new: str) -> bool:
    before, after = read_tokens(old), read_tokens(new)
    if drop_idle(before) == drop_idle(after):
        return True
    return is_same_in_other_order(before, after) or _differ_in_examples(old, new)


def _differ_in_examples(old: str, new: str) -> bool:
    """Say whether all that differs are examples: words after “such as” or “for example”, before any other verb."""
    starts = [found.end() if (found := _EXAMPLE.search(side)) else None for side in (old, new)]
    if starts[0] is None or starts[1] is None:
        return False
    leads = [drop_idle(read_tokens(side[:start])) for side, start in zip((old, new), starts, strict=True)]
    tails = [read_tokens(side[start:]) for side, start in zip((old, new), starts, strict=True)]
    if leads[0] != leads[1]:
        return False
    first, last = tails
    common = 0
    while common < min(len(first), len(last)) and first[-1 - common] == last[-1 - common]:
        common += 1
    return all(
        not any(word in _NO_EXAMPLE or _NUMBER.match(word) for word in tail[: len(tail) - common]) for tail in tails
    )


def _list_changed(old: str, new: str) -> tuple[list[str], list[str]]:
    """Give the plain words that went and that came, those among them that only stand elsewhere now."""
    before, after = (_spell_out(drop_idle(read_tokens(side))) for side in (old, new))
    numbers: dict[str, int] = {}
    first, second = ([numbers.setdefault(word, len(numbers)) for word in side] for side in (before, after))
    gone: list[str] = []
    come: list[str] = []
    for op in Indel.opcodes(first, second):
        if op.tag != "equal":
            gone += before[op.src_start : op.src_end]
            come += after[op.dest_start : op.dest_end]
    return gone, come


def _spell_out(tokens: Sequence[str]) -> list[str]:
    """Give “forbidden” as “must not”: a prohibition in another form of sentence."""
    return [word for token in tokens for word in (("must", "not") if token == FORBIDDEN else (token,))]
