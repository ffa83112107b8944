"""The same families on Spark, for those whose clauses one machine cannot hold: byte for byte those of `choose`.

The rule of `compare.families` is carried out in rounds. A probe is open until `ASKED` leaders are known under it. In
each round, a text that is the first of those not decided, under each of its open probes, leads: all that come before it
are decided, and it was not near to any leader that it looks at. Under its open probes every text that is near to it is
then decided too: it follows somebody. When all are decided, each follower is compared with the leaders that it looks
at, and follows the one most like it. Neither the order of the rows nor how they are parted enters into it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policykit.compare.families.leaders import ASKED, Likeness
from policykit.compare.families.masks import NameMask
from policykit.compare.families.signature import find_probes, hide_names, take_fingerprint

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame  # type: ignore[import-not-found,unused-ignore]

SIGNED = "policy string, key bigint, words string, probes array<bigint>"
COLUMNS = ("key", "policies", "family", "likeness")


def choose_on_spark(clauses: DataFrame) -> DataFrame:
    """Give the families of clauses: `key`, `policies`, `family` and `likeness`, as the corpus keeps them.

    `clauses` has the columns `policy`, `text`, and `names`: the names of the council as JSON, `[["Crewe Town Council",
    "council"], ["Crewe", "place"]]`, or null. Needs policykit on every worker. What is kept between the rounds goes
    to the session's checkpoint folder, if it has one.
    """
    from pyspark.sql import functions as f

    signed = clauses.select("policy", "text", "names").mapInArrow(_sign, SIGNED)
    texts = _settle(
        signed.groupBy("key").agg(
            f.countDistinct("policy").alias("policies"), f.min("words").alias("words"), f.min("probes").alias("probes")
        )
    )
    held = texts.select("key", "policies", f.explode("probes").alias("probe"))
    shared = held.groupBy("probe").count().where("count > 1").select("probe")
    places = _settle(held.join(shared, "probe"))
    words = texts.select("key", "words")
    leaders, boards = _find_leaders(places, words)
    followers = places.join(leaders, "key", "left_anti")
    looked = (
        followers.alias("t")
        .join(boards.alias("b"), "probe")
        .where("b.policies > t.policies OR (b.policies = t.policies AND b.leader < t.key)")
        .select("t.key", "b.leader")
        .distinct()
    )
    best = (
        _measure(looked, words)
        .groupBy("key")
        .agg(f.max(f.struct("likeness", (-f.col("leader")).alias("least"))).alias("best"))
        .select("key", (-f.col("best.least")).alias("leader"), f.col("best.likeness").alias("alike"))
    )
    short = f.size("probes") == 0
    return (
        texts.join(best, "key", "left")
        .select(
            "key",
            "policies",
            f.when(short, None).otherwise(f.coalesce("leader", "key")).alias("family"),
            f.when(short, None).otherwise(f.coalesce("alike", f.lit(1.0))).alias("likeness"),
        )
        .orderBy("key")
    )


def _find_leaders(places: DataFrame, words: DataFrame) -> tuple[DataFrame, DataFrame]:
    """Give the keys that lead, of those with a shared probe, and the leaders that are looked at under each probe."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    session, parts = places.sparkSession, places.rdd.getNumPartitions()
    leaders = session.createDataFrame([], "key bigint")
    boards = session.createDataFrame([], "probe bigint, leader bigint, policies bigint")
    first = Window.partitionBy("probe").orderBy(f.desc("policies"), "key")
    undecided = places
    while not undecided.isEmpty():
        full = boards.groupBy("probe").count().where(f.col("count") >= ASKED).select("probe", f.lit(True).alias("full"))
        ranked = undecided.join(full, "probe", "left").withColumn("rank", f.row_number().over(first))
        leading = _settle(
            ranked.groupBy("key", "policies")
            .agg(f.min(f.col("full").isNotNull() | (f.col("rank") == 1)).alias("leads"))
            .where("leads")
            .select("key", "policies")
        )
        shown = _settle(
            undecided.join(leading.select("key"), "key")
            .join(full, "probe", "left_anti")
            .select("probe", f.col("key").alias("leader"), "policies")
        )
        rest = undecided.join(leading.select("key"), "key", "left_anti")
        pairs = rest.select("probe", "key").join(shown.select("probe", "leader"), "probe").select("key", "leader")
        near = _measure(pairs.distinct(), words).select("key").distinct()
        undecided = _settle(rest.join(near, "key", "left_anti"))
        leaders = _settle(leaders.union(leading.select("key")).coalesce(parts))
        boards = _settle(boards.union(shown).coalesce(parts))
    return leaders, boards


def _measure(pairs: DataFrame, words: DataFrame) -> DataFrame:
    """Give the pairs of `key` and `leader` that are near, with their likeness."""
    from pyspark.sql import functions as f

    both = pairs.join(words, "key").join(
        words.select(f.col("key").alias("leader"), f.col("words").alias("other")), "leader"
    )
    return both.select("key", "words", "leader", "other").mapInArrow(
        _compare, "key bigint, leader bigint, likeness double"
    )


def _settle(frame: DataFrame) -> DataFrame:
    """Give a frame that is worked out, so that the next round does not begin at the beginning."""
    kept = frame.sparkSession.sparkContext.getCheckpointDir()
    return frame.checkpoint() if kept else frame.localCheckpoint()


def _sign(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    masks: dict[str | None, NameMask] = {}
    for batch in batches:
        rows: dict[str, list[Any]] = {"policy": batch.column("policy").to_pylist()}
        rows |= {"key": [], "words": [], "probes": []}
        for text, names in zip(batch.column("text").to_pylist(), batch.column("names").to_pylist(), strict=True):
            if names not in masks:
                masks[names] = NameMask(tuple(pair) for pair in json.loads(names or "[]"))
            words = hide_names(text, masks[names])
            rows["key"].append(take_fingerprint(words))
            rows["words"].append(words)
            rows["probes"].append(find_probes(words))
        kinds = {"policy": pa.string(), "key": pa.int64(), "words": pa.string(), "probes": pa.list_(pa.int64())}
        yield pa.RecordBatch.from_pydict(rows, schema=pa.schema(list(kinds.items())))


def _compare(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    for batch in batches:
        near: dict[str, list[Any]] = {"key": [], "leader": [], "likeness": []}
        for key, words, leader, other in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            chosen, alike = Likeness((words, other), (key, leader)).find_nearest(0, (1,))
            if chosen:
                near["key"].append(key)
                near["leader"].append(leader)
                near["likeness"].append(alike)
        kinds = {"key": pa.int64(), "leader": pa.int64(), "likeness": pa.float64()}
        yield pa.RecordBatch.from_pydict(near, schema=pa.schema(list(kinds.items())))
