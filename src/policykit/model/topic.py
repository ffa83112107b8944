"""The shared taxonomy of topics (topics.yaml)."""

from __future__ import annotations

from typing import Literal

from policykit.model.base import Line, Many, Model, TopicIdField


class Topic(Model):
    """One matter that policies speak of, under which clauses of different councils meet."""

    unprinted = "heads the rows of comparisons; no document has it"

    id: TopicIdField
    """Its id: `pre-election`."""
    title: Line
    """Its name as printed: `Pre-election period`."""
    meaning: Line
    """What belongs to it."""


class TopicFile(Model):
    """The taxonomy."""

    format: Literal[1]
    """The format of this file: 1."""
    topics: Many[Topic]
    """The topics, in the order in which comparisons list them."""
