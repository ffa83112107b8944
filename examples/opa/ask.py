"""Ask OPA about a record, and say what it finds with the clause quoted: `python ask.py URL RECORD.json`."""
# ruff: noqa: S310, T201

from __future__ import annotations

import json
import sys
from pathlib import Path
from urllib.request import Request, urlopen

url, record = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
body = json.dumps({"input": record}).encode()
request = Request(f"{url}/v1/data/policykit/congleton/social_media", body, {"Content-Type": "application/json"})
with urlopen(request, timeout=10) as answer:
    result = json.load(answer)["result"]
for finding in sorted(result["findings"], key=lambda finding: finding["rule"]):
    print(f"{finding['outcome']}: {finding['citation']}: {' … '.join(f'“{quote}”' for quote in finding['quotes'])}")
print("allowed" if result["allow"] else "not allowed")
sys.exit(0 if result["allow"] else 1)
