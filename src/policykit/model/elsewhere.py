"""References to clauses of another policy of the same council, `{ref: notices/boards.gate}`: what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model.library import Library, Policy, Sourced
from policykit.model.policy import Path, Version
from policykit.model.printed import walk_texts
from policykit.model.text import Reference, find_braces

_ELSEWHERE = re.compile(r"\{\s*ref:[^}\n]*/")


def walk_elsewhere(version: Sourced[Version]) -> Iterator[tuple[Path, int, int, str]]:
    """Give each reference to another policy with the path of its text, where it starts and ends, and what it names."""
    if _ELSEWHERE.search(version.places.text) is None:
        return
    for text in walk_texts(version.value):
        if text.printed.reading == "markdown":
            for start, end, node in find_braces(text.text):
                if isinstance(node, Reference) and node.policy:
                    yield text.path, start, end, node.target


def find_elsewhere(library: Library, policy: Policy, target: str) -> tuple[Policy, Version] | None:
    """Give the policy that a reference names, and its version that counts, as it was adopted if it was.

    None where the policy of the reference is in no council, or its council has no policy of that name.
    """
    named = library.find(f"{policy.council}/{target.partition('/')[0]}")
    if named is None:
        return None
    version = named.current(library.today).value
    frozen = named.frozen.get(version.version)
    return named, version if frozen is None else frozen.version
