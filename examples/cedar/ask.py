"""Ask Cedar about a record, and quote the clauses that stand against it: `python ask.py RULES RECORD.json`."""
# ruff: noqa: T201

from __future__ import annotations

import json
import sys
from pathlib import Path

import cedarpy

rules, given = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
sys.path.insert(0, str(rules))
from adapter import RejectedError, adapt  # noqa: E402 - it comes with the export

try:
    kind, facts = adapt({"record": given.get("record"), **given.get("facts", {})})
except RejectedError as error:
    print(f"not allowed: {error}")
    sys.exit(1)
request = {
    "principal": 'Policykit::Person::"anyone"',
    "action": f'Policykit::Action::"check_{kind}"',
    "resource": 'Policykit::Record::"this"',
    "context": facts,
}
policies = (rules / "policies.cedar").read_text(encoding="utf-8")
schema = (rules / "schema.cedarschema").read_text(encoding="utf-8")
answer = cedarpy.is_authorized(request, policies, [], schema=schema)
notes = {policy["annotations"]["id"]: policy["annotations"] for policy in json.loads(
    cedarpy.policies_to_json_str(policies)
)["staticPolicies"].values()}  # fmt: skip
for name in sorted(answer.diagnostics.id_annotations_by_reason.values()):
    if name in notes and "quote" in notes[name]:
        print(f"not known to keep {notes[name]['citation']}: “{notes[name]['quote']}”")
allowed = answer.decision == cedarpy.Decision.Allow
print("allowed" if allowed else "not allowed")
sys.exit(0 if allowed else 1)
