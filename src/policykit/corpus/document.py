"""What is added to a corpus: one version of one policy, as its clauses."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from msgspec.msgpack import encode

DocumentKind = Literal["policy", "model"]


@dataclass(frozen=True, slots=True)
class CorpusClause:
    """One clause."""

    id: str
    """Its id in its policy."""
    citation: str
    """How a person cites it."""
    kind: str
    """What it does: `obligation`."""
    topics: tuple[str, ...]
    """The topics that it declares, the main one first."""
    model: str | None
    """The model clause that it says it is made from, as `file/clause`."""
    text: str
    """Its words as printed."""


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """One version of one policy, or of one file of model clauses."""

    policy: str
    """Its name: `crewe/social-media`; of a file of models, `models/social-media`."""
    version: str
    """The label of the version; of a file of models left empty: they are counted."""
    kind: DocumentKind
    council: str
    """The id of the council; empty of models."""
    name: str
    """The council as printed."""
    county: str
    """The county; empty where it is not known."""
    title: str
    current: bool
    """Whether this is the version that counts now."""
    place: str
    """The folder that it was added from."""
    names: tuple[tuple[str, str], ...]
    """The names of the council, which are covered, with what each is."""
    clauses: tuple[CorpusClause, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of all that the corpus keeps of its clauses: with the same one, nothing is worked out anew."""
        return sha256(encode([self.names, self.clauses])).hexdigest()
