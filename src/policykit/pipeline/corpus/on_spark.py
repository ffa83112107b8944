"""The families of a table of clauses that one machine cannot hold, on Spark."""

from __future__ import annotations

from pathlib import Path

from policykit.corpus.codes import CORPUS_FOREIGN, CORPUS_WRITE, refuse_corpus
from policykit.corpus.spark import COLUMNS, choose_on_spark
from policykit.export.audit.spark import start_spark

NEEDED = {"policy": "string", "text": "string", "names": "string"}


def find_families_on_spark(table: Path, out: Path) -> int:
    """Write the families of a Parquet table of clauses to the folder `out`, as Parquet, and give how many texts it has.

    The table has the columns `policy`, `text` and `names`, as `choose_on_spark` says. Raises PolicykitError where
    Spark is not installed, the table cannot be read or has other columns, or the folder cannot be written.
    """
    session = start_spark("the search for families on Spark")
    from pyspark.errors import PySparkException  # type: ignore[import-not-found,unused-ignore]

    try:
        clauses = session.read.parquet(str(table))
    except PySparkException as error:
        raise refuse_corpus(CORPUS_FOREIGN, f"`{table.as_posix()}` is no table in Parquet that can be read") from error
    held = dict(clauses.dtypes)
    wrong = [name for name, kind in NEEDED.items() if held.get(name) != kind]
    if wrong:
        hint = "the columns are policy, text and names, all of them text"
        raise refuse_corpus(CORPUS_FOREIGN, f"`{table.as_posix()}` has no column `{wrong[0]}` of text", hint)
    if out.exists():
        raise refuse_corpus(CORPUS_WRITE, f"`{out.as_posix()}` is there already", "name a folder that does not exist")
    choose_on_spark(clauses).select(*COLUMNS).write.parquet(str(out))
    return int(session.read.parquet(str(out)).count())
