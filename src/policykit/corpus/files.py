"""The files of a corpus: Parquet that is never written twice, and one manifest that says which of them count.

A manifest takes its name in one step, after all that it names is on the disk. So a process that is killed at any point
leaves the corpus as it was, and at most files that no manifest names, which the next writer removes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policykit.corpus.codes import (
    CORPUS_BUSY,
    CORPUS_DAMAGED,
    CORPUS_EXTRA,
    CORPUS_FOREIGN,
    CORPUS_VERSION,
    CORPUS_WRITE,
    refuse_corpus,
)

if TYPE_CHECKING:
    import polars as pl

FORMAT = 1
"""The form of the files; another form has another number."""
MANIFEST = "manifest.json"
LOCK = ".lock"
_KIND = "policykit corpus"
SCHEMAS: dict[str, dict[str, str]] = {
    "documents": {
        "document": "Int64", "policy": "String", "version": "String", "kind": "String", "council": "String",
        "name": "String", "county": "String", "title": "String", "current": "Boolean", "place": "String",
        "digest": "String", "clauses": "Int64",
    },
    "clauses": {
        "document": "Int64", "position": "Int64", "council": "String", "policy": "String", "version": "String",
        "clause": "String", "citation": "String", "kind": "String", "topic": "String", "topics": "String",
        "model": "String", "key": "Int64", "text": "String",
    },
    "texts": {"key": "Int64", "words": "String", **{f"probe{number}": "Int64" for number in range(1, 6)}},
    "families": {"key": "Int64", "policies": "Int64", "family": "Int64", "likeness": "Float64"},
}  # fmt: skip
"""The tables and their columns."""


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file as it was written."""

    name: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which files count."""

    generation: int = 0
    """How many times the corpus was written."""
    documents: int = 0
    """How many numbers documents have had."""
    files: Mapping[str, tuple[CorpusFile, ...]] = field(default_factory=lambda: dict.fromkeys(SCHEMAS, ()))
    """The files of each table."""

    def paths(self, folder: Path, table: str) -> list[Path]:
        """Give the files of a table."""
        return [folder / file.name for file in self.files[table]]


def require_libraries() -> None:
    """Raise PolicykitError (`missing-corpus`) where the extra `corpus` is not installed."""
    from importlib.util import find_spec

    missing = [name for name in ("polars", "duckdb", "numpy") if find_spec(name) is None]
    if missing:
        raise refuse_corpus(CORPUS_EXTRA, f"a corpus needs {' and '.join(missing)}")


def read_manifest(folder: Path) -> Manifest | None:
    """Give the manifest of a corpus; nothing where the folder has none.

    Raises PolicykitError: `corpus-foreign` where it is something else, `corpus-version`, `corpus-damaged`.
    """
    path = folder / MANIFEST
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise refuse_corpus(CORPUS_DAMAGED, f"`{path.as_posix()}` cannot be read") from error
    if not isinstance(data, dict) or data.get("kind") != _KIND:
        raise refuse_corpus(CORPUS_FOREIGN, f"`{path.as_posix()}` is not the manifest of a corpus")
    if data.get("format") != FORMAT:
        message = f"`{folder.as_posix()}` has the form {data.get('format')}, and this policykit reads the form {FORMAT}"
        raise refuse_corpus(CORPUS_VERSION, message)
    try:
        files = {table: tuple(CorpusFile(**each) for each in data["files"][table]) for table in SCHEMAS}
        return Manifest(int(data["generation"]), int(data["documents"]), files)
    except (KeyError, TypeError, ValueError) as error:
        raise refuse_corpus(CORPUS_DAMAGED, f"`{path.as_posix()}` is not whole") from error


def verify_files(folder: Path, manifest: Manifest, tables: Sequence[str] = tuple(SCHEMAS)) -> None:
    """Raise PolicykitError where a file that counts is missing or other than written, or has other columns."""
    import polars as pl

    for table in tables:
        for file in manifest.files[table]:
            path = folder / file.name
            try:
                with path.open("rb") as opened:
                    whole = _digest(opened) == file.sha256
            except FileNotFoundError as error:
                changed = read_manifest(folder)
                if changed is not None and changed.generation != manifest.generation:
                    raise refuse_corpus(CORPUS_BUSY, f"`{folder.as_posix()}` was changed while it was read") from error
                raise refuse_corpus(CORPUS_DAMAGED, f"`{path.as_posix()}` is missing") from error
            except OSError as error:
                raise refuse_corpus(CORPUS_DAMAGED, f"`{path.as_posix()}` cannot be read") from error
            if not whole:
                raise refuse_corpus(CORPUS_DAMAGED, f"`{path.as_posix()}` is not as it was written")
            found = {name: str(kind) for name, kind in pl.read_parquet_schema(path).items()}
            if found != SCHEMAS[table]:
                raise refuse_corpus(CORPUS_FOREIGN, f"`{path.as_posix()}` has other columns than `{table}` of a corpus")


def write_table(folder: Path, table: str, name: str, columns: Mapping[str, Any] | pl.DataFrame) -> CorpusFile:
    """Write one file of a table and bring it to the disk. Raises PolicykitError where that cannot be done."""
    import polars as pl

    frame = pl.DataFrame(columns, schema={key: getattr(pl, kind) for key, kind in SCHEMAS[table].items()})
    path = folder / name
    try:
        frame.write_parquet(path, compression="zstd", compression_level=1, row_group_size=100_000)
        with path.open("rb+") as file:
            os.fsync(file.fileno())
            digest = _digest(file)
        return CorpusFile(name, frame.height, path.stat().st_size, digest)
    except OSError as error:
        raise _refuse_write(path, error) from error


def commit_manifest(folder: Path, manifest: Manifest) -> None:
    """Let a manifest count, in one step. Raises PolicykitError where it cannot be written."""
    data = {"kind": _KIND, "format": FORMAT, "generation": manifest.generation, "documents": manifest.documents}
    files = {table: [asdict(file) for file in held] for table, held in manifest.files.items()}
    path, beside = folder / MANIFEST, folder / f".{MANIFEST}.new"
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps({**data, "files": files}, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        if os.name == "posix":
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    except OSError as error:
        raise _refuse_write(path, error) from error


def sweep_folder(folder: Path, manifest: Manifest) -> None:
    """Remove files that the manifest does not name: of an older state, or of a process that was killed."""
    named = {file.name for held in manifest.files.values() for file in held}
    for table in SCHEMAS:
        for path in folder.glob(f"{table}-*.parquet"):
            if path.name not in named:
                path.unlink(missing_ok=True)


@contextmanager
def hold_corpus(folder: Path) -> Iterator[None]:
    """Keep others from writing to a corpus until the block ends; the folder is made where there is none.

    Raises PolicykitError: `corpus-foreign` for a folder of other files, `corpus-busy`, `corpus-damaged`.
    """
    from filelock import FileLock, Timeout

    if folder.is_dir() and not (folder / MANIFEST).exists():
        ours = {LOCK, f".{MANIFEST}.new"}
        other = sorted(
            path.name
            for path in folder.iterdir()
            if path.name not in ours and not (path.suffix == ".parquet" and path.name.partition("-")[0] in SCHEMAS)
        )
        if other:
            message = f"`{folder.as_posix()}` is no corpus: it holds `{other[0]}`"
            raise refuse_corpus(CORPUS_FOREIGN, message)
    lock = FileLock(folder / LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=10)
    except Timeout as error:
        raise refuse_corpus(CORPUS_BUSY, f"another policykit is writing to `{folder.as_posix()}`") from error
    except (OSError, NotImplementedError) as error:
        raise _refuse_write(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _digest(file: Any) -> str:
    file.seek(0)
    found = sha256()
    while block := file.read(1 << 20):
        found.update(block)
    return found.hexdigest()


def _refuse_write(path: Path, error: Exception) -> Exception:
    reason = (getattr(error, "strerror", None) or "the system refuses").lower()
    return refuse_corpus(CORPUS_WRITE, f"`{path.as_posix()}` cannot be written: {reason}")
