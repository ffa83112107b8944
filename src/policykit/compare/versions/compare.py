"""Two documents, or two versions with all that is beside their words, become changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policykit.compare.alignment.align import align_units
from policykit.compare.alignment.entries import Entry, list_entries, make_units, name_targets
from policykit.compare.alignment.units import Match
from policykit.compare.versions.changes import Changes, ComparedVersion, FieldChange, Row, arrange_rows
from policykit.compare.versions.fields import compare_fields, describe_field
from policykit.compare.versions.forms import write_alike
from policykit.compare.versions.front import compare_front
from policykit.compare.versions.moves import Lead, find_moved, find_other_leads
from policykit.compare.versions.pictures import compare_pictures
from policykit.compare.versions.renames import Rename, describe_renames, find_renames
from policykit.compare.versions.rows import add_fields, describe_lead, describe_one_sided, describe_pair
from policykit.compare.words.marks import tidy_words
from policykit.document.compile import compile_document
from policykit.document.tree import ClauseNode, Document, PictureNode
from policykit.edition.edition import Edition
from policykit.model.policy import Clause, Section


def compare_versions(old: Edition, new: Edition) -> Changes:
    """Compare two editions with every field of the schema; the same input gives the same changes."""
    return compare_documents(compile_document(old), compile_document(new))


def compare_documents(old: Document, new: Document, *, use_ids: bool = True) -> Changes:
    """Compare two documents: words, order, numbers, kinds, topics, tables, notes, front matter.

    Declared ids pair first, then the texts decide; without `use_ids` the texts alone do, and ids are no change. What a
    document does not hold (rules, the values of model clauses, owner, law) is read from the editions that both were
    compiled from; where one was not compiled, it is not compared. A difference in the form of characters only is none.
    """
    old, new = write_alike(old, new)
    rows, renames = _Comparison(old, new, use_ids).compare()
    details, follows = compare_front(old, new)
    return Changes(_name_version(old), _name_version(new), rows, details, renames, follows)


def _name_version(document: Document) -> ComparedVersion:
    imprint = document.imprint
    return ComparedVersion(
        imprint.policy, imprint.council, imprint.title, imprint.version, imprint.status_line, imprint.text_sha256
    )


class _Comparison:
    """One comparison in the making."""

    def __init__(self, old: Document, new: Document, use_ids: bool) -> None:
        self.use_ids = use_ids
        self.old, self.new = list_entries(old), list_entries(new)
        self.alignment = align_units(make_units(self.old), make_units(self.new), use_ids=use_ids)
        self.leads: dict[int, Lead] = {}

    def compare(self) -> tuple[tuple[Row, ...], tuple[FieldChange, ...]]:
        """Give the rows in reading order, and the names that changed throughout."""
        whole: list[Match] = []
        broken: list[Match] = []
        for match in self.alignment.matches:
            parts = {type(self.old[i].node) for i in match.old} | {type(self.new[j].node) for j in match.new}
            (whole if len(parts) == 1 else broken).append(match)
        removed = [*self.alignment.removed, *(i for match in broken for i in match.old)]
        added = [*self.alignment.added, *(j for match in broken for j in match.new)]
        pairs = {match.old[0]: match.new[0] for match in whole}
        moved = find_moved(pairs, self.old, self.new, {match.old[0] for match in whole if match.moved})
        self.leads = find_other_leads(moved, pairs, self.old, self.new)
        rows = [self._pair(match, match.old[0] in moved) for match in whole]
        renames = find_renames(rows, "\n".join(entry.text for entry in self.new))
        if renames:
            rows = [self._pair(match, match.old[0] in moved, renames) for match in whole]
        told = tuple(describe_renames(renames, rows))
        rows += [describe_one_sided("removed", self.old[i]) for i in removed]
        rows += [describe_one_sided("added", self.new[j]) for j in added]
        return tuple(row for row, away in arrange_rows(rows) if not (away and row.new)), told

    def _pair(self, match: Match, moved: bool, renames: Sequence[Rename] = ()) -> Row:
        old, new = [self.old[i] for i in match.old], [self.new[j] for j in match.new]
        follows = len(old) == len(new) == 1 and _is_same_but_references(old[0], new[0])
        row = describe_pair(old, new, match, moved=moved, follows=follows, renames=renames)
        fields = tuple(self._compare_fields(old, new, said=bool(row.words or row.fields) and not follows))
        lead = self.leads.get(match.old[0])
        told = (describe_lead(*lead),) if lead else ()
        return add_fields(row, (*fields, *told, *compare_pictures(_list_pictures(old), _list_pictures(new))))

    def _compare_fields(self, old: Sequence[Entry], new: Sequence[Entry], *, said: bool) -> Iterator[FieldChange]:
        """Compare what is beside the words. `said` says that the change of the words has been told."""
        before, after = old[0].source, new[0].source
        if before is None or after is None:
            yield from (field for field in _compare_nodes(old[0], new[0]) if self.use_ids or field.kind != "name")
            return
        skip = {"text", "heading", "term"} if said else set()
        skip |= set() if self.use_ids else {"id"}
        if len(old) + len(new) > 2:
            before, after = (_join_sources(entries) for entries in (old, new))
            skip |= {"text", "id", "number", "numbering"}
        yield from compare_fields(before, after, skip=frozenset(skip))


def _list_pictures(entries: Sequence[Entry]) -> tuple[PictureNode, ...]:
    return tuple(picture for entry in entries if isinstance(entry.node, ClauseNode) for picture in entry.node.pictures)


def _join_sources(entries: Sequence[Entry]) -> Clause | Section:
    """Give several clauses as one, with the rules and notes of all, so that what was dealt out is no change."""
    sources = [entry.source for entry in entries if entry.source is not None]
    first = sources[0]
    if not isinstance(first, Clause):
        return first
    clauses = [source for source in sources if isinstance(source, Clause)]
    return first.model_copy(
        update={
            "rules": tuple(sorted((rule for c in clauses for rule in c.rules), key=lambda rule: rule.id)),
            "notes": tuple(note for c in clauses for note in c.notes),
            "no_rule": next((c.no_rule for c in clauses if c.no_rule), None),
        }
    )


def _compare_nodes(old: Entry, new: Entry) -> Iterator[FieldChange]:
    """Compare what a document itself says beside the words."""
    before, after = old.node, new.node
    if before.id != after.id:
        yield describe_field("name", "id", before.id, after.id)
    if isinstance(before, ClauseNode) and isinstance(after, ClauseNode):
        for name in ("kind", "topic", "also_topics", "model"):
            if getattr(before, name) != getattr(after, name):
                kind = {"kind": "force", "model": "origin"}.get(name, "subject")
                yield describe_field(kind, name, getattr(before, name), getattr(after, name))  # type: ignore[arg-type]
    if before.notes != after.notes:
        yield describe_field("notes", "notes", before.notes, after.notes)


def _is_same_but_references(old: Entry, new: Entry) -> bool:
    """Say whether two texts that may differ in what their references print are otherwise the same."""
    before, after = old.node, new.node
    if isinstance(before, ClauseNode) and isinstance(after, ClauseNode):
        if before.words == after.words or before.term != after.term or before.table != after.table:
            return False
        return tidy_words(name_targets(before.words)) == tidy_words(name_targets(after.words))
    assert not isinstance(before, ClauseNode)
    assert not isinstance(after, ClauseNode)
    return before.heading != after.heading and tidy_words(name_targets(before.heading)) == tidy_words(
        name_targets(after.heading)
    )
