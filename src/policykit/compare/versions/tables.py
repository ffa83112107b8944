"""Tables: which columns and rows are the same, which came and went, and the words of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policykit.compare.alignment.entries import read_cell
from policykit.compare.alignment.texts import Merged, merge_texts
from policykit.compare.versions.changes import CellChange, TableChange
from policykit.compare.words.diff import diff_words
from policykit.compare.words.marks import Side, Words, mark_words, settle_words
from policykit.document.tree import Blank, Cell, TableNode
from policykit.model.table import Covered
from policykit.model.text import Marked, Text
from policykit.wording.numbers import count_noun


def compare_tables(old: TableNode | None, new: TableNode | None) -> TableChange | None:
    """Compare two tables, either of which may be missing; None where nothing differs."""
    if old == new:
        return None
    if old is None or new is None:
        kind, table = ("added", new) if new is not None else ("removed", old)
        assert table is not None
        return TableChange("added" if kind == "added" else "removed", line=f"a table was {kind}: {_measure(table)}")
    columns, rows = _merge_columns(old, new), _merge_rows(old, new)
    cells = tuple(_compare_cells(old, new, columns, rows))
    return TableChange("edited", columns, rows, cells, _say(old, new, columns, rows, cells))


def _measure(table: TableNode) -> str:
    return f"{count_noun(len(table.rows), 'row')} in {count_noun(table.width, 'column')}"


def _say(old: TableNode, new: TableNode, columns: Merged, rows: Merged, cells: Sequence[CellChange]) -> str:
    parts = []
    for name, pairs, names in (
        ("column", columns, (_heads(old), _heads(new))),
        ("row", rows, ([read_cell(row[0]) for row in old.rows], [read_cell(row[0]) for row in new.rows])),
    ):
        come = [names[1][b] for a, b in pairs if a is None and b is not None]
        gone = [names[0][a] for a, b in pairs if b is None and a is not None]
        parts += [f"{_name(name, come)} added"] if come else []
        parts += [f"{_name(name, gone)} removed"] if gone else []
    parts += [f"{_place(new, cell)}“{_side(cell, 'insert')}” became “{_side(cell, 'delete')}”" for cell in cells[:_FEW]]
    if len(cells) > _FEW:
        parts[-_FEW:] = [f"{len(cells)} cells changed"]
    if old.caption != new.caption:
        parts.append(f"the caption changed from “{old.caption or ''}” to “{new.caption or ''}”")
    if old.row_headers != new.row_headers:
        parts.append("the first cell of each row is " + ("now" if new.row_headers else "no longer") + " its heading")
    if not _has_come_or_gone(columns, rows) and _list_covered(old) != _list_covered(new):
        parts.append("other cells fill several columns or rows")
    return f"in the table: {'; '.join(parts) or 'emphasis or links changed'}"


def _has_come_or_gone(columns: Merged, rows: Merged) -> bool:
    return any(a is None or b is None for a, b in (*columns, *rows))


def _list_covered(table: TableNode) -> list[list[Covered | None]]:
    return [[cell if isinstance(cell, Covered) else None for cell in row] for row in table.rows]


_FEW = 3
"""As many cells, rows or columns are named one by one."""


def _heads(table: TableNode) -> list[str]:
    return [read_cell(cell) for cell in table.columns] or [""] * table.width


def _name(word: str, names: Sequence[str]) -> str:
    if len(names) > _FEW or not all(names):
        return count_noun(len(names), word)
    return f"{word}{'' if len(names) == 1 else 's'} {', '.join(f'“{name}”' for name in names)}"


def _place(table: TableNode, cell: CellChange) -> str:
    """Say where a changed cell stands: by the first cell of its row and the heading of its column."""
    row, column = cell.row - 1, cell.column - 1
    if row < 0 or column == 0:
        return ""
    names = {"row": read_cell(table.rows[row][0]), "column": _heads(table)[column]}
    told = [f"{what} “{name}”" for what, name in names.items() if name]
    return f"in {', '.join(told)}, " if told else ""


def _side(cell: CellChange, without: str) -> str:
    return "".join(segment.text for segment in cell.words if segment.op != without)


def _merge_columns(old: TableNode, new: TableNode) -> Merged:
    return merge_texts(_list_columns(old), _list_columns(new))


def _list_columns(table: TableNode) -> list[str]:
    return [
        " ".join(read_cell(row[k]) for row in (table.columns, *table.rows) if k < len(row)) for k in range(table.width)
    ]


def _merge_rows(old: TableNode, new: TableNode) -> Merged:
    return merge_texts(*([" ".join(read_cell(cell) for cell in row) for row in table.rows] for table in (old, new)))


def _compare_cells(old: TableNode, new: TableNode, columns: Merged, rows: Merged) -> Iterator[CellChange]:
    grids = (old.columns, *old.rows), (new.columns, *new.rows)
    for a, b in ((-1, -1), *rows):
        for i, j in columns:
            if a is None or b is None or i is None or j is None:
                continue
            before, after = _read(grids[0], a + 1, i), _read(grids[1], b + 1, j)
            if before != after:
                yield CellChange(b + 1, j + 1, diff_words(before, after).segments)


def _read(grid: Sequence[Sequence[Cell]], row: int, column: int) -> str:
    return read_cell(grid[row][column]) if column < len(grid[row]) else ""


def mark_table(old: TableNode | None, new: TableNode | None) -> TableNode | None:
    """Give both tables in one, with marks in the cells.

    All the words of a row or column that came or went are marked; an empty one of which nothing would show it holds
    an empty mark in its first cell. Captions are the new ones: a caption holds no marks.
    """
    change = compare_tables(old, new)
    if change is None:
        return new
    if change.kind != "edited" or old is None or new is None:
        table = new if new is not None else old
        assert table is not None
        return replace(table, change="inserted" if new is not None else "deleted")
    covered = _list_covered(old), _list_covered(new)
    if covered[0] != covered[1] and any(cell for side in covered for row in side for cell in row):
        return _stack_tables(old, new)
    rows = [_mark_row(old.rows, new.rows, a, b, change.columns) for a, b in change.rows]
    head = _mark_head(_list_headings(old), _list_headings(new), change.columns)
    if not (old.columns or new.columns) and not any(_is_marked(cell) for cell in head):
        head = ()
    return replace(new, columns=head, rows=tuple(rows), change="edited")


def _stack_tables(old: TableNode, new: TableNode) -> TableNode:
    """Give the rows of the old table, struck out, and below them those of the new: merged cells cannot be mixed."""
    width = max(old.width, new.width)
    heads = [(*_list_headings(table), *[()] * (width - table.width)) for table in (old, new)]
    rows = [
        tuple(_mark_whole(cell, change) for cell in (*row, *[()] * (width - len(row))))
        for table, change in ((old, "deleted"), (new, "inserted"))
        for row in table.rows
    ]
    columns = tuple(_mark_heading(_words(before), _words(after)) for before, after in zip(*heads, strict=True))
    headed = old.columns or new.columns
    return replace(new, columns=columns if headed else (), rows=tuple(rows), change="edited")


def _mark_whole(cell: Cell, change: str) -> Cell:
    return cell if isinstance(cell, Covered) else (Marked(change, _words(cell)),)


def _list_headings(table: TableNode) -> tuple[Cell, ...]:
    """Give the headings of a table; of one that has none, an empty one for each column."""
    return table.columns or ((),) * table.width


def _is_marked(cell: Cell) -> bool:
    return isinstance(cell, tuple) and any(isinstance(inline, Marked) for inline in cell)


def _mark_head(old: Sequence[Cell], new: Sequence[Cell], columns: Merged) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for i, j in columns:
        before = _words(old[i]) if i is not None else ()
        after = _words(new[j]) if j is not None else ()
        if i is None:
            cells.append((Marked("inserted", after),))
        elif j is None:
            cells.append((Marked("deleted", before),))
        else:
            cells.append(_mark_heading(before, after))
    return tuple(cells)


def _mark_heading(before: Words, after: Words) -> Words:
    """Give the heading of a column that stayed, never to be taken for that of one that came or went."""
    if bool(before) != bool(after):
        return (Marked("deleted", before), Marked("inserted", after))
    return mark_words(before, after)


def _mark_row(
    old: Sequence[Sequence[Cell]], new: Sequence[Sequence[Cell]], a: int | None, b: int | None, columns: Merged
) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for i, j in columns:
        was: Cell = old[a][i] if a is not None and i is not None else ()
        now: Cell = new[b][j] if b is not None and j is not None else ()
        before, after = _words(was), _words(now)
        covered = next((cell for cell in (now, was) if isinstance(cell, Covered)), None)
        if covered is not None and not before and not after:
            cells.append(covered)
            continue
        whole = "inserted" if a is None or i is None else "deleted" if b is None or j is None else ""
        words = before or after
        cells.append(mark_words(before, after) if not whole else (Marked(whole, words),) if words else ())
    if (a is None or b is None) and not any(read_cell(cell) for cell in cells):
        cells[0] = (Marked("inserted" if a is None else "deleted", ()),)
    return tuple(cells)


def _words(cell: Cell) -> Words:
    if isinstance(cell, Covered):
        return ()
    return (Text(cell.words),) if isinstance(cell, Blank) else cell


def settle_table(table: TableNode, side: Side) -> TableNode | None:
    """Give the old or the new table of a marked one; None where that side had none."""
    gone = "deleted" if side == "new" else "inserted"
    if table.change is None:
        return table
    if table.change != "edited":
        return None if table.change == gone else replace(table, change=None)
    columns = [k for k, cell in enumerate(_list_headings(table)) if not _is_whole(cell, gone)]
    rows: list[Sequence[Cell]] = []
    left_out = False
    for row in table.rows:
        # A row that the cells above fill alone goes with them.
        left_out = left_out if all(cell == Covered("above") for cell in row) else _is_gone(row, gone)
        rows += [] if left_out else [row]
    grid = [tuple(_settle_cell(row[k], side) for k in columns) for row in (table.columns, *rows) if row]
    head = len(grid) - len(rows)
    headed = head and (any(grid[0]) or not any(_is_marked(cell) for cell in table.columns))
    return replace(table, columns=grid[0] if headed else (), rows=tuple(grid[head:]), change=None)


def _settle_cell(cell: Cell, side: Side) -> Cell:
    return cell if isinstance(cell, Covered) else settle_words(_words(cell), side)


def _is_whole(cell: Cell, change: str) -> bool:
    return isinstance(cell, tuple) and len(cell) == 1 and isinstance(cell[0], Marked) and cell[0].change == change


def _is_gone(row: Sequence[Cell], change: str) -> bool:
    told = [cell for cell in row if cell and not isinstance(cell, Covered)]
    return bool(told) and all(_is_whole(cell, change) for cell in told)
