"""Post, unless the decision service says no, with the clause quoted: `python post.py URL POST.json`."""
# ruff: noqa: S310, T201

from __future__ import annotations

import json
import sys
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

SAYS = {"breach": "not allowed by", "cannot_tell": "cannot be decided under"}

post = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
body = json.dumps({"record": "post", **post["facts"]}).encode()
request = Request(f"{sys.argv[1]}/congleton/social-media/check", body, {"Content-Type": "application/json"})
try:
    with urlopen(request, timeout=10) as answer:
        decision = json.load(answer)
except HTTPError as refused:
    decision = json.load(refused)
    print(f"no decision: {decision['detail']}")
except URLError as error:
    sys.exit(f"not posted, since nobody decides: {error.reason}")
for finding in decision.get("findings", []):
    if finding["outcome"] in SAYS and finding["severity"] == "error":
        quotes = " … ".join(f"“{quote}”" for quote in finding["quotes"])
        print(f"{SAYS[finding['outcome']]} {finding['citation']}: {quotes}")
if not decision["allowed"]:
    sys.exit(1)
print(f"posted: {post['text']}")  # here the real tool would post
