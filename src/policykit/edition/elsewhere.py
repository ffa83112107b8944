"""What references to other policies print: the name of the policy, and the number that the clause has there."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.edition.numbers import Numbered, number_version
from policykit.model.elsewhere import find_elsewhere, walk_elsewhere
from policykit.model.library import Library, Policy, Sourced
from policykit.model.markdown import parse_text
from policykit.model.policy import Version
from policykit.model.text import plain_text


def name_elsewhere(library: Library, policy: Policy, version: Sourced[Version]) -> dict[str, str]:
    """Give what each reference of a version to another policy prints, by what it names: `Notices Policy, 1.2`.

    It is the version in force of that policy that counts, or its newest draft where none is. What leads nowhere is left
    out; the checks of a library refuse it.
    """
    named: dict[str, str] = {}
    known: dict[str, Mapping[str, Numbered]] = {}
    for target in dict.fromkeys(target for *_, target in walk_elsewhere(version)):
        found = find_elsewhere(library, policy, target)
        if found is None:
            continue
        other, counts = found
        if other.name not in known:
            known[other.name] = _read_numbers(library, other, counts)
        number = known[other.name].get(target.partition("/")[2])
        if number is not None:
            named[target] = f"{plain_text(parse_text(counts.title).inlines)}, {number.citation}"
    return named


def _read_numbers(library: Library, policy: Policy, version: Version) -> Mapping[str, Numbered]:
    frozen = policy.frozen.get(version.version)
    if frozen is None:
        return number_version(version, library.council_of(policy).language)
    return {name: Numbered(n.number, n.style, n.citation, n.label) for name, n in frozen.numbers.items()}
