"""Addresses of the site, from its root: `congleton/social-media/v1/`. A link is always relative to its page."""

from __future__ import annotations

from policykit.site.holdings import HeldPolicy, HeldVersion

RESERVED = frozenset({"assets", "topics", "compare", "search"})
"""The folders at the root that are no council's."""


def policy_address(policy: HeldPolicy) -> str:
    """Give the address of a policy, which shows the version in force."""
    return f"{policy.council}/{policy.id}/"


def version_address(policy: HeldPolicy, version: HeldVersion) -> str:
    """Give the address of one version."""
    return f"{policy_address(policy)}{version.slug}/"


def file_address(policy: HeldPolicy, version: HeldVersion, suffix: str) -> str:
    """Give the address of a file of one version, as `build` makes it: `crewe/social-media/v1/v1.pdf`."""
    return f"{version_address(policy, version)}{version.slug}{suffix}"


def changes_address(policy: HeldPolicy, old: HeldVersion, new: HeldVersion) -> str:
    """Give the address of the comparison of two versions."""
    return f"{policy_address(policy)}changes/{old.slug}-to-{new.slug}/"


def history_address(policy: HeldPolicy) -> str:
    """Give the address of a policy's history."""
    return f"{policy_address(policy)}history/"


def topic_address(topic: str) -> str:
    """Give the address of a topic."""
    return f"topics/{topic}/"


def pair_address(first: str, second: str) -> str:
    """Give the address of the comparison of two councils, by their ids."""
    return f"compare/{first}/{second}/"


def page_path(address: str) -> str:
    """Give the file of a page: `congleton/` is in `congleton/index.html`."""
    return f"{address}index.html" if address == "" or address.endswith("/") else address


def relate(page: str, address: str) -> str:
    """Give the link from the page at `page` (its address or file) to an address, relative to it."""
    here, there = page.split("/")[:-1], address.split("/")
    common = 0
    while common < len(here) and common < len(there) - 1 and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "./"
