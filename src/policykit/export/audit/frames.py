"""Data frames of other libraries as tables that can be audited: Polars, pandas, and whatever speaks Arrow.

Libraries hold days and whole numbers as they can: pandas writes days as moments at midnight, and whole numbers with
gaps as fractions. What is a day or a whole number all the same is read as one; all else is refused, never rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from policykit.errors import PolicykitError
from policykit.export.audit.codes import TABLE_FILE, TABLE_TYPE
from policykit.export.audit.tables import reading, require_polars
from policykit.model.fact import DateFact, Fact, NumberFact, SetFact

if TYPE_CHECKING:
    import polars as pl


def read_frame(frame: Any, facts: Mapping[str, Fact]) -> pl.LazyFrame:
    """Give a data frame as a frame of Polars whose columns hold facts as an audit reads them.

    Takes a frame of Polars (lazy too) or pandas, a table, batch or reader of Arrow, or any object with
    `__arrow_c_stream__`. Raises `PolicykitError` for anything else, and for a column of days that holds a time of day
    or of whole numbers that holds a fraction.
    """
    require_polars()
    import polars as pl

    with reading():
        whole = _to_polars(frame)
        schema = whole.collect_schema()
        changed = {
            name: change
            for name, kind in schema.items()
            if name in facts and (change := _find_change(pl.col(name), kind, facts[name])) is not None
        }
        if not changed:
            return whole
        lossy = {name: lost for name, (_, lost) in changed.items()}
        counted = whole.select(lost.sum().alias(name) for name, lost in lossy.items()).collect().row(0, named=True)
    faults = [
        TABLE_TYPE.at(None, f"column `{name}` holds {_LOST[facts[name].type]} in {count:,} rows", hint=_HINT)
        for name, count in counted.items()
        if count
    ]
    if faults:
        raise PolicykitError(*faults)
    return whole.with_columns(value.alias(name) for name, (value, _) in changed.items())


_LOST = {"date": "a time of day", "number": "a fraction"}
_HINT = "give days alone, and whole numbers"


def _to_polars(frame: Any) -> pl.LazyFrame:
    import polars as pl

    if isinstance(frame, pl.LazyFrame):
        return frame
    if isinstance(frame, pl.DataFrame):
        return frame.lazy()
    if type(frame).__module__.partition(".")[0] == "pandas" and hasattr(frame, "columns"):
        try:
            return pl.DataFrame(pl.from_pandas(frame)).lazy()
        except (ImportError, TypeError, ValueError) as error:
            raise PolicykitError(TABLE_FILE.at(None, f"the frame of pandas cannot be read: {error}")) from None
        except Exception as error:
            if type(error).__module__.partition(".")[0] != "pyarrow":
                raise
            raise PolicykitError(TABLE_FILE.at(None, f"the frame of pandas cannot be read: {error}")) from None
    if hasattr(frame, "__arrow_c_stream__") or hasattr(frame, "__arrow_c_array__"):
        return pl.DataFrame(frame).lazy()
    said = f"`{type(frame).__name__}` is no frame that can be audited"
    raise PolicykitError(TABLE_FILE.at(None, said, hint="give a frame of Polars or pandas, or a table of Arrow"))


def _find_change(column: pl.Expr, kind: pl.DataType, fact: Fact) -> tuple[pl.Expr, pl.Expr] | None:
    """Give how a column is read otherwise than it is held, and where that would lose something; None: as it is."""
    import polars as pl

    match fact:
        case DateFact() if isinstance(kind, pl.Datetime):
            moment = column.dt.replace_time_zone(None).cast(pl.Datetime("us"))
            return column.dt.date(), (moment.dt.truncate("1d") != moment).fill_null(value=False)
        case NumberFact() if kind.is_float():
            known = pl.when(column.is_not_nan()).then(column)
            return known.cast(pl.Int64, strict=False), (known != known.floor()).fill_null(value=False)
        case SetFact() if isinstance(kind, pl.List) and isinstance(kind.inner, pl.Categorical | pl.Enum):
            return column.cast(pl.List(pl.String)), pl.lit(value=False)
    return None
