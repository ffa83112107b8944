"""Which numbering counts exactly the labels of the file; where none does, each label is written out."""

from __future__ import annotations

from dataclasses import dataclass

from policykit.intake.block import FileBlock, LabelReading
from policykit.model.policy import Style

_USUAL: dict[Style, str] = {"decimal": "#.", "alpha": "(#)", "roman": "(#)", "legal": "#"}
_LAST_LETTER = 26


@dataclass(frozen=True, slots=True)
class Counting:
    """How the labels of one list of siblings are made."""

    style: Style = "none"
    dress: str | None = None
    """How a number is dressed, where that is not the usual way of its style."""


WRITTEN_OUT = Counting()
BULLETS = Counting("bullet")


def choose_counting(blocks: list[FileBlock], above: str, usual: str | None = None) -> Counting:
    """Give the numbering whose count is exactly the labels of these siblings; WRITTEN_OUT where none is.

    Args:
        blocks: the siblings, in order.
        above: the number that a style of 1.1 continues: `2` or `2.3`; empty for none.
        usual: the dress that needs no saying; without it, that of the style in lists.
    """
    readings = [block.readings[0] if block.readings else None for block in blocks]
    first = readings[0] if readings else None
    if first is None or any(reading is None for reading in readings):
        return WRITTEN_OUT
    known = [reading for reading in readings if reading is not None]
    if all(reading.style == "bullet" for reading in known):
        return BULLETS
    style = _find_style(first, above)
    if style is None or any(not _fits(reading, first, count) for count, reading in enumerate(known, start=1)):
        return WRITTEN_OUT
    dress = first.dress
    labels = [block.label.strip() for block in blocks]
    expected = [_show(style, dress, count, above) for count in range(1, len(blocks) + 1)]
    if style == "legal":
        dress = _find_dress(labels[0], above)
        expected = [_show(style, dress, count, above) for count in range(1, len(blocks) + 1)]
    if labels != expected:
        return WRITTEN_OUT
    return Counting(style, None if dress == (usual or _USUAL[style]) else dress)


def _find_style(reading: LabelReading, above: str) -> Style | None:
    if reading.style == "decimal":
        return "decimal"
    if reading.style == "path" and above and ".".join(map(str, reading.path[:-1])) == above:
        return "legal"
    if reading.style in ("alpha", "roman") and not reading.dress.endswith("^"):
        return "alpha" if reading.style == "alpha" else "roman"
    return None


def _fits(reading: LabelReading, first: LabelReading, count: int) -> bool:
    return reading.key == first.key and reading.value == count and (reading.style != "alpha" or count <= _LAST_LETTER)


def _find_dress(label: str, above: str) -> str:
    bare = f"{above}.1"
    before, _, after = label.partition(bare)
    return f"{before}#{after}"


def _show(style: Style, dress: str, count: int, above: str) -> str:
    from policykit.wording.numerals import letter, roman

    bare = {
        "decimal": str(count),
        "legal": f"{above}.{count}",
        "alpha": letter(count).lower(),
        "roman": roman(count),
    }[style]
    return dress.replace("#", bare)


def bare_number(label: str) -> str:
    """Give a label without its dress: `2.1` for `(2.1).`."""
    return label.strip("().:[] ")
