"""From documents to tables, some clauses at a time, so that memory is bounded however many there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from policykit.compare.families.masks import NameMask
from policykit.compare.families.signature import PROBES, find_probes, hide_names, take_fingerprint
from policykit.corpus.document import CorpusDocument
from policykit.corpus.files import SCHEMAS, CorpusFile, write_table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BATCH = 100_000
"""So many clauses are in memory before they are written."""


class Ingest:
    """Clauses on their way to the disk: each text is signed once, however many policies hold it."""

    def __init__(self, folder: Path, generation: int, known: npt.NDArray[np.int64]) -> None:
        """Take the folder, the number of the writing, and the keys of the texts that it holds, rising."""
        self.files: dict[str, list[CorpusFile]] = {"clauses": [], "texts": []}
        self._folder = folder
        self._generation = generation
        self._known = [known]
        self._rows: dict[str, list[Any]] = _make_columns("clauses")
        self._keys: dict[int, str] = {}

    def add(self, document: CorpusDocument, number: int) -> None:
        """Add the clauses of a document of this number."""
        mask, rows = NameMask(document.names), self._rows
        for position, clause in enumerate(document.clauses):
            words = hide_names(clause.text, mask)
            key = take_fingerprint(words)
            self._keys[key] = words
            rows["clause"].append(clause.id)
            rows["citation"].append(clause.citation)
            rows["kind"].append(clause.kind)
            rows["topic"].append(clause.topics[0] if clause.topics else None)
            rows["topics"].append(" ".join(clause.topics))
            rows["model"].append(clause.model)
            rows["key"].append(key)
            rows["text"].append(clause.text)
            rows["position"].append(position)
        count = len(document.clauses)
        same = {"document": number, "council": document.council, "policy": document.policy, "version": document.version}
        for name, value in same.items():
            rows[name] += [value] * count
        if len(rows["key"]) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is in memory."""
        import numpy as np

        if not self._rows["key"]:
            return
        new = np.sort(np.fromiter(self._keys, np.int64, len(self._keys)))
        for known in self._known:
            new = new[~_find_in(new, known)]
        self._known.append(new)
        texts = _make_columns("texts")
        for key in new.tolist():
            words = self._keys[key]
            probes = find_probes(words)
            texts["key"].append(key)
            texts["words"].append(words)
            for number in range(PROBES):
                texts[f"probe{number + 1}"].append(probes[number] if number < len(probes) else None)
        for table, columns in (("clauses", self._rows), ("texts", texts)):
            name = f"{table}-{self._generation}-{len(self.files[table])}.parquet"
            self.files[table].append(write_table(self._folder, table, name, columns))
        self._rows, self._keys = _make_columns("clauses"), {}


def _find_in(wanted: npt.NDArray[np.int64], known: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Tell which of some numbers are among others that rise."""
    import numpy as np

    if not len(known):
        return np.zeros(len(wanted), bool)
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    found: npt.NDArray[np.bool_] = known[places] == wanted
    return found


def _make_columns(table: str) -> dict[str, list[Any]]:
    return {name: [] for name in SCHEMAS[table]}
