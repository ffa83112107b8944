"""Which families there are, who holds a clause, who lacks one, who is nearest, and where words occur."""

from __future__ import annotations

from policykit.corpus.questions.answer import CellValue, CorpusAnswer, PageChoice, make_answer
from policykit.corpus.questions.asker import Asker, write_family
from policykit.corpus.questions.names import find_family, find_model, is_topic

_PLACE = {"council": "Council", "county": "County", "policy": "Policy", "version": "Version", "clause": "Clause"}


def list_families(asker: Asker, page: PageChoice, topic: str | None = None) -> CorpusAnswer:
    """Give the families that two or more councils hold, those of most councils first."""
    wanted = "AND list_contains(string_split(topics, ' '), ?)" if topic else ""
    rows, total = asker.ask_narrow(
        f"""WITH own AS (
              SELECT DISTINCT f.family, f.key, f.likeness, c.document
              FROM clauses c JOIN families f USING (key) WHERE f.family IS NOT NULL {wanted}),
            short AS (SELECT document, dense_rank() OVER (ORDER BY council) AS council
                      FROM documents WHERE current AND kind = 'policy')
            SELECT family, count(DISTINCT council) AS councils, count(DISTINCT document), count(DISTINCT key),
                   min(likeness)
            FROM own JOIN short USING (document) GROUP BY family HAVING count(DISTINCT council) > 1
            ORDER BY councils DESC, family""",  # noqa: S608 - our own words
        page,
        *([topic] if topic else []),
    )
    texts = asker.read_texts([row[0] for row in rows])
    columns = {"family": "Family", "councils": "Councils", "policies": "Policies", "texts": "Different texts",
               "least": "Least alike", "text": "Words"}  # fmt: skip
    named: list[tuple[CellValue, ...]] = [(write_family(row[0]), *row[1:], texts[row[0]]) for row in rows]
    title = f"Clauses that councils share, on the topic {topic}" if topic else "Clauses that councils share"
    return make_answer("families", title, columns, named, total, page)


def list_holders(asker: Asker, name: str, page: PageChoice, *, all_versions: bool = False) -> CorpusAnswer:
    """Give who holds a clause, or words like it: those with the very words first.

    `name` is a clause or a family. With `all_versions` also superseded versions and drafts count. Raises PolicykitError
    (`corpus-name`).
    """
    clause, asked = find_family(asker, name)
    test = "key = ?" if clause.family is None else "family = ?"
    source = "(SELECT * FROM live WHERE made = 'policy')" if all_versions else "held"
    rows, total = asker.ask_page(
        f"""SELECT name, county, policy, version, citation, likeness, text FROM {source} WHERE {test}
            ORDER BY likeness DESC NULLS LAST, policy, version, position""",  # noqa: S608 - our own words
        page,
        clause.key if clause.family is None else clause.family,
    )
    columns = {**_PLACE, "likeness": "Alike", "text": "Words"}
    title = f"Who holds {asked}, or words like it"
    how = "Alike to the words that most policies of the family hold."
    if clause.family is None:
        how = "The text is too short to have a family: only the very same words are listed."
    return make_answer("who", title, columns, rows, total, page, f"The words: {clause.text}", how)


def list_lacking(asker: Asker, name: str, page: PageChoice) -> CorpusAnswer:
    """Give the councils without a clause on a topic, or without any clause of a model.

    Raises PolicykitError (`corpus-name`) for what is neither.
    """
    if is_topic(asker, name):
        test, what = "list_contains(string_split(topics, ' '), ?)", f"a clause on the topic {name}"
        values: list[object] = [name]
    else:
        model = find_model(asker, name)
        families = [clause.family for clause in model.clauses if clause.family is not None]
        declared = [said for clause in model.clauses if (said := model.declared(clause))]
        test, values = "(list_contains(?, family) OR list_contains(?, model))", [families, declared]
        what = f"any clause of the model {name}" if len(model.clauses) > 1 else f"the clause {name}"
    rows, total = asker.ask_page(
        f"""SELECT c.name, c.county, c.council FROM councils c
            WHERE NOT EXISTS (SELECT 1 FROM held h WHERE h.council = c.council AND {test})
            ORDER BY c.county, c.name, c.council""",  # noqa: S608 - our own words
        page,
        *values,
    )
    columns = {"council": "Council", "county": "County", "id": "Id"}
    count = asker.ask_one("SELECT count(*) FROM councils")
    remark = f"{total:,} of {count:,} councils lack it, as far as the corpus holds their policies."
    return make_answer("lacks", f"Councils without {what}", columns, rows, total, page, remark)


def list_nearest(asker: Asker, policy: str, page: PageChoice) -> CorpusAnswer:
    """Give the policies that share most with one: twice what both hold, by what each holds.

    Raises PolicykitError (`corpus-name`) where there is no such policy.
    """
    asker.require_policy(policy)
    rows, total = asker.ask_page(
        """WITH own AS (SELECT DISTINCT coalesce(family, key) AS words FROM live WHERE policy = ? AND current),
                near AS (
                  SELECT policy, any_value(name) AS name, any_value(county) AS county, any_value(version) AS version,
                         count(DISTINCT coalesce(family, key)) AS shared
                  FROM held WHERE policy <> ? AND coalesce(family, key) IN (SELECT words FROM own) GROUP BY policy),
                sizes AS (
                  SELECT policy, count(DISTINCT coalesce(family, key)) AS size
                  FROM held WHERE policy IN (SELECT policy FROM near) GROUP BY policy)
           SELECT name, county, policy, version, shared, size,
                  round(2.0 * shared / (size + (SELECT count(*) FROM own)), 4) AS score
           FROM near JOIN sizes USING (policy) ORDER BY score DESC, policy""",
        page,
        policy,
        policy,
    )
    columns = {"council": "Council", "county": "County", "policy": "Policy", "version": "Version",
               "shared": "Clauses shared", "clauses": "of its clauses", "likeness": "Alike"}  # fmt: skip
    return make_answer("nearest", f"The policies nearest to {policy}", columns, rows, total, page)


def search_words(asker: Asker, words: str, page: PageChoice) -> CorpusAnswer:
    """Give the clauses that hold all of some words, in any order and case."""
    wanted = words.lower().split()
    test = " AND ".join(["contains(lower(text), ?)"] * len(wanted)) or "false"
    found, total = asker.ask_narrow(
        f"""SELECT document, position FROM clauses JOIN documents USING (document, policy)
            WHERE current AND documents.kind = 'policy' AND {test}
            ORDER BY policy, document, position""",  # noqa: S608 - our own words
        page,
        *wanted,
    )
    rows = asker.ask(
        """SELECT name, county, policy, version, citation, text FROM live
           WHERE list_contains(?, struct_pack(d := document, p := position))
           ORDER BY policy, document, position""",
        [{"d": document, "p": position} for document, position in found],
    )
    return make_answer("search", f"Clauses with the words: {words}", {**_PLACE, "text": "Words"}, rows, total, page)
