"""When another order of the same words asks the same: a list reordered, a phrase set in front, active and passive."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.compare.words.proof.plain import FORMS_OF_BE, drop_idle

Tokens = tuple[str, ...]

_JOINS = frozenset(("and", "or"))
_MODAL = frozenset(("must", "should", "may", "will", "shall", "would", "not"))
_LEADS = frozenset(
    (*("in", "on", "at", "from", "during", "within", "before", "after"), *("each", "every", "if", "when", "where"))
) | {"unless", "under", "for", "until"}
_SMALL = 4
"""As many words an item of a list may have for another order of them to be seen as such."""


def is_same_in_other_order(old: Tokens, new: Tokens) -> bool:
    """Say whether two sentences of the same plain words, in other orders, surely ask the same.

    Takes what `read_tokens` gives. The order of words says who does what to whom; only three changes of it are known
    to change nothing, and any other is no proof.
    """
    words = [sorted(word for word in drop_idle(side) if word != "by") for side in (old, new)]
    if words[0] != words[1]:
        return False
    return (
        _is_list_reordered(old, new)
        or _is_phrase_moved(drop_idle(old), drop_idle(new))
        or _is_turned_round(old, new)
        or _is_turned_round(new, old)
    )


def _is_list_reordered(old: Tokens, new: Tokens) -> bool:
    lead = _count_common(old, new)
    trail = _count_common(old[lead:][::-1], new[lead:][::-1])
    spans = [side[lead : len(side) - trail] for side in (old, new)]
    lists = [_split_items(span) for span in spans]
    if any(len(items) < 2 or any(len(item) > _SMALL for item in items) for items in lists):
        return False
    joins = [sorted(token for token in span if token in _JOINS) for span in spans]
    return bool(joins[0]) and joins[0] == joins[1] and sorted(lists[0]) == sorted(lists[1])


def _split_items(tokens: Tokens) -> list[Tokens]:
    items: list[list[str]] = [[]]
    for word in tokens:
        if word == "," or word in _JOINS:
            items.append([])
        else:
            items[-1].append(word)
    return [idle for item in items if (idle := drop_idle(tuple(item)))]


def _is_phrase_moved(old: Tokens, new: Tokens) -> bool:
    """Say whether one phrase of place, time or condition went from the front of the sentence to its end, or back."""
    for first, second in ((old, new), (new, old)):
        for size in range(1, len(first)):
            rest = len(second) - size
            if first[0] in _LEADS and first[:size] == second[rest:] and first[size:] == second[:rest]:
                return True
    return False


def _is_turned_round(active: Tokens, passive: Tokens) -> bool:
    """Say whether one is the other in the passive: “the Clerk keeps a list”, “a list is kept by the Clerk”."""
    if "by" not in passive:
        return False
    be = next((place for place, token in enumerate(passive) if token in FORMS_OF_BE), None)
    if be is None or passive.index("by") < be:
        return False
    start = be
    while start and passive[start - 1] in _MODAL:
        start -= 1
    patient, rest = drop_idle(passive[:start]), passive[start:]
    by = len(rest) - 1 - rest[::-1].index("by")
    plain, doer = drop_idle(active), drop_idle(rest[by + 1 :])
    for size in range(1, len(doer) + 1):
        done = (*drop_idle(rest[:by]), *doer[size:])
        if plain[:size] == doer[:size] and _take_out(plain[size:], patient) == done:
            return True
    return False


def _take_out(tokens: Tokens, part: Tokens) -> Tokens | None:
    """Give the tokens without the first run of them that is `part`; None where there is none."""
    for place in range(len(tokens) - len(part) + 1):
        if tokens[place : place + len(part)] == part:
            return tokens[:place] + tokens[place + len(part) :]
    return None


def _count_common(first: Sequence[str], second: Sequence[str]) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
