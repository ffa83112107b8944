"""The rules of adopted versions, to be downloaded: what `export` gives, packed the same each time."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from tests.conftest import ROOT
from tests.site.held import TODAY

from policykit import load_library
from policykit.errors import PolicykitError
from policykit.export.target import UNSUPPORTED
from policykit.pipeline.export import export_rules
from policykit.site.hold import open_policy
from policykit.site.holdings import OpenPolicy
from policykit.site.reuse import rules
from policykit.site.reuse.plan import make_policy_data
from policykit.site.reuse.rules import RULE_TARGETS, export_policy, export_version
from policykit.site.sheaf import SiteFile, SiteSettings


@pytest.fixture(scope="module", name="opened")
def open_crewe() -> OpenPolicy:
    """The adopted policy of Crewe."""
    library = load_library(ROOT / "policies")
    opened = open_policy(library, library.policies["crewe/social-media"], TODAY)
    assert opened is not None
    return opened


def make_data(opened: OpenPolicy) -> list[SiteFile]:
    return list(make_policy_data(opened, export_policy(opened), SiteSettings()))


def test_each_archive_has_the_files_that_export_gives(opened: OpenPolicy) -> None:
    files = {file.path: file.content for file in make_data(opened)}
    for target in RULE_TARGETS:
        export = export_rules(opened.library, "crewe/social-media@1", target)
        if target == "json":
            assert files["crewe/social-media/v1/v1.rules.json"].decode() == export.text
            continue
        with zipfile.ZipFile(BytesIO(files[f"crewe/social-media/v1/v1.{target}.zip"])) as archive:
            found = {name: archive.read(name).decode() for name in archive.namelist()}
        if target == "rego":
            assert set(found) <= set(export.files)  # the scenarios, which are tests of it, stay with the council
            assert found["rules.rego"] == export.files["rules.rego"]
        else:
            assert found == dict(export.files)


def test_the_data_of_a_policy_lists_the_rules_that_are_there(opened: OpenPolicy) -> None:
    files = {file.path: file.content for file in make_data(opened)}
    data = json.loads(files["crewe/social-media/policy.json"])
    (version,) = data["versions"]
    assert {f"crewe/social-media/{each['address']}" for each in version["rules"]} == {
        path for path in files if "/v1/" in path
    }
    assert version["rules_refused"] == []


def test_the_same_rules_give_the_same_bytes(opened: OpenPolicy) -> None:
    first, second = (make_data(opened) for _ in range(2))
    assert first == second


def test_drafts_have_no_rules_to_download() -> None:
    library = load_library(ROOT / "policies")
    opened = open_policy(library, library.policies["congleton/social-media"], TODAY, with_drafts=True)
    assert opened is not None
    assert export_version(opened.editions["1"], opened.held.versions[0]).files == ()


def test_a_language_that_cannot_say_a_rule_is_named_with_the_reason(
    opened: OpenPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = rules._pack_rules

    def refuse(target: str, ruleset: object) -> object:
        if target == "cedar":
            raise PolicykitError(UNSUPPORTED.at(None, "cedar cannot say rule `keep.records`: why"))
        return pack(target, ruleset)  # type: ignore[arg-type]

    monkeypatch.setattr(rules, "_pack_rules", refuse)
    found = export_version(opened.editions["1"], opened.held.versions[0])
    assert found.refused == ("cedar: cedar cannot say rule `keep.records`: why",)
    assert {each.target for each in found.files} == set(RULE_TARGETS) - {"cedar"}
