"""The rules of adopted versions, in the languages of engines, to be downloaded."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from policykit.edition.edition import Edition
from policykit.errors import PolicykitError
from policykit.export import TARGETS
from policykit.export.target import Export
from policykit.rules.from_edition import lower_edition
from policykit.rules.ir import Ruleset
from policykit.site.addresses import file_address
from policykit.site.holdings import HeldPolicy, HeldVersion, OpenPolicy
from policykit.site.sheaf import SiteFile

RULE_TARGETS = ("json", "json-schema", "python", "rego", "cedar", "sql")
"""The languages in which rules can be downloaded: as data, what records must fit, and what decides."""
RULE_WORDS = {
    "json": "Data (JSON)",
    "json-schema": "JSON Schema of records",
    "python": "Python",
    "rego": "Rego (OPA)",
    "cedar": "Cedar",
    "sql": "SQL (DuckDB)",
}
"""What a page calls them."""
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The time that files in an archive bear, so that the same rules give the same bytes."""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The rules of one version in one language."""

    target: str
    suffix: str
    """What comes after the name of the version: `.rego.zip`."""
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """The rules of one version."""

    files: tuple[RuleFile, ...] = ()
    refused: tuple[str, ...] = ()
    """Each language in which they cannot be said, with the reason."""


def export_version(edition: Edition, version: HeldVersion) -> RuleFiles:
    """Give the rules of a version in every language; nothing of a draft, or of a text without rules."""
    if version.is_draft or edition.facts is None:
        return RuleFiles()
    if not any(clause.rules for _, clause in edition.version.walk_clauses()):
        return RuleFiles()
    ruleset = lower_edition(edition, edition.facts)
    files, refused = [], []
    for target in RULE_TARGETS:
        try:
            files.append(_pack_rules(target, ruleset))
        except PolicykitError as fault:
            refused += [f"{target}: {each.message}" for each in fault.diagnostics]
    return RuleFiles(tuple(files), tuple(refused))


def export_policy(opened: OpenPolicy) -> dict[str, RuleFiles]:
    """Give the rules of every version of a policy that is shown, by label."""
    return {each.label: export_version(opened.editions[each.label], each) for each in opened.held.versions}


def _pack_rules(target: str, ruleset: Ruleset) -> RuleFile:
    export = TARGETS.find(target).make(ruleset, ())
    if target == "json":
        return RuleFile(target, ".rules.json", "application/json", export.text.encode("utf-8"))
    return RuleFile(target, f".{target}.zip", "application/zip", pack_files(export))


def pack_files(export: Export) -> bytes:
    """Give the files of an export as one archive; the same files give the same bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in sorted(export.files.items()):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode("utf-8"))
    return packed.getvalue()


def list_rule_files(policy: HeldPolicy, version: HeldVersion, rules: RuleFiles) -> Iterator[SiteFile]:
    """Give the files of a version's rules where they belong."""
    for each in rules.files:
        yield SiteFile(file_address(policy, version, each.suffix), each.content)
