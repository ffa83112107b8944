"""Freezing: an adopted text with all that is needed to print the same words again."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.edition.numbers import number_version
from policykit.model.frozen import Frozen, FrozenNumber
from policykit.model.library import Library, Policy, Sourced
from policykit.model.policy import Version
from policykit.version import VERSION


def freeze_version(library: Library, policy: Policy, label: str) -> Frozen:
    """Give the frozen copy of one version as it stands now, with the council's data and the model clauses it uses.

    The library must be free of errors. Raises KeyError when the policy has no version of that label.
    """
    sourced = policy.version(label)
    version = sourced.value
    models = {clause.model for _, clause in version.walk_clauses() if clause.model is not None}
    numbers = {
        name: FrozenNumber(number=n.number, style=n.style, citation=n.citation, label=n.label)
        for name, n in number_version(version).items()
    }
    return Frozen(
        format=1,
        made_with=f"policykit {VERSION}",
        policy=policy.name,
        version=version,
        council=library.council_of(policy),
        models={name: library.models[name] for name in sorted(models)},
        numbers=numbers,
        print_as={},
        source=sourced.places.text,
    )


def freeze_edits(frozen: Frozen, sourced: Sourced[Version], print_as: Mapping[str, str]) -> Frozen:
    """Give the frozen copy with the editors' fields of `sourced`, whose adopted words must be the same.

    `print_as` says what is printed in place of characters that no font has, beside what the copy says already.
    """
    return frozen.model_copy(
        update={
            "made_with": f"policykit {VERSION}",
            "version": sourced.value,
            "source": sourced.places.text,
            "print_as": {**frozen.print_as, **print_as},
        }
    )
