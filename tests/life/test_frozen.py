"""An adopted text prints the same whatever happens around it, and its fingerprint covers all that the schema has."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from tests.life.conftest import Clerk

from policykit.document.compile import compile_document
from policykit.edition import edition as editions
from policykit.edition.edition import find_edition
from policykit.errors import PolicykitError
from policykit.model.council import Council, HouseStyle
from policykit.model.dates import PartialDate
from policykit.model.fingerprint import canonical_json, hash_text
from policykit.model.frozen import EDITORIAL, Frozen, adopted_words, write_frozen
from policykit.model.policy import Clause, Section, Version
from policykit.pipeline.life import render_version
from policykit.register.freeze import freeze_version
from policykit.source.library import load_library

MAXIMAL = Path(__file__).parent / "maximal"

Plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abcdefghijklmnopqrstuvwxyz_0123456789/."), inner),
)


@given(Plain)
def test_canonical_json_is_that_of_rfc_8785(value: Any) -> None:
    assert canonical_json(value).encode() == rfc8785.dumps(value)


def test_floats_and_keys_that_would_need_more_are_refused() -> None:
    for value in (1.5, [{"a": 0.1}], {"é": 1}):
        with pytest.raises(TypeError):
            canonical_json(value)


# -- every field counts ------------------------------------------------------------------------------------------------


def freeze_maximal() -> Frozen:
    library = load_library(MAXIMAL)
    return freeze_version(library, library.policies["leek/everything"], "REV 1.0")


def walk(node: Any) -> Iterator[BaseModel]:
    """Give every model in a tree of models, lists and mappings."""
    if isinstance(node, BaseModel):
        yield node
        for name in type(node).model_fields:
            yield from walk(getattr(node, name))
    elif isinstance(node, (tuple, list)):
        for item in node:
            yield from walk(item)
    elif isinstance(node, dict):
        for item in node.values():
            yield from walk(item)


def list_models(kind: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """Give every model class that the schema of `kind` reaches."""
    if kind not in seen:
        seen.add(kind)
        for info in kind.model_fields.values():
            for found in find_classes(info.annotation):
                list_models(found, seen)
    return seen


def find_classes(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from find_classes(argument)


def test_the_example_has_every_field_of_the_schema() -> None:
    """A field that the schema gains has to be added to tests/life/maximal, and so comes under the next test."""
    given_fields = {(type(node), name) for node in walk(freeze_maximal()) for name in node.model_fields_set}
    missing = {
        f"{kind.__name__}.{name}"
        for kind in list_models(Frozen, set())
        for name in kind.model_fields
        if not any(issubclass(given_kind, kind) and name == given_name for given_kind, given_name in given_fields)
    }
    assert missing == set()


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")  # a changed value need not be of the right type
def test_a_change_of_any_field_changes_the_fingerprint() -> None:
    frozen = freeze_maximal()
    whole = write_frozen(frozen)
    tried = 0
    for changed in change_each(frozen):
        assert write_frozen(changed) != whole
        tried += 1
    assert tried > 200


def change_each(node: Any) -> Iterator[Any]:
    """Give a tree once for each field in it, with that field alone changed."""
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            value = getattr(node, name)
            for changed in change_each(value):
                yield node.model_copy(update={name: changed})
    elif isinstance(node, (tuple, list)):
        for position, item in enumerate(node):
            for changed in change_each(item):
                yield (*node[:position], changed, *node[position + 1 :])
        yield () if node else ("given",)
    elif isinstance(node, dict):
        for key, item in node.items():
            for changed in change_each(item):
                yield {**node, key: changed}
        yield {} if node else {"given": "given"}
    else:
        yield change(node)


def change(value: Any) -> Any:
    if value is None:
        return "given"
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, Enum):
        return next(other for other in type(value) if other is not value)
    if isinstance(value, str):
        return value + "x"
    if isinstance(value, PartialDate):
        return PartialDate(value.year + 1)
    return None


def test_a_frozen_copy_reads_back_as_it_was() -> None:
    frozen = freeze_maximal()
    assert Frozen.model_validate_json(write_frozen(frozen)) == frozen


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_the_editors_fields_exist_and_nothing_else_is_left_out_of_the_words() -> None:
    for kind, part in ((Version, "version"), (Section, "section"), (Clause, "clause")):
        assert set(kind.model_fields) >= EDITORIAL[part]
    version = freeze_maximal().version
    words = adopted_words(version)
    assert set(words) | EDITORIAL["version"] == version.model_fields_set
    for changed in change_each(version.model_copy(update={"sections": (), "notes": (), "legislation": ()})):
        if changed.sections == () and changed.notes == () and changed.legislation == ():
            assert adopted_words(changed) != adopted_words(version)


# -- the same words whatever changes ---------------------------------------------------------------------------------


def change_everything(root: Path) -> None:
    """A new clerk, a new address, a new house style, a changed model clause, a committee that is gone."""
    council = root / "leek/council.yaml"
    text = council.read_text("utf-8").replace("Ada Moss", "Ben Rudyard").replace("Town Clerk", "Chief Executive")
    text = text.replace("01538 000000", "01538 111111").replace("Approval Date", "Date of Approval")
    text = text.replace("  - {id: planning, label: Planning Committee}\n", "  - {id: parks, label: Parks}\n")
    council.write_text(text, "utf-8")
    models = root / "models/notices.yaml"
    models.write_text(models.read_text("utf-8").replace("kept dry", "kept very dry"), "utf-8")


@pytest.mark.parametrize("form", ["html", "md", "json", "text", "pdf"])
def test_an_adopted_version_prints_the_same_bytes_after_everything_around_it_changed(
    adopted: Path, clerk: Clerk, form: str
) -> None:
    library = load_library(adopted)
    before = render_version(library, library.policies["leek/notices"], "1", form)
    change_everything(adopted)
    clerk("draft", "leek/notices", today="2026-01-05")
    path = adopted / "leek/notices/v2.yaml"
    path.write_text(path.read_text("utf-8").replace("one month", "two months"), "utf-8")
    clerk("record", "leek/notices@2", "reviewed", "--date", "2026-02-03", "--committee", "parks")
    said = clerk("adopt", "leek/notices", "--date", "2026-03-02", "--reference", "26/9")
    assert said.code == 0, said.err
    library = load_library(adopted)
    assert render_version(library, library.policies["leek/notices"], "1", form) == before
    assert render_version(library, library.policies["leek/notices"], "2", form) != before


def test_a_newer_policykit_that_numbers_and_lays_out_otherwise_prints_the_same(
    adopted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = load_library(adopted)
    before = compile_document(find_edition(library, library.policies["leek/notices"], "1"))
    monkeypatch.setattr(editions, "number_version", lambda _version: {})
    monkeypatch.setattr(HouseStyle.model_fields["date_style"], "default", "iso")
    HouseStyle.model_rebuild(force=True)
    Council.model_rebuild(force=True)
    Frozen.model_rebuild(force=True)
    try:
        assert HouseStyle().date_style == "iso"
        library = load_library(adopted)
        assert compile_document(find_edition(library, library.policies["leek/notices"], "1")) == before
    finally:
        monkeypatch.undo()
        for model in (HouseStyle, Council, Frozen):
            model.model_rebuild(force=True)


def test_a_frozen_copy_of_a_format_to_come_is_told_apart_from_a_spoiled_one(adopted: Path) -> None:
    copy = adopted / "leek/notices/adopted/v1.json"
    old = copy.read_text("utf-8")
    new = old.replace('"format":1,"made_with"', '"format":2,"made_with"')
    assert new != old
    register = adopted / "leek/notices/register.yaml"
    text = register.read_text("utf-8").replace(hash_text(old), hash_text(new))
    register.write_text(text, "utf-8")
    copy.write_text(new, "utf-8")
    with pytest.raises(PolicykitError, match=r"error.frozen-copy-format.*this release of policykit cannot read it"):
        load_library(adopted)
