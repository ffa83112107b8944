"""Holdings with a life: what happened, periods, drafts; and the files for programs that are made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.site.held import hold, hold_clause, hold_council, hold_version

from policykit.model.dates import PartialDate
from policykit.site.holdings import HeldEvent, Holdings, Period
from policykit.site.reuse.plan import plan_reuse
from policykit.site.sheaf import SiteFile, SiteSettings

URL = SiteSettings(url="https://policies.example/all/")


def hold_life() -> Holdings:
    """Give a council with one policy of two versions and a draft, and one policy that was never dated."""
    old = hold_version(
        hold_clause("Keep letters."), standing="superseded", ends=PartialDate(2024, 5, 1), ended_by="2",
        adopted=PartialDate(2019, 1), begins=PartialDate(2019, 1),
    )  # fmt: skip
    new = hold_version(
        hold_clause("Keep letters & “maps”.", term="Letter", topics=("records",), language="cy"),
        label="2", next_review=PartialDate(2027, 5), subtitle="Letters", legislation=(("An Act", "http://law.example/1"),),
    )  # fmt: skip
    draft = hold_version(hold_clause("Burn letters."), label="3", standing="draft", reference="", body="")
    council = hold_council([old, new, draft], [hold_version(hold_clause("Sing."), adopted=None, begins=None)])
    happened = (
        HeldEvent("1", "adopted", PartialDate(2019, 1), "Adopted", "Council", "19/1", (), 1),
        HeldEvent("2", "drafted", None, "Drafted", "", "", (), 2),
        HeldEvent("2", "adopted", PartialDate(2024, 5, 1), "Adopted", "Council", "24/5", ("Maps too.",), 3),
    )
    periods = (
        Period(None, date(2018, 12, 31), (), True),
        Period(date(2019, 1, 1), date(2024, 4, 30), ("1",), False),
        Period(date(2024, 5, 1), None, ("2",), True),
    )
    first, second = council.policies
    return hold(replace(council, policies=(replace(first, events=happened, periods=periods), second)))


def make_files(holdings: Holdings, settings: SiteSettings = URL) -> dict[str, SiteFile]:
    """Give the files for programs of a site and its councils, by their paths."""
    hashes = {council.id: "" for council in holdings.councils}
    return {file.path: file for sheaf in plan_reuse(holdings, hashes, settings) for file in sheaf.make()}
