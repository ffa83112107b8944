"""A list of amendments as it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.compare.amendments.amendment import Amendment
from policykit.compare.amendments.print import number_sentences, print_amendment


def print_amendments(amendments: Sequence[Amendment]) -> str:
    """Give the amendments as numbered lines, one for each; an empty text for none."""
    return "".join(f"{line}\n" for line in number_sentences(map(print_amendment, amendments)).splitlines())
