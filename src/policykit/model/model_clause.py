"""Model clauses (models/*.yaml): texts that several councils share, with parameters."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from policykit.model.base import WORD, Line, Many, Model, ModelIdField, TopicIdField
from policykit.model.policy import ClauseKind


class ModelParameter(Model):
    """One gap in a model clause that each council fills."""

    label: Line
    """What to put there, in words."""
    values: Many[Line] = ()
    """The values that are allowed, where the choice is closed."""


class ModelClause(Model):
    """One clause that councils can instantiate."""

    id: ModelIdField
    """Its id, unique in the file."""
    kind: ClauseKind
    """What the clause does."""
    topic: TopicIdField
    """The topic it belongs to."""
    text: Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
    """The words, with `{parameter}` where a council fills in its own."""
    parameters: dict[Annotated[str, WORD], ModelParameter] = {}
    """The parameters, by name."""


class ModelFile(Model):
    """A file of model clauses."""

    format: Literal[1]
    """The format of this file: 1."""
    title: Line
    """What the models are for."""
    source: Line | None = None
    """Where the texts come from."""
    clauses: Annotated[Many[ModelClause], Field(min_length=1)]
    """The model clauses."""
