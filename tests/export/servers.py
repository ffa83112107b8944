"""PostgreSQL and Spark, where they are installed: started for the tests and stopped after them."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from policykit.export.columns import SetColumns
from policykit.export.engines import Outcomes, Records, rule_ids, table_of
from policykit.export.sql import to_sql
from policykit.export.target import Export
from policykit.rules.ir import Ruleset


def find_postgres() -> Path | None:
    """Give the folder of PostgreSQL's programs."""
    found = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return Path(found).resolve().parent if found else versions[-1].parent if versions else None


class Postgres:
    """A server of its own, reached by a socket in its folder."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        # PostgreSQL refuses to run as root.
        self.user = "nobody" if os.geteuid() == 0 else None

    def run(self, program: str, *arguments: str, given: str | None = None) -> str:
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, user=self.user, cwd=self.folder, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def query(self, script: str) -> str:
        return self.run(
            "psql", "-X", "-q", "-h", str(self.folder), "-U", "checker", "-v", "ON_ERROR_STOP=1", "--csv", "-t",
            "-d", "postgres", given=script,
        )  # fmt: skip


@contextmanager
def start_postgres(programs: Path) -> Iterator[Postgres]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        server = Postgres(programs, folder)
        if server.user is not None:
            shutil.chown(folder, server.user)
        data = str(folder / "data")
        server.run("initdb", "-D", data, "-U", "checker", "-A", "trust", "--no-sync", "-E", "UTF8", "--no-locale")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        server.run("pg_ctl", "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield server
        finally:
            server.run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def run_postgres(
    server: Postgres,
    ruleset: Ruleset,
    record: str,
    records: Records,
    export: Export | None = None,
    sets: SetColumns = "bitmask",
) -> Outcomes:
    export = export or to_sql(ruleset, "postgres", sets=sets)
    columns, rows = table_of(ruleset, record, records, "postgres", sets)
    made = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    query = export.files[f"{record}.sql"]
    script = (
        f'CREATE TEMP TABLE "{record}" ({made});\nCOPY "{record}" FROM STDIN CSV;\n{write_csv(rows)}\\.\n'
        f"{query} ORDER BY id;\n"
    )
    return [row[1:] for row in csv.reader(io.StringIO(server.query(script)))]


def write_csv(rows: Sequence[Sequence[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


@contextmanager
def start_spark() -> Iterator[Any]:
    """Start a session; import errors are the caller's to catch."""
    from pyspark.sql import SparkSession  # type: ignore[import-not-found,unused-ignore]

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").appName("policykit").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").config("spark.driver.memory", "1g").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()


def run_spark(
    session: Any,
    ruleset: Ruleset,
    record: str,
    records: Records,
    export: Export | None = None,
    sets: SetColumns = "bitmask",
) -> Outcomes:
    export = export or to_sql(ruleset, "spark", sets=sets)
    columns, rows = table_of(ruleset, record, records, "spark", sets)
    with TemporaryDirectory() as folder:
        path = Path(folder, "rows.csv")
        path.write_text(write_csv([[v.isoformat() if isinstance(v, date) else v for v in row] for row in rows]))
        schema = ", ".join(f"`{name}` {kind}" for name, kind in columns.items())
        session.read.csv(str(path), schema=schema).createOrReplaceTempView(record)
        found: list[dict[str, str]] = [{} for _ in rows]
        for name, query in export.files.items():
            if re.fullmatch(rf"{record}\.\d+\.sql", name):
                for row in session.sql(query).collect():
                    found[row["id"]] |= row.asDict()
    return [[outcomes[name] for name in rule_ids(ruleset, record)] for outcomes in found]
