"""Councils against topics, or against the shared clauses of one topic: a page of councils at a time.

Only the rows of the page are read into memory, however many councils there are.
"""

from __future__ import annotations

from policykit.corpus.questions.answer import CellValue, CorpusAnswer, PageChoice, make_answer
from policykit.corpus.questions.asker import Asker
from policykit.corpus.questions.names import require_topic
from policykit.wording.shorten import shorten_text

WIDEST = 12
"""How many shared clauses of a topic have a column."""


def list_matrix(asker: Asker, page: PageChoice, topic: str | None = None, county: str | None = None) -> CorpusAnswer:
    """Give a page of councils with what each says.

    Without a topic, how many clauses each has on every topic. With one, how alike its clauses are to the shared clauses
    of the topic, those of most councils first, and how many it has of its own. Raises PolicykitError (`corpus-name`).
    """
    where = f" in {county}" if county else ""
    test, values = ("WHERE county = ?", [county]) if county else ("", [])
    sql = f"SELECT council, name, county FROM councils {test} ORDER BY name, council"  # noqa: S608 - our own words
    councils, total = asker.ask_page(sql, page, *values)
    ids = [row[0] for row in councils]
    start: dict[str, str] = {"council": "Council", "county": "County"}
    if topic is None:
        names, cells = _count_topics(asker, ids)
        rows: list[tuple[CellValue, ...]] = [
            (name, place, *(cells.get((council, each), 0) for each in names)) for council, name, place in councils
        ]
        columns = {**start, **{name: name for name in names}}
        return make_answer("matrix", f"What councils{where} say: clauses by topic", columns, rows, total, page)
    require_topic(asker, topic)
    shared = _find_shared(asker, topic)
    alike, others = _measure_cells(asker, topic, ids, [family for family, _, _ in shared])
    rows = [
        (name, place, *(alike.get((council, family)) for family, _, _ in shared), others.get(council, 0))
        for council, name, place in councils
    ]
    letters = {f"clause{at + 1}": f"Clause {chr(65 + at)}" for at in range(len(shared))}
    remarks = [
        f"Clause {chr(65 + at)}, shared by {held:,} councils: {shorten_text(text, 300)}"
        for at, (_, held, text) in enumerate(shared)
    ]
    columns = {**start, **letters, "own": "Others"}
    title = f"What councils{where} say on the topic {topic}"
    return make_answer("matrix", title, columns, rows, total, page, *remarks)


def _count_topics(asker: Asker, councils: list[str]) -> tuple[list[str], dict[tuple[str, str], int]]:
    names = [row[0] for row in asker.ask("SELECT DISTINCT topic FROM held WHERE topic IS NOT NULL ORDER BY topic")]
    rows = asker.ask(
        """SELECT council, topic, count(*) FROM (
             SELECT council, unnest(string_split(topics, ' ')) AS topic FROM held
             WHERE list_contains(?, council) AND topics <> '') GROUP BY ALL""",
        councils,
    )
    return names, {(council, topic): count for council, topic, count in rows}


def _find_shared(asker: Asker, topic: str) -> list[tuple[int, int, str]]:
    """Give the widest families of a topic, with how many councils hold each, and its words."""
    rows = asker.ask(
        """SELECT family, count(DISTINCT council) AS held
           FROM held WHERE list_contains(string_split(topics, ' '), ?) AND family IS NOT NULL
           GROUP BY family HAVING held > 1 ORDER BY held DESC, family LIMIT ?""",
        topic,
        WIDEST,
    )
    texts = asker.read_texts([row[0] for row in rows])
    return [(family, held, texts[family]) for family, held in rows]


def _measure_cells(
    asker: Asker, topic: str, councils: list[str], families: list[int]
) -> tuple[dict[tuple[str, int], float], dict[str, int]]:
    """Give the likeness of each council's clauses to some families, and how many others on the topic each has."""
    rows = asker.ask(
        """SELECT council, CASE WHEN list_contains(?, family) THEN family END AS shared, max(likeness), count(*)
           FROM held WHERE list_contains(?, council) AND list_contains(string_split(topics, ' '), ?) GROUP BY ALL""",
        families,
        councils,
        topic,
    )
    alike = {(council, shared): likeness for council, shared, likeness, _ in rows if shared is not None}
    return alike, {council: count for council, shared, _, count in rows if shared is None}
