"""Post to social media, unless the council's policy stands against it: `python post.py POST.json`."""
# ruff: noqa: T201

from __future__ import annotations

import json
import sys
from pathlib import Path

from congleton_social_media_rules import RULES, check_post

WORDS = {"breach": "not allowed by", "cannot_tell": "cannot be decided under"}

post = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
stopped = False
for name, outcome in check_post(post["facts"]).items():
    rule = RULES[name]
    if outcome in WORDS and rule.severity == "error":
        stopped = True
        print(f"{WORDS[outcome]} {rule.citation}: {' … '.join(f'“{quote}”' for quote in rule.quotes)}")
if stopped:
    sys.exit(1)
print(f"posted: {post['text']}")  # here the real tool would post
