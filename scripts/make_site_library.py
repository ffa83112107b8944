"""Make the library of the example site: the two councils and the example council, with the topics and facts of both.

Usage: `python scripts/make_site_library.py FOLDER`. What is there is made anew.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from policykit.source.yaml import read_yaml

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Make `FOLDER/policies`."""
    place = Path(sys.argv[1]) / "policies"
    shutil.rmtree(place, ignore_errors=True)
    lay_library(place)


def lay_library(place: Path) -> None:
    """Write the library into the folder `place`, which must not be there yet."""
    first, second = ROOT / "policies", ROOT / "examples" / "llanfair" / "policies"
    shutil.copytree(first, place)
    shutil.copytree(second / "llanfair", place / "llanfair")
    shutil.copytree(second / "models", place / "models", dirs_exist_ok=True)
    for name in ("topics.yaml", "facts.yaml"):
        joined = _join(*(read_yaml(name, (folder / name).read_text("utf-8"))[0] for folder in (first, second)))
        plain = json.loads(json.dumps(joined))  # lists, of which YAML has but one kind
        (place / name).write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), "utf-8")


def _join(one: Any, other: Any) -> Any:
    """Give both: mappings key by key, lists one after the other; of what both have, the first."""
    if isinstance(one, dict) and isinstance(other, dict):
        both = {key: _join(one[key], other[key]) for key in one if key in other}
        return {**one, **both, **{key: value for key, value in other.items() if key not in one}}
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        known = [each["id"] if isinstance(each, dict) else each for each in one]
        return [*one, *(each for each in other if (each["id"] if isinstance(each, dict) else each) not in known)]
    return one


if __name__ == "__main__":
    main()
