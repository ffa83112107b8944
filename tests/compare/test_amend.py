"""Amendments: how they read, and what is said of those that do not fit."""

from __future__ import annotations

import pytest
from tests.compare.amendments import print_amendments

from policykit.compare.alignment.align import align_units
from policykit.compare.alignment.units import Unit
from policykit.compare.amendments.apply import amend_units
from policykit.compare.amendments.print import quote, read_quotation
from policykit.compare.amendments.read import parse_unit_amendments
from policykit.compare.amendments.write import write_unit_amendments
from policykit.errors import PolicykitError


def clause(number: str, text: str, id: str | None = None, path: tuple[str, ...] = ("use",)) -> Unit:
    return Unit(id, number, text, path, f"clause {number}")


OLD = [
    clause("1", "The clerk keeps the register, and the clerk reads it."),
    clause("2", "You should ask before you add anyone to a group."),
    clause("3", "Group admins are responsible for the content of the group and review its members regularly."),
    clause("4", "Passwords are changed every three months."),
    clause("5", "The secretary keeps the “Red Book” promptly and without fail."),
    clause("6", "Photographs of children need the consent of a parent."),
]
NEW = [
    clause("1", "Photographs of children need the consent of a parent."),
    clause("2", "The clerk keeps the register, and the mayor reads it."),
    clause("3", "You must not ask before you add anyone to a group."),
    clause("4", "Group admins are responsible for the content of the group."),
    clause("5", "They review its members regularly.", "review", ("use", "admins")),
    clause("6", "Bees may be kept.\nHens may not.", "bees"),
    clause("7", "The secretary keeps the “Red Book” without fail."),
]
AMENDMENTS = r"""1. Omit clause 4.
2. Move clause 6 to the beginning.
3. In clause 1, for “the clerk” substitute “the mayor”.
4. In clause 2, for “should” substitute “must not”.
5. Divide clause 3 into “Group admins are responsible for the content of the group.” and new clause 1, called “review”, under “use” › “admins”: “They review its members regularly.”.
6. After new clause 1 insert new clause 2, called “bees”, under “use”: “Bees may be kept.\nHens may not.”.
7. In clause 5, omit “ promptly and”.
"""  # noqa: E501


def test_how_amendments_read() -> None:
    assert print_amendments(write_unit_amendments(OLD, NEW, align_units(OLD, NEW))) == AMENDMENTS


def test_what_amendments_do() -> None:
    amended = amend_units(OLD, parse_unit_amendments(AMENDMENTS))
    assert [(u.id, u.text, u.path) for u in amended] == [(u.id, u.text, u.path) for u in NEW]


def test_units_without_a_citation_are_called_by_position() -> None:
    old = [Unit(None, "", "One."), Unit(None, "", "Two.")]
    amendments = write_unit_amendments(old, old[:1], align_units(old, old[:1]))
    assert print_amendments(amendments) == "1. Omit the 2nd clause of the old version.\n"


def test_comments_and_empty_lines_say_nothing() -> None:
    assert len(parse_unit_amendments("# Amendments\n\nOmit clause 4.\n  2. Omit clause 5.\n")) == 2


UNREADABLE = {
    "Change clause 4.": "1: an amendment begins with one of `In`, `For the text of`, `Omit`, `After`, "
    "`At the beginning`, `Move`, `Divide`, `Combine`, `Call`, `Place`",
    "In clause 4, for “a": "18: these quoted words do not end: a ” is missing",
    "In clause 4, for “a” put “b”.": "21: expected `substitute`",
    "In clause 4, for “a” substitute “b”. Done.": "37: ` Done.` follows after the amendment's end",
    "Omit .": "6: expected the place, such as `section 10, 3rd bullet`",
    r"In clause 4, omit “\q”.": r"19: a backslash may only be followed by one of \ “ ” n or u{…} only",
    "Move clause 4 away.": "6: this amendment is incomplete",
}


@pytest.mark.parametrize(("line", "told"), UNREADABLE.items(), ids=UNREADABLE)
def test_a_line_that_is_no_order_is_shown_at_its_place(line: str, told: str) -> None:
    with pytest.raises(PolicykitError) as caught:
        parse_unit_amendments(f"Omit clause 1.\n{line}", file="amendments.txt")
    (fault,) = caught.value.diagnostics
    assert fault.span is not None
    assert (fault.span.file, fault.span.line) == ("amendments.txt", 2)
    assert f"{fault.span.column}: {fault.message}" == told


MISFITS = {
    "Omit clause 99.": "there is no `clause 99` in the version to amend",
    "Omit clause 4.\nOmit clause 4.": "there is no `clause 4` in the version to amend",
    "Move clause 4 to after clause 6.\nMove clause 4 to the beginning.": "`clause 4` is moved or omitted twice",
    "Omit clause 6.\nMove clause 4 to after clause 6.": "`clause 4` is placed after `clause 6`, which "
    "is moved, omitted or not there",
    "In clause 1, omit “clerk”.": "`clerk` is in `clause 1` more than once",
    "In clause 1, omit “mayor”.": "`mayor` is not in `clause 1`",
    "In clause 2, omit “ask before”.\nIn clause 2, omit “before you”.": (
        "two amendments touch the same words of `clause 2`"
    ),
    "For the text of clause 2 substitute “a”.\nIn clause 2, omit “ask”.": "the whole text of `clause 2` is replaced, "
    "so no other amendment can change its words",
}


@pytest.mark.parametrize(("lines", "told"), MISFITS.items(), ids=MISFITS)
def test_orders_that_do_not_fit_the_version_are_refused(lines: str, told: str) -> None:
    with pytest.raises(PolicykitError) as caught:
        amend_units(OLD, parse_unit_amendments(lines))
    assert [fault.message for fault in caught.value.diagnostics] == [told]


def test_a_moved_clause_stands_under_what_it_follows() -> None:
    moved = [OLD[1], OLD[2], clause("9", OLD[0].text, path=("duties",)), clause("8", "The rest.", path=("duties",))]
    old = [*OLD[:3], clause("8", "The rest.", path=("duties",))]
    new = [*OLD[1:3], clause("8", "The rest.", path=("duties",)), clause("9", OLD[0].text, path=("duties",))]
    assert print_amendments(write_unit_amendments(old, new, align_units(old, new))) == (
        "1. Move clause 1 to after clause 8.\n"
    )
    assert print_amendments(write_unit_amendments(old, moved, align_units(old, moved))) == (
        "1. Move clause 1 to after clause 3.\n2. Place clause 1 under “duties”.\n"
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain", "“plain”"),
        ("say “yes” to it", "“say “yes” to it”"),  # marks that pair need no help
        ("“a “b” c”", "““a “b” c””"),
        ("an opening “ alone", "“an opening \\“ alone”"),
        ("a closing ” first “", "“a closing \\” first \\“”"),
        ("two\nlines", "“two\\nlines”"),
        ("back\\slash", "“back\\\\slash”"),
        ("a\u200bblank", "“a\\u{200b}blank”"),
        ("café", "“café”"),
    ],
)
def test_words_between_quotation_marks(text: str, printed: str) -> None:
    assert quote(text) == printed
    assert read_quotation(printed, 0) == (text, len(printed))
