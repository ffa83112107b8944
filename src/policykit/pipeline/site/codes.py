"""What can be wrong with a site, as codes."""

from __future__ import annotations

from policykit.errors import Code, Severity

NOT_OURS = Code(
    "not-ours",
    Severity.ERROR,
    "a file of the site would be written over that policykit did not make, or that was changed since",
    "move the file away, or choose another folder with --out",
    "policykit site --out public, where public/index.html was written by hand",
    "policykit site --out public/policies",
)
SAME_ADDRESS = Code(
    "same-address",
    Severity.ERROR,
    "two parts of a site would have one address",
    "give the council or the policy another folder",
    "policies/topics/council.yaml: the address of the page of topics",
    "policies/topics-town/council.yaml",
)
BROKEN_LINK = Code(
    "broken-link",
    Severity.ERROR,
    "a page of the site leads to a page, file or place of the site that is not there",
    "tell those who make policykit: the pages of a site are its own",
)
