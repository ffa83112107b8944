"""Writing in a draft: nothing adopted changes, nothing of others is written over, and no word is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pipeline.writing.conftest import NAME, NOW, draft_file

from policykit.errors import PolicykitError
from policykit.model.dates import PartialDate
from policykit.model.edit import Edit, EditField, EditSpot, EditText, InsertItem, RemoveItem, SplitClause, item_words
from policykit.pipeline.adopt import adopt_versions
from policykit.pipeline.draft import draft_version
from policykit.pipeline.happening import Happening
from policykit.pipeline.writing.change import change_text, drop_unsaved, open_text
from policykit.pipeline.writing.opened import OpenText
from policykit.source.library import read_library
from policykit.source.yaml_edit.lower import find_item

CLAUSE = "introduction.benefits"


def words_of(opened: OpenText, id: str) -> str | None:
    item = find_item(opened.version, id)[1]
    return getattr(item, "text", None)


def in_file(root: Path, id: str) -> str | None:
    version = read_library(root).library.policies[NAME].version("2").value
    return next((clause.text for _, clause in version.walk_clauses() if clause.id == id), None)


def edit(opened: OpenText, words: str, id: str = CLAUSE) -> EditText:
    return EditText(id=id, was=words_of(opened, id), words=words)


def test_words_are_in_the_file_and_the_answer_names_the_new_revision(root: Path, opened: OpenText) -> None:
    before = opened.revision
    changed = change_text(opened, [edit(opened, "Other words.")], NOW)
    assert [outcome.state for outcome in changed.outcomes] == ["saved"]
    assert changed.revision == opened.revision != before
    assert in_file(root, CLAUSE) == words_of(opened, CLAUSE) == "Other words."
    assert opened.library.policies[NAME].version("2").value == opened.version


def test_what_is_open_follows_the_file_without_reading_it_again(root: Path, opened: OpenText) -> None:
    for number in range(3):
        assert not change_text(opened, [edit(opened, f"Words {number}.")], NOW).outside
    fresh = open_text(root, NAME, NOW)
    assert (fresh.laid, fresh.revision, fresh.errors) == (opened.laid, opened.revision, opened.errors)


def test_the_adopted_version_is_refused_by_the_verb(root: Path) -> None:
    adopted = open_text(root, f"{NAME}@1", NOW)
    text = (root / NAME / "v1.yaml").read_bytes()
    assert adopted.is_sealed
    with pytest.raises(PolicykitError, match="text-sealed"):
        change_text(adopted, [edit(adopted, "Other words.")], NOW)
    assert (root / NAME / "v1.yaml").read_bytes() == text


def test_a_draft_that_was_adopted_while_it_was_open_is_refused(root: Path, opened: OpenText) -> None:
    asked = edit(opened, "Other words.")
    happening = Happening("adopted", PartialDate(2026, 11, 16), reference="26/80")
    adopt_versions(root, (f"{NAME}@2",), happening, NOW.date())
    text = draft_file(root).read_bytes()
    with pytest.raises(PolicykitError, match="text-sealed"):
        change_text(opened, [asked], NOW)
    assert draft_file(root).read_bytes() == text


def test_a_change_elsewhere_in_the_file_is_merged(root: Path, opened: OpenText) -> None:
    path = draft_file(root)
    path.write_text(path.read_text("utf-8").replace("Social engineering attacks", "Social engineering"), "utf-8")
    changed = change_text(opened, [edit(opened, "Other words.")], NOW)
    assert changed.outside
    assert changed.outcomes[0].state == "saved"
    assert in_file(root, "policy-statement.risks.social-engineering") == "Social engineering"
    assert in_file(root, CLAUSE) == "Other words."


def test_a_change_elsewhere_of_the_same_words_is_not_written_over(root: Path, opened: OpenText) -> None:
    other, mine = open_text(root, NAME, NOW), edit(opened, "Mine.")
    change_text(other, [edit(other, "Theirs.")], NOW)
    (outcome,) = change_text(opened, [mine], NOW).outcomes
    assert (outcome.state, outcome.now) == ("conflict", "Theirs.")
    assert in_file(root, CLAUSE) == "Theirs."
    assert [entry.edit for entry in open_text(root, NAME, NOW).unsaved] == [mine]


def test_words_for_a_clause_that_is_gone_are_a_conflict(root: Path, opened: OpenText) -> None:
    name = "policy-statement.risks.malware"
    mine = edit(opened, "Mine.", name)
    other = open_text(root, NAME, NOW)
    item = find_item(other.version, name)[1]
    assert not hasattr(item, "heading")
    change_text(other, [RemoveItem(id=name, was=words_of(other, name) or "")], NOW)
    (outcome,) = change_text(opened, [mine], NOW).outcomes
    assert (outcome.state, outcome.now) == ("conflict", None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "empty or too short"),
        ("See {ref: nowhere}.", "no clause or section has the id `nowhere`"),
        ("<b>bold</b>", "raw HTML"),
        ("a \u202e turned", "U+202E"),
        ("[x](javascript:alert(1))", "does not lead to a web page"),
        ("x" * 20_001, "too long"),
    ],
)
def test_words_that_make_no_valid_text_are_kept_in_the_journal(
    root: Path, opened: OpenText, words: str, said: str
) -> None:
    text = draft_file(root).read_bytes()
    (outcome,) = change_text(opened, [edit(opened, words)], NOW).outcomes
    assert outcome.state == "kept"
    assert said in " ".join(why.message for why in outcome.why)
    assert draft_file(root).read_bytes() == text
    again = open_text(root, NAME, NOW)
    assert [(entry.edit, entry.state) for entry in again.unsaved] == [(outcome.edit, "kept")]


def test_kept_words_are_settled_by_the_next_save_or_by_dropping_them(root: Path, opened: OpenText) -> None:
    change_text(opened, [edit(opened, "")], NOW)
    change_text(opened, [edit(opened, "Words.")], NOW)
    assert open_text(root, NAME, NOW).unsaved == ()
    change_text(opened, [edit(opened, "")], NOW)
    drop_unsaved(opened, CLAUSE, NOW)
    assert opened.unsaved == open_text(root, NAME, NOW).unsaved == ()
    change_text(opened, [edit(opened, "")], NOW)
    change_text(opened, [edit(opened, "Words.")], NOW)  # as it is in the file
    assert opened.unsaved == ()


def test_a_quote_that_is_gone_keeps_no_words_back_and_is_told(root: Path, opened: OpenText) -> None:
    clause = next(clause for _, clause in opened.version.walk_clauses() if clause.rules and clause.text)
    (outcome,) = change_text(opened, [edit(opened, "Quite other words.", clause.id)], NOW).outcomes
    assert outcome.state == "saved"
    assert {why.code for why in outcome.why} == {"quote-not-found"}


def test_a_clause_that_others_refer_to_is_not_taken_away(opened: OpenText) -> None:
    change_text(opened, [edit(opened, "See {ref: policy-statement.risks}.")], NOW)
    risks = find_item(opened.version, "policy-statement.risks")[1]
    (outcome,) = change_text(opened, [RemoveItem(id=risks.id, was=item_words(risks))], NOW).outcomes
    assert outcome.state == "kept"


def test_one_edit_that_cannot_be_keeps_none_of_the_others_back(root: Path, opened: OpenText) -> None:
    edits = [
        edit(opened, "One."),
        edit(opened, "", "introduction.coverage"),
        edit(opened, "Three.", "introduction.term"),
    ]
    assert [outcome.state for outcome in change_text(opened, edits, NOW).outcomes] == ["saved", "kept", "saved"]
    assert in_file(root, "introduction.term") == "Three."


def test_new_clauses_get_ids_from_their_first_words_that_no_version_has(root: Path, opened: OpenText) -> None:
    old = find_item(opened.version, "policy-statement.risks.malware")[1]
    change_text(opened, [RemoveItem(id=old.id, was=item_words(old))], NOW)
    spot = EditSpot(where="after", id="introduction.term")
    edits = [
        InsertItem(spot=spot, words="**Photographs** of {council.name} must be kept."),
        InsertItem(spot=spot, words="Photographs, council name: may be shown."),
        InsertItem(spot=spot, words="Of the"),
        InsertItem(spot=spot, part="section", words="Use of photographs"),
        InsertItem(spot=EditSpot(where="after", id="introduction"), part="section", words="Use of photographs"),
        InsertItem(spot=EditSpot(where="last", id="policy-statement.risks"), words="malware"),
    ]
    outcomes = change_text(opened, edits, NOW).outcomes
    assert [outcome.state for outcome in outcomes] == ["saved", "saved", "saved", "kept", "saved", "saved"]
    ids = [getattr(outcome.edit, "id", None) for outcome in outcomes]
    assert ids[0] == "introduction.photographs-council-name"
    assert ids[1] == "introduction.photographs-council-name-2"
    assert ids[2] == "introduction.of-the"
    assert ids[4] == "use-photographs"
    kinds = [find_item(opened.version, name)[1] for name in ids[:2] if name]
    assert [getattr(item, "kind", None) for item in kinds] == ["obligation", "permission"]


def test_an_id_of_an_earlier_version_is_not_given_again(root: Path, opened: OpenText) -> None:
    spot = EditSpot(where="last", id="policy-statement.risks")
    words = "The first words of a clause"
    change_text(opened, [InsertItem(spot=spot, words=words)], NOW)
    adopted = Happening("adopted", PartialDate(2026, 11, 16), reference="26/80")
    adopt_versions(root, (f"{NAME}@2",), adopted, NOW.date())
    draft_version(root, NAME, NOW.date())
    third = open_text(root, NAME, NOW)
    name = "policy-statement.first-words-clause"
    assert words_of(third, name) == words
    edits: list[Edit] = [RemoveItem(id=name, was=words), InsertItem(spot=spot, words=words)]
    (_, outcome) = change_text(third, edits, NOW).outcomes
    assert getattr(outcome.edit, "id", None) == f"{name}-2"


def test_a_split_and_the_fields_around_the_words(root: Path, opened: OpenText) -> None:
    clause = find_item(opened.version, "policy-statement.risks")[1]
    text = words_of(opened, clause.id) or ""
    split = SplitClause(id=clause.id, was=text, first=text[:9].strip(), second=text[9:].strip())
    (outcome,) = change_text(opened, [split], NOW).outcomes
    new = getattr(outcome.edit, "new", "")
    assert not find_item(opened.version, clause.id)[1].clauses
    assert [each.id for each in find_item(opened.version, new)[1].clauses] == [each.id for each in clause.clauses]
    change_text(opened, [EditField(id="", key="title", was=opened.version.title, value="Another title")], NOW)
    assert read_library(root).library.policies[NAME].version("2").value.title == "Another title"


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends_and_the_mark_at_the_head_of_a_file_stay(root: Path, end: bytes) -> None:
    path = draft_file(root)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", end))
    opened = open_text(root, NAME, NOW)
    before = path.read_bytes().split(end)
    change_text(opened, [edit(opened, "Other words.")], NOW)
    after = path.read_bytes()
    assert after.count(b"\n") == (after.count(b"\r\n") if end == b"\r\n" else 0)
    assert after.startswith(b"\xef\xbb\xbf")
    assert [line for line in after.split(end) if line not in before] == [b"        text: Other words."]


def test_mixed_line_ends_stay_as_they_were(root: Path) -> None:
    path = draft_file(root)
    lines = path.read_bytes().split(b"\n")
    ends = [(b"\n", b"\r\n", b"\r")[at % 3] for at in range(len(lines) - 1)]
    path.write_bytes(b"".join(line + end for line, end in zip(lines, [*ends, b""], strict=True)))
    before = path.read_bytes().splitlines(keepends=True)
    opened = open_text(root, NAME, NOW)
    change_text(opened, [edit(opened, "Other words.")], NOW)
    after = path.read_bytes().splitlines(keepends=True)
    (at,) = [at for at, line in enumerate(after) if b"Other words." in line]
    assert after[:at] == before[:at]
    rest = len(after) - at - 1
    assert after[at + 1 :] == before[-rest:]


def test_a_file_with_an_anchor_is_edited_as_a_whole(root: Path) -> None:
    path = draft_file(root)
    text = path.read_text("utf-8")
    path.write_text(
        text.replace('title: "', 'title: &name "', 1).replace("title: Social", "title: &name Social", 1), "utf-8"
    )
    assert "&name" in path.read_text("utf-8")
    opened = open_text(root, NAME, NOW)
    change_text(opened, [edit(opened, "Other words.")], NOW)
    assert in_file(root, CLAUSE) == "Other words."
    assert "&name" in path.read_text("utf-8")
