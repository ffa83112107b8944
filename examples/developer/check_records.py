"""Ask whether a record may be destroyed, before the shredder runs: `python check_records.py LIBRARY`."""
# ruff: noqa: T201

from __future__ import annotations

import sys
from pathlib import Path

import policykit

CASES = {
    "old letters": {"destroyed_by": "clerk", "record_kind": "letters", "age": 9, "is_shredded": True},
    "young letters": {"destroyed_by": "clerk", "record_kind": "letters", "age": 2, "is_shredded": True},
    "undated letters": {"destroyed_by": "clerk", "record_kind": "letters", "is_shredded": True},
    "minutes": {"destroyed_by": "councillor", "record_kind": "minutes", "age": 80, "is_shredded": False},
}

library = policykit.load_library(Path(sys.argv[1]))
rules = policykit.load_rules(library, "llanfair/records")
for name, facts in CASES.items():
    verdict = rules.check({"record": "destruction", **facts})
    print(f"{name}: {verdict.overall}")
    for finding in verdict.findings:
        if finding.outcome in ("breach", "cannot_tell"):
            print(f"  {finding.citation} “{' … '.join(finding.quotes)}”")
        for fact in finding.missing:
            print(f"  {fact.question}")
