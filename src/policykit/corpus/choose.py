"""The families of a whole corpus, from its tables: the rule is that of `compare.families`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policykit.compare.families.leaders import choose_leaders
from policykit.compare.families.signature import PROBES

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl

    Whole = npt.NDArray[np.int64]

PROBE_NAMES = tuple(f"probe{number}" for number in range(1, PROBES + 1))


def choose_families(texts: pl.DataFrame, spreads: pl.DataFrame) -> pl.DataFrame:
    """Give the families of texts: `key`, `policies`, `family` and `likeness`, in the order of the keys.

    Args:
        texts: the table of texts, each key once.
        spreads: `key` and `policies`, by how many policies each text is held; of no text that none holds.

    A text of too few words has no family.
    """
    import numpy as np
    import polars as pl

    held = texts.join(spreads, on="key").sort(pl.col("policies"), pl.col("key"), descending=[True, False])
    del texts  # of a million clauses each copy of the words takes 120 MB
    probes = held.select(pl.col(PROBE_NAMES).fill_null(-1)).to_numpy()
    shared = number_shared(probes)
    asks = np.flatnonzero((shared >= 0).any(axis=1))
    words = held["words"].gather(asks).to_list()
    held = held.select("key", "policies")
    own = [[one for one in row if one >= 0] for row in shared[asks].tolist()]
    chosen = choose_leaders(held["key"].gather(asks).to_list(), own, words)
    leader = np.arange(held.height)
    likeness = np.ones(held.height)
    leader[asks] = asks[np.fromiter((at for at, _ in chosen), np.int64, len(chosen))]
    likeness[asks] = np.fromiter((alike for _, alike in chosen), np.float64, len(chosen))
    return make_families(
        held["key"].to_numpy(), held["policies"].to_numpy(), leader, likeness, has_words=probes[:, 0] >= 0
    )


def number_shared(probes: Whole) -> Whole:
    """Give probes that several texts have as small numbers, and -1 for the others."""
    import numpy as np

    found, where, counts = np.unique(probes, return_inverse=True, return_counts=True)
    useful = (counts > 1) & (found >= 0)
    numbers = np.where(useful, np.cumsum(useful) - 1, -1)
    return numbers[where].reshape(probes.shape)


def make_families(
    keys: Whole, policies: Whole, leader: Whole, likeness: npt.NDArray[np.float64], *, has_words: npt.NDArray[np.bool_]
) -> pl.DataFrame:
    """Give the table of families, in the order of the keys, from whom each text follows."""
    import polars as pl

    frame = pl.DataFrame({"key": keys, "policies": policies, "family": keys[leader], "likeness": likeness})
    lost = pl.Series("lost", ~has_words)
    return frame.select(
        "key",
        pl.col("policies").cast(pl.Int64),
        *(pl.when(lost).then(None).otherwise(pl.col(name)).alias(name) for name in ("family", "likeness")),
    ).sort("key")
