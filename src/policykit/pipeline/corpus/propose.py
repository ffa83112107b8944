"""A model has changed: for each policy that follows it, a proposal, or how it drifted, or that nothing is needed.

A proposal is for a clause that has the very words that the model had: the draft of the next version with the new words,
the list of amendments for the meeting, and the report. Nothing is written to the library; a clerk takes the draft over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policykit.compare.amendments.version import write_edition_amendments
from policykit.compare.versions.compare import compare_documents
from policykit.corpus.questions.answer import CellValue, CorpusAnswer, PageChoice, make_answer
from policykit.corpus.questions.asker import Asker, open_asker
from policykit.corpus.questions.drift import OLD, SAME, DriftedClause, find_drift
from policykit.corpus.questions.names import find_model
from policykit.document.compile import compile_document
from policykit.edition.edition import Edition, find_edition
from policykit.errors import PolicykitError
from policykit.model.library import Library
from policykit.model.policy import Clause, Section
from policykit.pipeline.amend import VersionAmendments, write_changed
from policykit.pipeline.compare import Comparison, render_comparison
from policykit.pipeline.draft import next_label, with_draft
from policykit.pipeline.open import load_library
from policykit.pipeline.write import write_file
from policykit.source.files import file_label

PROPOSED, BY_HAND, DRIFTED, NOTHING = "proposal", "read by hand", "drifted", "nothing needed"
_COLUMNS = {
    "policy": "Policy",
    "version": "Version",
    "clause": "Clause",
    "model": "Model clause",
    "outcome": "Outcome",
    "likeness": "Alike",
    "changes": "Changes",
    "files": "Files",
}
_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class _NewWords:
    """The words of a model clause, before and now."""

    before: str
    now: str


def propose_change(corpus: Path, root: Path, model: str, since: str, out: Path) -> CorpusAnswer:
    """Write a proposal for each policy of the library below `root` that has words of the model as they were.

    Args:
        corpus: the folder of the corpus, which holds the model as it was (`since`) and as it is.
        root: the library.
        model: the model: `file`, `file/clause`, `council/policy` or `council/policy#clause`.
        since: the version of the model before it was changed.
        out: where the folders of the proposals are written, one for each policy.

    Gives every clause that follows the model, with what is to be done. Raises PolicykitError where the corpus, the
    library or the model cannot be read, and where a file cannot be written.
    """
    library = load_library(root)
    with open_asker(corpus) as asker:
        found = list(find_drift(asker, model, since))
        words = _read_words(asker, model, since)
    following: dict[str, list[DriftedClause]] = defaultdict(list)
    for clause in found:
        if clause.policy in library.policies and clause.version in library.policies[clause.policy].labels:
            following[clause.policy].append(clause)
    rows: list[tuple[CellValue, ...]] = []
    for policy, clauses in sorted(following.items()):
        rows += _propose_one(library, policy, clauses, words, out)
    counts = [(what, sum(row[4] == what for row in rows)) for what in (PROPOSED, BY_HAND, DRIFTED, NOTHING)]
    said = "; ".join(f"{what}: {count:,}" for what, count in counts if count)
    title = f"What the change of the model {model} since version {since} asks of each policy"
    return make_answer("propose", title, _COLUMNS, rows, len(rows), PageChoice(rows=0), f"{said}." if said else "")


def _read_words(asker: Asker, model: str, since: str) -> Mapping[str, _NewWords]:
    """Give the words of the model's clauses, before and now, by their ids."""
    found = find_model(asker, model)
    before = dict(asker.ask("SELECT clause, text FROM live WHERE policy = ? AND version = ?", found.policy, since))
    own = [(clause.address.partition("#")[2], clause.text) for clause in found.clauses]
    return {name: _NewWords(before[name], text) for name, text in own if name in before}


