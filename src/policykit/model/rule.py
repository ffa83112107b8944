"""A rule on a clause: what the adopted words ask, in a form that can be decided from a record of facts.

Conditions are short lines of text here (see `policykit/rules/conditions.lark`); `policykit.rules` gives them meaning.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from policykit.model.base import Line, Many, Model, Prose, RuleIdField, allow_keys, rename_keys
from policykit.model.fact import Day, FactName, Whole, Word, YesNo

ConditionLine = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\n]*$")]
"""One line of the condition language."""


class Modality(StrEnum):
    """The force of a rule."""

    MUST = "must"
    MUST_NOT = "must_not"
    SHOULD = "should"
    SHOULD_NOT = "should_not"
    MAY = "may"


_EFFECTS = {
    Modality.MUST: "require",
    Modality.MUST_NOT: "forbid",
    Modality.SHOULD: "require",
    Modality.SHOULD_NOT: "forbid",
    Modality.MAY: "permit",
}


class ReadingStatus(StrEnum):
    """How far a reading of the words has been agreed."""

    DRAFT = "draft"
    """One reader's view."""
    REVIEWED = "reviewed"
    """Two readers, each on their own, read the words alike."""
    CONFIRMED = "confirmed"
    """A person with authority to say what the words ask, such as the council's clerk, agrees; `authority` says who."""
    DISPUTED = "disputed"
    """Readers differ; the note says how."""


RequiredReading: TypeAlias = Literal["reviewed", "confirmed"]
"""How far a reading has to be agreed for a breach to weigh more than a note: by two readers, or by authority."""


class Interpretation(StrEnum):
    """Whether the rule says what the words say."""

    LITERAL = "literal"
    CORRECTED = "corrected"
    """The words hold a drafting error; the rule says what was evidently meant, and the note says so."""


class Reading(Model):
    """Who read the clause so, when, and how sure the reading is."""

    model_config = ConfigDict(json_schema_extra=allow_keys("date"))
    unprinted = "says who read the words; findings and exports carry it, documents do not"

    by: Line
    """Who read the clause so."""
    date: Day
    """When; `on` in files from before this key was renamed."""
    status: ReadingStatus = Field(strict=False)
    """How far the reading is agreed: `draft`; `reviewed`, two readers, apart, read the words alike; `confirmed`, a
    person with authority agrees; or `disputed`."""
    authority: Line | None = None
    """Of a confirmed reading, who confirmed it, and in what office or by which minute: `Town Clerk, TC/26/043`."""
    note: Prose | None = None
    """Why, where it needs saying."""
    interpretation: Interpretation = Field(default=Interpretation.LITERAL, strict=False)
    """`literal`, or `corrected` where the words hold a drafting error."""

    @model_validator(mode="before")
    @classmethod
    def _read_old_key(cls, data: object) -> object:
        return rename_keys(data, "date")

    @model_validator(mode="after")
    def _says_why(self) -> Reading:
        if self.note is None and (
            self.status is ReadingStatus.DISPUTED or self.interpretation is Interpretation.CORRECTED
        ):
            raise ValueError("a disputed or corrected reading needs a `note` that says why")
        if self.authority is not None and self.status is not ReadingStatus.CONFIRMED:
            raise ValueError("only a confirmed reading has an `authority`, who confirmed it")
        return self


class _OpenDecision(Model):
    unprinted = "asked in interviews and printed in findings; no document has it"

    question: Line
    """What the council has to settle, because its text leaves it open."""


class YesNoDecision(_OpenDecision):
    """A point that is settled by yes or no."""

    type: Literal["yes_no"]
    """`yes_no`."""


class NumberDecision(_OpenDecision):
    """A point that is settled by a whole number between bounds."""

    type: Literal["number"]
    """`number`."""
    unit: Literal["count", "days", "weeks", "months", "years"]
    """What is counted."""
    minimum: Whole
    """The smallest answer."""
    maximum: Whole
    """The largest answer."""


class WordsDecision(_OpenDecision):
    """A point that is settled by naming some (or none) of the values of a fact."""

    type: Literal["words"]
    """`words`."""
    of: FactName
    """The fact whose values may be named: a choice, a role or a set."""


