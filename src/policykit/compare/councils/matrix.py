"""What councils say on each topic, and how their clauses relate to each other: the data of a council comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, computed_field

from policykit.compare.words.diff import Segment, diff_words
from policykit.compare.words.forms import match_forms
from policykit.model.counterpart import Stance
from policykit.model.policy import ClauseKind
from policykit.wording.forms import is_same_form

CellState = Literal["silent", "states", "shares", "agrees", "further", "less", "overlaps", "differs", "conflicts"]
"""What one policy says on one topic, beside the others.

`silent`: nothing. `states`: something that no clause of the others is known to meet under this topic. `shares`: it
shares words with another, and what they mean has not been compared. Otherwise the most telling of its links: `agrees`
when all are the same; `further` or `less` when it asks for more or covers more ground, or the opposite; `overlaps`
when it does both; `differs`; `conflicts`."""

BINDING: frozenset[ClauseKind] = frozenset({"obligation", "prohibition", "permission"})
"""The kinds of clause that rule what may be done; the others state, define, warn or advise."""

OPPOSITE: dict[Stance, Stance] = {
    "same": "same",
    "stronger": "weaker",
    "weaker": "stronger",
    "narrower": "broader",
    "broader": "narrower",
    "differs": "differs",
    "conflicts": "conflicts",
}
"""How the second clause stands to the first."""


@dataclass(frozen=True, slots=True)
class Column:
    """One policy of the comparison."""

    policy: str
    """Its name: `congleton/social-media`."""
    version: str
    """The label of the version that was compared."""
    council: str
    """The council as printed: `Congleton Town Council`."""
    title: str
    """The policy's title as printed."""
    status: str
    """Whether it is adopted, in words."""
    applies_to: tuple[str, ...]
    """The roles it binds."""


@dataclass(frozen=True, slots=True)
class CouncilClause:
    """One clause of one policy."""

    address: str
    """`congleton/social-media#messaging.consent`."""
    column: int
    """The position of its policy among the columns, from 0."""
    citation: str
    """How a person cites it."""
    kind: ClauseKind
    """What it does."""
    text: str
    """Its words, with the term that it defines before them."""
    topics: tuple[str, ...]
    """The topics that it declares, the main one first; those that the taxonomy does not hold are left out."""


@dataclass(frozen=True, slots=True)
class CounterpartLink:
    """Two clauses on one matter, as a person has confirmed."""

    first: str
    """The address of one clause."""
    second: str
    """The address of the other."""
    stance: Stance
    """How the first stands to the second."""
    on: str | None
    """The matter on which they meet."""
    note: str | None
    """What a reader should know of the difference."""
    confirmed_by: str
    """Who confirmed it."""
    confirmed_on: str
    """When, in ISO form, as precisely as it is known."""
    by_rules: str | None = None
    """What the rules of both clauses say of the stance, where they were asked: that they agree, disagree, or that there
    is no rule to compare, and why."""


@dataclass(frozen=True, slots=True)
class Member:
    """A clause that holds the words of a family."""

    address: str
    """Its address."""
    likeness: float
    """How alike it is to the words of the family, from 0 to 1; 1 is the same but for typography."""
    compared: Annotated[tuple[str, str], Field(exclude=True)]
    """The words of the family, and its own."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def drift(self) -> tuple[Segment, ...]:
        """From the words of the family to its own, word by word; empty where it holds them to the letter.

        It is worked out when it is looked at: of the members of a large matrix, hardly any ever is.
        """
        text, own = self.compared
        if is_same_form(text, own):
            return ()
        respell = match_forms(text, own)
        return diff_words(respell(text), respell(own)).segments if respell else diff_words(text, own).segments


@dataclass(frozen=True, slots=True)
class Family:
    """Clauses of several policies in almost the same words, or made from one model clause. They link by themselves."""

    text: str
    """The words that they are measured by: the model's, else those that most policies hold."""
    model: str | None
    """The model clause, as `file/clause`; None for a family that the words alone have shown."""
    members: tuple[Member, ...]
    """The clauses, in order of the columns."""


@dataclass(frozen=True, slots=True)
class TopicCell:
    """What one policy says on one topic."""

    state: CellState
    """What it says beside the others."""
    clauses: tuple[str, ...]
    """The addresses of its clauses on the topic, in document order."""
    binding: int
    """How many of them are obligations, prohibitions or permissions."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic, with a cell for each policy."""

    topic: str
    """Its id."""
    title: str
    """Its name."""
    meaning: str
    """What belongs to it."""
    cells: tuple[TopicCell, ...]
    """One for each column."""
    links: tuple[int, ...]
    """The positions in `Matrix.links` of the links between clauses of this row."""
    beyond: tuple[int, ...]
    """The positions of the links from clauses mainly of this topic to clauses of other topics."""

    @property
    def stated_by(self) -> tuple[int, ...]:
        """The columns that say something on it."""
        return tuple(column for column, cell in enumerate(self.cells) if cell.clauses)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Topics against policies."""

    columns: tuple[Column, ...]
    """The policies, as they were named."""
    rows: tuple[TopicRow, ...]
    """Every topic of the taxonomy, in its order."""
    clauses: tuple[CouncilClause, ...]
    """Every clause of every policy, column by column, in document order."""
    untagged: tuple[str, ...]
    """The addresses of the clauses that declare no topic of the taxonomy, and so are in no cell."""
    links: tuple[CounterpartLink, ...]
    """The confirmed links between these policies."""
    families: tuple[Family, ...]
    """The clauses made from one model, then those in almost the same words."""
    alone: tuple[str, ...]
    """The addresses of the clauses that no link and no family joins to another policy."""

    @property
    def is_alike(self) -> bool:
        """Whether every clause meets another council's and all confirmed links say that they are the same."""
        return not self.alone and all(link.stance == "same" for link in self.links)
