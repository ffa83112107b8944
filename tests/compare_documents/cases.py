"""A case: two version files of one made-up council, compiled and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from policykit.compare.versions.changes import Changes
from policykit.compare.versions.compare import compare_documents
from policykit.document.compile import compile_document
from policykit.document.tree import Document
from policykit.edition.edition import Edition, find_edition
from policykit.model.base import CouncilId, PolicyId
from policykit.model.council import Council
from policykit.model.library import Library, Policy, Sourced
from policykit.model.model_clause import ModelClause
from policykit.model.picture import PictureFile
from policykit.model.policy import Version
from policykit.model.register import Register
from policykit.model.settings import Settings
from policykit.source.nodes import YamlPlaces
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml

CASES = Path(__file__).with_name("cases")
COUNCIL = Council.model_validate(
    {"format": 1, "id": "leek", "name": "Leek Town Council", "kind": "town", "jurisdiction": "england"}
)


@dataclass(frozen=True)
class Case:
    before: Edition
    after: Edition

    @cached_property
    def old(self) -> Document:
        return compile_document(self.before)

    @cached_property
    def new(self) -> Document:
        return compile_document(self.after)

    @property
    def changes(self) -> Changes:
        return compare_documents(self.old, self.new)


MODELS = {
    f"m/{name}": ModelClause.model_validate(
        {"id": name, "kind": "statement", "topic": "scope", "text": "Words of {who}."}
    )
    for name in ("words", "other")
}
LIBRARY = Library(
    "", {CouncilId("leek"): Sourced(COUNCIL, YamlPlaces("", ""))}, {}, {}, MODELS, None, (), Settings(format=1)
)


def compile_case(old: Version, new: Version, *, pictures: Mapping[str, PictureFile] | None = None) -> Case:
    """Compile two versions, each as the only one of its policy, so that labels may be equal."""
    policies = [replace(make_policy(version), pictures=pictures or {}) for version in (old, new)]
    return Case(*(find_edition(LIBRARY, policy, policy.labels[0]) for policy in policies))


def make_policy(*versions: Version) -> Policy:
    register = Register.model_validate({"format": 1, "events": ()})
    sources = tuple(Sourced(version, YamlPlaces("", "")) for version in versions)
    return Policy(CouncilId("leek"), PolicyId("notices"), sources, Sourced(register, YamlPlaces("", "")), {})


@cache
def load_case(name: str) -> Case:
    return compile_case(*(read_version(CASES / name / f"{side}.yaml") for side in ("before", "after")))


def read_version(path: Path) -> Version:
    data, places, faults = read_yaml(path.name, path.read_text("utf-8"))
    version, wrong = read_model(Version, data, places)
    assert version is not None, wrong
    assert not faults
    return version
