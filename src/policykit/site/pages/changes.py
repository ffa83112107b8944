"""What changed from each version of a policy to the next that was adopted, or that is a draft."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.compare.versions.compare import compare_documents
from policykit.render.report.page import write_report
from policykit.site.addresses import changes_address, policy_address
from policykit.site.holdings import HeldPolicy, HeldVersion, OpenPolicy
from policykit.site.pages.notices import make_notice
from policykit.site.sheaf import SiteFile, SiteSettings
from policykit.site.surroundings import Surroundings
from policykit.site.templating import make_page

Step = tuple[HeldVersion, HeldVersion]


def list_steps(policy: HeldPolicy) -> list[Step]:
    """Give each version with the one before it: adopted ones in the order of their adoptions, a draft with the last.

    Of a text that took the place of no other, nothing is compared.
    """
    steps: list[Step] = []
    last: HeldVersion | None = None
    for version in policy.versions:
        if last is not None:
            steps.append((last, version))
        if not version.is_draft:
            last = version
    return steps


def make_changes(opened: OpenPolicy, around: Surroundings, settings: SiteSettings) -> Iterator[SiteFile]:
    """Give the page of each comparison of two versions."""
    held = opened.held
    for old, new in list_steps(held):
        before, after = opened.documents[old.label], opened.documents[new.label]
        values = {
            "policy": held,
            "old": old,
            "new": new,
            "notice": make_notice(held, new, is_overdue=new.label in around.overdue),
            "report": write_report(compare_documents(before, after), before, after),
        }
        yield make_page(
            changes_address(held, old, new),
            "changes.html.j2",
            settings,
            values,
            title=f"What changed: {new.title}",
            council=around.council,
            trail=(
                ("", settings.title),
                (f"{held.council}/", around.council.name),
                (policy_address(held), held.title),
            ),
        )
