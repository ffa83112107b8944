"""Rules for other tools. Each target is one function from a ruleset to an `Export`; `TARGETS` names them."""

from __future__ import annotations

from collections.abc import Callable

from policykit.export.cedar import to_cedar
from policykit.export.cel import to_cel
from policykit.export.json_ir import rules_schema, to_json
from policykit.export.json_logic import to_json_logic
from policykit.export.json_schema import to_json_schema
from policykit.export.polars_expression import to_polars
from policykit.export.python_module import to_python
from policykit.export.rego import Sample, to_rego
from policykit.export.sarif import Judged, findings_to_sarif
from policykit.export.sql import to_sql
from policykit.export.target import Export, to_wire
from policykit.rules.ir import Ruleset

__all__ = [
    "TARGETS",
    "Export",
    "Judged",
    "Sample",
    "findings_to_sarif",
    "rules_schema",
    "to_cedar",
    "to_cel",
    "to_json",
    "to_json_logic",
    "to_json_schema",
    "to_polars",
    "to_python",
    "to_rego",
    "to_sql",
    "to_wire",
]

TARGETS: dict[str, Callable[[Ruleset], Export]] = {
    "cedar": to_cedar,
    "cel": to_cel,
    "json": to_json,
    "json-schema": to_json_schema,
    "jsonlogic": to_json_logic,
    "polars": to_polars,
    "python": to_python,
    "rego": to_rego,
    "sql": to_sql,
    "sql-postgres": lambda ruleset: to_sql(ruleset, "postgres"),
    "sql-spark": lambda ruleset: to_sql(ruleset, "spark"),
    "sql-sqlite": lambda ruleset: to_sql(ruleset, "sqlite"),
}
"""Every target that needs no more than a ruleset, by the name that `policykit export --to` is given."""
