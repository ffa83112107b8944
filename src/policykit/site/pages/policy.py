"""The pages of one policy: the version in force, each version by itself, and their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from policykit.compare.versions.readings import list_predecessors, trace_readings
from policykit.render.formats import FORMATS, Printing
from policykit.render.html.page import write_contents, write_end, write_text
from policykit.site.addresses import file_address, policy_address, version_address
from policykit.site.holdings import HeldClause, HeldPolicy, HeldVersion, OpenPolicy
from policykit.site.pages.changes import list_steps, make_changes
from policykit.site.pages.history import make_history
from policykit.site.pages.notices import make_notice
from policykit.site.reuse.rules import RULE_WORDS, RuleFiles
from policykit.site.sheaf import SiteFile, SiteSettings
from policykit.site.surroundings import Surroundings
from policykit.site.templating import make_page


@dataclass(frozen=True, slots=True)
class GoneClause:
    """A clause that the version in force has no more: links to it still lead to its words."""

    clause: HeldClause
    version: HeldVersion
    """The last version that had it."""


def make_policy(
    opened: OpenPolicy, around: Surroundings, rules: Mapping[str, RuleFiles], settings: SiteSettings
) -> Iterator[SiteFile]:
    """Give every page and document of one policy; `rules` are those of each version for programs, by label."""
    held = opened.held
    yield _make_text_page(opened, held.shown, around, rules, settings, is_own=True)
    for version in held.versions:
        yield _make_text_page(opened, version, around, rules, settings, is_own=False)
        yield from _make_files(opened, version, settings)
    yield from make_changes(opened, around, settings)
    yield from make_history(opened, around, settings)


def _make_text_page(
    opened: OpenPolicy,
    version: HeldVersion,
    around: Surroundings,
    rules: Mapping[str, RuleFiles],
    settings: SiteSettings,
    *,
    is_own: bool,
) -> SiteFile:
    held, document = opened.held, opened.documents[version.label]
    address = policy_address(held) if is_own else version_address(held, version)
    values: dict[str, Any] = {
        "policy": held,
        "version": version,
        "notice": make_notice(held, version, is_overdue=version.label in around.overdue),
        "around": around,
        "twin": around.find_twin(version.label),
        "text": _write_text(opened, version),
        "contents": write_contents(document),
        "end": write_end(document),
        "is_own": is_own,
        "gone": list(find_gone(held, version)) if is_own else [],
        "files": [(FORMATS[name], file_address(held, version, FORMATS[name].suffix)) for name in settings.formats],
        "rules": [
            (RULE_WORDS[each.target], file_address(held, version, each.suffix)) for each in rules[version.label].files
        ],
        "refused": rules[version.label].refused,
        "steps": list_steps(held),
    }
    trail = (("", settings.title), (f"{held.council}/", around.council.name))
    return make_page(
        address,
        "policy.html.j2",
        settings,
        values,
        title=version.title,
        language=version.language,
        council=around.council,
        trail=trail if is_own else (*trail, (policy_address(held), held.title)),
    )


def _write_text(opened: OpenPolicy, version: HeldVersion) -> Markup:
    """Give the text of a version, and beside each clause since when it reads so where there were versions before."""
    edition = opened.editions[version.label]
    earlier = [opened.editions[label] for label in list_predecessors(edition) if label in opened.editions]
    if not earlier:
        return write_text(opened.documents[version.label])
    history = trace_readings((*earlier, edition))
    return write_text(replace(opened.documents[version.label], history=history))


def find_gone(policy: HeldPolicy, shown: HeldVersion) -> Iterator[GoneClause]:
    """Give every clause that an adopted version had and the one that is shown has not, by ids, the newest words."""
    known = {clause.id for clause in shown.clauses}
    for version in reversed(policy.versions):
        if not version.is_draft:
            for clause in version.clauses:
                if clause.id not in known:
                    known.add(clause.id)
                    yield GoneClause(clause, version)


def _make_files(opened: OpenPolicy, version: HeldVersion, settings: SiteSettings) -> Iterator[SiteFile]:
    """Give the files of a version, exactly as `build` makes them."""
    document = opened.documents[version.label]
    printing = _describe_printing(opened, version, settings)
    for name in settings.formats:
        path = file_address(opened.held, version, FORMATS[name].suffix)
        yield SiteFile(path, FORMATS[name].make(document, printing))


def _describe_printing(opened: OpenPolicy, version: HeldVersion, settings: SiteSettings) -> Printing:
    approval = opened.policy.states[version.label].approval
    dated = approval.date.first_day if approval and approval.date else None
    press = settings.press or opened.library.settings.press
    return Printing(source=opened.policy.source_text(version.label), dated=dated, press=press)
