"""What became of each unit, in small versions that one can read."""

from __future__ import annotations

import pytest
from benchmarks.compare.generate import make_case, make_document, make_units
from benchmarks.compare.score import score_alignment

from policykit.compare.alignment.align import align_units
from policykit.compare.alignment.units import Alignment, Unit

SCOPE = "This policy applies to officers and councillors who use social media in their work."
CONSENT = "Do not add anyone to a messaging group without their explicit consent."
ADMIN = "Group admins are responsible for the content of the group and review its members regularly."
PASSWORDS = "Passwords are changed every three months and kept in the safe at the town hall."
ELECTION = "In the six weeks before an election the council does not publish anything that favours a party."


def units(*texts: str, ids: tuple[str | None, ...] = ()) -> list[Unit]:
    return [Unit(ids[k] if ids else None, str(k + 1), text) for k, text in enumerate(texts)]


def tell(alignment: Alignment) -> list[str]:
    """Say each thing that is not plainly the same, as `old>new what`."""
    told = [
        f"{'+'.join(map(str, m.old))}>{'+'.join(map(str, m.new))} {m.kind}{' moved' if m.moved else ''} by {m.evidence}"
        for m in alignment.matches
        if m.moved or m.kind != "same"
    ]
    return [*told, *(f"{i} removed" for i in alignment.removed), *(f"{j} added" for j in alignment.added)]


OLD = units(SCOPE, CONSENT, ADMIN, PASSWORDS, ELECTION)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (units(SCOPE, CONSENT, ADMIN, PASSWORDS, ELECTION), []),
        (units(SCOPE, CONSENT, ADMIN, ELECTION), ["3 removed"]),
        (units(SCOPE, CONSENT, "The mayor opens the fair.", ADMIN, PASSWORDS, ELECTION), ["2 added"]),
        (units(SCOPE, ADMIN, PASSWORDS, ELECTION, CONSENT), ["1>4 same moved by exact"]),
        (
            units(SCOPE, ADMIN, PASSWORDS, ELECTION, CONSENT.replace("anyone", "any person")),
            ["1>4 edited moved by global"],
        ),
        (units(SCOPE, CONSENT, ADMIN, PASSWORDS.replace("three", "six"), ELECTION), ["3>3 edited by gap"]),
        (
            units(SCOPE, CONSENT, "Group admins are responsible for the content of the group.",
                  "They review its members regularly.", PASSWORDS, ELECTION),
            ["2>2+3 split by coverage"],
        ),
        (
            units(SCOPE, CONSENT, f"{ADMIN} {PASSWORDS}", ELECTION),
            ["2+3>2 merged by coverage"],
        ),
        (units(f"1. {SCOPE}", CONSENT.upper(), ADMIN, PASSWORDS, ELECTION),
         ["0>0 edited by exact", "1>1 edited by exact"]),
        (units(SCOPE, "Bring a cake to the spring fair on Sunday afternoon.", ADMIN, PASSWORDS, ELECTION),
         ["1 removed", "1 added"]),
    ],
    ids="same,removed,added,moved,moved and edited,edited,split,merged,typography,replaced".split(","),  # noqa: SIM905
)  # fmt: skip
def test_what_became_of_each_unit(new: list[Unit], told: list[str]) -> None:
    assert tell(align_units(OLD, new)) == told


def test_a_declared_id_outweighs_a_text_that_was_written_again() -> None:
    old = units(SCOPE, CONSENT, ids=("scope", "consent"))
    new = units("Bring a cake.", CONSENT, f"{SCOPE} Always.", ids=("scope", "consent", "other"))
    alignment = align_units(old, new)
    assert tell(alignment) == ["0>0 edited by id", "2 added"]
    assert alignment.matches[0].score < 0.4


def test_ids_that_slid_leave_the_words_what_they_are() -> None:
    """A clause came first, and ids that say a place were counted on: nothing else became of the others."""
    old = units(SCOPE, CONSENT, ADMIN, ids=("c1", "c2", "c3"))
    new = units("Bring a cake.", SCOPE, CONSENT, ADMIN, ids=("c1", "c2", "c3", "c4"))
    assert tell(align_units(old, new)) == ["0 added"]
    edited = units("Bring a cake.", SCOPE, f"{CONSENT} Always.", ADMIN, ids=("c1", "c2", "c3", "c4"))
    assert tell(align_units(old, edited)) == ["1>2 edited by gap", "0 added"]


def test_identical_words_outweigh_a_re_used_id() -> None:
    old = units(SCOPE, CONSENT, ids=("scope", "consent"))
    new = units("Bring a cake.", CONSENT, SCOPE, ids=("scope", "consent", "other"))
    assert tell(align_units(old, new)) == ["1>1 same moved by id", "0 added"]
    assert tell(align_units(old, new, use_ids=False)) == ["1>1 same moved by exact", "0 added"]


def test_an_id_declared_twice_says_nothing() -> None:
    old = units(SCOPE, CONSENT, ids=("same", "same"))
    new = units(CONSENT, SCOPE, ids=("same", None))
    assert tell(align_units(old, new)) == ["1>0 same moved by exact"]


def test_one_half_of_a_split_may_keep_the_id() -> None:
    old = units(SCOPE, ADMIN, ids=("scope", "admin"))
    new = units(SCOPE, "Group admins are responsible for the content of the group.",
                "They review its members regularly.", ids=("scope", "admin", "review"))  # fmt: skip
    assert tell(align_units(old, new)) == ["1>1+2 split by coverage"]


def test_one_move_and_one_inserted_word_are_two_changes() -> None:
    old = make_document(98, 5, "real")
    texts = [unit.text for unit in old]
    moved = [*texts[:20], *texts[21:70], texts[20], *texts[70:]]
    at = 40
    new = make_units([*moved[:at], f"{moved[at]} promptly", *moved[at + 1 :]])
    assert tell(align_units(old, new)) == ["20>69 same moved by exact", "41>40 edited by gap"]


def test_repeated_texts_pair_in_their_order() -> None:
    old = units("Introduction", SCOPE, "Introduction", CONSENT, "Introduction")
    new = units("Introduction", SCOPE, "Introduction", CONSENT, ADMIN, "Introduction")
    assert tell(align_units(old, new)) == ["4 added"]


@pytest.mark.parametrize("size", [98, 400])
def test_unrelated_texts_hardly_pair(size: int) -> None:
    old, new = (make_document(size, seed, "markov") for seed in (901, 902))
    false = [m for m in align_units(old, new).matches if m.evidence != "exact"]
    assert len(false) < 0.02 * size


@pytest.mark.parametrize(
    ("size", "base", "ids", "all_pairs", "hard", "move", "group"),
    [
        (98, "real", False, 0.99, 0.97, 0.93, 0.80),
        (1000, "mixed", False, 0.99, 0.97, 0.93, 0.94),
        (1000, "mixed", True, 0.998, 0.99, 0.97, 0.94),
    ],
)  # fmt: skip
def test_generated_revisions_are_understood(
    size: int, base: str, ids: bool, all_pairs: float, hard: float, move: float, group: float
) -> None:
    scores = []
    for seed in range(11, 15):
        case = make_case(size, seed, "typical", base, ids=ids)  # type: ignore[arg-type]
        scores.append(score_alignment(case, align_units(case.old, case.new)))
    assert sum(score.all for score in scores) / len(scores) >= all_pairs
    assert sum(score.hard for score in scores) / len(scores) >= hard
    assert sum(score.move for score in scores) / len(scores) >= move
    assert sum(score.group for score in scores) / len(scores) >= group
