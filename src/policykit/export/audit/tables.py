"""Tables of any length, read part by part: Parquet, JSON lines, frames in memory, and texts (`text_tables.py`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.errors import Diagnostic, PolicykitError
from policykit.export.audit.codes import EXTRA, TABLE_FILE
from policykit.export.audit.text_tables import TextTable, read_blocks, read_text_table

if TYPE_CHECKING:
    import polars as pl

ROW = "__row"
"""The column with the number of each row; no fact has such a name."""
SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a table, with the column `ROW` beside its own."""

    frame: pl.LazyFrame
    empty: int = 0
    """Rows that hold nothing and are left out: spreadsheets save rows that were never filled in."""


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A table of which no more than a part is ever in memory."""

    schema: Mapping[str, pl.DataType]
    read_parts: Callable[[int], Iterator[Part]]
    """Takes how many rows a part may have, where the kind of file has a choice."""
    unnamed: tuple[str, ...] = ()
    """Columns without a heading: their values, if they hold any, belong to nothing."""


def open_table(path: Path) -> RecordTable:
    """Give a Parquet, CSV or JSON-lines file as a table of which only the beginning has been read.

    Rows are numbered from 1; those of a CSV file as a spreadsheet shows them, with the headings in row 1. Columns of
    a CSV file stay text, an empty field is unknown. Raises `PolicykitError` if the file cannot be read, or Polars is
    not installed.
    """
    require_polars()
    with reading(path):
        if not path.is_file():
            raise PolicykitError(TABLE_FILE.at(None, f"there is no file `{path}`"))
        match path.suffix.lower():
            case ".parquet":
                return _open_parquet(path)
            case ".csv" | ".tsv" | ".tab" | ".txt":
                return _open_text(path)
            case ".jsonl" | ".ndjson":
                return _open_json_lines(path)
    hint = "save it as CSV, which Excel and LibreOffice offer" if path.suffix.lower() in SPREADSHEETS else None
    raise PolicykitError(TABLE_FILE.at(None, f"`{path}` is not a kind of table that can be audited", hint=hint))


def open_frame(frame: pl.LazyFrame) -> RecordTable:
    """Give a frame as a table, its rows numbered from 1."""
    import polars as pl

    with reading():
        schema = frame.collect_schema()

    def read_parts(rows: int) -> Iterator[Part]:
        count = frame.select(pl.len()).collect(engine="streaming").item()
        for start in range(0, count, rows):
            yield Part(frame.slice(start, rows).with_row_index(ROW, start + 1))

    return RecordTable(schema, read_parts)


def _open_parquet(path: Path) -> RecordTable:
    """Parts are slices: Polars reads no more of a file than the pages that a slice needs."""
    import polars as pl

    return open_frame(pl.scan_parquet(path))


def _open_text(path: Path) -> RecordTable:
    import polars as pl

    layout = read_text_table(path)
    schema = dict.fromkeys(layout.names, pl.String())

    def read_parts(_: int) -> Iterator[Part]:
        row = 2  # a spreadsheet has the headings in row 1
        for block in layout.read_records():
            try:
                frame = _read_block(block, layout)
            except pl.exceptions.PolarsError:
                frame = _read_block(layout.mend_block(block, row), layout)
            numbered = frame.with_row_index(ROW, row)
            row += frame.height
            filled = numbered.filter(pl.any_horizontal(pl.col(layout.names).is_not_null()))
            yield Part(filled.lazy(), frame.height - filled.height)

    return RecordTable(schema, read_parts, layout.unnamed)


def _read_block(block: bytes, layout: TextTable) -> pl.DataFrame:
    import polars as pl

    return pl.read_csv(
        block,
        has_header=False,
        separator=layout.separator,
        schema=dict.fromkeys(layout.names, pl.String()),
        raise_if_empty=False,
    )


def _open_json_lines(path: Path) -> RecordTable:
    import polars as pl

    schema = pl.scan_ndjson(path, infer_schema_length=None).collect_schema()

    def read_parts(_: int) -> Iterator[Part]:
        row = 1
        for block in read_blocks(path, quotes=False):
            try:
                frame = pl.read_ndjson(block, schema=schema)
            except pl.exceptions.PolarsError as error:
                raise PolicykitError(_tell_unreadable(path, error, _find_bad_line(block))) from None
            yield Part(frame.with_row_index(ROW, row).lazy())
            row += frame.height

    return RecordTable(schema, read_parts)


def _find_bad_line(block: bytes) -> str | None:
    for line in block.splitlines():
        try:
            json.loads(line or b"null")
        except (ValueError, RecursionError):
            return line[:60].decode("utf-8", "replace")
    return None


def require_polars() -> None:
    """Raise `PolicykitError` where Polars is not installed."""
    if find_spec("polars") is None:
        raise PolicykitError(EXTRA.at(None, "an audit needs Polars", hint='pip install "council-policykit[audit]"'))


@contextmanager
def reading(path: Path | None = None) -> Iterator[None]:
    """Tell what Polars or the system cannot read as a diagnostic."""
    import polars as pl

    try:
        yield
    except pl.exceptions.PolarsError as error:
        raise PolicykitError(_tell_unreadable(path, error)) from None
    except OSError as error:
        raise PolicykitError(_tell_unreadable(path, error.strerror or error)) from None


def _tell_unreadable(path: Path | None, error: object, shown: str | None = None) -> Diagnostic:
    said = f"this line is not one JSON object: `{shown}`" if shown else str(error).partition("\n")[0][:200]
    where = f"`{path}`" if path else "the table"
    return TABLE_FILE.at(None, f"{where} cannot be read: {said}")
