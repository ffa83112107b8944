"""An answer: a table with a heading, of which one page is given."""

from __future__ import annotations

from dataclasses import dataclass

CellValue = str | int | float | None


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One column of an answer."""

    name: str
    """Its name for programs."""
    heading: str
    """Its heading for people."""


@dataclass(frozen=True, slots=True)
class CorpusAnswer:
    """What a question about a corpus gives."""

    question: str
    """Which question: `who`."""
    title: str
    """What was asked, as a heading."""
    remarks: tuple[str, ...]
    """What to know before reading the table, in sentences."""
    columns: tuple[AnswerColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    """The rows of this page; likeness is 0 to 1."""
    total: int
    """How many rows there are on all pages."""
    page: int
    """The number of this page, from 1."""
    pages: int
    """How many pages there are."""


@dataclass(frozen=True, slots=True)
class PageChoice:
    """Which rows are wanted."""

    number: int = 1
    """The page, from 1."""
    rows: int = 50
    """How many rows a page has; 0 for all on one page."""

    def count(self, total: int) -> int:
        """Give how many pages a number of rows fills; one for none."""
        return max(1, -(-total // self.rows)) if self.rows else 1

    @property
    def sql(self) -> str:
        """The end of a query that gives this page."""
        return f" LIMIT {self.rows} OFFSET {(self.number - 1) * self.rows}" if self.rows else ""


def make_answer(
    question: str,
    title: str,
    columns: dict[str, str],
    rows: list[tuple[CellValue, ...]],
    total: int,
    page: PageChoice,
    *remarks: str,
) -> CorpusAnswer:
    """Give an answer; `columns` are names with headings."""
    heads = tuple(AnswerColumn(name, heading) for name, heading in columns.items())
    said = tuple(remark for remark in remarks if remark)
    return CorpusAnswer(question, title, said, heads, tuple(rows), total, page.number, page.count(total))
