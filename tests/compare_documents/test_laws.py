"""What holds for every pair of versions."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from tests.compare_documents.cases import compile_case
from tests.compare_documents.revisions import load_revised
from tests.compare_documents.settle import read_shape, settle_redline
from tests.compare_documents.versions import versions

from policykit.compare.alignment.entries import Entry, Place, list_entries
from policykit.compare.amendments.version import (
    apply_amendments,
    parse_amendments,
    print_amendments,
    write_amendments,
)
from policykit.compare.versions.changes import Changes, Row
from policykit.compare.versions.compare import compare_documents
from policykit.compare.versions.redline import redline
from policykit.document.compile import compile_document
from policykit.document.tree import SectionNode
from policykit.edition.edition import find_edition
from policykit.model.fingerprint import fingerprint
from policykit.model.policy import Version
from policykit.render.report.json import changes_to_json
from policykit.render.report.view import Card, Fold, group_cards, list_cards
from policykit.source.validate import read_model
from policykit.source.yaml import read_yaml

Pair = tuple[Version, Version]
ROOT = Path(__file__).parents[2]
MANY = int(os.environ.get("POLICYKIT_EXAMPLES", "60"))
"""How many pairs each law is tried on: more by `POLICYKIT_EXAMPLES=10000 pytest tests/compare_documents`."""
laws = settings(max_examples=MANY, deadline=None)


@laws
@given(versions())
def test_amendments_printed_read_and_carried_out_give_the_new_version(pair: Pair) -> None:
    old, new = pair
    for before, after in ((old, new), (new, old)):
        listed = print_amendments(write_amendments(before, after))
        assert Version.model_validate(apply_amendments(before, parse_amendments(listed)).data) == after


@pytest.mark.parametrize("fields", [{}, {"topic": "use"}, {"table": {"columns": ["A"], "rows": [["1"]]}}])
def test_a_clause_becomes_a_heading_and_a_heading_a_clause(fields: dict[str, object]) -> None:
    words = "Members of the Council and its officers"
    clause = {"id": "a.x", "kind": "statement", "text": words, **fields}
    first = {"id": "a", "heading": "Use", "clauses": [{"id": "a.a", "kind": "statement", "text": "Be polite."}]}
    second = {"id": "b", "heading": words, "clauses": [{"id": "b.a", "kind": "statement", "text": "Be brief."}]}
    front = {"format": 1, "title": "Notices", "kind": "policy", "version": "1"}
    old = Version.model_validate({**front, "sections": [first, second]})
    new = Version.model_validate({**front, "sections": [{**first, "clauses": [*first["clauses"], clause]}]})
    for before, after in ((old, new), (new, old)):
        listed = print_amendments(write_amendments(before, after))
        assert Version.model_validate(apply_amendments(before, parse_amendments(listed)).data) == after


@laws
@given(versions(), st.booleans())
def test_a_redline_accepted_is_the_new_text_and_rejected_the_old(pair: Pair, use_ids: bool) -> None:
    case = compile_case(*pair)
    old, new = case.old, case.new
    marked = redline(old, new, compare_documents(old, new, use_ids=use_ids))
    assert read_shape(settle_redline(marked, "new")) == read_shape(new)
    assert read_shape(settle_redline(marked, "old")) == read_shape(old)


@laws
@given(versions())
def test_nothing_is_lost_and_nothing_said_twice(pair: Pair) -> None:
    case = compile_case(*pair)
    changes = case.changes
    for side, document in (("old", case.old), ("new", case.new)):
        positions = sorted(place.position for row in changes.rows for place in getattr(row, side))
        assert positions == list(range(len(list_entries(document))))
    shown: list[Card] = []
    for group in group_cards(list_cards(changes)):
        for item in group.items:
            shown += item.cards if isinstance(item, Fold) else [item]
    heads = [g.card for g in group_cards(list_cards(changes)) if g.card is not None and not g.card.row.is_change]
    assert len(shown) + len(heads) == len(changes.rows) + len([row for row in changes.rows if row.moved])
    keys = [card.key for card in shown]
    assert len(keys) == len(set(keys))


@laws
@given(versions())
def test_what_left_its_section_is_never_called_unchanged(pair: Pair) -> None:
    case = compile_case(*pair)
    old, new = list_entries(case.old), list_entries(case.new)
    partners = {row.old[0].position: row.new[0].position for row in case.changes.rows if row.old and row.new}
    for row in case.changes.rows:
        if not (row.old and row.new) or row.moved or row.part == "heading":
            continue
        if partners.get(old[row.old[0].position].parent) == new[row.new[0].position].parent:
            continue  # what moved along with what it is under
        before, after = find_section(old, row.old[0].position), find_section(new, row.new[0].position)
        assert partners.get(before, -1) == after or (before not in partners and after not in partners.values())


def find_section(entries: Sequence[Entry], position: int) -> int:
    above = entries[position].parent
    while not isinstance(entries[above].node, SectionNode):
        above = entries[above].parent
    return above


@laws
@given(versions())
def test_each_change_is_shown_under_its_own_section(pair: Pair) -> None:
    case = compile_case(*pair)
    tops = {
        side: [
            p.position for row in case.changes.rows for p in getattr(row, side) if (p.part, p.level) == ("heading", 1)
        ]
        for side in ("old", "new")
    }
    for group in group_cards(list_cards(case.changes)):
        head = group.card
        for item in group.items if head is not None else []:
            for card in item.cards if isinstance(item, Fold) else [item]:
                side = "old" if card.away or not card.row.new else "new"
                position = getattr(card.row, side)[0].position
                section = max(top for top in tops[side] if top <= position)
                assert head is not None
                assert section in [place.position for place in getattr(head.row, side)]


def is_top(place: Place) -> bool:
    return place.part == "heading" and place.level == 1


@laws
@given(versions())
def test_the_way_back_is_the_mirror_image(pair: Pair) -> None:
    case = compile_case(*pair)
    there, back = case.changes, compare_documents(case.new, case.old)
    mirrored = {"split": "merged", "merged": "split", "added": "removed", "removed": "added"}

    def outline(changes: Changes, *, turned: bool) -> set[object]:
        def one(row: Row) -> object:
            old, new = (tuple(p.position for p in side) for side in (row.old, row.new))
            kind = mirrored.get(row.kind, row.kind) if turned else row.kind
            return (kind, row.weight, new, old) if turned else (kind, row.weight, old, new)

        return {one(row) for row in changes.rows if not row.moved}

    moves = {row.old[0].position for row in there.rows if row.moved}
    assert len(moves) == len([row for row in back.rows if row.moved])
    assert outline(there, turned=False) == outline(back, turned=True)
    assert (there.count, there.is_empty) == (back.count, back.is_empty)


@laws
@given(versions())
def test_nothing_differs_from_itself_and_whatever_differs_is_found(pair: Pair) -> None:
    old, new = pair
    case = compile_case(old, new)
    assert compare_documents(case.old, case.old).is_empty
    assert compare_documents(case.old, case.old).count == 0
    assert case.changes.is_empty or fingerprint(old) != fingerprint(new)
    # A change of ids alone is no change: nobody votes on them.
    assert not case.changes.is_empty or name_by_place(old) == name_by_place(new)


def name_by_place(version: Version) -> str:
    """Give a version as JSON with every id, and every reference to one, replaced by where it stands."""
    ids: list[str] = [section.id for _, section in version.walk_sections()]
    ids += [clause.id for _, clause in version.walk_clauses()]
    text = version.model_dump_json(by_alias=True)
    for place, name in enumerate(ids):
        text = text.replace(f'"id":"{name}"', f'"id":"{place}"').replace(f"ref: {name}}}", f"ref: {place}}}")
    return text


@laws
@given(versions())
def test_json_holds_all_of_it(pair: Pair) -> None:
    changes = compile_case(*pair).changes
    data = json.loads(changes_to_json(changes))
    assert TypeAdapter(Changes).validate_python({key: data[key] for key in Changes.__match_args__}) == changes


@settings(max_examples=max(20, MANY // 10), deadline=None)
@given(versions())
def test_the_yaml_of_an_amended_version_holds_it(pair: Pair) -> None:
    from policykit.pipeline.amend_yaml import write_plain_yaml, write_yaml

    old, new = pair
    amended = apply_amendments(old, write_amendments(old, new))
    written = write_plain_yaml(apply_amendments(old, write_amendments(old, old)).data)
    for text in (write_yaml(written, old, amended), write_plain_yaml(amended.data)):
        data, places, faults = read_yaml("", text)
        assert read_model(Version, data, places)[0] == new
        assert not faults


_DIGEST = """
import hashlib
from tests.compare_documents.test_laws import digest_revisions
print(digest_revisions())
"""


def digest_revisions() -> str:
    """Give one number for everything that is said of the two real policies' made-up second versions."""
    from policykit.render.report.page import render_report

    library = load_revised()
    digest = hashlib.sha256()
    for policy in library.policies.values():
        old, new = (compile_document(find_edition(library, policy, label)) for label in ("1", "2"))
        changes = compare_documents(old, new)
        digest.update(changes_to_json(changes).encode())
        digest.update(render_report(changes, old, new, fonts="none").encode())
        digest.update(repr(redline(old, new, changes)).encode())
    return digest.hexdigest()


@pytest.mark.slow
def test_the_answer_is_the_same_under_any_hash_seed() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", _DIGEST],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(digests) == 1
