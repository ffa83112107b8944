"""Adding folders to a corpus, and asking it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policykit.corpus.document import DocumentKind
from policykit.corpus.questions.answer import CorpusAnswer, PageChoice
from policykit.corpus.questions.asker import Asker, open_asker
from policykit.corpus.questions.drift import list_drift
from policykit.corpus.questions.holders import list_families, list_holders, list_lacking, list_nearest, search_words
from policykit.corpus.questions.matrix import list_matrix
from policykit.corpus.store import AddedDocuments, add_documents, open_corpus
from policykit.errors import Diagnostic
from policykit.pipeline.corpus.formats import ANSWER_FORMATS
from policykit.pipeline.corpus.gather import gather_folder

__all__ = [
    "ANSWER_FORMATS",
    "QUESTIONS",
    "AddedFolder",
    "Asking",
    "PageChoice",
    "add_folder",
    "ask_corpus",
    "remove_folder",
]


@dataclass(frozen=True, slots=True)
class AddedFolder:
    """What adding a folder did."""

    counts: AddedDocuments
    refused: tuple[Diagnostic, ...]
    """What could not be read; the rest was added."""
    remarks: tuple[str, ...]


def add_folder(corpus: Path, folder: Path, county: str = "") -> AddedFolder:
    """Add the policies of a folder to a corpus: what is there with the same words stays as it is.

    What the folder held at an earlier time and holds no more is dropped, unless something in it could not be read.
    Raises PolicykitError where nothing of the folder can be added; the corpus is then as it was.
    """
    gathered = gather_folder(folder, county)

    def gone(place: str, kind: DocumentKind) -> bool:
        return place == gathered.place and kind == "policy" and not gathered.refused

    counts = add_documents(corpus, gathered.documents, gone=gone)
    kept = [f"`{name}` has other words here; those added first count" for name in counts.other_models]
    return AddedFolder(counts, tuple(gathered.refused), (*gathered.remarks, *kept))


def remove_folder(corpus: Path, folder: Path) -> AddedDocuments:
    """Drop all that came from a folder. Raises PolicykitError as `open_corpus` does."""
    place = folder.resolve().as_posix()
    open_corpus(corpus)
    return add_documents(corpus, (), gone=lambda own, _: own == place)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it was asked."""

    page: PageChoice
    topic: str | None = None
    county: str | None = None
    since: str | None = None
    all_versions: bool = False


QUESTIONS: Mapping[str, tuple[int, str]] = {
    "families": (0, "the clauses that councils share"),
    "who": (1, "who holds a clause or family, or words like it"),
    "lacks": (1, "the councils without a clause on a topic, or of a model"),
    "drift": (1, "how clauses differ from the model that they follow"),
    "nearest": (1, "the policies that share most with one"),
    "search": (1, "the clauses that hold some words"),
    "matrix": (0, "councils against topics, or against the clauses of one"),
}
"""Each question with how many words it takes, and what it gives."""


def ask_corpus(corpus: Path, question: str, words: Sequence[str], asking: Asking) -> CorpusAnswer:
    """Answer one of `QUESTIONS`. Raises PolicykitError: as `open_corpus` does, and for a name that it does not hold."""
    with open_asker(corpus) as asker:
        return _answer(asker, question, " ".join(words), asking)


def _answer(asker: Asker, question: str, words: str, asking: Asking) -> CorpusAnswer:
    page = asking.page
    match question:
        case "families":
            return list_families(asker, page, asking.topic)
        case "who":
            return list_holders(asker, words, page, all_versions=asking.all_versions)
        case "lacks":
            return list_lacking(asker, words, page)
        case "drift":
            return list_drift(asker, words, page, asking.since)
        case "nearest":
            return list_nearest(asker, words, page)
        case "search":
            return search_words(asker, words, page)
    return list_matrix(asker, page, asking.topic, asking.county)
