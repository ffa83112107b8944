"""Word files that come back from a committee: their tracked changes and comments, from one person or from several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from policykit.compare.amendments.amendable import Data
from policykit.compare.returned.identity import squeeze
from policykit.document.tree import Document
from policykit.errors import Code, Severity
from policykit.intake.docx.comments import WordComment, list_comments
from policykit.intake.docx.tracked import TrackedChange, list_tracked, reject_tracked
from policykit.intake.imported import Imported, import_manuscript
from policykit.intake.readers import read_manuscript
from policykit.intake.readings import ParagraphReading, apply_readings
from policykit.model.dates import PartialDate
from policykit.model.text import plain_text
from policykit.pipeline.codes import refuse
from policykit.pipeline.import_own import import_own

NO_SUCH_CHANGE = Code(
    "no-such-change",
    Severity.ERROR,
    "a tracked change was named that the file does not have",
    "list them first: policykit import FILE NAME --dry-run",
    "policykit import edited.docx anytown/leave --reject 9, of a file with three tracked changes",
    "policykit import edited.docx anytown/leave --reject 2",
)
CODES = (NO_SUCH_CHANGE,)


@dataclass(frozen=True, slots=True)
class TrackedChoice:
    """Which tracked changes of a file count: all but those in `rejected`, or only those in `accepted`."""

    accepted: frozenset[int] | None = None
    rejected: frozenset[int] = frozenset()

    def list_rejected(self, changes: Sequence[TrackedChange], name: str) -> list[int]:
        """Give the numbers that do not count. Raises PolicykitError (`no-such-change`) for one that is none."""
        known = {change.number for change in changes}
        unknown = sorted(((self.accepted or frozenset()) | self.rejected) - known)
        if unknown:
            count = f"has {len(known)} tracked changes" if known else "has no tracked changes"
            raise refuse(NO_SUCH_CHANGE, f"`{name}` {count}, and no number {unknown[0]}")
        if self.accepted is not None:
            return sorted(known - self.accepted | self.rejected)
        return sorted(self.rejected)


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file that was read with some of its tracked changes, and what it brought along."""

    imported: Imported
    tracked: tuple[TrackedChange, ...]
    rejected: frozenset[int]
    comments: tuple[WordComment, ...]

    @property
    def sender(self) -> str:
        """Whose file it is: the one author of its changes and comments, else its name."""
        authors = {change.author for change in self.tracked} | {comment.author for comment in self.comments}
        return authors.pop() if len(authors) == 1 else Path(self.imported.name).name


def read_returned(
    name: str, content: bytes, choice: TrackedChoice, readings: Sequence[ParagraphReading] = ()
) -> ReturnedFile:
    """Read a file with the tracked changes that count; a file that is no Word file has none.

    Raises PolicykitError: `no-such-change`, and as `import_manuscript` does.
    """
    if Path(name).suffix.lower() != ".docx":
        choice.list_rejected((), name)
        return ReturnedFile(_import(name, content, readings), (), frozenset(), ())
    tracked = list_tracked(name, content)
    rejected = choice.list_rejected(tracked, name)
    imported = _import(name, reject_tracked(name, content, rejected), readings)
    return ReturnedFile(imported, tracked, frozenset(rejected), list_comments(name, content))


def _import(name: str, content: bytes, readings: Sequence[ParagraphReading]) -> Imported:
    manuscript = apply_readings(name, read_manuscript(name, content), readings)
    return import_own(name, manuscript, as_printed=True) or import_manuscript(name, manuscript)


@dataclass(frozen=True, slots=True)
class ReturnedChange:
    """One tracked change of a file, and whether it counts."""

    number: int
    """From 1, in the order of the file."""
    author: str
    day: str
    """The day on which it was made (2026-03-02); empty where the file does not say."""
    where: str
    """The clause or section that it is in, as a person cites it; empty where that is not found."""
    removed: str
    """The words that went."""
    added: str
    """The words that came."""
    words: str
    """What it does, in short."""
    rejected: bool

    @property
    def line(self) -> str:
        """All of it in a line."""
        who = ", ".join(part for part in (self.author, self.day) if part)
        where = f"{self.where}: " if self.where else ""
        return f"{self.number}. {who}: {where}{self.words}{' (rejected)' if self.rejected else ''}"


def describe_tracked(
    returned: ReturnedFile, base: Document, bookmarks: Mapping[str, str]
) -> tuple[ReturnedChange, ...]:
    """Give a file's tracked changes: number, who, when, where, what, and whether each counts."""
    citations = {section.id: section.citation for section in base.walk_sections()}
    citations |= {clause.id: clause.citation for clause in base.walk_clauses()}
    by_words = {squeeze(plain_text(clause.words)): clause.citation for clause in base.walk_clauses()}
    return tuple(
        ReturnedChange(
            change.number,
            change.author,
            change.day,
            by_words.get(squeeze(change.context)) or citations.get(bookmarks.get(change.bookmark, ""), ""),
            " ".join(change.removed.split()),
            " ".join(change.added.split()),
            change.words,
            change.number in returned.rejected,
        )
        for change in returned.tracked
    )


def add_comments(data: Data, returned: Iterable[ReturnedFile]) -> list[str]:
    """Put the comments of files into a version as editors' notes; gives those that have no clause to stand on."""
    nodes = list(_walk(data))
    homeless = []
    for one in returned:
        for comment in one.comments:
            who = ", ".join(part for part in (comment.author, _say_day(comment.day)) if part)
            text = f"{who}: {comment.text}" if who else comment.text
            home = _find_home(nodes, comment)
            if home is None:
                homeless.append(f"a comment was left out of the notes: {text}")
                continue
            words = str(home.get("text") or home.get("heading") or "")
            quoted = comment.quote and comment.quote in " ".join(words.split()) and "\n" not in comment.quote
            note = {"kind": "drafting", "text": text, **({"quote": comment.quote} if quoted else {})}
            home.setdefault("notes", []).append(note)
    return homeless


def _find_home(nodes: Sequence[Data], comment: WordComment) -> Data | None:
    wanted = squeeze(comment.paragraph)
    keys = [(squeeze(str(node.get("text") or node.get("heading") or "")), node) for node in nodes]
    return next((node for key, node in keys if key and (key == wanted or wanted.endswith(key))), None)


def _walk(node: Data) -> Iterable[Data]:
    for branch in ("clauses", "sections"):
        for child in cast("list[Data]", node.get(branch, [])):
            yield child
            yield from _walk(child)


def _say_day(day: str) -> str:
    try:
        return PartialDate.parse(day).shown("long") if day else ""
    except ValueError:
        return ""