def _propose_one(
    library: Library, policy: str, clauses: Sequence[DriftedClause], words: Mapping[str, _NewWords], out: Path
) -> list[tuple[CellValue, ...]]:
    edition = find_edition(library, library.policies[policy], clauses[0].version)
    texts: dict[str, str] = {}
    for clause in clauses:
        if clause.state == OLD and (text := _fill_words(clause.text, words[clause.model])) is not None:
            texts[clause.id] = text
    files = ""
    if texts:
        try:
            folder = out / policy.replace("/", "-")
            _write_proposal(library, edition, texts, folder)
            files = folder.as_posix()
        except PolicykitError as error:
            if any(fault.code == "not-writable" for fault in error.diagnostics):
                raise
            texts = {}  # the text cannot be changed by machine: a person reads it
    rows: list[tuple[CellValue, ...]] = []
    for clause in clauses:
        outcome = NOTHING if clause.state == SAME else DRIFTED
        if clause.state == OLD:
            outcome = PROPOSED if clause.id in texts else BY_HAND
        where = files if outcome == PROPOSED else ""
        rows.append(
            (policy, clause.version, clause.citation, clause.model, outcome, clause.likeness, clause.changes, where)
        )
    return rows


def _fill_words(text: str, words: _NewWords) -> str | None:
    """Give the model's new words with what the clause has in the gaps of the old ones; nothing where that is not sure.

    A gap is `{name}` in a model clause; a policy that others follow has none, and its words are taken as they are.
    """
    pattern = r"\s+".join(map(re.escape, words.before.split()))
    seen: set[str] = set()

    def open_gap(found: re.Match[str]) -> str:
        again = found[1] in seen
        seen.add(found[1])
        return f"(?P={found[1]})" if again else f"(?P<{found[1]}>.{{1,200}}?)"

    fitted = re.fullmatch(re.sub(r"\\\{(\w+)\\\}", open_gap, pattern), " ".join(text.split()), re.IGNORECASE)
    if fitted is None:
        return None
    values = fitted.groupdict()
    if any(gap not in values for gap in _GAP.findall(words.now)):
        return None
    return _GAP.sub(lambda found: values[found[1]], words.now)


def _write_proposal(library: Library, edition: Edition, texts: Mapping[str, str], folder: Path) -> None:
    """Write the draft, the amendments and the report. A clause without words of its own has the model's by itself."""
    label = next_label(edition.label)
    sections = tuple(_change_section(section, texts) for section in edition.version.sections)
    wanted = edition.version.model_copy(update={"version": label, "sections": sections})
    text = write_changed(edition, wanted)
    named = with_draft(edition.policy, folder / f"v{file_label(label)}.yaml", label, text)
    draft = find_edition(library, named.policy, label)
    old, new = compile_document(edition), compile_document(draft)
    spoken = [_write_out(each) for each in (edition, draft)]
    listed = write_edition_amendments(*spoken)
    if spoken[1].version != draft.version:  # what a model says is in no file: the list gives the words, not the text
        listed = replace(listed, before="", after="", unsealed="")
    amendments = VersionAmendments(edition.name, draft.name, listed)
    comparison = Comparison(old, new, compare_documents(old, new))
    write_file(folder / f"v{file_label(label)}.yaml", text)
    write_file(folder / "amendments.txt", amendments.write_text())
    write_file(folder / "report.html", render_comparison(comparison, "html"))


def _write_out(edition: Edition) -> Edition:
    """Give an edition whose clauses have the words of their models as their own, so that a meeting can read them."""
    texts = {
        str(clause.id): edition.words(clause)
        for _, clause in edition.version.walk_clauses()
        if clause.model is not None and clause.text is None
    }
    sections = tuple(_change_section(section, texts, own=False) for section in edition.version.sections)
    return replace(edition, version=edition.version.model_copy(update={"sections": sections}))


def _change_section(section: Section, texts: Mapping[str, str], *, own: bool = True) -> Section:
    return section.model_copy(
        update={
            "sections": tuple(_change_section(each, texts, own=own) for each in section.sections),
            "clauses": tuple(_change_clause(each, texts, own=own) for each in section.clauses),
        }
    )


def _change_clause(clause: Clause, texts: Mapping[str, str], *, own: bool) -> Clause:
    """Give a clause with other words; with `own` only where it has words of its own."""
    inner = tuple(_change_clause(each, texts, own=own) for each in clause.clauses)
    text = texts.get(str(clause.id))
    if text is None or (own and clause.text is None):
        return clause.model_copy(update={"clauses": inner})
    return clause.model_copy(update={"clauses": inner, "text": text})
