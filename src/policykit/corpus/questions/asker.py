"""A corpus opened for questions, in SQL: DuckDB reads of the Parquet files only what a question needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from policykit.corpus.codes import CORPUS_NAME, refuse_corpus
from policykit.corpus.files import SCHEMAS
from policykit.corpus.questions.answer import PageChoice
from policykit.corpus.store import Corpus, open_corpus
from policykit.wording.nearest import hint_nearest

if TYPE_CHECKING:
    import duckdb

_SQL_KINDS = {"Int64": "BIGINT", "String": "VARCHAR", "Boolean": "BOOLEAN", "Float64": "DOUBLE"}
_LIVE = """
CREATE VIEW live AS
SELECT c.document, c.position, d.council, d.name, coalesce(d.county, '') AS county, d.policy, d.version, d.current,
       d.kind AS made, c.clause, c.citation, c.kind, c.topic, c.topics, c.model, c.key, c.text,
       f.family, f.likeness
FROM clauses c JOIN documents d USING (document) LEFT JOIN families f USING (key);
CREATE VIEW held AS SELECT * FROM live WHERE current AND made = 'policy';
CREATE VIEW councils AS
SELECT council, any_value(name ORDER BY policy) AS name, coalesce(any_value(county ORDER BY policy), '') AS county
FROM documents WHERE current AND kind = 'policy' GROUP BY council;
"""
_GAP = re.compile(r"\{(\w+)\}")
MEMORY = "300MB"
"""So much is kept in memory; what is more goes to files for as long as the question takes."""


@dataclass(frozen=True, slots=True)
class FoundClause:
    """A clause that a question names."""

    address: str
    """`crewe/social-media#policy-statement.approach`."""
    key: int
    family: int | None
    """None of a text that is too short to have one."""
    text: str


class Asker:
    """Answers questions about one corpus."""

    def __init__(self, corpus: Corpus, spill: str) -> None:
        """Take a corpus, and a folder for what does not fit into memory."""
        import duckdb

        self.corpus = corpus
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect(":memory:")
        place = spill.replace("'", "''")
        self._connection.execute(f"SET memory_limit='{MEMORY}'; SET threads=2; SET temp_directory='{place}'")
        for table in SCHEMAS:
            paths = [path.as_posix() for path in corpus.manifest.paths(corpus.folder, table)]
            if paths:
                named = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
                source = f"SELECT * FROM read_parquet([{named}])"  # noqa: S608 - the paths are our own, and quoted
            else:
                columns = ", ".join(f"NULL::{_SQL_KINDS[kind]} AS {name}" for name, kind in SCHEMAS[table].items())
                source = f"SELECT {columns} WHERE false"
            self._connection.execute(f"CREATE VIEW {table} AS {source}")
        self._connection.execute(_LIVE)

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Give the rows of a query."""
        return self._connection.execute(sql, values).fetchall()

    def ask_one(self, sql: str, *values: object) -> Any:
        """Give the one value of a query."""
        return self.ask(sql, *values)[0][0]

    def ask_page(self, sql: str, page: PageChoice, *values: object) -> tuple[list[tuple[Any, ...]], int]:
        """Give one page of the rows of a query, and how many there are in all."""
        total = int(self.ask_one(f"SELECT count(*) FROM ({sql})", *values))  # noqa: S608 - our own words
        return self.ask(f"{sql}{page.sql}", *values), total

    def ask_narrow(self, sql: str, page: PageChoice, *values: object) -> tuple[list[tuple[Any, ...]], int]:
        """Give what `ask_page` gives, in one go: for rows of a few numbers, which are all kept for a moment."""
        rows = self.ask(f"SELECT *, count(*) OVER () FROM ({sql}){page.sql}", *values)  # noqa: S608 - our own words
        return ([row[:-1] for row in rows], int(rows[0][-1])) if rows else self.ask_page(sql, page, *values)

    def read_texts(self, keys: Sequence[int]) -> dict[int, str]:
        """Give the words of texts as printed, by their keys: a policy's, or the model's where none holds it."""
        rows = self.ask(
            """SELECT key, arg_min(text, (d.kind <> 'policy', document, position))
               FROM clauses c JOIN documents d USING (document) WHERE list_contains(?, key) GROUP BY key""",
            list(keys),
        )
        return {key: _GAP.sub(r"[\1]", text) for key, text in rows}

    def find_clause(self, address: str) -> FoundClause:
        """Give the clause of an address, `council/policy#clause` or `models/file#clause`, as it counts now.

        Raises PolicykitError (`corpus-name`).
        """
        policy, _, clause = address.partition("#")
        rows = self.ask(
            """SELECT key, family, text FROM live WHERE policy = ? AND clause = ? AND current
               ORDER BY document DESC LIMIT 1""",
            policy, clause,
        )  # fmt: skip
        if rows:
            return FoundClause(address, *rows[0])
        self.require_policy(policy)
        known = [row[0] for row in self.ask("SELECT DISTINCT clause FROM live WHERE policy = ? AND current", policy)]
        raise refuse_corpus(CORPUS_NAME, f"`{policy}` has no clause `{clause}`", hint_nearest(clause, known))

    def require_policy(self, policy: str) -> None:
        """Raise PolicykitError (`corpus-name`) where the corpus has no such policy or file of models."""
        if not self.ask("SELECT 1 FROM documents WHERE policy = ? LIMIT 1", policy):
            known = [row[0] for row in self.ask("SELECT DISTINCT policy FROM documents ORDER BY policy LIMIT 20000")]
            raise refuse_corpus(
                CORPUS_NAME, f"the corpus has no policy `{policy}`", hint_nearest(policy, known, CORPUS_NAME.remedy)
            )


@contextmanager
def open_asker(folder: Path) -> Iterator[Asker]:
    """Open the corpus of a folder for questions, until the block ends. Raises PolicykitError as `open_corpus` does."""
    corpus = open_corpus(folder)
    with TemporaryDirectory(prefix="policykit-") as spill:
        yield Asker(corpus, spill)


def write_family(number: int | None) -> str:
    """Give how a family is called: 16 hexadecimal digits; nothing for none."""
    return "" if number is None else f"{number:016x}"
