"""The formats of an answer about a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from policykit.registry import UNKNOWN_FORMAT, Choice, Registry

if TYPE_CHECKING:
    from policykit.corpus.questions.answer import CorpusAnswer
    from policykit.render.answer.table import ShownTable


def _show(answer: CorpusAnswer) -> ShownTable:
    from policykit.render.answer.table import ShownTable

    names = tuple(column.name for column in answer.columns)
    headings = tuple(column.heading for column in answer.columns)
    return ShownTable(
        answer.title, answer.remarks, names, headings, answer.rows, answer.total, answer.page, answer.pages
    )


def _answer_text(answer: CorpusAnswer) -> bytes:
    from policykit.render.answer.table import write_table_text

    return write_table_text(_show(answer)).encode("utf-8")


def _answer_html(answer: CorpusAnswer) -> bytes:
    from policykit.render.answer.table import write_table_page

    return write_table_page(_show(answer)).encode("utf-8")


def _answer_csv(answer: CorpusAnswer) -> bytes:
    from policykit.render.answer.table import write_table_csv

    return write_table_csv(_show(answer)).encode("utf-8")


def _answer_json(answer: CorpusAnswer) -> bytes:
    from policykit.pipeline.results.corpora import describe_answer
    from policykit.pipeline.results.write import write_result

    return write_result("corpus", describe_answer(answer)).encode("utf-8")


AnswerFormat: TypeAlias = "Choice[[CorpusAnswer], bytes]"
"""A format of an answer: `format.make(answer)` gives the bytes of the file; text is UTF-8."""

ANSWER_FORMATS: Registry[AnswerFormat] = Registry(
    "format",
    (
        Choice("text", "the table in plain text, long cells shortened", _answer_text, ".txt", "text/plain"),
        Choice("html", "one page with everything in it", _answer_html, ".html", "text/html"),
        Choice("csv", "the table with all its words, for any program", _answer_csv, ".csv", "text/csv"),
        Choice("json", "the answer as data, for other programs", _answer_json, ".json", "application/json"),
    ),
    kind=Choice,
    unknown=UNKNOWN_FORMAT,
    of=" of an answer about a corpus",
)
"""Every format of an answer by its name."""
