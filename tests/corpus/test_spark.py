"""Spark gives the families of one process, whatever the partitions."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.export import servers

pl = pytest.importorskip("polars")
pytest.importorskip("duckdb")

from tests.corpus.documents import SENTENCES, make_document  # noqa: E402

from policykit.corpus.spark import COLUMNS, choose_on_spark  # noqa: E402
from policykit.corpus.store import add_documents, open_corpus  # noqa: E402

pytestmark = [pytest.mark.engine, pytest.mark.slow]
DOCUMENTS = [make_document(number, (number % 7, (3 * number) % 10, 8)) for number in range(len(SENTENCES))]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("needs Spark: make spark")
    with servers.start_spark() as session:
        yield session


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("partitions", [1, 3])
def test_the_families_are_those_of_one_process(partitions: int, spark: Any, tmp_path: Path) -> None:
    add_documents(tmp_path / "corpus", DOCUMENTS)
    expected = open_corpus(tmp_path / "corpus").read("families").select(COLUMNS).rows()
    rows = [(each.policy, clause.text, json.dumps(each.names)) for each in DOCUMENTS for clause in each.clauses]
    spark.conf.set("spark.sql.shuffle.partitions", str(partitions))
    clauses = spark.createDataFrame(rows, "policy string, text string, names string").repartition(partitions)
    assert [tuple(row) for row in choose_on_spark(clauses).collect()] == expected
