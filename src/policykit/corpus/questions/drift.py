"""How far each council is from a model, and who still has the words that a newer version of the model took away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policykit.compare.alignment.likeness import find_alike, list_words, measure_words
from policykit.compare.words.diff import diff_words
from policykit.corpus.codes import CORPUS_NAME, refuse_corpus
from policykit.corpus.questions.answer import CellValue, CorpusAnswer, PageChoice, make_answer
from policykit.corpus.questions.asker import Asker, FoundClause
from policykit.corpus.questions.names import FoundModel, find_model
from policykit.wording.nearest import hint_nearest

SAME, OLD, OLD_CHANGED, CHANGED = "as the model", "as the model was", "changed from the old model", "changed"
_ORDER = (OLD, OLD_CHANGED, CHANGED, SAME)
_COLUMNS = {
    "council": "Council",
    "county": "County",
    "policy": "Policy",
    "version": "Version",
    "clause": "Clause",
    "model": "Model clause",
    "state": "State",
    "likeness": "Alike",
    "changes": "Changes",
    "text": "Words",
}
_GAP = re.compile(r"\\\{\w+\\\}")


@dataclass(frozen=True, slots=True)
class DriftedClause:
    """One clause of a council beside the clause of a model that it follows."""

    council: str
    county: str
    policy: str
    version: str
    id: str
    """The id of the clause."""
    citation: str
    model: str
    """The clause of the model: its id."""
    state: str
    """One of `SAME`, `OLD`, `OLD_CHANGED`, `CHANGED`."""
    likeness: float
    """How alike it is to the model as it is now."""
    changes: str
    """What it has in place of the model's words: `[must → should]`."""
    text: str


def list_drift(asker: Asker, name: str, page: PageChoice, since: str | None = None) -> CorpusAnswer:
    """Give each clause that follows a model, those with the old words first.

    With `since`, a version of the model, only the clauses of the model that were changed since count. Raises
    PolicykitError (`corpus-name`).
    """
    found = sorted(find_drift(asker, name, since), key=_order_drift)
    start = (page.number - 1) * page.rows
    shown = found[start : start + page.rows] if page.rows else found
    rows: list[tuple[CellValue, ...]] = [
        (e.council, e.county, e.policy, e.version, e.citation, e.model, e.state, e.likeness, e.changes, e.text)
        for e in shown
    ]
    counts = [(state, sum(each.state == state for each in found)) for state in _ORDER]
    said = "; ".join(f"{count:,} {state}" for state, count in counts if count)
    title = f"How clauses differ from the model {name}" + (f", changed since version {since}" if since else "")
    return make_answer("drift", title, _COLUMNS, rows, len(found), page, f"{said}." if said else "")


def _order_drift(each: DriftedClause) -> tuple[int, float, str, str]:
    return _ORDER.index(each.state), each.likeness, each.policy, each.citation


def find_drift(asker: Asker, name: str, since: str | None = None) -> Iterator[DriftedClause]:
    """Give each clause that follows a model; raises as `list_drift`."""
    model = find_model(asker, name)
    before = _read_before(asker, model, since) if since is not None else {}
    for clause in model.clauses:
        own = clause.address.partition("#")[2]
        old = before.get(own)
        if since is not None and (old is None or old.key == clause.key):
            continue
        yield from _compare_followers(asker, model, clause, old)


def _read_before(asker: Asker, model: FoundModel, since: str) -> dict[str, FoundClause]:
    """Give the clauses of a version of a model, by their ids."""
    rows = asker.ask("SELECT clause, key, family, text FROM live WHERE policy = ? AND version = ?", model.policy, since)
    if not rows:
        known = [row[0] for row in asker.ask(
            "SELECT DISTINCT version FROM documents WHERE policy = ? ORDER BY version", model.policy)]  # fmt: skip
        raise refuse_corpus(
            CORPUS_NAME,
            f"the corpus has no version `{since}` of `{model.policy}`",
            hint_nearest(since, known, f"it has: {', '.join(known)}"),
        )
    return {row[0]: FoundClause(f"{model.policy}#{row[0]}", *row[1:]) for row in rows}


def _compare_followers(
    asker: Asker, model: FoundModel, clause: FoundClause, old: FoundClause | None
) -> Iterator[DriftedClause]:
    families = [each.family for each in (clause, old) if each is not None and each.family is not None]
    rows = asker.ask(
        """SELECT h.name, h.county, h.policy, h.version, h.clause, h.citation, h.text, t.words
           FROM held h JOIN texts t USING (key)
           WHERE (list_contains(?, h.family) OR h.key = ? OR h.model = ?) AND h.policy <> ?
           ORDER BY h.policy, h.position""",
        families, clause.key, model.declared(clause), model.policy,
    )  # fmt: skip
    keys = [each.key for each in (clause, old) if each is not None]
    words = dict(asker.ask("SELECT key, words FROM texts WHERE list_contains(?, key)", keys))
    now, then = words[clause.key], words[old.key] if old is not None else None
    own = clause.address.partition("#")[2]
    for council, county, policy, version, clause_id, citation, text, held in rows:
        state, likeness = judge_words(held, now, then)
        changes = "" if state == SAME else tell_changes(words[clause.key], held)
        yield DriftedClause(council, county, policy, version, clause_id, citation, own, state, likeness, changes, text)


def judge_words(held: str, now: str, then: str | None) -> tuple[str, float]:
    """Give how words stand to a model's, and how alike they are to those of now; all in normal form.

    `then` are the model's words before. A gap of a model, `{name}`, is filled by any words.
    """
    if _fills(now, held):
        return SAME, 1.0
    likeness = _measure(held, now)
    if then is None:
        return CHANGED, likeness
    if _fills(then, held):
        return OLD, likeness
    return (OLD_CHANGED if _measure(held, then) > likeness else CHANGED), likeness


def tell_changes(model: str, own: str) -> str:
    """Give in a line what a text has in place of a model's words, both in normal form."""
    parts: list[str] = []
    gone = ""
    for segment in (*diff_words(model, own).segments, None):
        if segment is not None and segment.op == "delete":
            gone = segment.text.strip()
        elif segment is not None and segment.op == "insert":
            parts.append(f"[{gone} → {segment.text.strip()}]" if gone else f"[+ {segment.text.strip()}]")
            gone = ""
        elif gone:
            parts.append(f"[− {gone}]")
            gone = ""
    return " ".join(parts)


def _fills(model: str, held: str) -> bool:
    if model == held:
        return True
    pattern = _GAP.sub(".{1,200}?", re.escape(model))
    return "{" in model and re.fullmatch(pattern, held) is not None


def _measure(first: str, second: str) -> float:
    characters = find_alike(first, [second], 0.0)[0][0]
    return round((characters + measure_words(list_words(first), list_words(second))) / 2, 4)
