"""Model clauses (models/*.yaml): texts that several councils share, with parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from policykit.model.base import WORD, Line, Many, Model, ModelIdField, NotPrinted, Printed, TopicIdField
from policykit.model.policy import Clause, ClauseKind
from policykit.model.text import NOTE_MARK, Parameter, find_braces


class ModelParameter(Model):
    """One gap in a model clause that each council fills."""

    label: Annotated[Line, NotPrinted("asks for the value; the value is printed")]
    """What to put there, in words."""
    values: Annotated[
        Many[Line], NotPrinted("the one that a policy gives under `with` is printed, and checked there")
    ] = ()
    """The values that are allowed, where the choice is closed."""


class ModelClause(Model):
    """One clause that councils can instantiate."""

    id: ModelIdField
    """Its id, unique in the file."""
    kind: ClauseKind
    """What the clause does."""
    topic: TopicIdField
    """The topic it belongs to."""
    text: Annotated[str, StringConstraints(min_length=1, max_length=20_000), Printed("clause", "markdown")]
    """The words, with `{parameter}` where a council fills in its own."""
    parameters: dict[Annotated[str, WORD], ModelParameter] = {}
    """The parameters, by name."""


class ModelFile(Model):
    """A file of model clauses."""

    format: Literal[1]
    """The format of this file: 1."""
    title: Annotated[Line, NotPrinted("names the file for its editors")]
    """What the models are for."""
    source: Annotated[Line | None, NotPrinted("says where the models come from")] = None
    """Where the texts come from."""
    clauses: Annotated[Many[ModelClause], Field(min_length=1)]
    """The model clauses."""


def clause_words(clause: Clause, models: Mapping[str, ModelClause]) -> str:
    """Give the words of a clause as they are written: its own, those of its model filled in, or the cells of its table.

    A model that `models` does not have gives no words.
    """
    if clause.text is not None:
        return NOTE_MARK.sub("", clause.text) if clause.footnotes else clause.text
    model = models.get(clause.model) if clause.model else None
    if model is None:
        return "\n".join(clause.table.walk_cells()) if clause.table else ""
    words = model.text
    for _, _, node in find_braces(model.text):
        if isinstance(node, Parameter) and node.name in clause.with_:
            words = words.replace(f"{{{node.name}}}", clause.with_[node.name])
    return words


def quotable_words(clause: Clause, models: Mapping[str, ModelClause]) -> str:
    """Give what may be quoted of a clause: its words, with the term before them and those after its list."""
    words = " ".join(filter(None, [clause_words(clause, models), clause.closing]))
    return f"{clause.term}: {words}" if clause.term else words
