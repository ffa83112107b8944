"""`site`: the public site of a library, as files for any web space."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from policykit.pipeline.names import Named
from policykit.pipeline.open import refuse_faults
from policykit.pipeline.write import write_file
from policykit.site.hold import hold_library, open_policy
from policykit.site.plan import plan_policy, plan_shared
from policykit.site.sheaf import SiteSettings
from policykit.source.files import Root
from policykit.source.library import read_library

__all__ = ["SiteSettings", "make_site"]


def make_site(root: Root, out: Path, settings: SiteSettings, today: date) -> Iterator[Path]:
    """Make the site of the library below `root`, and give the path of each file as it is written below `out`.

    Raises PolicykitError where a text that is to be shown has errors, or a file cannot be written.
    """
    reading = read_library(root)
    library = reading.library
    opened = [
        found
        for policy in library.policies.values()
        if (found := open_policy(library, policy, today, with_drafts=settings.with_drafts)) is not None
    ]
    refuse_faults(reading, [Named(each.policy, label) for each in opened for label in each.editions])
    councils = {str(name): council.value for name, council in library.councils.items()}
    holdings = hold_library(library, [each.held for each in opened], councils, today)
    sheaves = [*plan_shared(holdings, settings), *(plan_policy(each, "", holdings, settings) for each in opened)]
    for sheaf in sheaves:
        for file in sheaf.make():
            path = out / file.path
            write_file(path, file.content)
            yield path
