"""Confirmed links between clauses of different councils (counterparts.yaml)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from policykit.model.base import Line, Many, Model, Prose, rename_keys
from policykit.model.dates import PartialDate
from policykit.model.fact import FactName

Stance = Literal["same", "stronger", "weaker", "narrower", "broader", "differs", "conflicts"]
"""How the first clause stands to the second: a `stronger` first clause asks for more."""

ClauseAddress = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*/[a-z][a-z0-9_-]*#[a-z][a-z0-9._-]*$")]
"""A clause of one council's policy: `congleton/social-media#messaging.consent`."""


class Counterpart(Model):
    """One link: two clauses on the same matter."""

    unprinted = "read by comparisons of councils; no document has it"

    clauses: Annotated[Many[ClauseAddress], Field(min_length=2, max_length=2)]
    """The two clauses."""
    stance: Stance
    """How the first stands to the second."""
    matter: Line | None = None
    """The matter on which they meet, where the clauses speak of several. Files from before this key was renamed have
    `on`, which readers of YAML 1.1 take for yes."""
    facts: Many[FactName] = ()
    """The facts on which the matter turns, where the rules of the clauses read others too: when the rules are compared,
    every other fact is taken to have its ordinary value."""
    confirmed_by: Line
    """Who read both and confirmed the link."""
    confirmed_on: PartialDate
    """When."""
    note: Prose | None = None
    """What a reader should know of the difference."""

    @model_validator(mode="before")
    @classmethod
    def _read_old_key(cls, data: object) -> object:
        return rename_keys(data, "matter")


class CounterpartFile(Model):
    """The confirmed links of a library."""

    format: Literal[1]
    """The format of this file: 1."""
    counterparts: Many[Counterpart] = ()
    """The links."""
