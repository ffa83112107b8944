"""A corpus on the disk: open it, and add documents to it in one step that happens whole or not at all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policykit.corpus.choose import PROBE_NAMES, choose_families, make_families
from policykit.corpus.codes import CORPUS_TWICE, NO_CORPUS, make_fault, refuse_corpus
from policykit.corpus.document import CorpusDocument, DocumentKind
from policykit.corpus.files import (
    SCHEMAS,
    Manifest,
    commit_manifest,
    hold_corpus,
    read_manifest,
    require_libraries,
    sweep_folder,
    verify_files,
    write_table,
)
from policykit.corpus.ingest import Ingest
from policykit.corpus.renew import NEVER, FamilyState, renew_families
from policykit.errors import PolicykitError

if TYPE_CHECKING:
    import polars as pl

WHOLE_RUN = 0.2
"""Where more than this share of the texts is new, all families are decided anew."""


@dataclass(frozen=True, slots=True)
class AddedDocuments:
    """What an addition changed."""

    added: int
    """Documents that were new or had other words."""
    unchanged: int
    """Documents that were there with the same words."""
    removed: int
    """Documents that are no longer in their folder, or that a new text took the place of."""
    clauses: int
    """Clauses of the corpus."""
    texts: int
    """Different texts among them, with the councils' names covered."""
    decided: int
    """Texts whose family was decided anew."""
    other_models: tuple[str, ...] = ()
    """Files of models that another folder has with other words; the first one counts."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus that was opened, and whose files are whole."""

    folder: Path
    manifest: Manifest

    def read(self, table: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Give a table, or some of its columns."""
        import polars as pl

        paths = self.manifest.paths(self.folder, table)
        names = list(columns or SCHEMAS[table])
        return pl.read_parquet(paths, columns=names) if paths else _make_empty(table, names)


def open_corpus(folder: Path) -> Corpus:
    """Open the corpus of a folder.

    Raises PolicykitError: `missing-corpus`, `no-corpus`, `corpus-foreign`, `corpus-version`, `corpus-damaged`,
    `corpus-busy`.
    """
    require_libraries()
    manifest = read_manifest(folder)
    if manifest is None:
        raise refuse_corpus(NO_CORPUS, f"there is no corpus in `{folder.as_posix()}`")
    verify_files(folder, manifest)
    return Corpus(folder, manifest)


def add_documents(
    folder: Path,
    documents: Iterable[CorpusDocument],
    *,
    gone: Callable[[str, DocumentKind], bool] | None = None,
) -> AddedDocuments:
    """Add documents to the corpus of a folder, which is made where there is none.

    A document that is there with the same words is kept, and one with other words takes its place. `gone` tells by
    place and kind which others are to be dropped. Raises PolicykitError as `open_corpus` does, and
    `corpus-twice` for a policy that is there from another place; nothing is changed then.
    """
    require_libraries()
    with hold_corpus(folder), _resting():
        manifest = read_manifest(folder)
        if manifest is not None:
            verify_files(folder, manifest)
        start = manifest or Manifest()
        sweep_folder(folder, start)
        corpus = Corpus(folder, replace(start, generation=start.generation + 1))
        result, after = _Addition(corpus).carry_out(documents, gone)
        commit_manifest(folder, after)
        sweep_folder(folder, after)
        return result


class _Addition:
    """One addition, on its way."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.before = corpus.read("documents")
        self.held = {(row["policy"], row["version"]): row for row in self.before.iter_rows(named=True)}
        self.rows: list[dict[str, Any]] = []
        self.next = corpus.manifest.documents
        self.fresh: set[int] = set()
        self.others: list[str] = []

    def carry_out(
        self, documents: Iterable[CorpusDocument], gone: Callable[[str, DocumentKind], bool] | None
    ) -> tuple[AddedDocuments, Manifest]:
        ingest = Ingest(
            self.corpus.folder,
            self.corpus.manifest.generation,
            self.corpus.read("texts", ["key"])["key"].sort().to_numpy(),
        )
        self._add_all(documents, ingest)
        ingest.flush()
        replaced = len(self.fresh & {row["document"] for row in self.rows if row.pop("replaces")})
        lost = [row for row in self.held.values() if gone and gone(row["place"], row["kind"])]
        lost_numbers = {row["document"] for row in lost}
        self.rows += [row for row in self.held.values() if row["document"] not in lost_numbers]
        manifest = replace(
            self.corpus.manifest,
            documents=self.next,
            files={
                **self.corpus.manifest.files,
                **{table: (*self.corpus.manifest.files[table], *ingest.files[table]) for table in ("clauses", "texts")},
            },
        )
        grown = Corpus(self.corpus.folder, manifest)
        after = _make_table("documents", self.rows)
        families, decided = _renew(self.corpus, grown, self.before, after)
        generation = manifest.generation
        written = {
            "documents": (write_table(grown.folder, "documents", f"documents-{generation}.parquet", after),),
            "families": (write_table(grown.folder, "families", f"families-{generation}.parquet", families),),
        }
        result = AddedDocuments(
            added=len(self.fresh),
            unchanged=sum(row["document"] not in self.fresh for row in self.rows),
            removed=len(lost) + replaced,
            clauses=int(after["clauses"].sum()),
            texts=families.height,
            decided=decided,
            other_models=tuple(self.others),
        )
        return result, replace(manifest, files={**manifest.files, **written})

    def _add_all(self, documents: Iterable[CorpusDocument], ingest: Ingest) -> None:
        twice: dict[str, str] = {}
        owners = {row["policy"]: row for row in self.held.values() if row["kind"] == "model" and row["current"]}
        for document in documents:
            owner = owners.get(document.policy)
            if document.kind == "model" and owner is not None and owner["place"] != document.place:
                self.others += [document.policy] * (owner["digest"] != document.digest)
                continue
            version = document.version or self._count_version(document)
            row = self.held.pop((document.policy, version), None)
            if row is not None and row["place"] != document.place:
                twice[document.policy] = row["place"]
                continue
            same = row is not None and row["digest"] == document.digest
            number = row["document"] if row is not None and same else self.next
            if not same:
                document = replace(document, version=version)
                ingest.add(document, number)
                self.next += 1
                self.fresh.add(number)
            self.rows.append(_describe(document, version, number, replaces=row is not None and not same))
        if twice:
            told = (f"`{policy}` is in the corpus from `{place}`" for policy, place in twice.items())
            raise PolicykitError(*(make_fault(CORPUS_TWICE, message) for message in told))

    def _count_version(self, document: CorpusDocument) -> str:
        """Give the number of a file of models: that of its last text if it is the same, else the next."""
        own = [row for (policy, _), row in self.held.items() if policy == document.policy]
        own += [row for row in self.rows if row["policy"] == document.policy]
        if not own:
            return "1"
        last = max(own, key=lambda row: int(row["version"]))
        if last["digest"] == document.digest:
            return str(last["version"])
        for row in own:
            row["current"] = False
        return str(int(last["version"]) + 1)


def _describe(document: CorpusDocument, version: str, number: int, *, replaces: bool) -> dict[str, Any]:
    return {
        "document": number, "policy": document.policy, "version": version, "kind": document.kind,
        "council": document.council, "name": document.name, "county": document.county or None,
        "title": document.title, "current": document.current, "place": document.place,
        "digest": document.digest, "clauses": len(document.clauses), "replaces": replaces,
    }  # fmt: skip


def _renew(before: Corpus, grown: Corpus, old: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Give the families after a change of the documents, and how many texts were decided anew."""
    import polars as pl

    families = before.read("families")
    spreads = _count_spreads(grown, families, old, new)
    fresh = spreads.join(families, on="key", how="anti").height
    if fresh > WHOLE_RUN * max(families.height, 1):
        chosen = choose_families(grown.read("texts"), spreads.filter(pl.col("policies") > 0))
        return chosen, chosen.height
    return _renew_some(grown, families, spreads)


def _count_spreads(grown: Corpus, families: pl.DataFrame, old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Give by how many policies each text is held: `key` and `policies`, 0 for one that is held no more.

    Only the policies whose documents changed are counted; the rest is known.
    """
    import polars as pl

    numbers = pl.concat([old.select("document", "policy"), new.select("document", "policy")])
    moved = numbers.filter(pl.len().over("document") == 1)["policy"].unique()
    concerned = pl.col("policy").is_in(moved.implode())
    paths = grown.manifest.paths(grown.folder, "clauses")
    rows = (
        pl.scan_parquet(paths).select("document", "key")
        if paths
        else _make_empty("clauses", ["document", "key"]).lazy()
    )
    counted = []
    for documents, weight in ((old, -1), (new, 1)):
        live = documents.filter(concerned).select("document", "policy")
        if live.height:
            counted.append(
                rows.filter(pl.col("document").is_in(live["document"].implode()))
                .join(live.lazy(), on="document")
                .select("policy", "key")
                .unique()
                .group_by("key")
                .agg(pl.len().cast(pl.Int64).alias("policies") * weight)
                .collect()
            )
    known = families.select("key", "policies")
    return pl.concat([known, *counted]).group_by("key").agg(pl.col("policies").sum())


def _renew_some(grown: Corpus, families: pl.DataFrame, spreads: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    import numpy as np
    import polars as pl

    texts = grown.read("texts", ["key", *PROBE_NAMES])
    held = (
        spreads.rename({"policies": "after"})
        .join(families.rename({"policies": "before"}), on="key", how="left")
        .join(texts, on="key")
        .sort("key")
        .with_columns(pl.col("before").fill_null(0))
    )
    keys = held["key"].to_numpy()
    leader = np.searchsorted(keys, held["family"].fill_null(keys[0] if len(keys) else 0).to_numpy())
    state = FamilyState(
        keys,
        held.select(pl.col(PROBE_NAMES).fill_null(-1)).to_numpy(),
        held["before"].to_numpy(),
        held["after"].to_numpy(),
        np.where(held["family"].is_null().to_numpy(), NEVER, leader),
        held["likeness"].fill_null(1.0).to_numpy().copy(),
    )
    short = state.probes[:, 0] < 0
    own = np.arange(len(keys))
    state.leader = np.where(short, own, state.leader)
    decided = renew_families(state, _Words(grown, keys))
    kept = np.flatnonzero(state.after > 0)
    places = np.full(len(keys), NEVER)
    places[kept] = np.arange(len(kept))
    return (
        make_families(
            keys[kept], state.after[kept], places[state.leader[kept]], state.likeness[kept], has_words=~short[kept]
        ),
        decided,
    )


class _Words(Sequence[str]):
    """The words of texts by position, read from the disk when first asked for."""

    def __init__(self, corpus: Corpus, keys: Any) -> None:
        self._corpus = corpus
        self._keys = keys
        self._read: list[str] | None = None

    def __getitem__(self, at: int) -> str:  # type: ignore[override]
        if self._read is None:
            import polars as pl

            words = self._corpus.read("texts", ["key", "words"])
            wanted = pl.DataFrame({"key": self._keys})
            self._read = wanted.join(words, on="key", how="left", maintain_order="left")["words"].to_list()
        return self._read[at]

    def __len__(self) -> int:
        return len(self._keys)


@contextmanager
def _resting() -> Iterator[None]:
    """Let the garbage collector rest: millions of small objects stay, and there are no cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _make_table(table: str, rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    import polars as pl

    kinds = {name: getattr(pl, kind) for name, kind in SCHEMAS[table].items()}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def _make_empty(table: str, columns: Sequence[str]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(schema={name: getattr(pl, SCHEMAS[table][name]) for name in columns})
