"""What a question names: a clause, a family, a topic, or a model with its clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policykit.corpus.codes import CORPUS_NAME, refuse_corpus
from policykit.corpus.questions.asker import Asker, FoundClause
from policykit.wording.nearest import hint_nearest

_FAMILY = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model: a clause, all clauses of a file of models, or all clauses of a policy that others follow."""

    name: str
    policy: str
    """The policy, or `models/file`."""
    clauses: tuple[FoundClause, ...]
    """The clauses as they are now."""

    def declared(self, clause: FoundClause) -> str:
        """Give what a clause says that is made from this one: `file/clause`; nothing of a policy."""
        file = self.policy.removeprefix("models/")
        return f"{file}/{clause.address.partition('#')[2]}" if self.policy.startswith("models/") else ""


def find_family(asker: Asker, name: str) -> tuple[FoundClause, str]:
    """Give the clause that a family is measured by, or that an address names, and what is asked for in words.

    Raises PolicykitError (`corpus-name`).
    """
    if not _FAMILY.fullmatch(name):
        clause = find_one(asker, name)
        return clause, f"`{clause.address}`"
    rows = asker.ask(
        "SELECT policy || '#' || clause, key, family, text FROM live WHERE key = ? ORDER BY policy, document LIMIT 1",
        int(name, 16),
    )
    if not rows or rows[0][2] != rows[0][1]:
        raise refuse_corpus(CORPUS_NAME, f"there is no family `{name}`", "`policykit corpus families` lists them")
    return FoundClause(*rows[0]), f"the family `{name}`"


def find_one(asker: Asker, name: str) -> FoundClause:
    """Give the clause of an address, or the model clause `file/clause`. Raises PolicykitError (`corpus-name`)."""
    if "#" in name:
        return asker.find_clause(name)
    file, _, clause = name.partition("/")
    if clause and asker.ask("SELECT 1 FROM documents WHERE policy = ? LIMIT 1", f"models/{file}"):
        return asker.find_clause(f"models/{file}#{clause}")
    hint = "name a clause as `council/policy#clause` or `file/clause`, or a family by its 16 letters and digits"
    raise refuse_corpus(CORPUS_NAME, f"`{name}` is no clause and no family", hint)


def find_model(asker: Asker, name: str) -> FoundModel:
    """Give a model: `file`, `file/clause`, `council/policy` or `council/policy#clause`.

    Raises PolicykitError (`corpus-name`).
    """
    if "#" in name:
        return FoundModel(name, name.partition("#")[0], (asker.find_clause(name),))
    known = {row[0] for row in asker.ask("SELECT DISTINCT policy FROM documents")}
    file = name.partition("/")[0]
    for policy in (f"models/{name}", name):
        if policy in known:
            rows = asker.ask(
                "SELECT policy || '#' || clause, key, family, text FROM live WHERE policy = ? AND current "
                "QUALIFY document = max(document) OVER () ORDER BY position",
                policy,
            )
            return FoundModel(name, policy, tuple(FoundClause(*row) for row in rows))
    if f"models/{file}" in known:
        return FoundModel(name, f"models/{file}", (find_one(asker, name),))
    models = [policy.removeprefix("models/") for policy in known]
    raise refuse_corpus(
        CORPUS_NAME, f"the corpus has no topic and no model `{name}`", hint_nearest(name, models, CORPUS_NAME.remedy)
    )


def is_topic(asker: Asker, name: str) -> bool:
    """Tell whether a clause of the corpus declares a topic."""
    found = asker.ask("SELECT 1 FROM clauses WHERE list_contains(string_split(topics, ' '), ?) LIMIT 1", name)
    return bool(found)


def require_topic(asker: Asker, name: str) -> None:
    """Raise PolicykitError (`corpus-name`) for a topic that no clause declares."""
    if not is_topic(asker, name):
        known = [row[0] for row in asker.ask("SELECT DISTINCT topic FROM clauses WHERE topic IS NOT NULL ORDER BY 1")]
        raise refuse_corpus(CORPUS_NAME, f"no clause declares the topic `{name}`", hint_nearest(name, known))
