"""Holdings to make pages and files of: written by hand, or those of a library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from policykit import load_library
from policykit.model.dates import PartialDate
from policykit.site.hold import open_policy
from policykit.site.holdings import HeldClause, HeldCouncil, HeldPolicy, HeldTopic, HeldVersion, Holdings, Standing

TODAY = date(2026, 11, 27)
PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover=alert(1) x='",
    "]]><script>alert(1)</script>",
    "</option></select><img src=x onerror=alert(1)>",
    "<!--<script>alert(1)//",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    "\u2028alert(1)\u2029",
    "\\u003cscript>alert(1)\\u003c/script>",
    "{{ settings }}{% raw %}",
    "{0.__class__} {title} ${alert(1)} `",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "__proto__ constructor toString \\",
)
"""Twenty ways to smuggle a script in."""


def hold_version(*clauses: HeldClause, label: str = "1", standing: Standing = "in_force", **more: Any) -> HeldVersion:
    """Give a version with these clauses."""
    begins = None if standing in ("draft", "recommended") else PartialDate(2024, 5, 1)
    values: dict[str, Any] = {
        "label": label, "slug": f"v{label}", "title": "Records policy", "subtitle": "", "kind": "policy",
        "language": "en-GB", "standing": standing, "adopted": begins, "begins": begins, "ends": None, "ended_by": "",
        "reference": "26/1", "body": "Council", "next_review": None, "text_sha256": "0" * 64, "clauses": clauses,
    }  # fmt: skip
    return HeldVersion(**(values | more))


def hold_clause(words: str, name: str = "keep.records", **more: Any) -> HeldClause:
    """Give a clause of these words."""
    values: dict[str, Any] = {"citation": "1.1", "kind": "obligation", "heading": "Keeping"}
    return HeldClause(id=name, words=words, **(values | more))


def hold_council(*policies: Sequence[HeldVersion], name: str = "Aber Town Council", id: str = "aber") -> HeldCouncil:
    """Give a council with policies of these versions."""
    held = tuple(
        HeldPolicy(f"{id}/p{number}", id, f"p{number}", tuple(versions), (), ())
        for number, versions in enumerate(policies, start=1)
    )
    return HeldCouncil(id, name, "town", "england", "en-GB", "", "", "", "#1d3c5a", "#0b4f8a", held)


def hold(*councils: HeldCouncil, topics: Sequence[HeldTopic] = ()) -> Holdings:
    """Give the holdings of these councils."""
    return Holdings(councils, tuple(topics), (), TODAY)


def hold_folder(*roots: Path) -> Holdings:
    """Give the holdings of libraries, drafts and all."""
    councils: dict[str, HeldCouncil] = {}
    topics: dict[str, HeldTopic] = {}
    for root in roots:
        library = load_library(root)
        topics |= {str(name): HeldTopic(str(name), each.title, each.meaning) for name, each in library.topics.items()}
        for policy in library.policies.values():
            opened = open_policy(library, policy, TODAY, with_drafts=True)
            assert opened is not None
            before = councils.get(policy.council)
            own = (*before.policies, opened.held) if before else (opened.held,)
            councils[policy.council] = replace(opened.council, policies=own)
    return Holdings(tuple(councils.values()), tuple(topics.values()), (), TODAY)
