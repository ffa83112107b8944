"""`index.json`, `policy.json` and `timeline.json` fit their published schemas, and lead to what is there."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from tests.conftest import Golden
from tests.site.reuse.made import URL, hold_life, make_files

from policykit.site.reuse.data import describe_policy, list_index, tell_timeline
from policykit.site.reuse.write import Record, index_schema, policy_schema, timeline_schema, write_record
from policykit.site.sheaf import SiteSettings


def make_records(settings: SiteSettings) -> dict[str, tuple[Record, dict[str, Any]]]:
    holdings = hold_life()
    council = holdings.councils[0]
    policy = council.policies[0]
    return {
        "index": (list_index(holdings.councils, "index.json", settings), index_schema()),
        "policy": (describe_policy(policy, council, {}, settings), policy_schema()),
        "timeline": (tell_timeline(policy, settings), timeline_schema()),
    }


@pytest.mark.parametrize("name", ["index", "policy", "timeline"])
@pytest.mark.parametrize("settings", [URL, SiteSettings()], ids=["whole", "relative"])
def test_each_file_fits_its_schema(name: str, settings: SiteSettings, golden: Golden, request: Any) -> None:
    record, schema = make_records(settings)[name]
    content = write_record(record)
    jsonschema.validate(json.loads(content), schema, cls=jsonschema.Draft202012Validator)
    jsonschema.Draft202012Validator.check_schema(schema)
    golden(request.path.parent / "goldens" / f"{name}{'' if settings.url else '.relative'}.json", content)


@pytest.mark.parametrize("name", ["index", "policy", "timeline"])
def test_a_file_with_a_key_more_or_less_does_not_fit(name: str) -> None:
    record, schema = make_records(URL)[name]
    data = json.loads(write_record(record))
    for wrong in ({**data, "more": 1}, {key: value for key, value in data.items() if key != "page"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema, cls=jsonschema.Draft202012Validator)


def test_the_list_of_a_council_is_beside_its_page() -> None:
    content = json.loads(make_files(hold_life(), SiteSettings())["aber/index.json"].content)
    (council,) = content["councils"]
    assert (content["page"], council["page"], council["feed"]) == ("./", "./", "feed.atom")
    assert council["policies"][0]["data"] == "p1/policy.json"
