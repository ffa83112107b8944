"""What was asked of a corpus, as data."""

from __future__ import annotations

from dataclasses import dataclass

from policykit.corpus.questions.answer import CellValue, CorpusAnswer


@dataclass(frozen=True, slots=True)
class AnsweredColumn:
    """A column of an answer: its name in the rows, and its heading for people."""

    name: str
    heading: str


@dataclass(frozen=True, slots=True)
class CorpusResult:
    """One page of the answer to a question about a corpus; shares and likeness are 0 to 1."""

    question: str
    title: str
    remarks: tuple[str, ...]
    columns: tuple[AnsweredColumn, ...]
    rows: tuple[dict[str, CellValue], ...]
    total: int
    page: int
    pages: int


def describe_answer(answer: CorpusAnswer) -> CorpusResult:
    """Give an answer as data."""
    names = [column.name for column in answer.columns]
    return CorpusResult(
        answer.question,
        answer.title,
        answer.remarks,
        tuple(AnsweredColumn(column.name, column.heading) for column in answer.columns),
        tuple(dict(zip(names, row, strict=True)) for row in answer.rows),
        answer.total,
        answer.page,
        answer.pages,
    )
