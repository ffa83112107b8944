"""What is printed is known from the schema: every field of text says whether a document prints it, and how."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from policykit.model.base import Model, NotPrinted, Printed
from policykit.model.council import Council
from policykit.model.counterpart import CounterpartFile
from policykit.model.fact import FactVocabulary
from policykit.model.frozen import Frozen
from policykit.model.model_clause import ModelFile
from policykit.model.policy import Version
from policykit.model.printed import find_mark, find_models, walk_texts
from policykit.model.register import Event, Register
from policykit.model.scenario import ScenarioFile
from policykit.model.settings import Settings
from policykit.model.topic import TopicFile
from policykit.source.library import load_library

FILES: tuple[type[Model], ...] = (
    *(Version, Council, Register, ModelFile, Frozen),
    *(TopicFile, FactVocabulary, CounterpartFile, Settings, ScenarioFile),
)
"""The class of each file of a library."""
MAXIMAL = Path(__file__).parent.parent / "life" / "maximal"


def list_classes(kind: type[Model], seen: dict[type[Model], None]) -> dict[type[Model], None]:
    if kind not in seen:
        seen[kind] = None
        for info in kind.model_fields.values():
            for below in find_models(info.annotation):
                list_classes(below, seen)
    return seen


CLASSES = [kind for file in FILES for kind in list_classes(file, {})]


def list_patterns(annotation: Any, metadata: tuple[Any, ...]) -> Iterator[str | None]:
    """Give, for each kind of text that a field can hold, the pattern it is held to; None where it is held to none."""
    if annotation is str:
        yield next((pattern for mark in metadata if (pattern := getattr(mark, "pattern", None))), None)
    elif base := getattr(annotation, "__supertype__", None):
        yield from list_patterns(base, metadata)
    else:
        own = tuple(getattr(annotation, "__metadata__", ()))
        arguments = get_args(annotation)
        if own:
            yield from list_patterns(arguments[0], own)
        elif getattr(annotation, "__origin__", None) is dict:
            yield from list_patterns(arguments[1], ())
        else:
            for argument in arguments:
                yield from list_patterns(argument, metadata)


def is_free(pattern: str | None) -> bool:
    """Tell whether a text of this pattern can hold any character: ids, dates and colours cannot."""
    return pattern is None or "[^" in pattern


TEXTS = sorted(
    {
        (kind.__name__, name, kind)
        for kind in CLASSES
        for name, info in kind.model_fields.items()
        if any(is_free(pattern) for pattern in list_patterns(info.annotation, tuple(info.metadata)))
    },
    key=lambda found: found[:2],
)


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for _, name, kind in TEXTS], ids=[f"{c}.{n}" for c, n, _ in TEXTS]
)
def test_every_field_of_text_says_whether_it_is_printed(kind: type[Model], name: str) -> None:
    mark = find_mark(kind, name)
    assert mark is not None, f"mark `{kind.__name__}.{name}` as Printed, or as NotPrinted with the reason"
    assert not (isinstance(mark, NotPrinted) and len(mark.reason) < 10)


def test_the_fields_of_text_are_found() -> None:
    names = {f"{kind}.{name}" for kind, name, _ in TEXTS}
    assert {"Clause.text", "Table.rows", "Clause.with_", "Council.telephone", "Event.changes"} <= names
    assert not {"Clause.id", "Brand.accent", "Version.version"} & names
    assert len(names) > 50


def test_the_walk_finds_every_printed_field_of_an_example_that_has_them_all() -> None:
    library = load_library(MAXIMAL)
    policy = library.policies["leek/everything"]
    roots: list[Model] = [
        library.councils[policy.council].value,
        policy.register.value,
        *(v.value for v in policy.versions),
    ]
    roots += library.models.values()
    roots.append(Event(version="1", event="created", body="a", reference="b", changes="c", recorded_by="d"))
    found = {step for root in roots for text in walk_texts(root) for step in text.path}
    wanted = {
        info.alias or name
        for kind in CLASSES
        for name, info in kind.model_fields.items()
        if isinstance(find_mark(kind, name), Printed) and kind.__name__ != "FrozenNumber"
    }
    assert wanted <= found


def test_the_walk_goes_down_the_page() -> None:
    library = load_library(MAXIMAL)
    policy = library.policies["leek/everything"]
    version = policy.versions[0].value
    texts = list(walk_texts(version))
    assert [text.printed.part for text in texts][:1] == ["title"]
    for text in texts:
        value: Any = version
        for step in text.path:
            value = (
                value[step]
                if not isinstance(value, Model)
                else getattr(value, "with_" if step == "with" else str(step))
            )
        assert value == text.text
