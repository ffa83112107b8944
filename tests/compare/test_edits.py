"""Edits as committees make them, labelled before the code that judges them: `edits/open.txt`, and `edits/kept.txt`,
which was kept apart while the code was written.

A change that asks something else must not be called wording; wording should seldom be called a change of what is asked,
and not often be given to a person to read; and the line of the clause names what changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.compare_documents.cases import compile_case
from tests.compare_documents.test_lines import make_version

from policykit.compare.versions.changes import Row
from policykit.compare.words.proof.judge import judge_words

SETS = ("open", "kept")
TEMPLATES = (
    "The Clerk must reply within {} days.",
    "A fee of £{} is charged.",
    "Hirers pay {}% of the rent, and guests nothing.",
    "Records are kept for {} years before they are destroyed.",
    "Groups of {} may meet.",
    "Charges were set at £{} for all.",
    "Up to {} posts a day are allowed.",
)
MOST_WORDS = 40
"""In a line."""


@dataclass(frozen=True)
class Edit:
    asks: bool
    kind: str
    old: str
    new: str
    named: tuple[str, ...]
    """What a summary has to name."""


def read_edits(name: str) -> list[Edit]:
    lines = (Path(__file__).with_name("edits") / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]
    return [Edit(c[0] == "asks", c[1], c[2], c[3], tuple(filter(None, c[4].split(";")))) for c in cells]


NEVER_WORDING = (
    ("Charges were set at £5 and apply to all.", "Charges were set at £9 and apply to all."),
    ("Refunds were paid at 50% of the fee.", "Refunds were paid at 80% of the fee."),
    ("See section 3 of the Act.", "See section 4 of the Act."),
    ("Under section 12 of the 1972 Act it acts.", "Under section 13 of the 1972 Act it acts."),
    ("Paragraph 4 of the Code of Conduct applies.", "Paragraph 5 of the Code of Conduct applies."),
    ("Use form version 2.", "Use form version 3."),
    ("Hirers pay 1,5 days.", "Hirers pay 15 days."),
    ("The fee is £1,500.", "The fee is £15,00."),
    ("The hall is let at weekends.", "The hall is permitted at weekends."),
    ("Claims approved on 1 April 2024 are paid.", "Claims approved on 1 April 2025 are paid."),
    ("Members who were elected in 2019 serve until 2023.", "Members who were elected in 2020 serve until 2023."),
    ("A reply is sent within 10 days of the close.", "A reply is sent within 20 days of the close."),
    ("Pets such as cats are welcome.", "Pets such as cats on leads are welcome."),
    ("The member is helped by the Clerk.", "The Clerk is helped by the member."),
    ("Officers not on duty must call the Clerk.", "Officers on duty must not call the Clerk."),
    ("In May members may vote, in June staff.", "In June members may vote, in May staff."),
)
"""What the levelling of numbers, places, dates, examples and order must not level."""


@pytest.mark.parametrize(("old", "new"), NEVER_WORDING)
def test_no_levelling_goes_so_far(old: str, new: str) -> None:
    assert judge_words(old, new) != "wording"
    assert judge_words(new, old) != "wording"


@given(st.sampled_from(TEMPLATES), st.integers(0, 3000), st.integers(0, 3000))
def test_another_number_in_what_is_asked_is_never_wording(template: str, first: int, second: int) -> None:
    assume(first != second)
    assert judge_words(template.format(first), template.format(second)) == "asks"


@cache
def compare_edits(name: str) -> list[tuple[Edit, Row]]:
    found = []
    for edit in read_edits(name):
        changes = compile_case(make_version(edit.old), make_version(edit.new)).changes
        (row,) = (row for row in changes.rows if row.part == "clause")
        found.append((edit, row))
    return found


def share(name: str, *, asks: bool, weight: str) -> float:
    weights = [row.weight for edit, row in compare_edits(name) if edit.asks == asks]
    return weights.count(weight) / len(weights)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SETS)
def test_what_asks_something_else_is_not_called_wording(name: str) -> None:
    assert share(name, asks=True, weight="wording") <= 0.03


@pytest.mark.parametrize("name", SETS)
def test_wording_is_seldom_called_a_change_of_what_is_asked(name: str) -> None:
    assert share(name, asks=False, weight="normative") <= 0.10
    assert share(name, asks=False, weight="reach") <= 0.30


@pytest.mark.parametrize("name", SETS)
def test_every_change_is_named_in_few_words(name: str) -> None:
    wanted = [(word, row) for edit, row in compare_edits(name) for word in edit.named]
    named = [word for word, row in wanted if word.casefold() in row.line.casefold()]
    assert len(named) / len(wanted) >= 0.98
    assert max(len(row.line.split()) for _, row in compare_edits(name)) <= MOST_WORDS


@pytest.mark.parametrize("name", SETS)
def test_the_classes_say_more_than_that_everything_asks(name: str) -> None:
    edits = compare_edits(name)
    told = [edit.asks for edit, row in edits if row.weight != "wording"]
    asking = sum(edit.asks for edit, _ in edits)
    precision, recall = sum(told) / len(told), sum(told) / asking
    flat = asking / len(edits)
    assert 2 * precision * recall / (precision + recall) > 2 * flat / (flat + 1)


@pytest.mark.parametrize("name", SETS)
def test_nothing_in_a_line_reads_as_an_all_clear(name: str) -> None:
    for _, row in compare_edits(name):
        assert "no word of force" not in row.line
        assert "was found" not in row.line
