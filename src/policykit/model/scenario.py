"""Scenarios: records with the outcome expected of each rule, beside the policy they test (`v1.scenarios.yaml`)."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from policykit.model.base import Line, Many, Model, Prose, RuleIdField
from policykit.model.fact import FactName, Whole, Word
from policykit.model.rule import DecisionValue

ExpectedOutcome: TypeAlias = Literal["compliant", "breach", "cannot_tell", "not_applicable", "permitted"]
GivenValue: TypeAlias = Annotated[bool | Whole | Line | Many[Word], Field(union_mode="left_to_right")]
"""The value of a fact as YAML writes it: yes or no, a whole number, a word or a date, a list of words."""
Asked = Annotated[str, StringConstraints(pattern=r"^(?:[a-z][a-z0-9_]*|\{[a-z][a-z0-9_]*\})$", max_length=62)]
"""What a rule still needs: a fact, or a decision of the council in braces."""


class Variant(Model):
    """A scenario told again with a difference."""

    unprinted = "tests of the rules; no document has them"

    name: Line
    """The difference, in a few words."""
    why: Prose | None = None
    """Why this is expected."""
    given: dict[FactName, GivenValue] = Field(default={})
    """Facts that differ from the scenario's."""
    without: Many[FactName] = ()
    """Facts of the scenario that are not known here."""
    decided: dict[Word, DecisionValue] = Field(default={})
    """Decisions that differ from the scenario's."""
    undecided: Many[Word] = ()
    """Decisions of the scenario that are still open here."""
    expect: dict[RuleIdField, ExpectedOutcome] = Field(min_length=1)
    """The outcome expected of each rule named."""
    missing: Many[Asked] | None = None
    """What the rules expected to be `cannot_tell` ask for, all together; not checked if left out."""
    conflicts: Many[Many[RuleIdField]] | None = None
    """The pairs of permission and prohibition reported as conflicts; not checked if left out."""


class Scenario(Model):
    """One situation, and what each rule named says of it. What `given` does not name is not known."""

    unprinted = "tests of the rules; no document has them"

    name: Line
    """The situation, in a few words."""
    why: Prose | None = None
    """Why this is expected, in words a councillor can read."""
    record: Word
    """The kind of record."""
    given: dict[FactName, GivenValue] = Field(default={})
    """The facts that are known."""
    decided: dict[Word, DecisionValue] = Field(default={})
    """What the council is taken to have decided, and nothing else: `council.yaml` has no part in it."""
    expect: dict[RuleIdField, ExpectedOutcome] = Field(min_length=1)
    """The outcome expected of each rule named."""
    missing: Many[Asked] | None = None
    """What the rules expected to be `cannot_tell` ask for, all together; not checked if left out."""
    conflicts: Many[Many[RuleIdField]] | None = None
    """The pairs of permission and prohibition reported as conflicts; not checked if left out."""
    variants: Many[Variant] = ()
    """The same situation with a difference."""


class ScenarioFile(Model):
    """The scenarios of one version of a policy."""

    format: Literal[1]
    """The format of this file: 1."""
    scenarios: Many[Scenario] = Field(min_length=1)
    """The situations."""