Decision: TypeAlias = Annotated[YesNoDecision | NumberDecision | WordsDecision, Field(discriminator="type")]
"""What a text leaves open, as a question to the council."""


DecisionValue: TypeAlias = Annotated[YesNo | Whole | Many[Word], Field(union_mode="left_to_right")]
"""Yes or no, a whole number, or a list of words, as the question asks."""


class SettledDecision(Model):
    """How a council settled an open point: an entry of `decisions:` in `council.yaml`."""

    model_config = ConfigDict(json_schema_extra=allow_keys("date"))
    unprinted = "its value is printed, and is made of words; the minute is for the editors"

    value: DecisionValue
    """What was decided: yes or no, a whole number, or a list of words, as the question asks."""
    minute: Line
    """The minute that settled it: `TC/26/043`."""
    date: Day | None = None
    """When it was settled; `on` in files from before this key was renamed."""

    @model_validator(mode="before")
    @classmethod
    def _read_old_key(cls, data: object) -> object:
        return rename_keys(data, "date")


def _read_lines(value: object) -> object:
    return [value] if isinstance(value, str) else value


Conditions: TypeAlias = Annotated[
    Many[ConditionLine],
    Field(min_length=1, max_length=30),
    BeforeValidator(_read_lines, json_schema_input_type=ConditionLine | list[ConditionLine]),
]
"""One line, or a list of lines that all have to hold."""


class Rule(Model):
    """One rule of a clause, in force whenever the version it is in is.

    The rule applies to the people that `bearer` names, on records of the kind `record`, when `when` holds unless
    `unless` does. Then `require` has to hold, or `forbid` has to fail, or `permit` is allowed, as the modality asks.
    """

    unprinted = "findings and exports carry its words; documents print the clause itself"

    id: RuleIdField
    """The rule's own name, unique in the policy."""
    modality: Modality = Field(strict=False)
    """The force: `must`, `must_not`, `should`, `should_not` or `may`."""
    bearer: Many[Word] = ()
    """Roles that the rule binds; none: everyone the policy applies to. `council` alone: the council as a body."""
    record: Word
    """The kind of record that the rule decides."""
    when: Conditions | None = None
    """The rule applies when these hold."""
    unless: Conditions | None = None
    """The exception: the rule does not apply when these hold."""
    require: Conditions | None = None
    """What has to hold."""
    forbid: Conditions | None = None
    """What must not hold."""
    permit: Conditions | None = None
    """What is allowed."""
    rests_on: Many[Line] = Field(min_length=1)
    """The exact words of the clause that the rule rests on."""
    yields: bool = False
    """For a permission: whether it gives way to every prohibition of the policy, as a liberty that licenses nothing
    else does. One that does not is reported as a conflict wherever a prohibition forbids the same record."""
    notwithstanding: Many[RuleIdField] = ()
    """For a permission that says so: the only prohibitions that it stands against."""
    decisions: dict[Word, Decision] = Field(default={})
    """Points that the text leaves open; conditions write them as `{name}`."""
    reading: Reading
    """Who read the words so, and how sure it is."""

    @model_validator(mode="after")
    def _one_effect(self) -> Rule:
        wanted = _EFFECTS[self.modality]
        given = [key for key in ("require", "forbid", "permit") if getattr(self, key) is not None]
        if given != [wanted]:
            raise ValueError(f"a rule that says `{self.modality}` has `{wanted}` and no other effect")
        if (self.yields or self.notwithstanding) and self.modality is not Modality.MAY:
            raise ValueError("only a permission can have `yields` or `notwithstanding`")
        if self.yields and self.notwithstanding:
            raise ValueError("a permission that `yields` cannot also have `notwithstanding`")
        return self


NO_RULE_REASONS: dict[str, str] = {
    "statement": "states something and asks nothing of anyone",
    "aspiration": "names an aim without a test that a record could meet or miss",
    "definition": "says what a word means",
    "risk": "warns of a risk and asks nothing of anyone",
    "heading": "introduces the clauses under it",
    "elsewhere": "says again what another clause, which has the rule, asks",
}
"""The one-word reasons for a clause without a rule."""
NoRule: TypeAlias = Literal["statement", "aspiration", "definition", "risk", "heading", "elsewhere"]
