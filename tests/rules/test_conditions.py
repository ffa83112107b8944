"""The condition language: what a line means as a tree, how a tree is printed, and where a faulty line is faulty."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

import policykit.rules.conditions as module
from policykit.model.fact import CONDITION_WORDS
from policykit.rules.conditions import (
    Atom,
    Condition,
    ConditionError,
    Day,
    Group,
    Length,
    Name,
    Negation,
    Operand,
    Settled,
    Within,
    Written,
    parse_condition,
    print_condition,
)


@pytest.mark.parametrize(
    ("line", "canonical"),
    [
        ("rude", "rude"),
        ("  not   rude ", "not rude"),
        ("not not rude", "not not rude"),
        ("platform is facebook", "platform is facebook"),
        ("platform is one of facebook", "platform is facebook"),
        ("platform is one of facebook ,x", "platform is one of facebook, x"),
        ("platform is not one of x", "platform is not x"),
        ("platform is one of {named}", "platform is one of {named}"),
        ("approvers has any of clerk,mayor", "approvers has any of clerk, mayor"),
        ("approvers has none of {named}", "approvers has none of {named}"),
        ("pictures is at least 2", "pictures is at least 2"),
        ("pictures is more than links", "pictures is more than links"),
        ("pictures is exactly 007", "pictures is exactly 007"),
        ("posted is on or before poll", "posted is on or before poll"),
        ("posted is after 2026-05-07 plus 1 days", "posted is after 2026-05-07 plus 1 day"),
        ("posted is on poll minus {n} weeks", "posted is on poll minus {n} weeks"),
        ("posted within 42 days before poll", "posted within 42 days before poll"),
        ("posted within 1 week after 2026-05-07", "posted within 1 week after 2026-05-07"),
        ("{decided}", "{decided}"),
        ("(rude)", "rude"),
        ("(rude and {d}) or links is exactly 1", "rude and {d} or links is exactly 1"),
        ("rude and ({d} or links is exactly 1)", "rude and ({d} or links is exactly 1)"),
        ("not (rude or {d})", "not (rude or {d})"),
        ("(a and b) and c", "(a and b) and c"),
        ("a or (b or c)", "a or (b or c)"),
    ],
)
def test_canonical_line(line: str, canonical: str) -> None:
    assert print_condition(parse_condition(line)) == canonical
    assert parse_condition(canonical) == parse_condition(line)


@pytest.mark.parametrize(
    "shown",
    [
        """
        platform = facebook
                 ^ `=` has no meaning in a condition; write `is`
        """,
        """
        Rude
        ^ `R` has no meaning in a condition; names are written in lower case
        """,
        """
        rude and
                ^ the name of a fact is missing at the end of the line
        """,
        """
        rude and or polite
                 ^^ the name of a fact is missing before `or`
        """,
        """
        rude polite
             ^^^^^^ `polite` does not belong here; join two conditions with `and` or `or`
        """,
        """
        (rude or polite
                       ^ a closing bracket is missing at the end of the line
        """,
        """
        posted within 3 months before poll
                        ^^^^^^ `days` or `weeks` is missing before `months`; months and years differ in length; write days or weeks
        """,  # noqa: E501
        """
        posted within 42 days of poll
                              ^^ `before` or `after` is missing here; write `within 42 days before local_poll_on`
        """,
        """
        approvers has clerk
                      ^^^^^ `any of`, `all of` or `none of` is missing after `has`; write `approved_by has any of …`
        """,
        """
        pictures is at least many of them
                                  ^^ `of` does not belong here; join two conditions with `and` or `or`
        """,
        """
        posted is before {n}
                         ^ a date or the name of a fact is missing before `{`
        """,
        """
        {open
             ^ a closing brace is missing at the end of the line
        """,
        """
        platform is one of facebook,
                                    ^ a value is missing at the end of the line
        """,
    ],
)
def test_fault_is_shown_where_it_lies(shown: str) -> None:
    line, caret = (part[8:] for part in shown.strip("\n").split("\n")[:2])
    with pytest.raises(ConditionError) as caught:
        parse_condition(line)
    fault = caught.value.fault
    said = f"{fault.message}; {fault.hint}" if fault.hint else fault.message
    marks = "^" * max(1, fault.offset_end - fault.offset_start)
    assert " " * fault.offset_start + f"{marks} {said}" == caret


def test_deep_nesting_is_refused_not_crashed_on() -> None:
    with pytest.raises(ConditionError, match="nested too deeply"):
        parse_condition("(" * 249 + "a" + ")" * 249)
    with pytest.raises(ConditionError, match="nested too deeply"):
        parse_condition("not " * 120 + "a")


names = st.from_regex(r"[a-z][a-z0-9]{0,4}(_[a-z0-9]{1,3}){0,2}", fullmatch=True).filter(
    lambda word: word not in CONDITION_WORDS
)
name_nodes = names.map(Name)
settled = name_nodes.map(Settled)
numbers = st.integers(-999, 999).map(lambda n: Written(str(n)))
dates = st.dates().map(lambda d: Written(d.isoformat()))
bases = st.one_of(name_nodes, dates)
lengths = st.builds(
    Length, st.one_of(st.integers(0, 400).map(lambda n: Written(str(n))), settled), st.sampled_from((1, 7))
)
words = st.lists(name_nodes, min_size=1, max_size=3).map(tuple)


def atoms_of(ops: str, operands: st.SearchStrategy[Operand]) -> st.SearchStrategy[Condition]:
    return st.builds(Atom, st.sampled_from(ops.split()), name_nodes, operands)


atoms = st.one_of(
    atoms_of("holds", st.none()),
    st.builds(Atom, st.just("settled"), settled),
    atoms_of("is is_not has_any has_all has_none", st.one_of(words, settled)),
    atoms_of("lt le gt ge eq", st.one_of(numbers, name_nodes, settled)),
    atoms_of(
        "on before after on_or_before on_or_after",
        st.one_of(st.builds(Day, bases), st.builds(Day, bases, lengths, st.booleans())),
    ),
    atoms_of("within_before within_after", st.builds(Within, lengths, bases)),
)
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Negation, inner),
        st.builds(Group, st.sampled_from(("any", "all")), st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


@given(conditions)
def test_printing_and_reading_give_the_same_tree(condition: Condition) -> None:
    assert parse_condition(print_condition(condition)) == condition


GRAMMAR = Lark(Path(module.__file__).with_suffix(".lark").read_text(encoding="utf-8"), parser="lalr", lexer="basic")


def tree_of(node: Tree[Token] | Token) -> object:
    """Turn Lark's tree into ours."""
    if isinstance(node, Token):
        return Name(str(node))
    parts = [tree_of(child) for child in node.children]
    match node.data:
        case "any" | "all":
            return Group(node.data, tuple(parts))  # type: ignore[arg-type]
        case "not":
            return Negation(*parts)  # type: ignore[arg-type]
        case "integer" | "date":
            return Written(str(node.children[0]))
        case "fact":
            return parts[0]
        case "decision":
            return Settled(*parts)  # type: ignore[arg-type]
        case "words":
            return parts[0] if isinstance(parts[0], Settled) else tuple(parts)
        case "length":
            return Length(parts[0], 7 if str(node.children[1]).startswith("week") else 1)  # type: ignore[arg-type]
        case "plus" | "minus":
            return Day(parts[0], parts[1], node.data == "minus")  # type: ignore[arg-type]
        case "within_before" | "within_after":
            return Atom(node.data, parts[0], Within(parts[1], parts[2]))  # type: ignore[arg-type]
        case "on" | "before" | "after" | "on_or_before" | "on_or_after":
            day = parts[1] if isinstance(parts[1], Day) else Day(parts[1])  # type: ignore[arg-type]
            return Atom(node.data, parts[0], day)  # type: ignore[arg-type]
        case _:
            return Atom(str(node.data), *parts)  # type: ignore[arg-type]


@given(conditions)
def test_the_grammar_reads_what_is_printed_as_the_same_tree(condition: Condition) -> None:
    assert tree_of(GRAMMAR.parse(print_condition(condition))) == condition


PIECES = [*sorted(CONDITION_WORDS), "a", "b1", "c_d", "{n}", "{", "}", "(", ")", ",", "7", "-3", "2026-05-07", "=", "A"]


@settings(max_examples=600)
@given(
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)
    | conditions.map(print_condition).flatmap(
        lambda line: st.integers(0, len(line)).map(lambda cut: line[:cut] + line[cut + 3 :])
    )
)
def test_the_grammar_and_the_reader_accept_the_same_lines(line: str) -> None:
    try:
        ours: object = parse_condition(line)
    except ConditionError:
        ours = None
    try:
        theirs: object = tree_of(GRAMMAR.parse(line))
    except UnexpectedInput:
        theirs = None
    assert ours == theirs
