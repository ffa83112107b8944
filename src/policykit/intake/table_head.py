"""Whether the first row of a table in a file holds the headings of its columns."""

from __future__ import annotations

import re
from typing import Literal

from policykit.intake.paragraph import GridCell

_LONGEST = 480
_NAMES_COLUMN = re.compile(r"[^\d£$€\n]*[^\W\d]\)?")
"""What a heading that nothing marks looks like: words without an amount or a full stop at the end."""

TableHead = Literal["marked", "guessed", "none"]
"""Whether a table has headings of its columns: the file says so, its first row reads like them, or there are none."""


def find_table_head(rows: tuple[tuple[GridCell, ...], ...]) -> TableHead:
    """Tell whether the first row of a table heads its columns."""
    first = rows[0]
    texts = [cell.text.strip() for cell in first]
    if any(cell.rows > 1 for cell in first) or any(len(text) > _LONGEST or "\n" in text for text in texts):
        return "none"
    if any(cell.head for cell in first):
        return "marked"
    if len(rows) == 1:
        return "none"
    others = [cell for row in rows[1:] for cell in row if cell.text.strip()]
    if all(cell.bold for cell, text in zip(first, texts, strict=True) if text) and any(texts):
        return "none" if others and all(cell.bold for cell in others) else "marked"
    short = all(_NAMES_COLUMN.fullmatch(text) and len(text) <= 60 for text in texts)
    return "guessed" if short and not first[0].bold else "none"
