"""The targets that rules can be exported to, each as one function of one signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykit.registry import UNKNOWN_TARGET, Choice, Registry

if TYPE_CHECKING:
    from policykit.export.rego import Sample
    from policykit.export.sql import Dialect
    from policykit.export.target import Export
    from policykit.rules.ir import Ruleset

    _ExportChoice = Choice[[Ruleset, Sequence[Sample]], Export]
else:
    _ExportChoice = Choice


@dataclass(frozen=True, slots=True)
class Target(_ExportChoice):
    """A target: `target.make(ruleset, samples)` gives the export.

    The samples are the policy's scenarios, for targets that carry tests of their own.
    """

    asked: str = ""
    """How its user asks it, in one line; Markdown."""
    decides: bool = True
    """Whether it says what the rules say of a record. Then the agreement test runs it in its engine."""
    only_by_name: bool = False
    """Whether `--to all` leaves it out: who wants it names it."""


def _export_cedar(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
    from policykit.export.cedar import to_cedar

    return to_cedar(ruleset)


def _export_open_cedar(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
    from policykit.export.cedar import to_open_cedar

    return to_open_cedar(ruleset)


def _export_cel(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
    from policykit.export.cel import to_cel

    return to_cel(ruleset)


def _export_json(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
    from policykit.export.json_ir import to_json

    return to_json(ruleset)


def _export_json_schema(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
    from policykit.export.json_schema import to_json_schema

    return to_json_schema(ruleset)


def _export_json_logic(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
    from policykit.export.json_logic import to_json_logic

    return to_json_logic(ruleset)


def _export_polars(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
    from policykit.export.polars_expression import to_polars

    return to_polars(ruleset)


def _export_pydantic(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
    from policykit.export.record_models import to_pydantic

    return to_pydantic(ruleset)


def _export_typed_dict(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
    from policykit.export.record_models import to_typed_dict

    return to_typed_dict(ruleset)


def _export_python(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
    from policykit.export.python_module import to_python

    return to_python(ruleset)


def _export_rego(ruleset: Ruleset, samples: Sequence[Sample]) -> Export:
    from policykit.export.rego import to_rego

    return to_rego(ruleset, samples)


def _export_sql(dialect: Dialect) -> Callable[[Ruleset, Sequence[Sample]], Export]:
    def export(ruleset: Ruleset, _: Sequence[Sample]) -> Export:
        from policykit.export.sql import to_sql

        return to_sql(ruleset, dialect)

    return export


def _require_export(made: object) -> Export:
    from policykit.export.target import Export

    if not isinstance(made, Export):
        raise TypeError(f"it made {type(made).__name__} instead of an Export")
    return made


_RUN = "run it beside the table `post`, `account` …"

TARGETS: Registry[Target] = Registry(
    "target",
    (
        Target(
            "python",
            "a module that needs nothing but Python",
            _export_python,
            asked="`check_post(facts)` gives rule → outcome",
        ),
        Target(
            "rego",
            "a bundle for [OPA](https://www.openpolicyagent.org) with its own tests",
            _export_rego,
            asked="`data.policykit.crewe.social_media.findings`, `.allow`",
        ),
        Target(
            "cedar",
            "policies, a schema, and one policy per verdict for [Cedar](https://www.cedarpolicy.com)",
            _export_cedar,
            asked='`action == Policykit::Action::"check_post"`',
        ),
        Target(
            "cedar-open",
            "a Cedar policy set that permits all that is not proven a breach: **fail open**",
            _export_open_cedar,
            asked="`policies.open.cedar`; only where you accept that",
            decides=False,
            only_by_name=True,
        ),
        Target("sql", "a query for each kind of record, for DuckDB", _export_sql("duckdb"), asked=_RUN),
        Target("sql-postgres", "the same for PostgreSQL", _export_sql("postgres"), asked=_RUN),
        Target("sql-sqlite", "the same for SQLite", _export_sql("sqlite"), asked=_RUN),
        Target("sql-spark", "the same for Spark", _export_sql("spark"), asked=_RUN),
        Target(
            "cel",
            "one [CEL](https://cel.dev) expression for each kind of record",
            _export_cel,
            asked="evaluates to rule → outcome",
        ),
        Target(
            "jsonlogic",
            "[JSON Logic](https://jsonlogic.com) for each kind of record",
            _export_json_logic,
            asked="`rules.RULE.logic` evaluates to the outcome",
        ),
        Target("polars", "expressions for a data frame", _export_polars, asked="`judge_post(frame)`"),
        Target(
            "json-schema",
            "a schema that records must fit",
            _export_json_schema,
            asked="validates input, decides nothing",
            decides=False,
        ),
        Target(
            "pydantic",
            "a [pydantic](https://docs.pydantic.dev) model for each kind of record",
            _export_pydantic,
            asked="`rules.check(Post(…).model_dump(exclude_none=True))`; decides nothing",
            decides=False,
        ),
        Target(
            "typed-dict",
            "a TypedDict for each kind of record, for type checkers",
            _export_typed_dict,
            asked="`post: Post = {…}`, `rules.check(post)`; decides nothing",
            decides=False,
        ),
        Target(
            "json",
            "the rules as data, for an engine of your own",
            _export_json,
            asked="[schema](../schemas/rules.schema.json)",
            decides=False,
        ),
    ),
    kind=Target,
    unknown=UNKNOWN_TARGET,
    gives=_require_export,
    group="policykit.targets",
)
"""Every target by the name that `policykit export --to` is given."""
