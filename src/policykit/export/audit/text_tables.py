"""Tables as text, as spreadsheets save them: the separator, the encoding and the headings are found, never asked for.

A file is read in blocks of whole rows, as UTF-8 bytes, so that its length does not matter.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from policykit.errors import PolicykitError
from policykit.export.audit.codes import TABLE_COLUMN, TABLE_FILE

BLOCK = 16 * 1024 * 1024
SEPARATORS = (",", ";", "\t", "|")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NAMED = re.compile(rb'"?sep=(.)"?\r?\n')
_WORD = re.compile(r"\s*[A-Za-z][A-Za-z0-9_ ]*\s*")


@dataclass(frozen=True, slots=True)
class TextTable:
    """How a table is written as text, found from its first block."""

    path: Path
    separator: str
    names: tuple[str, ...]
    """The headings, and `(column D)` for one without a heading."""
    unnamed: tuple[str, ...]

    def read_records(self) -> Iterator[bytes]:
        """Give the rows below the headings, in blocks of whole rows."""
        blocks = read_blocks(self.path)
        first = _without_separator_line(next(blocks, b""))
        yield from (block for block in chain([first[_end_of_record(first) :]], blocks) if block)

    def mend_block(self, block: bytes, row: int) -> bytes:
        """Write a block anew that has quotation marks within fields, as spreadsheets accept them; `row` is its first.

        Raises `PolicykitError` for a row with more fields than headings, or quotation marks that do not match.
        """
        mended = io.StringIO()
        writer = csv.writer(mended, delimiter=self.separator, lineterminator="\n")
        reader = csv.reader(io.StringIO(block.decode("utf-8"), newline=""), delimiter=self.separator, strict=True)
        place = row - 1
        try:
            for place, fields in enumerate(reader, start=row):
                if len(fields) > len(self.names):
                    wrong = f"row {place:,} has {len(fields)} fields, and there are {len(self.names)} headings"
                    hint = f"put a field that has {_show(self.separator)} in it in quotation marks"
                    raise PolicykitError(TABLE_FILE.at(None, f"`{self.path}` cannot be read: {wrong}", hint=hint))
                writer.writerow(fields)
        except csv.Error:
            wrong = f"the quotation marks in row {place + 1:,} do not match"
            hint = 'write `"` in a field as `""`, and the field in quotation marks'
            raise PolicykitError(TABLE_FILE.at(None, f"`{self.path}` cannot be read: {wrong}", hint=hint)) from None
        return mended.getvalue().encode()


def read_text_table(path: Path) -> TextTable:
    """Find how a table is written. Raises `PolicykitError` where it has no headings, or one twice, and OSError."""
    first = next(read_blocks(path), b"")
    named = _NAMED.match(first)
    first = _without_separator_line(first)
    line = first[: _end_of_record(first)].decode("utf-8")
    separator = named[1].decode("ascii", "replace") if named else max(SEPARATORS, key=lambda s: _count_words(line, s))
    headings = [heading.strip() for heading in _split(line, separator)]
    if not any(headings):
        raise PolicykitError(
            TABLE_FILE.at(
                None,
                f"`{path}` cannot be read: its first row has no headings",
                hint="write the name of the fact above each column",
            )
        )
    twice = sorted({name for name in headings if name and headings.count(name) > 1})
    if twice:
        raise PolicykitError(*(TABLE_COLUMN.at(None, f"two columns are called `{name}`", hint=_ONE) for name in twice))
    names = tuple(name or f"(column {_letter(place)})" for place, name in enumerate(headings))
    return TextTable(path, separator, names, tuple(n for n, h in zip(names, headings, strict=True) if not h))


_ONE = "give each column a heading of its own"


def read_blocks(path: Path, *, quotes: bool = True) -> Iterator[bytes]:
    """Give a text file as UTF-8, in blocks that end where a line ends: with `quotes`, not within quotation marks.

    UTF-8 and UTF-16 are read; what is neither is taken for Windows-1252, in which Excel saves. Raises
    `PolicykitError` for a file that is no text, and OSError.
    """
    kept = b""
    for chunk in _read_utf8(path):
        kept += chunk
        end = _last_end(kept, quotes=quotes)
        if end:
            yield _as_utf8(kept[:end])
            kept = kept[end:]
    if kept:
        yield _as_utf8(kept)


def _read_utf8(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        chunk = file.read(BLOCK)
        mark, encoding = next(((m, e) for m, e in _MARKS if chunk.startswith(m)), (b"", ""))
        chunk = chunk[len(mark) :]
        encoding = encoding or _guess_wide(chunk)
        if encoding.startswith("utf-16"):
            decoder = codecs.getincrementaldecoder(encoding)("replace")
            while chunk:
                yield decoder.decode(chunk).encode("utf-8", "replace")
                chunk = file.read(BLOCK)
            return
        if b"\0" in chunk[:4096]:
            raise PolicykitError(TABLE_FILE.at(None, f"`{path}` cannot be read: it is not text", hint=_SAVE))
        if chunk.endswith(b"\r"):  # half of a line end of Windows is none of an old Macintosh
            chunk += file.read(1)
        old_mac = b"\r" in chunk and b"\n" not in chunk
        while chunk:
            yield chunk.replace(b"\r", b"\n") if old_mac else chunk
            chunk = file.read(BLOCK)


_SAVE = "save the table as CSV (UTF-8)"


def _guess_wide(chunk: bytes) -> str:
    """Say UTF-16 of what has a zero beside most of its first letters, and hardly any elsewhere."""
    even, odd = (chunk[start:200:2] for start in (0, 1))
    for zeros, letters, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if len(zeros) > 1 and zeros.count(0) * 4 >= len(zeros) * 3 and not letters.count(0):
            return encoding
    return ""


def _as_utf8(block: bytes) -> bytes:
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        return block.decode("cp1252", "replace").encode("utf-8")
    return block


def _last_end(text: bytes, *, quotes: bool) -> int:
    """Give the end of the last whole line, 0 for none: a line break among an odd number of quotation marks is none."""
    end = text.rfind(b"\n") + 1
    if not quotes:
        return end
    before = text.count(b'"', 0, end)
    while end and before % 2:
        earlier = text.rfind(b"\n", 0, end - 1) + 1
        before -= text.count(b'"', earlier, end)
        end = earlier
    return end


def _end_of_record(text: bytes) -> int:
    """Give where the first row ends."""
    end = text.find(b"\n") + 1
    while end and text.count(b'"', 0, end) % 2:
        end = text.find(b"\n", end) + 1
    return end or len(text)


def _without_separator_line(block: bytes) -> bytes:
    """Leave out the line `sep=;` by which Excel is told the separator; it shows no such row."""
    named = _NAMED.match(block)
    return block[named.end() :] if named else block


def _split(line: str, separator: str) -> list[str]:
    return next(csv.reader([line.rstrip("\r\n")], delimiter=separator), [])


def _count_words(line: str, separator: str) -> int:
    return sum(1 for field in _split(line, separator) if _WORD.fullmatch(field))


def _letter(place: int) -> str:
    """Name a column as spreadsheets do: A to Z, then AA."""
    letters = ""
    place += 1
    while place:
        place, left = divmod(place - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters


def _show(separator: str) -> str:
    return "a tab" if separator == "\t" else f"`{separator}`"
