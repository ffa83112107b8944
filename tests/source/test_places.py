"""Where the values of a file stand, and the words inside them."""

from __future__ import annotations

import pytest

from policykit.errors import Span
from policykit.source.nodes import YamlPlaces

PLACED = "a: [1, {b: c}]\nd:\n  - 'e'\n  -\n"
PLACES = [
    # the way to a value, what is marked for it, and what for its key; of what is not there, the nearest above
    ("a", "[1, {b: c}]", "a"),
    ("a 0", "1", "1"),
    ("a 1 b", "c", "b"),
    ("a 1 c", "{b: c}", "{b: c}"),
    ("a 2", "[1, {b: c}]", "a"),
    ("a b", "[1, {b: c}]", "a"),
    ("a 0 0", "1", "1"),
    ("a 0 b", "1", "1"),
    ("d", "- 'e'", "d"),
    ("d 0", "'e'", "'e'"),
    ("d 1", "", ""),
    ("e", "a: [1, {b: c}]", "a: [1, {b: c}]"),
    ("", "a: [1, {b: c}]", "a: [1, {b: c}]"),
]


@pytest.mark.parametrize(("way", "value", "key"), PLACES)
def test_where_a_value_stands(way: str, value: str, key: str) -> None:
    path = tuple(int(step) if step.isdigit() else step for step in way.split())
    places = YamlPlaces("v1.yaml", PLACED)

    def marked(span: Span) -> str:
        assert (span.file, span.end_line) == ("v1.yaml", span.line)
        return places.line_text(span.line)[span.column - 1 : span.end_column - 1]

    assert (marked(places.span(path)), marked(places.key_span(path))) == (value, key)


@pytest.mark.parametrize(
    ("way", "start", "end", "line", "column", "end_column"),
    [
        ("a 0", 0, 1, 1, 5, 6),
        ("d 0", 0, 1, 3, 6, 7),
        ("d 0", 0, 9, 3, 6, 7),  # beyond the end: up to the end
        ("d 0", 5, 9, 3, 6, 7),
        ("d 0", 0, 0, 3, 6, 7),  # nothing: the character that stands there
        ("a", 0, 1, 1, 4, 15),  # no words: the whole value
        ("d 1", 0, 1, 4, 4, 4),
    ],
)
def test_where_words_stand_in_a_value(way: str, start: int, end: int, line: int, column: int, end_column: int) -> None:
    path = tuple(int(step) if step.isdigit() else step for step in way.split())
    span = YamlPlaces("v1.yaml", PLACED).inside(path, start, end)
    assert span == Span("v1.yaml", line, column, line, end_column)


def test_lines_of_a_file() -> None:
    places = YamlPlaces("v1.yaml", PLACED)
    assert [places.line_text(line) for line in range(7)] == ["", "a: [1, {b: c}]", "d:", "  - 'e'", "  -", "", ""]


def test_in_an_empty_file_everything_stands_at_its_beginning() -> None:
    places = YamlPlaces("v1.yaml", "")
    assert places.span(("a",)) == places.key_span(("a", 0)) == places.inside((), 1, 2) == Span("v1.yaml", 1, 1, 1, 1)
    assert places.mark_span(None) == Span("v1.yaml", 1, 1, 1, 2)
